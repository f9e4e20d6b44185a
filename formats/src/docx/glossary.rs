//! The DOCX form: a glossary to be read, printed and passed on.

use domain::{
    Lang,
    release::{Document, Term},
};

use super::{
    MEDIA_TYPE, fixed,
    package::{self, Settings},
    paragraph::{Sheet, Stretch},
    xml::Written,
};
use crate::{
    Form, FormError, Receipt,
    details::{Said, details},
    words::{one_line, retirement},
};

pub(crate) const FORM: Form = Form {
    extension: "docx",
    media_type: MEDIA_TYPE,
    name: "DOCX",
    audience: "word processors",
    receipt: Receipt {
        weakened: &[
            ("definition", "as plain text"),
            ("relations", "as links within the document"),
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
    let about = &document.glossary;
    let mut sheet = Sheet::begin()?;
    sheet.plain(fixed::TITLE, &one_line(&about.title), None)?;
    if !about.description.is_empty() {
        sheet.plain(fixed::LEAD, &one_line(&about.description), None)?;
    }
    let version = format!(
        "Version {} of {}. Licence: {}. Permanent address: {}",
        document.version,
        document.released_at.date(),
        one_line(&about.licence),
        about.id
    );
    sheet.plain(fixed::LEAD, &version, None)?;
    for term in &document.terms {
        write_term(&mut sheet, document, term)?;
    }
    package::pack(
        &sheet.finish(false)?,
        &one_line(&about.title),
        &[],
        Settings::Plain,
    )
}

fn write_term(sheet: &mut Sheet, document: &Document, term: &Term) -> Written {
    let main = document.lang();
    let headword = one_line(term.headword(main));
    sheet.stretches(
        fixed::SECTION,
        main,
        Some(&bookmark(term)),
        &[Stretch::Words(&headword, main)],
    )?;
    if let Some(retired) = retirement(document, term) {
        sheet.plain(fixed::LEAD, &one_line(&retired), None)?;
    }
    if let Some(definition) = main.and_then(|lang| term.definition(lang)) {
        paragraphs(sheet, &definition.text, main)?;
    }
    for detail in details(document, term) {
        let label = format!("{}: ", detail.label);
        let mut stretches = vec![Stretch::Strong(&label)];
        let named: Vec<(String, String)>;
        let address;
        match &detail.said {
            Said::Words(words) => stretches.push(Stretch::Words(words, detail.lang)),
            Said::Link(words, url) => {
                stretches.push(Stretch::Words(words, detail.lang));
                address = format!(" ({url})");
                stretches.push(Stretch::Words(&address, None));
            }
            Said::Terms(others) => {
                named = others
                    .iter()
                    .map(|other| (one_line(other.headword(main)), bookmark(other)))
                    .collect();
                for (at, (word, place)) in named.iter().enumerate() {
                    if at > 0 {
                        stretches.push(Stretch::Words(", ", None));
                    }
                    stretches.push(Stretch::Link(word, place));
                }
            }
        }
        sheet.stretches(fixed::LEAD, detail.lang, None, &stretches)?;
    }
    Ok(())
}

/// A paragraph for each line of a definition.
fn paragraphs(sheet: &mut Sheet, text: &str, lang: Option<&Lang>) -> Written {
    for line in text.lines().map(one_line).filter(|line| !line.is_empty()) {
        sheet.stretches(fixed::WORDS, lang, None, &[Stretch::Words(&line, lang)])?;
    }
    Ok(())
}

/// The place of a term. Whoever reads a manuscript back looks for other names.
fn bookmark(term: &Term) -> String {
    format!("term_{}", term.number)
}
