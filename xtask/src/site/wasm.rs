//! The islands: compiled for the browser and bound to JavaScript.

use crate::process::run;
use crate::site::files::digest;
use crate::{root, target};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles the islands and returns the file. Cargo knows whether anything changed.
///
/// The crate type is given here and not in `app/Cargo.toml`: beside an rlib, link-time
/// optimisation does nothing and the file is two thirds larger.
pub fn compile() -> Result<PathBuf> {
    run(Command::new("cargo")
        .args([
            "rustc",
            "--package",
            "app",
            "--lib",
            "--crate-type",
            "cdylib",
        ])
        .args(["--profile", "wasm", "--target", TARGET])
        .args(["--no-default-features", "--features", "browser"])
        .current_dir(root()))?;
    Ok(target().join(TARGET).join("wasm/app.wasm"))
}

/// Writes `app.js` and `app.wasm` into a folder, unless they were made from the same file before.
pub fn bind(compiled: &Path, folder: &Path) -> Result<()> {
    let bytes =
        std::fs::read(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let (mark, now) = (folder.with_extension("digest"), digest(&bytes));
    if std::fs::read_to_string(&mark).is_ok_and(|before| before == now) {
        return Ok(());
    }
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Bindgen::new()
        .input_path(compiled)
        .out_name("app")
        .web(true)?
        .typescript(false)
        // islands.js names the file itself.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    std::fs::rename(folder.join("app_bg.wasm"), folder.join("app.wasm"))?;
    Ok(std::fs::write(mark, now)?)
}
