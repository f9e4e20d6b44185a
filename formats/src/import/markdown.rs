//! Markdown: our own form, `## term` with a paragraph below it, or a definition list.

use domain::{
    Lang, Slug,
    content::{DesignationKind, RelationKind},
    markdown::plain,
};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use super::{Fidelity, Place, Problem, Reading, bounded, draft::Draft, source::Lines};
use crate::words::{DESIGNATIONS, RELATIONS};

const FIDELITY: Fidelity = Fidelity {
    markdown: false,
    abbreviations: true,
    relations: true,
    adds_stops: false,
};

/// What stands in a document one after the other.
enum Block {
    Title,
    Heading,
    Below,
    Paragraph,
    /// A term of a definition list.
    Term,
    /// What is said of it.
    Details,
    /// A list, a table, code: nothing that a glossary is written in.
    Other,
}

struct Reader<'a> {
    lang: &'a Lang,
    reading: Reading,
    draft: Option<Draft>,
    /// The anchor before the next heading.
    anchor: Option<String>,
    defined: bool,
    /// Below a heading that has no meaning here.
    passing: bool,
}

pub(super) fn read(text: &str, lang: &Lang) -> Result<Reading, Problem> {
    let lines = Lines::of(text);
    let mut reader = Reader {
        lang,
        reading: Reading::default(),
        draft: None,
        anchor: None,
        defined: false,
        passing: false,
    };
    for (block, range) in blocks(text) {
        let place = lines.at(range.start);
        let words = text.get(range).unwrap_or_default().trim();
        reader.block(&block, words, place)?;
    }
    reader.finish();
    Ok(reader.reading)
}

/// The blocks of a text with their bytes. The parser runs in linear time and keeps its own stack.
fn blocks(text: &str) -> Vec<(Block, std::ops::Range<usize>)> {
    let parser = Parser::new_ext(text, Options::ENABLE_DEFINITION_LIST).into_offset_iter();
    let (mut blocks, mut depth) = (Vec::new(), 0usize);
    // What stands within these is looked at by itself.
    let mut opened = 0usize;
    for (event, range) in parser {
        match event {
            Event::Start(Tag::DefinitionList) if depth == opened => {
                depth += 1;
                opened = depth;
            }
            Event::Start(tag) => {
                if depth == opened {
                    let block = match tag {
                        Tag::Heading { level, .. } => match level {
                            HeadingLevel::H1 => Block::Title,
                            HeadingLevel::H2 => Block::Heading,
                            _ => Block::Below,
                        },
                        Tag::Paragraph => Block::Paragraph,
                        Tag::DefinitionListTitle => Block::Term,
                        Tag::DefinitionListDefinition => Block::Details,
                        _ => Block::Other,
                    };
                    blocks.push((block, range));
                }
                depth += 1;
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                opened = opened.min(depth);
            }
            _ => {}
        }
    }
    blocks
}

impl Reader<'_> {
    fn block(&mut self, block: &Block, words: &str, place: Place) -> Result<(), Problem> {
        match block {
            Block::Title => self.finish(),
            Block::Heading => {
                let heading = words.trim_start_matches('#').trim();
                self.begin(without_closing(heading), place)?;
            }
            Block::Term => self.begin_list(words, place)?,
            Block::Below => {
                self.passing = true;
                let detail = "A heading below that of a term has no meaning here; what follows it is passed over.";
                self.reading.remarks.push(Problem::at(place, detail));
            }
            Block::Paragraph => self.paragraph(words, place),
            Block::Details => self.details(words, place),
            Block::Other if self.draft.is_some() && !self.passing => {
                if let Some(draft) = &mut self.draft {
                    let detail = "Write this as a paragraph: a list, a table or code is no part of an entry.";
                    draft.wrong(place, "text", detail);
                }
            }
            Block::Other => {}
        }
        Ok(())
    }

    fn begin(&mut self, heading: &str, place: Place) -> Result<(), Problem> {
        self.finish();
        bounded(self.reading.entries.len(), place)?;
        let mut draft = Draft::new(place, FIDELITY);
        let name = plain(heading.trim());
        if let Some(slug) = self.anchor.take() {
            draft.entry.identity.slug = Slug::parse(&slug).ok();
            draft.entry.keys.push(slug);
        }
        draft.entry.keys.push(name.clone());
        draft.designation(
            place,
            "heading",
            self.lang,
            DesignationKind::Preferred,
            &name,
        );
        self.draft = Some(draft);
        Ok(())
    }

    /// Lines above one definition are words for the same: the first is preferred.
    fn begin_list(&mut self, words: &str, place: Place) -> Result<(), Problem> {
        let mut lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
        self.begin(lines.next().unwrap_or_default(), place)?;
        for (below, line) in (1..).zip(lines) {
            let place = Place::line(place.line + below);
            let name = plain(line);
            if let Some(draft) = &mut self.draft {
                let kind = DesignationKind::Admitted;
                draft.designation(place, "term", self.lang, kind, &name);
                draft.entry.keys.push(name);
            }
        }
        Ok(())
    }

    /// What is said of a term of a list, and what our form for books says beside the definition.
    fn details(&mut self, words: &str, place: Place) {
        let words = words.trim_start_matches(':').trim();
        let lines: Vec<_> = words.lines().map(str::trim).collect();
        let words = lines.join("\n");
        if self.abbreviates(&words) {
            return;
        }
        if let Some(draft) = &mut self.draft {
            let said = before(draft, place, &words);
            let said = behind(draft, place, self.lang, said);
            if !said.is_empty() {
                draft.definition(place, "definition", self.lang, said);
            }
        }
    }

    /// Whether this is another word for the entry before, which is all that is said of it: the form
    /// for books gives abbreviations entries of their own.
    fn abbreviates(&mut self, words: &str) -> bool {
        let Some(named) = self.reading.entries.last_mut() else {
            return false;
        };
        let sound = self
            .draft
            .as_ref()
            .filter(|draft| draft.entry.problems.is_empty());
        let short = sound.and_then(|draft| {
            let words = draft.entry.words.get(self.lang)?;
            let [(_, short)] = &words.designations[..] else {
                return None;
            };
            Some(short.clone())
        });
        let Some(short) = short.filter(|_| named.name == plain(words)) else {
            return false;
        };
        let kind = match short.chars().count() < named.name.chars().count() {
            true => DesignationKind::Abbreviation,
            false => DesignationKind::Admitted,
        };
        named.keys.push(short.to_string());
        let words = named.words.entry(self.lang.clone()).or_default();
        words.designations.push((kind, short));
        words.kinds.push(kind);
        self.draft = None;
        true
    }

    fn finish(&mut self) {
        (self.defined, self.passing) = (false, false);
        if let Some(draft) = self.draft.take() {
            self.reading.entries.push(draft.finish(self.lang));
        }
    }

    fn paragraph(&mut self, words: &str, place: Place) {
        let anchor = words.strip_prefix("<a id=\"");
        if let Some(anchor) = anchor.and_then(|rest| rest.strip_suffix("\"></a>")) {
            // It belongs to the heading that follows.
            self.finish();
            self.anchor = Some(anchor.to_owned());
            return;
        }
        let (lang, passing) = (self.lang, self.passing);
        let Some(draft) = self.draft.as_mut().filter(|_| !passing) else {
            return;
        };
        if !self.defined {
            self.defined = true;
            return draft.definition(place, "definition", lang, words);
        }
        if words == "Retired." {
            draft.entry.retired = true;
            return;
        }
        let agreed = words.starts_with("Agreed on ") && words.contains(" in [call ");
        if agreed || words.contains(" dissents: ") {
            return;
        }
        labelled(draft, place, lang, words);
    }
}

/// A paragraph that says by its first word what it is.
fn labelled(draft: &mut Draft, place: Place, default: &Lang, words: &str) {
    let (label, said) = words.split_once(':').unwrap_or(("", words));
    let said = said.trim();
    let spoken = label.rsplit_once('(').and_then(|(word, tag)| {
        let tag = tag.strip_suffix(')')?;
        // As we write it: an abbreviation in brackets is no language.
        let lang = Lang::parse(tag).ok().filter(|lang| lang.as_str() == tag)?;
        Some((word.trim(), lang))
    });
    let (word, lang) = match &spoken {
        Some((word, lang)) => (*word, lang),
        None => (label.trim(), default),
    };
    if let Some((_, kind)) = DESIGNATIONS.iter().find(|(known, _)| *known == word) {
        for name in said.split(", ") {
            draft.designation(place, word, lang, *kind, &plain(name));
        }
        return;
    }
    if let Some((_, kind)) = RELATIONS.iter().find(|(known, _)| *known == word) {
        return relate(draft, place, *kind, said);
    }
    match (word, spoken.is_some()) {
        ("Note", _) => draft.phrase(place, "note", lang, said),
        ("Example", _) => draft.phrase(place, "example", lang, said),
        ("Source", _) => source(draft, place, said),
        // The word in another language, with its definition.
        (word, true) => {
            if !word.is_empty() {
                let kind = DesignationKind::Preferred;
                draft.designation(place, "translation", lang, kind, &plain(word));
            }
            if !said.is_empty() {
                draft.definition(place, "translation", lang, said);
            }
        }
        _ => draft.phrase(place, "note", default, words),
    }
}

/// The words without those with which a retired entry begins in our form for books.
fn before<'w>(draft: &mut Draft, place: Place, words: &'w str) -> &'w str {
    if let Some(rest) = words.strip_prefix("Retired.") {
        draft.entry.retired = true;
        return rest.trim_start();
    }
    let replaced = words.strip_prefix("Retired; use ");
    let Some((name, rest)) = replaced.and_then(|rest| rest.split_once(". ")) else {
        return words;
    };
    draft.entry.retired = true;
    draft.relation(place, RelationKind::ReplacedBy, &plain(name));
    rest
}

/// The words without the other designations that our form for books names behind a definition:
/// `Also: one, two. Deprecated: three.`
fn behind<'w>(draft: &mut Draft, place: Place, lang: &Lang, words: &'w str) -> &'w str {
    let mut words = words;
    let kinds = [DesignationKind::Deprecated, DesignationKind::Admitted];
    for (label, kind) in DESIGNATIONS
        .iter()
        .rev()
        .filter(|(_, kind)| kinds.contains(kind))
    {
        let named = words.strip_suffix('.');
        let named = named.and_then(|words| words.rsplit_once(&format!("{label}: ")));
        let Some((said, names)) = named else {
            continue;
        };
        if said.is_empty() || said.ends_with(char::is_whitespace) {
            for name in names.split(", ") {
                draft.designation(place, label, lang, *kind, &plain(name));
            }
            // Before these a sentence ends, whether the definition is one or not.
            draft.entry.fidelity.adds_stops = true;
            words = said.trim_end();
        }
    }
    words
}

fn relate(draft: &mut Draft, place: Place, kind: RelationKind, said: &str) {
    let links = said.split("](#").skip(1);
    let anchors: Vec<_> = links.filter_map(|link| link.split(')').next()).collect();
    if anchors.is_empty() {
        for name in said.split(", ") {
            draft.relation(place, kind, &plain(name));
        }
    }
    for anchor in anchors {
        draft.relation(place, kind, anchor);
    }
}

fn source(draft: &mut Draft, place: Place, said: &str) {
    let (said, modified) = match said.strip_suffix(", modified") {
        Some(said) => (said, true),
        None => (said, false),
    };
    let linked = said.strip_prefix('[').and_then(|said| {
        let (text, url) = said.split_once("](")?;
        let url = url.strip_suffix(')')?;
        let url = url
            .strip_prefix('<')
            .and_then(|url| url.strip_suffix('>'))
            .unwrap_or(url);
        Some((plain(text), url.replace("&amp;", "&")))
    });
    match linked {
        Some((text, url)) => draft.source(place, "source", (&text, Some(&url), modified)),
        None => draft.source(place, "source", (&plain(said), None, modified)),
    }
}

/// A heading without the number signs that may close it.
fn without_closing(heading: &str) -> &str {
    let before = heading.trim_end_matches('#');
    match before.ends_with(' ') {
        true => before.trim_end(),
        false => heading,
    }
}
