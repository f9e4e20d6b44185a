use super::*;

const ALL: [MemberNo; 3] = [ADA, BEN, CY];

fn asked(heard: &[MemberNo], present: &[MemberNo], last: Option<Moment>) -> Vec<MemberNo> {
    let decided = nudge(&open_call("iso"), heard, present, last, at(23)).unwrap();
    match decided.event() {
        Event::CallNudged { call: 1, members } => members.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_voice_speaks_for_its_organisation() {
    assert_eq!(asked(&[], &ALL, None), ALL);
    assert_eq!(asked(&[ADA], &ALL, None), [CY], "Ben is spoken for");
    assert_eq!(asked(&[CY], &ALL, None), [ADA, BEN]);
    assert_eq!(asked(&[CY], &[BEN, CY], None), [BEN], "Ada left");
    // Somebody who joined later is not eligible, and breaks no silence.
    assert_eq!(asked(&[9], &ALL, None), ALL);
}

#[test]
fn the_silent_are_asked_once_a_day() {
    let call = open_call("iso");
    let again = |heard: &[MemberNo], last| nudge(&call, heard, &ALL, last, at(23)).map(|_| ());
    assert_eq!(
        again(&[], Some(at(0))),
        Err(Refusal::NudgedLately { again: at(24) })
    );
    assert_eq!(again(&[], Some(at(-1))), Ok(()));
    assert_eq!(again(&[BEN, CY], None), Err(Refusal::NobodySilent));
    let closed = CallFacts {
        state: CallState::Closed,
        ..open_call("iso")
    };
    let late = nudge(&closed, &[], &ALL, None, at(23)).map(|_| ());
    assert_eq!(late, Err(Refusal::CallNotOpen));
}
