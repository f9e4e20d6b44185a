//! What one may do: every act, one file per noun.
//!
//! An act is a free async function that takes the registry, the caller, the moment and parsed
//! input, and goes through five steps: load, permit, decide, store, return. [`door`] makes the
//! order the only one possible.

pub mod answers;
pub mod calls;
pub mod clock;
pub mod connection;
pub mod contests;
pub mod door;
pub mod error;
pub mod letter;
pub mod minorities;
pub mod names;
pub mod page;
pub mod positions;
pub mod processes;
mod projection;
mod rows;
mod tables;

pub use connection::{Beat, Registry};
pub use door::{Caller, UserId};
pub use error::Error;
pub use letter::Letter;
pub use page::{Listed, Page};

/// What an act returns.
pub type Result<T> = std::result::Result<T, Error>;
