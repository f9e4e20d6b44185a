//! The published folder: only what belongs there, and only changed files written.

use super::pack;
use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Names, as they stand in an address, with contents.
pub type Files = BTreeMap<String, Vec<u8>>;

const MANIFEST: &str = "assets.json";

/// Reads a folder with all below it; a missing folder has nothing in it.
pub fn read_below(folder: &Path, prefix: &str, into: &mut Files) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => read_below(&entry.path(), &format!("{name}/"), into)?,
            false => {
                into.insert(name, std::fs::read(entry.path())?);
            }
        }
    }
    Ok(())
}

/// Brings a folder to hold exactly these files, their compressed forms and the manifest;
/// returns the version of the whole.
pub fn publish(files: &Files, folder: &Path) -> Result<String> {
    let before = published(folder);
    let mut wanted = BTreeSet::from([MANIFEST.to_owned()]);
    let mut digests = Map::new();
    for (name, bytes) in files {
        let forms = pack::forms(name);
        let names: Vec<String> = forms
            .iter()
            .map(|form| format!("{name}{}", form.suffix()))
            .collect();
        let digest = digest(bytes);
        let stands = before.get(name) == Some(&json!(digest))
            && names.iter().all(|name| folder.join(name).is_file());
        for (form, name) in forms.iter().zip(&names) {
            if !stands {
                write(&folder.join(name), &form.apply(bytes)?)?;
            }
        }
        wanted.extend(names);
        digests.insert(name.clone(), json!(digest));
    }
    remove_others(folder, "", &wanted)?;
    let version = digest(Value::Object(digests.clone()).to_string().as_bytes())[..16].to_owned();
    let manifest = json!({ "version": version, "files": digests });
    write(&folder.join(MANIFEST), format!("{manifest:#}\n").as_bytes())?;
    Ok(version)
}

/// SHA-256 in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn published(folder: &Path) -> Map<String, Value> {
    let manifest = std::fs::read(folder.join(MANIFEST)).unwrap_or_default();
    match serde_json::from_slice::<Value>(&manifest) {
        Ok(mut manifest) => manifest["files"]
            .as_object_mut()
            .map(std::mem::take)
            .unwrap_or_default(),
        Err(_) => Map::new(),
    }
}

/// Writes a file whole or not at all: a running server may be reading the folder.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if std::fs::read(path).is_ok_and(|before| before == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let part = path.with_added_extension("part");
    std::fs::write(&part, bytes)
        .and_then(|()| std::fs::rename(&part, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn remove_others(folder: &Path, prefix: &str, wanted: &BTreeSet<String>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            remove_others(&entry.path(), &format!("{name}/"), wanted)?;
        } else if !wanted.contains(&name) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Files, publish, read_below};

    #[test]
    fn the_folder_follows_the_files() {
        let folder = std::env::temp_dir().join(format!("parlance-site-{}", std::process::id()));
        let mut files = Files::from([
            ("app.css".into(), b"a{color:red}".repeat(20)),
            ("fonts/a.woff2".into(), vec![1, 2, 3]),
        ]);
        let first = publish(&files, &folder).unwrap();
        check(
            &folder,
            &[
                "app.css",
                "app.css.br",
                "app.css.gz",
                "assets.json",
                "fonts/a.woff2",
            ],
        );
        assert_eq!(
            publish(&files, &folder).unwrap(),
            first,
            "the same files are the same version"
        );

        files.remove("app.css");
        files.insert("live.js".into(), b"'use strict'".to_vec());
        assert_ne!(publish(&files, &folder).unwrap(), first);
        check(
            &folder,
            &[
                "assets.json",
                "fonts/a.woff2",
                "live.js",
                "live.js.br",
                "live.js.gz",
            ],
        );
        std::fs::remove_dir_all(&folder).unwrap();
    }

    fn check(folder: &std::path::Path, names: &[&str]) {
        let mut found = Files::new();
        read_below(folder, "", &mut found).unwrap();
        assert_eq!(found.keys().collect::<Vec<_>>(), names);
    }
}
