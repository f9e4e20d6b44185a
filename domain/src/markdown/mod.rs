//! Markdown as texts of an entry use it: CommonMark, with links to other entries.
//!
//! An entry is linked by `[words](entry:slug-or-number)`, `[[slug]]` or `[[slug|words]]`. Raw HTML is text here, and
//! no more than the web's and mail's addresses can be linked to, so that a text can be shown anywhere as it is.

mod escape;
mod html;
mod links;
mod plain;
mod read;
mod reading;
mod source;
mod typed;

#[cfg(test)]
mod tests;

pub use escape::{escape_html, escape_md};
pub use html::{to_html, to_html_inline};
pub use links::links;
pub use plain::plain;
pub use reading::{Linked, Reading};
pub use source::replace;
pub use typed::reading;
