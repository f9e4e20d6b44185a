//! What was exported comes back: nothing is lost that the form carries.

use std::collections::BTreeSet;

use domain::{
    content::{DesignationKind, RelationKind},
    markdown::plain,
    release::{Document, Term, TermStatus},
};
use formats::{
    form,
    import::{Entry, Format},
};
use proptest::prelude::*;
use serde_json::json;

use super::{defined, document, named, noted, taken};

/// What a form keeps of a term.
struct Keeps {
    extension: &'static str,
    format: Format,
    abbreviations: bool,
    /// Line ends within texts.
    lines: bool,
    relations: &'static [RelationKind],
}

const CSV: Keeps = Keeps {
    extension: "csv",
    format: Format::Csv,
    abbreviations: true,
    lines: true,
    relations: &[
        RelationKind::Broader,
        RelationKind::Narrower,
        RelationKind::Related,
    ],
};
const JSON: Keeps = Keeps {
    extension: "json",
    format: Format::Json,
    abbreviations: true,
    lines: true,
    relations: &[
        RelationKind::Broader,
        RelationKind::Narrower,
        RelationKind::Related,
        RelationKind::PartOf,
        RelationKind::ReplacedBy,
    ],
};
const TURTLE: Keeps = Keeps {
    extension: "ttl",
    format: Format::Turtle,
    abbreviations: false,
    lines: true,
    relations: &[RelationKind::PartOf, RelationKind::ReplacedBy],
};
const MARKDOWN: Keeps = Keeps {
    extension: "md",
    format: Format::Markdown,
    abbreviations: true,
    lines: false,
    relations: JSON.relations,
};

const JSON_LD: Keeps = Keeps {
    extension: "jsonld",
    format: Format::JsonLd,
    ..TURTLE
};
const RDF_XML: Keeps = Keeps {
    extension: "rdf",
    format: Format::RdfXml,
    ..TURTLE
};
const N_TRIPLES: Keeps = Keeps {
    extension: "nt",
    format: Format::NTriples,
    ..TURTLE
};
/// Of relations, TBX says only that there are some.
const TBX: Keeps = Keeps {
    extension: "tbx",
    format: Format::Tbx,
    abbreviations: true,
    lines: false,
    relations: &[],
};
const ALL: [Keeps; 8] = [
    CSV, JSON, TURTLE, MARKDOWN, JSON_LD, RDF_XML, N_TRIPLES, TBX,
];

impl Keeps {
    #[track_caller]
    fn check(&self, document: &Document) {
        let bytes = form(self.extension).unwrap().write(document).unwrap();
        let reading = taken(self.format, &String::from_utf8(bytes).unwrap());
        // What contradicts itself in the glossary does so in the file.
        let remarks = reading.remarks.iter();
        let mut others = remarks.filter(|remark| remark.field.as_deref() != Some("relations"));
        assert_eq!(others.next(), None, "{:?}", self.format);
        assert_eq!(reading.entries.len(), document.terms.len());
        for (entry, term) in reading.entries.iter().zip(&document.terms) {
            assert_eq!(entry.problems, [], "{:?}", self.format);
            self.check_term(document, entry, term);
        }
    }

    #[track_caller]
    fn check_term(&self, document: &Document, entry: &Entry, term: &Term) {
        for lang in &document.glossary.languages {
            let names = |kind| {
                term.named(kind, lang)
                    .map(str::to_owned)
                    .collect::<BTreeSet<_>>()
            };
            let found = |kind| {
                named(entry, lang.as_str(), kind)
                    .into_iter()
                    .map(str::to_owned)
                    .collect::<BTreeSet<_>>()
            };
            let (mut admitted, mut short) = (
                names(DesignationKind::Admitted),
                names(DesignationKind::Abbreviation),
            );
            if !self.abbreviations {
                admitted.append(&mut short);
            }
            assert_eq!(
                found(DesignationKind::Preferred),
                names(DesignationKind::Preferred)
            );
            assert_eq!(found(DesignationKind::Admitted), admitted);
            assert_eq!(found(DesignationKind::Abbreviation), short);
            assert_eq!(
                found(DesignationKind::Deprecated),
                names(DesignationKind::Deprecated)
            );
            let text = term
                .definition(lang)
                .map(|definition| self.words(&definition.text));
            let read = defined(entry, lang.as_str()).map(|text| self.words(&text));
            if self.format != Format::Json {
                assert_eq!(read, text, "{:?} {lang}", self.format);
            } else {
                let exact = entry
                    .words
                    .get(lang)
                    .and_then(|words| words.definition.as_deref());
                assert_eq!(exact, term.definition(lang).map(|d| d.markdown.trim()));
            }
            let (notes, examples) = noted(entry, lang.as_str());
            for (read, phrases) in [(notes, &term.notes), (examples, &term.examples)] {
                let here = phrases.iter().filter(|phrase| phrase.lang == *lang);
                let wanted: Vec<_> = here.map(|phrase| self.words(&phrase.text)).collect();
                let read: Vec<_> = read.iter().map(|text| self.words(text)).collect();
                assert_eq!(read, wanted, "{:?}", self.format);
            }
        }
        self.check_sources(entry, term);
        let key = |number: u32| {
            document.term(number).map(|term| match self.format {
                Format::Json => number.to_string(),
                _ if self.is_linked() => term.id.clone(),
                _ => term.slug.to_string(),
            })
        };
        let kept = term
            .relations
            .iter()
            .filter(|r| self.relations.contains(&r.kind));
        let wanted: BTreeSet<_> = kept.filter_map(|r| Some((r.kind, key(r.term)?))).collect();
        let read = entry
            .relations
            .iter()
            .filter(|r| self.relations.contains(&r.kind));
        let mut read: BTreeSet<_> = read.map(|r| (r.kind, r.to.clone())).collect();
        // The JSON form names what the release does not hold, too.
        read.retain(|(_, to)| {
            self.format != Format::Json
                || document.terms.iter().any(|t| t.number.to_string() == *to)
        });
        assert_eq!(read, wanted, "{:?}", self.format);
        assert_eq!(entry.retired, term.status == TermStatus::Retired);
    }

    #[track_caller]
    fn check_sources(&self, entry: &Entry, term: &Term) {
        let turtle = self.is_linked();
        let modified = matches!(self.format, Format::Json | Format::Markdown | Format::Tbx);
        let wanted: Vec<_> = term
            .sources
            .iter()
            .map(|source| {
                let text = match &source.url {
                    Some(url) if turtle => url.clone(),
                    _ => source.text.clone(),
                };
                (
                    self.words(&text),
                    source.url.clone(),
                    source.modified && modified,
                )
            })
            .collect();
        let read = entry.sources.iter().flatten();
        let read: Vec<_> = read
            .map(|source| {
                let url = source.url.as_ref().map(ToString::to_string);
                (self.words(&source.text), url, source.modified)
            })
            .collect();
        assert_eq!(read, wanted, "{:?}", self.format);
    }

    /// Linked data carries of a source its address or its text.
    fn is_linked(&self) -> bool {
        matches!(
            self.format,
            Format::Turtle | Format::JsonLd | Format::RdfXml | Format::NTriples
        )
    }

    fn words(&self, text: &str) -> String {
        match self.lines {
            true => {
                let lines: Vec<_> = text.split('\n').map(str::trim).collect();
                let mut text = lines.join("\n");
                while text.contains("\n\n\n") {
                    text = text.replace("\n\n\n", "\n\n");
                }
                text.trim().to_owned()
            }
            false => text.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}

#[test]
fn the_document_that_forms_stumbled_over_comes_back() {
    let document = document::hostile();
    for keeps in ALL {
        keeps.check(&document);
    }
}

#[test]
fn what_comes_back_knows_where_it_came_from() {
    let document = document::hostile();
    for format in [Format::Csv, Format::Json, Format::Turtle, Format::Markdown] {
        let bytes = form(format.extension()).unwrap().write(&document).unwrap();
        let reading = taken(format, &String::from_utf8(bytes).unwrap());
        for (entry, term) in reading.entries.iter().zip(&document.terms) {
            let identity = &entry.identity;
            let by_iri = identity.iri.as_deref() == Some(&*term.id);
            let by_slug = identity.slug.as_ref() == Some(&term.slug);
            assert!(by_iri || by_slug, "{format:?} {identity:?}");
        }
    }
}

#[test]
fn the_form_for_books_comes_back_as_far_as_it_says_things() {
    let document = document::hostile();
    let bytes = form("mdbook.md").unwrap().write(&document).unwrap();
    let reading = taken(Format::Markdown, &String::from_utf8(bytes).unwrap());
    assert_eq!(reading.remarks, []);
    assert_eq!(reading.entries.len(), document.terms.len());
    let lang = document.lang().unwrap();
    for (entry, term) in reading.entries.iter().zip(&document.terms) {
        assert_eq!(entry.problems, []);
        for kind in [
            DesignationKind::Preferred,
            DesignationKind::Abbreviation,
            DesignationKind::Admitted,
            DesignationKind::Deprecated,
        ] {
            let wanted: Vec<_> = term.named(kind, lang).collect();
            assert_eq!(named(entry, "en", kind), wanted, "{kind:?}");
        }
        let text = &term.definition(lang).unwrap().text;
        let read = defined(entry, "en").unwrap();
        assert_eq!(MARKDOWN.words(&read), MARKDOWN.words(text));
        assert_eq!(entry.retired, term.status == TermStatus::Retired);
        assert_eq!(entry.relations.len(), usize::from(entry.retired));
    }
}

#[test]
fn every_concept_of_ours_stands_at_its_line() {
    let document = document::hostile();
    for format in [Format::Turtle, Format::JsonLd, Format::RdfXml] {
        let bytes = form(format.extension()).unwrap().write(&document).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let reading = taken(format, &text);
        assert_eq!(reading.entries.len(), document.terms.len());
        for (entry, term) in reading.entries.iter().zip(&document.terms) {
            let line = text.lines().nth(entry.place.line as usize - 1).unwrap();
            assert!(
                line.contains(&*term.id),
                "{format:?} {:?}: {line}",
                entry.place
            );
        }
    }
}

/// Words full of marks; without commas, colons and brackets where Markdown lists names with them.
fn words() -> impl Strategy<Value = String> {
    "[a-zäß=+@'|*_#<>&\"~`\\\\!;.0-9-]{1,8}( [a-zäß=+@'|*_#<>&\"~`\\\\!;.0-9-]{1,8}){0,3}"
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(words(), 1..4).prop_map(|lines| lines.join("\n\n"))
}

fn term() -> impl Strategy<Value = Parts> {
    let names =
        proptest::collection::btree_set(words(), 5).prop_map(|names| names.into_iter().collect());
    let texts = proptest::collection::vec(text(), 2);
    let phrases =
        proptest::collection::btree_set(text(), 3).prop_map(|set| set.into_iter().collect());
    (names, texts, phrases, [1..4u32, 1..4u32])
}

/// Names, texts in two languages, notes and examples, and to whom it is related.
type Parts = (Vec<String>, Vec<String>, Vec<String>, [u32; 2]);

fn document_of(terms: Vec<Parts>) -> Document {
    let mut document = document::hostile();
    document.terms.truncate(terms.len());
    for (at, (names, texts, phrases, related)) in terms.into_iter().enumerate() {
        let number = at as u32 + 1;
        let term = &mut document.terms[at];
        let designations = ["preferred", "admitted", "abbreviation", "deprecated"]
            .iter()
            .zip(&names);
        let mut designations: Vec<_> = designations
            .map(|(kind, text)| json!({"text": text, "kind": kind, "lang": "en"}))
            .collect();
        designations.push(json!({"text": names[4], "kind": "preferred", "lang": "de"}));
        let definitions = texts.iter().zip(["en", "de"]).map(
            |(markdown, lang)| json!({"lang": lang, "markdown": markdown, "text": plain(markdown)}),
        );
        let mut value = serde_json::to_value(&*term).unwrap();
        value["designations"] = designations.into();
        value["definitions"] = definitions.collect();
        // What Markdown makes nothing of has no words.
        let phrases: Vec<String> = phrases
            .iter()
            .map(|text| plain(text))
            .filter(|text| !text.trim().is_empty())
            .collect();
        let phrase = |text: &String, lang: &str| json!({"lang": lang, "text": text.trim()});
        value["notes"] = phrases
            .iter()
            .take(2)
            .map(|text| phrase(text, "en"))
            .collect();
        value["examples"] = phrases
            .iter()
            .skip(2)
            .map(|text| phrase(text, "de"))
            .collect();
        value["sources"] =
            json!([{"text": names[0], "url": "https://a.example/b?c=1&d=2", "modified": true}]);
        let relations = ["broader", "part_of"].iter().zip(related);
        value["relations"] = relations
            .filter(|(_, other)| *other != number)
            .map(|(kind, other)| json!({"kind": kind, "term": other}))
            .collect();
        *term = serde_json::from_value(value).unwrap();
    }
    document
}

proptest! {
    #[test]
    fn any_glossary_comes_back(terms in proptest::collection::vec(term(), 1..4)) {
        let document = document_of(terms);
        let empty = document.terms.iter().flat_map(|term| &term.definitions).any(|d| d.text.trim().is_empty());
        prop_assume!(!empty);
        for keeps in ALL {
            keeps.check(&document);
        }
    }
}
