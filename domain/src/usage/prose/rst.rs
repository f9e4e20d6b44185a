//! reStructuredText, line by line: paragraphs and the marks within them, without literal blocks, directives that hold
//! code, comments, fields and doctests.

use std::ops::Range;

use super::{Prose, lines};

/// Directives that hold prose; what others hold may be anything.
const WITH_PROSE: [&str; 25] = [
    "admonition",
    "attention",
    "caution",
    "centered",
    "container",
    "danger",
    "deprecated",
    "epigraph",
    "error",
    "figure",
    "glossary",
    "hint",
    "important",
    "note",
    "only",
    "pull-quote",
    "rubric",
    "seealso",
    "sidebar",
    "table",
    "tip",
    "topic",
    "versionadded",
    "versionchanged",
    "warning",
];

pub(super) fn read(prose: &mut Prose, text: &str) {
    // What stands deeper than this is passed over.
    let mut passing: Option<usize> = None;
    let mut in_doctest = false;
    for (at, line) in lines(text) {
        let words = line.trim_start();
        let indent = line.len() - words.len();
        let place = at + indent;
        if words.is_empty() {
            in_doctest = false;
            prose.gap();
            continue;
        }
        if passing.is_some_and(|outer| indent > outer) {
            continue;
        }
        passing = None;
        in_doctest |= words.starts_with(">>> ");
        if in_doctest || is_rule(words) || is_field(words) {
            prose.gap();
            continue;
        }
        if words == ".." || words.starts_with(".. ") {
            prose.gap();
            match directive(words) {
                Some((name, argument)) if WITH_PROSE.contains(&name) => {
                    if name != "figure" && name != "only" {
                        paragraph(prose, text, place + argument..at + line.len());
                    }
                }
                _ if words.starts_with(".. _") || words.starts_with(".. [") => {
                    // A target may lead to a page, and a footnote is prose.
                    let label = words.find(": ").or_else(|| words.find("] "));
                    let start = label.map_or(words.len(), |label| label + 2);
                    paragraph(prose, text, place + start..at + line.len());
                }
                _ => passing = Some(indent),
            }
            continue;
        }
        if words.ends_with("::") {
            passing = Some(indent);
        }
        paragraph(prose, text, place..at + line.len());
    }
}

/// `.. name:: argument`: the name and where the argument begins.
fn directive(words: &str) -> Option<(&str, usize)> {
    let rest = words.strip_prefix(".. ")?;
    let (name, _) = rest.split_once("::")?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    (!name.is_empty() && name.chars().all(plain))
        .then_some((name, ".. ".len() + name.len() + "::".len()))
}

/// A line below or above a title, or between paragraphs.
fn is_rule(words: &str) -> bool {
    let mut signs = words.trim_end().bytes();
    let first = signs.next().unwrap_or_default();
    words.trim_end().len() > 1 && first.is_ascii_punctuation() && signs.all(|sign| sign == first)
}

/// `:name: value`; a role has its text in backquotes behind the second colon.
fn is_field(words: &str) -> bool {
    let Some((name, value)) = words
        .strip_prefix(':')
        .and_then(|rest| rest.split_once(':'))
    else {
        return false;
    };
    !name.is_empty() && !name.contains('`') && !value.starts_with('`')
}

/// A line of a paragraph with the marks in it.
fn paragraph(prose: &mut Prose, text: &str, at: Range<usize>) {
    let mut start = at.start;
    while let Some(quote) = text[start..at.end].find('`').map(|offset| start + offset) {
        let literal = text[quote..at.end].starts_with("``");
        let mark = if literal { "``" } else { "`" };
        let inside = quote + mark.len();
        let Some(length) = text[inside..at.end].find(mark) else {
            break;
        };
        let (role, before) = role(&text[start..quote]);
        prose.words(text, start..start + before);
        let content = inside..inside + length;
        match role {
            _ if literal => prose.gap(),
            Some("term" | "ref" | "doc" | "abbr" | "strong" | "emphasis") | None => {
                interpreted(prose, text, content.clone());
            }
            Some(_) => prose.gap(),
        }
        start = content.end + mark.len();
        // Underscores behind it make a reference of it.
        start += text[start..at.end]
            .bytes()
            .take_while(|b| *b == b'_')
            .count();
    }
    prose.words(text, start..at.end);
    prose.blank();
}

/// The role that a text ends with, and how much stands before it.
fn role(before: &str) -> (Option<&str>, usize) {
    let name = before.strip_suffix(':').and_then(|rest| {
        let start = rest
            .rfind(|c: char| c.is_whitespace() || c == '(')
            .map_or(0, |at| at + 1);
        rest[start..].strip_prefix(':').map(|name| (name, start))
    });
    match name {
        Some((name, start)) => (Some(name.rsplit(':').next().unwrap_or(name)), start),
        None => (None, before.len()),
    }
}

/// What stands in backquotes: words, with where they lead in angle brackets.
fn interpreted(prose: &mut Prose, text: &str, at: Range<usize>) {
    let content = &text[at.clone()];
    match content
        .strip_suffix('>')
        .and_then(|rest| rest.rsplit_once('<'))
    {
        Some((words, target)) => {
            prose.words(text, at.start..at.start + words.len());
            prose.link(at.clone(), target);
            prose.gap();
        }
        None => prose.words(text, at),
    }
}
