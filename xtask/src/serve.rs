//! From a fresh checkout to a running Parlance with one command.

use crate::process::{output, run};
use crate::{root, site, steps::Steps, target};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// All crates but this one. Cargo compiles shared dependencies anew for every other selection, so
/// programs and tests are built with this one only.
pub const PRODUCT: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// Asks for the optimised program.
const RELEASE: &str = "--release";

/// Builds everything and becomes `parlance serve`. What is not ours is passed on to it.
pub fn serve(arguments: &[String]) -> Result<()> {
    let release = arguments.iter().any(|word| word == RELEASE);
    let passed_on = arguments
        .iter()
        .filter(|word| !matches!(word.as_str(), RELEASE | "--"));
    let mut steps = Steps::of(site::STEPS + 2);
    let version = site::build(&mut steps)?;
    let program = steps.run(program_step(release), || build_program(release, &version))?;
    let mut command = Command::new(program);
    command.arg("serve").args(passed_on).current_dir(root());
    steps.run("starting Parlance (Ctrl-C stops it)", || Ok(()))?;
    become_program(command)
}

/// Builds the site and the program that carries it.
pub fn build(arguments: &[String]) -> Result<()> {
    let release = match arguments {
        [] => false,
        [only] if only == RELEASE => true,
        _ => bail!("cargo xtask build [{RELEASE}]"),
    };
    let mut steps = Steps::of(site::STEPS + 1);
    let version = site::build(&mut steps)?;
    let program = steps.run(program_step(release), || build_program(release, &version))?;
    eprintln!("      {}", program.display());
    Ok(())
}

/// Builds only what browsers load.
pub fn build_site() -> Result<()> {
    site::build(&mut Steps::of(site::STEPS)).map(drop)
}

/// Makes sure that the wasm target is there; rustup brings it with the pinned toolchain.
pub fn check_toolchain() -> Result<()> {
    let sysroot = output(
        Command::new("rustc")
            .args(["--print", "sysroot"])
            .current_dir(root()),
    )
    .context("rustc is missing; rustup installs it")?;
    let wasm = PathBuf::from(sysroot)
        .join("lib/rustlib")
        .join(site::wasm::TARGET);
    if wasm.is_dir() {
        return Ok(());
    }
    run(Command::new("rustup")
        .args(["target", "add", site::wasm::TARGET])
        .current_dir(root()))
    .with_context(|| {
        format!(
            "the Rust target {} is missing and rustup cannot add it",
            site::wasm::TARGET
        )
    })
}

fn program_step(release: bool) -> &'static str {
    match release {
        true => "building the server, optimised",
        false => "building the server",
    }
}

pub fn build_program(release: bool, version: &str) -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--bin", "parlance"])
        .args(PRODUCT)
        .current_dir(root());
    if release {
        // The optimised program carries the site inside: a change of the site must build it anew.
        cargo.arg("--release").env("PARLANCE_SITE_VERSION", version);
    }
    run(&mut cargo)?;
    Ok(target()
        .join(if release { "release" } else { "debug" })
        .join(format!("parlance{}", std::env::consts::EXE_SUFFIX)))
}

/// Replaces this program, so that every signal reaches the server itself.
#[cfg(unix)]
fn become_program(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).context("cannot start the server")
}

#[cfg(not(unix))]
fn become_program(mut command: Command) -> Result<()> {
    run(&mut command)
}
