use proptest::prelude::*;

use super::*;
use crate::markdown::{escape_md, links, plain};

#[track_caller]
fn check(md: &str, text: &str) {
    assert_eq!(reading(md).text, text, "{md}");
}

/// The words of a text, without what stands between them.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn what_definitions_are_made_of_is_read_as_it_is_shown() {
    for md in [
        "change that *fixes* a **bug**, not `<b>`",
        "use of [[security-update]] or [[patch|it]] or [a patch](entry:patch)",
        "see [the *site*](https://example.org \"Title\") and <https://example.org/a>",
        "one\\*two \\[three\\] R&amp;D &lt; 5",
        "one\ntwo\n\nthree",
        "snake_case and _slanted_ and 2 * 3",
        "![a picture](https://example.org/p.png)",
        "``code with ` in it``",
        "# Heading\n\n> quoted",
        "[not a link] and [[]] and `open",
    ] {
        check(md, &plain(md));
        let all = reading(md).links;
        let mut entries: Vec<_> = all.into_iter().filter_map(|link| link.entry).collect();
        entries.dedup();
        assert_eq!(entries, links(md), "{md}");
    }
}

#[test]
fn lists_lose_their_marks() {
    check("one of:\n\n- a *b*\n- c\n1. d", "one of:\n\na b\nc\nd");
}

#[test]
fn words_lead_back_to_where_they_were_typed() {
    let md = "a **b** [[c-d]] &amp; `e`";
    let read = reading(md);
    assert_eq!(read.text, "a b c d & e");
    let source = |at: Range<usize>| &md[read.source(at).unwrap()];
    assert_eq!(source(2..3), "b");
    assert_eq!(source(4..7), "c-d");
    assert_eq!(source(8..9), "&amp;");
    assert_eq!(source(10..11), "e");
    assert_eq!(source(2..7), "b** [[c-d");
    assert_eq!(reading("a\n\nb").source(1..2), None);
}

/// Pieces of Markdown that stand for themselves wherever they are put after each other.
fn simple() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "word",
        "*slanted*",
        "**bold**",
        "`code`",
        "[[a-slug]]",
        "[[slug|words]]",
        "more",
        "[x y](entry:x)",
        "[site](https://a.example/b)",
        "R&amp;D",
        "1\\. no",
        "snake_case",
        "更新",
    ]);
    let glue = prop::sample::select(vec![" ", " ", ", ", "\n", "\n\n", "; "]);
    prop::collection::vec((piece, glue), 1..20).prop_map(|pieces| {
        pieces
            .into_iter()
            .flat_map(|(piece, glue)| [piece, glue])
            .collect()
    })
}

proptest! {
    #[test]
    fn simple_texts_read_as_they_are_shown(md in simple()) {
        prop_assert_eq!(reading(&md).text, plain(&md));
    }

    #[test]
    fn no_word_of_a_plain_text_is_lost(text in "\\PC{0,60}") {
        let md = escape_md(&text);
        let (typed, shown) = (reading(&md).text, plain(&md));
        prop_assert_eq!(words(&typed), words(&shown));
    }
}
