//! Where a request comes from.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};
use ipnet::IpNet;

use crate::{site::Site, trouble::Trouble};

/// The other end of the connection.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// Who is counted as one by limits: an IPv4 address, or the /64 of an IPv6 address, of which one
/// customer has all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientAddress(IpAddr);

impl ClientAddress {
    pub fn of(parts: &Parts, site: &Site) -> Self {
        let peer = parts
            .extensions
            .get::<Peer>()
            .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.ip());
        Self::new(client(
            peer.to_canonical(),
            &parts.headers,
            &site.security.trusted_proxies,
        ))
    }

    pub fn new(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(v4) => IpAddr::V4(v4),
            IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        })
    }
}

impl FromRequestParts<Site> for ClientAddress {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Trouble> {
        Ok(Self::of(parts, site))
    }
}

impl aide::OperationInput for ClientAddress {}

/// The nearest address that no trusted proxy vouches for. What stands before it in
/// `X-Forwarded-For` is only what that address claims.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|net| net.contains(address));
    if !is_trusted(&peer) {
        return peer;
    }
    let hops: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let mut nearest = peer;
    for hop in hops.iter().rev() {
        let Ok(address) = hop.trim().parse::<IpAddr>() else {
            break;
        };
        nearest = address.to_canonical();
        if !is_trusted(&nearest) {
            break;
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(peer: &str, forwarded: &str, trusted: &str, expected: &str) {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        let trusted: Vec<IpNet> = trusted
            .split_whitespace()
            .map(|net| net.parse().unwrap())
            .collect();
        assert_eq!(
            client(peer.parse().unwrap(), &headers, &trusted),
            expected.parse::<IpAddr>().unwrap()
        );
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        check("192.0.2.1", "198.51.100.7", "", "192.0.2.1");
        check("10.0.0.1", "198.51.100.7", "10.0.0.0/8", "198.51.100.7");
        check(
            "10.0.0.1",
            "1.2.3.4, 198.51.100.7, 10.0.0.2",
            "10.0.0.0/8",
            "198.51.100.7",
        );
        check("10.0.0.1", "nonsense", "10.0.0.0/8", "10.0.0.1");
    }

    #[test]
    fn a_network_is_one_client() {
        let one = ClientAddress::new("2001:db8::1".parse().unwrap());
        assert_eq!(
            one,
            ClientAddress::new("2001:db8::2:3:4:5".parse().unwrap())
        );
        assert_ne!(one, ClientAddress::new("2001:db8:0:1::1".parse().unwrap()));
    }
}
