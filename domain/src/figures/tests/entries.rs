use super::*;
use crate::{
    Version,
    record::{Publication, PublishedTerm},
};

/// Proposed, discussed, called, agreed, withdrawn, retired at each point, with its second.
#[track_caller]
fn check(story: &Story, points: &[(i64, [u32; 6])]) {
    let told = story.figures().entries();
    let found: Vec<_> = told
        .points
        .iter()
        .map(|it| {
            let counts = [
                it.proposed,
                it.discussed,
                it.called,
                it.agreed,
                it.withdrawn,
                it.retired,
            ];
            (it.at.millis() / 1000, counts)
        })
        .collect();
    assert_eq!(found, points);
}

#[test]
fn an_entry_goes_its_way_and_another_is_withdrawn() {
    let mut story = Story::new();
    story
        .propose(ADA, 1, 1)
        .propose(BEN, 2, 2)
        .by(BEN, 3, comment(1));
    story.by(BEN, 4, comment(2)).call(10, 1, wording(1), false);
    story.clock(1000, closed(1, Some(1000), true, Counts::default()));
    story.clock(
        2000,
        Event::CallFinalised {
            call: 1,
            due: second(2000),
        },
    );
    let reason = text("Not needed.");
    story.by(BEN, 2010, Event::EntryWithdrawn { entry: 2, reason });
    let folded = Event::RedlineFolded {
        redline: 1,
        entry: 1,
        wording: 2,
        parts: Vec::new(),
        content: content(),
        impact: Impact::Meaning,
    };
    story.by(ADA, 2020, redline(1, None)).by(ADA, 2030, folded);
    check(
        &story,
        &[
            (1, [1, 0, 0, 0, 0, 0]),
            (2, [2, 0, 0, 0, 0, 0]),
            (3, [1, 1, 0, 0, 0, 0]),
            (10, [1, 0, 1, 0, 0, 0]),
            // Closed with agreement it stays in call until that is final.
            (2000, [1, 0, 0, 1, 0, 0]),
            (2010, [0, 0, 0, 1, 1, 0]),
            (2030, [0, 1, 0, 0, 1, 0]),
        ],
    );
}

#[test]
fn a_call_without_agreement_leaves_its_entry_discussed() {
    let mut story = Story::new();
    story.propose(ADA, 1, 1).call(10, 1, wording(1), false);
    story.clock(1000, closed(1, Some(1000), false, Counts::default()));
    story.clock(
        2000,
        Event::CallFinalised {
            call: 1,
            due: second(2000),
        },
    );
    check(
        &story,
        &[
            (1, [1, 0, 0, 0, 0, 0]),
            (10, [0, 0, 1, 0, 0, 0]),
            (1000, [0, 1, 0, 0, 0, 0]),
        ],
    );
}

#[test]
fn what_is_retired_by_a_call_ends() {
    let mut story = Story::new();
    let retirement = Subject::Retirement {
        entry: 1,
        replaced_by: None,
    };
    story.propose(ADA, 1, 1).call(10, 1, retirement, false);
    story.cleo(20, closed(1, None, true, Counts::default()));
    story.cleo(
        20,
        Event::CallFinalised {
            call: 1,
            due: second(20),
        },
    );
    check(
        &story,
        &[
            (1, [1, 0, 0, 0, 0, 0]),
            (10, [0, 0, 1, 0, 0, 0]),
            (20, [0, 0, 0, 0, 0, 1]),
        ],
    );
}

#[test]
fn an_older_call_that_becomes_final_late_undoes_no_newer_one() {
    let mut story = Story::new();
    story.propose(ADA, 1, 1).call(10, 1, wording(1), false);
    story.clock(20, closed(1, Some(20), true, Counts::default()));
    let second_wording = Subject::Wording {
        entry: 1,
        wording: 2,
    };
    let folded = Event::RedlineFolded {
        redline: 1,
        entry: 1,
        wording: 2,
        parts: Vec::new(),
        content: content(),
        impact: Impact::Meaning,
    };
    story.by(ADA, 30, folded).call(40, 2, second_wording, false);
    story.clock(50, closed(2, Some(50), true, Counts::default()));
    story.clock(
        60,
        Event::CallFinalised {
            call: 2,
            due: second(60),
        },
    );
    story.clock(
        70,
        Event::CallFinalised {
            call: 1,
            due: second(70),
        },
    );
    let last = story.figures().entries().points.last().copied().unwrap();
    assert_eq!((last.at, last.agreed), (second(60), 1));
}

#[test]
fn what_is_agreed_is_released_while_its_words_stand_in_a_release() {
    let published = |version: &str, entry, wording| {
        Event::ReleasePublished(Publication {
            version: Version::parse(version).unwrap(),
            previous: None,
            notes: None,
            base: "https://example.org/g/p".to_owned(),
            terms: vec![PublishedTerm {
                entry,
                wording,
                call: 1,
                retired: false,
            }],
            artefacts: Default::default(),
        })
    };
    let yanked = |version: &str| Event::ReleaseYanked {
        version: Version::parse(version).unwrap(),
        reason: text("A mistake."),
    };
    let mut story = Story::new();
    story.propose(ADA, 1, 1).call(10, 1, wording(1), false);
    story.clock(20, closed(1, Some(20), true, Counts::default()));
    let due = second(30);
    story.clock(30, Event::CallFinalised { call: 1, due });
    story.cleo(40, published("1.0.0", 1, 1));
    story.cleo(50, published("1.1.0", 1, 1));
    // It stands in another one still.
    story.cleo(60, yanked("1.0.0")).cleo(70, yanked("1.1.0"));
    // A wording that nobody agreed to now is not what was released then.
    story.cleo(80, published("2.0.0", 1, 1));
    let folded = Event::RedlineFolded {
        redline: 1,
        entry: 1,
        wording: 2,
        parts: Vec::new(),
        content: content(),
        impact: Impact::Meaning,
    };
    story.by(ADA, 90, folded);
    let told = story.figures().entries();
    let points = told.points.iter();
    let found: Vec<_> = points
        .map(|it| (it.at.millis() / 1000, it.agreed, it.released))
        .collect();
    assert_eq!(
        found,
        [
            (1, 0, 0),
            (10, 0, 0),
            (30, 1, 0),
            (40, 1, 1),
            (70, 1, 0),
            (80, 1, 1),
            (90, 0, 0)
        ]
    );
}
