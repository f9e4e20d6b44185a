//! What people see: pages rendered on the server, and a few islands in the browser.
//!
//! A page is a function that reads `registry` and returns a [`Page`]; [`render`] makes a document
//! of it. Nothing here writes: forms post to the server, which shows the same page again, with
//! what was typed, when an act is refused.

pub mod islands;

#[cfg(feature = "ssr")]
mod charts;
#[cfg(feature = "ssr")]
mod form;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod parts;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
mod visit;

#[cfg(feature = "ssr")]
pub use {
    form::{FieldError, Form},
    page::{Document, Page, render},
    visit::Visit,
};
