//! Hands what was written to a reader in Python, and takes what it found.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use serde_json::Value;

/// What a script among `readers/` found in the input, or nothing where there is no Python with the
/// readers. `cargo xtask test` and `cargo xtask readers` always have one.
pub fn found_by(script: &str, input: &[u8]) -> Option<Value> {
    found_with("PARLANCE_TEST_PYTHON", script, input)
}

/// The same by the Python that a variable names.
pub fn found_with(variable: &str, script: &str, input: &[u8]) -> Option<Value> {
    let Ok(python) = std::env::var(variable) else {
        println!("not read by {script}: {variable} is not set");
        return None;
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/readers");
    let mut reader = Command::new(python)
        .args(["-X", "utf8"])
        .arg(folder.join(script))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    reader.stdin.take().unwrap().write_all(input).unwrap();
    let output = reader.wait_with_output().unwrap();
    assert!(output.status.success(), "{script} refused it");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}
