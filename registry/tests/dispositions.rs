//! The disposition report: what Ben and Eva said of two entries, and what became of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::{
    cast::{Cast, casts, missing, remark},
    minute, slug, text,
};
use domain::{
    comment::{CommentKind, Disposition, NewComment, NewDisposition, Quote},
    entry::EntryRef,
};
use registry::{
    Caller, Page, comments,
    dispositions::{self, DispositionFilter, DispositionState},
};

async fn numbers(cast: &Cast, filter: &DispositionFilter) -> Vec<u32> {
    let page = Page {
        limit: Some(1),
        cursor: None,
    };
    let mut numbers = Vec::new();
    let mut page = page;
    loop {
        let listed = dispositions::list(
            cast.registry(),
            &cast.dan,
            minute(9),
            &cast.process,
            filter,
            &page,
        );
        let listed = listed.await.unwrap();
        numbers.extend(listed.items.iter().map(|row| row.number));
        match listed.next {
            Some(next) => page.cursor = Some(next),
            None => return numbers,
        }
    }
}

async fn add(cast: &Cast, by: &Caller, entry: u32, new: NewComment) {
    let (registry, entry) = (cast.registry(), EntryRef::Number(entry));
    comments::add(registry, by, minute(2), &cast.process, &entry, new)
        .await
        .unwrap();
}

#[tokio::test]
async fn every_comment_stands_in_the_report_with_what_became_of_it() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Patch", "Code that *mends* a bug.")
            .await
            .unwrap();
        cast.propose(&cast.ada, "Update", "A newer version.")
            .await
            .unwrap();
        let quoted = NewComment {
            kind: CommentKind::Technical,
            quote: Some(Quote {
                exact: text("that mends"),
                prefix: None,
                suffix: None,
            }),
            proposed: Some(text("which\ncorrects")),
            ..remark("=Which \"bugs\",\nand why?")
        };
        add(&cast, &cast.ben, 1, quoted).await;
        let reply = NewComment {
            in_reply_to: Some(1),
            ..remark("All.")
        };
        add(&cast, &cast.ada, 1, reply).await;
        add(&cast, &cast.eva, 2, remark("Fine.")).await;
        let disposed = NewDisposition {
            outcome: Disposition::Partly,
            response: Some(text("The second half.")),
        };
        let first = EntryRef::Number(1);
        comments::dispose(
            cast.registry(),
            &cast.ada,
            minute(3),
            &cast.process,
            (Some(&first), 1),
            disposed,
        )
        .await
        .unwrap();
        comments::acknowledge(
            cast.registry(),
            &cast.ben,
            minute(4),
            &cast.process,
            (Some(&first), 1),
            false,
        )
        .await
        .unwrap();

        let all = DispositionFilter::default();
        assert_eq!(numbers(&cast, &all).await, [1, 3]);
        let narrowed = |entry: Option<u32>, state, group: Option<&str>| DispositionFilter {
            entry: entry.map(EntryRef::Number),
            state,
            group: group.map(slug),
        };
        assert_eq!(numbers(&cast, &narrowed(Some(2), None, None)).await, [3]);
        let open = Some(DispositionState::Open);
        assert_eq!(numbers(&cast, &narrowed(None, open, None)).await, [3]);
        let answered = Some(DispositionState::Answered);
        assert_eq!(
            numbers(&cast, &narrowed(None, answered, Some("users"))).await,
            [1]
        );
        assert_eq!(
            numbers(&cast, &narrowed(None, answered, Some("makers"))).await,
            [0; 0]
        );
        let nowhere = narrowed(Some(7), None, None);
        let page = Page::default();
        missing(
            dispositions::list(
                cast.registry(),
                &cast.dan,
                minute(9),
                &cast.process,
                &nowhere,
                &page,
            )
            .await,
        );
        let listed = dispositions::list(
            cast.registry(),
            &cast.dan,
            minute(9),
            &cast.process,
            &all,
            &page,
        );
        let part = listed.await.unwrap().items[0].part.clone();
        assert_eq!(part.unwrap().to_string(), "definition");

        let csv =
            dispositions::csv(cast.registry(), &cast.dan, minute(9), &cast.process, &all).await;
        let csv = String::from_utf8(csv.unwrap()).unwrap();
        let (head, rows) = csv.split_once("\r\n").unwrap();
        assert!(
            head.starts_with("\"MB/NC (group, organisation)\",Line number,\"Clause/Subclause"),
            "{head}"
        );
        assert_eq!(
            rows,
            "\"users, Buyers\",,\"1 Patch, definition\",that mends,te,\"'=Which \"\"bugs\"\",\nand why?\",\
             \"which\ncorrects\",\"Partly accepted. The second half.\n(ada, 2016-10-19)\",1,ben,2016-10-19,,no\r\n\
             \"makers, Emco\",,2 Update,,ge,Fine.,,,3,eva,2016-10-19,,\r\n"
        );
        let docx =
            dispositions::docx(cast.registry(), &cast.dan, minute(9), &cast.process, &all).await;
        assert!(docx.unwrap().starts_with(b"PK"));
    }
}
