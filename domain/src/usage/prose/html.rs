//! HTML: the text between tags, as far as it is read by people.

use super::Prose;

/// Elements whose content is no prose.
const PASSED_OVER: [&str; 11] = [
    "code", "kbd", "math", "pre", "samp", "script", "style", "svg", "template", "textarea", "var",
];

/// Elements that go through words.
const WITHIN_WORDS: [&str; 14] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "dfn", "em", "i", "mark", "small", "span", "strong",
    "u",
];

pub(super) fn read(prose: &mut Prose, text: &str) {
    let mut at = 0;
    while let Some(open) = text[at..].find('<').map(|offset| at + offset) {
        words(prose, text, at, open);
        at = match tag(prose, text, open) {
            Some(end) => end,
            None => {
                prose.gap();
                open + 1
            }
        };
    }
    words(prose, text, at, text.len());
}

/// Text without its references to characters.
fn words(prose: &mut Prose, text: &str, start: usize, end: usize) {
    let mut at = start;
    while let Some(reference) = text[at..end].find('&').map(|offset| at + offset) {
        let name = text[reference + 1..end]
            .split(';')
            .next()
            .unwrap_or_default();
        let is_one = !name.is_empty()
            && name.len() < 32
            && reference + 1 + name.len() < end
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#');
        if !is_one {
            break;
        }
        prose.words(text, at..reference);
        match name {
            "nbsp" => prose.blank(),
            "shy" | "#173" | "#xad" | "#xAD" | "#Xad" | "#XAD" => {}
            _ => prose.gap(),
        }
        at = reference + name.len() + 2;
    }
    prose.words(text, at..end);
}

/// Reads what begins with `<` and returns where it ends; nothing where it is no markup.
fn tag(prose: &mut Prose, text: &str, open: usize) -> Option<usize> {
    let rest = &text[open..];
    if let Some(comment) = rest.strip_prefix("<!--") {
        prose.gap();
        let length = comment.find("-->").map_or(comment.len(), |end| end + 3);
        return Some(open + 4 + length);
    }
    let inside = rest.strip_prefix("</").or_else(|| rest.strip_prefix('<'))?;
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
        return None;
    }
    let end = open + end_of_tag(rest)?;
    let name: String = inside
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect::<String>()
        .to_ascii_lowercase();
    if rest.starts_with("</") {
        if !WITHIN_WORDS.contains(&name.as_str()) {
            prose.gap();
        }
        return Some(end);
    }
    if let Some((place, target)) = href(&text[open..end]) {
        prose.link(open + place..open + place + target.len(), target);
    }
    if PASSED_OVER.contains(&name.as_str()) && !text[open..end].ends_with("/>") {
        prose.gap();
        let close = format!("</{name}");
        let lower = text[end..].to_ascii_lowercase();
        return Some(lower.find(&close).map_or(text.len(), |offset| end + offset));
    }
    if !WITHIN_WORDS.contains(&name.as_str()) {
        prose.gap();
    }
    Some(end)
}

/// Where a tag ends: at the first `>` outside of quotes.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The address in a tag, and where in it that stands.
fn href(tag: &str) -> Option<(usize, &str)> {
    let lower = tag.to_ascii_lowercase();
    let name = lower.match_indices("href").find(|(at, _)| {
        lower[..*at].ends_with(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'')
    });
    let behind = name?.0 + "href".len();
    let value = tag[behind..].trim_start().strip_prefix('=')?.trim_start();
    let start = tag.len() - value.len();
    let quote = value.chars().next()?;
    if quote == '"' || quote == '\'' {
        let inside = &value[1..];
        return Some((start + 1, &inside[..inside.find(quote)?]));
    }
    let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>');
    Some((start, &value[..end.unwrap_or(value.len())]))
}
