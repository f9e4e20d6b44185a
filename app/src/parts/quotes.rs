//! Marks the words that comments speak of.

use domain::{
    Lang,
    comment::anchor::{Anchor, AnchorPart},
    ids::{CommentNo, PositionNo},
    markdown::plain,
};

/// The words that a comment or a position speaks of, where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    pub by: QuotedBy,
    pub anchor: Anchor,
}

/// What quotes words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotedBy {
    Comment(CommentNo),
    Position(PositionNo),
}

impl QuotedBy {
    /// The id of what quotes, and how it is called.
    fn names(self) -> (String, String) {
        match self {
            Self::Comment(number) => (format!("comment-{number}"), format!("Comment {number}")),
            Self::Position(number) => (format!("position-{number}"), format!("Position {number}")),
        }
    }

    fn number(self) -> u32 {
        match self {
            Self::Comment(number) | Self::Position(number) => number,
        }
    }
}

/// A letter of the text that HTML shows, and where it stands in the HTML.
struct Letter {
    letter: char,
    start: usize,
    end: usize,
}

/// Those that speak of this text of an entry; `index` counts notes and examples from 0.
pub fn quotes_in(quotes: &[Quoted], part: AnchorPart, lang: &Lang, index: usize) -> Vec<Quoted> {
    let item = u32::try_from(index + 1).ok();
    let here = |anchor: &Anchor| {
        let is_item = part == AnchorPart::Definition || anchor.item == item;
        anchor.start.is_some()
            && anchor.part == Some(part)
            && anchor.lang.as_ref() == Some(lang)
            && is_item
    };
    let here = quotes.iter().filter(|quoted| here(&quoted.anchor));
    here.cloned().collect()
}

/// The sanitised HTML of a Markdown text with all quoted words marked, each with the way to its
/// comment behind it. Marks stand around text only, so they may overlap and cut anything.
pub fn quoted(md: &str, html: String, quotes: &[Quoted]) -> String {
    if quotes.is_empty() {
        return html;
    }
    let (letters, text) = (letters(&html), plain(md));
    let shown: Vec<char> = letters.iter().map(|letter| letter.letter).collect();
    let marks: Vec<Mark> = quotes
        .iter()
        .filter_map(|quoted| Mark::find(&shown, &text, quoted))
        .collect();
    Marker::new(&html).write(&letters, &marks)
}

/// Letters that a comment speaks of.
struct Mark {
    start: usize,
    end: usize,
    by: QuotedBy,
}

impl Mark {
    /// The words may stand there several times: it is the same one of them as in the text.
    fn find(shown: &[char], text: &str, quoted: &Quoted) -> Option<Self> {
        let wanted: Vec<char> = squeezed(&quoted.anchor.text);
        let start = usize::try_from(quoted.anchor.start?).ok()?;
        let before: String = text.chars().take(start).collect();
        let before = squeezed(&format!("{before}|")).len() - 1;
        let text = squeezed(text);
        let earlier = places(&text, &wanted).take_while(|place| *place < before);
        let start = places(shown, &wanted).nth(earlier.count())?;
        Some(Self {
            start,
            end: start + wanted.len(),
            by: quoted.by,
        })
    }
}

fn places<'a>(text: &'a [char], wanted: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let last = (text.len() + 1).saturating_sub(wanted.len());
    let last = if wanted.is_empty() { 0 } else { last };
    (0..last).filter(move |at| text[*at..].starts_with(wanted))
}

/// Writes HTML with marks.
struct Marker<'h> {
    html: &'h str,
    written: String,
    done: usize,
    in_link: bool,
    /// Ways to comments that wait for the end of a link: a link within a link is none.
    waiting: String,
}

impl<'h> Marker<'h> {
    fn new(html: &'h str) -> Self {
        Self {
            html,
            written: String::with_capacity(html.len() * 2),
            done: 0,
            in_link: false,
            waiting: String::new(),
        }
    }

    fn write(mut self, letters: &[Letter], marks: &[Mark]) -> String {
        let mut open = String::new();
        for (at, letter) in letters.iter().enumerate() {
            let of: Vec<String> = marks
                .iter()
                .filter(|mark| (mark.start..mark.end).contains(&at))
                .map(|mark| mark.by.number().to_string())
                .collect();
            let of = of.join(" ");
            if letter.start > self.done || of != open {
                self.close(&open);
                self.ways(marks.iter().filter(|mark| mark.end == at));
                self.pass(letter.start);
                if !of.is_empty() {
                    let mark = format!("<mark class=\"quoted\" data-comments=\"{of}\">");
                    self.written.push_str(&mark);
                }
                open = of;
            }
            self.written.push_str(&self.html[letter.start..letter.end]);
            self.done = letter.end;
        }
        self.close(&open);
        self.ways(marks.iter().filter(|mark| mark.end == letters.len()));
        self.pass(self.html.len());
        self.written
    }

    fn close(&mut self, open: &str) {
        if !open.is_empty() {
            self.written.push_str("</mark>");
        }
    }

    fn ways<'m>(&mut self, marks: impl Iterator<Item = &'m Mark>) {
        for Mark { by, .. } in marks {
            let (number, (id, name)) = (by.number(), by.names());
            let way = format!(
                "<a class=\"quoted-ref\" id=\"quote-{number}\" href=\"#{id}\" aria-label=\"{name}\">{number}</a>"
            );
            if self.in_link {
                self.waiting.push_str(&way);
            } else {
                self.written.push_str(&way);
            }
        }
    }

    /// What stands between letters: tags, and white space that is not shown.
    fn pass(&mut self, to: usize) {
        let between = &self.html[self.done..to];
        if let Some(end) = between.find("</a>").filter(|_| self.in_link) {
            let (link, rest) = between.split_at(end + "</a>".len());
            self.written.push_str(link);
            self.written.push_str(&std::mem::take(&mut self.waiting));
            self.written.push_str(rest);
        } else {
            self.written.push_str(between);
        }
        match (between.rfind("<a "), between.rfind("</a>")) {
            (Some(begin), end) => self.in_link = end.is_none_or(|end| begin > end),
            (None, Some(_)) => self.in_link = false,
            (None, None) => {}
        }
        self.done = to;
    }
}

/// The letters that HTML shows, white space as single spaces.
fn letters(html: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    let mut at = 0;
    while let Some(next) = html[at..].chars().next() {
        let rest = &html[at..];
        if next == '<' {
            at += rest.find('>').map_or(rest.len(), |end| end + 1);
            continue;
        }
        let known = [
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&#39;", '\''),
            ("&amp;", '&'),
        ];
        let entity = known.iter().find(|(entity, _)| rest.starts_with(entity));
        let (letter, len) = entity.map_or((next, next.len_utf8()), |(entity, letter)| {
            (*letter, entity.len())
        });
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        let end = at + len;
        match letters.last() {
            Some(last) if last.letter == ' ' && letter == ' ' => {}
            _ => letters.push(Letter {
                letter,
                start: at,
                end,
            }),
        }
        at = end;
    }
    letters
}

fn squeezed(text: &str) -> Vec<char> {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").chars().collect()
}

#[cfg(test)]
mod tests {
    use domain::comment::anchor::AnchorState;

    use super::*;

    /// What comes of these marks: each begins at a letter of the text.
    #[track_caller]
    fn check(md: &str, html: &str, marks: &[(u32, &str)], expected: &str) {
        let quotes: Vec<_> = (1..)
            .zip(marks)
            .map(|(comment, (start, words))| Quoted {
                by: QuotedBy::Comment(comment),
                anchor: Anchor {
                    state: AnchorState::Found,
                    part: Some(AnchorPart::Definition),
                    lang: Lang::parse("en").ok(),
                    item: None,
                    start: Some(*start),
                    end: None,
                    text: (*words).to_owned(),
                    gone_since: None,
                },
            })
            .collect();
        let way = |n: u32| {
            format!(
                "<a class=\"quoted-ref\" id=\"quote-{n}\" href=\"#comment-{n}\" aria-label=\"Comment {n}\">{n}</a>"
            )
        };
        let expected = expected.replace("{1}", &way(1)).replace("{2}", &way(2));
        let expected = expected.replace("<m ", "<mark class=\"quoted\" data-comments=");
        let expected = expected.replace("</m>", "</mark>");
        assert_eq!(quoted(md, html.to_owned(), &quotes), expected);
    }

    #[test]
    fn quoted_words_are_marked() {
        check(
            "a b c",
            "<p>a b c</p>",
            &[(2, "b")],
            "<p>a <m \"1\">b</m>{1} c</p>",
        );
        check(
            "a & b",
            "<p>a &amp; b</p>",
            &[(0, "a & b")],
            "<p><m \"1\">a &amp; b</m>{1}</p>",
        );
    }

    #[test]
    fn the_one_that_is_meant_is_marked() {
        check(
            "b a b",
            "<p>b a b</p>",
            &[(4, "b")],
            "<p>b a <m \"1\">b</m>{1}</p>",
        );
        // White space and the marks of lists are read otherwise than they are typed.
        check(
            "b\n\n- b",
            "<p>b</p>\n<ul>\n<li>b</li>\n</ul>\n",
            &[(5, "b")],
            "<p>b</p>\n<ul>\n<li><m \"1\">b</m>{1}</li>\n</ul>\n",
        );
    }

    #[test]
    fn a_link_holds_no_link() {
        check(
            "[a hole](/x)",
            "<p><a href=\"/x\">a hole</a> b</p>",
            &[(2, "hole")],
            "<p><a href=\"/x\">a <m \"1\">hole</m></a>{1} b</p>",
        );
    }

    #[test]
    fn overlapping_marks_are_all_there_whatever_they_cut() {
        check(
            "a b c",
            "<p>a b c</p>",
            &[(0, "a b"), (2, "b c")],
            "<p><m \"1\">a </m><m \"1 2\">b</m>{1}<m \"2\"> c</m>{2}</p>",
        );
        check(
            "a *b* c",
            "<p>a <em>b</em> c</p>",
            &[(2, "b c")],
            "<p>a <em><m \"1\">b</m></em><m \"1\"> c</m>{1}</p>",
        );
    }

    #[test]
    fn what_is_not_there_is_not_marked() {
        for words in ["x", "<p>", ""] {
            check("a", "<p>a</p>", &[(0, words)], "<p>a</p>");
        }
    }
}
