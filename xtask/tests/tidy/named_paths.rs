//! What ARCHITECTURE.md names is there.

use super::{files, none, root};

#[test]
fn every_named_path_is_there() {
    let documents = files(&["ARCHITECTURE.md"]);
    let found = documents
        .values()
        .flat_map(|text| named(text))
        .filter(|path| !root().join(path).exists());
    none("paths in ARCHITECTURE.md that lead nowhere", found);
}

#[test]
fn paths_are_told_from_other_code() {
    let text = "See `domain/src/call.rs`, `registry/`, `Cargo.toml`, `GET /healthz`, `Slug`, `a/b` and `target/site`.";
    assert_eq!(
        named(text),
        ["domain/src/call.rs", "registry/", "Cargo.toml"]
    );
}

/// Words in backticks that look like a path in this repository: their first part stands at the top,
/// and it is not a folder that only building makes.
fn named(text: &str) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let looks_like = |word: &&str| {
        let (first, rest) = word.split_once('/').unwrap_or((word, ""));
        let whole = !word.contains([' ', '*', '{', '<', '…', '\n', '(', ':']);
        let here = !first.is_empty() && root().join(first).exists();
        let path = word.contains('/') || word.contains('.');
        let made = ["target", "data"].contains(&first);
        whole && here && path && !made && !rest.starts_with('/')
    };
    quoted.filter(looks_like).map(str::to_owned).collect()
}
