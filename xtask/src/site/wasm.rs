//! What runs in the browser: compiled to WebAssembly and bound to JavaScript.

use crate::process::run;
use crate::site::files::digest;
use crate::{root, target};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// The programs that run in the browser: the feature of `app` that each is, and its name. What a
/// page loads is one of them, so that what few ask for weighs on nobody else.
const PROGRAMS: [(&str, &str); 2] = [("browser", "app"), ("checking", "checker")];

/// A program as it was compiled.
pub struct Compiled {
    name: &'static str,
    file: PathBuf,
}

impl Compiled {
    /// Where it is bound, below the folder for all.
    pub fn bound(&self, folder: &Path) -> PathBuf {
        folder.join(self.name)
    }
}

/// Compiles the programs. Cargo knows whether anything changed.
pub fn compile() -> Result<Vec<Compiled>> {
    let folder = target().join("xtask/compiled");
    std::fs::create_dir_all(&folder)?;
    PROGRAMS
        .iter()
        .map(|(feature, name)| {
            let compiled = compile_one(feature)?;
            // Cargo gives all of them the same place.
            let file = folder.join(format!("{name}.wasm"));
            std::fs::copy(&compiled, &file)
                .with_context(|| format!("cannot copy {}", compiled.display()))?;
            Ok(Compiled { name, file })
        })
        .collect()
}

/// The crate type is given here and not in `app/Cargo.toml`: beside an rlib, link-time
/// optimisation does nothing and the file is two thirds larger.
fn compile_one(feature: &str) -> Result<PathBuf> {
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
        .args(["--no-default-features", "--features", feature])
        .current_dir(root()))?;
    Ok(target().join(TARGET).join("wasm/app.wasm"))
}

/// Writes `NAME.js` and `NAME.wasm` of each program into a folder of its own below the one given.
pub fn bind(compiled: &[Compiled], folder: &Path) -> Result<()> {
    for program in compiled {
        bind_one(program, &program.bound(folder))?;
    }
    Ok(())
}

/// Binds one program, unless it was made from the same file before.
fn bind_one(Compiled { name, file }: &Compiled, folder: &Path) -> Result<()> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let (mark, now) = (folder.with_extension("digest"), digest(&bytes));
    if std::fs::read_to_string(&mark).is_ok_and(|before| before == now) {
        return Ok(());
    }
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Bindgen::new()
        .input_path(file)
        .out_name(name)
        .web(true)?
        .typescript(false)
        // The script that starts it names the file itself.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    std::fs::rename(
        folder.join(format!("{name}_bg.wasm")),
        folder.join(format!("{name}.wasm")),
    )?;
    Ok(std::fs::write(mark, now)?)
}
