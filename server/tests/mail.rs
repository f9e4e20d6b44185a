//! Mail of the running program: written to the outbox within seconds, and ended by one click.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod program;

use std::{
    path::Path,
    time::{Duration, Instant},
};

use program::Program;
use serde_json::json;

#[test]
fn who_wants_it_at_once_has_it_within_seconds() {
    let program = Program::new("mail");
    let [carla, ada, ben] =
        ["carla", "ada", "ben"].map(|name| program.person(name, name == "carla"));
    let site = program.start();
    site.found_process("words", &carla, "ada@example.org");
    let member = json!({"email": "ben@example.org", "role": "participant", "group": "makers"});
    site.post("/processes/words/members", &carla, member);
    let at_once = json!({"frequency": "immediate"});
    site.send("PUT", "/processes/words/me/notices", &ada, at_once);
    let entry = json!({
        "designations": [{"text": "Patch", "kind": "preferred", "lang": "en"}],
        "definition": "A thing.", "rationale": "It is needed.",
    });
    site.post("/processes/words/entries", &ada, entry);
    for definition in ["A piece.", "A part."] {
        let redline = json!({"base": 1, "changes": {"definition": definition}, "rationale": "Shorter.", "impact": "meaning"});
        site.post("/processes/words/entries/1/redlines", &ben, redline);
    }
    let outbox = program.data.join("outbox");
    let begun = Instant::now();
    let mail = loop {
        let mine = notices(&outbox);
        if let [mail, ..] = &mine[..] {
            break mail.clone();
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "no mail came");
        std::thread::sleep(Duration::from_millis(200));
    };
    assert!(mail.contains("To: ada@example.org\r\n"), "{mail}");
    std::thread::sleep(Duration::from_secs(8));
    assert_eq!(notices(&outbox).len(), 1, "once, to her alone");

    let unfolded = mail.replace("\r\n ", " ");
    let link = unfolded
        .lines()
        .find_map(|line| line.strip_prefix("List-Unsubscribe: "))
        .unwrap();
    let link = link.trim().trim_matches(['<', '>']);
    assert!(link.starts_with(&site.url), "{link}");
    let done = ureq::post(link)
        .content_type("application/x-www-form-urlencoded")
        .send("List-Unsubscribe=One-Click")
        .unwrap();
    assert_eq!(done.status(), 200);
    let mine = site.get("/api/v1/processes/words/me/notices", Some(&ada));
    assert!(
        String::from_utf8(mine)
            .unwrap()
            .contains(r#""frequency":"none""#)
    );
    assert!(site.ends_within(10));
}

/// What was written by itself, not the letters that people asked for.
fn notices(outbox: &Path) -> Vec<String> {
    let files = std::fs::read_dir(outbox).unwrap();
    let files = files.filter_map(|file| {
        let path = file.unwrap().path();
        let is_whole = path.extension().is_some_and(|it| it == "eml");
        is_whole.then(|| std::fs::read_to_string(path).unwrap())
    });
    files
        .filter(|mail| mail.contains("Auto-Submitted: auto-generated"))
        .collect()
}
