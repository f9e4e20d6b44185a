use domain::{
    content::{DesignationKind, RelationKind},
    release::{Document, Term},
};

use super::{document, reader::found_by, written};

#[test]
fn another_reader_finds_the_cells() {
    let Some(found) = found_by("cells.py", written("csv").as_bytes()) else {
        return;
    };
    let rows: Vec<Vec<String>> = serde_json::from_value(found).unwrap();
    let document = document::hostile();
    assert_eq!(
        rows[0].join(","),
        "number,slug,lang,preferred,abbreviations,admitted,deprecated,definition,notes,examples,\
         sources,broader,narrower,related,status,version"
    );
    let expected: Vec<_> = document
        .terms
        .iter()
        .flat_map(|term| rows_of(&document, term))
        .collect();
    assert_eq!(rows[1..].len(), expected.len());
    for (row, expected) in rows[1..].iter().zip(expected) {
        let row: Vec<_> = row.iter().map(|cell| without_apostrophe(cell)).collect();
        let head = &row[..4];
        assert_eq!(head, &expected.0[..]);
        let cell = |at: usize| row[at];
        let values = |at: usize| parted(cell(at));
        assert_eq!(values(4), expected.1);
        assert_eq!(values(5), expected.2);
        assert_eq!(cell(7), expected.3);
        assert_eq!(values(8), expected.4);
    }
}

#[test]
fn no_cell_begins_like_a_formula() {
    let text = written("csv");
    assert!(text.contains(",'=SUM(A1:A9),") && text.contains("''="));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    for row in reader.records() {
        for cell in &row.unwrap() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell}"
            );
        }
    }
}

#[test]
fn lines_end_as_the_standard_wants() {
    let text = written("csv");
    assert!(text.starts_with("number,slug,") && text.ends_with(",1.1.0\r\n"));
    let row = text
        .lines()
        .find(|line| line.starts_with("1,security-update,zh-Hant,"))
        .unwrap();
    assert!(row.contains(",安全更新,"));
}

#[test]
fn relations_are_slugs_of_what_the_release_holds() {
    let text = written("csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let first = reader.records().next().unwrap().unwrap();
    let related = document::hostile().terms[0]
        .relations
        .iter()
        .filter(|r| r.kind == RelationKind::Related)
        .count();
    assert_eq!(
        (&first[11], &first[13], related),
        ("c-plus-plus", "c-plus-plus | hash", 3)
    );
}

type Expected = ([String; 4], Vec<String>, Vec<String>, String, Vec<String>);

/// What the rows of a term say: number, slug, language and word; abbreviations; others; the
/// definition; notes.
fn rows_of(document: &Document, term: &Term) -> Vec<Expected> {
    fn named(term: &Term, kind: DesignationKind, lang: &domain::Lang) -> Vec<String> {
        term.named(kind, lang).map(str::to_owned).collect()
    }
    let row = |lang: &domain::Lang| -> Expected {
        let word = term.preferred(lang).unwrap_or_default().to_owned();
        let definition = term
            .definition(lang)
            .map(|d| d.text.clone())
            .unwrap_or_default();
        let notes = term.notes.iter().filter(|note| note.lang == *lang);
        (
            [
                term.number.to_string(),
                term.slug.to_string(),
                lang.to_string(),
                word,
            ],
            named(term, DesignationKind::Abbreviation, lang),
            named(term, DesignationKind::Admitted, lang),
            definition,
            notes.map(|note| note.text.clone()).collect(),
        )
    };
    let langs = document.glossary.languages.iter();
    let spoken = langs.filter(|lang| match term.number {
        1 => true,
        6 => matches!(lang.as_str(), "en" | "de"),
        _ => lang.as_str() == "en",
    });
    spoken.map(row).collect()
}

/// As an importer reads a cell.
fn without_apostrophe(cell: &str) -> &str {
    let text = cell.strip_prefix('\'');
    text.filter(|text| {
        text.trim_start_matches('\'')
            .starts_with(['=', '+', '-', '@', '\t', '\r'])
    })
    .unwrap_or(cell)
}

/// The values of a cell that holds several.
fn parted(cell: &str) -> Vec<String> {
    let values = cell.split(" | ").filter(|value| !value.is_empty());
    values.map(|value| value.replace("\\|", "|")).collect()
}
