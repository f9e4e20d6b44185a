//! The life of an entry: Ada proposes, Ben and Eva redline, Cleo convenes, Dan observes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::{
    cast::{
        ADA_NO, BEN_NO, CLEO_NO, DAN_NO, casts, denied, missing, redline, refused, remark, stale,
    },
    minute, slug, text,
};
use domain::{
    Refusal,
    entry::{EntryRef, EntryStatus, Impact, Localised, NewFolding, RedlineState},
    permit::Denial,
    process::Role,
    redline::PartName,
};
use registry::{
    Caller, Error, Page, comments, entries,
    redlines::{self, RedlineFilter},
    wordings,
};

#[tokio::test]
async fn competing_redlines_lose_nothing() {
    for cast in casts().await {
        let proposed = cast
            .propose(&cast.ada, "Security update", "Software that fixes a bug.")
            .await
            .unwrap();
        assert_eq!(
            (proposed.number, proposed.slug.as_str()),
            (1, "security-update")
        );
        assert_eq!(
            (proposed.pen, proposed.status),
            (ADA_NO, EntryStatus::Proposed)
        );
        assert_eq!(proposed.pen_holder.organisation.unwrap().name, "Acme");

        let first = cast
            .redline(&cast.ben, 1, "Software that corrects a vulnerability.")
            .await
            .unwrap();
        let second = cast
            .redline(&cast.eva, 1, "Software that mends a defect.")
            .await
            .unwrap();
        assert!(first.carries && second.carries);
        assert!(first.fields.contains_key("definition"));
        assert_eq!(cast.find().await.status, EntryStatus::Discussed);
        assert_eq!(cast.find().await.pending_redlines, 2);

        denied(
            cast.fold(&cast.ben, first.number, &[]).await,
            Denial::NotPenHolder,
        );
        denied(
            cast.fold(&cast.cleo, first.number, &[]).await,
            Denial::Neutral,
        );
        let folded = cast.fold(&cast.ada, first.number, &[]).await.unwrap();
        assert_eq!(
            (folded.state, folded.wording),
            (RedlineState::Folded, Some(2))
        );
        stale(
            cast.fold(&cast.ada, first.number, &[]).await,
            Refusal::RedlineSettled,
        );
        assert_eq!(
            cast.definition().await,
            "Software that corrects a vulnerability."
        );

        match cast.fold(&cast.ada, second.number, &[]).await {
            Err(Error::Conflict(conflicts)) => {
                assert_eq!(
                    conflicts[0].theirs,
                    "Software that corrects a vulnerability."
                );
                assert_eq!(conflicts[0].yours, "Software that mends a defect.");
            }
            other => panic!("{other:?}"),
        }
        let place = (Some(&EntryRef::Number(1)), second.number);
        let kept = redlines::find(
            cast.registry(),
            &cast.eva,
            minute(4),
            &cast.process,
            place.0,
            place.1,
        );
        let kept = kept.await.unwrap();
        assert_eq!(
            (kept.state, kept.carries, kept.conflicts.len()),
            (RedlineState::Pending, false, 1)
        );
        assert_eq!(
            cast.definition().await,
            "Software that corrects a vulnerability."
        );

        let refuse = |by| {
            redlines::refuse(
                cast.registry(),
                by,
                minute(4),
                &cast.process,
                place,
                text("Folded."),
            )
        };
        denied(refuse(&cast.ben).await, Denial::NotPenHolder);
        let refused = refuse(&cast.ada).await.unwrap();
        assert_eq!(
            (refused.state, refused.reason.as_deref()),
            (RedlineState::Refused, Some("Folded."))
        );

        let (nobody, page) = (Caller::nobody(), Page::default());
        let entry = EntryRef::Slug(slug("security-update"));
        let steps = wordings::list(
            cast.registry(),
            &nobody,
            minute(5),
            &cast.process,
            &entry,
            &page,
        );
        let steps = steps.await.unwrap().items;
        assert_eq!(steps.len(), 2);
        assert_eq!(steps[1].wording.redline, Some(first.number));
        assert_eq!(steps[1].wording.impact, Some(Impact::Clarifying));
        assert!(steps[0].fields.is_empty() && steps[1].fields.contains_key("definition"));
        let compare = |to| {
            wordings::compare(
                cast.registry(),
                &cast.dan,
                minute(5),
                &cast.process,
                &entry,
                (1, to),
            )
        };
        assert_eq!(compare(2).await.unwrap().fields, steps[1].fields);
        missing(compare(3).await);
    }
}

#[tokio::test]
async fn a_redline_on_older_words_is_carried_over_part_by_part() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Patch", "Code that mends a bug.")
            .await
            .unwrap();
        let mut both = redline(1, "Code that mends a known bug.");
        both.changes.notes = Some(Localised::One(vec![text("Small.")]));
        both.moved_by = Some(BEN_NO);
        let entry = EntryRef::Slug(slug("patch"));
        let typed = redlines::propose(
            cast.registry(),
            &cast.eva,
            minute(2),
            &cast.process,
            &entry,
            both,
        );
        let typed = typed.await.unwrap();
        assert_eq!((typed.author.name.as_str(), typed.confirmed), ("eva", None));
        let confirm = |by| {
            redlines::confirm(
                cast.registry(),
                by,
                minute(2),
                &cast.process,
                (Some(&entry), typed.number),
                true,
            )
        };
        denied(confirm(&cast.ada).await, Denial::NotMover);
        assert_eq!(confirm(&cast.ben).await.unwrap().author.name, "ben");

        let other = cast
            .redline(&cast.ben, 1, "Source code that mends a bug.")
            .await
            .unwrap();
        cast.fold(&cast.ada, other.number, &[]).await.unwrap();
        let part = cast
            .fold(&cast.ada, typed.number, &[PartName::Notes(None)])
            .await
            .unwrap();
        assert_eq!((part.state, part.wording), (RedlineState::Pending, Some(3)));
        assert_eq!(part.folded_parts, [PartName::Notes(None)]);
        assert!(part.fields_now.unwrap().keys().eq(["definition"]));
        refused(
            cast.fold(&cast.ada, typed.number, &[PartName::Notes(None)])
                .await,
            Refusal::PartUnknown,
        );
        let whole = cast.fold(&cast.ada, typed.number, &[]).await.unwrap();
        assert_eq!(whole.state, RedlineState::Folded);
        assert_eq!(
            cast.definition().await,
            "Source code that mends a known bug."
        );

        let filter = RedlineFilter {
            state: Some(RedlineState::Pending),
        };
        let page = Page::default();
        let pending = redlines::list(
            cast.registry(),
            &cast.dan,
            minute(4),
            &cast.process,
            &entry,
            filter,
            &page,
        );
        assert!(pending.await.unwrap().items.is_empty());
        refused(
            cast.redline(&cast.ben, 9, "Anything.").await,
            Refusal::WordingUnknown,
        );
        refused(
            cast.redline(&cast.ben, 4, "Source code that mends a known bug.")
                .await,
            Refusal::NothingChanged,
        );
    }
}

#[tokio::test]
async fn the_pen_passes_and_an_entry_is_taken_back() {
    for cast in casts().await {
        let entry = EntryRef::Number(1);
        denied(
            cast.propose(&cast.cleo, "Patch", "Code.").await,
            Denial::Neutral,
        );
        denied(
            cast.propose(&cast.dan, "Patch", "Code.").await,
            Denial::Observer,
        );
        denied(
            cast.propose(&Caller::nobody(), "Patch", "Code.").await,
            Denial::SignIn,
        );
        cast.propose(&cast.ada, "Patch", "Code that mends a bug.")
            .await
            .unwrap();
        let again = cast
            .propose(&cast.ben, "Patch", "A piece of cloth.")
            .await
            .unwrap();
        assert_eq!((again.number, again.slug.as_str()), (2, "patch-2"));

        let pass =
            |by, to| entries::pass_pen(cast.registry(), by, minute(2), &cast.process, &entry, to);
        denied(pass(&cast.ben, BEN_NO).await, Denial::NotPenHolder);
        denied(pass(&cast.dan, BEN_NO).await, Denial::Observer);
        refused(pass(&cast.ada, CLEO_NO).await, Refusal::PenNotParticipant);
        refused(pass(&cast.ada, DAN_NO).await, Refusal::PenNotParticipant);
        refused(pass(&cast.ada, 99).await, Refusal::MemberUnknown);
        assert_eq!(pass(&cast.ada, BEN_NO).await.unwrap().pen, BEN_NO);
        denied(pass(&cast.ada, ADA_NO).await, Denial::NotPenHolder);
        assert_eq!(pass(&cast.cleo, ADA_NO).await.unwrap().pen, ADA_NO);

        let change = cast
            .redline(&cast.ben, 1, "Code that repairs a bug.")
            .await
            .unwrap();
        let take_back = |by| {
            redlines::withdraw(
                cast.registry(),
                by,
                minute(3),
                &cast.process,
                (Some(&entry), change.number),
                None,
            )
        };
        denied(take_back(&cast.ada).await, Denial::NotAuthor);
        assert_eq!(
            take_back(&cast.ben).await.unwrap().state,
            RedlineState::Withdrawn
        );

        let withdraw = |by| {
            entries::withdraw(
                cast.registry(),
                by,
                minute(4),
                &cast.process,
                &entry,
                text("Twice."),
            )
        };
        denied(withdraw(&cast.ben).await, Denial::NotAuthor);
        let gone = withdraw(&cast.ada).await.unwrap();
        assert_eq!(
            (gone.status, gone.since, gone.reason.as_deref()),
            (EntryStatus::Withdrawn, minute(4), Some("Twice."))
        );
        stale(withdraw(&cast.ada).await, Refusal::EntryEnded);
        stale(
            cast.redline(&cast.ben, 1, "Anything else.").await,
            Refusal::EntryEnded,
        );
        let add = comments::add(
            cast.registry(),
            &cast.ben,
            minute(5),
            &cast.process,
            &entry,
            remark("Oh."),
        );
        stale(add.await, Refusal::EntryEnded);
    }
}

#[tokio::test]
async fn numbers_of_another_process_lead_nowhere() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Patch", "Code that mends a bug.")
            .await
            .unwrap();
        let change = cast
            .redline(&cast.ben, 1, "Code that repairs a bug.")
            .await
            .unwrap();
        let fay = cast.stage.person("fay").await;
        let other = cast.stage.process("elsewhere", &fay).await;
        let gus = cast
            .stage
            .member(
                &other,
                &fay,
                "gus",
                Role::Participant,
                Some(("makers", "Gum")),
            )
            .await;
        let (registry, entry) = (cast.registry(), EntryRef::Number(1));
        missing(entries::find(registry, &gus, minute(3), &other, &entry).await);
        missing(redlines::find(registry, &gus, minute(3), &other, None, change.number).await);
        let folding = NewFolding::default();
        missing(
            redlines::fold(
                registry,
                &gus,
                minute(3),
                &other,
                (None, change.number),
                folding,
            )
            .await,
        );
        denied(cast.fold(&gus, change.number, &[]).await, Denial::NotMember);
        denied(
            entries::pass_pen(registry, &fay, minute(3), &cast.process, &entry, BEN_NO).await,
            Denial::NotMember,
        );
    }
}
