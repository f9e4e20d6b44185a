//! A process as the lines read so far make it, and the reading of the next one.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet, VecDeque},
    fmt,
    mem::discriminant,
};

use super::{
    FaultKind, Wrong,
    differences::compare,
    judge::{self, Act},
    report::{Counted, Published, Remark},
};
use crate::{
    Decided, Event, Lang, Moment, Slug, Text, Title, Version,
    call::{CallFacts, Contest, Stated},
    content::Content,
    entry::{Impact, Pending},
    ids::{
        CallNo, CommentNo, EntryNo, MeetingNo, MemberNo, OrganisationNo, PositionNo, RedlineNo,
        ReviewNo, WordingNo,
    },
    meeting::{ActionFacts, Meeting},
    people::InterestState,
    permit::Member,
    process::{Group, Role, State, Visibility},
    reading::Confirmation,
    record::{Actor, Line},
    release::Held,
    review::ReviewFacts,
    rule::Rule,
};

/// Everything that later lines depend on.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub process: Option<Process>,
    pub members: BTreeMap<MemberNo, Seated>,
    pub organisations: BTreeMap<OrganisationNo, Organisation>,
    pub interests: BTreeMap<u32, InterestState>,
    pub invitations: BTreeMap<u32, Invitation>,
    /// How many joined by invitation, by role.
    pub accepted: BTreeMap<u8, usize>,
    pub entries: BTreeMap<EntryNo, Entry>,
    pub slugs: HashSet<String>,
    pub redlines: BTreeMap<RedlineNo, Redline>,
    pub comments: BTreeMap<CommentNo, Comment>,
    pub calls: BTreeMap<CallNo, Called>,
    pub reviews: BTreeMap<ReviewNo, ReviewFacts>,
    pub meetings: BTreeMap<MeetingNo, Met>,
    /// The calls that the clock has yet to do something to.
    pub ticking: BTreeSet<CallNo>,
    pub releases: Vec<Release>,
    /// What calls and releases came to, for the report.
    pub counted: BTreeMap<CallNo, Counted>,
    pub published: Vec<Published>,
    pub remarks: Vec<Remark>,
    /// What the act of the line before still has to write, in the same breath.
    owed: VecDeque<Owed>,
    breath: Option<(Moment, Actor, u64)>,
    /// Of what it was said that the clock owes something.
    overdue: HashSet<Due>,
    pub lines: u64,
    pub ended: bool,
}

/// What the clock has to do something to; of what is due at the same time, calls come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Due {
    Call(CallNo),
    Review(ReviewNo),
    Minutes(MeetingNo),
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(number) => write!(f, "call {number}"),
            Self::Review(number) => write!(f, "review {number}"),
            Self::Minutes(number) => write!(f, "the minutes of meeting {number}"),
        }
    }
}

/// What has to follow a line at once.
#[derive(Debug)]
pub(super) enum Owed {
    This(Box<Event>),
    /// One of these acts, with whatever it states.
    OneOf(&'static [&'static str]),
}

#[derive(Debug)]
pub(super) struct Process {
    pub slug: Slug,
    pub title: Title,
    pub charter: Text,
    pub licence: Title,
    pub languages: Vec<Lang>,
    pub groups: Vec<Group>,
    pub rule: Rule,
    pub visibility: Visibility,
    pub state: State,
    pub contest_days: u32,
    pub release_call: bool,
    pub base: Option<String>,
}

#[derive(Debug)]
pub(super) struct Seated {
    pub member: Member,
    pub present: bool,
}

#[derive(Debug)]
pub(super) struct Organisation {
    pub group: Slug,
    pub merged: bool,
}

#[derive(Debug)]
pub(super) struct Invitation {
    pub role: Role,
    pub withdrawn: bool,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub slug: Slug,
    pub proposer: MemberNo,
    pub pen: MemberNo,
    /// The first one is wording 1; the impact of one is that of the redline it came of.
    pub wordings: Vec<(Content, Option<Impact>)>,
    pub withdrawn: bool,
    pub retired: bool,
    pub discussed: bool,
    /// The newest wording that a final call agreed, and the call.
    pub agreed: Option<(WordingNo, CallNo)>,
    pub calls: Vec<CallNo>,
}

#[derive(Debug)]
pub(super) struct Redline {
    pub entry: EntryNo,
    pub base: WordingNo,
    pub pending: Pending,
}

#[derive(Debug)]
pub(super) struct Comment {
    pub entry: EntryNo,
    pub by: MemberNo,
    pub redline: Option<RedlineNo>,
    pub disposed: bool,
    /// The public review it was left in; on the whole of it where the entry is 0.
    pub review: Option<ReviewNo>,
    pub hidden: bool,
}

/// A call and all that was said in it.
#[derive(Debug)]
pub(super) struct Called {
    pub facts: CallFacts,
    pub answers_call: Option<CallNo>,
    pub groups: Vec<Slug>,
    pub positions: Vec<Position>,
    /// The highest numbers given so far, also to what does not count.
    pub last_position: PositionNo,
    pub last_answer: u32,
    /// The objection that each answer is to.
    pub answers: BTreeMap<u32, PositionNo>,
    pub confirmations: Vec<(u32, Confirmation)>,
    pub contests: Vec<Contest>,
    pub commented: bool,
    /// When the silent were last asked.
    pub nudged_at: Option<Moment>,
    pub opened_by: Option<u64>,
    pub closed_by: Option<u64>,
}

#[derive(Debug)]
pub(super) struct Position {
    pub number: PositionNo,
    pub member: MemberNo,
    /// None while it is sealed.
    pub stated: Option<Stated>,
    pub sealed: Option<String>,
}

/// A meeting with who is there and what they were given to do.
#[derive(Debug)]
pub(super) struct Met {
    pub meeting: Meeting,
    pub present: BTreeSet<MemberNo>,
    pub actions: BTreeMap<u32, ActionFacts>,
}

#[derive(Debug)]
pub(super) struct Release {
    pub version: Version,
    pub held: Vec<Held>,
    pub yanked: bool,
}

impl Entry {
    /// What a wording says.
    pub fn content(&self, wording: WordingNo) -> Option<&Content> {
        let index = usize::try_from(wording).ok()?.checked_sub(1)?;
        self.wordings.get(index).map(|(content, _)| content)
    }
}

impl Ledger {
    /// Reads a line after those before it: what is wrong with it, and what it changes.
    pub fn read(&mut self, line: &Line, next: Option<&Line>) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        self.lines += 1;
        let breath = (line.at, line.actor);
        if let Some(owed) = self.owed.pop_front() {
            let same = self
                .breath
                .is_some_and(|(at, actor, _)| (at, actor) == breath);
            match owed {
                Owed::This(event) if same && discriminant(&*event) == discriminant(&line.event) => {
                    wrongs.extend(compare(&line.event, &event));
                    wrongs.extend(self.broken_seals(&line.event));
                    self.breath = Some((line.at, line.actor, line.seq));
                    self.settle(line, Some(&event));
                    return wrongs;
                }
                // What these state is judged like everything else.
                Owed::OneOf(acts) if same && acts.contains(&line.event.act().as_str()) => {}
                owed => {
                    wrongs.push(self.missing(&owed));
                    self.owed.clear();
                }
            }
        }
        if line.actor != Actor::Clock {
            wrongs.extend(self.owed_by_clock(line));
        }
        self.breath = Some((line.at, line.actor, line.seq));
        match judge::judge(&Act {
            ledger: self,
            line,
            next,
        }) {
            Ok(judged) => {
                self.remarks.extend(judged.remark.map(|says| Remark {
                    seq: line.seq,
                    says,
                }));
                let mut decided = judged.decided.into_iter().map(Decided::into_event);
                let first = decided.next();
                if let Some(first) = &first {
                    wrongs.extend(compare(&line.event, first));
                }
                self.owed
                    .extend(decided.map(|event| Owed::This(Box::new(event))));
                self.owed.extend(judged.then.map(Owed::OneOf));
                self.settle(line, first.as_ref());
            }
            Err(wrong) => {
                wrongs.push(wrong);
                self.settle(line, None);
            }
        }
        wrongs
    }

    /// What is missing where the record ends.
    pub fn end(&mut self) -> Option<Wrong> {
        let owed = self.owed.pop_front()?;
        Some(self.missing(&owed))
    }

    fn missing(&self, owed: &Owed) -> Wrong {
        let before = self.breath.map_or(0, |(.., seq)| seq);
        let what = match owed {
            Owed::This(event) => format!("`{}`", event.act()),
            Owed::OneOf(acts) => {
                let acts: Vec<_> = acts.iter().map(|act| format!("`{act}`")).collect();
                acts.join(" or ")
            }
        };
        let says = format!("What line {before} led to at once does not follow it.");
        Wrong::new(FaultKind::Skipped, says).should(format!(
            "{what} should stand there, at the same time and by the same actor."
        ))
    }

    /// Before anybody acts, the clock does what is due: so no late position slips in.
    fn owed_by_clock(&mut self, line: &Line) -> Option<Wrong> {
        let (due, what) = self.due(line.at)?;
        if !self.overdue.insert(what) {
            return None;
        }
        let says = format!(
            "It came at {}, when the clock owed {what} what was due at {due}.",
            line.at
        );
        let should = format!("The clock's line on {what} should stand before it.");
        Some(Wrong::new(FaultKind::Skipped, says).should(should))
    }

    /// What the clock has to do first at a moment: when it was due, and to what.
    pub fn due(&self, now: Moment) -> Option<(Moment, Due)> {
        let calls = self
            .ticking
            .iter()
            .filter_map(|number| Some((self.calls.get(number)?.due()?, Due::Call(*number))));
        let open = self.reviews.values().filter(|it| it.closed_at.is_none());
        let reviews = open.map(|it| (it.closes_at, Due::Review(it.number)));
        let meetings = self
            .meetings
            .iter()
            .filter_map(|(number, met)| Some((met.meeting.facts.due()?, Due::Minutes(*number))));
        let all = calls.chain(reviews).chain(meetings);
        all.filter(|(at, _)| *at <= now).min()
    }

    /// When the last line was written.
    pub fn last_at(&self) -> Option<Moment> {
        self.breath.map(|(at, ..)| at)
    }

    /// How an actor stands to the process, if they are on the roster.
    pub fn present(&self, member: MemberNo) -> Option<&Member> {
        let seated = self.members.get(&member)?;
        seated.present.then_some(&seated.member)
    }
}
