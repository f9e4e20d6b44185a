use super::*;
use crate::{
    call::{self, CallFacts, CallState, Ending, Ground, NewCall, Subject},
    reading::{Ballot, Cast, Seat, Stance},
    rule::{Silence, VotingUnit, presets},
};

const UNTIL: &str = "2017-02-07T15:00:00Z";

fn ground(meeting: Option<&MeetingFacts>) -> Ground {
    Ground {
        at: at(NOW),
        rule: presets::preset("consent", VotingUnit::Person).unwrap(),
        groups: Vec::new(),
        roster: vec![Seat {
            member: 2,
            organisation: None,
            group: crate::Slug::parse("makers").unwrap(),
        }],
        others: Vec::new(),
        entry: None,
        replacement_exists: false,
        meeting: meeting.cloned(),
        releasable: Vec::new(),
        versions: Vec::new(),
    }
}

fn make(number: CallNo, meeting: Option<&MeetingFacts>) -> Result<Vec<Decided>, Refusal> {
    let new = NewCall {
        subject: Subject::Minutes { meeting: 1 },
        opens_at: None,
        closes_at: at(UNTIL),
        blind: false,
        silence: None,
        answers: None,
    };
    call::make(number, new, &ground(meeting))
}

fn facts(number: CallNo) -> CallFacts {
    CallFacts {
        number,
        subject: Subject::Minutes { meeting: 1 },
        state: CallState::Open,
        opens_at: at(NOW),
        closes_at: at(UNTIL),
        blind: false,
        silence: Silence::Abstain,
        rule: Some(presets::preset("consent", VotingUnit::Person).unwrap()),
        roster: ground(None).roster,
        reached: None,
        final_at: None,
        stated: false,
    }
}

/// What follows from closing a call in which everybody holds the same, where nobody can contest it.
fn closed(number: CallNo, stance: Stance) -> Vec<Event> {
    let ballot = Ballot {
        seats: ground(None).roster,
        positions: vec![Cast {
            number: 1,
            member: 2,
            stance,
        }],
        ..Ballot::default()
    };
    let ending = Ending {
        at: at(UNTIL),
        due: Some(at(UNTIL)),
        statement: None,
        contest_days: 0,
        left: Vec::new(),
        answers: None,
        sealed: Vec::new(),
    };
    let decided = call::close(&facts(number), &ballot, ending).unwrap();
    decided.iter().map(|it| it.event().clone()).collect()
}

/// Minutes before everybody, and a call on them.
fn called() -> Played {
    let mut played = Played::ended(&["Welcome"]);
    let new = NewCirculation {
        statement: None,
        corrections_until: at(UNTIL),
    };
    played.play(circulate(played.facts(), new, at(NOW)));
    let made = make(5, Some(played.facts())).unwrap();
    played.follow(made[0].event().clone());
    played
}

#[test]
fn a_call_is_made_on_minutes_that_are_not_final() {
    let unknown: Refusal = MeetingFault::MeetingUnknown.into();
    assert_eq!(make(5, None).unwrap_err(), unknown);
    let mut played = Played::running(&["Welcome"]);
    let early: Refusal = MeetingFault::NotEnded.into();
    assert_eq!(make(5, Some(played.facts())).unwrap_err(), early);
    played = Played::ended(&["Welcome"]);
    assert_eq!(make(5, Some(played.facts())).unwrap().len(), 2);
    played.finish();
    let late: Refusal = MeetingFault::Frozen.into();
    assert_eq!(make(5, Some(played.facts())).unwrap_err(), late);
}

#[test]
fn what_is_called_stays_as_it_is() {
    let played = called();
    assert_eq!(played.meeting.called_by, Some(5));
    assert_eq!(played.facts().due(), None, "the clock waits for the call");
    let stays = Err(MeetingFault::Called.into());
    let note = NewNote {
        item: None,
        body: text("And one more."),
    };
    assert_eq!(add_note(played.facts(), 1, note), stays);
    let correction = NewCorrection {
        item: None,
        body: text("It was Thursday."),
    };
    assert_eq!(correct(played.facts(), 1, correction, at(NOW)), stays);
    let new = NewCirculation {
        statement: None,
        corrections_until: at(UNTIL),
    };
    assert_eq!(circulate(played.facts(), new, at(NOW)), stays);
    assert_eq!(freeze(played.facts(), at(UNTIL)), stays);
    assert_eq!(name_note_taker(played.facts(), 2, true), stays);
}

#[test]
fn agreed_minutes_are_final() {
    let mut played = called();
    for event in closed(5, Stance::Accept) {
        if event.meeting() == Some(1) {
            played.follow(event);
        }
    }
    assert_eq!(played.facts().minutes, MinutesState::Frozen);
    assert_eq!(played.meeting.frozen_by, Some(5));
    assert_eq!(played.meeting.called_by, None);
}

#[test]
fn minutes_that_were_not_agreed_are_open_again() {
    let mut played = called();
    let returned = |events: &[Event]| {
        let mut returned = events.iter().filter(|it| it.meeting() == Some(1));
        returned.next().unwrap().clone()
    };
    // A newer call asks about them by the time the first one is final.
    let made = make(6, Some(played.facts())).unwrap();
    played.follow(made[0].event().clone());
    played.follow(returned(&closed(5, Stance::Object)));
    assert_eq!(played.facts().minutes, MinutesState::Called);
    let withdrawn = call::withdraw(&facts(6), text("They were wrong.")).unwrap();
    let withdrawn: Vec<_> = withdrawn.iter().map(|it| it.event().clone()).collect();
    assert_eq!(withdrawn[0].act(), "call.withdrawn");
    played.follow(returned(&withdrawn));
    assert_eq!(played.facts().minutes, MinutesState::Growing);
    assert_eq!(played.facts().due(), None);
    played.finish();
    assert_eq!(played.facts().minutes, MinutesState::Frozen);
}
