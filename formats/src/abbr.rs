//! Abbreviations of Markdown: lines that tell a site generator what to show where a word is pointed at. They are laid
//! behind every page, so there is nothing in the file but these lines.

use std::collections::HashSet;

use domain::{
    Lang,
    content::DesignationKind,
    release::{Document, Term, TermStatus},
};

use crate::{Form, FormError, Receipt, words::one_line};

pub(crate) const FORM: Form = Form {
    extension: "abbr.md",
    media_type: "text/markdown; charset=utf-8; variant=abbr",
    name: "Markdown, abbreviations",
    audience: "tooltips in MkDocs and other sites made of Markdown",
    receipt: Receipt {
        weakened: &[
            (
                "preferred",
                "none with brackets or backslashes, which no reader takes",
            ),
            (
                "abbreviation",
                "none with brackets or backslashes, which no reader takes",
            ),
            (
                "admitted",
                "none with brackets or backslashes, which no reader takes",
            ),
            ("definition", "as plain text, on one line"),
            ("status", "retired terms are left out"),
        ],
        dropped: &[
            "deprecated",
            "notes",
            "examples",
            "sources",
            "relations",
            "part_of",
            "replaced_by",
            "version",
            "history",
            "consensus",
        ],
    },
    write,
};

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let mut text = String::new();
    let mut known = HashSet::new();
    let agreed = document
        .terms
        .iter()
        .filter(|term| term.status == TermStatus::Agreed);
    for term in agreed {
        for lang in term.languages(&document.glossary.languages) {
            for (word, title) in words(term, lang) {
                // Where two terms share a word, the first keeps it: readers would take the last.
                if !title.is_empty() && can_stand(&word) && known.insert(word.clone()) {
                    text.push_str(&format!("*[{word}]: {title}\n"));
                }
            }
        }
    }
    Ok(text.into_bytes())
}

/// The words of a term in a language, each with what is to be shown for it.
fn words(term: &Term, lang: &Lang) -> Vec<(String, String)> {
    let definition = term
        .definition(lang)
        .map(|definition| one_line(&definition.text))
        .unwrap_or_default();
    let preferred = term.preferred(lang).map(one_line).unwrap_or_default();
    let spelled_out = match (preferred.is_empty(), definition.is_empty()) {
        (false, false) => format!("{preferred}: {definition}"),
        _ => format!("{preferred}{definition}"),
    };
    let of = |kind, title: &str| -> Vec<(String, String)> {
        term.named(kind, lang)
            .map(|word| (one_line(word), title.to_owned()))
            .collect()
    };
    [
        of(DesignationKind::Abbreviation, &spelled_out),
        of(DesignationKind::Preferred, &definition),
        of(DesignationKind::Admitted, &spelled_out),
    ]
    .concat()
}

fn can_stand(word: &str) -> bool {
    !word.is_empty() && !word.contains(['[', ']', '\\'])
}
