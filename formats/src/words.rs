//! The words that forms for people use for what the domain has kinds of.

use domain::{
    content::{DesignationKind, RelationKind},
    release::{Document, Term},
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
