//! How documents use the words of a glossary.

mod edges;

pub use edges::is_joined;
