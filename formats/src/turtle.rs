//! The Turtle form: SKOS, with DCMI terms, ADMS and PROV for what SKOS has no words for.

mod hierarchy;

use std::collections::HashSet;

use domain::{
    Version,
    content::{DesignationKind, RelationKind},
    release::{Document, Term, TermStatus},
};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term as RdfTerm, Triple, vocab};
use oxttl::TurtleSerializer;

use crate::{Form, FormError, Receipt};
use hierarchy::Hierarchy;

pub(crate) const FORM: Form = Form {
    extension: "ttl",
    media_type: "text/turtle; charset=utf-8",
    name: "Turtle (SKOS)",
    audience: "linked data and thesauri",
    receipt: Receipt {
        weakened: &[
            ("definition", "as plain text"),
            ("abbreviation", "as skos:altLabel"),
            ("sources", "as their address, or as text without one"),
            ("relations", "none that would close a circle"),
        ],
        dropped: &[],
    },
    write: Some(write),
};

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const DCT: &str = "http://purl.org/dc/terms/";
const OWL: &str = "http://www.w3.org/2002/07/owl#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const SDO: &str = "https://schema.org/";
const ADMS: &str = "http://www.w3.org/ns/adms#";
const PROV: &str = "http://www.w3.org/ns/prov#";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
/// The EU's vocabulary of what may become of a thing that was published.
const COMPLETED: &str = "http://purl.org/adms/status/Completed";
const DEPRECATED: &str = "http://purl.org/adms/status/Deprecated";

/// The triples of one document, in the order in which they are written, each once.
#[derive(Default)]
struct Graph {
    triples: Vec<Triple>,
    known: HashSet<Triple>,
}

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let mut graph = Graph::default();
    let hierarchy = Hierarchy::of(document);
    graph.scheme(document, &hierarchy)?;
    for term in &document.terms {
        graph.concept(document, term, &hierarchy)?;
    }
    let iri = |error: oxrdf::IriParseError| FormError::Iri(error.to_string());
    let mut serializer = TurtleSerializer::new();
    for (prefix, namespace) in [
        ("skos", SKOS),
        ("dct", DCT),
        ("owl", OWL),
        ("rdfs", RDFS),
        ("sdo", SDO),
        ("adms", ADMS),
        ("prov", PROV),
        ("xsd", XSD),
    ] {
        serializer = serializer.with_prefix(prefix, namespace).map_err(iri)?;
    }
    let mut writer = serializer.for_writer(Vec::new());
    let failed = |error: std::io::Error| FormError::Write(error.to_string());
    for triple in &graph.triples {
        writer.serialize_triple(triple.as_ref()).map_err(failed)?;
    }
    writer.finish().map_err(failed)
}

impl Graph {
    fn scheme(&mut self, document: &Document, hierarchy: &Hierarchy) -> Result<(), FormError> {
        let about = &document.glossary;
        let scheme = node(&about.id)?;
        let publisher = node(&format!("{}#publisher", about.id))?;
        let lang = document.lang().map_or("en", |lang| lang.as_str());
        let version = |version: &Version| node(&format!("{}/{version}/", about.id));
        self.add(&scheme, vocab::rdf::TYPE, concept("ConceptScheme")?);
        for property in [(SKOS, "prefLabel"), (DCT, "title")] {
            self.say(&scheme, property, text(&about.title, lang))?;
        }
        if !about.description.is_empty() {
            self.say(
                &scheme,
                (SKOS, "definition"),
                text(&about.description, lang),
            )?;
        }
        self.say(&scheme, (OWL, "versionInfo"), plain(&document.version))?;
        self.say(&scheme, (OWL, "versionIRI"), version(&document.version)?)?;
        if let Some(previous) = &document.previous {
            self.say(&scheme, (OWL, "priorVersion"), version(previous)?)?;
        }
        for role in ["creator", "publisher"] {
            self.say(&scheme, (DCT, role), publisher.clone())?;
        }
        match spdx(&about.licence) {
            Some(licence) => self.say(&scheme, (DCT, "license"), node(&licence)?)?,
            None => self.say(&scheme, (DCT, "rights"), plain(&about.licence))?,
        }
        self.say(
            &scheme,
            (DCT, "modified"),
            date(&document.released_at.date())?,
        )?;
        for term in document
            .terms
            .iter()
            .filter(|term| hierarchy.is_top(term.number))
        {
            self.say(&scheme, (SKOS, "hasTopConcept"), node(&term.id)?)?;
        }
        self.add(
            &publisher,
            vocab::rdf::TYPE,
            node(&format!("{SDO}Organization"))?,
        );
        self.say(&publisher, (SDO, "name"), plain(&about.publisher))
    }

    fn concept(
        &mut self,
        document: &Document,
        term: &Term,
        hierarchy: &Hierarchy,
    ) -> Result<(), FormError> {
        let it = node(&term.id)?;
        let scheme = node(&document.glossary.id)?;
        self.add(&it, vocab::rdf::TYPE, concept("Concept")?);
        self.say(&it, (SKOS, "inScheme"), scheme.clone())?;
        self.say(&it, (RDFS, "isDefinedBy"), scheme.clone())?;
        if hierarchy.is_top(term.number) {
            self.say(&it, (SKOS, "topConceptOf"), scheme)?;
        }
        self.say(&it, (SKOS, "notation"), plain(&term.number))?;
        self.labels(&it, term)?;
        for definition in &term.definitions {
            self.say(
                &it,
                (SKOS, "definition"),
                text(&definition.text, definition.lang.as_str()),
            )?;
        }
        for (property, phrases) in [("scopeNote", &term.notes), ("example", &term.examples)] {
            for phrase in phrases {
                self.say(
                    &it,
                    (SKOS, property),
                    text(&phrase.text, phrase.lang.as_str()),
                )?;
            }
        }
        for source in &term.sources {
            // Not every address that a browser follows is an IRI.
            match source.url.as_deref().map(|url| (url, node(url))) {
                Some((_, Ok(url))) => self.say(&it, (DCT, "source"), url)?,
                Some((url, Err(_))) => self.say(&it, (DCT, "source"), plain(&url))?,
                None => self.say(&it, (DCT, "source"), plain(&source.text))?,
            }
        }
        for (property, others) in [
            ("broader", hierarchy.broader(term.number)),
            ("narrower", hierarchy.narrower(term.number)),
            ("related", hierarchy.related(term.number)),
        ] {
            for other in others.iter().filter_map(|number| document.term(*number)) {
                self.say(&it, (SKOS, property), node(&other.id)?)?;
            }
        }
        for relation in &term.relations {
            let property = match relation.kind {
                RelationKind::PartOf => "isPartOf",
                RelationKind::ReplacedBy => "isReplacedBy",
                _ => continue,
            };
            if let Some(other) = document.term(relation.term) {
                self.say(&it, (DCT, property), node(&other.id)?)?;
            }
        }
        let status = match term.status {
            TermStatus::Agreed => COMPLETED,
            TermStatus::Retired => DEPRECATED,
        };
        self.say(&it, (ADMS, "status"), node(status)?)?;
        if term.status == TermStatus::Retired {
            let truth = Literal::new_typed_literal("true", vocab::xsd::BOOLEAN);
            self.say(&it, (OWL, "deprecated"), truth)?;
        }
        let since = format!(
            "In the glossary since {}; these words since {}.",
            term.since, term.changed
        );
        self.say(&it, (SKOS, "historyNote"), text(&since, "en"))?;
        self.agreement(&it, term)
    }

    /// Every label once per language: SKOS keeps preferred, alternative and hidden ones apart.
    fn labels(&mut self, it: &NamedNode, term: &Term) -> Result<(), FormError> {
        let mut said = HashSet::new();
        for (property, kinds) in [
            ("prefLabel", &[DesignationKind::Preferred][..]),
            (
                "altLabel",
                &[DesignationKind::Admitted, DesignationKind::Abbreviation],
            ),
            ("hiddenLabel", &[DesignationKind::Deprecated]),
        ] {
            let labels = term.designations.iter().filter(|d| kinds.contains(&d.kind));
            for label in labels {
                if said.insert((&label.lang, &label.text)) {
                    self.say(it, (SKOS, property), text(&label.text, label.lang.as_str()))?;
                }
            }
        }
        Ok(())
    }

    /// The proof of agreement: the call as a PROV activity that the concept was generated by.
    fn agreement(&mut self, it: &NamedNode, term: &Term) -> Result<(), FormError> {
        let consensus = &term.consensus;
        let call = node(&consensus.call)?;
        let all = &consensus.tally.all;
        let tally = format!(
            "Agreed under the rule {}: {}; {} support, {} accept, {} concern, {} object, {} abstain of {} eligible.",
            consensus.rule,
            consensus.level,
            all.support,
            all.accept,
            all.concern,
            all.object,
            all.abstain,
            all.eligible
        );
        self.say(it, (DCT, "provenance"), call.clone())?;
        self.say(it, (PROV, "wasGeneratedBy"), call.clone())?;
        for class in [
            format!("{PROV}Activity"),
            format!("{DCT}ProvenanceStatement"),
        ] {
            self.add(&call, vocab::rdf::TYPE, node(&class)?);
        }
        self.say(
            &call,
            (RDFS, "label"),
            text(&format!("Call {}", consensus.call_number), "en"),
        )?;
        self.say(&call, (RDFS, "comment"), text(&tally, "en"))?;
        let ended =
            Literal::new_typed_literal(consensus.decided_at.to_string(), vocab::xsd::DATE_TIME);
        self.say(&call, (PROV, "endedAtTime"), ended)?;
        for minority in &consensus.minority {
            let who = minority.organisation.as_ref().or(minority.group.as_ref());
            let who = who.map_or("A participant", String::as_str);
            let words = format!("Minority statement. {who}: {}", minority.text);
            self.say(&call, (SKOS, "note"), text(&words, "en"))?;
        }
        Ok(())
    }

    fn say(
        &mut self,
        subject: &NamedNode,
        (namespace, name): (&str, &str),
        object: impl Into<RdfTerm>,
    ) -> Result<(), FormError> {
        let property = node(&format!("{namespace}{name}"))?;
        self.add(subject, property.as_ref(), object);
        Ok(())
    }

    fn add(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, object: impl Into<RdfTerm>) {
        let triple = Triple::new(subject.clone(), property.into_owned(), object);
        if self.known.insert(triple.clone()) {
            self.triples.push(triple);
        }
    }
}

fn node(iri: &str) -> Result<NamedNode, FormError> {
    NamedNode::new(iri).map_err(|error| FormError::Iri(format!("{iri}: {error}")))
}

fn concept(name: &str) -> Result<NamedNode, FormError> {
    node(&format!("{SKOS}{name}"))
}

/// Words in a language. The tag is not checked again: whatever is a `Lang` is a tag to Turtle too.
fn text(words: &str, lang: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(words, lang)
}

/// The address of a licence that is named as SPDX names them.
fn spdx(licence: &str) -> Option<String> {
    let name = licence.replace(' ', "-");
    let is_one = name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"-.+".contains(&b));
    is_one.then(|| format!("https://spdx.org/licenses/{name}"))
}

fn plain(words: &impl ToString) -> Literal {
    Literal::new_simple_literal(words.to_string())
}

fn date(date: &str) -> Result<Literal, FormError> {
    Ok(Literal::new_typed_literal(
        date,
        node(&format!("{XSD}date"))?,
    ))
}
