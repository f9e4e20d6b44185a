//! A glossary that breaks what it can: circles, contradictions, the same thing said twice, languages
//! without words and words without a definition, and texts made of marks.

use domain::release::Document;
use serde_json::{Value, json};

use super::document::{BASE, hostile};

/// Texts that one syntax or another takes for its own.
pub const TEXTS: [&str; 16] = [
    "]]> <![CDATA[ --> <!-- <?xml?>",
    "a & b &amp; c < d > e \"f\" 'g'",
    "\\ \\\\ \\n \\u0041 \\\"",
    "e\u{301}a\u{308}\u{320} zu\u{200d}sammen",
    "👩🏽‍🚀 🇩🇪 🏳️‍🌈 𝔘𝔫𝔦",
    "\u{202e}abc\u{202c} \u{2067}שלום\u{2069}",
    "多 語 言 の テ ス ト",
    "first line\nsecond line\n\n\tindented",
    "  two  spaces   within ",
    "\"\"\" ''' ``` $$ {{ }} ${x} %s",
    "<http://a/b> _:b @en ^^ . ; ,",
    "#hash =1+1 @at -minus +plus |bar|",
    "\u{85}\u{a0}\u{2028}\u{2029}\u{feff}\u{fffd}",
    "@id @type @value @context",
    "C++ & C# </script>",
    "x",
];

pub fn harsh() -> Document {
    let mut value = serde_json::to_value(hostile()).unwrap();
    value["glossary"]["languages"] = json!(["en", "de", "ar", "zh-Hant", "sr-Latn"]);
    value["glossary"]["title"] = json!(TEXTS[0]);
    let model = value["terms"][4].clone();
    let terms = value["terms"].as_array_mut().unwrap();
    for (number, text) in (10..).zip(TEXTS) {
        let word = word(text);
        let mut term = blank(&model, number);
        term["designations"] = json!([
            {"text": word, "kind": "preferred", "lang": "en"},
            {"text": word, "kind": "admitted", "lang": "en"},
            {"text": word, "kind": "deprecated", "lang": "en"},
            {"text": "another", "kind": "preferred", "lang": "en"},
            {"text": word, "kind": "preferred", "lang": "sr-Latn"},
        ]);
        term["definitions"] = json!([{"lang": "en", "markdown": text, "text": text}]);
        let said = json!([{"lang": "en", "text": text}, {"lang": "en", "text": text}]);
        term["notes"] = said.clone();
        term["examples"] = said;
        term["sources"] = json!([
            {"text": text, "url": null, "modified": false},
            {"text": text, "url": null, "modified": true},
        ]);
        term["consensus"]["minority"] = json!([
            {"organisation": text, "group": null, "text": text},
            {"organisation": text, "group": null, "text": text},
        ]);
        // A circle through all of them, and everything is related to what is above it.
        let above = if number == 25 { 10 } else { number + 1 };
        term["relations"] = json!([
            {"kind": "broader", "term": above}, {"kind": "broader", "term": above},
            {"kind": "narrower", "term": above}, {"kind": "related", "term": above},
            {"kind": "related", "term": number}, {"kind": "broader", "term": number},
            {"kind": "related", "term": 30},
        ]);
        terms.push(term);
    }
    terms.push(abbreviated(&model));
    terms.push(wordless(&model));
    terms.push(undefined(&model));
    serde_json::from_value(value).unwrap()
}

/// A text as a designation can be: trimmed, on one line.
pub fn word(text: &str) -> String {
    text.replace(['\n', '\t'], " ").trim().to_owned()
}

fn blank(model: &Value, number: u32) -> Value {
    let mut term = model.clone();
    term["id"] = json!(format!("{BASE}/c/{number}"));
    term["number"] = json!(number);
    term["slug"] = json!(format!("term-{number}"));
    term["consensus"]["call"] = json!(format!("https://terms.example/p/updates/calls/{number}"));
    term["consensus"]["call_number"] = json!(number);
    for list in ["notes", "examples", "sources", "relations"] {
        term[list] = json!([]);
    }
    term
}

/// Many short forms, and a text as long as one may be.
fn abbreviated(model: &Value) -> Value {
    let mut term = blank(model, 30);
    let words =
        (0..200).map(|n| json!({"text": format!("A{n}"), "kind": "abbreviation", "lang": "en"}));
    let mut words: Vec<_> = words.collect();
    words.push(json!({"text": "W".repeat(500), "kind": "preferred", "lang": "en"}));
    term["designations"] = words.into();
    let long = "<&\"> ü 語 ".repeat(2_000);
    term["definitions"] = json!([{"lang": "en", "markdown": long, "text": long}]);
    term
}

/// Much is said in German, but there is no German word.
fn wordless(model: &Value) -> Value {
    let mut term = blank(model, 31);
    term["designations"] = json!([{"text": "reč", "kind": "preferred", "lang": "sr-Latn"}]);
    term["definitions"] = json!([{"lang": "de", "markdown": "Das *Wort*", "text": "Das Wort"}]);
    term["notes"] = json!([{"lang": "de", "text": "Ohne Wort"}]);
    term["examples"] = json!([{"lang": "de", "text": "So etwa"}]);
    term["sources"] =
        json!([{"text": "Buch", "url": "https://example.org/ä?b=[1]", "modified": true}]);
    term
}

/// A retired term that was never defined, agreed in the same call as another.
fn undefined(model: &Value) -> Value {
    let mut term = blank(model, 32);
    term["status"] = json!("retired");
    term["definitions"] = json!([]);
    term["sources"] = json!([{"text": "Nowhere", "url": null, "modified": false}]);
    term["relations"] = json!([
        {"kind": "replaced_by", "term": 31}, {"kind": "replaced_by", "term": 99},
        {"kind": "part_of", "term": 31},
    ]);
    term["consensus"] = blank(model, 31)["consensus"].clone();
    term
}
