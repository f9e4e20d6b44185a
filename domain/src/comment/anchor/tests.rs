use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::Text;

fn en() -> Lang {
    Lang::parse("en").unwrap()
}

fn text(text: &str) -> Text {
    Text::parse(text).unwrap()
}

/// A wording with a definition, and with notes where there are any.
fn content(definition: &str, notes: &[&str]) -> Content {
    Content {
        designations: Vec::new(),
        definition: [(en(), text(definition))].into(),
        notes: [(en(), notes.iter().map(|note| text(note)).collect())].into(),
        examples: BTreeMap::new(),
        sources: Vec::new(),
        relations: Vec::new(),
    }
}

fn quote(exact: &str) -> Quote {
    Quote {
        exact: text(exact),
        prefix: None,
        suffix: None,
    }
}

/// Where a quote of the first of these wordings stands in the last one.
fn anchor(wordings: &[&Content], quote: &Quote) -> Anchor {
    let wordings = (1..).zip(wordings.iter().copied());
    Trail::of(wordings, &[en()]).anchor(quote, 1)
}

#[track_caller]
fn check(definitions: &[&str], exact: &str, state: AnchorState, words: &str) {
    let wordings: Vec<_> = definitions.iter().map(|text| content(text, &[])).collect();
    let found = anchor(&wordings.iter().collect::<Vec<_>>(), &quote(exact));
    assert_eq!((found.state, &*found.text), (state, words));
}

use AnchorState::{Found, Moved, Orphaned};

#[test]
fn words_are_found_where_they_are_read() {
    let here = content("software that *fixes* a [bug](entry:bug)", &[]);
    let found = anchor(&[&here], &quote("fixes a bug"));
    assert_eq!((found.start, found.end), (Some(14), Some(25)));
    assert_eq!(
        (found.part, found.item),
        (Some(AnchorPart::Definition), None)
    );
    check(&["a\nb c"], "a b", Found, "a b");
}

#[test]
fn what_stands_around_tells_which_place_is_meant() {
    let here = content("a patch of a patch of software", &[]);
    let second = Quote {
        prefix: Some(text("of a")),
        ..quote("patch")
    };
    assert_eq!(anchor(&[&here], &second).start, Some(13));
    let before = Quote {
        suffix: Some(text("of software")),
        ..quote("patch")
    };
    assert_eq!(anchor(&[&here], &before).start, Some(13));
}

#[test]
fn words_go_along_with_their_text() {
    check(
        &[
            "software that fixes a bug",
            "any kind of software that fixes a bug",
            "new words: any kind of software that fixes a bug at all",
        ],
        "fixes a bug",
        Found,
        "fixes a bug",
    );
    // The second one was meant, and the first one comes later.
    let old = content("a bug", &[]);
    let new = content("no bug, but a bug", &[]);
    assert_eq!(anchor(&[&old, &new], &quote("bug")).start, Some(14));
}

#[test]
fn words_of_which_some_changed_have_moved() {
    check(
        &[
            "software that fixes a severe bug",
            "software that quickly fixes a grave and severe bug",
        ],
        "fixes a severe bug",
        Moved,
        "fixes a grave and severe bug",
    );
}

#[test]
fn words_that_are_gone_are_orphaned_since_a_wording() {
    let wordings = [
        "a change that fixes a bug",
        "a change that fixes a bug at once",
        "a change to software",
        "any change to software",
    ];
    let wordings: Vec<_> = wordings.iter().map(|text| content(text, &[])).collect();
    let found = anchor(&wordings.iter().collect::<Vec<_>>(), &quote("fixes a bug"));
    assert_eq!((found.state, found.gone_since), (Orphaned, Some(3)));
    assert_eq!(
        (found.part, found.start),
        (Some(AnchorPart::Definition), None)
    );
    // "a" stands elsewhere, but it is another one.
    check(
        &["a change in the code", "change in a code"],
        "a",
        Orphaned,
        "a",
    );
    check(
        &["the patch of the code", "patch of the code"],
        "the",
        Orphaned,
        "the",
    );
}

#[test]
fn words_that_come_back_are_found_again() {
    check(
        &[
            "software that fixes a bug",
            "nothing",
            "software that fixes a bug",
        ],
        "fixes a bug",
        Found,
        "fixes a bug",
    );
}

#[test]
fn notes_are_quoted_too_and_followed_when_others_come() {
    let old = content("a change", &["firmware counts as software"]);
    let new = content("a change", &["not hardware", "firmware counts as software"]);
    let found = anchor(&[&old, &new], &quote("firmware"));
    assert_eq!((found.part, found.item), (Some(AnchorPart::Note), Some(2)));
    assert_eq!((found.state, found.lang), (Found, Some(en())));
    // A sentence that becomes a note takes its comments along.
    let old = content("a change. Firmware counts as software", &["other"]);
    let new = content("a change.", &["other", "Firmware counts as software"]);
    let found = anchor(&[&old, &new], &quote("Firmware counts as software"));
    assert_eq!((found.part, found.item), (Some(AnchorPart::Note), Some(2)));
}

#[test]
fn words_that_never_stood_there_are_orphaned_without_a_wording() {
    let found = anchor(&[&content("a change", &[])], &quote("hardware"));
    assert_eq!(
        (found.state, found.part, found.gone_since),
        (Orphaned, None, None)
    );
    assert_eq!(&*found.text, "hardware");
}

#[test]
fn overlapping_quotes_are_all_found() {
    let here = content("software that fixes a bug", &[]);
    for exact in [
        "software that fixes",
        "that fixes a",
        "fixes",
        "software that fixes a bug",
    ] {
        assert_eq!(anchor(&[&here], &quote(exact)).state, Found, "{exact}");
    }
}

fn word() -> impl Strategy<Value = String> {
    "[a-z]{2,5}"
}

fn sentence(len: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(word(), len)
}

proptest! {
    #[test]
    fn in_an_unchanged_text_words_stay(words in sentence(1..20), at in 0usize..20, len in 1usize..6) {
        let start = at % words.len();
        let end = (start + len).min(words.len());
        let exact = words[start..end].join(" ");
        let (before, after) = (words[..start].join(" "), words[end..].join(" "));
        let quote = Quote { exact: text(&exact), prefix: Text::parse(&before).ok(), suffix: Text::parse(&after).ok() };
        let here = content(&words.join(" "), &[]);
        let first = anchor(&[&here], &quote);
        prop_assert_eq!(first.state, Found);
        prop_assert_eq!(first.start, Some(words[..start].iter().map(|word| word.len() as u32 + 1).sum()));
        prop_assert_eq!(anchor(&[&here, &here, &here], &quote), first);
    }

    #[test]
    fn words_follow_what_is_inserted_elsewhere(
        (before, after) in (sentence(0..8), sentence(0..8)),
        new in proptest::collection::vec("[A-Z]{2,5}", 1..6),
        ahead in any::<bool>(),
    ) {
        let quoted = ["QUOTED", "WORDS", "STAND", "HERE"].map(str::to_owned).to_vec();
        let old = [before.clone(), quoted.clone(), after.clone()].concat().join(" ");
        let changed = if ahead { [new, before, quoted, after] } else { [before, quoted, after, new] };
        let changed = changed.concat().join(" ");
        let found = anchor(&[&content(&old, &[]), &content(&changed, &[])], &quote("QUOTED WORDS STAND HERE"));
        prop_assert_eq!(found.state, Found);
        prop_assert_eq!(found.start, Some(changed.find("QUOTED").unwrap() as u32));
    }

    #[test]
    fn words_that_are_deleted_are_orphaned((before, after) in (sentence(1..8), sentence(1..8)), quoted in proptest::collection::vec("[A-Z]{2,5}", 1..6)) {
        let exact = quoted.join(" ");
        let old = [before.clone(), quoted, after.clone()].concat().join(" ");
        let new = [before, after].concat().join(" ");
        let found = anchor(&[&content(&old, &[]), &content(&new, &[])], &quote(&exact));
        prop_assert_eq!((found.state, found.gone_since), (Orphaned, Some(2)));
        prop_assert_eq!(found.text, exact);
    }

    #[test]
    fn any_texts_and_quotes_are_answered(old in "\\PC{1,40}", new in "\\PC{1,40}", exact in "\\PC{1,20}", made_on in 0u32..9) {
        let all = [&old, &new, &exact].map(|it| Text::parse(it));
        if let [Ok(old), Ok(new), Ok(exact)] = all {
            let (old, new) = (content(&old, &[&exact]), content(&new, &[]));
            let trail = Trail::of([(2, &old), (3, &new)], &[en()]);
            trail.anchor(&quote(&exact), made_on);
        }
    }
}
