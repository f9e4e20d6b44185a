//! The redline of a whole entry, part by part.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::diff::{Op, OpKind, diff};
use super::items::{diff_items, joined, line};
use super::parts::PartName;
use crate::content::{Content, Designation, DesignationKind, Relation, RelationKind, Source};
use crate::{Lang, Text};

/// What changes in one part of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Field {
    /// The redline. A list is a text with one line for each item; [`items`](super::items) takes it apart. Line ends
    /// within an item are written as U+2028.
    pub ops: Vec<Op>,
}

/// The parts that change, by the name of the part (see [`PartName`]).
pub type Fields = BTreeMap<String, Field>;

/// The redline from one content to another; what stays the same is left out.
pub fn between(old: &Content, new: &Content, authoritative: &Lang) -> Fields {
    let mut fields = Fields::new();
    let mut add = |part: PartName, ops: Vec<Op>| {
        if ops.iter().any(|op| op.op != OpKind::Equal) {
            fields.insert(part.under(authoritative).to_string(), Field { ops });
        }
    };
    for lang in langs(&old.definition, &new.definition) {
        let ops = diff(
            text_of(&old.definition, lang),
            text_of(&new.definition, lang),
        );
        add(PartName::Definition(Some(lang.clone())), ops);
    }
    for lang in langs(&old.notes, &new.notes) {
        let ops = diff_items(
            &text_lines(old.notes.get(lang)),
            &text_lines(new.notes.get(lang)),
        );
        add(PartName::Notes(Some(lang.clone())), ops);
    }
    for lang in langs(&old.examples, &new.examples) {
        let ops = diff_items(
            &text_lines(old.examples.get(lang)),
            &text_lines(new.examples.get(lang)),
        );
        add(PartName::Examples(Some(lang.clone())), ops);
    }
    let designations = |content: &Content| {
        content
            .designations
            .iter()
            .map(designation_line)
            .collect::<Vec<_>>()
    };
    add(
        PartName::Designations,
        diff_items(&designations(old), &designations(new)),
    );
    let sources = |content: &Content| content.sources.iter().map(source_line).collect::<Vec<_>>();
    add(PartName::Sources, diff_items(&sources(old), &sources(new)));
    let relations = |content: &Content| {
        content
            .relations
            .iter()
            .map(relation_line)
            .collect::<Vec<_>>()
    };
    add(
        PartName::Relations,
        diff_items(&relations(old), &relations(new)),
    );
    fields
}

/// Every part of a content as the text its redline is made on: a list has a line for each item.
pub fn part_texts(content: &Content, authoritative: &Lang) -> BTreeMap<PartName, String> {
    let lang = |lang: &Lang| Some(lang.clone());
    let lines = |lines: Vec<String>| joined(&lines);
    let mut texts = BTreeMap::new();
    let mut add = |part: PartName, text: String| {
        if !text.is_empty() {
            texts.insert(part.under(authoritative), text);
        }
    };
    for (of, text) in &content.definition {
        add(PartName::Definition(lang(of)), text.to_string());
    }
    for (of, items) in &content.notes {
        add(PartName::Notes(lang(of)), lines(text_lines(Some(items))));
    }
    for (of, items) in &content.examples {
        add(PartName::Examples(lang(of)), lines(text_lines(Some(items))));
    }
    let designations = content.designations.iter().map(designation_line).collect();
    add(PartName::Designations, lines(designations));
    let sources = content.sources.iter().map(source_line).collect();
    add(PartName::Sources, lines(sources));
    let relations = content.relations.iter().map(relation_line).collect();
    add(PartName::Relations, lines(relations));
    texts
}

/// `security update (preferred, en)`.
pub(crate) fn designation_line(designation: &Designation) -> String {
    let kind = match designation.kind {
        DesignationKind::Preferred => "preferred",
        DesignationKind::Admitted => "admitted",
        DesignationKind::Deprecated => "deprecated",
        DesignationKind::Abbreviation => "abbreviation",
    };
    format!("{} ({kind}, {})", designation.text, designation.lang)
}

/// `ISO 9000 <https://…> (modified)`.
pub(crate) fn source_line(source: &Source) -> String {
    cited(&source.text, source.url.as_deref(), source.modified)
}

pub(crate) fn cited(text: &str, url: Option<&str>, modified: bool) -> String {
    let url = url.map(|url| format!(" <{url}>")).unwrap_or_default();
    format!("{text}{url}{}", if modified { " (modified)" } else { "" })
}

/// `part of 7`, by the other entry's number.
pub(crate) fn relation_line(relation: &Relation) -> String {
    format!("{} {}", relation_words(relation.kind), relation.entry)
}

pub(crate) fn relation_words(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Broader => "broader",
        RelationKind::Narrower => "narrower",
        RelationKind::Related => "related",
        RelationKind::PartOf => "part of",
        RelationKind::ReplacedBy => "replaced by",
    }
}

fn langs<'a, T>(old: &'a BTreeMap<Lang, T>, new: &'a BTreeMap<Lang, T>) -> BTreeSet<&'a Lang> {
    old.keys().chain(new.keys()).collect()
}

fn text_of<'a>(texts: &'a BTreeMap<Lang, Text>, lang: &Lang) -> &'a str {
    texts.get(lang).map_or("", |text| text)
}

pub(super) fn text_lines(texts: Option<&Vec<Text>>) -> Vec<String> {
    texts.into_iter().flatten().map(|text| line(text)).collect()
}
