use super::*;

#[test]
fn objections_and_concerns_say_why() {
    let call = open_call("iso");
    let take = |stance, reason: Option<&str>, would_resolve: Option<&str>| {
        let stated = Stated {
            stance,
            reason: reason.map(text),
            would_resolve: would_resolve.map(text),
            quote: None,
        };
        take(&call, 1, ADA, &stated, "salt").map(|_| ())
    };
    assert_eq!(
        take(Stance::Object, None, Some("x")),
        Err(Refusal::ObjectionReason)
    );
    assert_eq!(
        take(Stance::Object, Some("x"), None),
        Err(Refusal::ObjectionResolve)
    );
    assert_eq!(
        take(Stance::Concern, None, None),
        Err(Refusal::ConcernReason)
    );
    assert_eq!(take(Stance::Object, Some("x"), Some("y")), Ok(()));
    assert_eq!(call.seat(9), Err(Denial::NotEligible));
}

#[test]
fn a_seal_gives_nothing_away_and_binds() {
    let stated = Stated {
        stance: Stance::Support,
        reason: None,
        would_resolve: None,
        quote: None,
    };
    let blind = CallFacts {
        blind: true,
        ..open_call("iso")
    };
    let decided = take(&blind, 1, ADA, &stated, "salt").unwrap();
    let json = serde_json::to_string(decided.event()).unwrap();
    assert!(!json.contains("support"), "{json}");
    let sealed = |salt, stance| {
        let stated = Stated {
            stance,
            ..stated.clone()
        };
        seal(&Sealed {
            call: 1,
            position: 1,
            member: ADA,
            salt,
            stated: &stated,
        })
    };
    assert!(json.contains(&sealed("salt", Stance::Support)));
    assert_ne!(
        sealed("salt", Stance::Support),
        sealed("salt", Stance::Accept)
    );
    assert_ne!(
        sealed("salt", Stance::Support),
        sealed("other", Stance::Support)
    );
}

#[test]
fn an_answer_meets_an_objection_that_stands() {
    let call = open_call("rough");
    let cast = |number, member, stance| Cast {
        number,
        member,
        stance,
    };
    let mut said = vec![
        cast(1, ADA, Stance::Object),
        cast(2, CY, Stance::Support),
        cast(3, BEN, Stance::Object),
    ];
    assert_eq!(
        objection(&call, &said, 1),
        [1, 3],
        "their organisation restated it"
    );
    assert!(objection(&call, &said, 2).is_empty());
    said.push(cast(4, BEN, Stance::Accept));
    let reply = NewAnswer {
        objection: 1,
        body: text("Done."),
    };
    assert_eq!(
        answer(&call, 1, &said, reply.clone()),
        Err(Refusal::ObjectionUnknown)
    );
    said.pop();
    assert!(answer(&call, 1, &said, reply.clone()).is_ok());
    let blind = CallFacts {
        blind: true,
        ..call
    };
    assert_eq!(answer(&blind, 1, &said, reply), Err(Refusal::StillBlind));
}
