//! The RDF/XML form: the graph for software that reads no other.

use std::io::Write;

use domain::release::Document;
use oxrdfxml::RdfXmlSerializer;

use crate::{
    Form, FormError,
    graph::{RECEIPT, each_triple, vocabulary::NAMESPACES},
};

pub(crate) const FORM: Form = Form {
    extension: "rdf",
    media_type: "application/rdf+xml",
    name: "RDF/XML (SKOS)",
    audience: "thesaurus software that reads XML",
    receipt: RECEIPT,
    write: |document| crate::collected(|to| write(document, to)),
};

pub(crate) fn write(document: &Document, to: &mut dyn Write) -> Result<(), FormError> {
    let mut serializer = RdfXmlSerializer::new();
    for space in NAMESPACES {
        serializer = serializer
            .with_prefix(space.prefix, space.iri)
            .map_err(|error| FormError::Iri(error.to_string()))?;
    }
    let mut writer = serializer.for_writer(to);
    each_triple(document, |triple| writer.serialize_triple(triple))?;
    let to = writer.finish()?;
    to.write_all(b"\n")?;
    Ok(())
}
