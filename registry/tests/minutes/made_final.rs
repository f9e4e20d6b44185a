use domain::{
    entry::{EntryRef, Localised, NewChanges},
    meeting::{
        ActionState, MinutesState, NewCirculation, NewCorrection, NewCorrectionAnswer,
        NewSettlement,
    },
    people::MemberPatch,
    permit::Denial,
    process::ProcessPatch,
};
use registry::{members, needs, processes};

use super::*;
use crate::common::{
    cast::{ADA_NO, denied},
    slug,
};

/// An hour after it was put before everybody at minute 100.
const OVER: i64 = 160;

async fn circulate(cast: &Cast) {
    let new = NewCirculation {
        statement: Some(text("Please read them.")),
        corrections_until: minute(OVER),
    };
    meetings::circulate(
        cast.registry(),
        &cast.cleo,
        minute(100),
        &cast.process,
        MEETING,
        new,
    )
    .await
    .unwrap();
}

/// Calls on the minutes for ten minutes.
async fn call(cast: &Cast, at: i64) -> u32 {
    let new = NewCall {
        subject: Subject::Minutes { meeting: MEETING },
        opens_at: None,
        closes_at: minute(at + 10),
        blind: false,
        silence: None,
        answers: None,
    };
    let made = calls::make(cast.registry(), &cast.cleo, minute(at), &cast.process, new).await;
    made.unwrap().number
}

async fn hold(cast: &Cast, who: &Caller, at: i64, call: u32, stance: Stance) {
    let (registry, p) = (cast.registry(), &cast.process);
    positions::take(registry, who, minute(at), p, call, stated(stance))
        .await
        .unwrap();
}

/// What must never change: everything but where the record ends and what became of actions since.
fn lasting(minutes: &Minutes) -> Minutes {
    let mut minutes = minutes.clone();
    minutes.seq = 0;
    let open = |later: &mut meetings::minutes::Later| {
        later.state = ActionState::Open;
        later.remark = None;
        later.settled_at = None;
    };
    for action in &mut minutes.actions {
        open(&mut action.later);
    }
    for part in &mut minutes.items {
        for deed in &mut part.deeds {
            if let Some(Detail::Action { action }) = &mut deed.detail {
                open(&mut action.later);
            }
        }
    }
    minutes
}

#[tokio::test]
async fn corrections_stand_with_their_answers_and_the_clock_makes_minutes_final() {
    for cast in held().await {
        let (registry, p) = (cast.registry(), &cast.process);
        circulate(&cast).await;
        let asked = NewCorrection {
            item: Some(1),
            body: text("It was a short talk."),
        };
        meetings::correct(registry, &cast.ben, minute(110), p, MEETING, asked)
            .await
            .unwrap();
        meetings::change_note(
            registry,
            &cast.cleo,
            minute(111),
            p,
            (MEETING, 1),
            Some(text("A short talk.")),
        )
        .await
        .unwrap();
        let late = note(Some(1), "Ben was heard.");
        meetings::add_note(registry, &cast.cleo, minute(112), p, MEETING, late)
            .await
            .unwrap();
        let made = NewCorrectionAnswer {
            made: true,
            response: None,
        };
        meetings::answer_correction(registry, &cast.cleo, minute(113), p, (MEETING, 1), made)
            .await
            .unwrap();
        let minutes = cast.minutes(120).await;
        assert_eq!(minutes.state, MinutesState::Circulated);
        assert_eq!(minutes.corrections[0].made, Some(true));
        let notes: Vec<_> = minutes.items[0]
            .deeds
            .iter()
            .filter_map(|deed| match &deed.detail {
                Some(Detail::Note { text, .. }) => Some((text.as_str(), deed.later)),
                _ => None,
            })
            .collect();
        assert_eq!(notes, [("A short talk.", false), ("Ben was heard.", true)]);
        let minutes = cast.minutes(OVER).await;
        assert_eq!(minutes.state, MinutesState::Frozen);
        assert_eq!(minutes.frozen_at, Some(minute(OVER)));
        cast.check_record(OVER).await;
    }
}

#[tokio::test]
async fn a_call_makes_minutes_final_or_opens_them_again() {
    for cast in held().await {
        let (registry, p) = (cast.registry(), &cast.process);
        let minutes_at = async |at: i64| cast.minutes(at).await;
        // The participants first say no, and the window to contest that passes.
        circulate(&cast).await;
        let first = call(&cast, 110).await;
        let late = note(Some(1), "Ben was heard.");
        let refused = meetings::add_note(registry, &cast.cleo, minute(111), p, MEETING, late);
        assert!(refused.await.is_err());
        hold(&cast, &cast.ada, 112, first, Stance::Object).await;
        let minutes = minutes_at(OVER).await;
        assert_eq!(minutes.state, MinutesState::Called, "the clock waits");
        assert_eq!(minutes.called_by, Some(first));
        let week = 7 * 24 * 60;
        let minutes = minutes_at(120 + week).await;
        assert_eq!(
            (minutes.state, minutes.called_by),
            (MinutesState::Growing, None)
        );

        // They are put right, called again, and agreed.
        let right = note(Some(1), "Ada was heard.");
        meetings::add_note(registry, &cast.cleo, minute(121 + week), p, MEETING, right)
            .await
            .unwrap();
        let second = call(&cast, 122 + week).await;
        for who in [&cast.ada, &cast.ben, &cast.eva] {
            hold(&cast, who, 123 + week, second, Stance::Support).await;
        }
        let over = 132 + 2 * week;
        let minutes = minutes_at(over).await;
        assert_eq!(minutes.state, MinutesState::Frozen);
        assert_eq!(minutes.agreed_by, Some(second));
        let text = minutes.markdown();
        assert!(text.contains("Ada was heard."));
        assert!(
            text.contains(&format!("as agreed by call {second}")),
            "{text}"
        );
        cast.check_record(over + 1).await;
    }
}

#[tokio::test]
async fn final_minutes_say_the_same_for_ever() {
    for cast in held().await {
        let (registry, p) = (cast.registry(), &cast.process);
        circulate(&cast).await;
        let before = cast.minutes(OVER).await;
        assert_eq!(before.state, MinutesState::Frozen);
        let (text_before, docx_before) = (before.markdown(), before.docx().unwrap());

        // Everything that minutes name goes on: the word itself, the process, who belongs where, what was to do.
        let patch = ProcessPatch {
            title: Some(title("Renamed")),
            ..ProcessPatch::default()
        };
        processes::update(registry, &cast.cleo, minute(170), p, patch)
            .await
            .unwrap();
        let renamed = NewChanges {
            definition: Some(Localised::One(text("Something else."))),
            designations: Some(vec![domain::content::Designation {
                text: title("Fix"),
                kind: domain::content::DesignationKind::Preferred,
                lang: common::lang("en"),
            }]),
            ..NewChanges::default()
        };
        let new = domain::entry::NewRedline {
            changes: renamed,
            ..redline(1, "Replaced.")
        };
        let made = redlines::propose(
            registry,
            &cast.ben,
            minute(171),
            p,
            &EntryRef::Number(2),
            new,
        )
        .await
        .unwrap();
        let all = NewFolding { parts: vec![] };
        redlines::fold(
            registry,
            &cast.ada,
            minute(172),
            p,
            (None, made.number),
            all,
        )
        .await
        .unwrap();
        let late = note(Some(1), "Too late.");
        let refused = meetings::add_note(registry, &cast.cleo, minute(173), p, MEETING, late).await;
        assert!(refused.is_err());
        let done = NewSettlement {
            state: ActionState::Done,
            remark: Some(text("They agree.")),
        };
        meetings::settle(registry, &cast.ben, minute(174), p, (MEETING, 1), done)
            .await
            .unwrap();

        let after = cast.minutes(180).await;
        assert_eq!(lasting(&after), lasting(&before));
        assert_eq!(lasting(&after).markdown(), text_before);
        assert_eq!(lasting(&after).docx().unwrap(), docx_before);
        assert_eq!(after.actions[0].later.state, ActionState::Done);
        assert!(
            after
                .markdown()
                .contains("Since then: done, 19 October 2016: They agree.")
        );
        cast.check_record(181).await;
    }
}

#[tokio::test]
async fn only_who_may_writes_and_only_owners_settle() {
    for cast in held().await {
        let (registry, p) = (cast.registry(), &cast.process);
        let mine = note(Some(1), "Mine.");
        let refused = meetings::add_note(registry, &cast.eva, minute(90), p, MEETING, mine.clone());
        denied(refused.await, Denial::NotNoteTaker);
        let done = || NewSettlement {
            state: ActionState::Done,
            remark: None,
        };
        let refused = meetings::settle(registry, &cast.eva, minute(91), p, (MEETING, 1), done());
        denied(refused.await, Denial::NotNoteTaker);
        meetings::name_note_taker(registry, &cast.cleo, minute(92), p, MEETING, 5)
            .await
            .unwrap();
        meetings::add_note(registry, &cast.eva, minute(93), p, MEETING, mine)
            .await
            .unwrap();
        let minutes = cast.minutes(94).await;
        assert_eq!(minutes.note_taker.unwrap().name, "eva");
    }
}

#[tokio::test]
async fn what_is_to_do_is_among_what_needs_its_owner_until_it_is_settled() {
    for cast in held().await {
        let (registry, p) = (cast.registry(), &cast.process);
        let of = async |who: &Caller| {
            needs::needs(registry, who, minute(90))
                .await
                .unwrap()
                .actions
        };
        let mine = of(&cast.ben).await;
        let [need] = &mine[..] else {
            panic!("{mine:?}");
        };
        assert_eq!((need.meeting, need.action), (MEETING, 1));
        assert_eq!(need.body, "Ask the makers.");
        assert_eq!(need.due, Some(Day::parse("2016-10-20").unwrap()));
        assert_eq!(&need.process, p);
        assert!(of(&cast.ada).await.is_empty());
        for (at, state, left) in [
            (91, ActionState::Done, 0),
            (92, ActionState::Open, 1),
            (93, ActionState::Dropped, 0),
        ] {
            let remark = Some(text("Because."));
            let new = NewSettlement { state, remark };
            meetings::settle(registry, &cast.ben, minute(at), p, (MEETING, 1), new)
                .await
                .unwrap();
            assert_eq!(of(&cast.ben).await.len(), left, "{state:?}");
        }
    }
}

#[tokio::test]
async fn people_are_told_where_they_belonged() {
    for cast in planned().await {
        cast.set_state(60, MeetingState::Running).await;
        cast.attend(&cast.ada, 61, true).await;
        cast.set_state(70, MeetingState::Ended).await;
        let minutes = cast.minutes(90).await;
        let belongs = |minutes: &Minutes| {
            let who = minutes.present[0].who.clone();
            (who.group.unwrap(), who.organisation.unwrap())
        };
        assert_eq!(belongs(&minutes), ("makers".into(), "Acme".into()));
        let patch = MemberPatch {
            group: Some(slug("users")),
            organisation: Some(title("Clients")),
            reason: text("She went over to them."),
        };
        let (registry, p) = (cast.registry(), &cast.process);
        members::change(registry, &cast.cleo, minute(91), p, ADA_NO, patch)
            .await
            .unwrap();
        assert_eq!(lasting(&cast.minutes(92).await), lasting(&minutes));
    }
}
