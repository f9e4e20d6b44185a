//! The glossary of OmegaT: a line for each word, in three columns parted by tabs, the word, its translation and a comment.

use domain::{
    Lang,
    content::DesignationKind,
    release::{Document, Term},
};

use crate::{
    Form, FormError, Receipt,
    words::{one_line, retirement},
};

pub(crate) const FORM: Form = Form {
    extension: "omegat.utf8",
    media_type: "text/tab-separated-values; charset=utf-8",
    name: "OmegaT",
    audience: "translators",
    receipt: Receipt {
        weakened: &[
            (
                "preferred",
                "in the authoritative language, and as translation where there are two",
            ),
            (
                "abbreviation",
                "as a word, and as translation of the preferred one, like any other",
            ),
            (
                "admitted",
                "in the authoritative language, and as translation of the preferred word where there are two",
            ),
            (
                "definition",
                "as plain text, in the comment, in the authoritative language",
            ),
            (
                "deprecated",
                "in the authoritative language; the comment says what to use",
            ),
            ("replaced_by", "in the comment"),
            ("status", "in the comment"),
        ],
        dropped: &[
            "notes",
            "examples",
            "sources",
            "relations",
            "part_of",
            "version",
            "history",
            "consensus",
        ],
    },
    write,
};

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let mut text = String::new();
    let languages = &document.glossary.languages;
    let Some(source) = languages.first() else {
        return Ok(Vec::new());
    };
    // A file translates into one language; with more of them it is a glossary in the first.
    let target = match languages.as_slice() {
        [_, target] => Some(target),
        _ => None,
    };
    for term in &document.terms {
        write_term(&mut text, document, term, (source, target));
    }
    Ok(text.into_bytes())
}

fn write_term(
    text: &mut String,
    document: &Document,
    term: &Term,
    (source, target): (&Lang, Option<&Lang>),
) {
    let headword = one_line(term.headword(Some(source)));
    let preferred = target.and_then(|target| term.preferred(target));
    let preferred = preferred.map(one_line).unwrap_or_default();
    let retired = retirement(document, term).map(|retired| one_line(&retired));
    let definition = term
        .definition(source)
        .map(|definition| one_line(&definition.text));
    let mut line = |word: &str, translation: &str, about: Option<String>| {
        let comment = retired.iter().chain(&about).chain(&definition);
        let mut comment = comment.map(String::as_str).collect::<Vec<_>>().join(" ");
        // Without a comment a reader would pass over the line.
        if comment.is_empty() {
            comment.clone_from(&headword);
        }
        // A line that begins with a number sign is passed over; a blank before it is trimmed away.
        let before = if word.starts_with('#') { " " } else { "" };
        text.push_str(&format!("{before}{word}\t{translation}\t{comment}\n"));
    };
    for designation in &term.designations {
        if designation.lang != *source {
            continue;
        }
        let word = one_line(&designation.text);
        let about = match designation.kind {
            DesignationKind::Preferred => None,
            DesignationKind::Deprecated => Some(format!("Deprecated; use {headword}.")),
            DesignationKind::Admitted | DesignationKind::Abbreviation => {
                Some(format!("{headword}:"))
            }
        };
        line(&word, &preferred, about);
        if designation.kind == DesignationKind::Preferred {
            for other in target.into_iter().flat_map(|target| others(term, target)) {
                let about = (!preferred.is_empty()).then(|| format!("Also; prefer {preferred}."));
                line(&word, &other, about);
            }
        }
    }
}

/// What else a term may be called in a language.
fn others<'d>(term: &'d Term, lang: &'d Lang) -> impl Iterator<Item = String> + use<'d> {
    [DesignationKind::Admitted, DesignationKind::Abbreviation]
        .into_iter()
        .flat_map(|kind| term.named(kind, lang))
        .map(one_line)
}
