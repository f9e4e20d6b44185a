//! What Parlance is about: entries, wordings, redlines, calls, rules, releases and the record.
//!
//! Everything here is pure. Nothing reads a clock, a file or a database; acts take the moment
//! they happen at as an argument. The same code runs in the server, in the browser and in
//! `parlance verify`, so that whoever recounts arrives at what was decided.

pub mod account;
pub mod call;
pub mod comment;
pub mod content;
pub mod day;
pub mod entry;
pub mod figures;
pub mod ids;
pub mod lint;
pub mod manuscript;
pub mod markdown;
pub mod meeting;
pub mod moment;
pub mod notice;
pub mod people;
pub mod permit;
pub mod process;
pub mod reading;
pub mod record;
pub mod recount;
pub mod redline;
pub mod refusal;
pub mod release;
pub mod review;
pub mod rule;
pub mod text;
pub mod usage;

pub use day::Day;
pub use ids::{Lang, Slug, Version};
pub use moment::Moment;
pub use record::{Decided, Event};
pub use refusal::Refusal;
pub use text::{Text, Title};
