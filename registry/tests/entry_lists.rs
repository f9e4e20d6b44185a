//! Entries in lists: by letter, by status, by their words, in pieces.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on fails")]

mod common;

use common::{
    cast::{Cast, casts},
    minute,
};
use domain::entry::EntryStatus;
use registry::{
    Caller, Page,
    entries::{self, EntryFilter},
};

async fn search(cast: &Cast, typed: &str) -> Vec<String> {
    let filter = EntryFilter {
        q: Some(typed.to_owned()),
        ..EntryFilter::default()
    };
    list(cast, &filter, &Page::default()).await.0
}

async fn list(cast: &Cast, filter: &EntryFilter, page: &Page) -> (Vec<String>, Option<String>) {
    let nobody = Caller::nobody();
    let list = entries::list(
        cast.registry(),
        &nobody,
        minute(9),
        &cast.process,
        filter,
        page,
    );
    let list = list.await.unwrap();
    (
        list.items.into_iter().map(|item| item.term).collect(),
        list.next,
    )
}

#[tokio::test]
async fn entries_are_listed_and_found_by_their_words() {
    for cast in casts().await {
        for (term, definition) in [
            ("Vendor", "Who sells software."),
            ("Änderung", "A change, see [[security-update|patches]]."),
            (
                "Security update",
                "Software that corrects a **vulnerability**, from the [vendor](entry:1).",
            ),
            ("42nd fix", "The answer; it's last."),
        ] {
            cast.propose(&cast.ada, term, definition).await.unwrap();
        }
        let all = ["42nd fix", "Änderung", "Security update", "Vendor"];
        assert_eq!(
            list(&cast, &EntryFilter::default(), &Page::default())
                .await
                .0,
            all
        );
        for typed in [
            "secur",
            "SECURITY upd",
            "corrects vulnerab",
            "vendor  secur",
        ] {
            assert_eq!(search(&cast, typed).await, ["Security update"], "{typed}");
        }
        assert_eq!(search(&cast, "ander").await, ["Änderung"]);
        assert_eq!(
            search(&cast, "software").await,
            ["Security update", "Vendor"]
        );
        assert!(
            search(&cast, "softwar security").await.is_empty(),
            "only the last word is a beginning"
        );
        // None of this is anything but words, or nothing at all.
        for hostile in ["\"", "*", "'", "'; --", "()", "%", "\\"] {
            assert_eq!(search(&cast, hostile).await, all, "{hostile}");
        }
        for hostile in [
            "'; DROP TABLE entries",
            "NEAR(",
            "words:x",
            "a AND b",
            "x' OR '1'='1",
            "$1 ?",
        ] {
            assert!(search(&cast, hostile).await.is_empty(), "{hostile}");
        }
        assert_eq!(
            search(&cast, "\"vendor\" *").await,
            ["Security update", "Vendor"]
        );
        assert_eq!(search(&cast, "it's").await, ["42nd fix"]);

        let mut page = Page {
            limit: Some(3),
            cursor: None,
        };
        let (terms, next) = list(&cast, &EntryFilter::default(), &page).await;
        assert_eq!(terms, all[..3]);
        page.cursor = next;
        let (terms, next) = list(&cast, &EntryFilter::default(), &page).await;
        assert_eq!((terms.as_slice(), next), (&[all[3].to_owned()][..], None));

        cast.redline(&cast.ben, 1, "Who makes it.").await.unwrap();
        cast.fold(&cast.ada, 1, &[]).await.unwrap();
        assert_eq!(search(&cast, "sells").await, Vec::<String>::new());
        let discussed = EntryFilter {
            status: vec![EntryStatus::Discussed],
            ..EntryFilter::default()
        };
        assert_eq!(
            list(&cast, &discussed, &Page::default()).await.0,
            ["Vendor"]
        );
        let letter = EntryFilter {
            letter: Some("a".into()),
            ..EntryFilter::default()
        };
        assert_eq!(list(&cast, &letter, &Page::default()).await.0, ["Änderung"]);
        let (filter, page) = (EntryFilter::default(), Page::default());
        let list = entries::list(
            cast.registry(),
            &cast.dan,
            minute(9),
            &cast.process,
            &filter,
            &page,
        );
        let list = list.await.unwrap();
        assert_eq!(list.letters, ["#", "A", "S", "V"]);
        assert_eq!(list.counts[&EntryStatus::Proposed], 3);
        assert_eq!(
            list.items[2].excerpt,
            "Software that corrects a vulnerability, from the vendor."
        );
        let used: Vec<_> = cast
            .find()
            .await
            .used_in
            .into_iter()
            .map(|used| used.entry.term)
            .collect();
        assert_eq!(used, ["Security update"]);
    }
}
