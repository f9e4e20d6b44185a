//! The Turtle form: the graph as people can read it.

use std::io::Write;

use domain::release::Document;
use oxttl::TurtleSerializer;

use crate::{
    Form, FormError,
    graph::{RECEIPT, each_triple, vocabulary::NAMESPACES},
};

pub(crate) const FORM: Form = Form {
    extension: "ttl",
    media_type: "text/turtle; charset=utf-8",
    name: "Turtle (SKOS)",
    audience: "linked data and thesauri",
    receipt: RECEIPT,
    write: |document| crate::collected(document, write),
};

pub(crate) fn write(document: &Document, to: &mut dyn Write) -> Result<(), FormError> {
    let mut serializer = TurtleSerializer::new();
    for space in NAMESPACES {
        serializer = serializer
            .with_prefix(space.prefix, space.iri)
            .map_err(|error| FormError::Iri(error.to_string()))?;
    }
    let mut writer = serializer.for_writer(to);
    each_triple(document, |triple| writer.serialize_triple(triple))?;
    writer.finish()?;
    Ok(())
}
