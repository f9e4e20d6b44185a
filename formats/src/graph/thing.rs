//! What is said of one thing.

use std::{borrow::Cow, collections::HashSet};

use oxrdf::{LiteralRef, NamedNodeRef, TermRef, TripleRef};

use super::vocabulary::{Class, Property, XSD_DATE, XSD_MOMENT, XSD_TRUTH};

const FEW: usize = 8;

/// A thing with an address and what is said of it, property by property.
pub(crate) struct Thing<'d> {
    pub(crate) id: Cow<'d, str>,
    said: Vec<(Property, Object<'d>)>,
}

/// What is said. Texts stand in the document wherever they can.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Object<'d> {
    Class(Class),
    Node(Cow<'d, str>),
    /// Words, and their language. The tag is not checked again: whatever is a `Lang` is a tag to
    /// RDF too.
    Words(Cow<'d, str>, &'d str),
    Plain(Cow<'d, str>),
    Date(String),
    Moment(String),
    True,
}

impl<'d> Object<'d> {
    pub(super) fn node(iri: impl Into<Cow<'d, str>>) -> Self {
        Self::Node(iri.into())
    }

    pub(super) fn words(words: impl Into<Cow<'d, str>>, lang: &'d str) -> Self {
        Self::Words(words.into(), lang)
    }

    pub(super) fn plain(text: impl Into<Cow<'d, str>>) -> Self {
        Self::Plain(text.into())
    }

    /// The object as RDF. Addresses were checked where the graph was made.
    fn term(&self) -> TermRef<'_> {
        let typed = |value, kind| {
            LiteralRef::new_typed_literal(value, NamedNodeRef::new_unchecked(kind)).into()
        };
        match self {
            Self::Class(class) => NamedNodeRef::new_unchecked(class.iri).into(),
            Self::Node(iri) => NamedNodeRef::new_unchecked(iri).into(),
            Self::Words(words, lang) => {
                LiteralRef::new_language_tagged_literal_unchecked(words, lang).into()
            }
            Self::Plain(text) => LiteralRef::new_simple_literal(text).into(),
            Self::Date(date) => typed(date, XSD_DATE),
            Self::Moment(moment) => typed(moment, XSD_MOMENT),
            Self::True => typed("true", XSD_TRUTH),
        }
    }
}

impl<'d> Thing<'d> {
    pub(super) fn new(id: impl Into<Cow<'d, str>>) -> Self {
        Self {
            id: id.into(),
            said: Vec::new(),
        }
    }

    pub(super) fn say(&mut self, property: Property, object: Object<'d>) {
        self.said.push((property, object));
    }

    /// What is said, by property, each once: a glossary may repeat a note or a source, a graph
    /// cannot.
    pub(crate) fn said(&self) -> impl Iterator<Item = (Property, Vec<&Object<'d>>)> {
        self.said
            .chunk_by(|(one, _), (other, _)| one.iri == other.iri)
            .map(|said| {
                let mut objects = Vec::with_capacity(said.len());
                let mut known = HashSet::new();
                for (_, object) in said {
                    // To look through a few is cheaper than to hash them.
                    let is_new = match said.len() {
                        ..=FEW => !objects.contains(&object),
                        _ => known.insert(object),
                    };
                    if is_new {
                        objects.push(object);
                    }
                }
                (said[0].0, objects)
            })
    }

    /// The same as triples.
    pub(crate) fn triples(&self) -> impl Iterator<Item = TripleRef<'_>> {
        let subject = NamedNodeRef::new_unchecked(&self.id);
        self.said().flat_map(move |(property, objects)| {
            let predicate = NamedNodeRef::new_unchecked(property.iri);
            objects
                .into_iter()
                .map(move |object| TripleRef::new(subject, predicate, object.term()))
        })
    }
}
