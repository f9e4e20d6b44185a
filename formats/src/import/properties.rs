//! The properties of linked data: those that speak of concepts, those that say what needs nobody's
//! attention here, and how the others are called where they are passed over.

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub(super) const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const DCT: &str = "http://purl.org/dc/terms/";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const OWL: &str = "http://www.w3.org/2002/07/owl#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const ADMS: &str = "http://www.w3.org/ns/adms#";
const PROV: &str = "http://www.w3.org/ns/prov#";
/// Labels that are things of their own, as editors of thesauri write them.
const SKOS_XL: &str = "http://www.w3.org/2008/05/skos-xl#";
const ISO_THES: &str = "http://purl.org/iso25964/skos-thes#";

/// What a statement says of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Says {
    Type,
    Value,
    PrefLabel,
    AltLabel,
    HiddenLabel,
    Definition,
    Note,
    Example,
    Source,
    Broader,
    Narrower,
    Related,
    PartOf,
    ReplacedBy,
    Deprecated,
}

pub(super) fn says(property: &str) -> Option<Says> {
    if let Some(name) = property.strip_prefix(SKOS) {
        return Some(match name {
            "definition" => Says::Definition,
            "scopeNote" | "note" => Says::Note,
            "example" => Says::Example,
            "broader" => Says::Broader,
            "narrower" => Says::Narrower,
            "related" => Says::Related,
            _ => return label(name),
        });
    }
    if let Some(name) = property.strip_prefix(DCT) {
        return Some(match name {
            "source" => Says::Source,
            "isPartOf" => Says::PartOf,
            "isReplacedBy" => Says::ReplacedBy,
            _ => return None,
        });
    }
    if let Some(name) = property.strip_prefix(SKOS_XL) {
        return Some(match name {
            "literalForm" => Says::Value,
            _ => return label(name),
        });
    }
    match (property.strip_prefix(RDF), property.strip_prefix(OWL)) {
        (Some("type"), _) => Some(Says::Type),
        (Some("value"), _) => Some(Says::Value),
        (_, Some("deprecated")) => Some(Says::Deprecated),
        _ if property.strip_prefix(DC) == Some("source") => Some(Says::Source),
        _ => None,
    }
}

/// What a label is for, be it a text or a thing of its own.
fn label(name: &str) -> Option<Says> {
    Some(match name {
        "prefLabel" => Says::PrefLabel,
        "altLabel" => Says::AltLabel,
        "hiddenLabel" => Says::HiddenLabel,
        _ => return None,
    })
}

/// Whether a property belongs to how the file is kept: schemes, states, dates and proofs, which are
/// made anew here. `said` is of a text what it says.
pub(super) fn is_housekeeping(property: &str, subject: &str, said: &str) -> bool {
    if let Some(name) = property.strip_prefix(SKOS) {
        return match name {
            "inScheme" | "topConceptOf" => true,
            // As we write them.
            "notation" => subject
                .rsplit_once("/c/")
                .is_some_and(|(_, number)| number == said),
            "historyNote" => said.starts_with("In the glossary since "),
            _ => false,
        };
    }
    if let Some(name) = property.strip_prefix(DCT) {
        return matches!(
            name,
            "provenance" | "created" | "modified" | "issued" | "dateSubmitted"
        );
    }
    property.starts_with(PROV)
        || property.strip_prefix(RDFS) == Some("isDefinedBy")
        || property.strip_prefix(ADMS) == Some("status")
}

/// A property as people know it, by the prefix that everybody gives its namespace.
pub(super) fn name(property: &str) -> String {
    let known = [
        (SKOS, "skos"),
        (SKOS_XL, "skosxl"),
        (ISO_THES, "iso-thes"),
        (DCT, "dct"),
        (DC, "dc"),
        (RDFS, "rdfs"),
        (RDF, "rdf"),
        (OWL, "owl"),
    ];
    let mut known = known.into_iter();
    let found = known.find_map(|(space, prefix)| Some((prefix, property.strip_prefix(space)?)));
    match found {
        Some((prefix, name)) => format!("{prefix}:{name}"),
        None => property.to_owned(),
    }
}
