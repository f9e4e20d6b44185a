//! Figures, from what people did: the same as the tables say, for those who may read, and nothing of
//! a blind call before it has closed.

#![allow(
    clippy::unwrap_used,
    reason = "a story that cannot go on says so by failing"
)]

mod common;

use common::{
    cast::{self, Cast},
    lang, minute, slug, text, title,
};
use domain::{
    account::Email,
    call::{NewCall, Stated, Subject},
    entry::EntryRef,
    figures::Limited,
    people::NewInterest,
    process::{Group, NewProcess, Role, Visibility},
    reading::Stance,
    rule::VotingUnit,
};
use registry::{Caller, calls, comments, figures, interests, members, positions, processes};

const CLOSE: i64 = 600;

fn call(blind: bool) -> NewCall {
    NewCall {
        subject: Subject::Wording {
            entry: 1,
            wording: 1,
        },
        opens_at: None,
        closes_at: minute(CLOSE),
        blind,
        silence: None,
        answers: None,
    }
}

async fn take(cast: &Cast, who: &Caller, at: i64, stance: Stance) {
    let stated = Stated {
        stance,
        reason: Some(text("It leaves the users out.")),
        would_resolve: Some(text("Naming them.")),
        quote: None,
    };
    positions::take(cast.registry(), who, minute(at), &cast.process, 1, stated)
        .await
        .unwrap();
}

async fn remark(cast: &Cast, who: &Caller, at: i64) {
    let (on, remark) = (EntryRef::Number(1), cast::remark("Good."));
    comments::add(cast.registry(), who, minute(at), &cast.process, &on, remark)
        .await
        .unwrap();
}

#[tokio::test]
async fn the_convener_is_held_to_what_the_record_says() {
    for cast in cast::casts().await {
        let (registry, process, nobody) = (cast.registry(), &cast.process, Caller::nobody());
        cast.propose(&cast.ada, "patch", "A piece.").await.unwrap();
        let interest = NewInterest {
            name: title("Iris"),
            email: Email::parse("iris@example.org").unwrap(),
            organisation: None,
            group: slug("users"),
            statement: text("Me too."),
        };
        interests::express(registry, &nobody, minute(10), process, interest)
            .await
            .unwrap();
        interests::admit(registry, &cast.cleo, minute(40), process, 1)
            .await
            .unwrap();
        calls::make(registry, &cast.cleo, minute(50), process, call(false))
            .await
            .unwrap();
        take(&cast, &cast.ben, 60, Stance::Object).await;
        let more = minute(CLOSE + 60);
        let reason = text("So that the users are heard.");
        calls::extend(
            registry,
            &cast.cleo,
            minute(62),
            process,
            1,
            more,
            reason.clone(),
        )
        .await
        .unwrap();
        members::leave(
            registry,
            &cast.cleo,
            minute(70),
            process,
            5,
            Some(text("Moved on.")),
        )
        .await
        .unwrap();

        let told = figures::neutrality(registry, &nobody, minute(80), process)
            .await
            .unwrap();
        assert_eq!(told.conveners[0].member, cast::CLEO_NO);
        let users = &told.responses.groups[1];
        assert_eq!(users.group, Some(slug("users")));
        assert_eq!(users.interests.median_seconds, Some(30 * 60));
        assert_eq!(users.objections.median_seconds, Some(2 * 60));
        assert_eq!(
            (users.all.asked, users.all.longest_seconds),
            (2, Some(30 * 60))
        );
        let makers = &told.agenda.groups[0];
        assert_eq!(
            (makers.calls, makers.entries, makers.participants),
            (1, 1, 1)
        );
        let limits: Vec<_> = told
            .limits
            .iter()
            .map(|it| (it.kind, it.reason.clone()))
            .collect();
        assert_eq!(
            limits,
            [
                (Limited::CallExtended, Some(reason)),
                (Limited::MemberRemoved, Some(text("Moved on."))),
            ]
        );
        let made = told
            .acts
            .iter()
            .find(|it| it.act == "call.scheduled")
            .unwrap();
        assert_eq!((made.count, made.newest), (1, minute(50)));

        let csv = figures::neutrality_csv(registry, &nobody, minute(80), process)
            .await
            .unwrap();
        let csv = String::from_utf8(csv).unwrap();
        assert!(
            csv.contains("response,users,users,interests,median_seconds,1800,,,\r\n"),
            "{csv}"
        );
        assert!(csv.contains("call_extended"), "{csv}");
    }
}

#[tokio::test]
async fn what_was_folded_goes_on_with_what_follows() {
    for cast in cast::casts().await {
        let (registry, process, nobody) = (cast.registry(), &cast.process, Caller::nobody());
        cast.propose(&cast.ada, "patch", "A piece.").await.unwrap();
        for round in 1..4 {
            remark(&cast, &cast.ben, 10 + round).await;
            let voice = figures::voice(registry, &nobody, minute(20), process)
                .await
                .unwrap();
            assert_eq!(voice.all.comments, u32::try_from(round).unwrap());
            assert_eq!(voice.groups[1].spoken.comments, voice.all.comments);
            assert_eq!(voice.groups[0].spoken.proposals, 1);
            assert_eq!(voice.all.participants, 3);
        }
        let stood = figures::entries(registry, &nobody, minute(20), process)
            .await
            .unwrap();
        assert_eq!(stood.points.len(), 2);
        assert_eq!(
            (stood.points[0].proposed, stood.points[1].discussed),
            (1, 1)
        );
    }
}

#[tokio::test]
async fn a_blind_call_leaks_nothing_by_any_figure() {
    for cast in cast::casts().await {
        let (registry, process) = (cast.registry(), &cast.process);
        cast.propose(&cast.ada, "patch", "A piece.").await.unwrap();
        let made = calls::make(registry, &cast.cleo, minute(5), process, call(true)).await;
        made.unwrap();
        take(&cast, &cast.ben, 6, Stance::Object).await;
        take(&cast, &cast.ada, 7, Stance::Support).await;
        for who in [&Caller::nobody(), &cast.cleo, &cast.ada] {
            let told = figures::positions(registry, who, minute(8), process, 1)
                .await
                .unwrap();
            assert!(told.hidden && told.points.is_empty());
            let csv = figures::positions_csv(registry, who, minute(8), process, 1)
                .await
                .unwrap();
            assert_eq!(String::from_utf8(csv).unwrap().lines().count(), 1);
            let voice = figures::voice(registry, who, minute(8), process)
                .await
                .unwrap();
            assert_eq!(voice.all.positions, 0);
            let told = figures::neutrality(registry, who, minute(8), process)
                .await
                .unwrap();
            assert_eq!(told.responses.objections.asked, 0);
        }
        let nobody = Caller::nobody();
        let told = figures::positions(registry, &nobody, minute(CLOSE), process, 1)
            .await
            .unwrap();
        assert!(!told.hidden && told.ended_at == Some(minute(CLOSE)));
        let last = told.points.last().unwrap();
        assert_eq!(
            (told.unit, last.object, last.support, last.silent),
            (VotingUnit::Organisation, 1, 1, 1)
        );
        let closed = calls::find(registry, &nobody, minute(CLOSE), process, 1)
            .await
            .unwrap();
        assert_eq!(closed.tally.unwrap().all.object, last.object);
        let voice = figures::voice(registry, &nobody, minute(CLOSE), process)
            .await
            .unwrap();
        assert_eq!(voice.all.positions, 2);
    }
}

#[tokio::test]
async fn who_may_not_know_of_a_process_is_told_no_figure() {
    for stage in common::stages().await {
        let cleo = stage.person("cleo").await;
        let inside = stage.announced("inside", &cleo, Visibility::Members).await;
        let (registry, now) = (&stage.registry, minute(1));
        let stranger = stage.person("stella").await;
        for who in [&stranger, &Caller::nobody()] {
            cast::missing(figures::neutrality(registry, who, now, &inside).await);
            cast::missing(figures::neutrality_csv(registry, who, now, &inside).await);
            cast::missing(figures::voice(registry, who, now, &inside).await);
            cast::missing(figures::entries(registry, who, now, &inside).await);
            cast::missing(figures::positions(registry, who, now, &inside, 1).await);
        }
        figures::neutrality(registry, &cleo, now, &inside)
            .await
            .unwrap();
        // A call that was never made is at no address, for members neither.
        cast::missing(figures::positions(registry, &cleo, now, &inside, 1).await);
    }
}

#[tokio::test]
async fn names_that_are_formulas_are_harmless_in_a_table() {
    for stage in common::stages().await {
        let cleo = stage.person("cleo").await;
        let new = NewProcess {
            slug: slug("sums"),
            title: title("Sums"),
            charter: text("We agree on words."),
            licence: title("CC-BY-4.0"),
            languages: vec![lang("en")],
            groups: vec![Group {
                slug: slug("makers"),
                name: title("=1+1"),
            }],
            rule: None,
            visibility: None,
            contest_days: None,
            release_call: false,
        };
        let registry = &stage.registry;
        processes::found(registry, &cleo, minute(0), new)
            .await
            .unwrap();
        let process = slug("sums");
        stage
            .member(
                &process,
                &cleo,
                "ada",
                Role::Participant,
                Some(("makers", "Acme")),
            )
            .await;
        let csv = figures::voice_csv(registry, &cleo, minute(1), &process)
            .await
            .unwrap();
        let csv = String::from_utf8(csv).unwrap();
        assert_eq!(
            csv,
            "group,group_name,participants,proposals,redlines,comments,positions\r\n\
             makers,'=1+1,1,0,0,0,0\r\n"
        );
    }
}
