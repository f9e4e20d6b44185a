//! The words that forms for people use for what the domain has kinds of.

use domain::{
    content::{DesignationKind, RelationKind},
    release::{Document, Term, TermStatus},
};

/// What stands before the designations of a kind; preferred ones are headings.
pub(crate) const DESIGNATIONS: [(&str, DesignationKind); 3] = [
    ("Abbreviation", DesignationKind::Abbreviation),
    ("Also", DesignationKind::Admitted),
    ("Deprecated", DesignationKind::Deprecated),
];

pub(crate) const RELATIONS: [(&str, RelationKind); 5] = [
    ("Replaced by", RelationKind::ReplacedBy),
    ("Broader", RelationKind::Broader),
    ("Narrower", RelationKind::Narrower),
    ("Related", RelationKind::Related),
    ("Part of", RelationKind::PartOf),
];

/// How a term stands to others of the document: the word for it, and the others.
pub(crate) fn relations<'d>(
    document: &'d Document,
    term: &'d Term,
) -> impl Iterator<Item = (&'static str, Vec<&'d Term>)> {
    RELATIONS.into_iter().filter_map(|(word, kind)| {
        let others: Vec<_> = term
            .relations
            .iter()
            .filter(|relation| relation.kind == kind)
            .filter_map(|relation| document.term(relation.term))
            .collect();
        (!others.is_empty()).then_some((word, others))
    })
}

/// A text on one line. What ends a line for any reader becomes a blank, and blanks side by side become one; blanks that
/// keep words together stay.
pub(crate) fn one_line(text: &str) -> String {
    let ends_words = |c: char| {
        matches!(
            c,
            ' ' | '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let words: Vec<&str> = text
        .split(ends_words)
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// The term that a retired one was replaced by, where there is one.
pub(crate) fn replacement<'d>(document: &'d Document, term: &Term) -> Option<&'d Term> {
    let mut replaced = term
        .relations
        .iter()
        .filter(|relation| relation.kind == RelationKind::ReplacedBy);
    replaced.find_map(|relation| document.term(relation.term))
}

/// What a term that was retired says before anything else.
pub(crate) fn retirement(document: &Document, term: &Term) -> Option<String> {
    (term.status == TermStatus::Retired).then(|| match replacement(document, term) {
        Some(other) => format!("Retired; use {}.", other.headword(document.lang())),
        None => "Retired.".to_owned(),
    })
}
