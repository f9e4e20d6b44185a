//! Standard output, of which whoever reads it may have had enough.

use std::{
    fmt,
    io::{ErrorKind, Write},
};

/// Says a line.
macro_rules! say {
    ($($words:tt)*) => {
        $crate::command::say::text(format_args!("{}\n", format_args!($($words)*)))
    };
}

pub(super) use say;

/// Says it as it stands. That nobody reads on, as behind `head`, is no fault: what is done and how it ends stay the same.
/// What could not be written otherwise, as on a full disk, must not pass for all there was.
pub(super) fn text(words: fmt::Arguments<'_>) {
    match std::io::stdout().lock().write_fmt(words) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("parlance: cannot write what was found: {error}");
            std::process::exit(2);
        }
        _ => {}
    }
}
