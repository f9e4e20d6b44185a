//! Journeys in a real browser.

use super::tally::Tally;
use crate::process::{find, install, run, run_seeing};
use crate::serve::build_program;
use crate::{root, site, steps::Steps};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// How many steps [`walk`] prints beside those of the site.
pub const STEPS: usize = 3;

/// Where journeys find the PostgreSQL that two servers share. All others use SQLite.
const TWO_SERVERS: &str = "PARLANCE_TWO_SERVERS_POSTGRES";

/// Builds what a browser needs and walks all journeys. `postgres` is a cluster that some of them may use.
pub fn walk(steps: &mut Steps, counts: &mut Tally, postgres: Option<&str>) -> Result<()> {
    let version = site::build(steps)?;
    let program = steps.run("building the server", || build_program(false, &version))?;
    steps.run("installing the browser's driver", set_up)?;
    steps.run("journeys in a browser", || {
        let mut playwright = Command::new("npx");
        playwright
            .args(["--no-install", "playwright", "test"])
            .current_dir(root().join("end2end"));
        playwright.env("PARLANCE_BINARY", program);
        playwright.envs(postgres.map(|address| (TWO_SERVERS, address)));
        run_seeing(&mut playwright, |line| counts.read(line))
    })
}

/// Installs the browser and what drives it, where they are missing.
pub fn set_up() -> Result<()> {
    if !Path::new("/usr/bin/chromium").is_file() {
        install("chromium", "the browser /usr/bin/chromium")?;
    }
    if find("npm", &[]).is_none() {
        install("npm", "npm with Node.js 20 or later")?;
    }
    let folder = root().join("end2end");
    let (lock, mark) = (
        folder.join("package-lock.json"),
        folder.join("node_modules/.installed"),
    );
    let wanted = std::fs::read(&lock)?;
    if std::fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund"])
        .current_dir(&folder))?;
    if !folder.join("node_modules/@playwright/test").is_dir() {
        bail!("npm ci did not install @playwright/test");
    }
    Ok(std::fs::write(mark, wanted)?)
}
