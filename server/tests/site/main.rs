//! The site by URL: every test speaks to the router as a client does, on each database there is.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod access;
mod calls;
mod common;
mod compared;
mod described;
mod desk;
mod discussion;
mod embedding;
mod figures;
mod following;
mod imports;
mod kept;
mod linked;
mod lint;
mod live;
mod manuscripts;
mod meetings;
mod members_only;
mod minutes;
mod notices;
mod planning;
mod redlines;
mod requests;
mod reviews;
mod rooms;
mod safety;
mod shared;
mod story;
