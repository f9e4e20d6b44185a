//! Every ring of tests with one command, and one line that says how they went.

pub mod browser;
mod postgres;
mod tally;

use crate::process::{interrupted, run, run_seeing};
use crate::serve::PRODUCT;
use crate::{readers, root, steps::Steps};
use anyhow::{Result, bail};
use std::process::{Command, ExitCode};
use tally::Tally;

/// Runs the rings and prints `N passed, N failed`, alone on the last line.
pub fn run_part(arguments: &[String]) -> ExitCode {
    let part = match Part::read(arguments) {
        Ok(part) => part,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            return ExitCode::FAILURE;
        }
    };
    let mut rings = Rings {
        steps: Steps::of(part.steps()),
        tally: Tally::default(),
    };
    match part {
        Part::Pure => rings.pure(),
        Part::Rust => rings.rust(),
        Part::Browser => rings.browser(),
        Part::All => {
            rings.rust();
            rings.browser();
        }
    }
    report(&rings.tally)
}

/// The tests that hand our files to other people's readers.
pub fn run_readers() -> ExitCode {
    let mut rings = Rings {
        steps: Steps::of(6),
        tally: Tally::default(),
    };
    let office = rings.set_up("finding LibreOffice", readers::office);
    let latex = rings.set_up("finding LaTeX", readers::latex);
    let omegat = rings.set_up("finding OmegaT", readers::omegat);
    let citation = rings.set_up("installing cffconvert", readers::citation);
    if let Some(python) = rings.set_up("installing the readers", readers::python) {
        let mut command = tests(&PRODUCT, Some("reader"));
        command.env(readers::VARIABLE, python);
        command.envs(office.map(|office| (readers::OFFICE, office)));
        command.envs(latex.map(|latex| (readers::LATEX, latex)));
        command.envs(omegat.map(|omegat| (readers::OMEGAT, omegat)));
        command.envs(citation.map(|citation| (readers::CITATION, citation)));
        rings.ring("our files, read by others", command);
    }
    report(&rings.tally)
}

/// What to run.
#[derive(Clone, Copy)]
enum Part {
    All,
    Pure,
    Rust,
    Browser,
}

impl Part {
    fn read(arguments: &[String]) -> Result<Self> {
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        match words[..] {
            [] => Ok(Part::All),
            ["--only", "pure"] => Ok(Part::Pure),
            ["--only", "rust"] => Ok(Part::Rust),
            ["--only", "browser"] => Ok(Part::Browser),
            _ => bail!("cargo xtask test [--only pure|rust|browser]"),
        }
    }

    fn steps(self) -> usize {
        let (rust, browser) = (6, 1 + crate::site::STEPS + browser::STEPS);
        match self {
            Part::All => rust + browser,
            Part::Pure => 2,
            Part::Rust => rust,
            Part::Browser => browser,
        }
    }
}

struct Rings {
    steps: Steps,
    tally: Tally,
}

impl Rings {
    fn pure(&mut self) {
        let command = tests(&["--package", "domain", "--package", "formats"], None);
        self.ring("what is pure: domain and formats", command);
        self.ring("rules of structure", tests(&["--package", "xtask"], None));
    }

    fn rust(&mut self) {
        self.check("format", cargo(&["fmt", "--all", "--check"]));
        let clippy = [
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ];
        self.check("lints", cargo(&clippy));
        let python = self.set_up("installing the readers", readers::python);
        let cluster = self.set_up("starting a PostgreSQL of its own", postgres::Cluster::start);
        let mut command = tests(&PRODUCT, None);
        command.envs(python.map(|python| (readers::VARIABLE, python)));
        command.envs(
            cluster
                .as_ref()
                .map(|cluster| (postgres::VARIABLE, cluster.address())),
        );
        self.ring("Rust tests, on both databases", command);
        self.ring("rules of structure", tests(&["--package", "xtask"], None));
    }

    fn browser(&mut self) {
        let start = postgres::Cluster::start;
        let cluster = self.set_up("starting a PostgreSQL for two servers", start);
        let address = cluster.as_ref().map(|cluster| cluster.address());
        let mut counts = Tally::default();
        let outcome = browser::walk(&mut self.steps, &mut counts, address);
        self.tally.close("journeys in a browser", outcome, counts);
    }

    /// A command that either passes or fails as a whole.
    fn check(&mut self, name: &str, mut command: Command) {
        let outcome = self.steps.run(name, || run(&mut command));
        let one = Tally {
            passed: usize::from(outcome.is_ok()),
            ..Tally::default()
        };
        self.tally.close(name, outcome, one);
    }

    /// What tests stand on: counted only where it fails.
    fn set_up<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        match self.steps.run(name, work) {
            Ok(value) => Some(value),
            Err(error) => {
                self.tally.fail(name, &error);
                None
            }
        }
    }

    /// A command that counts its tests itself.
    fn ring(&mut self, name: &str, mut command: Command) {
        let mut counts = Tally::default();
        let outcome = self
            .steps
            .run(name, || run_seeing(&mut command, |line| counts.read(line)));
        self.tally.close(name, outcome, counts);
    }
}

fn report(tally: &Tally) -> ExitCode {
    for failure in &tally.failures {
        eprintln!("failed: {failure}");
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    match tally.failed == 0 && tally.passed > 0 && !interrupted() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// Rust tests of some packages, by nextest where it is installed; `named` keeps those whose name contains it.
fn tests(packages: &[&str], named: Option<&str>) -> Command {
    let nextest = crate::process::output(&mut cargo(&["nextest", "--version"])).is_ok();
    let mut command = match nextest {
        true => cargo(&["nextest", "run", "--no-fail-fast"]),
        false => cargo(&["test", "--all-targets", "--no-fail-fast"]),
    };
    command.args(packages).args(named);
    command
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(root());
    command
}
