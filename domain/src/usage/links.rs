//! Links from documents to terms.

use crate::{
    Version,
    release::{Document, Term},
};

/// What a link names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named<'a> {
    /// A slug, or a number as it was typed; with the release it speaks of, where it names one.
    Term(&'a str, Option<Version>),
    /// Something else.
    Elsewhere,
}

/// Reads where a link leads: `entry:slug`, or an address of the glossary's, whole or from the root of the site.
pub(super) fn named<'a>(target: &'a str, document: &Document) -> Named<'a> {
    if let Some(entry) = target.strip_prefix("entry:") {
        return Named::Term(entry, None);
    }
    let local = format!("/g/{}", document.glossary.slug);
    let rest = target
        .strip_prefix(document.glossary.id.as_str())
        .or_else(|| target.strip_prefix(local.as_str()))
        .and_then(|rest| rest.strip_prefix('/'));
    let Some(rest) = rest else {
        return Named::Elsewhere;
    };
    let (path, anchor) = rest
        .split_once('#')
        .map_or((rest, None), |(path, anchor)| (path, Some(anchor)));
    let path = path.split('?').next().unwrap_or_default();
    let mut parts = path.split('/');
    let (first, second, more) = (parts.next(), parts.next(), parts.next());
    match (first, second, more) {
        (Some("c"), Some(number), None) if !number.is_empty() => Named::Term(number, None),
        (Some(version), Some(slug), None) => {
            let version = match Version::parse(version) {
                Ok(version) => Some(version),
                Err(_) if version == "latest" => None,
                Err(_) => return Named::Elsewhere,
            };
            // A release's page shows each term at an anchor.
            match (slug, anchor) {
                ("forms", _) | ("", None) => Named::Elsewhere,
                ("", Some(anchor)) => Named::Term(anchor, version),
                (slug, _) => Named::Term(slug, version),
            }
        }
        _ => Named::Elsewhere,
    }
}

/// The term with this slug or number.
pub(super) fn term<'d>(document: &'d Document, name: &str) -> Option<&'d Term> {
    let mut terms = document.terms.iter();
    terms.find(|term| term.slug.as_str() == name || term.number.to_string() == name)
}
