//! The N-Triples form: the graph, one statement a line.

use std::io::Write;

use domain::release::Document;
use oxttl::NTriplesSerializer;

use crate::{
    Form, FormError,
    graph::{RECEIPT, each_triple},
};

pub(crate) const FORM: Form = Form {
    extension: "nt",
    media_type: "application/n-triples",
    name: "N-Triples (SKOS)",
    audience: "loading into triple stores, and comparing by line",
    receipt: RECEIPT,
    write: |document| crate::collected(document, write),
};

pub(crate) fn write(document: &Document, to: &mut dyn Write) -> Result<(), FormError> {
    let mut writer = NTriplesSerializer::new().for_writer(to);
    each_triple(document, |triple| writer.serialize_triple(triple))
}
