//! `parlance backup` and `parlance restore`, as they are typed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::{
    fs::{metadata, read_dir},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::Output,
};

use program::Program;
use sha2::{Digest, Sha256};

#[test]
fn a_backup_is_private_whole_and_restored_once() {
    let (from, to) = (Program::new("backup-from"), Program::new("backup-to"));
    from.person("ada", true);
    let file = from.data.join("copy.backup");
    std::fs::write(&file, "an older one").unwrap();
    let run = |program: &Program, command: &str| {
        program.command().arg(command).arg(&file).output().unwrap()
    };
    check(&run(&from, "backup"), true);
    let mode = metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let unfinished = read_dir(&from.data)
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    assert!(
        !unfinished
            .into_iter()
            .any(|name| name.to_string_lossy().contains("unfinished"))
    );

    check(&run(&to, "restore"), true);
    let token = to
        .command()
        .args([
            "token",
            "add",
            "--email",
            "ada@example.org",
            "--label",
            "test",
        ])
        .output();
    check(&token.unwrap(), true);
    check(&run(&to, "restore"), false);
    let nowhere = from
        .command()
        .arg("backup")
        .arg(from.data.join("no/such/folder"))
        .output()
        .unwrap();
    check(&nowhere, false);
}

/// A backup that an earlier program made, as it is kept among the tests of the registry.
#[test]
fn what_an_earlier_program_published_is_served_by_this_one() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../registry/tests/backup/kept/m0012_site_keys.backup");
    let program = Program::new("backup-kept");
    let mut restore = program.command();
    check(&restore.arg("restore").arg(&kept).output().unwrap(), true);
    let site = program.start();
    let sums = std::fs::read_to_string(kept.with_extension("sha256")).unwrap();
    for line in sums.lines() {
        let (digest, name) = line.split_once("  ").unwrap();
        let served = site.get(&name.replace("updates-", "/g/updates/"), None);
        let found: String = Sha256::digest(&served)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(found, digest, "{name}");
        if name.ends_with("0.zip") {
            check_bundle(
                &program,
                &served,
                &site.get("/.well-known/parlance-key.pub", None),
            );
        }
    }
}

fn check_bundle(program: &Program, bundle: &[u8], key: &[u8]) {
    let (file, public) = (
        program.data.join("bundle.zip"),
        program.data.join("key.pub"),
    );
    std::fs::write(&file, bundle).unwrap();
    std::fs::write(&public, key).unwrap();
    let mut verify = program.command();
    verify.arg("verify").arg(&file).arg("--key").arg(&public);
    check(&verify.output().unwrap(), true);
}

#[track_caller]
fn check(output: &Output, succeeds: bool) {
    assert_eq!(output.status.success(), succeeds, "{output:?}");
}

#[test]
fn a_folder_that_was_mistyped_is_no_empty_site() {
    let site = Program::new("backup-mistyped");
    site.person("ada", true);
    let file = site.data.join("copy.backup");
    std::fs::write(&file, "an older one").unwrap();
    let mistyped = site.data.join("no-site");
    let commands: [&[&str]; 4] = [
        &["backup", file.to_str().unwrap()],
        &[
            "export",
            "--process",
            "words",
            "--version",
            "1.0.0",
            "--format",
            "json",
        ],
        &["key", "show"],
        &["key", "rotate"],
    ];
    for command in commands {
        let mut run = site.command();
        let run = run.env("PARLANCE_DATA", &mistyped).args(command);
        let done = run.output().unwrap();
        check(&done, false);
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(
            said.contains("there is no database at"),
            "{command:?}: {said}"
        );
        assert!(!mistyped.exists(), "{command:?}");
    }
    assert_eq!(std::fs::read(&file).unwrap(), b"an older one");
}

#[test]
fn a_data_folder_is_made_for_its_owner_alone() {
    let site = Program::new("backup-folder");
    site.person("ada", true);
    let (file, made) = (site.data.join("copy.backup"), site.data.join("made/here"));
    check(
        &site.command().arg("backup").arg(&file).output().unwrap(),
        true,
    );
    let mut restore = site.command();
    restore
        .env("PARLANCE_DATA", &made)
        .arg("restore")
        .arg(&file);
    check(&restore.output().unwrap(), true);
    let mode = metadata(&made).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}
