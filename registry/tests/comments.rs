//! Comments: Ben asks, Ada disposes, Ben is satisfied or not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::{
    cast::{casts, denied, missing, refused, remark},
    minute, text,
};
use domain::{
    Refusal,
    comment::{Disposition, NewComment, NewDisposition},
    entry::EntryRef,
    permit::Denial,
};
use registry::{Page, comments};

#[tokio::test]
async fn comments_are_disposed_of_and_acknowledged() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Patch", "Code that mends a bug.")
            .await
            .unwrap();
        cast.propose(&cast.ada, "Update", "A newer version.")
            .await
            .unwrap();
        let entry = EntryRef::Number(1);
        let add =
            |by, new| comments::add(cast.registry(), by, minute(2), &cast.process, &entry, new);
        let first = add(&cast.ben, remark("Which bugs?")).await.unwrap();
        assert_eq!(cast.find().await.undisposed_comments, 1);
        let reply = NewComment {
            in_reply_to: Some(first.number),
            ..remark("All of them.")
        };
        let reply = add(&cast.ada, reply).await.unwrap();
        assert_eq!((reply.number, reply.in_reply_to), (2, Some(1)));
        assert_eq!(cast.find().await.undisposed_comments, 1);
        denied(add(&cast.cleo, remark("I think")).await, Denial::Neutral);
        denied(add(&cast.dan, remark("I think")).await, Denial::Observer);
        refused(
            add(
                &cast.ben,
                NewComment {
                    redline: Some(5),
                    ..remark("?")
                },
            )
            .await,
            Refusal::RedlineUnknown,
        );
        let elsewhere = EntryRef::Number(2);
        let crossing = NewComment {
            in_reply_to: Some(1),
            ..remark("?")
        };
        let crossing = comments::add(
            cast.registry(),
            &cast.ben,
            minute(2),
            &cast.process,
            &elsewhere,
            crossing,
        );
        refused(crossing.await, Refusal::CommentUnknown);

        let acknowledge = |by, entry| {
            comments::acknowledge(
                cast.registry(),
                by,
                minute(3),
                &cast.process,
                (Some(entry), 1),
                true,
            )
        };
        refused(acknowledge(&cast.ben, &entry).await, Refusal::NotDisposed);
        let dispose = |by, outcome, response: Option<&str>| {
            let new = NewDisposition {
                outcome,
                response: response.map(text),
            };
            comments::dispose(
                cast.registry(),
                by,
                minute(3),
                &cast.process,
                (Some(&entry), 1),
                new,
            )
        };
        denied(
            dispose(&cast.eva, Disposition::Accepted, None).await,
            Denial::NotPenHolder,
        );
        refused(
            dispose(&cast.ada, Disposition::NotAccepted, None).await,
            Refusal::ResponseMissing,
        );
        let disposed = dispose(&cast.ada, Disposition::NotAccepted, Some("All of them."))
            .await
            .unwrap();
        assert_eq!(disposed.disposition.unwrap().author.name, "ada");
        denied(acknowledge(&cast.eva, &entry).await, Denial::NotAuthor);
        missing(acknowledge(&cast.ben, &elsewhere).await);
        assert_eq!(
            acknowledge(&cast.ben, &entry).await.unwrap().satisfied,
            Some(true)
        );
        // Who was satisfied by one answer is asked again about another.
        assert_eq!(
            dispose(&cast.ada, Disposition::Noted, None)
                .await
                .unwrap()
                .satisfied,
            None
        );
        let page = Page::default();
        let list = comments::list(
            cast.registry(),
            &cast.dan,
            minute(4),
            &cast.process,
            &entry,
            &page,
        );
        assert_eq!(list.await.unwrap().items.len(), 2);
    }
}
