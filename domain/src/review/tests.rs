use super::*;
use crate::{
    Slug, Version,
    comment::{Disposition, NewDisposition},
    process::Group,
};

fn at(hour: i64) -> Moment {
    Moment::from_millis(hour * 3_600_000)
}

fn text(text: &str) -> Text {
    Text::parse(text).unwrap()
}

fn candidate(number: EntryNo) -> Candidate {
    Candidate {
        number,
        wording: 3,
        ended: false,
        in_review: false,
    }
}

fn new(entries: &[(EntryNo, Option<WordingNo>)]) -> NewReview {
    NewReview {
        title: Title::parse("First draft").unwrap(),
        introduction: None,
        opens_at: None,
        closes_at: at(48),
        entries: entries
            .iter()
            .map(|(entry, wording)| NewReviewedEntry {
                entry: *entry,
                wording: *wording,
            })
            .collect(),
    }
}

fn opened(new: NewReview, candidates: &[Candidate]) -> Result<ReviewOpening, Refusal> {
    let decided = open(1, new, Visibility::Public, at(0), candidates)?;
    match decided.event() {
        Event::ReviewOpened(opening) => Ok(opening.clone()),
        other => panic!("{other:?}"),
    }
}

fn facts(closed_at: Option<Moment>) -> ReviewFacts {
    ReviewFacts {
        number: 1,
        opens_at: at(10),
        closes_at: at(48),
        closed_at,
        entries: vec![ReviewedEntry {
            entry: 7,
            wording: 2,
        }],
    }
}

fn contribution(sent_at: Moment) -> Contribution {
    Contribution {
        place: Place::within(&facts(None), Some(7)).unwrap(),
        interest: None,
        body: text("Say which."),
        quote: None,
        proposed: None,
        sent_at,
    }
}

fn groups() -> [Group; 1] {
    [Group {
        slug: Slug::parse("makers").unwrap(),
        name: Title::parse("Makers").unwrap(),
    }]
}

#[test]
fn a_review_freezes_the_wordings_it_names() {
    let both = [candidate(1), candidate(2)];
    let opening = opened(new(&[(1, None), (2, Some(1))]), &both).unwrap();
    let entries: Vec<_> = opening
        .entries
        .iter()
        .map(|it| (it.entry, it.wording))
        .collect();
    assert_eq!(entries, [(1, 3), (2, 1)]);
    assert_eq!(opening.opens_at, at(0));
    for wording in [0, 4] {
        assert_eq!(
            opened(new(&[(1, Some(wording))]), &both),
            Err(Refusal::WordingUnknown)
        );
    }
    assert_eq!(opened(new(&[(3, None)]), &both), Err(Refusal::EntryUnknown));
    assert_eq!(opened(new(&[]), &both), Err(Refusal::ReviewEntriesMissing));
    let twice = new(&[(1, None), (1, Some(2))]);
    assert_eq!(opened(twice, &both), Err(Refusal::ReviewEntryTwice));
}

#[test]
fn an_entry_is_in_one_review_at_a_time_and_alive() {
    let busy = Candidate {
        in_review: true,
        ..candidate(1)
    };
    let ended = Candidate {
        ended: true,
        ..candidate(1)
    };
    let one = || new(&[(1, None)]);
    assert_eq!(
        opened(one(), &[busy]),
        Err(Refusal::EntryInReview { entry: 1 })
    );
    assert_eq!(
        opened(one(), &[ended]),
        Err(Refusal::ReviewEntryEnded { entry: 1 })
    );
    assert_eq!(
        open(1, one(), Visibility::Members, at(0), &[candidate(1)]),
        Err(Refusal::ReviewMembersOnly)
    );
}

#[test]
fn its_clock_runs_forwards() {
    let closing = |opens_at, closes_at| {
        let new = NewReview {
            opens_at,
            closes_at,
            ..new(&[(1, None)])
        };
        opened(new, &[candidate(1)]).map(|opening| opening.opens_at)
    };
    assert_eq!(closing(None, at(0)), Err(Refusal::ReviewClosesTooEarly));
    assert_eq!(
        closing(Some(at(5)), at(5)),
        Err(Refusal::ReviewClosesTooEarly)
    );
    assert_eq!(
        closing(None, at(24 * 367)),
        Err(Refusal::ReviewClosesTooLate)
    );
    // What should have begun already begins now.
    assert_eq!(closing(Some(at(-9)), at(5)), Ok(at(0)));
    let open = facts(None);
    assert_eq!(open.state(at(9)), ReviewState::Scheduled);
    assert_eq!(open.state(at(10)), ReviewState::Open);
    assert_eq!(facts(Some(at(20))).state(at(11)), ReviewState::Closed);
    let sooner = extend(&open, at(12), at(40), text("Enough."));
    assert_eq!(sooner, Err(Refusal::ReviewClosesTooEarly));
    assert!(extend(&open, at(12), at(60), text("Holidays.")).is_ok());
    let ended = facts(Some(at(20)));
    assert_eq!(
        extend(&ended, at(21), at(60), text("More.")),
        Err(Refusal::ReviewEnded)
    );
    assert_eq!(close(&ended, Some(at(48)), None), Err(Refusal::ReviewEnded));
    assert_eq!(close(&open, None, None), Err(Refusal::ReasonMissing));
    assert!(close(&open, Some(at(48)), None).is_ok());
}

#[test]
fn what_was_sent_in_time_counts_when_it_is_confirmed_later() {
    let check = |sent_at, closed_at| {
        let review = facts(closed_at);
        check(&contribution(sent_at), Some(&review), false, &groups())
    };
    assert_eq!(check(at(9), None), Err(Refusal::ReviewNotOpen));
    assert_eq!(check(at(10), None), Ok(()));
    assert_eq!(check(at(47), Some(at(48))), Ok(()));
    assert_eq!(check(at(48), Some(at(48))), Err(Refusal::ReviewNotOpen));
    assert_eq!(check(at(9), Some(at(48))), Err(Refusal::ReviewNotOpen));
}

#[test]
fn a_contribution_names_what_there_is() {
    let review = facts(None);
    assert_eq!(
        Place::within(&review, Some(8)),
        Err(Refusal::NotUnderReview)
    );
    let from = |interest: &str| Contribution {
        interest: Some(Slug::parse(interest).unwrap()),
        ..contribution(at(11))
    };
    let check = |it: &Contribution, ended| check(it, Some(&review), ended, &groups());
    assert_eq!(check(&from("makers"), false), Ok(()));
    assert_eq!(
        check(&from("neighbours"), false),
        Err(Refusal::InterestUnknown)
    );
    assert_eq!(check(&from("makers"), true), Err(Refusal::EntryEnded));
}

#[test]
fn the_line_holds_the_contribution_and_where_it_belongs() {
    let decided = publish(4, contribution(at(11)), Some(&facts(None)), false, &[]).unwrap();
    let line = serde_json::to_value(decided.event()).unwrap();
    let expected = serde_json::json!({
        "act": "review.commented",
        "data": {"comment": 4, "review": 1, "entry": 7, "wording": 2, "body": "Say which.", "sent_at": at(11).to_string()},
    });
    assert_eq!(line, expected);
    let on = ReviewedEntry {
        entry: 7,
        wording: 2,
    };
    let problem = Contribution {
        place: Place::Release(Version::parse("1.0.0").unwrap(), on),
        ..contribution(at(11))
    };
    let decided = publish(5, problem, None, false, &[]).unwrap();
    let line = serde_json::to_value(decided.event()).unwrap();
    assert_eq!(
        (&line["act"], &line["data"]["version"]),
        (&"problem.reported".into(), &"1.0.0".into())
    );
    assert_eq!(
        serde_json::from_value::<Event>(line).unwrap(),
        *decided.event()
    );
}

#[test]
fn hiding_has_a_reason_and_is_for_comments_from_outside() {
    let visible = |public, hidden, shown| {
        let new = NewVisibility {
            shown,
            reason: text("Names a private person."),
        };
        set_visibility(4, public, hidden, new)
    };
    assert!(matches!(
        visible(true, false, false).unwrap().event(),
        Event::ReviewCommentHidden { comment: 4, .. }
    ));
    assert!(matches!(
        visible(true, true, true).unwrap().event(),
        Event::ReviewCommentShown { comment: 4, .. }
    ));
    for shown in [false, true] {
        assert_eq!(visible(true, !shown, shown), Err(Refusal::AlreadySettled));
    }
    assert_eq!(visible(false, false, false), Err(Refusal::CommentNotPublic));
}

#[test]
fn a_comment_on_the_whole_is_answered_by_who_holds_a_pen() {
    let dispose = |actor, outcome| {
        let new = NewDisposition {
            outcome,
            response: None,
        };
        dispose_whole(&[3, 5], actor, 4, new)
    };
    assert!(dispose(5, Disposition::Noted).is_ok());
    assert_eq!(dispose(1, Disposition::Noted), Err(Refusal::NoPenInReview));
    assert_eq!(
        dispose(3, Disposition::NotAccepted),
        Err(Refusal::ResponseMissing)
    );
}
