//! The mdBook form: a definition list, one paragraph for each term and each abbreviation.

use std::fmt::Write;

use domain::{
    content::DesignationKind,
    markdown::escape_md,
    release::{Document, Term},
};

use crate::{
    Form, FormError, Receipt,
    words::{one_line, retirement},
};

pub(crate) const FORM: Form = Form {
    extension: "mdbook.md",
    media_type: "text/markdown; charset=utf-8; variant=mdBook",
    name: "Markdown, definition list",
    audience: "books made with mdBook",
    receipt: Receipt {
        weakened: &[
            ("preferred", "in the authoritative language"),
            (
                "definition",
                "as plain text, in one paragraph, in the authoritative language",
            ),
            ("abbreviation", "as an entry of its own"),
            ("admitted", "behind the definition"),
            ("deprecated", "behind the definition"),
            ("replaced_by", "in the first words of the definition"),
            ("status", "as the first words of the definition"),
            ("version", "without the release before"),
        ],
        dropped: &[
            "notes",
            "examples",
            "sources",
            "relations",
            "part_of",
            "history",
            "consensus",
        ],
    },
    write,
};

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let mut text = String::new();
    entries(&mut text, document).map_err(|error| FormError::Write(error.to_string()))?;
    Ok(text.into_bytes())
}

fn entries(text: &mut String, document: &Document) -> std::fmt::Result {
    let about = &document.glossary;
    writeln!(text, "# {}\n", line(&about.title))?;
    if !about.description.is_empty() {
        writeln!(text, "{}\n", line(&about.description))?;
    }
    writeln!(
        text,
        "Version {} of {}. Licence: {}. Permanent address: <{}>",
        document.version,
        document.released_at.date(),
        line(&about.licence),
        about.id
    )?;
    for term in &document.terms {
        let Some(lang) = document.lang() else {
            continue;
        };
        let headword = one_line(term.headword(Some(lang)));
        entry(text, &headword, &paragraph(document, term))?;
        for short in term.named(DesignationKind::Abbreviation, lang) {
            entry(text, short, &headword)?;
        }
    }
    Ok(())
}

fn entry(text: &mut String, word: &str, definition: &str) -> std::fmt::Result {
    writeln!(text, "\n{}\n: {}", line(word), line(definition))
}

fn paragraph(document: &Document, term: &Term) -> String {
    let mut words: Vec<String> = retirement(document, term).into_iter().collect();
    let Some(lang) = document.lang() else {
        return words.join(" ");
    };
    words.extend(
        term.definition(lang)
            .map(|definition| definition.text.clone()),
    );
    for (label, kind) in [
        ("Also", DesignationKind::Admitted),
        ("Deprecated", DesignationKind::Deprecated),
    ] {
        let named: Vec<_> = term.named(kind, lang).collect();
        if !named.is_empty() {
            end_sentence(&mut words);
            words.push(format!("{label}: {}.", named.join(", ")));
        }
    }
    words.join(" ")
}

/// A definition is often no sentence: what follows it in the same paragraph begins one.
fn end_sentence(words: &mut [String]) {
    let Some(last) = words.last_mut() else {
        return;
    };
    let ends = last
        .trim_end()
        .trim_end_matches(['"', '”', '“', '»', '’', ')', ']']);
    if !ends.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔']) {
        last.push('.');
    }
}

/// Plain text on one line. At the start of a line a colon would begin a definition, and mdBook reads `{{#include …}}`
/// before it reads Markdown.
fn line(text: &str) -> String {
    let line = escape_md(&one_line(text)).replace("{{", "\\{\\{");
    if line.starts_with(':') {
        format!("\\{line}")
    } else {
        line
    }
}
