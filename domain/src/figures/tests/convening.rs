use super::*;
use crate::record::Reform;

#[test]
fn acts_of_conveners_are_counted_by_kind_and_nobody_elses() {
    let mut story = Story::new();
    story.propose(ADA, 1, 1).call(10, 1, wording(1), true);
    story.seal(BEN, 20, 1, 1);
    story.cleo(100, closed(1, None, true, Counts::default()));
    let positions = Vec::new();
    story.cleo(100, Event::PositionsRevealed { call: 1, positions });
    story.cleo(
        100,
        Event::CallFinalised {
            call: 1,
            due: second(100),
        },
    );
    let charter = Reform {
        charter: Some(text("Anew.")),
        ..Reform::default()
    };
    story.cleo(100, Event::ProcessUpdated(charter.clone()));
    story.clock(200, closed(2, Some(200), true, Counts::default()));
    // Not in one act with a finality: Cleo changed it.
    story.cleo(300, Event::ProcessUpdated(charter));
    let acts = story.figures().neutrality().acts;
    let counts: Vec<_> = acts.iter().map(|it| (it.act.as_str(), it.count)).collect();
    assert_eq!(
        counts,
        [
            ("member.joined", 3),
            ("call.closed", 1),
            ("call.scheduled", 1),
            ("process.created", 1),
            ("process.updated", 1),
        ]
    );
    assert_eq!(acts[4].newest, second(300));
}

#[test]
fn who_was_admitted_is_brought_in_by_the_same_act() {
    let mut story = Story::new();
    let joined = |member| {
        Event::MemberJoined(Joining {
            member,
            role: Role::Participant,
            group: Some(slug("users")),
            organisation: None,
        })
    };
    story.cleo(10, Event::InterestAdmitted { interest: 1 });
    story
        .cleo(10, joined(5))
        .cleo(10, joined(6))
        .cleo(20, joined(7));
    let acts = story.figures().neutrality().acts;
    let counts: Vec<_> = acts.iter().map(|it| (it.act.as_str(), it.count)).collect();
    // Three from before, and the two that were added by themselves.
    assert_eq!(
        counts,
        [
            ("member.joined", 5),
            ("interest.admitted", 1),
            ("process.created", 1),
        ]
    );
}

#[test]
fn who_limits_somebody_says_why() {
    let mut story = Story::new();
    story.propose(ADA, 1, 1).call(10, 1, wording(1), false);
    let extended = Event::CallExtended {
        call: 1,
        closes_at: second(3000),
        reason: text("The users asked for it."),
    };
    story.cleo(20, extended);
    story.cleo(30, closed(1, None, true, Counts::default()));
    let removed = Event::MemberLeft {
        member: ABE,
        reason: Some(text("Left the company.")),
        removed: true,
    };
    story.cleo(40, removed);
    // Who leaves by themselves, and a call that its clock closes, limit nobody.
    let left = Event::MemberLeft {
        member: BEN,
        reason: None,
        removed: false,
    };
    story.by(BEN, 50, left);
    story.clock(60, closed(2, Some(60), true, Counts::default()));
    let limits = story.figures().neutrality().limits;
    let told: Vec<_> = limits
        .iter()
        .map(|it| (it.kind, it.call, it.member, it.reason.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (
                Limited::CallExtended,
                Some(1),
                None,
                Some("The users asked for it.")
            ),
            (Limited::CallClosedEarly, Some(1), None, None),
            (
                Limited::MemberRemoved,
                None,
                Some(ABE),
                Some("Left the company.")
            ),
        ]
    );
    assert_eq!(limits[0].until, Some(second(3000)));
}

#[test]
fn who_convened_when() {
    let mut story = Story::new();
    story.join(5, Role::Convener, None);
    let left = Event::MemberLeft {
        member: CLEO,
        reason: None,
        removed: false,
    };
    story.cleo(500, left);
    let conveners = story.figures().neutrality().conveners;
    let tenure = |member, until| Tenure {
        member,
        from: second(0),
        until,
    };
    assert_eq!(
        conveners,
        [tenure(CLEO, Some(second(500))), tenure(5, None)]
    );
}

#[test]
fn the_agenda_is_shared_among_those_who_proposed() {
    let mut story = Story::new();
    story
        .propose(ADA, 1, 1)
        .propose(ABE, 2, 2)
        .propose(BEN, 3, 3);
    story
        .call(10, 1, wording(1), false)
        .call(11, 2, wording(1), false);
    let resolution = Subject::Resolution {
        text: text("We meet weekly."),
    };
    story.call(12, 3, resolution, false);
    // Whose entry it was is told by the group they belonged to when they proposed it.
    let moved = Event::MemberChanged {
        member: ADA,
        group: Some(slug("users")),
        organisation: None,
        reason: text("New employer."),
    };
    story.cleo(20, moved);
    let agenda = story.figures().neutrality().agenda;
    assert_eq!((agenda.calls, agenda.other_calls), (2, 1));
    let share = |group: &str, calls, entries, participants| AgendaShare {
        group: Some(slug(group)),
        calls,
        entries,
        participants,
    };
    assert_eq!(
        agenda.groups,
        [share("makers", 2, 2, 1), share("users", 0, 1, 2)]
    );
    assert_eq!((agenda.entries, agenda.participants), (3, 3));
}

#[test]
fn what_was_said_is_shared_by_group() {
    let mut story = Story::new();
    story
        .propose(ADA, 1, 1)
        .by(BEN, 2, comment(1))
        .by(ADA, 3, comment(2));
    story
        .by(ADA, 4, redline(1, None))
        .by(ADA, 5, redline(2, Some(BEN)));
    story.by(ADA, 6, redline(3, Some(BEN)));
    let disowned = Event::RedlineConfirmed {
        redline: 3,
        agree: false,
    };
    story.by(BEN, 7, disowned);
    story.call(10, 1, wording(1), false);
    story
        .take(ADA, 11, 1, 1, Stance::Support)
        .take(ADA, 12, 1, 2, Stance::Accept);
    story.call(20, 2, wording(1), true).seal(BEN, 21, 2, 1);
    let spoken = |story: &Story| {
        let voice = story.figures().voice();
        let groups = voice.groups.iter().map(|it| it.spoken);
        let groups: Vec<_> = groups
            .map(|it| {
                [
                    it.participants,
                    it.proposals,
                    it.redlines,
                    it.comments,
                    it.positions,
                ]
            })
            .collect();
        assert_eq!(voice.all.participants, 3);
        groups
    };
    assert_eq!(spoken(&story), [[2, 1, 2, 1, 1], [1, 0, 1, 1, 0]]);
    story.reveal(1000, 2, &[(1, Stance::Object)]);
    assert_eq!(spoken(&story)[1], [1, 0, 1, 1, 1]);
}

#[test]
fn what_was_folded_goes_on_with_the_lines_that_follow() {
    let mut story = Story::new();
    story.propose(ADA, 1, 1).call(10, 1, wording(1), false);
    story
        .take(BEN, 20, 1, 1, Stance::Object)
        .by(ADA, 21, comment(1));
    story.cleo(30, closed(1, None, false, Counts::default()));
    let whole = story.figures();
    for cut in 0..story.lines.len() {
        let mut figures = Figures::of(&story.lines[..cut]).clone();
        story.lines[cut..].iter().for_each(|line| figures.add(line));
        assert_eq!(figures.neutrality(), whole.neutrality());
        assert_eq!(figures.voice(), whole.voice());
        assert_eq!(figures.entries(), whole.entries());
        assert_eq!(figures.positions(1), whole.positions(1));
    }
}
