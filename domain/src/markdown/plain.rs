//! Markdown as the words that people read.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::read::events;

/// Plain text of a Markdown text: paragraphs parted by an empty line, list items on lines of their own with their
/// number or a hyphen, links and images as their words.
pub fn plain(md: &str) -> String {
    let mut page = Page::default();
    for event in events(md) {
        match event {
            Event::Start(tag) => page.start(&tag),
            Event::End(end) => page.end(end),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                page.write(&text)
            }
            Event::SoftBreak => page.write(" "),
            Event::HardBreak => page.write("\n"),
            Event::Rule => page.gap("\n\n"),
            _ => {}
        }
    }
    page.text.truncate(page.text.trim_end().len());
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
    /// The line ends due before the next words.
    due: &'static str,
    /// The next number of each open list; none where items are not numbered.
    lists: Vec<Option<u64>>,
}

impl Page {
    fn start(&mut self, tag: &Tag<'_>) {
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
    }

    fn end(&mut self, end: TagEnd) {
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

    fn write(&mut self, words: &str) {
        if !self.text.is_empty() && !self.due.is_empty() {
            self.text.truncate(self.text.trim_end_matches('\n').len());
            self.text.push_str(self.due);
        }
        self.due = "";
        self.text.push_str(words);
    }
}
