//! What changed between two releases of a glossary.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ChangeKind, Document, Term, TermStatus};
use crate::{
    Slug,
    content::RelationKind,
    entry::Impact,
    ids::{CallNo, EntryNo, WordingNo},
    redline::{Field, Fields, cited, designation_line, diff, diff_items, line, relation_words},
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
            let retired = term.status == TermStatus::Retired;
            let kind = match was {
                // One that came and went between the two is not to be used either.
                None if retired => ChangeKind::Retired,
                None => ChangeKind::Added,
                Some(was) if was.status != term.status && retired => ChangeKind::Retired,
                Some(_) => ChangeKind::Changed,
            };
            let named = |number| {
                let other = new.term(number).or_else(|| old.term(number));
                other.map_or_else(|| number.to_string(), |it| it.headword(lang).to_owned())
            };
            let fields = fields(
                was.map(|was| texts(was, old, &named)).unwrap_or_default(),
                texts(term, new, &named),
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

/// What a part of a term says: one text, or a list of items.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    Text(String),
    Items(Vec<String>),
}

fn fields(old: BTreeMap<String, Said>, new: BTreeMap<String, Said>) -> Fields {
    let parts: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let redlines = parts.into_iter().filter_map(|part| {
        let (old, new) = (old.get(part), new.get(part));
        let ops = match (old, new) {
            _ if old == new => return None,
            (Some(Said::Text(_)), _) | (_, Some(Said::Text(_))) => diff(text(old), text(new)),
            _ => diff_items(items(old), items(new)),
        };
        Some((part.clone(), Field { ops }))
    });
    redlines.collect()
}

fn text(said: Option<&Said>) -> &str {
    match said {
        Some(Said::Text(text)) => text,
        _ => "",
    }
}

fn items(said: Option<&Said>) -> &[String] {
    match said {
        Some(Said::Items(items)) => items,
        _ => &[],
    }
}

/// The parts of a term that say something; `definition@de` is the definition in a language that is
/// not the authoritative one. Lists have an item a line, as in the redline of an entry; a relation is to a word, which
/// `named` tells.
fn texts(term: &Term, of: &Document, named: &impl Fn(EntryNo) -> String) -> BTreeMap<String, Said> {
    let name = |part: &str, lang: &crate::Lang| {
        if Some(lang) == of.lang() {
            part.to_owned()
        } else {
            format!("{part}@{lang}")
        }
    };
    let mut texts = BTreeMap::new();
    for definition in &term.definitions {
        let said = Said::Text(definition.text.clone());
        texts.insert(name("definition", &definition.lang), said);
    }
    let mut lists = BTreeMap::<String, Vec<String>>::new();
    for (part, phrases) in [("notes", &term.notes), ("examples", &term.examples)] {
        for phrase in phrases {
            let list = lists.entry(name(part, &phrase.lang)).or_default();
            list.push(line(&phrase.text));
        }
    }
    let designations = term.designations.iter().map(designation_line);
    lists.insert("designations".into(), designations.collect());
    let sources = term
        .sources
        .iter()
        .map(|it| cited(&it.text, it.url.as_deref(), it.modified));
    lists.insert("sources".into(), sources.collect());
    let relations = term.relations.iter().map(|relation| {
        let words = relation_words(relation.kind);
        format!("{words} {}", named(relation.term))
    });
    lists.insert("relations".into(), relations.collect());
    lists.retain(|_, items| !items.is_empty());
    let lists = lists
        .into_iter()
        .map(|(part, items)| (part, Said::Items(items)));
    texts.extend(lists);
    texts
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::redline::{ItemChange, items};

    /// A document with one term, which is like any other but for some parts.
    fn document(version: &str, parts: &Value) -> Document {
        let mut term = json!({
            "id": "https://a.example/g/words/c/1", "number": 1, "slug": "patch", "status": "agreed",
            "designations": [{"text": "patch", "kind": "preferred", "lang": "en"}],
            "definitions": [{"lang": "en", "markdown": "Code.", "text": "Code."}],
            "notes": [], "examples": [], "sources": [], "relations": [],
            "wording": 1, "since": "1.0.0", "changed": "1.0.0",
            "consensus": {
                "call": "https://a.example/p/words/calls/3", "call_number": 3, "rule": "one",
                "level": "consensus", "decided_at": "2016-10-19T15:00:00Z", "minority": [],
                "tally": serde_json::to_value(crate::reading::Tally::default()).unwrap(),
            },
        });
        for (part, value) in parts.as_object().unwrap() {
            term[part] = value.clone();
        }
        let whole = json!({
            "$schema": "https://a.example/schema/glossary-1.json",
            "glossary": {
                "id": "https://a.example/g/words", "slug": "words", "title": "Words", "description": "",
                "licence": "CC0-1.0", "languages": ["en", "de"], "publisher": "Words",
            },
            "version": version, "previous": null, "released_at": "2016-10-19T15:00:00Z", "terms": [term],
        });
        serde_json::from_value(whole).unwrap()
    }

    /// What is told of one part, item by item.
    #[track_caller]
    fn check(part: &str, old: Value, new: Value, expected: &[(ItemChange, &str)]) {
        let field = part.split('@').next().unwrap();
        let (old, new) = (json!({field: old}), json!({field: new}));
        let (old, new) = (document("1.0.0", &old), document("2.0.0", &new));
        let mut changes = compare(&old, &new, |_, _, _| Some(Impact::Editorial), |_| None);
        assert_eq!(changes.len(), 1);
        let fields = changes.remove(0).fields;
        assert_eq!(fields.keys().collect::<Vec<_>>(), [part]);
        let told = items(&fields[part].ops).into_iter().map(|item| {
            let words: String = item.ops.iter().map(|op| op.text.as_str()).collect();
            (item.change, words)
        });
        let told: Vec<_> = told.collect();
        let told: Vec<_> = told
            .iter()
            .map(|(change, it)| (*change, it.as_str()))
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn what_comes_behind_the_last_item_is_an_item_of_its_own() {
        use ItemChange::{Added, Kept, Removed};
        let named =
            |text: &str, kind: &str, lang: &str| json!({"text": text, "kind": kind, "lang": lang});
        let (patch, fix) = (
            named("patch", "preferred", "en"),
            named("fix", "deprecated", "en"),
        );
        check(
            "designations",
            json!([patch, fix]),
            json!([
                patch,
                fix,
                named("Flicken", "preferred", "de"),
                named("Korrektur", "admitted", "de")
            ]),
            &[
                (Kept, "patch (preferred, en)"),
                (Kept, "fix (deprecated, en)"),
                (Added, "Flicken (preferred, de)"),
                (Added, "Korrektur (admitted, de)"),
            ],
        );
        let note = |lang: &str, text: &str| json!({"lang": lang, "text": text});
        check(
            "notes@de",
            json!([note("de", "Eins.\n\nMit Absatz."), note("de", "Weg.")]),
            json!([note("de", "Eins.\n\nMit Absatz.")]),
            &[(Kept, "Eins.\n\nMit Absatz."), (Removed, "Weg.")],
        );
        let relation = |kind: &str, term: u32| json!({"kind": kind, "term": term});
        check(
            "relations",
            json!([relation("broader", 3)]),
            json!([relation("broader", 3), relation("replaced_by", 4)]),
            &[(Kept, "broader 3"), (Added, "replaced by 4")],
        );
    }

    #[test]
    fn where_a_source_is_found_is_part_of_it() {
        let source =
            |url: Value, modified| json!([{"text": "A book", "url": url, "modified": modified}]);
        check(
            "sources",
            source(Value::Null, false),
            source(json!("https://book.example"), true),
            &[(
                ItemChange::Changed,
                "A book <https://book.example> (modified)",
            )],
        );
    }

    #[test]
    fn a_definition_is_one_text() {
        let said =
            |text: &str| json!({"definitions": [{"lang": "en", "markdown": text, "text": text}]});
        let (old, new) = (
            document("1.0.0", &said("Code.")),
            document("2.0.0", &said("Code\nthat runs.")),
        );
        let same = compare(&old, &old, |_, _, _| None, |_| None);
        assert_eq!(same, []);
        let changes = compare(&old, &new, |_, _, _| Some(Impact::Meaning), |_| None);
        let ops = &changes[0].fields["definition"].ops;
        assert_eq!(crate::redline::old_text(ops), "Code.");
        assert_eq!(crate::redline::new_text(ops), "Code\nthat runs.");
    }
}
