use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

const BASE: &str = "https://terms.example/g/updates";

fn term(number: u32, slug: &str, status: &str, changed: &str, words: Value) -> Value {
    let counts = json!({
        "eligible": 1, "cast": 1, "support": 1, "accept": 0,
        "concern": 0, "object": 0, "abstain": 0, "recused": 0,
    });
    let designations: Vec<Value> = words
        .as_array()
        .unwrap()
        .iter()
        .map(|word| {
            let lang = word.get(2).map_or("en", |lang| lang.as_str().unwrap());
            json!({"kind": word[0], "text": word[1], "lang": lang})
        })
        .collect();
    json!({
        "id": format!("{BASE}/c/{number}"), "number": number, "slug": slug, "status": status,
        "designations": designations, "definitions": [], "notes": [], "examples": [],
        "sources": [], "relations": [], "wording": 1, "since": "1.0.0", "changed": changed,
        "consensus": {
            "call": "https://terms.example/p/updates/calls/1", "call_number": 1, "rule": "consent",
            "level": "full consensus", "decided_at": "2026-02-01T09:30:00.000Z",
            "tally": {"all": counts, "groups": {}}, "minority": [],
        },
    })
}

fn document() -> Document {
    let mut retired = term(
        3,
        "issue",
        "retired",
        "2.0.0",
        json!([["preferred", "issue ticket"]]),
    );
    retired["relations"] = json!([{"kind": "replaced_by", "term": 1}]);
    let terms = json!([
        term(
            1,
            "patch",
            "agreed",
            "2.0.0",
            json!([
                ["preferred", "patch"],
                ["deprecated", "hot fix"],
                ["deprecated", "fix"],
                ["deprecated", "SU"],
                ["deprecated", "C+"],
                ["deprecated", "修复"],
                ["deprecated", "PATCH"],
                ["preferred", "Flicken", "de"],
                ["deprecated", "Korrektur", "de"],
                ["deprecated", "Fixie", "de"],
            ])
        ),
        term(
            2,
            "c",
            "agreed",
            "1.0.0",
            json!([
                ["preferred", "C++"],
                ["admitted", "quick fix"],
                ["deprecated", "patch"]
            ])
        ),
        retired,
        term(
            4,
            "gone",
            "retired",
            "1.0.0",
            json!([["preferred", "gizmo"]])
        ),
    ]);
    serde_json::from_value(json!({
        "$schema": "", "version": "2.0.0", "previous": null, "released_at": "2026-03-01T10:00:00.000Z",
        "glossary": {
            "id": BASE, "slug": "updates", "title": "Updates", "description": "", "licence": "MIT",
            "languages": ["en"], "publisher": "Updates",
        },
        "terms": terms,
    }))
    .unwrap()
}

#[track_caller]
fn check_in(syntax: Syntax, text: &str, expected: &[(&str, &str)]) {
    let document = document();
    let words = Words::of(&document).unwrap();
    let prose = Prose::read(text, syntax);
    let since = Version::parse("1.0.0").ok();
    let found = check(&document, &words, text, &prose, since);
    let found: Vec<_> = found
        .iter()
        .map(|finding| (finding.kind.name(), finding.found.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn check_plain(text: &str, expected: &[(&str, &str)]) {
    check_in(Syntax::Plain, text, expected);
}

#[test]
fn words_are_found_between_their_edges() {
    check_plain("Apply the Hot Fix.", &[("deprecated", "Hot Fix")]);
    check_plain("A hot\n  fix, prefixed", &[("deprecated", "hot fix")]);
    check_plain("hot\n\nwater", &[]);
    check_plain(
        "An issue ticket and a gizmo",
        &[("retired", "issue ticket"), ("retired", "gizmo")],
    );
    check_plain("Use C+ but C++", &[("deprecated", "C+")]);
    check_plain("我们修复它", &[("deprecated", "修复")]);
}

#[test]
fn longer_and_right_words_come_first() {
    check_plain("a quick fix", &[]);
    check_plain("a hot fix", &[("deprecated", "hot fix")]);
    check_plain("a patch", &[]);
}

#[test]
fn capitals_are_told_from_small_letters() {
    check_plain("SU su Su", &[("deprecated", "SU")]);
    check_plain("PATCH Patch patch", &[("deprecated", "PATCH")]);
}

#[test]
fn plurals_are_found_as_their_words_are() {
    check_plain(
        "Hot fixes and FIXES, C+s",
        &[("deprecated", "Hot fixes"), ("deprecated", "FIXES")],
    );
    check_plain("patches, Patches and quick fixes", &[]);
    check_plain(
        "issue tickets, gizmos' and a gizmo's",
        &[
            ("retired", "issue tickets"),
            ("retired", "gizmos"),
            ("retired", "gizmo"),
        ],
    );
    check_plain("fixture fixed fixing fixess prefixes SUs", &[]);
}

#[test]
fn plurals_are_those_of_the_language() {
    check_plain("eine Korrektur", &[("deprecated", "Korrektur")]);
    check_plain("Korrekturen, Korrekturs, Fixies", &[]);
}

#[test]
fn a_word_of_the_glossary_comes_before_a_plural() {
    let words = json!([
        ["preferred", "data"],
        ["deprecated", "datas"],
        ["deprecated", "datum"]
    ]);
    let other = json!([
        ["admitted", "datums"],
        ["deprecated", "PATCH"],
        ["preferred", "patch"]
    ]);
    let mut document = document();
    document.terms = [(1, "data", words), (2, "datums", other)]
        .map(|(number, slug, words)| {
            serde_json::from_value(term(number, slug, "agreed", "1.0.0", words)).unwrap()
        })
        .into();
    let words = Words::of(&document).unwrap();
    let text = "data datas datum datums PATCH PATCHs patches PATCHES";
    let found = words.find(text, &Prose::read(text, Syntax::Plain));
    let found: Vec<_> = found.iter().map(|finding| &*finding.found).collect();
    assert_eq!(found, ["datas", "datum", "PATCH", "PATCHs"]);
}

#[test]
fn what_is_to_be_used_instead_is_said() {
    let document = document();
    let words = Words::of(&document).unwrap();
    let text = "hot fixes, gizmo, issue ticket";
    let found = check(
        &document,
        &words,
        text,
        &Prose::read(text, Syntax::Plain),
        None,
    );
    let patch = Other {
        word: "patch".into(),
        slug: Slug::parse("patch").unwrap(),
    };
    let kinds: Vec<_> = found.into_iter().map(|finding| finding.kind).collect();
    assert_eq!(
        kinds,
        [
            Kind::Deprecated {
                instead: patch.clone()
            },
            Kind::Retired { instead: None },
            Kind::Retired {
                instead: Some(patch)
            },
        ]
    );
}

#[test]
fn links_speak_of_a_release() {
    check_plain(
        "[[patch]] [[c]] [[nothing]] [[issue]]",
        &[
            ("outdated", "patch"),
            ("undefined", "nothing"),
            ("retired", "issue"),
        ],
    );
    check_plain(
        &format!("{BASE}/1.0.0/patch, {BASE}/2.0.0/patch."),
        &[("outdated", &format!("{BASE}/1.0.0/patch"))],
    );
    check_plain(
        &format!("{BASE}/1.0.0/c {BASE}/1.0.0/none {BASE}/2.0.0/ {BASE}/2.0.0.json {BASE}/c/9"),
        &[
            ("undefined", &format!("{BASE}/1.0.0/none")),
            ("undefined", &format!("{BASE}/c/9")),
        ],
    );
    check_in(
        Syntax::Markdown,
        "[a](/g/updates/1.0.0/#patch) [b](/g/other/1.0.0/patch) [c](entry:4)",
        &[("outdated", "/g/updates/1.0.0/#patch"), ("retired", "4")],
    );
}

#[test]
fn code_and_addresses_are_no_prose() {
    check_in(
        Syntax::Markdown,
        "---\ntitle: hot fix\n---\n# A hot fix\n\n`hot fix` and hot *fix* https://e.example/hot_fix_/fix\n\n\
         ```\nhot fix\n```\n\n    hot fix\n\n> a hot\n> fix\n\n<div title=\"hot fix\">hot fix</div>\n\n\
         [fix](https://e.example/fix) <https://e.example/fix> me@fix.example",
        &[
            ("deprecated", "hot fix"),
            ("deprecated", "hot fix"),
            ("deprecated", "hot fix"),
            ("deprecated", "fix"),
        ],
    );
    check_in(
        Syntax::Rst,
        "A hot fix\n=========\n\n``hot fix`` and :code:`fix` and :term:`a hot fix <x>` `fix`_::\n\n  hot fix\n\n\
         .. note:: A hot fix\n\n   and a fix\n\n.. code-block:: c\n\n   fix\n\n.. fix comment\n   fix\n\n\
         :fix: field\n\n>>> fix\nfix\n\nA fix.",
        &[
            ("deprecated", "hot fix"),
            ("deprecated", "hot fix"),
            ("deprecated", "fix"),
            ("deprecated", "hot fix"),
            ("deprecated", "fix"),
            ("deprecated", "fix"),
        ],
    );
    check_in(
        Syntax::Html,
        "<html><head><style>.fix{}</style></head><body><p title='hot > fix'>A hot <b>fix</b>&nbsp;and &amp; <code>fix \
         <i>fix</i></code><!-- fix --><a href=\"/g/updates/1.0.0/patch\">1 < 2 fix</a><script>fix</script>",
        &[
            ("deprecated", "hot fix"),
            ("outdated", "/g/updates/1.0.0/patch"),
            ("deprecated", "fix"),
        ],
    );
}

#[test]
fn a_soft_hyphen_is_no_part_of_a_word() {
    check_plain(
        "pre\u{ad}fix, hot fi\u{ad}xes",
        &[("deprecated", "hot fixes")],
    );
    check_in(
        Syntax::Html,
        "pre&shy;fix pre&#173;fix pre&#xAD;fix, hot fi&shy;xes, S<b>U</b>",
        &[("deprecated", "hot fixes"), ("deprecated", "SU")],
    );
    check_in(
        Syntax::Markdown,
        "pre&shy;fix, hot fi&shy;xes, **S**U",
        &[("deprecated", "hot fixes"), ("deprecated", "SU")],
    );
}

proptest! {
    #[test]
    fn every_text_is_read_to_its_end(text in "(hot fix|\\u{ad}|&shy;|İ|`|``|<|>|&|;|:|\\.\\. |\\[\\[|\\]\\]|://|@|\\n|  |é|修复|👩|-|=|\"|href=|<pre|[a-z]){0,40}") {
        let document = document();
        let words = Words::of(&document).unwrap();
        for syntax in [Syntax::Markdown, Syntax::Rst, Syntax::Html, Syntax::Plain] {
            let prose = Prose::read(&text, syntax);
            for finding in check(&document, &words, &text, &prose, None) {
                prop_assert!(text.get(finding.at.clone()).is_some_and(|found| !found.is_empty()));
            }
        }
    }

    #[test]
    fn a_word_alone_is_always_found(before in "[ \\n.,;(]{0,5}", behind in "[ \\n.,;)]{0,5}") {
        let text = format!("x{before} hot fix {behind}x");
        let document = document();
        let words = Words::of(&document).unwrap();
        let found = check(&document, &words, &text, &Prose::read(&text, Syntax::Plain), None);
        prop_assert_eq!(found.len(), 1);
    }
}
