use proptest::prelude::*;

use super::*;
use crate::markdown::{links, plain, reading};

/// Text of the words that matter here, of marks, and of anything else.
fn texts() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "rollback",
        "Rollbacks",
        "downgrade",
        "hotfix",
        "security",
        "update",
        "device's",
        "patch",
        "trustor",
        "end-of-life",
        "a",
        "the",
        "is",
        "when",
        "not",
        "更新",
        "l'appareil",
        "é",
    ]);
    let marks = prop::sample::select(vec![
        " ",
        " ",
        " ",
        "-",
        ". ",
        "\n\n",
        "\n- ",
        "*",
        "**",
        "`",
        "[[",
        "]]",
        "|",
        "[",
        "](",
        ")",
        "&amp;",
        "&eacute;",
        "<b>",
        "\\",
        "#",
        "> ",
        "1. ",
        "\u{301}",
        "👩‍💻",
        "\t",
        "'",
    ]);
    let piece = prop_oneof![
        words.prop_map(str::to_owned),
        marks.prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn is_within(part: &str, whole: &str) -> bool {
    let mut letters = whole.chars();
    part.chars()
        .filter(|letter| !letter.is_whitespace())
        .all(|letter| letters.any(|other| other == letter))
}

proptest! {
    #[test]
    fn what_is_reported_stands_at_its_span(
        definition in texts(),
        example in texts(),
        lang in prop::sample::select(vec!["en", "de", "fr", "zh", "ar"]),
    ) {
        let draft = Draft { examples: vec![example.clone()], ..draft(&definition) };
        for finding in lint(&draft, &lexicon(lang)) {
            let source = if finding.part == Part::Definition { &definition } else { &example };
            prop_assert!(reading(source).text.contains(&finding.words));
            let Some(span) = finding.span.clone() else { continue };
            let there = source.get(span);
            prop_assert!(there.is_some_and(|there| !there.is_empty()), "{finding:?}");
            // Entities read as other letters, and bare links as blanks for hyphens.
            if !source.contains(['&', '\0', '[']) && !finding.words.contains("- ") {
                prop_assert!(is_within(&finding.words, there.unwrap()), "{finding:?}");
            }
            prop_assert!(!finding.tell(&en()).reason.is_empty());
        }
    }

    #[test]
    fn linking_changes_nothing_but_the_link(
        md in texts(),
        at in any::<prop::sample::Index>(),
        len in 1_usize..12,
    ) {
        let start = at.index(md.len() + 1);
        if let Some(linked) = link(&md, start..start + len, "security-update") {
            prop_assert_eq!(plain(&linked), plain(&md));
            let added = links(&linked);
            prop_assert!(added.iter().any(|slug| slug == "security-update"));
            for slug in links(&md) {
                prop_assert!(added.contains(&slug));
            }
        }
    }

    #[test]
    fn what_is_offered_can_be_linked(definition in texts()) {
        let draft = draft(&definition);
        for finding in lint(&draft, &lexicon("en")) {
            let Lint::Unlinked { slug, instead: Some(instead), .. } = &finding.lint else { continue };
            let span = finding.span.clone().unwrap();
            prop_assert!(instead.contains(&definition[span.clone()]) || instead.contains(slug.as_str()));
            if let Some(linked) = link(&definition, span.clone(), slug) {
                let by_hand = [&definition[..span.start], instead, &definition[span.end..]].concat();
                prop_assert_eq!(linked, by_hand);
            }
        }
    }

    #[test]
    fn every_place_leads_back_to_its_source(md in texts()) {
        let read = reading(&md);
        for (at, letter) in read.text.char_indices() {
            if let Some(span) = read.source(at..at + letter.len_utf8()) {
                prop_assert!(md.get(span.clone()).is_some_and(|there| !there.is_empty()));
            }
        }
        for link in &read.links {
            prop_assert!(read.text.get(link.words.clone()).is_some());
        }
    }
}
