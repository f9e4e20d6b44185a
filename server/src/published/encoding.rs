//! Which compressed form a client takes (RFC 9110, 12.5.3).

use axum::http::{HeaderMap, header};

/// The plain form is taken by everybody who does not refuse it, but wanted less than what is named.
const UNSAID: f32 = 0.001;

/// What `Accept-Encoding` says: codings with their weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted(Vec<(String, f32)>);

impl Accepted {
    pub fn of(headers: &HeaderMap) -> Self {
        let values = headers
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok());
        Self(
            values
                .flat_map(|value| value.split(','))
                .filter_map(read)
                .collect(),
        )
    }

    /// How much a coding is wanted; 0 is not at all.
    pub fn weight(&self, coding: &str) -> f32 {
        let named = |name: &str| {
            self.0
                .iter()
                .find(|(given, _)| given == name)
                .map(|(_, weight)| *weight)
        };
        let plain = if coding == "identity" { UNSAID } else { 0.0 };
        named(coding).or_else(|| named("*")).unwrap_or(plain)
    }

    pub fn takes(&self, coding: &str) -> bool {
        self.weight(coding) > 0.0
    }

    /// The coding that is wanted most of those there are, the first of equals.
    pub fn best(&self, there: &[&'static str]) -> Option<&'static str> {
        let mut best: Option<(&'static str, f32)> = None;
        for coding in there {
            let weight = self.weight(coding);
            if weight > 0.0 && best.is_none_or(|(_, highest)| weight > highest) {
                best = Some((coding, weight));
            }
        }
        best.map(|(coding, _)| coding)
    }
}

fn read(item: &str) -> Option<(String, f32)> {
    let mut parts = item.split(';');
    let coding = parts.next()?.trim().to_ascii_lowercase();
    let weight = parts.find_map(|part| {
        part.trim()
            .to_ascii_lowercase()
            .strip_prefix("q=")
            .map(str::to_owned)
    });
    let weight = weight.map_or(Some(1.0), |weight| weight.trim().parse().ok())?;
    (!coding.is_empty()).then_some((coding, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &str, expected: Option<&str>) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, header.parse().unwrap());
        assert_eq!(
            Accepted::of(&headers).best(&["br", "zstd", "gzip", "identity"]),
            expected,
            "{header}"
        );
    }

    #[test]
    fn the_most_wanted_coding_is_chosen() {
        check("", Some("identity"));
        check("gzip", Some("gzip"));
        check("gzip, br", Some("br"));
        check("gzip;q=0.5", Some("gzip"));
        check("gzip;q=1.0, br;q=0.5", Some("gzip"));
        check("br;q=0, gzip;q=0.1, identity;q=0", Some("gzip"));
        check("*;q=0.3", Some("br"));
        check("GZIP ; Q=0.9, zstd;q=0.2, identity;q=0.5", Some("gzip"));
        check("identity;q=0", None);
        check("gzip;q=nonsense", Some("identity"));
    }
}
