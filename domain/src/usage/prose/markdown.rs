//! Markdown, read by the same parser that reads the texts of entries.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{super::folded::SOFT_HYPHEN, Prose};

/// What sites add to CommonMark.
const DIALECT: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS)
    .union(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS)
    .union(Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS);

pub(super) fn read(prose: &mut Prose, text: &str) {
    // The parser gives a text in pieces; an address in it must not be parted.
    let mut pending: Option<Range<usize>> = None;
    // How many elements are open whose words are none.
    let mut passing = 0_usize;
    for (event, at) in Parser::new_ext(text, DIALECT).into_offset_iter() {
        if let Event::Text(words) = &event {
            if passing > 0 {
                continue;
            }
            match &mut pending {
                Some(before) if before.end == at.start && text[at.clone()] == **words => {
                    before.end = at.end;
                }
                _ => {
                    flush(prose, text, &mut pending);
                    if text[at.clone()] == **words {
                        pending = Some(at);
                    } else if !words.chars().all(|c| c == SOFT_HYPHEN) {
                        prose.gap();
                    }
                }
            }
            continue;
        }
        flush(prose, text, &mut pending);
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_) | Tag::HtmlBlock) => {
                prose.gap();
                passing += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock) => {
                passing = passing.saturating_sub(1);
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let target = match link_type {
                    LinkType::WikiLink { .. } => format!("entry:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                prose.link(at, target);
                passing += usize::from(has_no_words(link_type));
                if has_no_words(link_type) {
                    prose.gap();
                }
            }
            Event::End(TagEnd::Link) => passing = passing.saturating_sub(1),
            Event::SoftBreak | Event::HardBreak => prose.blank(),
            // Emphasis goes through words.
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
            _ => prose.gap(),
        }
    }
    flush(prose, text, &mut pending);
}

/// Whether what stands for a link is where it leads.
fn has_no_words(link: LinkType) -> bool {
    matches!(
        link,
        LinkType::Autolink | LinkType::Email | LinkType::WikiLink { has_pothole: false }
    )
}

fn flush(prose: &mut Prose, text: &str, pending: &mut Option<Range<usize>>) {
    if let Some(at) = pending.take() {
        prose.words(text, at);
    }
}
