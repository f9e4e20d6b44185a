//! The RDF/XML form: the graph for software that reads no other. Its properties are all known, so
//! that writing it is a matter of elements; their texts are escaped by quick-xml.

use std::io::{self, Write};

use domain::release::Document;
use quick_xml::escape::escape;

use crate::{
    Form, FormError,
    graph::{
        Cluster, Object, RECEIPT, Thing, clusters,
        vocabulary::{NAMESPACES, Property, TYPE, XSD_DATE, XSD_MOMENT, XSD_TRUTH},
    },
};

pub(crate) const FORM: Form = Form {
    extension: "rdf",
    media_type: "application/rdf+xml",
    name: "RDF/XML (SKOS)",
    audience: "thesaurus software that reads XML",
    receipt: RECEIPT,
    write: |document| crate::collected(document, write),
};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

pub(crate) fn write(document: &Document, to: &mut dyn Write) -> Result<(), FormError> {
    to.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    write!(to, "<rdf:RDF xmlns:rdf=\"{RDF}\"")?;
    for space in NAMESPACES {
        write!(to, "\n xmlns:{}=\"{}\"", space.prefix, space.iri)?;
    }
    to.write_all(b">\n")?;
    for cluster in clusters(document) {
        let Cluster { main, within } = cluster?;
        write_thing(&main, to)?;
        if let Some((_, within)) = within {
            write_thing(&within, to)?;
        }
    }
    to.write_all(b"</rdf:RDF>\n")?;
    Ok(())
}

/// An element named after the first class of the thing, with an element for whatever else is said.
fn write_thing(thing: &Thing<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut name = "rdf:Description";
    let mut said = thing.said().peekable();
    let mut classes = Vec::new();
    if let Some((_, found)) = said.next_if(|(property, _)| *property == TYPE) {
        classes = found;
        if let Some(Object::Class(class)) = classes.first() {
            name = class.name;
            classes.remove(0);
        }
    }
    for part in [" <", name, " rdf:about=\"", &escape(&*thing.id), "\">\n"] {
        to.write_all(part.as_bytes())?;
    }
    for class in classes {
        write_object(TYPE, class, to)?;
    }
    for (property, objects) in said {
        for object in objects {
            write_object(property, object, to)?;
        }
    }
    for part in [" </", name, ">\n"] {
        to.write_all(part.as_bytes())?;
    }
    Ok(())
}

fn write_object(property: Property, object: &Object<'_>, to: &mut dyn Write) -> io::Result<()> {
    let name = property.name;
    let (attribute, value, text) = match object {
        Object::Class(class) => (" rdf:resource=\"", class.iri, None),
        Object::Node(iri) => (" rdf:resource=\"", &**iri, None),
        Object::Words(words, lang) => (" xml:lang=\"", *lang, Some(&**words)),
        Object::Plain(text) => ("", "", Some(&**text)),
        Object::Date(date) => (" rdf:datatype=\"", XSD_DATE, Some(&**date)),
        Object::Moment(moment) => (" rdf:datatype=\"", XSD_MOMENT, Some(&**moment)),
        Object::True => (" rdf:datatype=\"", XSD_TRUTH, Some("true")),
    };
    for part in ["  <", name, attribute, &escape(value)] {
        to.write_all(part.as_bytes())?;
    }
    if !attribute.is_empty() {
        to.write_all(b"\"")?;
    }
    match text {
        None => to.write_all(b"/>\n"),
        Some(text) => {
            for part in [">", &escape(text), "</", name, ">\n"] {
                to.write_all(part.as_bytes())?;
            }
            Ok(())
        }
    }
}
