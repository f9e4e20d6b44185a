//! XML step by step, each with its line. A document type may be named but nothing is fetched, and
//! one that declares anything is refused: entities are declared there, and bombs are made of them.

use quick_xml::{
    Reader,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
};

use super::{Place, Problem, source::Lines};

/// Elements within elements; no glossary needs as many.
const DEPTH_MAX: usize = 64;

pub(super) enum Step {
    Open(Element),
    Close,
    Text(String),
    End,
}

pub(super) struct Element {
    /// Without its prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

pub(super) struct Steps<'a> {
    reader: Reader<&'a [u8]>,
    lines: Lines,
    depth: usize,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl<'a> Steps<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            lines: Lines::of(text),
            depth: 0,
        }
    }

    /// Where what was read last ends.
    pub(super) fn place(&self) -> Place {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        self.lines.at(at.saturating_sub(1))
    }

    pub(super) fn step(&mut self) -> Result<Step, Problem> {
        loop {
            let event = self.reader.read_event().map_err(|error| {
                let at = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
                Problem::at(self.lines.at(at), format!("This is not XML: {error}."))
            })?;
            let broken = |_| self.broken("This is not XML.");
            return Ok(match event {
                Event::Start(start) => {
                    let element = self.element(&start)?;
                    self.depth += 1;
                    if self.depth > DEPTH_MAX {
                        let detail = format!(
                            "Elements stand more than {DEPTH_MAX} deep in each other here."
                        );
                        return Err(self.broken(&detail));
                    }
                    Step::Open(element)
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::Close
                }
                Event::Text(text) => Step::Text(text.xml10_content().map_err(broken)?.into_owned()),
                Event::CData(text) => {
                    Step::Text(text.xml10_content().map_err(broken)?.into_owned())
                }
                Event::GeneralRef(reference) => {
                    let known = reference.resolve_char_ref();
                    let known = known.map_err(|_| self.broken("This is no character."))?;
                    match known {
                        Some(c) => Step::Text(c.to_string()),
                        None => {
                            let name = String::from_utf8_lossy(&reference).into_owned();
                            let text = resolve_xml_entity(&name);
                            let text = text.ok_or_else(|| self.entity(&name))?;
                            Step::Text(text.to_owned())
                        }
                    }
                }
                Event::DocType(declared) if declared.contains(&b'[') => {
                    return Err(self.broken(
                        "The document type declares entities or more, which is not read. Write out what it stands for and \
                         take the declaration out.",
                    ));
                }
                Event::Eof if self.depth > 0 => {
                    return Err(self.broken(
                        "The file ends before its elements do: it seems to have been cut. Send it whole.",
                    ));
                }
                Event::Eof => Step::End,
                Event::DocType(_)
                | Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_) => continue,
            });
        }
    }

    fn element(&self, start: &BytesStart<'_>) -> Result<Element, Problem> {
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute =
                attribute.map_err(|error| self.broken(&format!("This is not XML: {error}.")))?;
            let value = String::from_utf8_lossy(&attribute.value);
            let value = quick_xml::escape::unescape(&value);
            let value =
                value.map_err(|_| self.broken("An attribute refers to an unknown entity here."))?;
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            attributes.push((key, value.into_owned()));
        }
        Ok(Element {
            name: local(start.name().as_ref()),
            attributes,
        })
    }

    fn entity(&self, name: &str) -> Problem {
        self.broken(&format!(
            "The entity &{name}; is not known to XML itself. Write the character instead."
        ))
    }

    fn broken(&self, detail: &str) -> Problem {
        Problem::at(self.place(), detail)
    }
}

fn local(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.rsplit(':').next().unwrap_or_default().to_owned()
}
