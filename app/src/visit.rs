//! A request for a page: who asks, when, and where the site's files are.

use domain::Moment;
use registry::Caller;

/// What every page may need of the request it answers.
#[derive(Debug, Clone)]
pub struct Visit {
    pub caller: Caller,
    /// What the signed-in user is called.
    pub name: Option<String>,
    pub now: Moment,
    /// The path asked for, for the way back after signing in.
    pub path: String,
    /// Where the site's own files begin: `/pkg/VERSION`.
    pub assets: String,
    /// What permanent addresses begin with, without a slash at the end.
    pub base_url: String,
}
