use super::*;

#[test]
fn items_are_numbered_and_keep_their_numbers() {
    let mut played = Played::planned(&["Welcome", "Security update"]);
    let numbers = |played: &Played| {
        let agenda = played.facts().agenda.iter();
        agenda
            .map(|it| (it.number, it.title.to_string()))
            .collect::<Vec<_>>()
    };
    let mut swapped = vec![item("Security update"), item("End of support")];
    swapped[0].number = Some(2);
    let patch = MeetingPatch {
        agenda: Some(swapped),
        ..MeetingPatch::default()
    };
    played.play(change(played.facts(), patch, &Bound::default(), at(NOW)));
    assert_eq!(
        numbers(&played),
        [
            (2, "Security update".to_owned()),
            (3, "End of support".to_owned())
        ]
    );
}

#[test]
fn what_was_discussed_stays_on_the_agenda() {
    let mut played = Played::running(&["Welcome", "Security update"]);
    played.play(open_item(played.facts(), 1));
    let mut left = vec![item("Security update")];
    left[0].number = Some(2);
    let patch = MeetingPatch {
        agenda: Some(left),
        ..MeetingPatch::default()
    };
    let refused = change(played.facts(), patch, &Bound::default(), at(NOW));
    assert_eq!(refused, Err(MeetingFault::ItemDiscussed.into()));
}

#[test]
fn a_plan_is_checked() {
    let check = |change: &dyn Fn(&mut NewMeeting), fault: MeetingFault| {
        let mut new = new_meeting(&["Welcome"]);
        change(&mut new);
        let refused = plan(1, new, &Bound::default(), at(NOW));
        assert_eq!(refused, Err(fault.into()));
    };
    check(&|new| new.starts_at = at(NOW), MeetingFault::InThePast);
    check(
        &|new| new.starts_at = at("2020-01-01T00:00:00Z"),
        MeetingFault::TooFarAhead,
    );
    check(
        &|new| new.suggestions_until = Some(at("2017-02-01T00:00:00Z")),
        MeetingFault::SuggestionsTooLate,
    );
    check(
        &|new| new.link = Some(title("javascript:alert(1)")),
        MeetingFault::LinkMalformed,
    );
    check(
        &|new| new.agenda[0].minutes = Some(0),
        MeetingFault::ItemMinutes,
    );
    check(
        &|new| new.agenda[0].entry = Some(7),
        MeetingFault::EntryUnknown(7),
    );
    check(
        &|new| new.agenda[0].call = Some(3),
        MeetingFault::CallUnknown(3),
    );
    check(
        &|new| new.agenda[0].number = Some(1),
        MeetingFault::ItemUnknown,
    );
}

#[test]
fn the_address_to_join_is_not_on_the_record() {
    let mut new = new_meeting(&[]);
    new.link = Some(title("https://meet.example.org/secret"));
    let decided = plan(1, new, &Bound::default(), at(NOW)).unwrap();
    let line = serde_json::to_string(decided.event()).unwrap();
    assert!(line.contains(r#""link":true"#), "{line}");
    assert!(!line.contains("secret"), "{line}");
}

#[test]
fn suggestions_are_taken_or_answered_with_a_reason() {
    let mut played = Played::planned(&["Welcome"]);
    let new = NewSuggestion {
        title: title("Orphan devices"),
        entry: None,
        minutes: Some(15),
        reason: text("Nobody answers for them."),
    };
    let asked = suggest(played.facts(), 1, new.clone(), &Bound::default(), at(NOW));
    played.play(asked);
    let late = at("2017-01-31T15:30:00Z");
    assert_eq!(
        suggest(played.facts(), 2, new, &Bound::default(), late),
        Err(MeetingFault::SuggestionsClosed.into())
    );
    let answer = |played: &Played, taken, reason: Option<&str>| {
        let new = NewSuggestionAnswer {
            taken,
            reason: reason.map(text),
        };
        answer_suggestion(played.facts(), 1, played.meeting.suggestion(1), new)
    };
    assert_eq!(answer(&played, false, None), Err(Refusal::ReasonMissing));
    let taken = answer(&played, true, None);
    played.play(taken);
    let last = played.facts().agenda.last().unwrap();
    assert_eq!((last.number, &*last.title), (2, "Orphan devices"));
    assert_eq!(
        answer(&played, true, None),
        Err(MeetingFault::SuggestionUnknown.into())
    );
}

#[test]
fn a_plan_can_go_without_what_it_said_and_tells_how_often_it_changed() {
    let mut played = Played::planned(&["Welcome"]);
    let patch = MeetingPatch {
        without: [PlanPart::Place, PlanPart::Suggestions].into(),
        ..MeetingPatch::default()
    };
    played.play(change(played.facts(), patch, &Bound::default(), at(NOW)));
    let meeting = &played.meeting;
    assert_eq!(
        (&meeting.place, meeting.facts.suggestions_until),
        (&None, None)
    );
    assert_eq!(meeting.revision, 1);
    // What nobody is asked for any more does not hold the beginning back.
    let earlier = MeetingPatch {
        starts_at: Some(at("2017-01-31T15:20:00Z")),
        ..MeetingPatch::default()
    };
    played.play(change(played.facts(), earlier, &Bound::default(), at(NOW)));
    played.play(cancel(played.facts(), Some(text("Nobody can come."))));
    assert_eq!(played.meeting.revision, 3);
}
