//! Which entries a text refers to.

use pulldown_cmark::{Event, Tag};

use super::read::{Target, events, target};

/// The entries a text links to, by slug or number as they were typed, each once, in the order of the text.
pub fn links(md: &str) -> Vec<String> {
    let mut found = Vec::new();
    for event in events(md) {
        if let Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) = event
            && let Target::Entry(entry) = target(link_type, &dest_url)
            && !found.contains(&entry)
        {
            found.push(entry);
        }
    }
    found
}
