//! Measures the optimised program against baselines in the same run. Figures and ratios are
//! printed; nothing fails by being slow.

use anyhow::{Context, Result, bail};
use std::process::Command;

use crate::{process, root, serve, target};

/// What measuring needs besides Python, with Debian's package of each.
const PROGRAMS: [(&str, &str); 3] = [
    ("wrk", "wrk"),
    ("nginx", "nginx-light"),
    ("brotli", "brotli"),
];

/// Builds the optimised program and runs `xtask/bench/run.py` on it.
pub fn bench() -> Result<()> {
    for (program, package) in PROGRAMS {
        if process::find(program, &["/usr/sbin".into()]).is_none() {
            process::install(package, "measuring")?;
        }
    }
    serve::build(&["--release".to_owned()])?;
    let status = Command::new("python3")
        .arg(root().join("xtask/bench/run.py"))
        .arg(target().join("release/parlance"))
        .status()
        .context("starting python3")?;
    if !status.success() {
        bail!("measuring ended with {status}");
    }
    Ok(())
}
