//! `parlance backup` and `parlance restore`, as they are typed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::{
    fs::{metadata, read_dir},
    os::unix::fs::PermissionsExt,
    process::Output,
};

use program::Program;

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

#[track_caller]
fn check(output: &Output, succeeds: bool) {
    assert_eq!(output.status.success(), succeeds, "{output:?}");
}
