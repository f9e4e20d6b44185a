use super::*;

/// Support, accept, concern, object, abstain, silent, recused at each point, with its second.
fn points(of: &PositionsOverTime) -> Vec<(i64, [u32; 7])> {
    of.points
        .iter()
        .map(|it| {
            let counts = [
                it.support, it.accept, it.concern, it.object, it.abstain, it.silent, it.recused,
            ];
            (it.at.millis() / 1000, counts)
        })
        .collect()
}

#[test]
fn each_change_of_the_counts_is_a_point() {
    let mut story = Story::new();
    story.propose(ADA, 1, 1).call(10, 1, wording(1), false);
    story.take(ADA, 20, 1, 1, Stance::Support);
    // Said again, nothing changes; two at once are one point.
    story.take(ADA, 30, 1, 2, Stance::Support);
    story
        .take(BEN, 40, 1, 3, Stance::Object)
        .take(ABE, 40, 1, 4, Stance::Recuse);
    story.take(BEN, 50, 1, 5, Stance::Concern);
    let told = story.figures().positions(1).unwrap();
    assert_eq!(
        points(&told),
        [
            (10, [0, 0, 0, 0, 0, 3, 0]),
            (20, [1, 0, 0, 0, 0, 2, 0]),
            (40, [1, 0, 0, 1, 0, 0, 1]),
            (50, [1, 0, 1, 0, 0, 0, 1]),
        ]
    );
    assert_eq!((told.opened_at, told.ended_at), (Some(second(10)), None));
    assert!(!told.hidden);
    // Whom silence made accept is in the tally of the closing, and in no point before.
    let tally = Counts {
        eligible: 3,
        cast: 3,
        support: 1,
        accept: 2,
        ..Counts::default()
    };
    story.clock(1003, closed(1, Some(1000), true, tally));
    let told = story.figures().positions(1).unwrap();
    assert_eq!(points(&told).last(), Some(&(1000, [1, 2, 0, 0, 0, 0, 0])));
    assert_eq!(told.ended_at, Some(second(1000)));
}

#[test]
fn a_blind_call_tells_nothing_before_it_has_closed() {
    let mut story = Story::new();
    story.propose(ADA, 1, 1).call(10, 1, wording(1), true);
    story
        .seal(ADA, 20, 1, 1)
        .seal(BEN, 30, 1, 2)
        .seal(ADA, 40, 1, 3);
    let open = story.figures().positions(1).unwrap();
    assert!(open.hidden && open.points.is_empty());
    let mut withdrawn = Story {
        lines: story.lines.clone(),
    };
    let reason = text("The words changed.");
    withdrawn.cleo(50, Event::CallWithdrawn { call: 1, reason });
    let withdrawn = withdrawn.figures().positions(1).unwrap();
    assert!(withdrawn.hidden && withdrawn.points.is_empty());
    let tally = Counts {
        eligible: 3,
        cast: 2,
        support: 1,
        object: 1,
        ..Counts::default()
    };
    story.clock(1000, closed(1, Some(1000), false, tally));
    let opened = [
        (1, Stance::Concern),
        (2, Stance::Object),
        (3, Stance::Support),
    ];
    story.reveal(1000, 1, &opened);
    let told = story.figures().positions(1).unwrap();
    assert!(!told.hidden);
    assert_eq!(
        points(&told),
        [
            (10, [0, 0, 0, 0, 0, 3, 0]),
            (20, [0, 0, 1, 0, 0, 2, 0]),
            (30, [0, 0, 1, 1, 0, 1, 0]),
            (40, [1, 0, 0, 1, 0, 1, 0]),
        ]
    );
}

#[test]
fn what_did_not_open_has_no_points_and_what_is_unknown_is_none() {
    let mut story = Story::new();
    story.propose(ADA, 1, 1).call(10, 1, wording(1), false);
    story.lines.pop();
    let told = story.figures().positions(1).unwrap();
    assert!(told.points.is_empty() && told.opened_at.is_none() && !told.hidden);
    assert_eq!(story.figures().positions(2), None);
}
