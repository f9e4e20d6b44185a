//! The Markdown form: CommonMark with an anchor before each term, the definition its first paragraph.

use std::fmt::Write;

use domain::{
    content::{DesignationKind, RelationKind},
    markdown::escape_md,
    release::{Document, Term, TermStatus},
};

use crate::{Form, FormError, Receipt};

pub(crate) const FORM: Form = Form {
    extension: "md",
    media_type: "text/markdown; charset=utf-8; variant=CommonMark",
    name: "Markdown",
    audience: "documents",
    receipt: Receipt {
        weakened: &[
            ("definition", "as plain text"),
            ("consensus", "as a sentence"),
        ],
        dropped: &["history"],
    },
    write,
};

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let mut text = String::new();
    let failed = |error: std::fmt::Error| FormError::Write(error.to_string());
    let about = &document.glossary;
    writeln!(text, "# {}\n", line(&about.title)).map_err(failed)?;
    if !about.description.is_empty() {
        writeln!(text, "{}\n", line(&about.description)).map_err(failed)?;
    }
    writeln!(
        text,
        "Version {} of {}. Licence: {}. Permanent address: <{}>\n",
        document.version,
        document.released_at.date(),
        line(&about.licence),
        about.id
    )
    .map_err(failed)?;
    for term in &document.terms {
        write_term(&mut text, document, term).map_err(failed)?;
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    Ok(text.into_bytes())
}

fn write_term(text: &mut String, document: &Document, term: &Term) -> std::fmt::Result {
    let lang = document.lang();
    writeln!(
        text,
        "<a id=\"{}\"></a>\n\n## {}\n",
        term.slug,
        line(term.headword(lang))
    )?;
    if let Some(definition) = lang.and_then(|lang| term.definition(lang)) {
        writeln!(text, "{}\n", line(&definition.text))?;
    }
    if term.status == TermStatus::Retired {
        writeln!(text, "Retired.{}\n", replaced(document, term))?;
    }
    for (name, kind) in [
        ("Abbreviation", DesignationKind::Abbreviation),
        ("Also", DesignationKind::Admitted),
        ("Deprecated", DesignationKind::Deprecated),
    ] {
        let words: Vec<_> = lang
            .map(|lang| term.named(kind, lang).map(line).collect())
            .unwrap_or_default();
        if !words.is_empty() {
            writeln!(text, "{name}: {}\n", words.join(", "))?;
        }
    }
    for (name, phrases) in [("Note", &term.notes), ("Example", &term.examples)] {
        for phrase in phrases.iter().filter(|phrase| Some(&phrase.lang) == lang) {
            writeln!(text, "{name}: {}\n", line(&phrase.text))?;
        }
    }
    for source in &term.sources {
        let modified = if source.modified { ", modified" } else { "" };
        match &source.url {
            Some(url) => writeln!(
                text,
                "Source: [{}](<{url}>){modified}\n",
                line(&source.text)
            )?,
            None => writeln!(text, "Source: {}{modified}\n", line(&source.text))?,
        }
    }
    for other in term
        .definitions
        .iter()
        .filter(|definition| Some(&definition.lang) != lang)
    {
        let word = term.preferred(&other.lang).map(line).unwrap_or_default();
        writeln!(text, "{} ({}): {}\n", word, other.lang, line(&other.text))?;
    }
    let consensus = &term.consensus;
    writeln!(
        text,
        "Agreed on {} in [call {}](<{}>): {}; {} of {} for it.\n",
        consensus.decided_at.date(),
        consensus.call_number,
        consensus.call,
        consensus.level,
        consensus.tally.all.support + consensus.tally.all.accept,
        consensus.tally.all.eligible,
    )?;
    for minority in &consensus.minority {
        let who = minority
            .organisation
            .as_ref()
            .or(minority.group.as_ref())
            .map_or("A participant", String::as_str);
        writeln!(text, "{} dissents: {}\n", line(who), line(&minority.text))?;
    }
    Ok(())
}

fn replaced(document: &Document, term: &Term) -> String {
    let target = term
        .relations
        .iter()
        .find(|relation| relation.kind == RelationKind::ReplacedBy);
    let target = target.and_then(|relation| document.term(relation.term));
    target.map_or_else(String::new, |other| {
        format!(
            " Use [{}](#{}).",
            line(other.headword(document.lang())),
            other.slug
        )
    })
}

/// Plain text on one line, without anything that Markdown would take for a mark.
fn line(text: impl AsRef<str>) -> String {
    let words: Vec<&str> = text.as_ref().split_whitespace().collect();
    escape_md(&words.join(" "))
}
