use std::collections::{BTreeMap, HashSet};

use domain::release::Document;
use formats::{form, write_graph};
use oxjsonld::JsonLdParser;
use oxrdf::Triple;
use oxrdfxml::RdfXmlParser;
use oxttl::{NTriplesParser, TurtleParser};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    document::{BASE, hostile},
    harsh::harsh,
    reader::found_by,
    written, written_of,
};

pub const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

/// The triples that a form holds.
pub fn triples(extension: &str, document: &Document) -> HashSet<Triple> {
    let bytes = form(extension).unwrap().write(document).unwrap();
    match extension {
        "ttl" => TurtleParser::new()
            .for_slice(&bytes)
            .map(Result::unwrap)
            .collect(),
        "nt" => NTriplesParser::new()
            .for_slice(&bytes)
            .map(Result::unwrap)
            .collect(),
        "rdf" => RdfXmlParser::new()
            .for_slice(&bytes)
            .map(Result::unwrap)
            .collect(),
        _ => {
            let quads = JsonLdParser::new().for_slice(&bytes).map(Result::unwrap);
            quads.map(Triple::from).collect()
        }
    }
}

#[derive(Deserialize)]
struct Found {
    triples: BTreeMap<String, usize>,
    lines: usize,
    differences: BTreeMap<String, Value>,
    problems: Vec<String>,
}

fn check_graphs(document: &Document) {
    let given: BTreeMap<_, _> = ["ttl", "nt", "rdf", "jsonld"]
        .map(|form| (form, written_of(form, document)))
        .into();
    let given = json!(given).to_string();
    let Some(found) = found_by("graphs.py", given.as_bytes()) else {
        return;
    };
    let found: Found = serde_json::from_value(found).unwrap();
    assert_eq!(found.differences, BTreeMap::new());
    assert_eq!(found.problems, Vec::<String>::new());
    let counts: HashSet<_> = found.triples.values().collect();
    assert_eq!(counts.len(), 1, "{:?}", found.triples);
    // Nothing is said twice.
    assert_eq!(found.lines, found.triples["nt"]);
}

#[test]
fn other_readers_find_one_graph_in_four_forms() {
    check_graphs(&hostile());
}

#[test]
fn other_readers_find_one_sound_graph_in_the_harshest_glossary() {
    check_graphs(&harsh());
}

#[test]
fn the_reader_tells_what_is_unsound_and_what_differs() {
    let mut given: BTreeMap<_, _> = ["ttl", "nt", "rdf", "jsonld"]
        .map(|form| (form, written(form)))
        .into();
    let concept = |number: u32| format!("<{BASE}/c/{number}>");
    let more = [
        format!("{} <{SKOS}related> {} .", concept(1), concept(2)),
        format!("{} <{SKOS}broader> {} .", concept(3), concept(1)),
        format!("{} <{SKOS}altLabel> \"C++\"@en .", concept(2)),
        format!("{} <{SKOS}prefLabel> \"D\"@en .", concept(2)),
    ];
    given.get_mut("ttl").unwrap().push_str(&more.join("\n"));
    let Some(found) = found_by("graphs.py", json!(given).to_string().as_bytes()) else {
        return;
    };
    let found: Found = serde_json::from_value(found).unwrap();
    let others: Vec<_> = found.differences.keys().collect();
    assert_eq!(others, ["jsonld", "nt", "pyld", "rdf"]);
    let problems = found.problems.join("\n");
    for rule in ["S13", "S14", "S27", "a circle through", "no mirror"] {
        assert!(problems.contains(rule), "{rule}: {problems}");
    }
}

#[test]
fn a_glossary_under_no_known_licence_is_a_graph_too() {
    let mut document = hostile();
    document.glossary.licence = "All rights reserved, © <us>".into();
    document.glossary.description = String::new();
    document.previous = None;
    check_graphs(&document);
}

#[test]
fn the_graph_is_nested_json_that_needs_nothing_else() {
    let read: Value = serde_json::from_str(&written("jsonld")).unwrap();
    let context = &read["@context"];
    assert_eq!(context["id"], "@id");
    assert_eq!(
        context["prefLabel"],
        json!({"@id": "skos:prefLabel", "@container": "@language"})
    );
    assert!(context.get("@base").is_none());
    let things = read["@graph"].as_array().unwrap();
    assert_eq!(things.len(), 7, "the scheme and six concepts");
    let scheme = &things[0];
    assert_eq!(scheme["type"], "skos:ConceptScheme");
    assert_eq!(scheme["version"], "1.1.0");
    assert_eq!(scheme["publisher"]["type"], "sdo:Organization");
    let concept = &things[1];
    assert_eq!(concept["prefLabel"]["zh-Hant"], "安全更新");
    assert_eq!(
        concept["altLabel"]["en"],
        json!(["SU", "patch | fix", "a\\|b"])
    );
    assert_eq!(
        concept["wasGeneratedBy"]["endedAtTime"],
        "2026-02-01T09:30:00.000Z"
    );
    assert_eq!(things[4]["deprecated"], true);
    let mut addresses = Vec::new();
    collect(&read["@graph"], &mut addresses);
    assert!(addresses.len() > 14);
    for address in addresses {
        assert!(
            address.starts_with("https://terms.example/")
                || address.starts_with("https://example.org/"),
            "{address}"
        );
    }
}

fn collect<'v>(value: &'v Value, addresses: &mut Vec<&'v str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, addresses)),
        Value::Object(fields) => {
            addresses.extend(fields.get("id").and_then(Value::as_str));
            fields.values().for_each(|field| collect(field, addresses));
        }
        _ => {}
    }
}

#[test]
fn what_is_written_piece_by_piece_is_the_form() {
    for extension in ["ttl", "nt", "rdf", "jsonld"] {
        let mut bytes = Vec::new();
        write_graph(extension, &hostile(), &mut bytes)
            .unwrap()
            .unwrap();
        assert_eq!(bytes, written(extension).into_bytes());
    }
    assert!(write_graph("csv", &hostile(), &mut Vec::new()).is_none());
}

#[test]
fn an_address_that_is_none_is_refused_by_each_form() {
    let mut document = hostile();
    document.terms[2].id = "not an address".into();
    for extension in ["ttl", "nt", "rdf", "jsonld"] {
        assert!(
            form(extension).unwrap().write(&document).is_err(),
            "{extension}"
        );
    }
}
