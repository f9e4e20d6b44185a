//! The LaTeX form: entries for the package `glossaries`, in the authoritative language.

use std::fmt::Write;

use domain::{
    Slug,
    content::DesignationKind,
    release::{Document, Term},
};

use crate::{
    Form, FormError, Receipt,
    words::{one_line, retirement},
};

pub(crate) const FORM: Form = Form {
    extension: "tex",
    media_type: "application/x-tex; charset=utf-8",
    name: "LaTeX",
    audience: "papers (package glossaries)",
    receipt: Receipt {
        weakened: &[
            ("preferred", "in the authoritative language"),
            (
                "definition",
                "as plain text, in one paragraph, in the authoritative language",
            ),
            ("abbreviation", "as an acronym of its own"),
            ("admitted", "behind the definition"),
            ("deprecated", "behind the definition"),
            ("replaced_by", "in the first words of the definition"),
            ("status", "as the first words of the definition"),
            ("version", "the number only"),
            ("consensus", "as the address of the call, in the key user1"),
        ],
        dropped: &[
            "notes",
            "examples",
            "sources",
            "relations",
            "part_of",
            "history",
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
    writeln!(
        text,
        "% {}, version {}. Licence: {}. {}\n\
         % For the package glossaries: \\loadglsentries with the name of this file, in the preamble.\n\
         % XeLaTeX and LuaLaTeX write all of it; pdfLaTeX what its fonts hold.",
        one_line(&about.title),
        document.version,
        one_line(&about.licence),
        about.id
    )?;
    let mut labels: Vec<String> = document
        .terms
        .iter()
        .map(|term| term.slug.to_string())
        .collect();
    for term in &document.terms {
        let Some(lang) = document.lang() else {
            continue;
        };
        let headword = tex(term.headword(Some(lang)));
        writeln!(
            text,
            "\\newglossaryentry{{{slug}}}{{name={{{headword}}},sort={{{slug}}},user1={{{}}},%\n  description={{{}}}}}",
            tex(&term.consensus.call),
            printed(&description(document, term)),
            slug = term.slug,
        )?;
        for short in term.named(DesignationKind::Abbreviation, lang) {
            let is_taken = |label: &str| labels.iter().any(|taken| taken == label);
            let label = Slug::derive(&format!("{} {short}", term.slug), is_taken).to_string();
            writeln!(
                text,
                "\\newacronym[sort={{{label}}}]{{{label}}}{{{}}}{{{headword}}}",
                tex(short)
            )?;
            labels.push(label);
        }
    }
    Ok(())
}

fn description(document: &Document, term: &Term) -> String {
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
            words.push(format!("{label}: {}", named.join(", ")));
        }
    }
    sentences(&words)
}

/// One after the other. A sentence that another one follows ends as one.
fn sentences(words: &[String]) -> String {
    let mut text = String::new();
    for sentence in words.iter().map(|words| one_line(words)) {
        match text.as_str() {
            "" => {}
            before if is_ended(before) => text.push(' '),
            _ => text.push_str(". "),
        }
        text.push_str(&sentence);
    }
    text
}

/// Whether a text ends as a sentence does, be it within quotes.
fn is_ended(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '“', '‘', '»', '«'])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}

/// A description as it is printed. The package sets a full stop behind it, unless it is told that there is one.
fn printed(description: &str) -> String {
    let stop = if is_ended(description) {
        "\\nopostdesc"
    } else {
        ""
    };
    format!("{}{stop}", tex(description))
}

/// Plain text on one line as LaTeX that prints it.
pub(crate) fn tex(text: &str) -> String {
    written(text, ["\\{", "\\}"])
}

/// The same for BibTeX, which counts braces whether or not a backslash stands before them: where they do not pair up,
/// they are called by name.
pub(crate) fn bibtex(text: &str) -> String {
    let open_after = |open: Option<u32>, c: char| match c {
        '{' => open.map(|open| open + 1),
        '}' => open.and_then(|open| open.checked_sub(1)),
        _ => open,
    };
    if text.chars().fold(Some(0), open_after) == Some(0) {
        tex(text)
    } else {
        written(text, ["\\textbraceleft{}", "\\textbraceright{}"])
    }
}

fn written(text: &str, [open, close]: [&str; 2]) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in one_line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str(open),
            '}' => out.push_str(close),
            '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            // In the oldest encoding of fonts these three print something else.
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            // Two of these side by side would print as one other sign.
            '-' | '\'' | ',' if before == c => {
                out.push_str("{}");
                out.push(c);
            }
            c => out.push(c),
        }
        before = c;
    }
    out
}
