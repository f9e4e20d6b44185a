//! What must not stand in the code that runs.

use super::{files, none};

/// A reason beside it excuses each of these.
const NEEDS_A_REASON: [&str; 3] = [".unwrap()", ".expect(", "panic!("];
const NEVER: [&str; 3] = ["todo!(", "dbg!(", "unimplemented!("];
const REASON: &str = "clippy::expect_used, reason";

#[test]
fn what_runs_does_not_give_up() {
    let mut found = Vec::new();
    for (path, text) in files(&[".rs"]) {
        found.extend(
            lapses(&path, &text)
                .into_iter()
                .map(|(number, line)| format!("{path}:{number}: {line}")),
        );
    }
    none(
        "unwrap, expect, panic, todo or dbg outside tests, without a reason",
        found,
    );
}

#[test]
fn no_test_is_switched_off() {
    let mut found = Vec::new();
    for (path, text) in files(&[".rs", ".ts"]) {
        let off = |line: &&str| {
            let line = line.trim_start();
            ["#[ignore", "test.skip(", "test.fixme(", "test.only("]
                .iter()
                .any(|word| line.starts_with(word))
        };
        found.extend(
            text.lines()
                .filter(off)
                .map(|line| format!("{path}: {line}")),
        );
    }
    none("tests that do not run", found);
}

#[test]
fn lapses_are_found_and_reasons_heard() {
    check("fn a() {\n    b.unwrap();\n}", &[2]);
    check("fn a() {\n    b.expect(\"c\");\n    todo!()\n}", &[2, 3]);
    check("// b.unwrap() would do\nfn a() {}", &[]);
    check(
        "#[allow(clippy::expect_used, reason = \"a literal\")]\nfn a() { b.expect(\"c\") }",
        &[],
    );
    check(
        "#[allow(clippy::expect_used, reason = \"a literal\")]\nfn a() {\n  b.expect(\"c\")\n}",
        &[3],
    );
    check(
        "#[allow(clippy::expect_used, reason = \"a literal\")]\nfn a() { dbg!(b) }",
        &[2],
    );
    check(
        "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { c.unwrap() }\n}",
        &[],
    );
    check("#[cfg(test)]\nmod tests;\nfn a() { b.unwrap() }", &[3]);
}

fn check(text: &str, numbers: &[usize]) {
    let found: Vec<usize> = lapses("domain/src/a.rs", text)
        .into_iter()
        .map(|(number, _)| number)
        .collect();
    assert_eq!(found, numbers, "{text}");
}

/// Lines, counted from one, that give up without a reason on the same or the preceding line.
fn lapses<'a>(path: &str, text: &'a str) -> Vec<(usize, &'a str)> {
    if is_test_file(path) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (mut before, mut gate) = ("", false);
    for (index, line) in text.lines().enumerate() {
        let code = line.trim();
        // Behind the gate of a test module that has its text here, all is test; one with a file of its own is not.
        if gate && code.ends_with('{') {
            break;
        }
        gate = code == "#[cfg(test)]" || (gate && code.starts_with("#["));
        let excused = before.contains(REASON) || line.contains(REASON);
        let lapse = NEVER.iter().any(|word| code.contains(word))
            || (!excused && NEEDS_A_REASON.iter().any(|word| code.contains(word)));
        if lapse && !code.starts_with("//") {
            found.push((index + 1, code));
        }
        before = line;
    }
    found
}

/// Tests by their place.
fn is_test_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == "tests.rs" || name.ends_with("_tests.rs") || path.contains("/tests/")
}
