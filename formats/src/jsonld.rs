//! The JSON-LD form: the graph as JSON that can be read without knowing what a graph is. The
//! context stands in the file, so that nothing has to be fetched, and every address is absolute.

use std::{borrow::Cow, io::Write};

use domain::release::Document;
use serde::{
    Serialize, Serializer,
    ser::{Error, SerializeMap, SerializeSeq},
};
use serde_json::{Map, Value, json};

use crate::{
    Form, FormError,
    graph::{
        Cluster, Object, RECEIPT, Thing, clusters,
        vocabulary::{NAMESPACES, PROPERTIES, Property, Shape, TYPE},
    },
};

pub(crate) const FORM: Form = Form {
    extension: "jsonld",
    media_type: "application/ld+json",
    name: "JSON-LD (SKOS)",
    audience: "linked data in programs for the web",
    receipt: RECEIPT,
    write: |document| crate::collected(document, write),
};

pub(crate) fn write(document: &Document, to: &mut dyn Write) -> Result<(), FormError> {
    serde_json::to_writer_pretty(&mut *to, &Whole(document))
        .map_err(|error| FormError::Write(error.to_string()))?;
    to.write_all(b"\n")?;
    Ok(())
}

struct Whole<'d>(&'d Document);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("@context", &context())?;
        map.serialize_entry("@graph", &Things(self.0))?;
        map.end()
    }
}

/// Every thing in turn, one in memory at a time.
struct Things<'d>(&'d Document);

impl Serialize for Things<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for cluster in clusters(self.0) {
            let Cluster { main, within } = cluster.map_err(S::Error::custom)?;
            list.serialize_element(&Nested {
                thing: &main,
                within: within.as_ref().map(|(property, thing)| (*property, thing)),
            })?;
        }
        list.end()
    }
}

/// A thing; the one that belongs to it stands in the place of its address.
struct Nested<'t, 'd> {
    thing: &'t Thing<'d>,
    within: Option<(Property, &'t Thing<'d>)>,
}

impl Serialize for Nested<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.thing.id)?;
        for (property, objects) in self.thing.said() {
            match self.within {
                Some((within, thing)) if within == property => {
                    let within = None;
                    map.serialize_entry(property.key, &Nested { thing, within })?;
                }
                _ if property.shape == Shape::Words => {
                    map.serialize_entry(property.key, &ByLanguage::of(&objects))?;
                }
                _ => {
                    let cells = objects.into_iter().map(|object| cell(property, object));
                    map.serialize_entry(property.key, &some(cells.collect()))?;
                }
            }
        }
        map.end()
    }
}

/// What the short names mean.
fn context() -> Value {
    let mut context = Map::new();
    context.insert("@version".into(), json!(1.1));
    for space in NAMESPACES {
        context.insert(space.prefix.into(), space.iri.into());
    }
    context.insert("id".into(), "@id".into());
    context.insert(TYPE.key.into(), "@type".into());
    for property in PROPERTIES {
        let id = property.name;
        let term = match property.shape {
            Shape::Words => json!({"@id": id, "@container": "@language"}),
            Shape::Node => json!({"@id": id, "@type": "@id"}),
            Shape::Date => json!({"@id": id, "@type": "xsd:date"}),
            Shape::Moment => json!({"@id": id, "@type": "xsd:dateTime"}),
            Shape::Any | Shape::Class => json!(id),
        };
        context.insert(property.key.into(), term);
    }
    context.into()
}

/// One thing or a list: a list of one is harder to read than the one.
#[derive(Serialize)]
#[serde(untagged)]
enum Several<T> {
    One(T),
    Many(Vec<T>),
}

fn some<T>(mut values: Vec<T>) -> Several<T> {
    match values.len() {
        1 => Several::One(values.remove(0)),
        _ => Several::Many(values),
    }
}

/// An object that is no text in a language.
#[derive(Serialize)]
#[serde(untagged)]
enum Cell<'t> {
    Text(Cow<'t, str>),
    /// Where the context does not say that the property leads to things.
    Thing {
        id: &'t str,
    },
    Truth(bool),
}

fn cell<'t>(property: Property, object: &'t Object<'_>) -> Cell<'t> {
    match object {
        Object::Class(class) => Cell::Text(Cow::Borrowed(class.name)),
        Object::Node(id) if property.shape == Shape::Any => Cell::Thing { id },
        Object::Node(text) | Object::Words(text, _) | Object::Plain(text) => {
            Cell::Text(Cow::Borrowed(text))
        }
        Object::Date(text) | Object::Moment(text) => Cell::Text(Cow::Borrowed(text)),
        Object::True => Cell::Truth(true),
    }
}

/// Texts by their language, in the order in which the languages came.
struct ByLanguage<'t>(Vec<(&'t str, Vec<&'t str>)>);

impl<'t> ByLanguage<'t> {
    fn of(objects: &[&'t Object<'_>]) -> Self {
        let mut languages: Vec<(&str, Vec<&str>)> = Vec::new();
        for object in objects {
            if let Object::Words(text, lang) = object {
                match languages.iter_mut().find(|(known, _)| known == lang) {
                    Some((_, texts)) => texts.push(text),
                    None => languages.push((lang, vec![text])),
                }
            }
        }
        Self(languages)
    }
}

impl Serialize for ByLanguage<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let texts = self.0.iter();
        serializer.collect_map(texts.map(|(lang, texts)| (lang, some(texts.clone()))))
    }
}
