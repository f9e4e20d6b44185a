//! CSV as FORMATS lays it down, and as spreadsheets save it: with commas, semicolons or tabs, the
//! columns in any order and as many of them as there are.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};
use domain::{
    Lang, Slug,
    content::{DesignationKind, RelationKind},
};

use super::{
    Fidelity, Place, Problem, Reading, bounded,
    draft::{Draft, markdown_of, source_of},
    quotes,
    source::Lines,
};

const DESIGNATIONS: [(&str, DesignationKind); 3] = [
    ("abbreviations", DesignationKind::Abbreviation),
    ("admitted", DesignationKind::Admitted),
    ("deprecated", DesignationKind::Deprecated),
];
const RELATIONS: [(&str, RelationKind); 3] = [
    ("broader", RelationKind::Broader),
    ("narrower", RelationKind::Narrower),
    ("related", RelationKind::Related),
];
const OTHERS: [&str; 10] = [
    "number",
    "slug",
    "lang",
    "preferred",
    "definition",
    "notes",
    "examples",
    "sources",
    "status",
    "version",
];
const FIDELITY: Fidelity = Fidelity {
    markdown: false,
    abbreviations: true,
    relations: true,
    adds_stops: false,
};

/// The rows of a file by the names of their columns.
struct Table {
    columns: HashMap<String, usize>,
}

/// One row, and where it begins.
struct Row<'a> {
    table: &'a Table,
    cells: &'a StringRecord,
    place: Place,
}

/// The rows read so far, by the entry they are about.
#[derive(Default)]
struct Gathered {
    drafts: Vec<Draft>,
    known: HashMap<String, usize>,
    /// In which line an entry was spoken of in a language.
    spoken: HashMap<(usize, Lang), u64>,
}

pub(super) fn read(text: &str, lang: &Lang) -> Result<Reading, Problem> {
    let (delimiter, start) = parting(text);
    let lines = Lines::of(text);
    let long = quotes::check(text, delimiter, &lines)?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.get(start..).unwrap_or_default().as_bytes());
    let mut rows = reader.records();
    let unread = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        Problem::at(Place::line(line), "This row cannot be read as CSV.")
    };
    let header = rows.next().transpose().map_err(unread)?.unwrap_or_default();
    let (table, mut remarks) = Table::of(&header, begins(text, start, &lines, &header))?;
    let found = (&*long, header.len(), delimiter);
    remarks.extend(quotes::swallowing(text, found, &lines));
    let mut gathered = Gathered::default();
    for cells in rows {
        let cells = cells.map_err(unread)?;
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let row = Row {
            table: &table,
            cells: &cells,
            place: begins(text, start, &lines, &cells),
        };
        gathered.take(&row, header.len(), lang)?;
    }
    let entries = gathered.drafts.into_iter().map(|draft| draft.finish(lang));
    Ok(Reading {
        entries: entries.collect(),
        remarks,
    })
}

impl Gathered {
    fn take(&mut self, row: &Row<'_>, columns: usize, lang: &Lang) -> Result<(), Problem> {
        let place = row.place;
        let at = self.entry(row)?;
        let Some(draft) = self.drafts.get_mut(at) else {
            return Ok(());
        };
        if row.cells.len() > columns {
            let detail = format!(
                "This row has {} cells and the header {columns}. A cell that holds the separator stands in quotation marks.",
                row.cells.len(),
            );
            draft.wrong(place, "row", detail);
        }
        let row_lang = match row.cell("lang") {
            tag if tag.is_empty() => Some(lang.clone()),
            tag => draft.lang(place, "lang", &tag),
        };
        let Some(row_lang) = row_lang else {
            row.identify(draft);
            return Ok(());
        };
        if let Some(before) = self.spoken.insert((at, row_lang.clone()), place.line) {
            let detail = format!(
                "Line {before} is about the same entry in {row_lang} already. Keep one of the two."
            );
            draft.wrong(place, "row", detail);
        }
        row.fill(draft, &row_lang);
        Ok(())
    }

    /// The entry that a row is about: one of a row before, or a new one.
    fn entry(&mut self, row: &Row<'_>) -> Result<usize, Problem> {
        let identity = row.identity();
        if let Some(at) = identity.as_ref().and_then(|key| self.known.get(key)) {
            return Ok(*at);
        }
        bounded(self.drafts.len(), row.place)?;
        self.drafts.push(Draft::new(row.place, FIDELITY));
        let at = self.drafts.len() - 1;
        self.known.extend(identity.map(|key| (key, at)));
        Ok(at)
    }
}

/// Where a row begins; its position counts the empty lines before it in.
fn begins(text: &str, from: usize, lines: &Lines, row: &StringRecord) -> Place {
    let start = row.position().map_or(0, csv::Position::byte);
    let start = usize::try_from(start).unwrap_or(usize::MAX);
    let rest = text.get(start.saturating_add(from)..).unwrap_or_default();
    lines.at(text.len() - rest.trim_start_matches(['\r', '\n']).len())
}

/// What parts cells, and where the rows begin: Excel may name the separator in a line before them,
/// `sep=;`; else it is what parts the header most often.
fn parting(text: &str) -> (u8, usize) {
    let header = text.split(['\r', '\n']).next().unwrap_or_default();
    let bare = header.trim().trim_matches('"').to_ascii_lowercase();
    let named = match header.trim_end_matches('"').strip_suffix('\t') {
        Some(_) if bare == "sep=" => Some(b'\t'),
        _ => bare
            .strip_prefix("sep=")
            .and_then(|mark| match mark.as_bytes() {
                [mark] if mark.is_ascii_punctuation() => Some(*mark),
                _ => None,
            }),
    };
    if let Some(mark) = named {
        return (mark, header.len());
    }
    let count = |mark: u8| header.bytes().filter(|byte| *byte == mark).count();
    let marks = [b',', b';', b'\t'];
    let most = marks.into_iter().rev().max_by_key(|mark| count(*mark));
    (most.unwrap_or(b','), 0)
}

impl Table {
    fn of(header: &StringRecord, first: Place) -> Result<(Self, Vec<Problem>), Problem> {
        let (mut columns, mut remarks) = (HashMap::new(), Vec::new());
        for (at, name) in header.iter().enumerate() {
            let name = name.trim().to_lowercase();
            let lists = DESIGNATIONS.iter().map(|(name, _)| *name);
            let lists = lists.chain(RELATIONS.iter().map(|(name, _)| *name));
            if name.is_empty() {
                continue;
            }
            if !OTHERS.contains(&&*name) && !lists.into_iter().any(|known| known == name) {
                remarks.push(Problem {
                    place: first,
                    field: Some(name),
                    detail: "This column has no meaning here and is passed over.".to_owned(),
                });
            } else if columns.insert(name.clone(), at).is_some() {
                let detail = format!("There are two columns “{name}”. Take one of them out.");
                return Err(Problem::at(first, detail));
            }
        }
        for needed in ["preferred", "definition"] {
            if !columns.contains_key(needed) {
                let detail = format!(
                    "The first line names the columns; “{needed}” is missing. At least “preferred” and “definition” are needed."
                );
                return Err(Problem::at(first, detail));
            }
        }
        Ok((Self { columns }, remarks))
    }
}

impl Row<'_> {
    /// What a cell says, without the apostrophe that keeps spreadsheets from computing it.
    fn cell(&self, name: &str) -> String {
        let at = self.table.columns.get(name);
        let cell = at.and_then(|at| self.cells.get(*at)).unwrap_or_default();
        let bare = cell.strip_prefix('\'').filter(|bare| {
            bare.trim_start_matches('\'')
                .starts_with(['=', '+', '-', '@', '\t', '\r'])
        });
        bare.unwrap_or(cell).trim().to_owned()
    }

    /// The values of a cell that holds several; none where there is no such column.
    fn values(&self, name: &str) -> Option<Vec<String>> {
        self.table.columns.get(name)?;
        Some(parted(&self.cell(name)))
    }

    /// By what rows of the same entry belong together.
    fn identity(&self) -> Option<String> {
        let keys = [("slug", "/"), ("number", "#")];
        keys.into_iter().find_map(|(name, mark)| {
            let cell = self.cell(name);
            (!cell.is_empty()).then(|| format!("{mark}{cell}"))
        })
    }

    fn identify(&self, draft: &mut Draft) {
        if !draft.entry.keys.is_empty() {
            return;
        }
        let slug = self.cell("slug");
        let preferred = self.cell("preferred");
        draft.entry.identity.slug = Slug::parse(&slug).ok();
        draft.entry.identity.number = self.cell("number").parse().ok();
        let keys = [slug, preferred].into_iter();
        draft.entry.keys = keys.filter(|key| !key.is_empty()).collect();
    }

    fn fill(&self, draft: &mut Draft, lang: &Lang) {
        self.identify(draft);
        let place = self.place;
        let preferred = self.cell("preferred");
        if !preferred.is_empty() {
            let kind = DesignationKind::Preferred;
            draft.designation(place, "preferred", lang, kind, &preferred);
        }
        for (name, kind) in DESIGNATIONS {
            let Some(values) = self.values(name) else {
                continue;
            };
            draft.words(lang).kinds.push(kind);
            for value in values {
                draft.designation(place, name, lang, kind, &value);
            }
        }
        let definition = self.cell("definition");
        if !definition.is_empty() {
            draft.definition(place, "definition", lang, &markdown_of(&definition));
        }
        if let Some(notes) = self.values("notes") {
            draft.words(lang).notes.get_or_insert_default();
            for note in notes {
                draft.phrase(place, "notes", lang, &markdown_of(&note));
            }
        }
        if let Some(examples) = self.values("examples") {
            draft.words(lang).examples.get_or_insert_default();
            for example in examples {
                draft.phrase(place, "examples", lang, &markdown_of(&example));
            }
        }
        if let Some(sources) = self.values("sources") {
            draft.entry.sources.get_or_insert_default();
            for source in sources {
                let (text, url) = source_of(&source);
                draft.source(place, "sources", (text, url, false));
            }
        }
        for (name, kind) in RELATIONS {
            let Some(others) = self.values(name) else {
                continue;
            };
            if !draft.entry.complete.contains(&kind) {
                draft.entry.complete.push(kind);
            }
            for other in others {
                draft.relation(place, kind, &other);
            }
        }
        draft.status(place, &self.cell("status"));
    }
}

/// The values that ` | ` parts; `\|` is a bar inside a value.
fn parted(cell: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut before = ' ';
    for c in cell.chars() {
        match (before, c, values.last_mut()) {
            ('\\', '|', Some(value)) => {
                value.pop();
                value.push('|');
            }
            (_, '|', _) => values.push(String::new()),
            (_, c, Some(value)) => value.push(c),
            _ => {}
        }
        before = c;
    }
    let values = values.iter().map(|value| value.trim().to_owned());
    values.filter(|value| !value.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_part_values_unless_they_are_escaped() {
        assert_eq!(parted("a | b\\|c | d\\\\|e"), ["a", "b|c", "d\\|e"]);
        assert_eq!(parted(""), [""; 0]);
    }

    #[test]
    fn a_source_may_lead_somewhere() {
        assert_eq!(
            source_of("RFC <https://a.example/>"),
            ("RFC", Some("https://a.example/"))
        );
        assert_eq!(source_of("a <b>"), ("a <b>", None));
    }

    #[test]
    fn spreadsheets_part_cells_by_what_their_country_does() {
        assert_eq!(parting("preferred;definition"), (b';', 0));
        assert_eq!(parting("preferred\tdefinition"), (b'\t', 0));
        assert_eq!(parting("preferred,definition"), (b',', 0));
        assert_eq!(parting("sep=|\r\na;b;c"), (b'|', 5));
        assert_eq!(parting("\"sep=;\"\na,b,c"), (b';', 7));
        assert_eq!(parting("SEP=\t\na,b,c"), (b'\t', 5));
    }
}
