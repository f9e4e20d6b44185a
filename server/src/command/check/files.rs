//! Which files are read, and as what.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use domain::usage::Syntax;
use ignore::WalkBuilder;

/// The files that were named, whatever they are called, and those in folders that hold prose, each once, in the order of
/// their paths within a folder.
pub(super) fn find(paths: &[PathBuf]) -> Result<Vec<(PathBuf, Syntax)>> {
    let mut found: Vec<(PathBuf, Syntax)> = Vec::new();
    for path in paths {
        let about =
            std::fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
        if !about.is_dir() {
            add(&mut found, path, syntax(path).unwrap_or(Syntax::Plain));
            continue;
        }
        let walk = WalkBuilder::new(path)
            // A folder that is no repository may have its list of what is ignored all the same.
            .require_git(false)
            .sort_by_file_path(Path::cmp)
            .build();
        for entry in walk {
            let entry = entry.with_context(|| format!("cannot look through {}", path.display()))?;
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            if let Some(syntax) = syntax(entry.path()).filter(|_| is_file) {
                add(&mut found, entry.path(), syntax);
            }
        }
    }
    Ok(found)
}

fn add(found: &mut Vec<(PathBuf, Syntax)>, path: &Path, syntax: Syntax) {
    if found.iter().all(|(known, _)| known != path) {
        found.push((path.to_owned(), syntax));
    }
}

fn syntax(path: &Path) -> Option<Syntax> {
    Syntax::of_extension(path.extension()?.to_str()?)
}
