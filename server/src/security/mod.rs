//! What stands between the network and every handler.

pub mod address;
pub mod csrf;
pub mod headers;
pub mod limits;
pub mod log;
pub mod patience;

use axum::{Router, extract::DefaultBodyLimit, middleware};
use ipnet::IpNet;
use limits::{Limits, Rates};
use tower::ServiceBuilder;

use crate::{kept, published::preflight, site::Site, trouble};

/// The most bytes of a body (contract, section 2).
pub const BODY_MAX: usize = 1024 * 1024;

/// What the settings say about safety.
#[derive(Debug, Default)]
pub struct Security {
    pub limits: Limits,
    pub trusted_proxies: Vec<IpNet>,
}

impl Security {
    pub fn new(rates: Rates, trusted_proxies: Vec<IpNet>) -> Self {
        Self {
            limits: Limits::new(rates),
            trusted_proxies,
        }
    }
}

/// Puts the layers around the routes, the outermost first. They stand around the routes as a whole and not around each
/// of them, which would be copied with all its layers for every request and every layer.
pub fn around(router: Router<Site>, site: &Site) -> Router {
    let routes = router
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .with_state(site.clone());
    let layers = ServiceBuilder::new()
        .layer(middleware::from_fn(log::write))
        .layer(middleware::from_fn_with_state(site.clone(), headers::add))
        .layer(headers::compression())
        .layer(middleware::from_fn_with_state(site.clone(), trouble::face))
        .layer(middleware::from_fn(preflight::answer))
        .layer(middleware::from_fn(patience::limit))
        .layer(middleware::from_fn_with_state(site.clone(), csrf::check))
        .layer(middleware::from_fn(kept::keep))
        .service(routes);
    Router::new().fallback_service(layers)
}
