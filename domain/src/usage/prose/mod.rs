//! Which parts of a document are prose, and where its links lead. Code, markup and addresses are no prose.

mod html;
mod markdown;
mod rst;

use std::ops::Range;

use super::folded::Folded;

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    Markdown,
    Rst,
    Html,
    Plain,
}

impl Syntax {
    /// By the extension of a file; none for what holds no prose that is known.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdx" | "mkd" => Some(Self::Markdown),
            "rst" | "rest" => Some(Self::Rst),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "txt" | "text" => Some(Self::Plain),
            _ => None,
        }
    }
}

/// The prose of a document, in its order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Prose {
    pieces: Vec<Piece>,
    links: Vec<Link>,
}

/// A link, and the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub at: Range<usize>,
    pub target: String,
}

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Words(Range<usize>),
    /// The end of a line within a paragraph.
    Blank,
    /// What no word goes across.
    Break,
}

impl Prose {
    pub fn read(text: &str, syntax: Syntax) -> Self {
        let mut prose = Self::default();
        match syntax {
            Syntax::Markdown => markdown::read(&mut prose, text),
            Syntax::Rst => rst::read(&mut prose, text),
            Syntax::Html => html::read(&mut prose, text),
            Syntax::Plain => {
                for (at, line) in lines(text) {
                    prose.line(text, at..at + line.len());
                }
            }
        }
        prose
    }

    pub fn links(&self) -> &[Link] {
        &self.links
    }

    pub(super) fn fold(&self, text: &str) -> Folded {
        let mut folded = Folded::new();
        let mut last = (0, 0);
        for piece in &self.pieces {
            match piece {
                Piece::Words(at) => {
                    folded.words(text, at.clone());
                    last = (at.end, at.end);
                }
                Piece::Blank => folded.push(' ', last),
                Piece::Break => folded.push('\0', last),
            }
        }
        folded
    }

    /// A line of a paragraph; an empty one ends it.
    fn line(&mut self, text: &str, at: Range<usize>) {
        if text[at.clone()].trim().is_empty() {
            self.pieces.push(Piece::Break);
        } else {
            self.words(text, at);
            self.pieces.push(Piece::Blank);
        }
    }

    /// Words as they stand, without the addresses among them, which are links instead.
    fn words(&mut self, text: &str, at: Range<usize>) {
        let mut start = at.start;
        for (offset, token) in tokens(&text[at.clone()]) {
            let place = at.start + offset;
            let Some(link) = link(token) else { continue };
            self.pieces.push(Piece::Words(start..place));
            self.pieces.push(Piece::Break);
            self.links.extend(link.map(|(within, target)| Link {
                at: place + within.start..place + within.end,
                target,
            }));
            start = place + token.len();
        }
        self.pieces.push(Piece::Words(start..at.end));
    }

    fn gap(&mut self) {
        self.pieces.push(Piece::Break);
    }

    fn blank(&mut self) {
        self.pieces.push(Piece::Blank);
    }

    fn link(&mut self, at: Range<usize>, target: impl Into<String>) {
        self.links.push(Link {
            at,
            target: target.into(),
        });
    }
}

/// The lines of a text with where they begin, without their ends.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// What stands between blanks, with where it begins.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(char::is_whitespace)
        .filter(|token| !token.is_empty())
        .map(|token| (token.as_ptr() as usize - text.as_ptr() as usize, token))
}

/// Whether a token is no word but an address: its place within the token and where it leads, if it leads to a page.
fn link(token: &str) -> Option<Option<(Range<usize>, String)>> {
    if let Some(start) = token.find("[[")
        && let Some(length) = token[start..].find("]]")
    {
        let inside = &token[start + 2..start + length];
        let name = inside.split('|').next().unwrap_or_default();
        return Some(Some((start..start + length + 2, format!("entry:{name}"))));
    }
    if let Some(scheme) = token.find("://") {
        let letters = token[..scheme].bytes().rev();
        let start = scheme - letters.take_while(u8::is_ascii_alphabetic).count();
        let end = token[start..]
            .find(['<', '>', '"', '`', ')', ']'])
            .map_or(token.len(), |end| start + end);
        let address = token[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
        return Some(Some((start..start + address.len(), address.to_owned())));
    }
    let is_mail = token
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    (is_mail || token.starts_with("www.")).then_some(None)
}
