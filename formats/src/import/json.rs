//! Our own JSON form: the published document, or as much of it as somebody writes.

use std::collections::{BTreeMap, HashSet};

use domain::{
    Lang, Slug,
    content::{DesignationKind, RelationKind},
};
use serde::{Deserialize, de::IgnoredAny};

use super::{
    Fidelity, Place, Problem, Reading, bounded,
    draft::{Draft, markdown_of},
    passing::Passed,
    source::Lines,
    strings::string_end,
};

const FIDELITY: Fidelity = Fidelity {
    markdown: true,
    abbreviations: true,
    relations: true,
    adds_stops: false,
};

const ALL_RELATIONS: [RelationKind; 5] = [
    RelationKind::Broader,
    RelationKind::Narrower,
    RelationKind::Related,
    RelationKind::PartOf,
    RelationKind::ReplacedBy,
];

/// The whole, to know that it is sound before its terms are read one by one.
#[derive(Deserialize)]
struct Whole {
    #[serde(rename = "terms")]
    _terms: IgnoredAny,
}

#[derive(Deserialize)]
struct Term {
    id: Option<String>,
    number: Option<u32>,
    slug: Option<String>,
    status: Option<String>,
    #[serde(default)]
    designations: Vec<Designation>,
    #[serde(default)]
    definitions: Vec<Formulation>,
    notes: Option<Vec<Phrase>>,
    examples: Option<Vec<Phrase>>,
    sources: Option<Vec<Origin>>,
    relations: Option<Vec<Relationship>>,
    #[serde(flatten)]
    others: BTreeMap<String, IgnoredAny>,
}

/// What the published document says of a term beside, and what is made anew here.
const MADE_HERE: [&str; 4] = ["wording", "since", "changed", "consensus"];

#[derive(Deserialize)]
struct Designation {
    text: String,
    kind: DesignationKind,
    lang: Option<String>,
}

#[derive(Deserialize)]
struct Formulation {
    lang: Option<String>,
    markdown: Option<String>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct Phrase {
    lang: Option<String>,
    text: String,
}

#[derive(Deserialize)]
struct Origin {
    text: String,
    url: Option<String>,
    #[serde(default)]
    modified: bool,
}

#[derive(Deserialize)]
struct Relationship {
    kind: RelationKind,
    term: u32,
}

pub(super) fn read(text: &str, lang: &Lang) -> Result<Reading, Problem> {
    let whole: Result<Whole, _> = serde_json::from_str(text);
    whole.map_err(|error| {
        let place = Place {
            line: error.line().max(1) as u64,
            column: Some(error.column().max(1) as u64),
        };
        Problem::at(place, sentence(&error))
    })?;
    let lines = Lines::of(text);
    let mut reading = Reading::default();
    let (mut numbers, mut passed) = (HashSet::new(), Passed::default());
    let mut at = terms_start(text).unwrap_or(text.len());
    while let Some(start) = next_value(text, at) {
        let place = lines.at(start);
        bounded(reading.entries.len(), place)?;
        let rest = text.get(start..).unwrap_or_default();
        let mut draft = Draft::new(place, FIDELITY);
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Term>();
        match values.next() {
            Some(Ok(term)) => {
                if let Some(number) = term.number.filter(|number| !numbers.insert(*number)) {
                    let detail = format!("There is a term {number} before this one already.");
                    draft.wrong(place, "number", detail);
                }
                let others = term.others.keys().map(String::as_str);
                for name in others.filter(|name| !MADE_HERE.contains(name)) {
                    passed.note(name, place);
                }
                take(&mut draft, term, lang);
                at = start + values.byte_offset();
            }
            Some(Err(error)) => {
                let line = place.line + (error.line().max(1) as u64) - 1;
                draft.wrong(Place::line(line), "terms", sentence(&error));
                // The whole is sound, so that this one can be passed over.
                let mut skipped =
                    serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
                if !matches!(skipped.next(), Some(Ok(_))) {
                    break;
                }
                at = start + skipped.byte_offset();
            }
            None => break,
        }
        reading.entries.push(draft.finish(lang));
    }
    reading.remarks = passed.remarks("field");
    Ok(reading)
}

/// What the reader says, without its place, which is told apart.
fn sentence(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    let hint = "The form is that of /schema/glossary-1.json.";
    match error.classify() {
        serde_json::error::Category::Data => format!("This is not a glossary: {words}. {hint}"),
        serde_json::error::Category::Eof => {
            "The file ends too early: it seems to have been cut. Send it whole.".to_owned()
        }
        _ => format!("This is not JSON: {words}."),
    }
}

/// Behind the bracket that opens the list of terms, in JSON that is sound.
fn terms_start(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0usize, 0usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let end = string_end(bytes, at)?;
                if depth == 1 && text.get(at..end) == Some("\"terms\"") {
                    let colon = text.get(end..)?.trim_start();
                    if let Some(value) = colon.strip_prefix(':') {
                        let list = value.trim_start().strip_prefix('[')?;
                        return Some(text.len() - list.len());
                    }
                }
                at = end;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the next value of a list begins; none at its end.
fn next_value(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let value = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
    (!value.is_empty() && !value.starts_with(']')).then(|| text.len() - value.len())
}

fn take(draft: &mut Draft, term: Term, default: &Lang) {
    let place = draft.entry.place;
    let lang = |draft: &mut Draft, field: &str, tag: Option<&String>| match tag {
        Some(tag) => draft.lang(place, field, tag),
        None => Some(default.clone()),
    };
    draft.entry.identity.iri = term.id.clone();
    draft.entry.identity.slug = term.slug.as_deref().and_then(|slug| Slug::parse(slug).ok());
    draft.entry.identity.number = term.number;
    let number = term.number.map(|number| number.to_string());
    draft.entry.keys = number.into_iter().chain(term.slug).collect();
    draft.status(place, term.status.as_deref().unwrap_or_default());
    for designation in &term.designations {
        if let Some(lang) = lang(draft, "designations", designation.lang.as_ref()) {
            let (kind, text) = (designation.kind, &designation.text);
            draft.designation(place, "designations", &lang, kind, text);
        }
    }
    for definition in &term.definitions {
        let Some(lang) = lang(draft, "definitions", definition.lang.as_ref()) else {
            continue;
        };
        match (&definition.markdown, &definition.text) {
            (Some(markdown), _) => draft.definition(place, "definitions", &lang, markdown),
            (None, Some(text)) => draft.definition(place, "definitions", &lang, &markdown_of(text)),
            (None, None) => draft.wrong(place, "definitions", "Give it as markdown or as text."),
        }
    }
    for (field, phrases) in [("notes", &term.notes), ("examples", &term.examples)] {
        // What is said of no language is said of all that the entry speaks.
        let spoken: Vec<Lang> = draft.entry.words.keys().cloned().collect();
        for spoken in phrases.iter().flat_map(|_| &spoken) {
            let words = draft.words(spoken);
            match field {
                "notes" => drop(words.notes.get_or_insert_default()),
                _ => drop(words.examples.get_or_insert_default()),
            }
        }
        for phrase in phrases.iter().flatten() {
            if let Some(lang) = lang(draft, field, phrase.lang.as_ref()) {
                draft.phrase(place, field, &lang, &markdown_of(&phrase.text));
            }
        }
    }
    if let Some(sources) = &term.sources {
        draft.entry.sources = Some(Vec::new());
        for source in sources {
            let url = source.url.as_deref();
            draft.source(place, "sources", (&source.text, url, source.modified));
        }
    }
    if term.relations.is_some() {
        draft.entry.complete = ALL_RELATIONS.to_vec();
    }
    for relation in term.relations.iter().flatten() {
        draft.relation(place, relation.kind, &relation.term.to_string());
    }
    let all = [
        DesignationKind::Preferred,
        DesignationKind::Abbreviation,
        DesignationKind::Admitted,
        DesignationKind::Deprecated,
    ];
    for words in draft.entry.words.values_mut() {
        words.kinds = all.to_vec();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_terms_is_found_among_what_looks_like_it() {
        let text = r#"{"a":{"terms":[1]},"b":"\"terms\":[","terms" : [ {"x":1} , 2 ]}"#;
        let start = terms_start(text).unwrap();
        assert!(text[start..].starts_with(" {\"x\""));
        assert_eq!(&text[next_value(text, start).unwrap()..][..7], r#"{"x":1}"#);
    }
}
