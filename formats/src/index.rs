//! The search index: what a search box needs to find a term while somebody types, and no more.

use domain::{
    Lang, Slug, Version,
    content::DesignationKind,
    ids::EntryNo,
    release::{Document, Term, TermStatus},
};
use serde::Serialize;

use crate::{Form, FormError, Receipt};

pub(crate) const FORM: Form = Form {
    extension: "index.json",
    media_type: "application/json",
    name: "Search index",
    audience: "search boxes",
    receipt: Receipt {
        weakened: &[
            ("definition", "its beginning, as plain text"),
            ("version", "the number only"),
        ],
        dropped: &[
            "notes",
            "examples",
            "sources",
            "relations",
            "part_of",
            "replaced_by",
            "history",
            "consensus",
        ],
    },
    write,
};

/// How much of a definition is shown below a hit, in characters.
const SHOWN: usize = 160;

#[derive(Serialize)]
struct Index<'a> {
    /// A term's page is below it, by its slug.
    pages: String,
    version: Version,
    terms: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    number: EntryNo,
    slug: &'a Slug,
    status: TermStatus,
    /// In the order of the document: preferred ones come first.
    words: Vec<Word<'a>>,
    definitions: Vec<Beginning<'a>>,
}

#[derive(Serialize)]
struct Word<'a> {
    text: &'a str,
    kind: DesignationKind,
    lang: &'a Lang,
}

#[derive(Serialize)]
struct Beginning<'a> {
    lang: &'a Lang,
    text: String,
}

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let index = Index {
        pages: document.address(),
        version: document.version,
        terms: document.terms.iter().map(entry).collect(),
    };
    let mut bytes =
        serde_json::to_vec(&index).map_err(|error| FormError::Write(error.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn entry(term: &Term) -> Entry<'_> {
    let words = term.designations.iter().map(|designation| Word {
        text: &designation.text,
        kind: designation.kind,
        lang: &designation.lang,
    });
    let definitions = term.definitions.iter().map(|definition| Beginning {
        lang: &definition.lang,
        text: beginning(&definition.text),
    });
    Entry {
        number: term.number,
        slug: &term.slug,
        status: term.status,
        words: words.collect(),
        definitions: definitions.collect(),
    }
}

/// The first words of a text, cut between words where it is long.
fn beginning(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(SHOWN) else {
        return text.to_owned();
    };
    let kept = &text[..end];
    let kept = kept
        .rsplit_once(char::is_whitespace)
        .map_or(kept, |(head, _)| head);
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(beginning("short"), "short");
        let long = "wörter ".repeat(40);
        let cut = beginning(&long);
        assert!(cut.ends_with("wörter…"), "{cut}");
        assert!(cut.chars().count() <= SHOWN + 1);
        assert_eq!(
            beginning(&"字".repeat(200)),
            format!("{}…", "字".repeat(160))
        );
    }
}
