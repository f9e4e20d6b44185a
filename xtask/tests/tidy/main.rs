//! The rules of the house that a program can check, over every file that git knows or would add.

#![allow(
    clippy::expect_used,
    reason = "a test that cannot go on says so by failing"
)]

mod arrows;
mod named_paths;
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

const MOST_LINES: usize = 400;

#[test]
fn no_file_is_too_long() {
    let long = |text: &str| text.lines().count() > MOST_LINES;
    let found = files(&[".rs", ".css", ".ts"])
        .into_iter()
        .filter(|(_, text)| long(text));
    none(
        &format!("files above {MOST_LINES} lines"),
        found.map(|(path, text)| format!("{path}: {}", text.lines().count())),
    );
}

#[test]
fn no_lock_file_names_a_download_address() {
    let mut found = Vec::new();
    for (path, text) in files(&["package-lock.json"]) {
        let named = text
            .lines()
            .enumerate()
            .filter(|(_, line)| line.contains("\"resolved\""));
        found.extend(named.map(|(number, _)| format!("{path}:{}", number + 1)));
    }
    none(
        "download addresses (npm install --omit-lockfile-registry-resolved)",
        found,
    );
}

/// The text of every file whose name ends so; files that are being removed are left out.
fn files(endings: &[&str]) -> BTreeMap<String, String> {
    let mut git = Command::new("git");
    git.args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root());
    let listed = git.output().expect("git lists the files").stdout;
    let listing = String::from_utf8(listed).expect("our names are plain");
    assert!(!listing.is_empty(), "git lists no files at all");
    let wanted = listing
        .lines()
        .filter(|path| endings.iter().any(|ending| path.ends_with(ending)));
    let read = |path: &str| {
        Some((
            path.to_owned(),
            std::fs::read_to_string(root().join(path)).ok()?,
        ))
    };
    wanted.filter_map(read).collect()
}

fn none(what: &str, found: impl IntoIterator<Item = String>) {
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
