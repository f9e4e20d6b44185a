//! The Markdown form: CommonMark with an anchor before each term, the definition its first paragraph.

use std::fmt::Write;

use domain::{
    Lang,
    markdown::escape_md,
    release::{Document, Term, TermStatus},
};

use crate::{
    Form, FormError, Receipt,
    words::{DESIGNATIONS, relations},
};

pub(crate) const FORM: Form = Form {
    extension: "md",
    media_type: "text/markdown; charset=utf-8; variant=CommonMark",
    name: "Markdown",
    audience: "documents",
    receipt: Receipt {
        weakened: &[
            ("definition", "as plain text"),
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
    let (slug, heading) = (&term.slug, heading(term.headword(lang)));
    writeln!(text, "<a id=\"{slug}\"></a>\n\n## {heading}\n")?;
    if let Some(definition) = lang.and_then(|lang| term.definition(lang)) {
        writeln!(text, "{}\n", line(&definition.text))?;
    }
    if term.status == TermStatus::Retired {
        writeln!(text, "Retired.\n")?;
    }
    if let Some(lang) = lang {
        write_language(text, term, lang, "")?;
    }
    for (word, others) in relations(document, term) {
        let link = |other: &Term| format!("[{}](#{})", line(other.headword(lang)), other.slug);
        let others: Vec<_> = others.into_iter().map(link).collect();
        writeln!(text, "{word}: {}\n", others.join(", "))?;
    }
    for source in &term.sources {
        let modified = if source.modified { ", modified" } else { "" };
        let words = line(&source.text);
        match &source.url {
            // In an address, too, Markdown takes `&amp;` for one character.
            Some(url) => {
                let url = url.replace('&', "&amp;");
                writeln!(text, "Source: [{words}](<{url}>){modified}\n")?;
            }
            None => writeln!(text, "Source: {words}{modified}\n")?,
        }
    }
    let others = term.languages(&document.glossary.languages);
    for other in others.filter(|other| Some(*other) != lang) {
        let word = term.preferred(other).map(line).unwrap_or_default();
        let definition = term.definition(other).map(|d| line(&d.text));
        match definition.filter(|definition| !definition.is_empty()) {
            Some(definition) => writeln!(text, "{word} ({other}): {definition}\n")?,
            // By the colon it is read as the word of this language.
            None if !word.is_empty() => writeln!(text, "{word} ({other}):\n")?,
            None => {}
        }
        write_language(text, term, other, &format!(" ({other})"))?;
    }
    write_agreement(text, term)
}

/// The words of a language beside heading and definition.
fn write_language(text: &mut String, term: &Term, lang: &Lang, of: &str) -> std::fmt::Result {
    for (word, kind) in DESIGNATIONS {
        let words: Vec<_> = term.named(kind, lang).map(line).collect();
        if !words.is_empty() {
            writeln!(text, "{word}{of}: {}\n", words.join(", "))?;
        }
    }
    for (word, phrases) in [("Note", &term.notes), ("Example", &term.examples)] {
        for phrase in phrases.iter().filter(|phrase| phrase.lang == *lang) {
            writeln!(text, "{word}{of}: {}\n", line(&phrase.text))?;
        }
    }
    Ok(())
}

fn write_agreement(text: &mut String, term: &Term) -> std::fmt::Result {
    let consensus = &term.consensus;
    writeln!(
        text,
        "Agreed on {} in [call {}](<{}>): {}; {} of {} for it.\n",
        consensus.decided_at.date(),
        consensus.call_number,
        consensus.call,
        consensus.level,
        consensus.tally.all.yes(),
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

/// A line to be a heading: the number signs at its end would close the heading instead.
fn heading(text: &str) -> String {
    let line = line(text);
    let before = line.trim_end_matches('#');
    if before.ends_with(' ') {
        let signs = &line[before.len()..];
        format!("{before}\\{signs}")
    } else {
        line
    }
}

/// Plain text on one line, without anything that Markdown would take for a mark.
fn line(text: impl AsRef<str>) -> String {
    let words: Vec<&str> = text.as_ref().split_whitespace().collect();
    escape_md(&words.join(" "))
}
