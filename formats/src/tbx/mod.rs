//! TBX, the exchange form of terminology tools: as ISO 30042:2019 wants it, and as most tools still
//! read it. Neither stops at a text: the marks of XML are escaped, and characters that XML cannot
//! carry are refused at input.

mod basic;
mod martif;

use std::io::{self, Write};

use domain::{
    Lang,
    content::DesignationKind,
    release::{Document, Term},
};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use crate::FormError;

pub(crate) use basic::FORM;
pub(crate) use martif::FORM as OLDER;

/// No type is registered for TBX; this is the one that tools go by.
const MEDIA_TYPE: &str = "application/x-tbx";

/// XML as it is written: indented, which is safe because every element here holds either elements
/// or one text.
type Xml<'w> = Writer<&'w mut dyn Write>;

type Attributes<'a> = &'a [(&'a str, &'a str)];

/// Writes a document of one element.
fn write_xml(
    to: &mut dyn Write,
    body: impl FnOnce(&mut Xml<'_>) -> io::Result<()>,
) -> Result<(), FormError> {
    let mut xml = Writer::new_with_indent(to, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    body(&mut xml)?;
    xml.into_inner().write_all(b"\n")?;
    Ok(())
}

/// An element that holds elements.
fn within(
    xml: &mut Xml<'_>,
    name: &str,
    attributes: Attributes<'_>,
    inner: impl FnOnce(&mut Xml<'_>) -> io::Result<()>,
) -> io::Result<()> {
    xml.create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_inner_content(inner)?;
    Ok(())
}

/// An element that holds a text.
fn text(xml: &mut Xml<'_>, name: &str, attributes: Attributes<'_>, text: &str) -> io::Result<()> {
    xml.create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_text_content(BytesText::new(text))?;
    Ok(())
}

/// A text that says of which kind it is.
fn typed(xml: &mut Xml<'_>, name: &str, kind: &str, said: &str) -> io::Result<()> {
    text(xml, name, &[("type", kind)], said)
}

/// The header: which release of which glossary it is.
fn header(xml: &mut Xml<'_>, name: &str, source: &str) -> io::Result<()> {
    within(xml, name, &[], |xml| {
        within(xml, "fileDesc", &[], |xml| {
            within(xml, "sourceDesc", &[], |xml| text(xml, "p", &[], source))
        })
    })
}

/// The language that a file is in where nothing else is said.
fn main_lang(document: &Document) -> &str {
    document.lang().map_or("en", Lang::as_str)
}

/// The designations of a language, the preferred one first, as tools expect it.
fn designations<'t>(term: &'t Term, lang: &Lang) -> Vec<(DesignationKind, &'t str)> {
    let order = [
        DesignationKind::Preferred,
        DesignationKind::Abbreviation,
        DesignationKind::Admitted,
        DesignationKind::Deprecated,
    ];
    order
        .into_iter()
        .flat_map(|kind| {
            let of_kind = term
                .designations
                .iter()
                .filter(move |it| it.kind == kind && it.lang == *lang);
            of_kind.map(move |it| (kind, &*it.text))
        })
        .collect()
}

/// The languages in which there is a word for the term; a term without any word is known by its
/// slug, because neither form has a place for a concept without a word.
fn worded<'d>(
    document: &'d Document,
    term: &'d Term,
) -> Vec<(&'d Lang, Vec<(DesignationKind, &'d str)>)> {
    let mut found: Vec<_> = document
        .glossary
        .languages
        .iter()
        .map(|lang| (lang, designations(term, lang)))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    if let (true, Some(lang)) = (found.is_empty(), document.lang()) {
        found.push((lang, vec![(DesignationKind::Preferred, term.slug.as_str())]));
    }
    found
}
