//! An entry while it is read: every part is parsed where it stands, and what is wrong with it is
//! kept with its place.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{
    Lang, Refusal, Text, Title,
    content::{DesignationKind, ITEMS_MAX, RelationKind, Source, is_web_address},
    markdown::escape_md,
};

use super::{Entry, Fidelity, PROBLEMS_MAX, Place, Pointer, Problem, Words};

#[derive(Debug)]
pub(super) struct Draft {
    pub(super) entry: Entry,
    /// Where each language was first defined and named, to name both lines of a contradiction.
    defined: HashMap<Lang, Place>,
    preferred: HashMap<Lang, Place>,
    /// A file may name very many, so that they are not looked for one by one.
    related: HashSet<(RelationKind, String)>,
    /// How many items a field has beyond those that an entry may have, and where they begin.
    beyond: BTreeMap<String, (Place, usize)>,
}

impl Draft {
    pub(super) fn new(place: Place, fidelity: Fidelity) -> Self {
        let entry = Entry {
            place,
            fidelity,
            ..Entry::default()
        };
        Self {
            entry,
            defined: HashMap::new(),
            preferred: HashMap::new(),
            related: HashSet::new(),
            beyond: BTreeMap::new(),
        }
    }

    /// The entry, called by its first preferred designation, else by its first key.
    pub(super) fn finish(mut self, lang: &Lang) -> Entry {
        for (field, (place, beyond)) in std::mem::take(&mut self.beyond) {
            let most = Refusal::TooManyItems { max: ITEMS_MAX };
            let most = most.to_string();
            let most = most.trim_end_matches('.');
            self.wrong(place, &field, format!("{most}; there are {beyond} more."));
        }
        let words = self.entry.words.get(lang).into_iter();
        let words = words.chain(self.entry.words.values());
        let mut named = words.flat_map(|words| &words.designations);
        if let Some((_, name)) = named.find(|(kind, _)| *kind == DesignationKind::Preferred) {
            self.entry.name = name.to_string();
        } else if let Some(key) = self.entry.keys.first() {
            self.entry.name.clone_from(key);
        }
        self.entry
    }

    pub(super) fn wrong(&mut self, place: Place, field: &str, detail: impl ToString) {
        if self.entry.problems.len() < PROBLEMS_MAX {
            self.entry.problems.push(Problem {
                place,
                field: Some(field.to_owned()),
                detail: detail.to_string(),
            });
        }
    }

    pub(super) fn lang(&mut self, place: Place, field: &str, tag: &str) -> Option<Lang> {
        let parsed = Lang::parse(tag.trim());
        self.parsed(place, field, parsed)
    }

    pub(super) fn words(&mut self, lang: &Lang) -> &mut Words {
        self.entry.words.entry(lang.clone()).or_default()
    }

    pub(super) fn designation(
        &mut self,
        place: Place,
        field: &str,
        lang: &Lang,
        kind: DesignationKind,
        text: &str,
    ) {
        let parsed = Title::parse(text);
        let Some(text) = self.parsed(place, field, parsed) else {
            return;
        };
        let known = &self.words(lang).designations;
        if known.iter().any(|(_, known)| *known == text) {
            return;
        }
        if known.len() >= ITEMS_MAX {
            return self.too_many(place, field);
        }
        let lower = text.to_lowercase();
        if let Some((_, other)) = known
            .iter()
            .find(|(_, known)| known.to_lowercase() == lower)
        {
            let detail = format!(
                "“{text}” stands twice in {lang}: “{other}” is the same designation. Take one of the two out."
            );
            return self.wrong(place, field, detail);
        }
        if kind == DesignationKind::Preferred {
            let before = known
                .iter()
                .find(|(kind, _)| *kind == DesignationKind::Preferred);
            if let Some(before) = before.map(|(_, text)| text.clone()) {
                let line = self.preferred.get(lang).map_or(0, |place| place.line);
                let detail = format!(
                    "“{text}” is preferred in {lang} here and “{before}” in line {line}. Keep one, and make the other admitted."
                );
                return self.wrong(place, field, detail);
            }
            self.preferred.insert(lang.clone(), place);
        }
        let words = self.words(lang);
        words.designations.push((kind, text));
        if !words.kinds.contains(&kind) {
            words.kinds.push(kind);
        }
    }

    /// A definition as Markdown.
    pub(super) fn definition(&mut self, place: Place, field: &str, lang: &Lang, markdown: &str) {
        let parsed = Text::parse(markdown);
        let Some(text) = self.parsed(place, field, parsed) else {
            return;
        };
        if let Some(before) = &self.words(lang).definition {
            if *before != text {
                let line = self.defined.get(lang).map_or(0, |place| place.line);
                let detail = format!(
                    "This contradicts line {line}, which defines it otherwise in {lang}. Keep one of the two."
                );
                self.wrong(place, field, detail);
            }
            return;
        }
        self.defined.insert(lang.clone(), place);
        self.words(lang).definition = Some(text);
    }

    /// A note or an example as Markdown.
    pub(super) fn phrase(&mut self, place: Place, field: &str, lang: &Lang, markdown: &str) {
        let parsed = Text::parse(markdown);
        let Some(text) = self.parsed(place, field, parsed) else {
            return;
        };
        let words = self.words(lang);
        let list = match field {
            "examples" | "example" | "context" => &mut words.examples,
            _ => &mut words.notes,
        };
        let list = list.get_or_insert_default();
        if list.len() >= ITEMS_MAX {
            self.too_many(place, field);
        } else if !list.contains(&text) {
            list.push(text);
        }
    }

    pub(super) fn source(
        &mut self,
        place: Place,
        field: &str,
        (text, url, modified): (&str, Option<&str>, bool),
    ) {
        let parsed = Title::parse(text);
        let Some(text) = self.parsed(place, field, parsed) else {
            return;
        };
        let url = match url.map(str::trim).filter(|url| !url.is_empty()) {
            Some(url) if !is_web_address(url) => {
                return self.wrong(place, field, Refusal::UrlMalformed);
            }
            Some(url) => {
                let parsed = Title::parse(url);
                let Some(url) = self.parsed(place, field, parsed) else {
                    return;
                };
                Some(url)
            }
            None => None,
        };
        let source = Source {
            text,
            url,
            modified,
        };
        let sources = self.entry.sources.get_or_insert_default();
        if sources.len() >= ITEMS_MAX {
            self.too_many(place, field);
        } else if !sources.contains(&source) {
            sources.push(source);
        }
    }

    pub(super) fn relation(&mut self, place: Place, kind: RelationKind, to: &str) {
        let to = to.trim().to_owned();
        if !to.is_empty() && self.related.insert((kind, to.clone())) {
            self.entry.relations.push(Pointer { place, kind, to });
        }
    }

    /// Whether it is retired. Other states are those of a process, which does not take them over.
    pub(super) fn status(&mut self, place: Place, status: &str) {
        match &*status.to_lowercase() {
            "retired" => self.entry.retired = true,
            "" | "agreed" | "proposed" | "discussed" | "called" => {}
            other => {
                let detail =
                    format!("“{other}” is no status. Leave it empty or write agreed or retired.");
                self.wrong(place, "status", detail);
            }
        }
    }

    /// Told once for each field, with their number.
    fn too_many(&mut self, place: Place, field: &str) {
        match self.beyond.get_mut(field) {
            Some((_, beyond)) => *beyond += 1,
            None => drop(self.beyond.insert(field.to_owned(), (place, 1))),
        }
    }

    fn parsed<T>(&mut self, place: Place, field: &str, parsed: Result<T, Refusal>) -> Option<T> {
        match parsed {
            Ok(parsed) => Some(parsed),
            Err(refusal) => {
                self.wrong(place, field, refusal);
                None
            }
        }
    }
}

/// Plain words as the Markdown that reads as exactly these words, line ends included.
pub(super) fn markdown_of(plain: &str) -> String {
    let plain = plain.replace("\r\n", "\n").replace('\r', "\n");
    let paragraphs = plain.split("\n\n").map(|paragraph| {
        let lines = paragraph.split('\n').map(str::trim);
        let lines: Vec<String> = lines
            .filter(|line| !line.is_empty())
            .map(escape_md)
            .collect();
        lines.join("\\\n")
    });
    let paragraphs: Vec<_> = paragraphs.filter(|text| !text.is_empty()).collect();
    paragraphs.join("\n\n")
}

/// The text of a source and the address behind it in angle brackets.
pub(super) fn source_of(source: &str) -> (&str, Option<&str>) {
    let address = source
        .strip_suffix('>')
        .and_then(|rest| rest.rsplit_once('<'));
    match address {
        Some((text, url)) if url.starts_with("http://") || url.starts_with("https://") => {
            let text = text.trim();
            (if text.is_empty() { url } else { text }, Some(url))
        }
        _ => (source, None),
    }
}
