//! What must compute where one types. Everything here runs in the browser too and sees only
//! `domain`.

mod live_redline;

pub use live_redline::LiveRedline;
