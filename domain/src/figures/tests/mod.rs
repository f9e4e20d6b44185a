//! Figures by example: a record is written line by line, and what it amounts to is told.

mod convening;
mod entries;
mod positions;
mod waiting;

use super::*;
use crate::{
    Event, Moment, Slug, Text, Title,
    call::{Stated, Subject},
    comment::CommentKind,
    content::{Changes, Content},
    entry::Impact,
    ids::{EntryNo, MemberNo, PositionNo},
    process::{Group, Role, Visibility},
    reading::{Counts, Outcome, Seat, Stance, Tally, Verdict},
    record::{Actor, Founding, Joining, Proposal, Remark, Revealed, START, Schedule},
    rule::{Rule, VotingUnit, presets},
};

/// Cleo convenes; Ada and Abe are makers, Ben is a user.
const CLEO: MemberNo = 1;
const ADA: MemberNo = 2;
const ABE: MemberNo = 3;
const BEN: MemberNo = 4;

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn text(text: &str) -> Text {
    Text::parse(text).unwrap()
}

/// So many seconds into the story.
fn second(seconds: i64) -> Moment {
    Moment::from_millis(seconds * 1000)
}

/// A record under way.
#[derive(Default)]
struct Story {
    lines: Vec<Line>,
}

impl Story {
    /// A process with its people, founded at second 0.
    fn new() -> Self {
        let group = |name: &str| Group {
            slug: slug(name),
            name: Title::parse(name).unwrap(),
        };
        let mut story = Self::default();
        let founding = Founding {
            slug: slug("updates"),
            title: Title::parse("Updates").unwrap(),
            charter: text("We agree on words."),
            licence: Title::parse("CC-BY-4.0").unwrap(),
            languages: vec![crate::Lang::parse("en").unwrap()],
            groups: vec![group("makers"), group("users")],
            rule: consent(),
            visibility: Visibility::Public,
            contest_days: 7,
            release_call: false,
        };
        story.cleo(0, Event::ProcessCreated(founding));
        story.join(CLEO, Role::Convener, None);
        story.join(ADA, Role::Participant, Some("makers"));
        story.join(ABE, Role::Participant, Some("makers"));
        story.join(BEN, Role::Participant, Some("users"));
        story
    }

    fn line(&mut self, seconds: i64, actor: Actor, event: Event) -> &mut Self {
        let seq = self.lines.len() as u64 + 1;
        let line = Line::new(seq, second(seconds), actor, event, START);
        self.lines.push(line);
        self
    }

    fn by(&mut self, member: MemberNo, seconds: i64, event: Event) -> &mut Self {
        self.line(seconds, Actor::Member(member), event)
    }

    /// Cleo acts.
    fn cleo(&mut self, seconds: i64, event: Event) -> &mut Self {
        self.by(CLEO, seconds, event)
    }

    fn clock(&mut self, seconds: i64, event: Event) -> &mut Self {
        self.line(seconds, Actor::Clock, event)
    }

    fn join(&mut self, member: MemberNo, role: Role, group: Option<&str>) {
        let joining = Joining {
            member,
            role,
            group: group.map(slug),
            organisation: None,
        };
        self.cleo(0, Event::MemberJoined(joining));
    }

    fn propose(&mut self, by: MemberNo, seconds: i64, entry: EntryNo) -> &mut Self {
        let event = Event::EntryProposed {
            entry,
            slug: slug("patch"),
            content: content(),
            rationale: None,
        };
        self.by(by, seconds, event)
    }

    /// Cleo makes a call that opens at once and is due at second 1000.
    fn call(&mut self, seconds: i64, call: CallNo, subject: Subject, blind: bool) -> &mut Self {
        self.answering(seconds, call, subject, blind, None)
    }

    fn answering(
        &mut self,
        seconds: i64,
        call: CallNo,
        subject: Subject,
        blind: bool,
        answers: Option<CallNo>,
    ) -> &mut Self {
        let schedule = Schedule {
            call,
            subject,
            opens_at: second(seconds),
            closes_at: second(1000),
            blind,
            silence: None,
            answers,
        };
        let seat = |member, group| Seat {
            member,
            organisation: None,
            group: slug(group),
        };
        self.cleo(seconds, Event::CallScheduled(schedule)).cleo(
            seconds,
            Event::CallOpened {
                call,
                due: second(seconds),
                rule: consent(),
                groups: vec![slug("makers"), slug("users")],
                roster: vec![seat(ADA, "makers"), seat(ABE, "makers"), seat(BEN, "users")],
            },
        )
    }

    fn take(
        &mut self,
        by: MemberNo,
        seconds: i64,
        call: CallNo,
        position: PositionNo,
        stance: Stance,
    ) -> &mut Self {
        let event = Event::PositionTaken {
            call,
            position,
            member: by,
            stated: Some(stated(stance)),
            sealed: None,
        };
        self.by(by, seconds, event)
    }

    fn seal(
        &mut self,
        by: MemberNo,
        seconds: i64,
        call: CallNo,
        position: PositionNo,
    ) -> &mut Self {
        let event = Event::PositionTaken {
            call,
            position,
            member: by,
            stated: None,
            sealed: Some("0".repeat(64)),
        };
        self.by(by, seconds, event)
    }

    fn reveal(&mut self, seconds: i64, call: CallNo, opened: &[(PositionNo, Stance)]) -> &mut Self {
        let positions = opened
            .iter()
            .map(|(position, stance)| Revealed {
                position: *position,
                salt: "salt".into(),
                stated: stated(*stance),
            })
            .collect();
        self.clock(seconds, Event::PositionsRevealed { call, positions })
    }

    fn figures(&self) -> Figures {
        Figures::of(&self.lines)
    }
}

fn consent() -> Rule {
    presets::preset("consent", VotingUnit::Organisation).unwrap()
}

fn content() -> Content {
    let empty = serde_json::json!({ "designations": [], "definition": {} });
    serde_json::from_value(empty).unwrap()
}

fn stated(stance: Stance) -> Stated {
    Stated {
        stance,
        reason: None,
        would_resolve: None,
        quote: None,
    }
}

fn wording(entry: EntryNo) -> Subject {
    Subject::Wording { entry, wording: 1 }
}

/// A call that closed with these counts; by the clock where it has a due time.
fn closed(call: CallNo, due: Option<i64>, reached: bool, all: Counts) -> Event {
    Event::CallClosed {
        call,
        due: due.map(second),
        early: due.is_none(),
        statement: None,
        outcome: Outcome {
            result: if reached {
                Verdict::Reached
            } else {
                Verdict::NotReached
            },
            missing: Vec::new(),
        },
        tally: Tally {
            all,
            ..Tally::default()
        },
        final_at: second(2000),
        left: Vec::new(),
    }
}

fn redline(number: u32, moved_by: Option<MemberNo>) -> Event {
    Event::RedlineProposed(Proposal {
        redline: number,
        entry: 1,
        base: 1,
        changes: Changes::default(),
        rationale: text("It reads better."),
        impact: Impact::Editorial,
        moved_by,
        answers_objection: None,
        from_comment: None,
    })
}

fn comment(number: u32) -> Event {
    Event::CommentAdded(Remark {
        comment: number,
        entry: 1,
        redline: None,
        in_reply_to: None,
        kind: CommentKind::General,
        body: text("Good."),
        quote: None,
        proposed: None,
        wording: None,
    })
}
