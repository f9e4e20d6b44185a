//! The words the graph is said in: SKOS, with DCMI terms, ADMS and PROV for what SKOS has no words
//! for. Each is written once; the prefixes of Turtle and the context of JSON-LD follow from it.

/// Where a word comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Namespace {
    pub(crate) prefix: &'static str,
    pub(crate) iri: &'static str,
}

/// A class of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Class {
    pub(crate) iri: &'static str,
    /// With the prefix of its namespace.
    pub(crate) name: &'static str,
}

/// A property, and what its objects look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Property {
    pub(crate) iri: &'static str,
    /// With the prefix of its namespace.
    pub(crate) name: &'static str,
    /// What it is called where there are no namespaces.
    pub(crate) key: &'static str,
    pub(crate) shape: Shape,
}

/// What the objects of a property are. JSON-LD says it once, in its context, and then writes plain
/// strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A class.
    Class,
    /// Words in a language.
    Words,
    /// Another thing.
    Node,
    /// A string, a truth, or sometimes another thing.
    Any,
    Date,
    Moment,
}

macro_rules! namespaces {
    ($($space:ident $iri:literal)*) => {
        $(macro_rules! $space { ($word:literal) => { concat!($iri, $word) } })*
        /// Every namespace, in the order in which they are introduced.
        pub(crate) const NAMESPACES: &[Namespace] = &[
            $(Namespace { prefix: stringify!($space), iri: $iri },)*
        ];
    };
}

namespaces! {
    skos "http://www.w3.org/2004/02/skos/core#"
    dct "http://purl.org/dc/terms/"
    owl "http://www.w3.org/2002/07/owl#"
    rdfs "http://www.w3.org/2000/01/rdf-schema#"
    sdo "https://schema.org/"
    adms "http://www.w3.org/ns/adms#"
    prov "http://www.w3.org/ns/prov#"
    xsd "http://www.w3.org/2001/XMLSchema#"
}

macro_rules! properties {
    ($($name:ident $key:literal $space:ident:$word:literal $shape:ident;)*) => {
        $(pub(crate) const $name: Property = Property {
            iri: $space!($word),
            name: concat!(stringify!($space), ":", $word),
            key: $key,
            shape: Shape::$shape,
        };)*
        /// Every property but `rdf:type`, for which JSON-LD has a keyword.
        pub(crate) const PROPERTIES: &[Property] = &[$($name),*];
    };
}

macro_rules! classes {
    ($($name:ident $space:ident:$word:literal)*) => {
        $(pub(crate) const $name: Class = Class {
            iri: $space!($word),
            name: concat!(stringify!($space), ":", $word),
        };)*
    };
}

pub(crate) const TYPE: Property = Property {
    iri: "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    name: "rdf:type",
    key: "type",
    shape: Shape::Class,
};

properties! {
    PREF_LABEL "prefLabel" skos:"prefLabel" Words;
    ALT_LABEL "altLabel" skos:"altLabel" Words;
    HIDDEN_LABEL "hiddenLabel" skos:"hiddenLabel" Words;
    DEFINITION "definition" skos:"definition" Words;
    SCOPE_NOTE "scopeNote" skos:"scopeNote" Words;
    EXAMPLE "example" skos:"example" Words;
    HISTORY_NOTE "historyNote" skos:"historyNote" Words;
    NOTE "note" skos:"note" Words;
    NOTATION "notation" skos:"notation" Any;
    IN_SCHEME "inScheme" skos:"inScheme" Node;
    HAS_TOP_CONCEPT "hasTopConcept" skos:"hasTopConcept" Node;
    TOP_CONCEPT_OF "topConceptOf" skos:"topConceptOf" Node;
    BROADER "broader" skos:"broader" Node;
    NARROWER "narrower" skos:"narrower" Node;
    RELATED "related" skos:"related" Node;
    TITLE "title" dct:"title" Words;
    CREATOR "creator" dct:"creator" Node;
    PUBLISHER "publisher" dct:"publisher" Node;
    LICENSE "license" dct:"license" Node;
    RIGHTS "rights" dct:"rights" Any;
    MODIFIED "modified" dct:"modified" Date;
    SOURCE "source" dct:"source" Any;
    IS_PART_OF "isPartOf" dct:"isPartOf" Node;
    IS_REPLACED_BY "isReplacedBy" dct:"isReplacedBy" Node;
    PROVENANCE "provenance" dct:"provenance" Node;
    VERSION_INFO "version" owl:"versionInfo" Any;
    VERSION_IRI "versionIRI" owl:"versionIRI" Node;
    PRIOR_VERSION "priorVersion" owl:"priorVersion" Node;
    DEPRECATED "deprecated" owl:"deprecated" Any;
    IS_DEFINED_BY "isDefinedBy" rdfs:"isDefinedBy" Node;
    LABEL "label" rdfs:"label" Words;
    COMMENT "comment" rdfs:"comment" Words;
    NAME "name" sdo:"name" Any;
    STATUS "status" adms:"status" Node;
    WAS_GENERATED_BY "wasGeneratedBy" prov:"wasGeneratedBy" Node;
    ENDED_AT_TIME "endedAtTime" prov:"endedAtTime" Moment;
}

classes! {
    CONCEPT skos:"Concept"
    CONCEPT_SCHEME skos:"ConceptScheme"
    ORGANIZATION sdo:"Organization"
    ACTIVITY prov:"Activity"
    PROVENANCE_STATEMENT dct:"ProvenanceStatement"
}

pub(crate) const XSD_DATE: &str = xsd!("date");
pub(crate) const XSD_MOMENT: &str = xsd!("dateTime");
pub(crate) const XSD_TRUTH: &str = xsd!("boolean");

/// The EU's vocabulary of what may become of a thing that was published.
pub(crate) const COMPLETED: &str = "http://purl.org/adms/status/Completed";
pub(crate) const WITHDRAWN: &str = "http://purl.org/adms/status/Deprecated";
