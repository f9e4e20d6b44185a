//! What holds of the minutes of any meeting.

use proptest::prelude::*;

use super::*;
use crate::record::{MinutesFreeze, PollClosing};

/// Something that happens in a meeting.
fn happening() -> impl Strategy<Value = Event> {
    let attendance =
        (2u32..6, any::<bool>()).prop_map(|(member, present)| Event::AttendanceChanged {
            meeting: MEETING,
            member,
            present,
        });
    let opened = (1u32..4).prop_map(|item| Event::ItemOpened {
        meeting: MEETING,
        item,
    });
    let fold = (1u32..20, 1u32..3, 6u32..30)
        .prop_map(|(redline, entry, wording)| folded(redline, entry, wording));
    let refused = (1u32..20).prop_map(|redline| Event::RedlineRefused {
        redline,
        reason: text("No."),
    });
    let of_other = Just(Event::MeetingEnded { meeting: 9 });
    let poll_closed = Just(Event::PollClosed(PollClosing {
        meeting: MEETING,
        poll: 1,
        totals: vec![1, 2],
    }));
    prop_oneof![attendance, opened, fold, refused, of_other, poll_closed]
}

fn played(happenings: &[Event]) -> Play {
    let mut play = Play::begun();
    for (minute, event) in (1..).zip(happenings) {
        play = play.on(minute, 2, event.clone());
    }
    play
}

proptest! {
    #[test]
    fn times_follow_one_another_and_nothing_goes_missing(happenings in prop::collection::vec(happening(), 0..60)) {
        let end = happenings.len() as i64 + 1;
        let minutes = played(&happenings).ended(end).minutes();
        let mut discussed = Vec::new();
        for part in &minutes.items {
            discussed.extend(part.spans.iter().copied());
        }
        discussed.sort_by_key(|span| span.from);
        // From the first item to the end something is always under discussion.
        for pair in discussed.windows(2) {
            prop_assert_eq!(pair[0].until, Some(pair[1].from));
        }
        prop_assert!(discussed.last().is_none_or(|span| span.until == Some(at(end))));
        for presence in &minutes.present {
            let mut free = at(0);
            for span in &presence.spans {
                let until = span.until.unwrap();
                prop_assert!(free <= span.from && span.from <= until && until <= at(end));
                free = until;
            }
        }
        let told = happenings.iter().filter(|event| {
            matches!(event, Event::RedlineFolded { .. } | Event::RedlineRefused { .. })
        });
        let parts = std::iter::once(&minutes.before).chain(&minutes.items);
        let written: Vec<u64> = parts
            .flat_map(|part| part.deeds.iter().chain(&part.elsewhere))
            .map(|deed| deed.seq)
            .collect();
        let once: BTreeSet<u64> = written.iter().copied().collect();
        prop_assert_eq!(once.len(), written.len());
        prop_assert_eq!(written.len(), told.count());
    }

    #[test]
    fn nothing_after_the_freeze_changes_them(
        happenings in prop::collection::vec(happening(), 0..30),
        later in prop::collection::vec(happening(), 1..30),
    ) {
        let freeze = Event::MinutesFrozen(MinutesFreeze { meeting: MEETING, due: None, call: None });
        let mut play = played(&happenings).ended(100).on(110, 1, freeze);
        let before = play.minutes();
        for (minute, event) in (120..).zip(later) {
            play.lines.push(Line::new(900 + minute as u64, at(minute), Actor::Member(2), event, START));
        }
        prop_assert_eq!(play.minutes(), before);
    }
}
