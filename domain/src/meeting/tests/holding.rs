use std::collections::BTreeSet;

use super::*;
use crate::{
    Slug,
    reading::Seat,
    rule::{Fraction, Rule, VotingUnit},
};

fn poll(options: &[&str]) -> NewPoll {
    NewPoll {
        question: title("Which layer is patched?"),
        options: options.iter().map(|it| title(it)).collect(),
        item: None,
    }
}

#[test]
fn a_meeting_goes_one_way() {
    let mut played = Played::planned(&["Welcome"]);
    assert_eq!(
        start(played.facts(), true),
        Err(MeetingFault::OtherRunning.into())
    );
    assert_eq!(
        end(played.facts(), None),
        Err(MeetingFault::NotRunning.into())
    );
    played.play(start(played.facts(), false));
    assert_eq!(
        start(played.facts(), false),
        Err(MeetingFault::NotPlanned.into())
    );
    assert_eq!(
        cancel(played.facts(), Some(text("Snow."))),
        Err(MeetingFault::NotPlanned.into())
    );
}

#[test]
fn people_check_in_from_an_hour_before() {
    let played = Played::planned(&[]);
    let attend_at = |moment: &str| attend(played.facts(), 3, false, true, at(moment));
    assert!(matches!(
        attend_at("2017-01-31T14:59:59Z"),
        Err(Refusal::Meeting(MeetingFault::TooEarly { .. }))
    ));
    assert!(attend_at("2017-01-31T15:00:00Z").unwrap().is_some());
    let again = attend(played.facts(), 3, true, true, at(NOW));
    assert_eq!(again, Ok(None));
    let ended = Played::ended(&[]);
    let late = attend(ended.facts(), 3, false, true, at(NOW));
    assert_eq!(late, Err(MeetingFault::Over.into()));
}

#[test]
fn a_quorum_counts_the_voices_that_are_here() {
    let seat = |member, organisation| Seat {
        member,
        organisation,
        group: Slug::parse("makers").unwrap(),
    };
    let roster = [
        seat(2, Some(1)),
        seat(3, Some(1)),
        seat(4, Some(2)),
        seat(5, None),
    ];
    let mut rule = Rule::named("two thirds here", VotingUnit::Organisation);
    rule.quorum = Some(Fraction::new(2, 3));
    let count = |present: &[MemberNo], rule: &Rule| {
        let present: BTreeSet<_> = present.iter().copied().collect();
        let quorum = quorum(rule, &roster, &present);
        (quorum.present, quorum.eligible, quorum.needed, quorum.met)
    };
    assert_eq!(count(&[2, 3], &rule), (1, 3, Some(2), false));
    assert_eq!(count(&[2, 4, 9], &rule), (2, 3, Some(2), true));
    rule.unit = VotingUnit::Person;
    assert_eq!(count(&[2, 3], &rule), (2, 4, Some(3), false));
    rule.quorum = None;
    assert_eq!(count(&[], &rule), (0, 4, None, true));
}

#[test]
fn straw_polls_come_one_at_a_time_and_close_with_totals() {
    let mut played = Played::running(&["Welcome"]);
    played.play(open_item(played.facts(), 1));
    for (options, fault) in [
        (&["One"][..], MeetingFault::PollOptions),
        (&["Same", "same"], MeetingFault::PollOptionTwice),
    ] {
        let refused = open_poll(played.facts(), 1, poll(options), false);
        assert_eq!(refused, Err(fault.into()));
    }
    played.play(open_poll(played.facts(), 1, poll(&[]), false));
    let asked = played.meeting.poll(1).unwrap();
    assert!(asked.poll.temperature);
    assert_eq!(asked.poll.item, Some(1));
    assert_eq!(asked.poll.options.len(), 4);
    assert_eq!(
        open_poll(played.facts(), 2, poll(&["a", "b"]), true),
        Err(MeetingFault::PollOpen.into())
    );
    let facts = asked.facts();
    let chosen = |option| choose(&facts, &option);
    assert_eq!(chosen(ChosenOption::Number(4)), Ok(4));
    assert_eq!(chosen(ChosenOption::Words(title("concern"))), Ok(3));
    for wrong in [ChosenOption::Number(0), ChosenOption::Number(5)] {
        assert_eq!(chosen(wrong), Err(MeetingFault::OptionUnknown.into()));
    }
    played.play(close_poll(played.facts(), &facts, vec![3, 0, 1, 0]));
    let closed = played.meeting.poll(1).unwrap();
    assert_eq!(closed.totals.as_deref(), Some(&[3, 0, 1, 0][..]));
    assert_eq!(
        choose(&closed.facts(), &ChosenOption::Number(1)),
        Err(MeetingFault::PollClosed.into())
    );
}

#[test]
fn an_open_poll_closes_with_the_meeting() {
    let mut played = Played::running(&["Welcome"]);
    played.play(open_poll(played.facts(), 1, poll(&["a", "b"]), false));
    let facts = played.meeting.open_poll().unwrap().facts();
    let ended = end(played.facts(), Some((&facts, vec![1, 2]))).unwrap();
    let acts: Vec<_> = ended.iter().map(|it| it.event().act()).collect();
    assert_eq!(acts, ["poll.closed", "meeting.ended"]);
}

#[test]
fn notes_are_written_changed_and_taken_out_until_the_minutes_are_final() {
    let mut played = Played::running(&["Welcome", "Next"]);
    played.play(open_item(played.facts(), 2));
    let note = |body: &str| NewNote {
        item: None,
        body: text(body),
    };
    played.play(add_note(played.facts(), 1, note("Levels were named.")));
    assert_eq!(played.meeting.notes[0].note.item, Some(2));
    let before = played.meeting.note(1).cloned();
    assert_eq!(
        change_note(played.facts(), 1, before.as_ref(), before.clone()),
        Err(Refusal::NothingChanged)
    );
    played.play(change_note(played.facts(), 1, before.as_ref(), None));
    assert_eq!(played.meeting.note(1), None);
    assert_eq!(
        change_note(played.facts(), 1, None, Some(text("Again."))),
        Err(MeetingFault::NoteUnknown.into())
    );
    let mut ended = Played::ended(&["Welcome"]);
    ended.play(add_note(ended.facts(), 1, note("Written afterwards.")));
    ended.finish();
    assert_eq!(
        add_note(ended.facts(), 2, note("Too late.")),
        Err(MeetingFault::Frozen.into())
    );
}

#[test]
fn minutes_wait_for_corrections() {
    let mut played = Played::ended(&["Welcome"]);
    let ask = |played: &Played, moment: &str| {
        let new = NewCorrection {
            item: Some(1),
            body: text("It was Thursday."),
        };
        correct(played.facts(), 1, new, at(moment))
    };
    assert_eq!(ask(&played, NOW), Err(MeetingFault::NotCirculated.into()));
    let circulation = |until: &str| NewCirculation {
        statement: None,
        corrections_until: at(until),
    };
    assert_eq!(
        circulate(played.facts(), circulation("2017-01-31T15:59:59Z"), at(NOW)),
        Err(MeetingFault::CorrectionPeriod.into())
    );
    let until = "2017-02-07T15:00:00Z";
    played.play(circulate(played.facts(), circulation(until), at(NOW)));
    assert_eq!(played.facts().due(), Some(at(until)));
    assert_eq!(
        ask(&played, until),
        Err(MeetingFault::CorrectionsOver.into())
    );
    played.play(ask(&played, "2017-02-01T00:00:00Z"));
    let answer = |made, response: Option<&str>| NewCorrectionAnswer {
        made,
        response: response.map(text),
    };
    let answered = |played: &Played, new| {
        answer_correction(played.facts(), 1, played.meeting.correction_waits(1), new)
    };
    assert_eq!(
        answered(&played, answer(false, None)),
        Err(Refusal::ReasonMissing)
    );
    played.play(answered(&played, answer(true, None)));
    assert_eq!(
        answered(&played, answer(true, None)),
        Err(Refusal::AlreadySettled)
    );
    played.play(freeze(played.facts(), at(until)));
    assert_eq!(played.facts().due(), None);
    assert_eq!(
        freeze(played.facts(), at(until)),
        Err(MeetingFault::Frozen.into())
    );
}

#[test]
fn actions_are_settled_by_their_owner_or_who_writes() {
    let mut played = Played::running(&["Welcome"]);
    played.play(name_note_taker(played.facts(), 4, true));
    let action = ActionFacts {
        number: 1,
        owner: 3,
        state: ActionState::Open,
    };
    let member = |number, role| Member {
        number,
        role,
        group: None,
        organisation: None,
    };
    for (who, may) in [
        (member(3, Role::Participant), true),
        (member(4, Role::Observer), true),
        (member(1, Role::Convener), true),
        (member(5, Role::Participant), false),
    ] {
        assert_eq!(may_settle(played.facts(), &who, &action).is_ok(), may);
    }
    let new = |state, remark: Option<&str>| NewSettlement {
        state,
        remark: remark.map(text),
    };
    let settled = |new| settle(played.facts(), &action, new);
    assert_eq!(
        settled(new(ActionState::Open, None)),
        Err(Refusal::NothingChanged)
    );
    assert_eq!(
        settled(new(ActionState::Dropped, None)),
        Err(Refusal::ReasonMissing)
    );
    assert!(settled(new(ActionState::Done, None)).is_ok());
}
