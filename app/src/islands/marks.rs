//! A redline as HTML.

use domain::{
    markdown::{escape_html, reading},
    redline::{Op, OpKind, diff},
};

/// How a text differs from the one it began with, in the words people read; where only marks
/// differ, in the marks. None where it does not differ.
pub fn redline(base: &str, typed: &str) -> Option<String> {
    // What is sent is trimmed, so spaces at the ends are no change.
    let (base, typed) = (base.trim(), typed.trim());
    let (old, new) = (reading(base).text, reading(typed).text);
    let ops = if old == new {
        diff(base, typed)
    } else {
        diff(&old, &new)
    };
    let changed = ops.iter().any(|op| op.op != OpKind::Equal);
    changed.then(|| ops.iter().map(marked).collect())
}

fn marked(op: &Op) -> String {
    let words = escape_html(&op.text).replace('\n', "<br>");
    match op.op {
        OpKind::Equal => words,
        OpKind::Insert => format!("<ins>{words}</ins>"),
        OpKind::Delete => format!("<del>{words}</del>"),
    }
}
