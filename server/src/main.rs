//! The program: one command each in `server::command`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::command::run()
}
