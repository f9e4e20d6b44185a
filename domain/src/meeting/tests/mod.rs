mod called;
mod floor;
mod holding;
mod planning;

use super::*;
use crate::{
    Decided, Event, Refusal,
    record::{Actor, Line, START},
};

pub(super) const CONVENER: MemberNo = 1;
pub(super) const NOW: &str = "2017-01-31T15:00:00Z";

pub(super) fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

pub(super) fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

pub(super) fn text(words: &str) -> Text {
    Text::parse(words).unwrap()
}

pub(super) fn item(title_: &str) -> NewItem {
    NewItem {
        number: None,
        title: title(title_),
        entry: None,
        call: None,
        minutes: Some(10),
    }
}

pub(super) fn new_meeting(items: &[&str]) -> NewMeeting {
    NewMeeting {
        title: title("Second meeting"),
        starts_at: at("2017-01-31T16:00:00Z"),
        place: Some(title("Austin")),
        link: None,
        introduction: None,
        agenda: items.iter().map(|it| item(it)).collect(),
        announced: true,
        suggestions_until: Some(at("2017-01-31T15:30:00Z")),
    }
}

/// A meeting that plays its own lines.
pub(super) struct Played {
    pub meeting: Meeting,
    now: Moment,
}

impl Played {
    pub fn planned(items: &[&str]) -> Self {
        let decided = plan(1, new_meeting(items), &Bound::default(), at(NOW)).unwrap();
        let Event::MeetingPlanned(plan) = decided.event() else {
            panic!("planning plans");
        };
        Self {
            meeting: Meeting::planned(plan, CONVENER, at(NOW)),
            now: at(NOW),
        }
    }

    pub fn running(items: &[&str]) -> Self {
        let mut played = Self::planned(items);
        played.play(start(&played.meeting.facts, false));
        played
    }

    pub fn ended(items: &[&str]) -> Self {
        let mut played = Self::running(items);
        for decided in end(&played.meeting.facts, None).unwrap() {
            played.play(Ok(decided));
        }
        played
    }

    /// Its minutes are put before everybody, and become final.
    pub fn finish(&mut self) {
        let until = at("2017-02-07T15:00:00Z");
        let new = NewCirculation {
            statement: None,
            corrections_until: until,
        };
        self.play(circulate(self.facts(), new, self.now));
        self.play(freeze(self.facts(), until));
    }

    pub fn play(&mut self, decided: Result<Decided, Refusal>) {
        self.follow(decided.unwrap().event().clone());
    }

    pub fn follow(&mut self, event: Event) {
        let line = Line::new(1, self.now, Actor::Member(CONVENER), event, START);
        self.meeting.apply(&line);
    }

    pub fn facts(&self) -> &MeetingFacts {
        &self.meeting.facts
    }
}
