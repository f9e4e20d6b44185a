//! What must compute where one types. It is HTML that the domain's findings are written into, by
//! the same code on the server and in the browser, and sees only `domain`: a page that is typed in
//! loads no framework.

#[cfg(any(feature = "browser", feature = "ssr"))]
mod advice;
#[cfg(feature = "browser")]
mod browser;
#[cfg(feature = "checking")]
mod checking;
#[cfg(feature = "ssr")]
mod definition_lint;
#[cfg(any(feature = "checking", test))]
mod findings;
#[cfg(feature = "ssr")]
mod live_redline;
#[cfg(any(feature = "browser", feature = "ssr"))]
mod marks;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use definition_lint::DefinitionLint;
#[cfg(feature = "ssr")]
pub use live_redline::LiveRedline;
