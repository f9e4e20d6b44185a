//! The second version of TBX, which Weblate, the Translate Toolkit and OmegaT read: a word for each
//! language, what it means, and which words not to use.

use std::io::{self, Write};

use domain::{
    content::DesignationKind,
    release::{Document, Term, TermStatus},
};

use super::{MEDIA_TYPE, Xml, header, main_lang, text, typed, within, worded, write_xml};
use crate::{Form, FormError, Receipt};

pub(crate) const FORM: Form = Form {
    extension: "v2.tbx",
    media_type: MEDIA_TYPE,
    name: "TBX version 2",
    audience: "translation tools: Weblate, OmegaT, the Translate Toolkit",
    receipt: Receipt {
        weakened: &[
            ("abbreviation", "as any other admitted word"),
            ("definition", "one, as plain text"),
            (
                "status",
                "all words of a retired entry are marked as deprecated",
            ),
            ("version", "the number and the address of the release"),
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
    write: |document| crate::collected(document, write),
};

fn write(document: &Document, to: &mut dyn Write) -> Result<(), FormError> {
    let about = &document.glossary;
    let attributes = [("type", "TBX-Basic"), ("xml:lang", main_lang(document))];
    let source = format!(
        "{} {version}, {}/{version}/",
        about.title,
        about.id,
        version = document.version
    );
    write_xml(to, |xml| {
        within(xml, "martif", &attributes, |xml| {
            header(xml, "martifHeader", &source)?;
            within(xml, "text", &[], |xml| {
                within(xml, "body", &[], |xml| {
                    let mut terms = document.terms.iter();
                    terms.try_for_each(|term| entry(xml, document, term))
                })
            })
        })
    })
}

fn entry(xml: &mut Xml<'_>, document: &Document, term: &Term) -> io::Result<()> {
    let id = format!("c-{}", term.slug);
    within(xml, "termEntry", &[("id", &id)], |xml| {
        // Readers put all they find together, so that there is exactly one.
        let authoritative = document.lang().and_then(|lang| term.definition(lang));
        if let Some(definition) = authoritative.or(term.definitions.first()) {
            typed(xml, "descrip", "definition", &definition.text)?;
        }
        for (lang, words) in worded(document, term) {
            within(xml, "langSet", &[("xml:lang", lang.as_str())], |xml| {
                words
                    .into_iter()
                    .try_for_each(|(kind, word)| designation(xml, term, kind, word))
            })?;
        }
        Ok(())
    })
}

/// A word. Translators should not be offered those of an entry that was retired.
fn designation(
    xml: &mut Xml<'_>,
    term: &Term,
    kind: DesignationKind,
    word: &str,
) -> io::Result<()> {
    let status = match kind {
        _ if term.status == TermStatus::Retired => Some("deprecatedTerm-admn-sts"),
        DesignationKind::Preferred => None,
        DesignationKind::Abbreviation | DesignationKind::Admitted => Some("admittedTerm-admn-sts"),
        DesignationKind::Deprecated => Some("deprecatedTerm-admn-sts"),
    };
    within(xml, "tig", &[], |xml| {
        text(xml, "term", &[], word)?;
        match status {
            Some(status) => typed(xml, "termNote", "administrativeStatus", status),
            None => Ok(()),
        }
    })
}
