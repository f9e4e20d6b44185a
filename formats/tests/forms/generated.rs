//! Documents by chance: whatever a glossary says, the forms of its graph say the same, and the graph
//! keeps the rules of SKOS.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use domain::release::Document;
use oxrdf::{NamedOrBlankNode, Term, Triple};
use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Value, json};

use super::{
    document::{BASE, hostile},
    graph::{SKOS, triples},
    harsh::{TEXTS, harsh},
};

/// A text of marks, or any text that input takes.
fn text() -> impl Strategy<Value = String> {
    let any = "[ -~\u{a1}-\u{17f}\u{5d0}-\u{5ea}\u{4e00}-\u{4e20}\u{1f600}-\u{1f610}\n]{1,12}";
    prop_oneof![select(&TEXTS[..]).prop_map(str::to_owned), any]
}

fn lang() -> impl Strategy<Value = &'static str> {
    select(vec!["en", "de", "zh-Hant", "sr-Latn"])
}

fn phrases() -> impl Strategy<Value = Vec<Value>> {
    let phrase = (lang(), text()).prop_map(|(lang, text)| json!({"lang": lang, "text": text}));
    vec(phrase, 0..3)
}

fn term() -> impl Strategy<Value = Value> {
    let kinds = select(vec!["preferred", "admitted", "deprecated", "abbreviation"]);
    let few = select(vec!["SU", "su", "patch", "C++", "é", "e\u{301}"]);
    let designation = (few, kinds, lang())
        .prop_map(|(text, kind, lang)| json!({"text": text, "kind": kind, "lang": lang}));
    let kinds = select(vec![
        "broader",
        "narrower",
        "related",
        "part_of",
        "replaced_by",
    ]);
    let relation = (kinds, 1..9_u32).prop_map(|(kind, term)| json!({"kind": kind, "term": term}));
    let source = (text(), any::<bool>())
        .prop_map(|(text, modified)| json!({"text": text, "url": null, "modified": modified}));
    (
        vec(designation, 0..7),
        phrases(),
        phrases(),
        vec(source, 0..3),
        vec(relation, 0..7),
        any::<bool>(),
    )
        .prop_map(
            |(designations, notes, examples, sources, relations, retired)| {
                let status = if retired { "retired" } else { "agreed" };
                json!({
                    "designations": designations, "notes": notes, "examples": examples,
                    "sources": sources, "relations": relations, "status": status,
                })
            },
        )
}

fn glossary() -> impl Strategy<Value = Document> {
    vec(term(), 1..9).prop_map(|terms| {
        let mut value = serde_json::to_value(hostile()).unwrap();
        value["glossary"]["languages"] = json!(["en", "de", "zh-Hant", "sr-Latn"]);
        let model = value["terms"][4].clone();
        let terms = terms.into_iter().enumerate().map(|(place, parts)| {
            let number = place + 1;
            let mut term = model.clone();
            for (name, part) in parts.as_object().unwrap() {
                term[name] = part.clone();
            }
            term["id"] = json!(format!("{BASE}/c/{number}"));
            term["number"] = json!(number);
            term["slug"] = json!(format!("term-{number}"));
            term["consensus"]["call"] = json!(format!("https://terms.example/calls/{number}"));
            term
        });
        value["terms"] = terms.collect();
        serde_json::from_value(value).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn four_forms_say_the_same_and_keep_the_rules(document in glossary()) {
        let triples = same(&document);
        sound(&triples);
    }
}

#[test]
fn the_harshest_glossary_is_said_the_same_in_four_forms() {
    let triples = same(&harsh());
    sound(&triples);
    same(&hostile());
}

#[test]
fn a_deep_hierarchy_takes_no_longer_than_it_is_long() {
    let mut document = hostile();
    let model = document.terms[4].clone();
    document.terms = (1..=20_000)
        .map(|number| {
            let mut term = model.clone();
            term.number = number;
            term.id = format!("{BASE}/c/{number}");
            let above = json!([{"kind": "broader", "term": number - 1}]);
            term.relations = serde_json::from_value(above).unwrap();
            term
        })
        .collect();
    let started = std::time::Instant::now();
    formats::form("nt").unwrap().write(&document).unwrap();
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

fn same(document: &Document) -> HashSet<Triple> {
    let [first, others @ ..] =
        ["ttl", "nt", "rdf", "jsonld"].map(|form| (form, triples(form, document)));
    for (form, found) in others {
        let more: Vec<_> = found.difference(&first.1).collect();
        let less: Vec<_> = first.1.difference(&found).collect();
        assert!(
            more.is_empty() && less.is_empty(),
            "{form}: {more:?}, not {less:?}"
        );
    }
    first.1
}

/// S13, S14, S27, and no circles.
fn sound(triples: &HashSet<Triple>) {
    let mut broader: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut related = Vec::new();
    let mut labels = HashSet::new();
    let mut preferred = HashSet::new();
    for triple in triples {
        let NamedOrBlankNode::NamedNode(subject) = &triple.subject else {
            panic!("{triple} has no address");
        };
        let (subject, object) = (subject.as_str().to_owned(), &triple.object);
        let Some(property) = triple.predicate.as_str().strip_prefix(SKOS) else {
            continue;
        };
        match (property, object) {
            ("prefLabel" | "altLabel" | "hiddenLabel", Term::Literal(label)) => {
                let lang = label.language().unwrap().to_owned();
                let said = (subject.clone(), lang.clone(), label.value().to_owned());
                assert!(labels.insert(said), "S13: {triple}");
                if property == "prefLabel" {
                    assert!(preferred.insert((subject, lang)), "S14: {triple}");
                }
            }
            ("broader", Term::NamedNode(other)) => {
                broader
                    .entry(subject)
                    .or_default()
                    .insert(other.as_str().into());
            }
            ("related", Term::NamedNode(other)) => {
                related.push((subject, other.as_str().to_owned()))
            }
            _ => {}
        }
    }
    let above = |from: &String| {
        let mut found = BTreeSet::new();
        let mut next = vec![from.clone()];
        while let Some(at) = next.pop() {
            for other in broader.get(&at).into_iter().flatten() {
                if found.insert(other.clone()) {
                    next.push(other.clone());
                }
            }
        }
        found
    };
    for from in broader.keys() {
        assert!(!above(from).contains(from), "a circle through {from}");
    }
    for (one, other) in related {
        assert!(!above(&one).contains(&other), "S27: {one}, {other}");
        assert!(!above(&other).contains(&one), "S27: {one}, {other}");
    }
}
