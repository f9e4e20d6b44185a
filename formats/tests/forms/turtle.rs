use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{document, document::BASE, reader::found_by, written};

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const DCT: &str = "http://purl.org/dc/terms/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const OWL: &str = "http://www.w3.org/2002/07/owl#";
const PROV: &str = "http://www.w3.org/ns/prov#";

/// The objects of each subject and property, in the notation of N-Triples.
struct Triples(BTreeMap<(String, String), BTreeSet<String>>);

impl Triples {
    fn read(found: Value) -> Self {
        let found: Vec<[String; 3]> = serde_json::from_value(found).unwrap();
        let mut triples: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for [subject, property, object] in found {
            triples
                .entry((subject, property))
                .or_default()
                .insert(object);
        }
        Self(triples)
    }

    fn of(&self, subject: &str, namespace: &str, property: &str) -> BTreeSet<String> {
        let key = (iri(subject), format!("<{namespace}{property}>"));
        self.0.get(&key).cloned().unwrap_or_default()
    }

    #[track_caller]
    fn check(&self, subject: &str, namespace: &str, property: &str, expected: &[&str]) {
        let expected: BTreeSet<_> = expected.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(
            self.of(subject, namespace, property),
            expected,
            "{subject} {property}"
        );
    }

    #[track_caller]
    fn check_concepts(&self, subject: u32, property: &str, expected: &[u32]) {
        let expected: BTreeSet<_> = expected
            .iter()
            .map(|number| iri(&concept(*number)))
            .collect();
        assert_eq!(
            self.of(&concept(subject), SKOS, property),
            expected,
            "{subject} {property}"
        );
    }
}

#[test]
fn another_reader_finds_the_concept() {
    let Some(found) = found_by("triples.py", written("ttl").as_bytes()) else {
        return;
    };
    let triples = Triples::read(found);
    let it = &concept(1);
    triples.check(it, RDF, "type", &[&format!("<{SKOS}Concept>")]);
    triples.check(it, SKOS, "notation", &["\"1\""]);
    let preferred = [
        "\"security update\"@en",
        "\"Sicherheitsaktualisierung\"@de",
        "\"تحديث أمني\"@ar",
        "\"安全更新\"@zh-Hant",
    ];
    triples.check(it, SKOS, "prefLabel", &preferred);
    triples.check(
        it,
        SKOS,
        "altLabel",
        &["\"SU\"@en", "\"patch | fix\"@en", "\"a\\\\|b\"@en"],
    );
    triples.check(
        it,
        SKOS,
        "hiddenLabel",
        &["\"hot-fix\"@en", "\"Flicken\"@de"],
    );
    let definitions = triples.of(it, SKOS, "definition");
    assert_eq!(definitions.len(), 4);
    assert!(
        definitions.contains("\"修正「漏洞」的更新。\"@zh-Hant"),
        "{definitions:?}"
    );
    let notes = [
        "\"=1+1 is no formula.\"@en",
        "\"# is no heading | nor a cell\"@en",
        "\"ملاحظة: لا تشمل الميزات.\"@ar",
    ];
    triples.check(it, SKOS, "scopeNote", &notes);
    let sources = [
        "<https://example.org/rfc?a=1&copy;=2&lt;_x_>",
        "\"A book, p. 3 | 4\"",
    ];
    triples.check(it, DCT, "source", &sources);
    triples.check(it, DCT, "isPartOf", &[&iri(&concept(5))]);
    triples.check(
        it,
        SKOS,
        "historyNote",
        &["\"In the glossary since 1.0.0; these words since 1.1.0.\"@en"],
    );
    triples.check(
        it,
        "http://www.w3.org/ns/adms#",
        "status",
        &["<http://purl.org/adms/status/Completed>"],
    );
}

#[test]
fn another_reader_finds_the_proof_of_agreement() {
    let Some(found) = found_by("triples.py", written("ttl").as_bytes()) else {
        return;
    };
    let triples = Triples::read(found);
    for term in document::hostile().terms {
        let call = term.consensus.call.as_str();
        triples.check(&term.id, DCT, "provenance", &[&iri(call)]);
        triples.check(&term.id, PROV, "wasGeneratedBy", &[&iri(call)]);
        triples.check(
            call,
            RDF,
            "type",
            &[
                &format!("<{PROV}Activity>"),
                &format!("<{DCT}ProvenanceStatement>"),
            ],
        );
        let tally = "\"Agreed under the rule consent: strong support but significant opposition; 2 support, 1 accept, 0 concern, 1 object, 0 abstain of 5 eligible; 0 recused.\"@en";
        triples.check(call, RDFS, "comment", &[tally]);
        triples.check(
            call,
            PROV,
            "endedAtTime",
            &["\"2026-02-01T09:30:00+00:00\"^^<http://www.w3.org/2001/XMLSchema#dateTime>"],
        );
    }
    let call = "https://terms.example/p/updates/calls/1";
    let minorities = [
        "\"Minority statement. Buyers & Co. <x>: We *dissent*: it costs \\\"too much\\\" \\\\ time.\"@en",
        "\"Minority statement. Makers: نحن لا نوافق.\"@en",
        "\"Minority statement. A participant: 1. Me neither.\"@en",
    ];
    triples.check(call, SKOS, "note", &minorities);
}

#[test]
fn another_reader_finds_a_sound_hierarchy() {
    let Some(found) = found_by("triples.py", written("ttl").as_bytes()) else {
        return;
    };
    let triples = Triples::read(found);
    for term in document::hostile().terms {
        triples.check(&term.id, SKOS, "inScheme", &[&iri(BASE)]);
        triples.check(&term.id, RDFS, "isDefinedBy", &[&iri(BASE)]);
        let labels =
            ["prefLabel", "altLabel", "hiddenLabel"].map(|kind| triples.of(&term.id, SKOS, kind));
        let total: usize = labels.iter().map(BTreeSet::len).sum();
        let all: BTreeSet<_> = labels.into_iter().flatten().collect();
        assert_eq!(all.len(), total, "labels of {} are disjoint", term.number);
        let top = triples.of(&term.id, SKOS, "broader").is_empty();
        let says_so = !triples.of(&term.id, SKOS, "topConceptOf").is_empty();
        assert_eq!(top, says_so, "{}", term.number);
    }
    let tops: Vec<_> = [3, 4, 5, 6].map(|number| iri(&concept(number))).into();
    triples.check(
        BASE,
        SKOS,
        "hasTopConcept",
        &tops.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    for (below, above) in [(1, 2), (2, 3)] {
        triples.check_concepts(below, "broader", &[above]);
        triples.check_concepts(above, "narrower", &[below]);
    }
    triples.check_concepts(3, "broader", &[]);
    for number in 1..=4 {
        triples.check_concepts(number, "related", &[]);
    }
    triples.check_concepts(5, "related", &[6]);
    triples.check_concepts(6, "related", &[5]);
}

#[test]
fn another_reader_finds_the_scheme_and_what_was_retired() {
    let Some(found) = found_by("triples.py", written("ttl").as_bytes()) else {
        return;
    };
    let triples = Triples::read(found);
    let title = "\"Updates & \\\"friends\\\" </script>\"@en";
    triples.check(BASE, RDF, "type", &[&format!("<{SKOS}ConceptScheme>")]);
    triples.check(BASE, DCT, "title", &[title]);
    triples.check(BASE, SKOS, "prefLabel", &[title]);
    triples.check(BASE, OWL, "versionInfo", &["\"1.1.0\""]);
    triples.check(BASE, OWL, "versionIRI", &[&iri(&format!("{BASE}/1.1.0/"))]);
    triples.check(
        BASE,
        OWL,
        "priorVersion",
        &[&iri(&format!("{BASE}/1.0.0/"))],
    );
    triples.check(
        BASE,
        DCT,
        "license",
        &["<https://spdx.org/licenses/CC-BY-4.0>"],
    );
    let publisher = format!("{BASE}#publisher");
    for role in ["creator", "publisher"] {
        triples.check(BASE, DCT, role, &[&iri(&publisher)]);
    }
    triples.check(
        &publisher,
        RDF,
        "type",
        &["<https://schema.org/Organization>"],
    );
    triples.check(
        &publisher,
        "https://schema.org/",
        "name",
        &["\"Updates & \\\"friends\\\"\""],
    );
    let retired = &concept(4);
    triples.check(retired, DCT, "isReplacedBy", &[&iri(&concept(1))]);
    triples.check(
        retired,
        OWL,
        "deprecated",
        &["\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>"],
    );
    triples.check(
        retired,
        "http://www.w3.org/ns/adms#",
        "status",
        &["<http://purl.org/adms/status/Deprecated>"],
    );
    triples.check(retired, SKOS, "definition", &["\"=cmd|' /C calc'!A1\"@en"]);
    triples.check(retired, SKOS, "prefLabel", &["\"issue #\"@en"]);
}

fn concept(number: u32) -> String {
    format!("{BASE}/c/{number}")
}

fn iri(address: &str) -> String {
    format!("<{address}>")
}
