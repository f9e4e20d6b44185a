//! Measures the optimised program against baselines in the same run. Figures and ratios are
//! printed; nothing fails by being slow.

use anyhow::{Context, Result, bail};
use std::process::Command;

use crate::{process, readers, root, serve, target, test::browser};

/// Every measurement, by the name it is asked for.
const BENCHES: [Bench; 9] = [
    ("site", site),
    ("calls", calls),
    ("desk", desk),
    ("meetings", meetings),
    ("redline", redline),
    ("compose", compose),
    ("recount", recount),
    ("import", import),
    ("export", export),
];
type Bench = (&'static str, fn() -> Result<()>);

/// What measuring the site needs besides Python, with Debian's package of each.
const PROGRAMS: [(&str, &str); 3] = [
    ("wrk", "wrk"),
    ("nginx", "nginx-light"),
    ("brotli", "brotli"),
];

/// Runs the measurements that are named, or all of them.
pub fn bench(names: &[String]) -> Result<()> {
    if let Some(unknown) = names
        .iter()
        .find(|name| BENCHES.iter().all(|(known, _)| known != name))
    {
        let known = BENCHES.map(|(known, _)| known).join(", ");
        bail!("no measurement is called {unknown}; there are {known}");
    }
    for (name, measure) in BENCHES {
        if names.is_empty() || names.iter().any(|wanted| wanted == name) {
            measure()?;
        }
    }
    Ok(())
}

/// The running site: start, pages, record, published files.
fn site() -> Result<()> {
    for (program, package) in PROGRAMS {
        if process::find(program, &["/usr/sbin".into()]).is_none() {
            process::install(package, "measuring")?;
        }
    }
    serve::build(&["--release".to_owned()])?;
    let mut measuring = Command::new("python3");
    measuring
        .arg(root().join("xtask/bench/run.py"))
        .arg(target().join("release/parlance"));
    run(measuring)
}

/// A call in which many take part, and who follows it.
fn calls() -> Result<()> {
    serve::build(&["--release".to_owned()])?;
    let mut measuring = Command::new("python3");
    measuring
        .arg(root().join("xtask/bench/calls.py"))
        .arg(target().join("release/parlance"));
    run(measuring)
}

/// A meeting in which many look at the room while votes come in.
fn meetings() -> Result<()> {
    serve::build(&["--release".to_owned()])?;
    let mut measuring = Command::new("python3");
    measuring
        .arg(root().join("xtask/bench/meetings.py"))
        .arg(target().join("release/parlance"));
    run(measuring)
}

/// The convener's desk over many entries, beside few.
fn desk() -> Result<()> {
    serve::build(&["--release".to_owned()])?;
    let mut measuring = Command::new("python3");
    measuring
        .arg(root().join("xtask/bench/desk.py"))
        .arg(target().join("release/parlance"));
    run(measuring)
}

/// The redline of a long text, beside jsdiff's.
fn redline() -> Result<()> {
    let mut building = Command::new("cargo");
    building.current_dir(root()).args([
        "build",
        "--release",
        "-p",
        "domain",
        "--example",
        "redline",
    ]);
    run(building)?;
    let mut measuring = Command::new("python3");
    measuring
        .arg(root().join("xtask/bench/redline.py"))
        .arg(target().join("release/examples/redline"))
        .arg(target().join("bench"));
    run(measuring)
}

/// The page that is typed in: what it weighs, and from a key to the redline in a browser.
fn compose() -> Result<()> {
    browser::set_up()?;
    serve::build(&["--release".to_owned()])?;
    let mut measuring = Command::new("node");
    measuring
        .arg(root().join("xtask/bench/compose.mjs"))
        .arg(target().join("release/parlance"));
    run(measuring)
}

/// Checking a record: how fast it is, natively and in a browser.
fn recount() -> Result<()> {
    browser::set_up()?;
    serve::build(&["--release".to_owned()])?;
    let mut building = Command::new("cargo");
    building.current_dir(root()).args([
        "build",
        "--release",
        "-p",
        "domain",
        "--example",
        "recount",
    ]);
    run(building)?;
    let mut measuring = Command::new("node");
    measuring
        .arg(root().join("xtask/bench/recount.mjs"))
        .arg(target().join("release/parlance"))
        .arg(target().join("release/examples/recount"));
    run(measuring)
}

/// An import of ten thousand entries, beside bare rows and beside single proposals.
fn import() -> Result<()> {
    serve::build(&["--release".to_owned()])?;
    let mut measuring = Command::new("python3");
    measuring
        .arg(root().join("xtask/bench/imports.py"))
        .arg(target().join("release/parlance"));
    run(measuring)
}

/// A large glossary as linked data, beside rdflib's.
fn export() -> Result<()> {
    let mut building = Command::new("cargo");
    building.current_dir(root()).args([
        "build",
        "--release",
        "-p",
        "formats",
        "--example",
        "export",
    ]);
    run(building)?;
    let mut measuring = Command::new(readers::python()?);
    measuring
        .arg(root().join("xtask/bench/export.py"))
        .arg(target().join("release/examples/export"));
    run(measuring)
}

fn run(mut command: Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .with_context(|| format!("starting {name}"))?;
    if !status.success() {
        bail!("{name} ended with {status}");
    }
    Ok(())
}
