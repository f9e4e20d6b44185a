//! Redlines, tried on what people write and on what nobody would.

mod blaming;
mod carrying;
mod diffing;
mod fielding;
mod laying;
mod listing;
mod merging;

use proptest::prelude::*;

use super::{Op, OpKind};

/// Texts as they come: words of several scripts, marks, blanks, and now and then anything at all.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "bug",
        "fixes",
        "a",
        "the",
        "the",
        "vendor",
        "Straße",
        "e\u{301}te",
        "\u{301}",
        "漏洞",
        "修复",
        "ไทย",
        "عربي",
        "👩‍👩‍👧",
        "🇦🇹",
        "3.14",
        "don't",
        " ",
        " ",
        " ",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\u{a0}",
        ",",
        ".",
        "-",
        "(",
        ")",
        "**",
        "\u{200d}",
        "\u{0}",
    ])
}

/// A redline in short: `{-gone-}{+come+}`.
fn sketch(ops: &[Op]) -> String {
    let parts = ops.iter().map(|op| match op.op {
        OpKind::Equal => op.text.clone(),
        OpKind::Insert => format!("{{+{}+}}", op.text),
        OpKind::Delete => format!("{{-{}-}}", op.text),
    });
    parts.collect()
}
