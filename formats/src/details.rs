//! What a term says beside its definition, line by line, for forms that people read.

use domain::{
    Lang,
    release::{Document, Term},
};

use crate::words::{DESIGNATIONS, one_line, relations};

/// One line: `Note: …`.
pub(crate) struct Detail<'d> {
    pub(crate) label: String,
    pub(crate) said: Said<'d>,
    /// The language of the words, where it is known.
    pub(crate) lang: Option<&'d Lang>,
}

/// What a line says.
pub(crate) enum Said<'d> {
    Words(String),
    Terms(Vec<&'d Term>),
    /// Words with the address they lead to.
    Link(String, &'d str),
}

/// The lines in the order in which they are read: the words of the authoritative language, how the term stands to
/// others, where it was taken from, other languages, and how it was agreed.
pub(crate) fn details<'d>(document: &'d Document, term: &'d Term) -> Vec<Detail<'d>> {
    let main = document.lang();
    let mut lines = Vec::new();
    if let Some(main) = main {
        in_language(&mut lines, term, main, "");
    }
    for (word, others) in relations(document, term) {
        lines.push(Detail {
            label: word.to_owned(),
            said: Said::Terms(others),
            lang: main,
        });
    }
    for source in &term.sources {
        let modified = if source.modified { ", modified" } else { "" };
        let words = format!("{}{modified}", one_line(&source.text));
        lines.push(Detail {
            label: "Source".to_owned(),
            said: match &source.url {
                Some(url) => Said::Link(words, url),
                None => Said::Words(words),
            },
            lang: None,
        });
    }
    let others = term.languages(&document.glossary.languages);
    for lang in others.filter(|lang| Some(*lang) != main) {
        if let Some(definition) = term.definition(lang) {
            let word = term.preferred(lang).map(one_line);
            lines.push(Detail {
                label: match word {
                    Some(word) => format!("{word} ({lang})"),
                    None => format!("({lang})"),
                },
                said: Said::Words(one_line(&definition.text)),
                lang: Some(lang),
            });
        } else if let Some(word) = term.preferred(lang) {
            lines.push(words(&format!("In {lang}"), word, lang));
        }
        in_language(&mut lines, term, lang, &format!(" ({lang})"));
    }
    agreement(&mut lines, term);
    lines
}

fn in_language<'d>(lines: &mut Vec<Detail<'d>>, term: &'d Term, lang: &'d Lang, of: &str) {
    for (word, kind) in DESIGNATIONS {
        let named: Vec<_> = term.named(kind, lang).map(one_line).collect();
        if !named.is_empty() {
            lines.push(words(&format!("{word}{of}"), &named.join(", "), lang));
        }
    }
    for (word, phrases) in [("Note", &term.notes), ("Example", &term.examples)] {
        for phrase in phrases.iter().filter(|phrase| phrase.lang == *lang) {
            lines.push(words(&format!("{word}{of}"), &phrase.text, lang));
        }
    }
}

fn words<'d>(label: &str, text: &str, lang: &'d Lang) -> Detail<'d> {
    Detail {
        label: label.to_owned(),
        said: Said::Words(one_line(text)),
        lang: Some(lang),
    }
}

fn agreement<'d>(lines: &mut Vec<Detail<'d>>, term: &'d Term) {
    let consensus = &term.consensus;
    lines.push(Detail {
        label: "Agreed".to_owned(),
        said: Said::Link(
            format!(
                "{} in call {}: {}; {} of {} for it",
                consensus.decided_at.date(),
                consensus.call_number,
                consensus.level,
                consensus.tally.all.yes(),
                consensus.tally.all.eligible,
            ),
            &consensus.call,
        ),
        lang: None,
    });
    for minority in &consensus.minority {
        let who = minority.organisation.as_ref().or(minority.group.as_ref());
        let who = who.map_or_else(|| "A participant".to_owned(), |who| one_line(who));
        lines.push(Detail {
            label: format!("{who} dissents"),
            said: Said::Words(one_line(&minority.text)),
            lang: None,
        });
    }
}
