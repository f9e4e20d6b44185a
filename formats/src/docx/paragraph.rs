//! Paragraphs, their words and the marks of changes on both.

use domain::{
    Lang,
    manuscript::{LINE_BREAK, Mark, Piece},
};

use super::xml::{Written, Xml};
use crate::FormError;

pub(super) const NAMESPACE: (&str, &str) = (
    "xmlns:w",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
);

/// The scripts of these languages run from right to left.
const RIGHT_TO_LEFT: [&str; 11] = [
    "ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi",
];

/// A stretch of a paragraph that nobody changed.
pub(super) enum Stretch<'a> {
    Words(&'a str, Option<&'a Lang>),
    Strong(&'a str),
    /// Words that lead to a bookmark.
    Link(&'a str, &'a str),
}

/// A document as it is written, with the number of the next mark.
pub(super) struct Sheet {
    pub(super) xml: Xml,
    next: u32,
}

impl Sheet {
    pub(super) fn begin() -> Result<Self, FormError> {
        let mut xml = Xml::begin()?;
        xml.open("w:document", &[NAMESPACE])?;
        xml.open("w:body", &[])?;
        Ok(Self { xml, next: 1 })
    }

    /// Ends the document. `landscape` turns its pages.
    pub(super) fn finish(mut self, landscape: bool) -> Result<Vec<u8>, FormError> {
        self.xml.open("w:sectPr", &[])?;
        let page: &[(&str, &str)] = match landscape {
            true => &[
                ("w:w", "16838"),
                ("w:h", "11906"),
                ("w:orient", "landscape"),
            ],
            false => &[("w:w", "11906"), ("w:h", "16838")],
        };
        self.xml.empty("w:pgSz", page)?;
        let margin = if landscape { "850" } else { "1417" };
        self.xml.empty(
            "w:pgMar",
            &[
                ("w:top", margin),
                ("w:right", margin),
                ("w:bottom", margin),
                ("w:left", margin),
                ("w:header", "708"),
                ("w:footer", "708"),
                ("w:gutter", "0"),
            ],
        )?;
        self.xml.close("w:sectPr")?;
        self.xml.close("w:body")?;
        self.xml.close("w:document")?;
        Ok(self.xml.finish())
    }

    /// A paragraph that nobody changed; `bookmark` names the place.
    pub(super) fn plain(&mut self, style: &str, text: &str, bookmark: Option<&str>) -> Written {
        self.xml.open("w:p", &[])?;
        self.properties(style, None, None)?;
        let id = self.number();
        if let Some(name) = bookmark {
            self.xml
                .empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)])?;
        }
        self.run(text, None, false)?;
        if bookmark.is_some() {
            self.xml.empty("w:bookmarkEnd", &[("w:id", &id)])?;
        }
        self.xml.close("w:p")
    }

    /// A paragraph of words, strong words and links; `bookmark` names the place.
    pub(super) fn stretches(
        &mut self,
        style: &str,
        lang: Option<&Lang>,
        bookmark: Option<&str>,
        stretches: &[Stretch<'_>],
    ) -> Written {
        self.xml.open("w:p", &[])?;
        self.properties(style, lang, None)?;
        let id = self.number();
        if let Some(name) = bookmark {
            self.xml
                .empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)])?;
        }
        for stretch in stretches {
            match stretch {
                Stretch::Words(text, lang) => self.run(text, *lang, false)?,
                Stretch::Strong(text) => self.strong(text)?,
                Stretch::Link(text, place) => {
                    self.xml.open("w:hyperlink", &[("w:anchor", place)])?;
                    self.run(text, None, false)?;
                    self.xml.close("w:hyperlink")?;
                }
            }
        }
        if bookmark.is_some() {
            self.xml.empty("w:bookmarkEnd", &[("w:id", &id)])?;
        }
        self.xml.close("w:p")
    }

    fn strong(&mut self, text: &str) -> Written {
        self.xml.open("w:r", &[])?;
        self.xml.open("w:rPr", &[])?;
        self.xml.empty("w:b", &[])?;
        self.xml.close("w:rPr")?;
        self.xml.open("w:t", &[("xml:space", "preserve")])?;
        self.xml.text(text)?;
        self.xml.close("w:t")?;
        self.xml.close("w:r")
    }

    /// A text in pieces, a paragraph for each of its lines. The end of a line is changed as its words are.
    pub(super) fn lines(&mut self, style: &str, lang: Option<&Lang>, pieces: &[Piece]) -> Written {
        for line in lines(pieces) {
            self.xml.open("w:p", &[])?;
            self.properties(style, lang, line.end.as_ref())?;
            for piece in &line.pieces {
                self.piece(piece, lang)?;
            }
            self.xml.close("w:p")?;
        }
        Ok(())
    }

    fn properties(&mut self, style: &str, lang: Option<&Lang>, end: Option<&Piece>) -> Written {
        self.xml.open("w:pPr", &[])?;
        self.xml.empty("w:pStyle", &[("w:val", style)])?;
        if lang.is_some_and(is_right_to_left) {
            self.xml.empty("w:bidi", &[])?;
        }
        let inserted = end.and_then(|end| end.inserted.as_ref());
        let deleted = end.and_then(|end| end.deleted.as_ref());
        if inserted.or(deleted).is_some() {
            self.xml.open("w:rPr", &[])?;
            self.mark_of_end("w:ins", inserted)?;
            self.mark_of_end("w:del", deleted)?;
            self.xml.close("w:rPr")?;
        }
        self.xml.close("w:pPr")
    }

    fn mark_of_end(&mut self, name: &str, mark: Option<&Mark>) -> Written {
        let Some(mark) = mark else { return Ok(()) };
        let id = self.number();
        self.xml.empty(name, &attributes(&id, mark))
    }

    fn piece(&mut self, piece: &Piece, lang: Option<&Lang>) -> Written {
        for (name, mark) in [("w:ins", &piece.inserted), ("w:del", &piece.deleted)] {
            if let Some(mark) = mark {
                let id = self.number();
                self.xml.open(name, &attributes(&id, mark))?;
            }
        }
        self.run(&piece.text, lang, piece.deleted.is_some())?;
        for (name, mark) in [("w:del", &piece.deleted), ("w:ins", &piece.inserted)] {
            if mark.is_some() {
                self.xml.close(name)?;
            }
        }
        Ok(())
    }

    fn run(&mut self, text: &str, lang: Option<&Lang>, deleted: bool) -> Written {
        let name = if deleted { "w:delText" } else { "w:t" };
        self.xml.open("w:r", &[])?;
        if let Some(lang) = lang {
            self.xml.open("w:rPr", &[])?;
            let tag = lang.to_string();
            if is_right_to_left(lang) {
                self.xml.empty("w:rtl", &[])?;
                self.xml.empty("w:lang", &[("w:bidi", &tag)])?;
            } else {
                self.xml.empty("w:lang", &[("w:val", &tag)])?;
            }
            self.xml.close("w:rPr")?;
        }
        for bit in text.split_inclusive(['\t', LINE_BREAK]) {
            let words = bit.trim_end_matches(['\t', LINE_BREAK]);
            if !words.is_empty() {
                self.xml.open(name, &[("xml:space", "preserve")])?;
                self.xml.text(words)?;
                self.xml.close(name)?;
            }
            if bit.ends_with('\t') {
                self.xml.empty("w:tab", &[])?;
            } else if bit.ends_with(LINE_BREAK) {
                self.xml.empty("w:br", &[])?;
            }
        }
        self.xml.close("w:r")
    }

    fn number(&mut self) -> String {
        let number = self.next;
        self.next += 1;
        number.to_string()
    }
}

/// A line of a text, and the mark on its end; the last line of a text ends without one.
struct Line {
    pieces: Vec<Piece>,
    end: Option<Piece>,
}

fn lines(pieces: &[Piece]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    for piece in pieces {
        for bit in piece.text.split_inclusive('\n') {
            let words = bit.strip_suffix('\n').unwrap_or(bit);
            if !words.is_empty() {
                line.push(Piece {
                    text: words.to_owned(),
                    ..piece.clone()
                });
            }
            if bit.ends_with('\n') {
                lines.push(Line {
                    pieces: std::mem::take(&mut line),
                    end: Some(piece.clone()),
                });
            }
        }
    }
    lines.push(Line {
        pieces: line,
        end: None,
    });
    lines
}

fn attributes<'a>(id: &'a str, mark: &'a Mark) -> [(&'a str, &'a str); 3] {
    [
        ("w:id", id),
        ("w:author", &mark.author),
        ("w:date", &mark.at),
    ]
}

fn is_right_to_left(lang: &Lang) -> bool {
    let tag = lang.to_string();
    let primary = tag.split('-').next().unwrap_or_default();
    RIGHT_TO_LEFT.contains(&primary)
}
