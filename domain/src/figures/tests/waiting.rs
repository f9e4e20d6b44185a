use super::*;

fn contested(call: CallNo, contest: u32, member: MemberNo) -> Event {
    Event::CallContested {
        call,
        contest,
        member,
        reason: text("Too fast."),
    }
}

/// Asked, answered, ended otherwise, waiting; median and longest.
#[track_caller]
fn check(of: &Response, counts: [u32; 4], seconds: Option<(u64, u64)>) {
    let found = [of.asked, of.answered, of.ended_otherwise, of.waiting];
    assert_eq!(found, counts);
    assert_eq!(of.median_seconds.zip(of.longest_seconds), seconds);
}

#[test]
fn interests_wait_until_they_are_settled_by_their_group() {
    let mut story = Story::new();
    for (interest, group) in [
        (1, Some("users")),
        (2, Some("users")),
        (3, Some("makers")),
        (4, None),
    ] {
        let group = group.map(slug);
        let event = Event::InterestExpressed { interest, group };
        story.line(10 * i64::from(interest), Actor::Public, event);
    }
    story.cleo(110, Event::InterestAdmitted { interest: 1 });
    let reason = text("You were here before.");
    story.cleo(
        320,
        Event::InterestDeclined {
            interest: 2,
            reason,
        },
    );
    let responses = story.figures().neutrality().responses;
    let groups: Vec<_> = responses.groups.iter().map(|it| it.group.clone()).collect();
    assert_eq!(groups, [Some(slug("makers")), Some(slug("users")), None]);
    // 100 and 300 seconds: the median of two is the mean of both.
    check(
        &responses.groups[1].interests,
        [2, 2, 0, 0],
        Some((200, 300)),
    );
    check(&responses.groups[0].all, [1, 0, 0, 1], None);
    assert_eq!(responses.groups[0].all.waiting_since, Some(second(30)));
    check(&responses.groups[2].all, [1, 0, 0, 1], None);
    check(&responses.all, [4, 2, 0, 2], Some((200, 300)));
}

#[test]
fn the_median_is_the_one_in_the_middle() {
    let mut story = Story::new();
    for (interest, waited) in [(1, 500), (2, 10), (3, 20)] {
        let group = Some(slug("users"));
        let expressed = Event::InterestExpressed { interest, group };
        story.line(0, Actor::Public, expressed);
        story.cleo(waited, Event::InterestAdmitted { interest });
    }
    check(
        &story.figures().neutrality().responses.all,
        [3, 3, 0, 0],
        Some((20, 500)),
    );
}

#[test]
fn a_contest_waits_for_the_call_that_answers_it() {
    let mut story = Story::new();
    story.propose(ADA, 1, 1).call(10, 1, wording(1), false);
    story.clock(100, closed(1, Some(100), true, Counts::default()));
    story
        .by(BEN, 110, contested(1, 1, BEN))
        .by(ADA, 120, contested(1, 2, ADA));
    story.by(
        ADA,
        130,
        Event::ContestWithdrawn {
            call: 1,
            contest: 2,
        },
    );
    let waiting = story.figures().neutrality().responses;
    check(&waiting.contests, [2, 0, 1, 1], None);
    story.answering(170, 2, wording(1), false, Some(1));
    let answered = story.figures().neutrality().responses;
    check(&answered.contests, [2, 1, 1, 0], Some((60, 60)));
    check(&answered.groups[1].contests, [1, 1, 0, 0], Some((60, 60)));
    check(&answered.groups[0].contests, [1, 0, 1, 0], None);
}

#[test]
fn an_objection_waits_for_the_next_act_on_its_call() {
    let mut story = Story::new();
    story.propose(ADA, 1, 1).call(10, 1, wording(1), false);
    story.take(BEN, 20, 1, 1, Stance::Object);
    // Said again, it still waits since the first time.
    story.take(BEN, 30, 1, 2, Stance::Object);
    story.take(ADA, 40, 1, 3, Stance::Object);
    story.take(ADA, 45, 1, 4, Stance::Accept);
    let extended = Event::CallExtended {
        call: 1,
        closes_at: second(3000),
        reason: text("More time to answer."),
    };
    story.cleo(50, extended);
    story.take(ABE, 60, 1, 5, Stance::Object);
    story.clock(3000, closed(1, Some(3000), false, Counts::default()));
    let responses = story.figures().neutrality().responses;
    check(
        &responses.groups[1].objections,
        [1, 1, 0, 0],
        Some((30, 30)),
    );
    check(&responses.groups[0].objections, [2, 0, 1, 1], None);
    // A new call on the same entry is an answer; the finality of a call is none.
    let mut called = Story {
        lines: story.lines.clone(),
    };
    called.call(3100, 2, wording(1), false);
    check(
        &called.figures().neutrality().responses.objections,
        [3, 2, 1, 0],
        Some((1535, 3040)),
    );
    story.clock(
        4000,
        Event::CallFinalised {
            call: 1,
            due: second(4000),
        },
    );
    check(
        &story.figures().neutrality().responses.objections,
        [3, 1, 2, 0],
        Some((30, 30)),
    );
}

#[test]
fn an_objection_in_a_blind_call_waits_from_when_it_can_be_read() {
    let mut story = Story::new();
    story.propose(ADA, 1, 1).call(10, 1, wording(1), true);
    story
        .seal(BEN, 20, 1, 1)
        .seal(ADA, 30, 1, 2)
        .seal(ADA, 40, 1, 3);
    check(&story.figures().neutrality().responses.all, [0; 4], None);
    story.clock(1000, closed(1, Some(1000), false, Counts::default()));
    let opened = [
        (1, Stance::Object),
        (2, Stance::Object),
        (3, Stance::Support),
    ];
    story.reveal(1000, 1, &opened);
    story.call(1040, 2, wording(1), false);
    let responses = story.figures().neutrality().responses;
    check(
        &responses.groups[1].objections,
        [1, 1, 0, 0],
        Some((40, 40)),
    );
    // What she held last is no objection.
    check(&responses.groups[0].objections, [0; 4], None);
}
