//! A glossary in four languages and three scripts whose words are full of marks that one form or
//! another takes for its own.

use domain::{markdown::plain, release::Document};
use serde_json::{Value, json};

pub const BASE: &str = "https://terms.example/g/updates";

pub fn hostile() -> Document {
    let value = json!({
        "$schema": "https://terms.example/schema/glossary-1.json",
        "glossary": {
            "id": BASE,
            "slug": "updates",
            "title": "Updates & \"friends\" </script>",
            "description": "What we mean by <b>update</b>: C++, #hash and | bars.",
            "licence": "CC-BY-4.0",
            "languages": ["en", "de", "ar", "zh-Hant"],
            "publisher": "Updates & \"friends\"",
        },
        "version": "1.1.0",
        "previous": "1.0.0",
        "released_at": "2026-03-01T10:00:00.000Z",
        "terms": [security_update(), cpp(), hash(), retired(), formula(), quoted()],
    });
    serde_json::from_value(value).unwrap()
}

fn security_update() -> Value {
    let mut term = term(
        1,
        "security-update",
        "security update",
        "An [update](entry:c-plus-plus) that **corrects** a *vulnerability* & says \"so\".\n\nIt isn't </script><b>bold</b>; see [[hash]].",
    );
    term["designations"] = json!([
        {"text": "security update", "kind": "preferred", "lang": "en"},
        {"text": "SU", "kind": "abbreviation", "lang": "en"},
        {"text": "patch | fix", "kind": "admitted", "lang": "en"},
        {"text": "a\\|b", "kind": "admitted", "lang": "en"},
        {"text": "hot-fix", "kind": "deprecated", "lang": "en"},
        {"text": "Sicherheitsaktualisierung", "kind": "preferred", "lang": "de"},
        {"text": "Flicken", "kind": "deprecated", "lang": "de"},
        {"text": "تحديث أمني", "kind": "preferred", "lang": "ar"},
        {"text": "安全更新", "kind": "preferred", "lang": "zh-Hant"},
    ]);
    let more = [
        (
            "de",
            "Eine *Aktualisierung*, die eine Schwachstelle behebt – „wirklich“.",
        ),
        ("ar", "تحديث يصحح ثغرة أمنية (CVE‏)."),
        ("zh-Hant", "修正「漏洞」的更新。"),
    ];
    for (lang, markdown) in more {
        let definition = definition(lang, markdown);
        term["definitions"].as_array_mut().unwrap().push(definition);
    }
    term["notes"] = json!([
        {"lang": "en", "text": "=1+1 is no formula."},
        {"lang": "en", "text": "# is no heading | nor a cell"},
        {"lang": "ar", "text": "ملاحظة: لا تشمل الميزات."},
    ]);
    term["examples"] =
        json!([{"lang": "en", "text": "- The vendor shipped one.\n- Then another."}]);
    term["sources"] = json!([
        {"text": "RFC 9019 [draft]", "url": "https://example.org/rfc?a=1&copy;=2&lt;_x_", "modified": true},
        {"text": "A book, p. 3 | 4", "url": null, "modified": false},
    ]);
    // Broader and related at once contradict each other; so does being above and below (see 2).
    term["relations"] = json!([
        {"kind": "broader", "term": 2}, {"kind": "related", "term": 2},
        {"kind": "related", "term": 3}, {"kind": "part_of", "term": 5},
        {"kind": "related", "term": 99},
    ]);
    term["consensus"]["minority"] = json!([
        {"organisation": "Buyers & Co. <x>", "group": "Users", "text": "We *dissent*: it costs \"too much\" \\ time."},
        {"organisation": null, "group": "Makers", "text": "نحن لا نوافق."},
        {"organisation": null, "group": null, "text": "1. Me neither."},
    ]);
    term
}

fn cpp() -> Value {
    let mut term = term(
        2,
        "c-plus-plus",
        "C++",
        "1. Not a list\n2. though it looks like one.\n\n+ plus\n+ and minus",
    );
    term["relations"] = json!([{"kind": "narrower", "term": 1}, {"kind": "broader", "term": 3}]);
    term
}

fn hash() -> Value {
    let mut term = term(
        3,
        "hash",
        "#hash",
        "+49 is where @nobody answers `code | pipe`.",
    );
    // With 2 below 3, 1 is below 3 already: this would close the circle.
    term["relations"] = json!([{"kind": "broader", "term": 1}]);
    term
}

fn retired() -> Value {
    let mut term = term(4, "issue", "issue #", "=cmd|' /C calc'!A1");
    term["status"] = json!("retired");
    term["relations"] = json!([{"kind": "replaced_by", "term": 1}]);
    term
}

fn formula() -> Value {
    let mut term = term(
        5,
        "sum",
        "=SUM(A1:A9)",
        "    four blanks and \\backslashes\\ and $dollars$ and 100 % _under_ ~tilde~ ^caret^ {brace}",
    );
    term["relations"] = json!([{"kind": "related", "term": 6}]);
    term
}

fn quoted() -> Value {
    let mut term = term(
        6,
        "quoted",
        "'=\"quoted\"",
        "> quoted\n\n---\n\nTitle\n=====\n\n<!-- comment --> &amp; <https://example.org/?a=1&b=2>",
    );
    // Only a note speaks German.
    term["notes"] = json!([{"lang": "de", "text": "'Hochkomma' vorn"}]);
    term
}

fn term(number: u32, slug: &str, preferred: &str, markdown: &str) -> Value {
    let counts = json!({
        "eligible": 5, "cast": 4, "support": 2, "accept": 1,
        "concern": 0, "object": 1, "abstain": 0, "recused": 0,
    });
    json!({
        "id": format!("{BASE}/c/{number}"),
        "number": number,
        "slug": slug,
        "status": "agreed",
        "designations": [{"text": preferred, "kind": "preferred", "lang": "en"}],
        "definitions": [definition("en", markdown)],
        "notes": [], "examples": [], "sources": [], "relations": [],
        "wording": 3,
        "since": "1.0.0",
        "changed": "1.1.0",
        "consensus": {
            "call": format!("https://terms.example/p/updates/calls/{number}"),
            "call_number": number,
            "rule": "consent",
            "level": "strong support but significant opposition",
            "decided_at": "2026-02-01T09:30:00.000Z",
            "tally": {"all": counts, "groups": {"makers": counts}},
            "minority": [],
        },
    })
}

fn definition(lang: &str, markdown: &str) -> Value {
    json!({"lang": lang, "markdown": markdown, "text": plain(markdown)})
}
