//! Everything a browser loads, made once and put into `target/site`.
//!
//! Beside each file stand its compressed forms (`.br`, `.gz`) and, for all of them, `assets.json`:
//! `{"version": "…", "files": {"app.css": "…"}}`. A file's value is its SHA-256, the version that
//! of the whole. The server serves them below `/pkg/VERSION/`, so that each address stands for
//! the same bytes forever and relative addresses inside the files keep working.

mod files;
mod pack;
mod style;
pub mod wasm;

use crate::{root, serve::check_toolchain, steps::Steps, target};
use anyhow::Result;
use files::Files;

/// How many steps [`build`] prints.
pub const STEPS: usize = 4;

/// Builds the site and returns its version.
pub fn build(steps: &mut Steps) -> Result<String> {
    let mut files = Files::new();
    steps.run("looking for the tools", check_toolchain)?;
    let compiled = steps.run(
        "building what runs in the browser (optimised: about a minute when it changed)",
        wasm::compile,
    )?;
    steps.run("binding it to JavaScript", || {
        let bound = target().join("xtask/bound");
        wasm::bind(&compiled, &bound)?;
        compiled
            .iter()
            .try_for_each(|program| files::read_below(&program.bound(&bound), "", &mut files))
    })?;
    steps.run("style, fonts and compression", || {
        files.insert(
            "app.css".into(),
            style::bundle(&root().join("style/main.css"))?.into_bytes(),
        );
        files::read_below(&root().join("style/fonts"), "fonts/", &mut files)?;
        files::read_below(&root().join("app/assets"), "", &mut files)?;
        // The server finds it here whatever cargo's own target folder is.
        files::publish(&files, &root().join("target/site"))
    })
}
