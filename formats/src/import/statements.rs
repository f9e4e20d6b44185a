//! Statements of linked data, whatever they are written in: the few of them that speak of
//! concepts, each with its line.

use std::{
    cell::Cell,
    io::{self, Read},
    rc::Rc,
};

use oxjsonld::{JsonLdErrorCode, JsonLdParseError, JsonLdParser};
use oxrdf::{NamedOrBlankNode, Quad, Term, Triple};
use oxrdfxml::RdfXmlParser;
use oxttl::{NTriplesParser, TurtleParseError, TurtleParser};

use super::{
    Format, Place, Problem,
    source::Lines,
    xml::{Step, Steps},
};

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

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Object {
    /// An IRI, or the label of a blank node behind `_:`.
    Node(String),
    Literal {
        text: String,
        lang: Option<String>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) line: u64,
    pub(super) subject: String,
    pub(super) says: Says,
    pub(super) object: Object,
}

/// A prefix can stand for a long address, and a short file for very many long addresses: this many
/// statements, and this many bytes in them, are looked at.
const STATEMENTS_MAX: usize = 4_000_000;
const BYTES_MAX: usize = 512 * 1024 * 1024;
/// Statements that speak of concepts.
const KEPT_MAX: usize = 1_500_000;
const IRI_MAX: usize = 2048;
/// Objects and lists within each other in JSON-LD.
const DEPTH_MAX: usize = 64;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub(super) const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const DCT: &str = "http://purl.org/dc/terms/";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const OWL: &str = "http://www.w3.org/2002/07/owl#";

/// What was kept so far, and how much was looked at.
#[derive(Default)]
struct Kept {
    statements: Vec<Statement>,
    seen: usize,
    bytes: usize,
}

/// Reads the statements of a file.
pub(super) fn read(format: Format, text: &str) -> Result<Vec<Statement>, Problem> {
    let mut kept = Kept::default();
    match format {
        Format::Turtle => {
            let (reader, progress) = LineByLine::of(text);
            for triple in TurtleParser::new().for_reader(reader) {
                let line = progress.line.get();
                kept.triple(triple.map_err(|error| syntax(&error, line))?, line)?;
                progress.got_on();
            }
        }
        Format::NTriples => {
            let (reader, progress) = LineByLine::of(text);
            for triple in NTriplesParser::new().for_reader(reader) {
                let line = progress.line.get();
                kept.triple(triple.map_err(|error| syntax(&error, line))?, line)?;
                progress.got_on();
            }
        }
        Format::JsonLd => {
            check_depth(text)?;
            let (reader, progress) = LineByLine::of(text);
            for quad in JsonLdParser::new().for_reader(reader) {
                let line = progress.line.get();
                kept.quad(quad.map_err(|error| json_syntax(&error, line))?, line)?;
                progress.got_on();
            }
        }
        _ => {
            check_xml(text)?;
            let lines = Lines::of(text);
            let mut parser = RdfXmlParser::new().for_slice(text);
            while let Some(triple) = parser.next() {
                let at = usize::try_from(parser.buffer_position()).unwrap_or(usize::MAX);
                let place = lines.at(at.saturating_sub(1));
                let triple = triple.map_err(|error| {
                    Problem::at(place, format!("This is not RDF/XML: {error}."))
                })?;
                kept.triple(triple, place.line)?;
            }
        }
    }
    Ok(kept.statements)
}

impl Kept {
    fn quad(&mut self, quad: Quad, line: u64) -> Result<(), Problem> {
        self.triple(Triple::from(quad), line)
    }

    fn triple(&mut self, triple: Triple, line: u64) -> Result<(), Problem> {
        let place = Place::line(line);
        let subject = match triple.subject {
            NamedOrBlankNode::NamedNode(node) => node.into_string(),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        let object = match triple.object {
            Term::NamedNode(node) => Object::Node(node.into_string()),
            Term::BlankNode(node) => Object::Node(node.to_string()),
            Term::Literal(literal) => {
                let lang = literal.language().map(str::to_owned);
                let (text, ..) = literal.destruct();
                Object::Literal { text, lang }
            }
            #[allow(
                unreachable_patterns,
                reason = "another crate may let triples be terms"
            )]
            _ => return Ok(()),
        };
        let said = match &object {
            Object::Node(node) => node.len(),
            Object::Literal { text, .. } => text.len(),
        };
        self.seen += 1;
        self.bytes += subject.len() + said + triple.predicate.as_str().len();
        if self.seen > STATEMENTS_MAX || self.bytes > BYTES_MAX {
            let detail = "There is more in this file than is read at once. Part it.";
            return Err(Problem::at(place, detail));
        }
        let Some(says) = says(triple.predicate.as_str()) else {
            return Ok(());
        };
        let long = matches!(&object, Object::Node(node) if node.len() > IRI_MAX);
        if long || subject.len() > IRI_MAX {
            let detail = format!("Shorten this address to {IRI_MAX} characters.");
            return Err(Problem::at(place, detail));
        }
        if self.statements.len() >= KEPT_MAX {
            let detail = "There is more in this file than is read at once. Part it.";
            return Err(Problem::at(place, detail));
        }
        self.statements.push(Statement {
            line,
            subject,
            says,
            object,
        });
        Ok(())
    }
}

fn says(property: &str) -> Option<Says> {
    if let Some(name) = property.strip_prefix(SKOS) {
        return Some(match name {
            "prefLabel" => Says::PrefLabel,
            "altLabel" => Says::AltLabel,
            "hiddenLabel" => Says::HiddenLabel,
            "definition" => Says::Definition,
            "scopeNote" | "note" => Says::Note,
            "example" => Says::Example,
            "broader" => Says::Broader,
            "narrower" => Says::Narrower,
            "related" => Says::Related,
            _ => return None,
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
    match (property.strip_prefix(RDF), property.strip_prefix(OWL)) {
        (Some("type"), _) => Some(Says::Type),
        (Some("value"), _) => Some(Says::Value),
        (_, Some("deprecated")) => Some(Says::Deprecated),
        _ if property.strip_prefix(DC) == Some("source") => Some(Says::Source),
        _ => None,
    }
}

/// Hands a parser line after line, so that one knows how far it is. Where a long text says nothing
/// for many lines it is handed ever more of them at once, because a parser may look at all it has
/// whenever it gets more.
struct LineByLine<'a> {
    rest: &'a [u8],
    progress: Rc<Progress>,
}

struct Progress {
    line: Cell<u64>,
    ended: Cell<bool>,
    least: Cell<usize>,
}

impl Progress {
    fn got_on(&self) {
        self.least.set(1);
    }
}

impl<'a> LineByLine<'a> {
    fn of(text: &'a str) -> (Self, Rc<Progress>) {
        let progress = Rc::new(Progress {
            line: Cell::new(1),
            ended: Cell::new(false),
            least: Cell::new(1),
        });
        let reader = Self {
            rest: text.as_bytes(),
            progress: Rc::clone(&progress),
        };
        (reader, progress)
    }
}

impl Read for LineByLine<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let least = self.progress.least.get();
        self.progress.least.set(least.saturating_mul(2));
        let behind = self.rest.get(least.saturating_sub(1)..).unwrap_or_default();
        let line = behind.iter().position(|byte| *byte == b'\n');
        let len = line.map_or(self.rest.len(), |end| least - 1 + end + 1);
        let len = len.min(buffer.len());
        let (now, later) = self.rest.split_at(len);
        if let Some(buffer) = buffer.get_mut(..len) {
            buffer.copy_from_slice(now);
        }
        // A line that ended before is over only now.
        let before = u64::from(self.progress.ended.get());
        let ends = now.iter().filter(|byte| **byte == b'\n').count() as u64;
        let ended = now.last() == Some(&b'\n');
        self.progress.ended.set(ended);
        let line = self.progress.line.get();
        self.progress
            .line
            .set(line + before + ends - u64::from(ended));
        self.rest = later;
        Ok(len)
    }
}

fn syntax(error: &TurtleParseError, line: u64) -> Problem {
    match error {
        TurtleParseError::Syntax(error) => {
            let at = error.location().start;
            let place = Place {
                line: at.line + 1,
                column: Some(at.column + 1),
            };
            Problem::at(place, format!("{}.", error.message().trim_end_matches('.')))
        }
        TurtleParseError::Io(error) => Problem::at(Place::line(line), error.to_string()),
    }
}

fn json_syntax(error: &JsonLdParseError, line: u64) -> Problem {
    let mut place = Place::line(line);
    let JsonLdParseError::Syntax(error) = error else {
        return Problem::at(place, error.to_string());
    };
    if let Some(at) = error.location().map(|location| location.start) {
        place = Place {
            line: at.line + 1,
            column: Some(at.column + 1),
        };
    }
    let elsewhere = [
        "loading remote context failed",
        "invalid remote context",
        "loading document failed",
    ];
    let code = error.code().map(|code: JsonLdErrorCode| code.to_string());
    if code.is_some_and(|code| elsewhere.contains(&code.as_str())) {
        let detail = "The context stands at another address, and nothing is fetched from there. Write the context into \
                      the file.";
        return Problem::at(place, detail);
    }
    Problem::at(place, format!("This is not JSON-LD: {error}."))
}

/// Refuses JSON that nests deeper than a glossary needs, before a parser follows it.
fn check_depth(text: &str) -> Result<(), Problem> {
    let (mut depth, mut line) = (0usize, 1u64);
    let (mut in_string, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH_MAX {
            let detail =
                format!("Objects and lists stand more than {DEPTH_MAX} deep in each other here.");
            return Err(Problem::at(Place::line(line), detail));
        }
    }
    Ok(())
}

/// Refuses XML that declares entities, nests too deeply or was cut, before it is read as RDF.
fn check_xml(text: &str) -> Result<(), Problem> {
    let mut steps = Steps::of(text);
    while !matches!(steps.step()?, Step::End) {}
    Ok(())
}
