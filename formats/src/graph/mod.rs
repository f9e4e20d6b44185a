//! The graph of a release in SKOS, made once for every form that is linked data. It comes thing by
//! thing, so that a glossary of any size takes the memory of one of its terms.

mod hierarchy;
mod thing;
pub(crate) mod vocabulary;

use std::collections::HashSet;

use domain::{
    Version,
    content::{DesignationKind, RelationKind},
    release::{Consensus, Document, Term, TermStatus},
};
use oxrdf::{NamedNodeRef, TripleRef};

use crate::{FormError, Receipt};
use hierarchy::Hierarchy;
pub(crate) use hierarchy::{Link, open};
pub(crate) use thing::{Object, Thing};
use vocabulary::{self as v, Property};

/// A thing and the one that belongs to it: the scheme with its publisher, a concept with the call
/// that agreed it.
pub(crate) struct Cluster<'d> {
    pub(crate) main: Thing<'d>,
    /// The property of the main thing that leads to the other, and the other.
    pub(crate) within: Option<(Property, Thing<'d>)>,
}

/// The graph of a document: the scheme first, then its concepts in their order. Every statement is
/// there once.
pub(crate) fn clusters(
    document: &Document,
) -> impl Iterator<Item = Result<Cluster<'_>, FormError>> {
    let hierarchy = Hierarchy::of(document);
    let mut calls = HashSet::new();
    let scheme = scheme(document, &hierarchy);
    let concepts = document.terms.iter().enumerate().map(move |(place, term)| {
        let main = concept(document, place, &hierarchy)?;
        // One call agrees one wording; should two terms name the same one, it is described once.
        let within = match calls.insert(&term.consensus.call) {
            true => Some((v::WAS_GENERATED_BY, agreement(&term.consensus)?)),
            false => None,
        };
        Ok(Cluster { main, within })
    });
    std::iter::once(scheme).chain(concepts)
}

/// What every form of the graph carries, weakens and drops.
pub(crate) const RECEIPT: Receipt = Receipt {
    weakened: &[
        (
            "abbreviation",
            "as skos:altLabel, like any other admitted word",
        ),
        ("definition", "as plain text"),
        (
            "sources",
            "as their address, or as text without one, not whether they were modified",
        ),
        (
            "relations",
            "none that would close a circle or contradict another",
        ),
        (
            "history",
            "as a sentence, without the number of the wording",
        ),
        (
            "consensus",
            "the tally as a sentence, without those of the groups",
        ),
    ],
    dropped: &[],
};

/// Hands the graph to a writer, triple by triple.
pub(crate) fn each_triple(
    document: &Document,
    mut write: impl FnMut(TripleRef<'_>) -> std::io::Result<()>,
) -> Result<(), FormError> {
    let mut thing = |thing: &Thing<'_>| {
        thing
            .triples()
            .try_for_each(&mut write)
            .map_err(FormError::from)
    };
    for cluster in clusters(document) {
        let Cluster { main, within } = cluster?;
        thing(&main)?;
        if let Some((_, within)) = within {
            thing(&within)?;
        }
    }
    Ok(())
}

fn scheme<'d>(document: &'d Document, hierarchy: &Hierarchy<'d>) -> Result<Cluster<'d>, FormError> {
    let about = &document.glossary;
    let lang = document.lang().map_or("en", |lang| lang.as_str());
    let version = |version: &Version| Object::node(about.address_of(*version));
    let organisation = format!("{}#publisher", about.id);
    let mut scheme = Thing::new(checked(&about.id)?);
    scheme.say(v::TYPE, Object::Class(v::CONCEPT_SCHEME));
    for property in [v::PREF_LABEL, v::TITLE] {
        scheme.say(property, Object::words(&about.title, lang));
    }
    if !about.description.is_empty() {
        scheme.say(v::DEFINITION, Object::words(&about.description, lang));
    }
    scheme.say(v::VERSION_INFO, Object::plain(document.version.to_string()));
    scheme.say(v::VERSION_IRI, version(&document.version));
    if let Some(previous) = &document.previous {
        scheme.say(v::PRIOR_VERSION, version(previous));
    }
    for role in [v::CREATOR, v::PUBLISHER] {
        scheme.say(role, Object::node(organisation.clone()));
    }
    match crate::licence_address(&about.licence) {
        Some(licence) => scheme.say(v::LICENSE, Object::node(licence)),
        None => scheme.say(v::RIGHTS, Object::plain(&about.licence)),
    }
    scheme.say(v::MODIFIED, Object::Date(document.released_at.date()));
    for (place, term) in document.terms.iter().enumerate() {
        if hierarchy.is_top(place) {
            scheme.say(v::HAS_TOP_CONCEPT, Object::node(&term.id));
        }
    }
    let mut publisher = Thing::new(organisation);
    publisher.say(v::TYPE, Object::Class(v::ORGANIZATION));
    publisher.say(v::NAME, Object::plain(&about.publisher));
    Ok(Cluster {
        main: scheme,
        within: Some((v::PUBLISHER, publisher)),
    })
}

fn concept<'d>(
    document: &'d Document,
    place: usize,
    hierarchy: &Hierarchy<'d>,
) -> Result<Thing<'d>, FormError> {
    let term = &document.terms[place];
    let scheme = &document.glossary.id;
    let mut it = Thing::new(checked(&term.id)?);
    it.say(v::TYPE, Object::Class(v::CONCEPT));
    it.say(v::IN_SCHEME, Object::node(scheme));
    it.say(v::IS_DEFINED_BY, Object::node(scheme));
    if hierarchy.is_top(place) {
        it.say(v::TOP_CONCEPT_OF, Object::node(scheme));
    }
    it.say(v::NOTATION, Object::plain(term.number.to_string()));
    labels(&mut it, term);
    for definition in &term.definitions {
        it.say(
            v::DEFINITION,
            Object::words(&definition.text, definition.lang.as_str()),
        );
    }
    for (property, phrases) in [(v::SCOPE_NOTE, &term.notes), (v::EXAMPLE, &term.examples)] {
        for phrase in phrases {
            it.say(property, Object::words(&phrase.text, phrase.lang.as_str()));
        }
    }
    for source in &term.sources {
        let object = match &source.url {
            // Not every address that a browser follows is an IRI.
            Some(url) if NamedNodeRef::new(url).is_ok() => Object::node(url),
            Some(url) => Object::plain(url),
            None => Object::plain(&source.text),
        };
        it.say(v::SOURCE, object);
    }
    for other in hierarchy.broader(place) {
        it.say(v::BROADER, Object::node(&other.id));
    }
    for other in hierarchy.narrower(place) {
        it.say(v::NARROWER, Object::node(&other.id));
    }
    for other in hierarchy.related(place) {
        it.say(v::RELATED, Object::node(&other.id));
    }
    for (kind, property) in [
        (RelationKind::PartOf, v::IS_PART_OF),
        (RelationKind::ReplacedBy, v::IS_REPLACED_BY),
    ] {
        let of_kind = term.relations.iter().filter(|it| it.kind == kind);
        for other in of_kind.filter_map(|relation| hierarchy.term(relation.term)) {
            it.say(property, Object::node(&other.id));
        }
    }
    let retired = term.status == TermStatus::Retired;
    let status = if retired { v::WITHDRAWN } else { v::COMPLETED };
    it.say(v::STATUS, Object::node(status));
    if retired {
        it.say(v::DEPRECATED, Object::True);
    }
    let since = format!(
        "In the glossary since {}; these words since {}.",
        term.since, term.changed
    );
    it.say(v::HISTORY_NOTE, Object::words(since, "en"));
    for property in [v::PROVENANCE, v::WAS_GENERATED_BY] {
        it.say(property, Object::node(&term.consensus.call));
    }
    Ok(it)
}

/// Every label once per language: SKOS keeps preferred, alternative and hidden ones apart (S13)
/// and has one preferred label for each language (S14), so another one is an alternative.
fn labels<'d>(it: &mut Thing<'d>, term: &'d Term) {
    // There are few, so that looking through them is cheaper than to hash them.
    let mut headed = Vec::new();
    let mut said = Vec::new();
    let mut placed = Vec::with_capacity(term.designations.len());
    for label in &term.designations {
        let property = match label.kind {
            DesignationKind::Preferred if !headed.contains(&&label.lang) => {
                headed.push(&label.lang);
                v::PREF_LABEL
            }
            DesignationKind::Deprecated => v::HIDDEN_LABEL,
            _ => v::ALT_LABEL,
        };
        placed.push((property, label));
    }
    for property in [v::PREF_LABEL, v::ALT_LABEL, v::HIDDEN_LABEL] {
        for (_, label) in placed.iter().filter(|(of, _)| of.iri == property.iri) {
            if !said.contains(&(&label.lang, &label.text)) {
                said.push((&label.lang, &label.text));
                it.say(property, Object::words(&*label.text, label.lang.as_str()));
            }
        }
    }
}

/// The proof of agreement: the call as a PROV activity that the concept was generated by.
fn agreement(consensus: &Consensus) -> Result<Thing<'_>, FormError> {
    let all = &consensus.tally.all;
    let tally = format!(
        "Agreed under the rule {}: {}; {} support, {} accept, {} concern, {} object, {} abstain of {} eligible; {} recused.",
        consensus.rule,
        consensus.level,
        all.support,
        all.accept,
        all.concern,
        all.object,
        all.abstain,
        all.eligible,
        all.recused
    );
    let mut call = Thing::new(checked(&consensus.call)?);
    for class in [v::ACTIVITY, v::PROVENANCE_STATEMENT] {
        call.say(v::TYPE, Object::Class(class));
    }
    let label = format!("Call {}", consensus.call_number);
    call.say(v::LABEL, Object::words(label, "en"));
    call.say(v::COMMENT, Object::words(tally, "en"));
    let ended = consensus.decided_at.to_string();
    call.say(v::ENDED_AT_TIME, Object::Moment(ended));
    for minority in &consensus.minority {
        let who = minority.organisation.as_ref().or(minority.group.as_ref());
        let who = who.map_or("A participant", String::as_str);
        let words = format!("Minority statement. {who}: {}", minority.text);
        call.say(v::NOTE, Object::words(words, "en"));
    }
    Ok(call)
}

/// An address that is an IRI; whatever else is said of the thing refers to the same one.
fn checked(iri: &str) -> Result<&str, FormError> {
    match NamedNodeRef::new(iri) {
        Ok(_) => Ok(iri),
        Err(error) => Err(FormError::Iri(format!("{iri}: {error}"))),
    }
}
