//! A document that came back, as a manuscript: what stands below our headings, and who changed it.

use domain::{
    Slug,
    manuscript::{Fault, LINE_BREAK, Mark, Origin, Piece, Returned, ReturnedSection, accepted},
    redline::PartName,
};

use super::{
    body::{self, Place},
    package::Package,
    xml::{Opened, Step, Steps},
};

/// What holds no words of the text: pictures, fields, what the look of something was before.
const PASSED_OVER: [&str; 13] = [
    "w:drawing",
    "w:pict",
    "w:object",
    "mc:AlternateContent",
    "w:instrText",
    "w:delInstrText",
    "w:txbxContent",
    "w:sdtPr",
    "w:rPrChange",
    "w:pPrChange",
    "w:sectPrChange",
    "w:tblPrChange",
    "w:numberingChange",
];

pub(super) fn returned(package: &Package) -> Result<Returned, Fault> {
    let origin = origin(&package.properties)?;
    let mut reading = Reading::default();
    let mut steps = Steps::of(&package.document);
    loop {
        match steps.step()? {
            Step::Open(opened) => reading.open(opened),
            Step::Close(name) => reading.close(&name),
            Step::Text(text) => reading.text(&text),
            Step::End => break,
        }
    }
    if !reading.path.is_empty() {
        return Err(Fault::Broken);
    }
    let sections = sections(reading.paragraphs)?;
    if sections.is_empty() && matches!(origin, Origin::Entry { .. }) {
        return Err(Fault::Foreign);
    }
    Ok(Returned {
        origin,
        sections,
        formatted: reading.formatted,
    })
}

fn origin(properties: &[(String, String)]) -> Result<Origin, Fault> {
    let property = |wanted: &str| {
        let found = properties.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.trim())
    };
    let slug = |text: &str| Slug::parse(text).map_err(|_| Fault::Foreign);
    if let Some(process) = property(body::RELEASES) {
        return Ok(Origin::Releases {
            process: slug(process)?,
        });
    }
    let process = property(body::PROCESS).ok_or(Fault::Foreign)?;
    let entry = property(body::ENTRY).and_then(|entry| entry.parse().ok());
    Ok(Origin::Entry {
        process: slug(process)?,
        entry: entry.ok_or(Fault::Foreign)?,
    })
}

#[derive(Debug, Default)]
struct Paragraph {
    places: Vec<Place>,
    pieces: Vec<Piece>,
    inserted: Option<Mark>,
    deleted: Option<Mark>,
    in_table: bool,
}

/// Where the reading of a document is.
#[derive(Debug, Default)]
struct Reading {
    /// The elements that are open.
    path: Vec<String>,
    /// How many of them are open where one began that is passed over.
    passing: Option<usize>,
    tables: usize,
    inserted: Vec<Mark>,
    deleted: Vec<Mark>,
    places: Vec<Place>,
    paragraph: Option<Paragraph>,
    paragraphs: Vec<Paragraph>,
    formatted: bool,
}

impl Reading {
    fn open(&mut self, opened: Opened) {
        if self.passing.is_none() {
            self.enter(&opened);
        }
        self.path.push(opened.name);
    }

    fn enter(&mut self, opened: &Opened) {
        let name = opened.name.as_str();
        if PASSED_OVER.contains(&name) {
            self.formatted |= name.ends_with("PrChange");
            self.passing = Some(self.path.len());
            return;
        }
        let parent = self.path.last().map(String::as_str);
        let of_end = parent == Some("w:rPr") && self.path.iter().any(|name| name == "w:pPr");
        match name {
            "w:p" => {
                self.paragraph = Some(Paragraph {
                    places: std::mem::take(&mut self.places),
                    in_table: self.tables > 0,
                    ..Paragraph::default()
                });
            }
            "w:tbl" => self.tables += 1,
            "w:bookmarkStart" => {
                let place = opened.attribute("w:name").and_then(body::place);
                match &mut self.paragraph {
                    Some(paragraph) => paragraph.places.extend(place),
                    None => self.places.extend(place),
                }
            }
            "w:ins" | "w:moveTo" if of_end => {
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.inserted = Some(mark(opened));
                }
            }
            "w:del" | "w:moveFrom" if of_end => {
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.deleted = Some(mark(opened));
                }
            }
            "w:ins" | "w:moveTo" => self.inserted.push(mark(opened)),
            "w:del" | "w:moveFrom" => self.deleted.push(mark(opened)),
            "w:tab" if parent == Some("w:r") => self.say("\t"),
            "w:cr" => self.say(&LINE_BREAK.to_string()),
            "w:br" if !matches!(opened.attribute("w:type"), Some("page" | "column")) => {
                self.say(&LINE_BREAK.to_string());
            }
            "w:noBreakHyphen" => self.say("\u{2011}"),
            "w:softHyphen" => self.say("\u{ad}"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        self.path.pop();
        if let Some(depth) = self.passing {
            if self.path.len() == depth {
                self.passing = None;
            }
            return;
        }
        let parent = self.path.last().map(String::as_str);
        let of_end = parent == Some("w:rPr") && self.path.iter().any(|name| name == "w:pPr");
        match name {
            "w:p" => self.paragraphs.extend(self.paragraph.take()),
            "w:tbl" => self.tables = self.tables.saturating_sub(1),
            "w:ins" | "w:moveTo" if !of_end => {
                self.inserted.pop();
            }
            "w:del" | "w:moveFrom" if !of_end => {
                self.deleted.pop();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let within = self.path.last().map(String::as_str);
        if self.passing.is_none() && matches!(within, Some("w:t" | "w:delText")) {
            // A line end in a file is white space; lines of a text are paragraphs.
            self.say(&text.replace(['\n', '\r'], " "));
        }
    }

    fn say(&mut self, text: &str) {
        let (inserted, deleted) = (self.inserted.last(), self.deleted.last());
        let Some(paragraph) = &mut self.paragraph else {
            return;
        };
        match paragraph.pieces.last_mut() {
            Some(last)
                if last.inserted.as_ref() == inserted && last.deleted.as_ref() == deleted =>
            {
                last.text.push_str(text);
            }
            _ => paragraph.pieces.push(Piece {
                text: text.to_owned(),
                inserted: inserted.cloned(),
                deleted: deleted.cloned(),
            }),
        }
    }
}

fn mark(opened: &Opened) -> Mark {
    let attribute = |name| opened.attribute(name).unwrap_or_default().to_owned();
    Mark {
        author: attribute("w:author"),
        at: attribute("w:date"),
    }
}

/// Puts paragraphs below the headings they stand under.
fn sections(paragraphs: Vec<Paragraph>) -> Result<Vec<ReturnedSection>, Fault> {
    let mut sections: Vec<ReturnedSection> = Vec::new();
    // The end of the paragraph before, once a part has one.
    let mut end: Option<Option<Piece>> = None;
    for paragraph in paragraphs {
        if paragraph.in_table && !sections.is_empty() {
            return Err(Fault::Table);
        }
        let mut is_heading = false;
        for place in &paragraph.places {
            is_heading = true;
            match place {
                Place::Section(base) => {
                    sections.push(ReturnedSection {
                        base: *base,
                        parts: Vec::new(),
                    });
                    end = None;
                }
                Place::Part(part) => {
                    check_heading(part, &paragraph)?;
                    if let Some(section) = sections.last_mut() {
                        section.parts.push((part.clone(), Vec::new()));
                        end = Some(None);
                    }
                }
            }
        }
        let part = sections
            .last_mut()
            .and_then(|section| section.parts.last_mut());
        let (Some((_, pieces)), Some(before), false) = (part, &mut end, is_heading) else {
            continue;
        };
        pieces.extend(before.take());
        pieces.extend(paragraph.pieces);
        *before = Some(Piece {
            text: "\n".to_owned(),
            inserted: paragraph.inserted,
            deleted: paragraph.deleted,
        });
    }
    Ok(sections)
}

fn check_heading(part: &PartName, paragraph: &Paragraph) -> Result<(), Fault> {
    if accepted(&paragraph.pieces).trim() == body::heading(part) {
        return Ok(());
    }
    Err(Fault::Heading {
        part: part.to_string(),
    })
}
