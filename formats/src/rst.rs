//! The reStructuredText form: a glossary of Sphinx, in which each term can be referred to by every name it has.

use std::{collections::HashSet, fmt::Write};

use domain::{
    content::DesignationKind,
    release::{Document, Term},
};

use crate::{
    Form, FormError, Receipt,
    details::{Said, details},
    words::{one_line, retirement},
};

pub(crate) const FORM: Form = Form {
    extension: "rst",
    media_type: "text/x-rst; charset=utf-8",
    name: "reStructuredText",
    audience: "manuals made with Sphinx",
    receipt: Receipt {
        weakened: &[
            ("abbreviation", "as a further name of the entry"),
            ("admitted", "as a further name of the entry"),
            ("definition", "as plain text, in one paragraph"),
            ("relations", "as references between entries"),
            ("version", "without the release before"),
            (
                "consensus",
                "as a sentence, without the rule and the tallies",
            ),
        ],
        dropped: &["history"],
    },
    write,
};

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let mut text = String::new();
    page(&mut text, document).map_err(|error| FormError::Write(error.to_string()))?;
    text.truncate(text.trim_end().len());
    text.push('\n');
    Ok(text.into_bytes())
}

fn page(text: &mut String, document: &Document) -> std::fmt::Result {
    let about = &document.glossary;
    let title = line(&about.title);
    // A letter is at most two columns wide, and the line below must be no shorter than the title.
    let rule = "=".repeat(title.chars().count() * 2);
    writeln!(text, "{title}\n{rule}\n")?;
    if !about.description.is_empty() {
        writeln!(text, "{}\n", line(&about.description))?;
    }
    writeln!(
        text,
        "Version {} of {}. Licence: {}. Permanent address: {}\n",
        document.version,
        document.released_at.date(),
        escaped(&one_line(&about.licence)),
        escaped(&about.id)
    )?;
    writeln!(text, ".. glossary::\n")?;
    let mut names = Names::of(document);
    for term in &document.terms {
        entry(text, document, term, &mut names)?;
    }
    Ok(())
}

fn entry(
    text: &mut String,
    document: &Document,
    term: &Term,
    names: &mut Names,
) -> std::fmt::Result {
    writeln!(text, "   {}", name(&names.head(document, term)))?;
    for further in names.further(term) {
        writeln!(text, "   {}", name(&further))?;
    }
    let definition = document.lang().and_then(|lang| term.definition(lang));
    let mut said: Vec<String> = retirement(document, term).into_iter().collect();
    said.extend(definition.map(|definition| definition.text.clone()));
    // An entry without a definition is a fault for Sphinx.
    if said.is_empty() {
        said.push("Defined in other languages only.".to_owned());
    }
    writeln!(text, "      {}\n", line(&said.join(" ")))?;
    for detail in details(document, term) {
        let words = match &detail.said {
            Said::Words(words) => ending(words),
            Said::Link(words, url) => format!("{} ({})", escaped(words), escaped(url)),
            Said::Terms(others) => {
                let others = others.iter().map(|other| {
                    let head = names.head(document, other);
                    reference(&one_line(other.headword(document.lang())), &head)
                });
                others.collect::<Vec<_>>().join(", ")
            }
        };
        writeln!(text, "      {}: {words}\n", beginning(&detail.label))?;
    }
    Ok(())
}

/// The names that are given already: a name that two entries have would lead to the last of them.
struct Names(HashSet<String>);

impl Names {
    /// Names that are the first of an entry come before further names of others.
    fn of(document: &Document) -> Self {
        let heads = document.terms.iter();
        Self(
            heads
                .map(|term| one_line(term.headword(document.lang())).to_lowercase())
                .collect(),
        )
    }

    /// The first name of an entry, told from that of others before it by its slug.
    fn head(&self, document: &Document, term: &Term) -> String {
        let word = one_line(term.headword(document.lang()));
        let is_same = |other: &&Term| {
            one_line(other.headword(document.lang())).to_lowercase() == word.to_lowercase()
        };
        match document.terms.iter().find(is_same) {
            Some(first) if first.number != term.number => format!("{word} ({})", term.slug),
            _ => word,
        }
    }

    fn further(&mut self, term: &Term) -> Vec<String> {
        let others = term
            .designations
            .iter()
            .filter(|designation| designation.kind != DesignationKind::Deprecated);
        others
            .map(|designation| one_line(&designation.text))
            .filter(|word| self.0.insert(word.to_lowercase()))
            .collect()
    }
}

fn reference(words: &str, name: &str) -> String {
    // What begins like this is no reference for Sphinx, and in a name these would end it.
    if words.starts_with(['!', '~', '-', ' ']) || name.contains(['<', '>', '`', '\\']) {
        return escaped(words);
    }
    format!(":term:`{} <{}>`", escaped(words), escaped(name))
}

/// A name of an entry; a colon between blanks would part it from a classifier.
fn name(text: &str) -> String {
    line(text).replace(" : ", " \\: ")
}

/// A text as a paragraph of one line.
fn line(text: &str) -> String {
    let text = one_line(text);
    format!("{}{}", guard(&text), ending(&text))
}

/// What a paragraph begins with.
fn beginning(text: &str) -> String {
    format!("{}{}", guard(text), escaped(text))
}

/// What a paragraph ends with; with two colons behind it, what follows would be taken literally.
fn ending(text: &str) -> String {
    match text.strip_suffix("::") {
        Some(before) => format!("{}\\:\\:", escaped(before)),
        None => escaped(text),
    }
}

/// An escaped blank says nothing, and whatever follows one at the start of a line is no list, no field, no rule and no
/// comment.
fn guard(text: &str) -> &'static str {
    let first = text.split(' ').next().unwrap_or_default();
    let harmless = first.starts_with(char::is_alphabetic) && !first.ends_with(['.', ')']);
    if harmless { "" } else { "\\ " }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '`' | '|' | '_' | '<' | '>') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
