//! The site by URL: every test speaks to the router as a client does, on each database there is.

mod access;
mod common;
mod described;
mod live;
mod members_only;
mod requests;
mod safety;
mod story;
