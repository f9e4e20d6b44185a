//! The names of the fields in which a whole wording is typed, and how a wording fills them.
//!
//! Lists have numbered rows: `term-2-kind`, `note-1`, `note-de-1`. A row left empty is no item.

use domain::{
    Lang,
    content::{Content, DesignationKind, ITEMS_MAX, RelationKind},
    ids::EntryNo,
};

use crate::Form;

pub const DESIGNATION_KINDS: [(DesignationKind, &str, &str); 4] = [
    (DesignationKind::Preferred, "preferred", "Preferred"),
    (DesignationKind::Admitted, "admitted", "Admitted"),
    (DesignationKind::Deprecated, "deprecated", "Deprecated"),
    (
        DesignationKind::Abbreviation,
        "abbreviation",
        "Abbreviation",
    ),
];

pub const RELATION_KINDS: [(RelationKind, &str, &str); 5] = [
    (
        RelationKind::Broader,
        "broader",
        "Broader: this is a kind of it",
    ),
    (
        RelationKind::Narrower,
        "narrower",
        "Narrower: it is a kind of this",
    ),
    (RelationKind::PartOf, "part_of", "Part of it"),
    (RelationKind::Related, "related", "Related"),
    (RelationKind::ReplacedBy, "replaced_by", "Replaced by it"),
];

/// The name of a field that is there once for each language: bare in the authoritative one.
pub fn key(stem: &str, lang: &Lang, languages: &[Lang]) -> String {
    if languages.first() == Some(lang) {
        stem.to_owned()
    } else {
        format!("{stem}-{lang}")
    }
}

/// The name of a field in a row.
pub fn cell(key: &str, row: usize, part: &str) -> String {
    if part.is_empty() {
        format!("{key}-{row}")
    } else {
        format!("{key}-{row}-{part}")
    }
}

/// The number of the last row of which the field `part` was sent.
pub fn rows(form: &Form, key: &str, part: &str) -> usize {
    let row = |name: &str| -> Option<usize> {
        let rest = name.strip_prefix(key)?.strip_prefix('-')?;
        let digits = if part.is_empty() {
            rest
        } else {
            rest.strip_suffix(part)?.strip_suffix('-')?
        };
        digits.parse().ok()
    };
    let last = form.values.iter().filter_map(|(name, _)| row(name)).max();
    last.unwrap_or(0).min(ITEMS_MAX)
}

/// What stands in the fields when a wording is changed. `entry` tells how another entry is typed.
pub fn values(
    content: &Content,
    languages: &[Lang],
    entry: impl Fn(EntryNo) -> String,
) -> Vec<(String, String)> {
    let mut values = Vec::new();
    let mut add = |name: String, value: String| values.push((name, value));
    for (at, designation) in content.designations.iter().enumerate() {
        let kind = DESIGNATION_KINDS
            .iter()
            .find(|(kind, _, _)| *kind == designation.kind);
        add(cell("term", at + 1, "text"), designation.text.to_string());
        add(
            cell("term", at + 1, "kind"),
            kind.map_or("", |(_, value, _)| value).to_owned(),
        );
        add(cell("term", at + 1, "lang"), designation.lang.to_string());
    }
    for (lang, text) in &content.definition {
        add(key("definition", lang, languages), text.to_string());
    }
    for (stem, lists) in [("note", &content.notes), ("example", &content.examples)] {
        for (lang, texts) in lists {
            for (at, text) in texts.iter().enumerate() {
                add(
                    cell(&key(stem, lang, languages), at + 1, ""),
                    text.to_string(),
                );
            }
        }
    }
    for (at, source) in content.sources.iter().enumerate() {
        add(cell("source", at + 1, "text"), source.text.to_string());
        add(
            cell("source", at + 1, "url"),
            source.url.as_deref().unwrap_or_default().to_owned(),
        );
        if source.modified {
            add(cell("source", at + 1, "modified"), "yes".to_owned());
        }
    }
    for (at, relation) in content.relations.iter().enumerate() {
        let kind = RELATION_KINDS
            .iter()
            .find(|(kind, _, _)| *kind == relation.kind);
        add(
            cell("relation", at + 1, "kind"),
            kind.map_or("", |(_, value, _)| value).to_owned(),
        );
        add(cell("relation", at + 1, "entry"), entry(relation.entry));
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_by_their_names() {
        let names = [
            "note-1",
            "note-3",
            "note-de-7",
            "note-es-419-9",
            "term-2-text",
            "term-4-kind",
        ];
        let form = Form {
            values: names
                .iter()
                .map(|name| ((*name).to_owned(), String::new()))
                .collect(),
            ..Form::default()
        };
        assert_eq!(rows(&form, "note", ""), 3);
        assert_eq!(rows(&form, "note-de", ""), 7);
        assert_eq!(rows(&form, "note-es", ""), 0);
        assert_eq!(rows(&form, "note-es-419", ""), 9);
        assert_eq!(rows(&form, "term", "text"), 2);
    }
}
