//! A whole wording as it is typed: designations, texts by language, sources, relations.

use std::collections::BTreeMap;

use app::{
    Form,
    pages::compose::rows::{cell, key, rows},
};
use domain::{
    Lang, Refusal, Text,
    content::{Content, Designation, DesignationKind, Relation, Source, is_web_address},
    entry::EntryRef,
    ids::EntryNo,
};
use registry::entries::EntryLink;

use super::reading;

/// Where a refusal of the domain is shown in the form.
pub const PLACES: [(&str, &str); 4] = [
    ("definition", "definition"),
    ("designations", "term-1-text"),
    ("sources", "source-1-url"),
    ("relations", "relation-1-entry"),
];

/// Reads the wording; what is wrong with it is kept in the form, and then there is none.
///
/// `base` is the wording that is changed: a language it is defined in stays.
pub fn content(
    form: &mut Form,
    languages: &[Lang],
    base: Option<&Content>,
    known: &[EntryLink],
) -> Option<Content> {
    let before = form.errors.len();
    let content = Content {
        designations: designations(form, languages),
        definition: definitions(form, languages, base),
        notes: texts(form, languages, "note"),
        examples: texts(form, languages, "example"),
        sources: sources(form),
        relations: relations(form, known),
    };
    (form.errors.len() == before).then_some(content)
}

fn designations(form: &mut Form, languages: &[Lang]) -> Vec<Designation> {
    let mut designations = Vec::new();
    for row in 1..=rows(form, "term", "text") {
        let Some(text) = reading::line_if_any(form, &cell("term", row, "text")) else {
            continue;
        };
        let kind = reading::choice(
            form,
            &cell("term", row, "kind"),
            "Choose how the term may be used.",
        );
        let lang = match form.value(&cell("term", row, "lang")) {
            "" => languages.first().cloned(),
            _ => reading::named(
                form,
                &cell("term", row, "lang"),
                "Choose the language of the term.",
            ),
        };
        if let (Some(kind), Some(lang)) = (kind, lang) {
            designations.push(Designation { text, kind, lang });
        }
    }
    let preferred = |designation: &Designation| {
        designation.kind == DesignationKind::Preferred
            && Some(&designation.lang) == languages.first()
    };
    let wrong = form
        .errors
        .iter()
        .any(|error| error.field.as_deref() == Some("term-1-text"));
    if !designations.iter().any(preferred) && !wrong {
        form.refuse(Some("term-1-text"), Refusal::PreferredMissing);
    }
    designations
}

fn definitions(
    form: &mut Form,
    languages: &[Lang],
    base: Option<&Content>,
) -> BTreeMap<Lang, Text> {
    let mut definitions = BTreeMap::new();
    for (at, lang) in languages.iter().enumerate() {
        let field = key("definition", lang, languages);
        let there = base.is_some_and(|base| base.definition.contains_key(lang));
        let text = if at == 0 || there {
            let missing = if at == 0 {
                "Write the definition."
            } else {
                "Write the definition. A redline takes no language away."
            };
            reading::text(form, &field, missing)
        } else {
            reading::text_if_any(form, &field)
        };
        definitions.extend(text.map(|text| (lang.clone(), text)));
    }
    definitions
}

/// Lists by language. A language of which every row is empty has none.
fn texts(form: &mut Form, languages: &[Lang], stem: &str) -> BTreeMap<Lang, Vec<Text>> {
    let mut lists = BTreeMap::new();
    for lang in languages {
        let key = key(stem, lang, languages);
        let count = rows(form, &key, "");
        let list: Vec<_> = (1..=count)
            .filter_map(|row| reading::text_if_any(form, &cell(&key, row, "")))
            .collect();
        if !list.is_empty() {
            lists.insert(lang.clone(), list);
        }
    }
    lists
}

fn sources(form: &mut Form) -> Vec<Source> {
    let mut sources = Vec::new();
    for row in 1..=rows(form, "source", "text") {
        let (named, addressed) = (cell("source", row, "text"), cell("source", row, "url"));
        let text = reading::line_if_any(form, &named);
        let url = reading::line_if_any(form, &addressed);
        if url.as_deref().is_some_and(|url| !is_web_address(url)) {
            form.refuse(Some(&addressed), Refusal::UrlMalformed);
        }
        let modified = form.has(&cell("source", row, "modified"), "yes");
        match (text, url) {
            (Some(text), url) => sources.push(Source {
                text,
                url,
                modified,
            }),
            (None, Some(_)) => form.refuse(Some(&named), "Say what is found at this address."),
            (None, None) => {}
        }
    }
    sources
}

fn relations(form: &mut Form, known: &[EntryLink]) -> Vec<Relation> {
    let mut relations = Vec::new();
    for row in 1..=rows(form, "relation", "entry") {
        let field = cell("relation", row, "entry");
        let typed = form.value(&field).trim().to_owned();
        if typed.is_empty() {
            continue;
        }
        let kind = reading::choice(
            form,
            &cell("relation", row, "kind"),
            "Choose how the entries are related.",
        );
        match (kind, entry(&typed, known)) {
            (Some(kind), Some(entry)) => relations.push(Relation { kind, entry }),
            (_, None) => form.refuse(Some(&field), Refusal::EntryUnknown),
            (None, Some(_)) => {}
        }
    }
    relations
}

/// The entry that somebody typed: by its address, its number or its term.
fn entry(typed: &str, known: &[EntryLink]) -> Option<EntryNo> {
    let by_term = || {
        known
            .iter()
            .find(|link| link.term.to_lowercase() == typed.to_lowercase())
    };
    match typed.parse() {
        Ok(EntryRef::Number(number)) => Some(number),
        Ok(EntryRef::Slug(slug)) => known
            .iter()
            .find(|link| link.slug == slug)
            .or_else(by_term)
            .map(|link| link.number),
        Err(_) => by_term().map(|link| link.number),
    }
}

#[cfg(test)]
mod tests {
    use domain::Slug;
    use domain::entry::EntryStatus;

    use super::*;

    fn form(values: &[(&str, &str)]) -> Form {
        let values = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Form {
            values,
            ..Form::default()
        }
    }

    fn languages() -> Vec<Lang> {
        ["en", "de"].map(|lang| Lang::parse(lang).unwrap()).to_vec()
    }

    fn update() -> EntryLink {
        EntryLink {
            number: 3,
            slug: Slug::parse("update").unwrap(),
            term: "update".into(),
            status: EntryStatus::Proposed,
        }
    }

    #[test]
    fn every_part_is_read() {
        let mut form = form(&[
            ("term-1-text", "security update"),
            ("term-1-kind", "preferred"),
            ("term-1-lang", "en"),
            ("term-2-text", ""),
            ("term-2-kind", "admitted"),
            ("term-2-lang", "en"),
            ("term-3-text", "Sicherheitsaktualisierung"),
            ("term-3-kind", "preferred"),
            ("term-3-lang", "de"),
            ("definition", "update that corrects a vulnerability"),
            ("definition-de", ""),
            ("note-1", ""),
            ("note-2", "A note."),
            ("example-de-1", "Ein Beispiel."),
            ("source-1-text", "RFC 4949"),
            ("source-1-url", "https://example.org/rfc"),
            ("source-1-modified", "yes"),
            ("relation-1-kind", "broader"),
            ("relation-1-entry", "Update"),
        ]);
        let content = content(&mut form, &languages(), None, &[update()]).unwrap();
        assert_eq!(content.designations.len(), 2);
        assert_eq!(content.definition.len(), 1);
        assert_eq!(content.notes[&languages()[0]].len(), 1);
        assert_eq!(content.examples[&languages()[1]].len(), 1);
        assert!(content.sources[0].modified);
        assert_eq!(content.relations[0].entry, 3);
        assert_eq!(content.check(&languages()), Ok(()));
    }

    #[test]
    fn all_errors_are_found_at_once() {
        let mut form = form(&[
            ("term-1-text", ""),
            ("term-1-kind", "preferred"),
            ("definition", " "),
            ("source-1-text", ""),
            ("source-1-url", "javascript:alert(1)"),
            ("relation-1-kind", "broader"),
            ("relation-1-entry", "no such entry"),
        ]);
        assert_eq!(content(&mut form, &languages(), None, &[update()]), None);
        let fields: Vec<_> = form
            .errors
            .iter()
            .filter_map(|error| error.field.as_deref())
            .collect();
        assert_eq!(
            fields,
            [
                "term-1-text",
                "definition",
                "source-1-url",
                "source-1-text",
                "relation-1-entry"
            ]
        );
    }
}
