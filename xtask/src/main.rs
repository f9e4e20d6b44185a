//! What a contributor types: builds the site, starts it, runs every test.

mod bench;
mod process;
mod readers;
mod serve;
mod site;
mod steps;
mod test;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  serve [--release] [ARGS]               build everything and start Parlance; ARGS, such as --demo, go to `parlance serve`
  site                                   build only what browsers load, into target/site
  build [--release]                      build the site and the program that carries it
  test [--only pure|rust|browser]        run every ring of tests, or one part
  readers                                run the tests that read our files with other people's software
  bench [site|calls|redline|…]           build the optimised program and measure it against baselines
";

fn main() -> ExitCode {
    process::listen_for_signals();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.first().map(String::as_str) {
        Some("serve") => serve::serve(&arguments[1..]),
        Some("site") => serve::build_site(),
        Some("build") => serve::build(&arguments[1..]),
        Some("test") => return test::run_part(&arguments[1..]),
        Some("readers") => return test::run_readers(),
        Some("bench") => bench::bench(&arguments[1..]),
        Some("help" | "--help" | "-h") => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(anyhow::anyhow!("which command?\n\n{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The folder that holds the workspace, wherever the command was typed.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Where cargo puts what it builds.
fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}
