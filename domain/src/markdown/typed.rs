//! Markdown as it is read while somebody types.
//!
//! The whole dialect weighs more than a page that is typed in may: its parser and the names of two
//! thousand characters. This reader knows what definitions are made of (links, emphasis, code,
//! escapes, lists) and keeps where each word stands. What is shown and published is read by the
//! parser; here a mark that it would show as itself may be left out, but never a word.

use std::ops::Range;

use super::reading::{Linked, Reading};

/// So many bytes ahead the end of a link or of code is looked for.
const AHEAD_MAX: usize = 4_000;
/// Characters by name, as far as people type them so.
const NAMED: [(&str, &str); 7] = [
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&nbsp;", "\u{a0}"),
];

/// Reads a Markdown text.
pub fn reading(md: &str) -> Reading {
    let mut reader = Reader {
        md,
        read: Reading::default(),
        due: "",
    };
    let mut line = true;
    let mut at = 0;
    while at < md.len() {
        if line {
            at = reader.skip_marks(at);
        }
        line = md[at..].starts_with('\n');
        at = if line {
            reader.end_line(at)
        } else {
            reader.inline(at, md.len(), true)
        };
    }
    reader.read.trimmed()
}

struct Reader<'a> {
    md: &'a str,
    read: Reading,
    /// What parts the next words from those before.
    due: &'static str,
}

impl Reader<'_> {
    /// Passes over what makes a line a heading, a quotation or an item of a list.
    fn skip_marks(&mut self, mut at: usize) -> usize {
        loop {
            let rest = self.md[at..].trim_start_matches([' ', '\t']);
            let start = self.md.len() - rest.len();
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let mark = if rest.starts_with('>') {
                1
            } else if rest.starts_with(['-', '+', '*']) {
                self.item(rest, 1)
            } else if (1..10).contains(&digits) && rest[digits..].starts_with(['.', ')']) {
                self.item(rest, digits + 1)
            } else if rest.starts_with('#') {
                let level = rest.bytes().take_while(|b| *b == b'#').count();
                if level <= 6 && rest[level..].starts_with(' ') {
                    level
                } else {
                    0
                }
            } else if rest.starts_with("```") {
                rest.find('\n').unwrap_or(rest.len())
            } else {
                0
            };
            if mark == 0 {
                return start;
            }
            at = start + mark;
        }
    }

    /// How long the mark of an item is, if it is one: white space follows it.
    fn item(&mut self, rest: &str, len: usize) -> usize {
        let is_item = rest[len..].starts_with([' ', '\t']);
        if is_item && self.due.len() < 2 {
            self.due = "\n";
        }
        if is_item { len } else { 0 }
    }

    /// Passes over a line end: a space, or the end of a paragraph.
    fn end_line(&mut self, at: usize) -> usize {
        let rest = self.md[at..].trim_start();
        let end = self.md.len() - rest.len();
        let lines = self.md[at..end].matches('\n').count();
        if lines > 1 {
            self.due = "\n\n";
        } else if self.due.is_empty() && !self.read.text.is_empty() {
            self.due = " ";
        }
        // The blanks of the next line are looked at with its marks.
        at + self.md[at..end].rfind('\n').map_or(1, |last| last + 1)
    }

    /// Reads what stands at a place within a line and returns where it ends.
    fn inline(&mut self, at: usize, end: usize, links: bool) -> usize {
        let rest = &self.md[at..end];
        let Some(letter) = rest.chars().next() else {
            return end;
        };
        let next = at + letter.len_utf8();
        match letter {
            '\\' => self.escape(at, end),
            '`' => self.code(at, end),
            '[' | '!' | '<' if links => match self.link(at, end) {
                Some(behind) => behind,
                None => self.write(at..next),
            },
            '*' | '_' => self.emphasis(at, end, letter),
            '&' => self.entity(at, end),
            _ => self.write(at..next),
        }
    }

    fn inlines(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = if self.md[at..].starts_with('\n') {
                self.due = " ";
                at + 1
            } else {
                self.inline(at, range.end, false)
            };
        }
    }

    fn escape(&mut self, at: usize, end: usize) -> usize {
        let escaped = self.md[at + 1..end]
            .chars()
            .next()
            .filter(char::is_ascii_punctuation);
        match escaped {
            Some(_) => self.write(at + 1..at + 2),
            None => self.write(at..at + 1),
        }
    }

    fn code(&mut self, at: usize, end: usize) -> usize {
        let run = ticks(&self.md[at..end]);
        let mut search = at + run;
        let limit = ahead(self.md, search, end);
        while let Some(found) = self.md[search..limit].find('`') {
            let close = search + found;
            let len = ticks(&self.md[close..end]);
            if len == run {
                self.verbatim(at + run..close);
                return close + len;
            }
            search = (close + len).min(limit);
        }
        self.write(at..at + run)
    }

    /// `[[slug]]`, `[[slug|words]]`, `[words](where)`, `![words](where)` or `<https://where>`.
    fn link(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.md[at..ahead(self.md, at, end)];
        if let Some(inside) = rest.strip_prefix('<') {
            let close = inside.find('>')?;
            let address = &inside[..close];
            let is_address = ["https://", "http://", "mailto:"]
                .iter()
                .any(|scheme| address.starts_with(scheme));
            if !is_address || address.contains(char::is_whitespace) {
                return None;
            }
            self.linked(None, |reader| reader.write(at + 1..at + 1 + close));
            return Some(at + close + 2);
        }
        if let Some(inside) = rest.strip_prefix("[[")
            && let Some(close) = inside.find("]]")
            && !inside[..close].contains(['[', ']', '\n'])
            && !inside[..close].trim().is_empty()
        {
            self.wiki(at + 2..at + 2 + close);
            return Some(at + close + 4);
        }
        let words = at + if rest.starts_with('!') { 2 } else { 1 };
        rest.strip_prefix('!').unwrap_or(rest).strip_prefix('[')?;
        let close = words + closing(&self.md[words..at + rest.len()], '[', ']')?;
        let inside = self.md[close + 1..at + rest.len()].strip_prefix('(')?;
        let behind = closing(inside, '(', ')')?;
        let target = inside[..behind]
            .split_whitespace()
            .next()
            .unwrap_or_default();
        let target = target.trim_start_matches('<').trim_end_matches('>');
        let entry = target.strip_prefix("entry:").map(str::to_owned);
        self.linked(entry, |reader| reader.inlines(words..close));
        Some(close + 2 + behind + 1)
    }

    fn wiki(&mut self, inside: Range<usize>) {
        let text = &self.md[inside.clone()];
        let (slug, words) = match text.split_once('|') {
            Some((slug, _)) => (slug, inside.start + slug.len() + 1..inside.end),
            None => (text, inside.clone()),
        };
        let bare = words == inside && text.contains('-');
        let slug = slug.trim();
        let entry = slug.strip_prefix("entry:").unwrap_or(slug).to_owned();
        self.linked(Some(entry), |reader| {
            if bare {
                // A slug that links without words of its own reads as the words it was made of.
                let read = text.replace('-', " ");
                reader.pay();
                reader.read.push(&read, words.clone());
            } else {
                reader.inlines(words.clone());
            }
        });
    }

    fn linked<T>(&mut self, entry: Option<String>, words: impl FnOnce(&mut Self) -> T) {
        self.pay();
        let start = self.read.text.len();
        words(self);
        let words = start..self.read.text.len();
        self.read.links.push(Linked { entry, words });
    }

    /// Leaves out what sets words in another face; an underscore within a word is itself.
    fn emphasis(&mut self, at: usize, end: usize, mark: char) -> usize {
        let run = self.md[at..end].chars().take_while(|c| *c == mark).count();
        let before = self.md[..at].chars().next_back();
        let after = self.md[at + run..end].chars().next();
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let itself =
            (blank(before) && blank(after)) || (mark == '_' && letter(before) && letter(after));
        if itself {
            self.write(at..at + run)
        } else {
            at + run
        }
    }

    fn entity(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.md[at..end];
        let named = NAMED.iter().find(|(name, _)| rest.starts_with(name));
        match named {
            Some((name, letter)) => {
                self.pay();
                self.read.push(letter, at..at + name.len());
                at + name.len()
            }
            None => self.write(at..at + 1),
        }
    }

    /// Writes bytes of the source as they stand, line ends as spaces.
    fn verbatim(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let Some(found) = self.md[at..range.end].find('\n') {
            self.write(at..at + found);
            self.due = " ";
            at += found + 1;
        }
        self.write(at..range.end);
    }

    /// Writes bytes of the source as they stand.
    fn write(&mut self, from: Range<usize>) -> usize {
        if !from.is_empty() {
            self.pay();
            self.read.push(&self.md[from.clone()], from.clone());
        }
        from.end
    }

    fn pay(&mut self) {
        if !self.read.text.is_empty() {
            self.read.text.push_str(self.due);
        }
        self.due = "";
    }
}

/// Where a bracket that was opened before the text is closed in it.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == open => depth += 1,
            _ if letter == close && depth == 0 => return Some(at),
            _ if letter == close => depth -= 1,
            _ => {}
        }
    }
    None
}

fn ticks(text: &str) -> usize {
    text.bytes().take_while(|b| *b == b'`').count()
}

/// How far something that opens at a place is looked at, on a letter's edge.
fn ahead(md: &str, at: usize, end: usize) -> usize {
    if end - at <= AHEAD_MAX {
        end
    } else {
        md.floor_char_boundary(at + AHEAD_MAX).max(at)
    }
}

#[cfg(test)]
mod tests;
