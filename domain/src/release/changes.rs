//! What changed between two releases of a glossary.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ChangeKind, Document, Term, TermStatus};
use crate::{
    Slug,
    content::{Relation, RelationKind},
    entry::Impact,
    ids::{CallNo, EntryNo, WordingNo},
    redline::{Field, Fields, designation_line, diff, relation_line},
};

/// What changed in one term. `fields` are redlines of the plain text, part by part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TermChange {
    pub number: EntryNo,
    pub slug: Slug,
    pub term: String,
    pub kind: ChangeKind,
    /// How much it matters to those who rely on the term; absent where no wording of it changed, but what stands beside
    /// it did.
    pub impact: Option<Impact>,
    /// The call that agreed what the newer release holds, by number and by address.
    pub call_number: CallNo,
    pub call: String,
    /// The term to use instead of one that was retired.
    pub replaced_by: Option<Replacement>,
    pub fields: Fields,
}

/// A term that is to be used instead of another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Replacement {
    pub number: EntryNo,
    pub slug: Slug,
    pub term: String,
}

/// The terms that differ, by number. `impact` tells the highest impact of what was agreed between two wordings of an
/// entry; a term that came or went changes the meaning. `retirement` is the call by which a term went.
pub fn compare(
    old: &Document,
    new: &Document,
    impact: impl Fn(EntryNo, WordingNo, WordingNo) -> Option<Impact>,
    retirement: impl Fn(EntryNo) -> Option<CallNo>,
) -> Vec<TermChange> {
    let before: BTreeMap<_, _> = old.terms.iter().map(|term| (term.number, term)).collect();
    let lang = new.lang();
    new.terms
        .iter()
        .filter_map(|term| {
            let was = before.get(&term.number);
            let kind = match was {
                None => ChangeKind::Added,
                Some(was) if was.status != term.status && term.status == TermStatus::Retired => {
                    ChangeKind::Retired
                }
                Some(_) => ChangeKind::Changed,
            };
            let fields = fields(
                was.map(|was| texts(was, old)).unwrap_or_default(),
                texts(term, new),
            );
            if kind == ChangeKind::Changed && fields.is_empty() {
                return None;
            }
            let agreed = term.consensus.call_number;
            let call = match kind {
                ChangeKind::Retired => retirement(term.number).unwrap_or(agreed),
                ChangeKind::Added | ChangeKind::Changed => agreed,
            };
            // Calls of a process differ in the last part of their addresses.
            let address = term
                .consensus
                .call
                .trim_end_matches(|c: char| c.is_ascii_digit());
            Some(TermChange {
                number: term.number,
                slug: term.slug.clone(),
                term: term.headword(lang).to_owned(),
                kind,
                impact: match (kind, was) {
                    (ChangeKind::Changed, Some(was)) => {
                        impact(term.number, was.wording, term.wording)
                    }
                    _ => Some(Impact::Meaning),
                },
                call_number: call,
                call: format!("{address}{call}"),
                replaced_by: replacement(new, term),
                fields,
            })
        })
        .collect()
}

fn replacement(new: &Document, term: &Term) -> Option<Replacement> {
    if term.status != TermStatus::Retired {
        return None;
    }
    let mut replaced = term
        .relations
        .iter()
        .filter(|relation| relation.kind == RelationKind::ReplacedBy);
    let other = replaced.find_map(|relation| new.term(relation.term))?;
    Some(Replacement {
        number: other.number,
        slug: other.slug.clone(),
        term: other.headword(new.lang()).to_owned(),
    })
}

fn fields(old: BTreeMap<String, String>, new: BTreeMap<String, String>) -> Fields {
    let mut parts: Vec<&String> = old.keys().chain(new.keys()).collect();
    parts.sort_unstable();
    parts.dedup();
    let text = |texts: &BTreeMap<String, String>, part: &String| {
        texts.get(part).cloned().unwrap_or_default()
    };
    parts
        .into_iter()
        .map(|part| (part, text(&old, part), text(&new, part)))
        .filter(|(_, old, new)| old != new)
        .map(|(part, old, new)| {
            (
                part.clone(),
                Field {
                    ops: diff(&old, &new),
                },
            )
        })
        .collect()
}

/// The parts of a term as texts; `definition@de` is the definition in a language that is not the
/// authoritative one.
fn texts(term: &Term, of: &Document) -> BTreeMap<String, String> {
    let name = |part: &str, lang: &crate::Lang| {
        if Some(lang) == of.lang() {
            part.to_owned()
        } else {
            format!("{part}@{lang}")
        }
    };
    let mut texts = BTreeMap::new();
    for definition in &term.definitions {
        texts.insert(
            name("definition", &definition.lang),
            definition.text.clone(),
        );
    }
    for (part, phrases) in [("notes", &term.notes), ("examples", &term.examples)] {
        for phrase in phrases {
            let text: &mut String = texts.entry(name(part, &phrase.lang)).or_default();
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&phrase.text);
        }
    }
    let lines = |lines: Vec<String>| lines.join("\n");
    let designations = term.designations.iter().map(designation_line);
    texts.insert("designations".into(), lines(designations.collect()));
    texts.insert(
        "sources".into(),
        lines(
            term.sources
                .iter()
                .map(|source| source.text.clone())
                .collect(),
        ),
    );
    let relation = |relation: &super::Relationship| {
        relation_line(&Relation {
            kind: relation.kind,
            entry: relation.term,
        })
    };
    texts.insert(
        "relations".into(),
        lines(term.relations.iter().map(relation).collect()),
    );
    texts.retain(|_, text| !text.is_empty());
    texts
}
