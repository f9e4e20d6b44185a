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

pub(super) fn read(text: &str, lang: &Lang) -> Result<Reading, Problem> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let lines = Lines::of(text);
    let mut rows = reader.records();
    let unread = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        Problem::at(Place::line(line), "This row cannot be read as CSV.")
    };
    let header = rows.next().transpose().map_err(unread)?.unwrap_or_default();
    let (table, remarks) = Table::of(&header)?;
    let mut reading = Reading {
        remarks,
        ..Reading::default()
    };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut spoken: HashMap<(usize, Lang), u64> = HashMap::new();
    for cells in rows {
        let cells = cells.map_err(unread)?;
        let place = begins(text, &lines, &cells);
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let row = Row {
            table: &table,
            cells: &cells,
            place,
        };
        let identity = row.identity();
        let at = match identity.as_ref().and_then(|key| known.get(key)) {
            Some(at) => *at,
            None => {
                bounded(drafts.len(), place)?;
                drafts.push(Draft::new(place, FIDELITY));
                let at = drafts.len() - 1;
                known.extend(identity.map(|key| (key, at)));
                at
            }
        };
        let Some(draft) = drafts.get_mut(at) else {
            continue;
        };
        if cells.len() > header.len() {
            let detail = format!(
                "This row has {} cells and the header {}. A cell that holds the separator stands in quotation marks.",
                cells.len(),
                header.len()
            );
            draft.wrong(place, "row", detail);
        }
        let row_lang = match row.cell("lang") {
            tag if tag.is_empty() => Some(lang.clone()),
            tag => draft.lang(place, "lang", &tag),
        };
        let Some(row_lang) = row_lang else {
            row.identify(draft);
            continue;
        };
        if let Some(before) = spoken.insert((at, row_lang.clone()), place.line) {
            let detail = format!(
                "Line {before} is about the same entry in {row_lang} already. Keep one of the two."
            );
            draft.wrong(place, "row", detail);
        }
        row.fill(draft, &row_lang);
    }
    reading.entries = drafts.into_iter().map(|draft| draft.finish(lang)).collect();
    Ok(reading)
}

/// Where a row begins; its position counts the empty lines before it in.
fn begins(text: &str, lines: &Lines, row: &StringRecord) -> Place {
    let start = row.position().map_or(0, csv::Position::byte);
    let start = usize::try_from(start).unwrap_or(usize::MAX);
    let rest = text.get(start..).unwrap_or_default();
    lines.at(text.len() - rest.trim_start_matches(['\r', '\n']).len())
}

/// What parts the header most often.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |mark: u8| header.bytes().filter(|byte| *byte == mark).count();
    let marks = [b',', b';', b'\t'];
    let most = marks.into_iter().rev().max_by_key(|mark| count(*mark));
    most.unwrap_or(b',')
}

impl Table {
    fn of(header: &StringRecord) -> Result<(Self, Vec<Problem>), Problem> {
        let first = Place::line(1);
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
        match &*self.cell("status").to_lowercase() {
            "retired" => draft.entry.retired = true,
            "" | "agreed" | "proposed" | "discussed" | "called" => {}
            other => draft.wrong(
                place,
                "status",
                format!("“{other}” is no status. Leave it empty or write agreed or retired."),
            ),
        }
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
        assert_eq!(delimiter("preferred;definition"), b';');
        assert_eq!(delimiter("preferred\tdefinition"), b'\t');
        assert_eq!(delimiter("preferred,definition"), b',');
    }
}
