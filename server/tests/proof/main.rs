//! The bundle of a release and the key of a site, as they are used at the command line.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod claims;
#[path = "../program/mod.rs"]
mod program;

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read, Write},
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::Output,
};

use program::{Program, Site};
use serde_json::json;
use sha2::{Digest, Sha256};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// A site with a process in which one definition was agreed.
fn agreed(program: &Program) -> (Site, String) {
    let (carla, ada) = (program.person("carla", true), program.person("ada", false));
    let site = program.start();
    let entry = json!({
        "designations": [{"text": "Patch", "kind": "preferred", "lang": "en"}],
        "definition": "Code that changes a program.", "rationale": "Needed.",
    });
    site.agree_on(&carla, ("ada@example.org", &ada), entry);
    (site, carla)
}

fn unpack(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let all = zip.len();
    let read = |index| {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..all).map(read).collect()
}

fn pack(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The digests as they should be; the signature over them is then a wrong one.
fn sum_up(files: &mut BTreeMap<String, Vec<u8>>) {
    let names = files.iter().filter(|(name, _)| !name.starts_with("SHA256"));
    let sums: String = names
        .map(|(name, bytes)| {
            let digest = Sha256::digest(bytes);
            let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{digest}  {name}\n")
        })
        .collect();
    files.insert("SHA256SUMS".into(), sums.into_bytes());
}

fn run(program: &Program, arguments: &[&str]) -> Output {
    let mut command = program.command();
    command.args(arguments).stderr(std::process::Stdio::piped());
    command.output().unwrap()
}

fn verify(program: &Program, bytes: &[u8], key: Option<&str>) -> Output {
    let file = program.data.join("bundle.zip");
    fs::write(&file, bytes).unwrap();
    let mut arguments = vec!["verify", file.to_str().unwrap()];
    arguments.extend(key.map(|key| ["--key", key]).into_iter().flatten());
    run(program, &arguments)
}

#[track_caller]
fn fails(output: &Output, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(words), "{said}");
}

#[track_caller]
fn passed(output: &Output) -> Vec<String> {
    let told = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}{said}");
    let ok = told
        .lines()
        .filter_map(|line| line.strip_prefix("ok      "));
    ok.map(|line| line.split_whitespace().next().unwrap().to_owned())
        .collect()
}

#[test]
fn a_bundle_needs_nothing_but_itself_and_a_key() {
    let program = Program::new("proof-bundle");
    let (site, carla) = agreed(&program);
    site.post("/processes/words/releases", &carla, json!({}));
    let bundle = site.get("/g/words/1.0.0.zip", None);
    let key = program.data.join("parlance-key.pub");
    fs::write(&key, site.get("/.well-known/parlance-key.pub", None)).unwrap();
    let key = key.to_str().unwrap();
    let all = [
        "file",
        "digests",
        "signature",
        "chain",
        "acts",
        "count",
        "members",
        "terms",
    ];
    assert_eq!(passed(&verify(&program, &bundle, Some(key))), all);

    // Nobody has to read all of it.
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut unread = program.command();
    unread.arg("verify").arg(program.data.join("bundle.zip"));
    assert!(unread.stdout(writer).status().unwrap().success());

    // The command gives the same bytes as the site.
    let export = "export --process words --version 1.0.0 --format zip";
    let arguments: Vec<_> = export.split(' ').collect();
    assert_eq!(run(&program, &arguments).stdout, bundle);

    // A byte of any file is found by its digest, and whoever makes the digests anew has no key.
    let files = unpack(&bundle);
    for name in files.keys().filter(|name| !name.starts_with("SHA256")) {
        let mut changed = files.clone();
        let bytes = changed.get_mut(name).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        let first = format!("parlance: digests: {name} is not what SHA256SUMS says");
        fails(&verify(&program, &pack(&changed), Some(key)), &first);
        sum_up(&mut changed);
        let second = "parlance: signature: SHA256SUMS was not signed with this key";
        fails(&verify(&program, &pack(&changed), Some(key)), second);
    }
}

#[test]
fn the_key_is_the_owners_and_can_be_changed() {
    let program = Program::new("proof-key");
    let file = program.data.join("site.key");
    let mode = |path: &PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let known = || String::from_utf8(run(&program, &["key", "show"]).stdout).unwrap();
    {
        let (site, carla) = agreed(&program);
        assert_eq!(mode(&file), 0o600);
        site.post("/processes/words/releases", &carla, json!({}));
    }
    let first = known();
    assert_eq!(first.lines().count(), 1, "{first}");
    let old = fs::read(&file).unwrap();

    // Another key is taken into use; the one before is kept beside it and stays known.
    let rotated = run(&program, &["key", "rotate"]);
    assert!(rotated.status.success(), "{rotated:?}");
    assert_ne!(fs::read(&file).unwrap(), old);
    assert_eq!(mode(&file), 0o600);
    let id = first.split_whitespace().next().unwrap();
    let aside = program.data.join(format!("site.key.{id}"));
    assert_eq!(fs::read(&aside).unwrap(), old);
    let both = known();
    assert_eq!(both.lines().count(), 2, "{both}");
    assert!(both.lines().next().unwrap().ends_with("in use"), "{both}");
    let served = program.start().get("/.well-known/parlance-key.pub", None);
    let served = String::from_utf8(served).unwrap();
    let public = both.split_whitespace().nth(1).unwrap();
    assert_eq!(served.lines().nth(1), Some(public));

    // With the file gone the site goes on, and makes no other one by itself.
    fs::remove_file(&file).unwrap();
    drop(program.start());
    assert!(!file.exists());
    assert!(run(&program, &["key", "rotate"]).status.success());
    assert_eq!(known().lines().count(), 3);

    // A file that others may read is not used.
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    fails(
        &run(&program, &["serve", "--listen", "127.0.0.1:0"]),
        "others than its owner may read",
    );
    fails(&run(&program, &["key", "rotate"]), "chmod 600");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(&file, "no key\nat all\n").unwrap();
    fails(&run(&program, &["key", "rotate"]), "holds no private key");
}
