use super::*;

fn ending() -> Ending {
    Ending {
        at: at(25),
        due: Some(at(24)),
        statement: None,
        contest_days: 7,
        left: Vec::new(),
        answers: None,
        sealed: Vec::new(),
    }
}

fn ballot(stance: Stance) -> Ballot {
    Ballot {
        groups: vec![slug("makers"), slug("users")],
        seats: roster(),
        positions: vec![Cast {
            number: 1,
            member: ADA,
            stance,
        }],
        ..Ballot::default()
    }
}

#[test]
fn a_closing_opens_the_window_or_ends_the_matter() {
    let consent = open_call("consent");
    let decided = close(&consent, &ballot(Stance::Accept), ending()).unwrap();
    let Event::CallClosed {
        final_at,
        early,
        outcome,
        ..
    } = decided[0].event()
    else {
        panic!()
    };
    assert_eq!(
        (decided.len(), *final_at, *early),
        (1, at(24).plus_days(7), false)
    );
    assert!(outcome.is_reached());
    let answering = Ending {
        answers: Some(4),
        ..ending()
    };
    let decided = close(&consent, &ballot(Stance::Object), answering).unwrap();
    assert_eq!(
        acts(&decided),
        ["call.closed", "call.superseded", "call.finalised"]
    );
    let closed = CallFacts {
        state: CallState::Closed,
        ..consent
    };
    assert_eq!(
        close(&closed, &ballot(Stance::Accept), ending()),
        Err(Refusal::CallNotOpen)
    );
}

#[test]
fn a_final_call_puts_its_rule_into_force() {
    let own = RuleChoice::Own(Box::new(Rule {
        objections: Some(ObjectionsPart::at_most(0)),
        ..Rule::named("ours", VotingUnit::Person)
    }));
    let call = CallFacts {
        subject: Subject::Rule { rule: own },
        ..open_call("consent")
    };
    let at_once = || Ending {
        contest_days: 0,
        due: None,
        ..ending()
    };
    let decided = close(&call, &ballot(Stance::Accept), at_once()).unwrap();
    assert_eq!(
        acts(&decided),
        ["call.closed", "call.finalised", "rule.adopted"]
    );
    let decided = close(&call, &ballot(Stance::Object), at_once()).unwrap();
    assert_eq!(acts(&decided), ["call.closed", "call.finalised"]);
}

#[test]
fn a_contest_comes_within_its_window_and_once() {
    let closed = CallFacts {
        state: CallState::Closed,
        final_at: Some(at(48)),
        stated: false,
        ..open_call("iso")
    };
    let contest = |contests: &[Contest], hours| {
        contest(&closed, ADA, contests, at(hours), text("No.")).map(|_| ())
    };
    let mine = Contest {
        number: 1,
        member: ADA,
        withdrawn: false,
    };
    assert_eq!(contest(&[], 47), Ok(()));
    assert_eq!(contest(&[], 48), Err(Refusal::NotContestable));
    assert_eq!(contest(&[mine], 47), Err(Refusal::ContestTwice));
    assert_eq!(
        contest(
            &[Contest {
                withdrawn: true,
                ..mine
            }],
            47
        ),
        Ok(())
    );
    let contested = CallFacts {
        state: CallState::Contested,
        ..closed.clone()
    };
    assert!(withdraw_contest(&contested, ADA, &[mine]).is_ok());
    assert_eq!(
        withdraw_contest(&contested, BEN, &[mine]),
        Err(Refusal::ContestUnknown)
    );
    assert_eq!(finalise(&contested), Err(Refusal::NotContestable));
    assert!(finalise(&closed).is_ok());
}

#[test]
fn a_minority_is_who_was_not_for_it() {
    let closed = CallFacts {
        state: CallState::Closed,
        ..open_call("iso")
    };
    let state =
        |call: &CallFacts, stance| state_minority(call, ADA, stance, text("But.")).map(|_| ());
    assert_eq!(state(&closed, Some(Stance::Concern)), Ok(()));
    assert_eq!(state(&closed, None), Ok(()));
    let stance = Stance::Accept;
    assert_eq!(
        state(&closed, Some(stance)),
        Err(Refusal::NoMinority { stance })
    );
    assert_eq!(
        state(&open_call("iso"), None),
        Err(Refusal::MinorityTooEarly)
    );
}
