use super::*;

fn check_refused(new: NewCall, ground: &Ground, why: &Refusal) {
    assert_eq!(make(1, new, ground).as_ref(), Err(why));
}

#[test]
fn a_call_without_a_time_to_open_opens_at_once_for_those_present() {
    let decided = make(1, new(wording(2)), &ground("iso")).unwrap();
    assert_eq!(acts(&decided), ["call.scheduled", "call.opened"]);
    let Event::CallOpened {
        roster: seats,
        groups,
        due,
        ..
    } = decided[1].event()
    else {
        panic!()
    };
    assert_eq!((seats, groups.len(), *due), (&roster(), 2, at(0)));
    let later = NewCall {
        opens_at: Some(at(1)),
        ..new(wording(2))
    };
    assert_eq!(
        acts(&make(1, later, &ground("iso")).unwrap()),
        ["call.scheduled"]
    );
}

#[test]
fn a_call_asks_about_what_is_there_and_long_enough() {
    let iso = ground("iso");
    check_refused(new(wording(1)), &iso, &Refusal::WordingOutdated);
    check_refused(new(wording(3)), &iso, &Refusal::WordingUnknown);
    check_refused(
        new(wording(2)),
        &Ground {
            entry: None,
            ..iso.clone()
        },
        &Refusal::EntryUnknown,
    );
    let retirement = Subject::Retirement {
        entry: 7,
        replaced_by: None,
    };
    check_refused(new(retirement), &iso, &Refusal::EntryNotAgreed);
    let closes = |hours| NewCall {
        closes_at: at(hours),
        ..new(wording(2))
    };
    check_refused(closes(0), &iso, &Refusal::ClosesTooEarly);
    check_refused(closes(24 * 367), &iso, &Refusal::ClosesTooLate);
    let release = Subject::Release {
        version: Version::parse("1.0.0").unwrap(),
        terms: Vec::new(),
    };
    check_refused(new(release), &iso, &Refusal::NothingToRelease);
}

#[test]
fn blindness_and_assent_depend_on_the_rule() {
    let blind = NewCall {
        blind: true,
        ..new(wording(2))
    };
    check_refused(
        blind.clone(),
        &ground("rough"),
        &Refusal::BlindNeedsNoAnswers,
    );
    assert!(make(1, blind, &ground("iso")).is_ok());
    let assent = NewCall {
        silence: Some(Silence::Assent),
        ..new(wording(2))
    };
    check_refused(assent.clone(), &ground("iso"), &Refusal::SilenceNotAssent);
    assert!(make(1, assent, &ground("lazy")).is_ok());
}

#[test]
fn one_matter_is_asked_once_at_a_time() {
    let with = |other| Ground {
        others: vec![other],
        ..ground("iso")
    };
    check_refused(
        new(wording(2)),
        &with(other(1, CallState::Open, false)),
        &Refusal::CallUnderWay,
    );
    check_refused(
        new(wording(2)),
        &with(other(1, CallState::Closed, true)),
        &Refusal::CallUnderWay,
    );
    assert!(
        make(
            2,
            new(wording(2)),
            &with(other(1, CallState::Closed, false))
        )
        .is_ok()
    );
    let decided = make(
        2,
        new(wording(2)),
        &with(other(1, CallState::Contested, true)),
    )
    .unwrap();
    let Event::CallScheduled(schedule) = decided[0].event() else {
        panic!()
    };
    assert_eq!(schedule.answers, Some(1));
    let named = NewCall {
        answers: Some(9),
        ..new(wording(2))
    };
    check_refused(
        named,
        &with(other(1, CallState::Contested, true)),
        &Refusal::NotContested,
    );
}

#[test]
fn what_was_overtaken_before_its_opening_is_withdrawn_by_the_clock() {
    let call = CallFacts {
        state: CallState::Scheduled,
        rule: None,
        ..open_call("iso")
    };
    let entry = Some(EntryFacts {
        number: 7,
        wording: 3,
        agreed: false,
        ended: false,
    });
    let opened = open(
        &call,
        &Ground {
            entry,
            ..ground("iso")
        },
    )
    .unwrap();
    assert_eq!(acts(&opened), ["call.withdrawn"]);
    let blind = CallFacts {
        blind: true,
        ..call
    };
    assert_eq!(
        acts(&open(&blind, &ground("rough")).unwrap()),
        ["call.withdrawn"]
    );
    assert_eq!(
        acts(&open(&blind, &ground("iso")).unwrap()),
        ["call.opened"]
    );
}
