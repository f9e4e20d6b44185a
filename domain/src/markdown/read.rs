//! Reading Markdown, in the one dialect that all of Parlance uses.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// The pieces of a text. The parser runs in linear time and keeps its own stack, so any text may be given.
pub(super) fn events(md: &str) -> impl Iterator<Item = Event<'_>> {
    spans(md).map(|(event, _)| event)
}

/// The same, each with the bytes of the source it was made of.
pub(super) fn spans(md: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let mut bare = false;
    let parser = Parser::new_ext(md, Options::ENABLE_WIKILINKS).into_offset_iter();
    parser.map(move |(event, span)| match event {
        Event::Start(Tag::Link { link_type, .. }) => {
            bare = link_type == LinkType::WikiLink { has_pothole: false };
            (event, span)
        }
        Event::End(TagEnd::Link) => {
            bare = false;
            (event, span)
        }
        // A slug that links without words of its own reads as the words it was made of.
        Event::Text(slug) if bare && slug.contains('-') => {
            (Event::Text(slug.replace('-', " ").into()), span)
        }
        event => (event, span),
    })
}

/// What a link refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// An entry, by slug or number as it was typed.
    Entry(String),
    /// An address of the web or a place on this site.
    Address(String),
    /// Anything else; it is not linked.
    Nothing,
}

/// Reads the destination of a link.
pub(super) fn target(link_type: LinkType, destination: &str) -> Target {
    let destination = destination.trim();
    match link_type {
        LinkType::WikiLink { .. } => {
            entry(destination.strip_prefix("entry:").unwrap_or(destination))
        }
        LinkType::Email => address(&format!("mailto:{destination}")),
        _ => match destination.strip_prefix("entry:") {
            Some(slug) => entry(slug),
            None => address(destination),
        },
    }
}

fn entry(slug: &str) -> Target {
    let slug = slug.trim();
    if slug.is_empty() {
        Target::Nothing
    } else {
        Target::Entry(slug.to_owned())
    }
}

fn address(url: &str) -> Target {
    if is_safe(url) {
        Target::Address(url.to_owned())
    } else {
        Target::Nothing
    }
}

/// Whether an address is of the web, of mail, or on this site.
///
/// Browsers drop tabs and line ends inside addresses and take a backslash for a slash, so an address with any of these
/// may not be what it seems.
pub(super) fn is_safe(url: &str) -> bool {
    if url.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') {
        return false;
    }
    let starts = |scheme: &str| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && url.len() > scheme.len()
    };
    let on_site = (url.starts_with('/') && !url.starts_with("//")) || url.starts_with('#');
    on_site || starts("https://") || starts("http://") || starts("mailto:")
}
