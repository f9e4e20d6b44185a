//! Markdown as HTML that is safe to show, whoever wrote it.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd, html::push_html};

use super::escape::escape_html;
use super::read::{Target, events, is_safe, target};

/// Elements deeper than this are left out and their content kept: no definition needs more, and thousands would bring
/// down a browser.
const DEPTH_MAX: usize = 16;

/// Longer texts than this, in bytes, are shown as they were typed. It is well above what a text field may hold.
const LEN_MAX: usize = 256 * 1024;

/// HTML blocks of a Markdown text. `link` gives the address of an entry by the slug or number as it was typed.
///
/// Raw HTML is shown as text, headings become paragraphs in bold, images become links to them. Links to the web carry
/// `rel="nofollow noopener ugc"`, links to entries `class="entry-link"`; an entry that `link` does not know becomes
/// `<span class="entry-unknown">`.
pub fn to_html(md: &str, link: &dyn Fn(&str) -> Option<String>) -> String {
    if md.len() > LEN_MAX {
        return format!("<p>{}</p>\n", escape_html(md));
    }
    let mut html = String::with_capacity(md.len() * 3 / 2);
    push_html(&mut html, Safe::new(link).blocks(md).into_iter());
    html
}

/// HTML to stand within a line: the same without blocks; what they held is set apart by spaces.
pub fn to_html_inline(md: &str, link: &dyn Fn(&str) -> Option<String>) -> String {
    if md.len() > LEN_MAX {
        return escape_html(md);
    }
    let mut html = String::with_capacity(md.len() * 3 / 2);
    push_html(&mut html, Safe::new(link).line(md).into_iter());
    html.trim().to_owned()
}

/// Turns what the parser found into what may be shown.
struct Safe<'l> {
    link: &'l dyn Fn(&str) -> Option<String>,
    /// How each open element ends.
    open: Vec<Ending>,
    /// Whether a link is open: links cannot hold links.
    in_link: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// As the parser says.
    Own,
    /// A heading, shown as a paragraph.
    Heading,
    /// A link that was opened.
    Link,
    /// A link to an entry that nobody knows.
    Unknown,
    /// Not at all: it was not opened.
    Nothing,
}

impl<'l> Safe<'l> {
    fn new(link: &'l dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            link,
            open: Vec::new(),
            in_link: false,
        }
    }

    fn blocks<'a>(mut self, md: &'a str) -> Vec<Event<'a>> {
        let mut safe = Vec::new();
        for event in events(md) {
            match event {
                Event::Start(tag) => self.start(tag, &mut safe),
                Event::End(end) => self.end(end, &mut safe),
                other => safe.extend(leaf(other)),
            }
        }
        safe
    }

    fn line<'a>(mut self, md: &'a str) -> Vec<Event<'a>> {
        let mut safe = Vec::new();
        for event in events(md) {
            match event {
                Event::Start(
                    tag @ (Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }),
                ) => {
                    self.start(tag, &mut safe);
                }
                Event::End(
                    end @ (TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image),
                ) => {
                    self.end(end, &mut safe);
                }
                Event::Start(_) => {}
                Event::End(_) | Event::Rule => safe.push(Event::Text(CowStr::Borrowed(" "))),
                other => safe.extend(leaf(other)),
            }
        }
        safe
    }

    fn start<'a>(&mut self, tag: Tag<'a>, safe: &mut Vec<Event<'a>>) {
        let ending = match tag {
            _ if self.open.len() >= DEPTH_MAX => {
                if is_block(&tag) {
                    safe.push(Event::SoftBreak);
                }
                Ending::Nothing
            }
            Tag::Heading { .. } => {
                safe.extend([Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)]);
                Ending::Heading
            }
            Tag::HtmlBlock => {
                safe.push(Event::Start(Tag::Paragraph));
                Ending::Own
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            }
            | Tag::Image {
                link_type,
                dest_url,
                ..
            } => self.open_link(&target(link_type, &dest_url), safe),
            // The language of a code block would become a class; nothing here colours code.
            Tag::CodeBlock(_) => {
                safe.push(Event::Start(Tag::CodeBlock(
                    pulldown_cmark::CodeBlockKind::Indented,
                )));
                Ending::Own
            }
            Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::Emphasis | Tag::Strong => {
                safe.push(Event::Start(tag));
                Ending::Own
            }
            Tag::BlockQuote(_) => {
                safe.push(Event::Start(Tag::BlockQuote(None)));
                Ending::Own
            }
            // Extensions that `events` does not ask for.
            _ => Ending::Nothing,
        };
        self.open.push(ending);
    }

    fn open_link(&mut self, target: &Target, safe: &mut Vec<Event<'_>>) -> Ending {
        if self.in_link {
            return Ending::Nothing;
        }
        let (html, ending) = match target {
            Target::Entry(entry) => match (self.link)(entry).filter(|url| is_safe(url)) {
                Some(url) => (
                    format!("<a class=\"entry-link\" href=\"{}\">", escape_html(&url)),
                    Ending::Link,
                ),
                None => ("<span class=\"entry-unknown\">".to_owned(), Ending::Unknown),
            },
            Target::Address(url) => {
                let far = !url.starts_with(['/', '#']);
                let rel = if far {
                    " rel=\"nofollow noopener ugc\""
                } else {
                    ""
                };
                (
                    format!("<a href=\"{}\"{rel}>", escape_html(url)),
                    Ending::Link,
                )
            }
            Target::Nothing => return Ending::Nothing,
        };
        self.in_link = true;
        safe.push(Event::InlineHtml(html.into()));
        ending
    }

    fn end<'a>(&mut self, end: TagEnd, safe: &mut Vec<Event<'a>>) {
        match self.open.pop() {
            Some(Ending::Own) if end == TagEnd::HtmlBlock => {
                safe.push(Event::End(TagEnd::Paragraph))
            }
            Some(Ending::Own) => safe.push(Event::End(end)),
            Some(Ending::Heading) => {
                safe.extend([Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)]);
            }
            Some(ending @ (Ending::Link | Ending::Unknown)) => {
                self.in_link = false;
                let html = if ending == Ending::Link {
                    "</a>"
                } else {
                    "</span>"
                };
                safe.push(Event::InlineHtml(CowStr::Borrowed(html)));
            }
            Some(Ending::Nothing) | None => {}
        }
    }
}

/// What is not an element: raw HTML becomes text.
fn leaf(event: Event<'_>) -> Option<Event<'_>> {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
        Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak | Event::Rule => {
            Some(event)
        }
        // Extensions that `events` does not ask for.
        _ => None,
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }
    )
}
