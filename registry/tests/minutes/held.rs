use super::*;

#[tokio::test]
async fn minutes_write_themselves_from_the_record() {
    for cast in held().await {
        let minutes = cast.minutes(90).await;
        let present: Vec<_> = minutes
            .present
            .iter()
            .map(|it| (it.who.name.as_str(), spans(&it.spans)))
            .collect();
        // Eva came and left before it began.
        let expected = [
            ("ada", "16:00 to 16:16".to_owned()),
            ("ben", "16:01 to 16:20".to_owned()),
        ];
        assert_eq!(present, expected);
        let ada = &minutes.present[0].who;
        assert_eq!(
            (ada.organisation.as_deref(), ada.group.as_deref()),
            (Some("Acme"), Some("makers"))
        );
        let titles: Vec<_> = minutes
            .items
            .iter()
            .map(|part| part.item.as_ref().unwrap().title.as_str())
            .collect();
        assert_eq!(titles, ["What a patch is", "Where we stand"]);
        assert_eq!(minutes.not_reached[0].title, "Outlook");
        check_first(&minutes.items[0]);
        check_second(&minutes.items[1]);
        let action = &minutes.actions[0];
        assert_eq!((action.owner.number, action.item), (BEN_NO, Some(1)));
        cast.check_record(91).await;
    }
}

fn check_first(part: &Part) {
    assert_eq!(spans(&part.spans), "16:02 to 16:10");
    let acts = acts(&part.deeds);
    let expected = [
        "redline.folded",
        "note.added",
        "poll.opened",
        "action.assigned",
    ];
    assert_eq!(acts, expected);
    assert_eq!(
        said(&part.deeds[0]),
        "ada (Acme) folded redline 1 into Patch, which made wording 2"
    );
    let Some(Detail::Poll { options, .. }) = &part.deeds[2].detail else {
        panic!("{:?}", part.deeds[2]);
    };
    let counts: Vec<_> = options.iter().map(|it| it.count).collect();
    assert_eq!(counts, [Some(1), Some(1)]);
    let [text] = &part.texts[..] else {
        panic!("{:?}", part.texts);
    };
    let wordings = (text.before.as_ref(), text.after.as_ref());
    assert_eq!(wordings.0.map(|it| it.number), Some(1));
    assert_eq!(wordings.1.map(|it| it.number), Some(2));
    let ops = &text.fields["definition"].ops;
    assert_eq!(
        domain::redline::new_text(ops),
        "Software that corrects a vulnerability."
    );
    assert_eq!(domain::redline::old_text(ops), "Software that fixes a bug.");
    let [elsewhere] = &part.elsewhere[..] else {
        panic!("{:?}", part.elsewhere);
    };
    assert_eq!(said(elsewhere), "ben (Buyers) proposed redline 2 on Update");
    let Some(Detail::Redline { fields, rationale }) = &elsewhere.detail else {
        panic!("{elsewhere:?}");
    };
    assert_eq!(rationale, "It reads better.");
    assert!(fields.contains_key("definition"));
}

fn check_second(part: &Part) {
    assert_eq!(acts(&part.deeds), ["call.opened", "position.taken"]);
    assert_eq!(
        said(&part.deeds[0]),
        "cleo opened call 1 on wording 2 of Patch, to 3 people"
    );
    let Some(Detail::Positions { taken, sealed }) = &part.deeds[1].detail else {
        panic!("{:?}", part.deeds[1]);
    };
    // It is blind: who took one is nobody's business, and who took two is counted once.
    assert!(taken.is_empty());
    assert_eq!(*sealed, 2);
}

#[tokio::test]
async fn a_running_meeting_has_minutes_and_a_planned_one_has_none_yet() {
    for cast in planned().await {
        let minutes = cast.minutes(10).await;
        assert!(minutes.items.is_empty() && minutes.present.is_empty());
        assert_eq!(minutes.not_reached.len(), 3);
        cast.attend(&cast.ada, 30, true).await;
        cast.set_state(60, MeetingState::Running).await;
        cast.open_item(62, 1).await;
        let minutes = cast.minutes(63).await;
        assert_eq!(spans(&minutes.present[0].spans), "from 16:00 on");
        assert_eq!(spans(&minutes.items[0].spans), "from 16:02 on");
        // The entry under discussion reads as it did.
        let [text] = &minutes.items[0].texts[..] else {
            panic!("{:?}", minutes.items[0].texts);
        };
        assert!(text.fields.is_empty());
        assert_eq!(text.after.as_ref().map(|it| it.number), Some(1));
    }
}

#[tokio::test]
async fn a_call_that_closes_in_the_meeting_is_decided_there() {
    for cast in planned().await {
        cast.set_state(60, MeetingState::Running).await;
        cast.open_item(61, 1).await;
        let (registry, p) = (cast.registry(), &cast.process);
        let call = NewCall {
            subject: Subject::Wording {
                entry: 1,
                wording: 1,
            },
            opens_at: None,
            closes_at: minute(600),
            blind: false,
            silence: None,
            answers: None,
        };
        calls::make(registry, &cast.cleo, minute(62), p, call)
            .await
            .unwrap();
        for (who, stance) in [(&cast.ada, Stance::Support), (&cast.ben, Stance::Object)] {
            positions::take(registry, who, minute(63), p, 1, stated(stance))
                .await
                .unwrap();
        }
        let statement = Some(text("Ben objects."));
        calls::close(registry, &cast.cleo, minute(64), p, 1, statement)
            .await
            .unwrap();
        let minutes = cast.minutes(65).await;
        let decided: Vec<_> = minutes.decisions().collect();
        let [decided] = decided[..] else {
            panic!("{decided:?}");
        };
        let Some(Detail::Outcome {
            about,
            reached,
            missing,
            statement,
            tally,
            groups,
        }) = &decided.detail
        else {
            panic!("{decided:?}");
        };
        assert_eq!((about.as_str(), *reached), ("wording 1 of Patch", false));
        assert_eq!((tally.support, tally.object), (1, 1));
        assert_eq!(groups.len(), 2);
        assert!(!missing.is_empty());
        assert_eq!(statement.as_deref(), Some("Ben objects."));
        let part = &minutes.items[0];
        let positions = part.deeds.iter().find_map(|deed| match &deed.detail {
            Some(Detail::Positions { taken, sealed }) => Some((taken, *sealed)),
            _ => None,
        });
        let (taken, sealed) = positions.unwrap();
        let stances: Vec<_> = taken
            .iter()
            .map(|it| (it.by.name.as_str(), it.stance))
            .collect();
        assert_eq!(stances, [("ada", Stance::Support), ("ben", Stance::Object)]);
        assert_eq!(sealed, 0);
    }
}
