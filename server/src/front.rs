//! The way in: what is kept ready is answered at once, everything else finds its route.

use std::time::Instant;

use axum::{Router, extract::Request, response::Response};
use tower::ServiceExt;

use crate::{published, routes, security::log, site::Site};

/// A whole site, to be asked.
#[derive(Debug, Clone)]
pub struct Front {
    site: Site,
    routes: Router,
}

impl Front {
    pub fn new(site: &Site) -> Self {
        Self {
            site: site.clone(),
            routes: routes::router(site),
        }
    }

    pub async fn answer(&self, request: Request) -> Response {
        let begun = Instant::now();
        let (method, path) = (request.method(), request.uri().path());
        if let Some(response) =
            published::at_once(&self.site, method, path, request.headers()).await
        {
            log::answered(method, path, &response, begun);
            return response;
        }
        match self.routes.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}
