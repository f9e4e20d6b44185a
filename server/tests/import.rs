//! `parlance import`, as it is typed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::process::Output;

use program::Program;
use serde_json::Value;

#[test]
fn a_file_is_proposed_in_the_name_of_a_participant() {
    let program = Program::new("import");
    let carla = program.person("carla", true);
    program.person("ada", false);
    let site = program.start();
    site.found_process("words", &carla, "ada@example.org");
    let file = program.data.join("words.csv");
    let import = |email: &str, more: &[&str]| {
        let mut command = program.command();
        command.args([
            "import",
            "--process",
            "words",
            "--email",
            email,
            "--format",
            "csv",
        ]);
        command.args(more).arg(&file).output().unwrap()
    };
    std::fs::write(&file, "preferred,definition\nPatch,A piece.\nBug,\n").unwrap();
    let dry = import("ada@example.org", &["--dry-run"]);
    check(&dry, false, "would be new 1, changed 0, same 0, refused 1");
    check(
        &dry,
        false,
        "refused: line 3: Bug\n  Line 3, definition: Write the definition",
    );
    check(&import("carla@example.org", &[]), false, "");
    check(&import("nobody@example.org", &[]), false, "");
    std::fs::write(&file, "preferred,definition\nPatch,A piece.\n").unwrap();
    let done = import("ada@example.org", &["--rationale", "Ours."]);
    check(
        &done,
        true,
        "new: line 2: Patch (patch)\nnew 1, changed 0, same 0, refused 0",
    );
    check(
        &import("ada@example.org", &[]),
        true,
        "new 0, changed 0, same 1, refused 0",
    );
    let entry = site.get("/api/v1/processes/words/entries/patch", None);
    let entry: Value = serde_json::from_slice(&entry).unwrap();
    assert_eq!(entry["wording"]["rationale"], "Ours.");
}

#[track_caller]
fn check(output: &Output, succeeds: bool, words: &str) {
    let out = String::from_utf8_lossy(&output.stdout);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.success(), succeeds, "{out}{told}");
    assert!(out.contains(words), "{out}{told}");
}
