//! Writing and reading XML, bare of what is the same everywhere.

use domain::manuscript::Fault;
use quick_xml::{
    Reader, Writer,
    escape::resolve_xml_entity,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use crate::FormError;

/// XML as it is written.
pub(super) struct Xml(Writer<Vec<u8>>);

pub(super) type Written = Result<(), FormError>;

/// The attributes of an element.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    pub(super) fn begin() -> Result<Self, FormError> {
        let mut xml = Self(Writer::new(Vec::new()));
        xml.event(Event::Decl(BytesDecl::new(
            "1.0",
            Some("UTF-8"),
            Some("yes"),
        )))?;
        Ok(xml)
    }

    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) -> Written {
        self.event(Event::Start(element(name, attributes)))
    }

    pub(super) fn close(&mut self, name: &str) -> Written {
        self.event(Event::End(BytesEnd::new(name)))
    }

    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> Written {
        self.event(Event::Empty(element(name, attributes)))
    }

    pub(super) fn text(&mut self, text: &str) -> Written {
        self.event(Event::Text(BytesText::new(text)))
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn event(&mut self, event: Event<'_>) -> Written {
        self.0
            .write_event(event)
            .map_err(|error| FormError::Write(error.to_string()))
    }
}

fn element<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}

/// One step of reading.
pub(super) enum Step {
    Open(Opened),
    Close(String),
    Text(String),
    End,
}

/// An element that begins.
pub(super) struct Opened {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Opened {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// XML as it is read. A document type is refused, because entities are declared in it.
pub(super) struct Steps<'a>(Reader<&'a [u8]>);

impl<'a> Steps<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        let mut reader = Reader::from_reader(bytes);
        reader.config_mut().expand_empty_elements = true;
        Self(reader)
    }

    pub(super) fn step(&mut self) -> Result<Step, Fault> {
        loop {
            let step = match self.0.read_event().map_err(|_| Fault::Broken)? {
                Event::Start(start) => Step::Open(opened(&start)?),
                Event::End(end) => Step::Close(name(end.name().as_ref())?),
                Event::Text(text) => Step::Text(
                    text.xml10_content()
                        .map_err(|_| Fault::Broken)?
                        .into_owned(),
                ),
                Event::CData(text) => Step::Text(
                    text.xml10_content()
                        .map_err(|_| Fault::Broken)?
                        .into_owned(),
                ),
                Event::GeneralRef(reference) => {
                    let known = reference.resolve_char_ref().map_err(|_| Fault::Broken)?;
                    match known {
                        Some(c) => Step::Text(c.to_string()),
                        None => {
                            let name = reference.decode().map_err(|_| Fault::Broken)?;
                            let text = resolve_xml_entity(&name).ok_or(Fault::Entities)?;
                            Step::Text(text.to_owned())
                        }
                    }
                }
                Event::DocType(_) => return Err(Fault::Entities),
                Event::Eof => Step::End,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            };
            return Ok(step);
        }
    }
}

fn opened(start: &BytesStart<'_>) -> Result<Opened, Fault> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| Fault::Broken)?;
        let value = std::str::from_utf8(&attribute.value).map_err(|_| Fault::Broken)?;
        let value = quick_xml::escape::unescape(value).map_err(|_| Fault::Entities)?;
        attributes.push((name(attribute.key.as_ref())?, value.into_owned()));
    }
    Ok(Opened {
        name: name(start.name().as_ref())?,
        attributes,
    })
}

fn name(bytes: &[u8]) -> Result<String, Fault> {
    String::from_utf8(bytes.to_vec()).map_err(|_| Fault::Broken)
}
