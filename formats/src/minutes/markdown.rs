//! Minutes as CommonMark. Redlines stand in it as HTML's own elements for what was deleted and inserted.

use domain::{
    markdown::escape_md,
    redline::{Op, OpKind},
};

use super::{
    Minutes,
    blocks::{Block, blocks},
};

pub fn write(minutes: &Minutes) -> String {
    let mut text = String::new();
    let mut listing = false;
    for block in blocks(minutes) {
        let lists = matches!(block, Block::Item(_));
        let joins = lists && listing;
        if !(text.is_empty() || joins) {
            text.push('\n');
        }
        listing = lists;
        match block {
            Block::Title(words) => text.push_str(&format!("# {}\n", line(&words))),
            Block::Heading(level, words) => {
                let marks = "#".repeat(usize::from(level) + 1);
                text.push_str(&format!("{marks} {}\n", line(&words)));
            }
            Block::Paragraph(words) => text.push_str(&format!("{}\n", line(&words))),
            Block::Item(words) => text.push_str(&format!("- {}\n", line(&words))),
            Block::Quote(paragraphs) => {
                let quoted: Vec<String> = paragraphs
                    .iter()
                    .map(|words| format!("> {}\n", line(words)))
                    .collect();
                text.push_str(&quoted.join(">\n"));
            }
            Block::Redline(heading, _, ops) => {
                text.push_str(&format!("> {}: {}\n", line(&heading), marked(&ops)));
            }
        }
    }
    text
}

/// The words of a redline on one line.
fn marked(ops: &[Op]) -> String {
    let bits = ops.iter().map(|op| {
        let words = inner(&op.text);
        match op.op {
            OpKind::Equal => words,
            OpKind::Insert => format!("<ins>{words}</ins>"),
            OpKind::Delete => format!("<del>{words}</del>"),
        }
    });
    bits.collect::<String>().trim_end().to_owned()
}

/// Text within a line: blanks at its ends part words.
fn inner(text: &str) -> String {
    let flat: String = text
        .chars()
        .map(|c| if ends_line(c) { ' ' } else { c })
        .collect();
    let blank = flat.len() - flat.trim_start_matches([' ', '\t']).len();
    // The escaping takes blanks at the start of a line away.
    format!("{}{}", &flat[..blank], escape_md(&flat))
}

/// Text on a line of its own.
fn line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c| c == ' ' || c == '\t' || ends_line(c))
        .filter(|word| !word.is_empty())
        .collect();
    escape_md(&words.join(" "))
}

fn ends_line(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}
