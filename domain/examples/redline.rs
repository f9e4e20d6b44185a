//! Redlines one text against another as often as asked and says how long the redline is: what `cargo xtask bench redline`
//! measures.

use std::{env, fs, process::ExitCode};

use domain::redline::diff;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [old, new, rounds] = arguments.as_slice() else {
        eprintln!("redline OLD NEW ROUNDS");
        return ExitCode::FAILURE;
    };
    let (Ok(old), Ok(new), Ok(rounds)) = (
        fs::read_to_string(old),
        fs::read_to_string(new),
        rounds.parse::<usize>(),
    ) else {
        eprintln!("two files and a number, please");
        return ExitCode::FAILURE;
    };
    let changes: usize = (0..rounds).map(|_| diff(&old, &new).len()).sum();
    println!("{changes}");
    ExitCode::SUCCESS
}
