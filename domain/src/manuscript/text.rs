//! The parts of an entry as texts for a word processor, and back.

use std::collections::{BTreeMap, BTreeSet};

use super::Fault;
use crate::content::{
    Changes, Content, Designation, DesignationKind, ITEMS_MAX, Relation, RelationKind, Source,
};
use crate::redline::{PartName, designation_line, relation_line, source_line};
use crate::{Lang, Refusal, Text, Title};

/// A line break within an item: no text of the domain holds this character.
pub const LINE_BREAK: char = '\r';

/// The parts that a manuscript of these contents has, in the order of an entry: all of the authoritative language,
/// and all of every other language that something is said in.
pub fn parts(contents: &[&Content], authoritative: &Lang) -> Vec<PartName> {
    let mut langs: BTreeSet<&Lang> = BTreeSet::new();
    for content in contents {
        langs.extend(content.definition.keys());
        langs.extend(content.notes.keys());
        langs.extend(content.examples.keys());
    }
    langs.remove(authoritative);
    let langs: Vec<_> = std::iter::once(None)
        .chain(langs.into_iter().cloned().map(Some))
        .collect();
    let mut parts = vec![PartName::Designations];
    parts.extend(langs.iter().cloned().map(PartName::Definition));
    parts.extend(langs.iter().cloned().map(PartName::Notes));
    parts.extend(langs.iter().cloned().map(PartName::Examples));
    parts.extend([PartName::Sources, PartName::Relations]);
    parts
}

/// Whether nothing stands in a part.
pub fn is_empty_part(content: &Content, part: &PartName, authoritative: &Lang) -> bool {
    text(content, part, authoritative).is_empty()
}

/// A part as a text: a definition as it was typed, a list with a line for each item.
pub fn text(content: &Content, part: &PartName, authoritative: &Lang) -> String {
    let lang = part.lang().unwrap_or(authoritative);
    match part {
        PartName::Definition(_) => content
            .definition
            .get(lang)
            .map(|text| text.to_string())
            .unwrap_or_default(),
        PartName::Notes(_) => items(content.notes.get(lang)),
        PartName::Examples(_) => items(content.examples.get(lang)),
        PartName::Designations => lines(&content.designations, designation_line),
        PartName::Sources => lines(&content.sources, source_line),
        PartName::Relations => lines(&content.relations, relation_line),
    }
}

/// What these texts of parts change in a content; a part that reads as before changes nothing.
pub fn changes(
    base: &Content,
    texts: &BTreeMap<PartName, String>,
    authoritative: &Lang,
) -> Result<Changes, Refusal> {
    let mut changes = Changes::default();
    for (part, typed) in texts {
        if *typed == text(base, part, authoritative) {
            continue;
        }
        let lang = part.lang().unwrap_or(authoritative).clone();
        match part {
            PartName::Definition(_) => {
                let typed = typed.replace(LINE_BREAK, "\n");
                let text = match Text::parse(&typed) {
                    Err(Refusal::TextMissing) => Err(Refusal::DefinitionMissing),
                    parsed => parsed,
                }?;
                changes
                    .definition
                    .get_or_insert_default()
                    .insert(lang, text);
            }
            PartName::Notes(_) => {
                let items = texts_of(typed)?;
                changes.notes.get_or_insert_default().insert(lang, items);
            }
            PartName::Examples(_) => {
                let items = texts_of(typed)?;
                changes.examples.get_or_insert_default().insert(lang, items);
            }
            PartName::Designations => {
                changes.designations = Some(read(
                    typed,
                    part,
                    &base.designations,
                    designation_line,
                    designation,
                )?);
            }
            PartName::Sources => {
                changes.sources = Some(read(typed, part, &base.sources, source_line, source)?);
            }
            PartName::Relations => {
                changes.relations =
                    Some(read(typed, part, &base.relations, relation_line, relation)?);
            }
        }
    }
    // A part that was only laid out anew reads as before.
    Ok(Changes::between(base, &base.with(&changes)))
}

fn items(texts: Option<&Vec<Text>>) -> String {
    let texts = texts.into_iter().flatten();
    let texts: Vec<_> = texts
        .map(|text| text.replace('\n', &LINE_BREAK.to_string()))
        .collect();
    texts.join("\n")
}

fn lines<T>(items: &[T], line: impl Fn(&T) -> String) -> String {
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn texts_of(typed: &str) -> Result<Vec<Text>, Refusal> {
    let items = typed.split('\n').filter(|item| !item.trim().is_empty());
    let items: Vec<_> = items
        .map(|item| Text::parse(&item.replace(LINE_BREAK, "\n")))
        .collect::<Result<_, _>>()?;
    if items.len() > ITEMS_MAX {
        return Err(Refusal::TooManyItems { max: ITEMS_MAX });
    }
    Ok(items)
}

/// Reads a list line by line. A line that stood there before is the item it was, whatever it looks like.
fn read<T: Clone>(
    typed: &str,
    part: &PartName,
    before: &[T],
    line_of: impl Fn(&T) -> String,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Refusal> {
    let lines = typed
        .split(['\n', LINE_BREAK])
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let item = |line: &str| {
        let known = before.iter().find(|item| line_of(item).trim() == line);
        known.cloned().or_else(|| parse(line)).ok_or_else(|| {
            Refusal::from(Fault::Line {
                part: part.to_string(),
                line: line.chars().take(120).collect(),
            })
        })
    };
    lines.map(item).collect()
}

/// `security update (preferred, en)`.
fn designation(line: &str) -> Option<Designation> {
    let (text, rest) = line.strip_suffix(')')?.rsplit_once('(')?;
    let (kind, lang) = rest.split_once(',')?;
    let kind = match kind.trim() {
        "preferred" => DesignationKind::Preferred,
        "admitted" => DesignationKind::Admitted,
        "deprecated" => DesignationKind::Deprecated,
        "abbreviation" => DesignationKind::Abbreviation,
        _ => return None,
    };
    Some(Designation {
        text: Title::parse(text).ok()?,
        kind,
        lang: Lang::parse(lang.trim()).ok()?,
    })
}

/// `ISO 9000 <https://…> (modified)`.
fn source(line: &str) -> Option<Source> {
    let (line, modified) = match line.strip_suffix("(modified)") {
        Some(line) => (line.trim_end(), true),
        None => (line, false),
    };
    let (text, url) = match line
        .strip_suffix('>')
        .and_then(|line| line.rsplit_once('<'))
    {
        Some((text, url)) => (text, Some(Title::parse(url).ok()?)),
        None => (line, None),
    };
    Some(Source {
        text: Title::parse(text).ok()?,
        url,
        modified,
    })
}

/// `part of 7`.
fn relation(line: &str) -> Option<Relation> {
    let (kind, entry) = line.rsplit_once(' ')?;
    let kind = match kind.trim() {
        "broader" => RelationKind::Broader,
        "narrower" => RelationKind::Narrower,
        "related" => RelationKind::Related,
        "part of" => RelationKind::PartOf,
        "replaced by" => RelationKind::ReplacedBy,
        _ => return None,
    };
    Some(Relation {
        kind,
        entry: entry.parse().ok()?,
    })
}
