//! Markdown as the words that people read.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::read::spans;

/// Plain text of a Markdown text: paragraphs parted by an empty line, list items on lines of their own with their
/// number or a hyphen, links and images as their words.
pub fn plain(md: &str) -> String {
    read(md).text
}

/// Plain text with where each piece of it comes from.
pub(super) fn read(md: &str) -> Page {
    let mut page = Page::default();
    for (event, source) in spans(md) {
        match event {
            Event::Start(tag) => page.start(&tag, source),
            Event::End(end) => page.end(end),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                let escaped = page.is_escaped(md, source.start);
                let verbatim = md.get(source.clone()) == Some(&*text);
                page.piece(&text, source, verbatim, escaped)
            }
            Event::Code(text) => page.piece(&text, source, false, false),
            Event::SoftBreak => page.piece(" ", source, false, false),
            Event::HardBreak => page.piece("\n", source, false, false),
            Event::Rule => page.gap("\n\n"),
            _ => {}
        }
    }
    page.cut(page.text.trim_end().len());
    page
}

/// What was read so far.
#[derive(Default)]
pub(super) struct Page {
    pub(super) text: String,
    /// In the order of the text.
    pub(super) pieces: Vec<Piece>,
    pub(super) elements: Vec<Element>,
    /// The elements that are open.
    open: Vec<usize>,
    /// The line ends due before the next words.
    due: &'static str,
    /// The next number of each open list; none where items are not numbered.
    lists: Vec<Option<u64>>,
}

/// A stretch of the text that stands in the source.
pub(super) struct Piece {
    pub(super) plain: Range<usize>,
    pub(super) source: Range<usize>,
    /// Whether it stands there letter by letter.
    pub(super) verbatim: bool,
    /// Whether a backslash before it belongs to its first letter.
    pub(super) escaped: bool,
    /// The element it stands in.
    pub(super) parent: Option<usize>,
}

/// An element of the source: a paragraph, a link, emphasis.
pub(super) struct Element {
    pub(super) plain: Range<usize>,
    pub(super) source: Range<usize>,
    pub(super) parent: Option<usize>,
    pub(super) kind: Kind,
}

/// How an element hangs together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Block,
    /// Emphasis, or a link with words of its own.
    Line,
    /// A link whose words are where it leads.
    Whole,
}

impl Page {
    fn start(&mut self, tag: &Tag<'_>, source: Range<usize>) {
        match tag {
            Tag::List(first) => {
                self.gap(if self.lists.is_empty() { "\n\n" } else { "\n" });
                self.lists.push(*first);
            }
            Tag::Item => {
                self.gap("\n");
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let mark = format!("{number}. ");
                        *number = number.saturating_add(1);
                        mark
                    }
                    _ => "- ".to_owned(),
                };
                self.write(&mark);
            }
            _ => {}
        }
        let at = self.text.len();
        self.elements.push(Element {
            plain: at..at,
            source,
            parent: self.open.last().copied(),
            kind: kind(tag),
        });
        self.open.push(self.elements.len() - 1);
    }

    fn end(&mut self, end: TagEnd) {
        if let Some(element) = self.open.pop() {
            self.elements[element].plain.end = self.text.len();
        }
        match end {
            TagEnd::List(_) => {
                self.lists.pop();
                self.gap(if self.lists.is_empty() { "\n\n" } else { "\n" });
            }
            TagEnd::Item => self.gap("\n"),
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.gap(if self.lists.is_empty() { "\n\n" } else { "\n" });
            }
            _ => {}
        }
    }

    /// Line ends, unless nothing stands before them or as many are due.
    fn gap(&mut self, ends: &'static str) {
        if ends.len() > self.due.len() {
            self.due = ends;
        }
    }

    fn piece(&mut self, words: &str, source: Range<usize>, verbatim: bool, escaped: bool) {
        let before = self.text.len();
        self.write(words);
        let start = (self.text.len() - words.len()).max(before.min(self.text.len()));
        // An element that began with a gap before it begins behind the gap.
        for element in self.open.iter().rev() {
            if self.elements[*element].plain.start != before {
                break;
            }
            self.elements[*element].plain.start = start;
        }
        self.pieces.push(Piece {
            plain: start..self.text.len(),
            source,
            verbatim,
            escaped,
            parent: self.open.last().copied(),
        });
    }

    fn write(&mut self, words: &str) {
        if !self.text.is_empty() && !self.due.is_empty() {
            self.cut(self.text.trim_end_matches('\n').len());
            self.text.push_str(self.due);
        }
        self.due = "";
        self.text.push_str(words);
    }

    /// Takes what stands behind this place away.
    fn cut(&mut self, len: usize) {
        self.text.truncate(len);
        for piece in self.pieces.iter_mut().rev() {
            if piece.plain.end <= len {
                break;
            }
            piece.plain.end = len;
            piece.plain.start = piece.plain.start.min(len);
        }
    }

    /// Whether the letter at this place of the source has a backslash before it that is not itself text.
    fn is_escaped(&self, md: &str, at: usize) -> bool {
        let before = at.checked_sub(1);
        before.is_some_and(|before| {
            md.as_bytes().get(before) == Some(&b'\\')
                && self
                    .pieces
                    .last()
                    .is_none_or(|piece| piece.source.end <= before)
        })
    }
}

fn kind(tag: &Tag<'_>) -> Kind {
    match tag {
        Tag::Emphasis | Tag::Strong => Kind::Line,
        Tag::Link { link_type, .. } | Tag::Image { link_type, .. } => match link_type {
            LinkType::Inline | LinkType::Reference | LinkType::WikiLink { has_pothole: true } => {
                Kind::Line
            }
            _ => Kind::Whole,
        },
        _ => Kind::Block,
    }
}
