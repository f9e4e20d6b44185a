//! Whoever makes the digests of a bundle anew can write into it what they like. Whatever does not follow from the record
//! is found all the same, and said by its name.

use serde_json::Value;

use super::*;

const FORM: &str = "words-1.1.0.json";

/// What is changed in the JSON form, into what, and what is said of it.
const WRONG_IN_THE_FORM: &str = r#"
/$schema | "https://else.example/schema/glossary-1.json" | the address of its schema is another one
/version | "1.0.9" | its version is lower than what changed asks for
/previous | "0.9.0" | the release before it is another one
/previous | null | the release before it is another one
/released_at | "2026-01-01T00:00:00Z" | it says it was released before the record
/glossary/id | "https://else.example/g/words" | its address is another one
/glossary/slug | "other" | it is of the process other
/glossary/title | "Other words" | its title is another one
/glossary/description | "We agree on all." | its description is not how the charter begins
/glossary/licence | "CC-BY-4.0" | its licence is another one
/glossary/languages | ["en", "de"] | its languages are others
/glossary/publisher | "Acme" | its publisher is not the process
/terms/0/id | "https://else.example/g/words/c/1" | patch: its address is another one
/terms/0/number | 9 | its terms are not each there once
/terms/0/slug | "fix" | fix: its name is another one
/terms/0/status | "retired" | patch: whether it is retired
/terms/0/designations/0/text | "Fix" | patch: its designations
/terms/0/definitions/0/markdown | "Code." | patch: its definition
/terms/0/definitions/0/text | "Code." | patch: its definition
/terms/0/notes | [{"lang": "en", "text": "More."}] | patch: its notes
/terms/0/examples | [{"lang": "en", "text": "One."}] | patch: its examples
/terms/0/sources | [{"text": "A book", "url": null, "modified": false}] | patch: its sources
/terms/0/relations | [{"kind": "related", "term": 2}] | patch: its relations
/terms/1/wording | 1 | update: another wording was agreed
/terms/0/since | "1.1.0" | patch: it was first released in another version
/terms/2/since | "1.0.0" | rollback: it was first released in another version
/terms/0/changed | "1.1.0" | patch: its words changed last in another version
/terms/1/changed | "1.0.0" | update: its words changed last in another version
/terms/0/consensus/call | "https://else.example/p/words/calls/1" | patch: the address of its call
/terms/0/consensus/call_number | 2 | patch: another call agreed it
/terms/0/consensus/rule | "unanimity" | patch: the rule was another one
/terms/0/consensus/level | "divergence" | patch: the tally is not what its call came to
/terms/0/consensus/decided_at | "2026-01-01T00:00:00Z" | patch: the tally is not
/terms/0/consensus/tally/all/support | 7 | patch: the tally is not
/terms/0/consensus/minority | [] | patch: the minority statements are not those
/terms/0/consensus/minority/0/text | "Acme agrees." | patch: the minority statements are not those
/terms/0/consensus/minority/0/organisation | "Emco" | patch: the organisation of a minority statement
/terms/0/consensus/minority/0/organisation | null | patch: the organisation of a minority statement
/terms/0/consensus/minority/0/group | "Users" | patch: the group of a minority statement
"#;

/// The same of who is named beside the record. What an organisation is called stands in no other place.
const WRONG_IN_THE_NAMES: &str = r#"
/members/1/number | 9 | members: member 9: the record does not know them, and 1 more
/members/1/role | "convener" | members: member 2: the role is another one
/members/1/group | "users" | members: member 2: the group is another one
/members/1/organisation | 1 | members: member 2: the organisation is another one
/members/1/left | true | members: member 2: the record says otherwise
/groups/0/name | "Users" | members: its groups are not those
/organisations/0/number | 2 | members: its organisations are not those
/organisations/0/name | "Emco" | terms: patch: the organisation of a minority statement
 | [] | members: members.json is not what it should be
"#;

#[test]
fn all_that_a_bundle_says_follows_from_its_record() {
    let program = Program::new("proof-follows");
    let site = released_twice(&program);
    let files = unpack(&site.get("/g/words/1.1.0.zip", None));
    let read = |file: &str| -> Value { serde_json::from_slice(&files[file]).unwrap() };
    let with = |file: &str, said: &Value| {
        let mut files = files.clone();
        files.insert(file.into(), serde_json::to_vec_pretty(said).unwrap());
        sum_up(&mut files);
        files.remove("SHA256SUMS.minisig");
        verify(&program, &pack(&files), None)
    };
    let changed = |file: &str, pointer: &str, value: &Value| {
        let mut said = read(file);
        let part = said.pointer_mut(pointer);
        let part = part.unwrap_or_else(|| panic!("{file} has no {pointer}"));
        assert_ne!(part, value, "{pointer} changes");
        *part = value.clone();
        with(file, &said)
    };
    // Written anew with nothing wrong it passes, so that it is what is changed that is found.
    let passed = passed(&with(FORM, &read(FORM)));
    assert!(passed.ends_with(&["members".to_owned(), "terms".to_owned()]));

    for (pointer, value, words) in table(WRONG_IN_THE_FORM) {
        fails(
            &changed(FORM, pointer, &value),
            &format!("parlance: terms: {words}"),
        );
    }
    let [patch, update, rollback] = [0, 1, 2].map(|at| read(FORM)["terms"][at].clone());
    for (terms, words) in [
        (
            json!([patch, patch, update, rollback]),
            "its terms are not each there once",
        ),
        (json!([update, rollback]), "patch was agreed and is missing"),
        (
            json!([update, patch, rollback]),
            "its terms are not each there once",
        ),
    ] {
        let output = changed(FORM, "/terms", &terms);
        fails(&output, &format!("parlance: terms: {words}"));
    }
    for (pointer, value, words) in table(WRONG_IN_THE_NAMES) {
        fails(
            &changed("members.json", pointer, &value),
            &format!("parlance: {words}"),
        );
    }
    let mut twice = read("members.json");
    twice["members"][2] = twice["members"][1].clone();
    let words = "parlance: members: it names member 2 twice, and 1 more";
    fails(&with("members.json", &twice), words);
}

/// The lines of a table: where, what, and what is said.
fn table(text: &'static str) -> impl Iterator<Item = (&'static str, Value, &'static str)> {
    text.lines().filter(|line| !line.is_empty()).map(|line| {
        let mut cells = line.splitn(3, '|').map(str::trim);
        let mut next = || cells.next().unwrap();
        (next(), serde_json::from_str(next()).unwrap(), next())
    })
}

/// A site whose second release holds a word as it was, a word that changed and one that is new, and a minority's
/// statement on the first.
fn released_twice(program: &Program) -> Site {
    let [carla, ada, ben] = [("carla", true), ("ada", false), ("ben", false)]
        .map(|(name, convenes)| program.person(name, convenes));
    let site = program.start();
    site.found_process("words", &carla, "ada@example.org");
    let seat = json!({
        "email": "ben@example.org", "role": "participant", "group": "makers", "organisation": "Acme",
    });
    site.post("/processes/words/members", &carla, seat);
    let propose = |word: &str| {
        let entry = json!({
            "designations": [{"text": word, "kind": "preferred", "lang": "en"}],
            "definition": format!("What people call {word}."), "rationale": "Needed.",
        });
        site.post("/processes/words/entries", &ada, entry);
    };
    let agree = |call: u32, entry: u32, wording: u32, against: Option<&str>| {
        site.call(&carla, entry, wording);
        let call = format!("/processes/words/calls/{call}");
        let position = format!("{call}/position");
        site.send("PUT", &position, &ada, json!({"stance": "support"}));
        if against.is_some() {
            let abstains = json!({"stance": "abstain", "reason": "It is too narrow."});
            site.send("PUT", &position, &ben, abstains);
        }
        let closure = json!({"statement": "All have spoken."});
        site.post(&format!("{call}/closure"), &carla, closure);
        if let Some(text) = against {
            let statement = json!({"text": text});
            site.post(&format!("{call}/minority"), &ben, statement);
        }
    };
    let release = || site.post("/processes/words/releases", &carla, json!({}));
    propose("patch");
    propose("update");
    agree(1, 1, 1, Some("At Acme we say fix."));
    agree(2, 2, 1, None);
    release();
    let redline = json!({
        "base": 1, "changes": {"definition": "A newer version."}, "rationale": "Shorter.", "impact": "editorial",
    });
    site.post("/processes/words/entries/2/redlines", &ada, redline);
    site.post("/processes/words/redlines/1/folding", &ada, json!({}));
    agree(3, 2, 2, None);
    propose("rollback");
    agree(4, 3, 1, None);
    release();
    site
}
