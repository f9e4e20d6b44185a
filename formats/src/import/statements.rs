//! Statements of linked data, whatever they are written in: the few of them that speak of
//! concepts, each with its line.

use std::collections::{HashMap, HashSet, hash_map::DefaultHasher};
use std::hash::{Hash, Hasher};

use oxjsonld::{JsonLdErrorCode, JsonLdParseError, JsonLdParser};
use oxrdf::{NamedOrBlankNode, Quad, Term, Triple};
use oxrdfxml::RdfXmlParser;
use oxttl::{NTriplesParser, TurtleParseError, TurtleParser};

use super::{
    Format, Place, Problem,
    pace::LineByLine,
    passing::Passed,
    properties::{Says, is_housekeeping, name, says},
    source::Lines,
    strings::{Strings, remote_context},
    xml::{Step, Steps},
};

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
/// Properties without a meaning here that are named.
const UNKNOWN_MAX: usize = 200;
/// Objects and lists within each other in JSON-LD.
const DEPTH_MAX: usize = 64;

/// What was kept so far, and how much was looked at.
#[derive(Default)]
struct Kept {
    statements: Vec<Statement>,
    seen: usize,
    bytes: usize,
    /// Properties that mean nothing here, by their addresses and by their names.
    unknown: HashMap<String, usize>,
    names: Vec<String>,
    passed: Vec<(u64, usize, u64)>,
}

/// What a file says of concepts, and what it says by properties that mean nothing here.
pub(super) struct Statements {
    pub(super) said: Vec<Statement>,
    names: Vec<String>,
    /// Of whom, by which of the names, and in which line: subjects by their hashes, because there may
    /// be very many and only those are counted that turn out to be concepts.
    passed: Vec<(u64, usize, u64)>,
}

impl Statements {
    /// Remarks on what is said of these concepts and means nothing here.
    pub(super) fn passed_over<'s>(&self, concepts: impl Iterator<Item = &'s str>) -> Vec<Problem> {
        let concepts: HashSet<u64> = concepts.map(hashed).collect();
        let mut passed = Passed::default();
        for (subject, property, line) in &self.passed {
            if let Some(name) = self
                .names
                .get(*property)
                .filter(|_| concepts.contains(subject))
            {
                passed.note(name, Place::line(*line));
            }
        }
        passed.remarks("property")
    }
}

fn hashed(subject: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    subject.hash(&mut hasher);
    hasher.finish()
}

/// Reads the statements of a file.
pub(super) fn read(format: Format, text: &str) -> Result<Statements, Problem> {
    let mut kept = Kept::default();
    match format {
        Format::Turtle => {
            let (reader, progress) = LineByLine::of(text);
            for triple in TurtleParser::new().for_reader(reader) {
                let line = progress.line.get();
                let base = "give the file an @base";
                kept.triple(
                    triple.map_err(|error| syntax(&error, line, Some(base)))?,
                    line,
                )?;
                progress.got_on();
            }
            kept.begin(text);
        }
        Format::NTriples => {
            let (reader, progress) = LineByLine::of(text);
            for triple in NTriplesParser::new().for_reader(reader) {
                let line = progress.line.get();
                kept.triple(triple.map_err(|error| syntax(&error, line, None))?, line)?;
                progress.got_on();
            }
        }
        Format::JsonLd => {
            check_depth(text)?;
            let (reader, progress) = LineByLine::of(text);
            for quad in JsonLdParser::new().for_reader(reader) {
                let line = progress.line.get();
                kept.quad(quad.map_err(|error| json_syntax(&error, text, line))?, line)?;
                progress.got_on();
            }
            kept.place(text);
        }
        _ => {
            check_xml(text)?;
            let lines = Lines::of(text);
            let mut parser = RdfXmlParser::new().for_slice(text);
            while let Some(triple) = parser.next() {
                let at = usize::try_from(parser.buffer_position()).unwrap_or(usize::MAX);
                let place = lines.at(at.saturating_sub(1));
                let triple = triple.map_err(|error| {
                    let said = format!("This is not RDF/XML: {error}.");
                    Problem::at(place, with_base(said, Some("give the file an xml:base")))
                })?;
                kept.triple(triple, place.line)?;
            }
        }
    }
    Ok(Statements {
        said: kept.statements,
        names: kept.names,
        passed: kept.passed,
    })
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
            self.pass_over(triple.predicate.as_str(), &subject, &object, line);
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

    fn pass_over(&mut self, property: &str, subject: &str, object: &Object, line: u64) {
        let said = match object {
            Object::Node(text) | Object::Literal { text, .. } => text,
        };
        if property.len() > IRI_MAX || is_housekeeping(property, subject, said) {
            return;
        }
        let at = match self.unknown.get(property) {
            Some(at) => *at,
            None if self.names.len() >= UNKNOWN_MAX => return,
            None => {
                self.names.push(name(property));
                self.unknown
                    .insert(property.to_owned(), self.names.len() - 1);
                self.names.len() - 1
            }
        };
        self.passed.push((hashed(subject), at, line));
    }

    /// Puts the first statement of each subject of Turtle where the subject stands, which may have a
    /// line of its own.
    fn begin(&mut self, text: &str) {
        let lines = Lines::of(text);
        let mut subject = String::new();
        for statement in &mut self.statements {
            if statement.subject == subject {
                continue;
            }
            subject.clone_from(&statement.subject);
            let above = lines.text(text, statement.line.saturating_sub(1)).trim();
            let is_one = !above.contains(char::is_whitespace) && !above.starts_with(['#', '@']);
            if !above.is_empty() && is_one && !above.ends_with(['.', ';', ',']) {
                statement.line -= 1;
            }
        }
    }

    /// Puts statements where their words stand in the file, because the parser of JSON-LD reads all
    /// of it before it says anything; in the order of the file then.
    fn place(&mut self, text: &str) {
        let wanted = self.statements.iter().flat_map(|statement| {
            let said = match &statement.object {
                Object::Literal { text, .. } => Some(text.as_str()),
                Object::Node(_) => None,
            };
            said.into_iter().chain([statement.subject.as_str()])
        });
        let strings = Strings::of(text, &wanted.collect());
        let mut lines = HashMap::new();
        for statement in &mut self.statements {
            let subject = strings.id(&statement.subject);
            let said = match &statement.object {
                Object::Literal { text, .. } => strings.from(text, subject.unwrap_or(1)),
                Object::Node(_) => None,
            };
            if let Some(line) = subject.or(said) {
                lines.entry(hashed(&statement.subject)).or_insert(line);
                statement.line = said.unwrap_or(line);
            }
        }
        // What is said of one subject stays in its order: a word may stand elsewhere too, in an earlier line.
        self.statements.sort_by_cached_key(|statement| {
            let subject = lines.get(&hashed(&statement.subject));
            subject.copied().unwrap_or(statement.line)
        });
        for (subject, _, line) in &mut self.passed {
            if let Some(found) = lines.get(subject) {
                *line = *found;
            }
        }
    }
}

/// What a parser says, and what to do about an address that is relative to nothing.
fn with_base(mut said: String, base: Option<&str>) -> String {
    if said.contains("No scheme found") {
        said.push_str(" The address is relative: ");
        if let Some(base) = base {
            said.push_str(&format!("{base}, or "));
        }
        said.push_str("write the address in full.");
    }
    said
}

fn syntax(error: &TurtleParseError, line: u64, base: Option<&str>) -> Problem {
    match error {
        TurtleParseError::Syntax(error) => {
            let at = error.location().start;
            let place = Place {
                line: at.line + 1,
                column: Some(at.column + 1),
            };
            let said = format!("{}.", error.message().trim_end_matches('.'));
            Problem::at(place, with_base(said, base))
        }
        TurtleParseError::Io(error) => Problem::at(Place::line(line), error.to_string()),
    }
}

fn json_syntax(error: &JsonLdParseError, text: &str, line: u64) -> Problem {
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
    // Of a context within a context the parser says only that nobody told it how to fetch.
    let within = error.to_string().contains("LoadDocumentCallback");
    if within || code.is_some_and(|code| elsewhere.contains(&code.as_str())) {
        place = remote_context(text).map_or(place, Place::line);
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
