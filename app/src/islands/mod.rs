//! What must compute where one types. Everything here runs in the browser too and sees only
//! `domain`.

mod definition_lint;
#[cfg(feature = "hydrate")]
mod fields;
mod live_redline;

pub use definition_lint::DefinitionLint;
pub use live_redline::LiveRedline;
