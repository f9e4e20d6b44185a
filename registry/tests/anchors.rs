//! Comments on words: they follow their words, and what they propose becomes a redline.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::{
    cast::{ADA_NO, BEN_NO, Cast, casts, denied, refused, remark},
    minute, text,
};
use domain::{
    Moment, Refusal,
    comment::{
        NewComment, NewCommentRedline, Quote,
        anchor::{AnchorPart, AnchorState},
    },
    entry::{EntryRef, Impact, RedlineState},
    permit::Denial,
};
use registry::{
    Caller,
    comments::{self, Comment},
    redlines::{self, Redline},
};

const IMPACT: NewCommentRedline = NewCommentRedline {
    impact: Impact::Clarifying,
};

fn on(words: &str, proposed: &str) -> NewComment {
    NewComment {
        quote: Some(Quote {
            exact: text(words),
            prefix: None,
            suffix: None,
        }),
        proposed: domain::Text::parse(proposed).ok(),
        ..remark("Say it better.")
    }
}

async fn say(cast: &Cast, by: &Caller, new: NewComment) -> registry::Result<Comment> {
    let entry = EntryRef::Number(1);
    comments::add(cast.registry(), by, minute(2), &cast.process, &entry, new).await
}

async fn look(cast: &Cast, comment: u32) -> Comment {
    let (nobody, at) = (Caller::nobody(), minute(9));
    comments::find(cast.registry(), &nobody, at, &cast.process, None, comment)
        .await
        .unwrap()
}

async fn redline(cast: &Cast, by: &Caller, comment: u32) -> registry::Result<Redline> {
    let (which, at): (_, Moment) = ((None, comment), minute(3));
    comments::redline(cast.registry(), by, at, &cast.process, which, IMPACT).await
}

/// Ben's wish, folded by Ada.
async fn reword(cast: &Cast, base: u32, definition: &str) {
    let proposed = cast.redline(&cast.ben, base, definition).await.unwrap();
    cast.fold(&cast.ada, proposed.number, &[]).await.unwrap();
}

#[tokio::test]
async fn comments_follow_their_words_until_they_are_gone() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Patch", "Code that *fixes* a bug in software.")
            .await
            .unwrap();
        let said = say(&cast, &cast.ben, on("fixes a bug", "")).await.unwrap();
        let anchor = said.anchor.unwrap();
        assert_eq!((anchor.start, anchor.end), (Some(10), Some(21)));
        assert_eq!((said.wording, anchor.state), (1, AnchorState::Found));

        reword(&cast, 1, "A piece of code that *fixes* a bug in software.").await;
        let anchor = look(&cast, 1).await.anchor.unwrap();
        assert_eq!((anchor.state, anchor.start), (AnchorState::Found, Some(21)));

        reword(
            &cast,
            2,
            "A piece of code that fixes a big bug in software.",
        )
        .await;
        let anchor = look(&cast, 1).await.anchor.unwrap();
        assert_eq!(
            (anchor.state, &*anchor.text),
            (AnchorState::Moved, "fixes a big bug")
        );

        reword(&cast, 3, "A piece of code.").await;
        let anchor = look(&cast, 1).await.anchor.unwrap();
        assert_eq!(
            (anchor.state, anchor.gone_since),
            (AnchorState::Orphaned, Some(4))
        );
        assert_eq!(
            (&*anchor.text, anchor.part),
            ("fixes a bug", Some(AnchorPart::Definition))
        );

        // Who still reads an older wording speaks of its words.
        let late = NewComment {
            wording: Some(2),
            ..on("in software", "")
        };
        let late = say(&cast, &cast.ben, late).await.unwrap().anchor.unwrap();
        assert_eq!(
            (late.state, late.gone_since),
            (AnchorState::Orphaned, Some(4))
        );
        let unknown = NewComment {
            wording: Some(9),
            ..on("code", "")
        };
        refused(
            say(&cast, &cast.ben, unknown).await,
            Refusal::WordingUnknown,
        );
    }
}

#[tokio::test]
async fn a_comment_on_a_redline_speaks_of_its_new_words() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Patch", "Code that fixes a bug.")
            .await
            .unwrap();
        cast.redline(&cast.ben, 1, "Code that mends a bug.")
            .await
            .unwrap();
        let new = |words| NewComment {
            redline: Some(1),
            ..on(words, "")
        };
        let said = say(&cast, &cast.eva, new("mends")).await.unwrap();
        assert_eq!(said.anchor.unwrap().state, AnchorState::Found);
        let said = say(&cast, &cast.eva, new("fixes")).await.unwrap();
        assert_eq!(said.anchor.unwrap().state, AnchorState::Orphaned);
    }
}

#[tokio::test]
async fn proposed_words_become_a_redline_in_one_step() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Patch", "Code that *fixes* a [[bug]].")
            .await
            .unwrap();
        say(&cast, &cast.ben, on("a bug", "an error"))
            .await
            .unwrap();
        denied(redline(&cast, &cast.cleo, 1).await, Denial::Neutral);
        denied(redline(&cast, &cast.dan, 1).await, Denial::Observer);
        let made = redline(&cast, &cast.ada, 1).await.unwrap();
        assert_eq!((made.by, made.moved_by), (ADA_NO, Some(BEN_NO)));
        assert_eq!(
            (made.from_comment, made.rationale.as_str()),
            (Some(1), "Say it better.")
        );
        assert_eq!(look(&cast, 1).await.redlined, Some(made.number));
        refused(redline(&cast, &cast.ben, 1).await, Refusal::CommentRedlined);
        cast.fold(&cast.ada, made.number, &[]).await.unwrap();
        assert_eq!(cast.definition().await, "Code that *fixes* an error.");

        // Its words are gone, and another comment cuts marks.
        say(&cast, &cast.ben, on("code that fixes an", "that fixes an"))
            .await
            .unwrap();
        refused(redline(&cast, &cast.ben, 2).await, Refusal::CommentOrphaned);
        say(&cast, &cast.ben, on("Code", "")).await.unwrap();
        refused(redline(&cast, &cast.ben, 3).await, Refusal::NothingProposed);
    }
}

#[tokio::test]
async fn the_author_makes_it_and_may_make_it_again_after_taking_it_back() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Patch", "Code that fixes a bug.")
            .await
            .unwrap();
        say(&cast, &cast.ben, on("a bug", "an error"))
            .await
            .unwrap();
        let made = redline(&cast, &cast.ben, 1).await.unwrap();
        assert_eq!((made.moved_by, made.state), (None, RedlineState::Pending));
        let which = (None, made.number);
        redlines::withdraw(
            cast.registry(),
            &cast.ben,
            minute(4),
            &cast.process,
            which,
            None,
        )
        .await
        .unwrap();
        let again = redline(&cast, &cast.ben, 1).await.unwrap();
        assert_eq!(look(&cast, 1).await.redlined, Some(again.number));
    }
}
