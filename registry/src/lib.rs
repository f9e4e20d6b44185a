//! What one may do: every act, one file per noun.
//!
//! An act is a free async function that takes the registry, the caller, the moment and parsed
//! input, and goes through five steps: load, permit, decide, store, return. [`door`] makes the
//! order the only one possible.

pub mod accounts;
mod admission;
pub mod answered_requests;
pub mod answers;
pub mod backup;
pub mod calls;
pub mod chronicle;
pub mod clock;
pub mod comments;
pub mod connection;
pub mod contests;
pub mod demo;
pub mod desk;
pub mod dispositions;
pub mod door;
pub mod entries;
pub mod erasure;
pub mod error;
pub mod figures;
pub mod following;
mod hashing;
pub mod imports;
pub mod interests;
pub mod invitations;
pub mod keys;
pub mod letter;
mod links;
pub mod lint;
pub mod manuscripts;
pub mod meetings;
pub mod members;
pub mod minorities;
pub mod names;
pub mod needs;
pub mod notices;
pub mod nudges;
pub mod organisations;
pub mod overview;
pub mod page;
pub mod passwords;
pub mod positions;
pub mod problems;
pub mod processes;
mod projection;
pub mod record;
pub mod redlines;
pub mod releases;
mod remembered;
pub mod reviews;
pub mod ripple;
mod rows;
mod search;
pub mod secrets;
pub mod sessions;
pub mod setup;
mod tables;
pub mod tokens;
pub mod wordings;

pub use connection::{Beat, Registry, Tick};
pub use door::{Caller, UserId};
pub use error::Error;
pub use letter::{Attachment, Letter};
pub use page::{Listed, Page};

/// What an act returns.
pub type Result<T> = std::result::Result<T, Error>;
