//! How long people waited for the convener, by their group.
//!
//! Three things wait for a convener. An interest waits from when it was expressed until it is
//! admitted or declined. A contest waits until the call is made that answers it. An objection
//! waits, from when it could be read, until the convener next acts on its call or makes a new call
//! on the same entry. Nobody waits any more where a contest was withdrawn, an objector took
//! another position, or the call became final or was superseded: that is counted apart, because
//! no convener did it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::roster::Roster;
use crate::{
    Event, Moment, Slug,
    call::Subject,
    ids::{CallNo, EntryNo, MemberNo, PositionNo},
    reading::Stance,
    record::Line,
};

/// How long people waited for a convener.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Responses {
    pub all: Response,
    pub interests: Response,
    pub contests: Response,
    pub objections: Response,
    pub groups: Vec<GroupResponses>,
}

/// The same for one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GroupResponses {
    /// Absent for interests from before their group was written into the record.
    pub group: Option<Slug>,
    pub all: Response,
    pub interests: Response,
    pub contests: Response,
    pub objections: Response,
}

/// How long some waited. Times are whole seconds of all that were answered; where their number is
/// even, the median is the mean of the two in the middle.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Response {
    pub asked: u32,
    pub answered: u32,
    /// Those that ended without an act of a convener.
    pub ended_otherwise: u32,
    pub waiting: u32,
    /// Since when the first of those still waiting does.
    pub waiting_since: Option<Moment>,
    pub median_seconds: Option<u64>,
    pub longest_seconds: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Matter {
    Interest(u32),
    Contest(CallNo, u32),
    Objection(CallNo, MemberNo),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Answered(Moment),
    Otherwise,
}

#[derive(Debug, Clone)]
struct Wait {
    matter: Matter,
    group: Option<Slug>,
    since: Moment,
    end: Option<End>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Waiting {
    waits: Vec<Wait>,
    /// Where in `waits` those stand that nobody ended yet.
    open: BTreeMap<Matter, usize>,
    /// The entries that calls are about.
    entries: BTreeMap<CallNo, EntryNo>,
    /// The newest sealed position of every member in blind calls.
    sealed: BTreeMap<CallNo, BTreeMap<MemberNo, PositionNo>>,
}

impl Waiting {
    pub fn add(&mut self, line: &Line, roster: &Roster) {
        match &line.event {
            Event::InterestExpressed { interest, group } => {
                self.begin(Matter::Interest(*interest), group.clone(), line.at);
            }
            Event::InterestAdmitted { interest } | Event::InterestDeclined { interest, .. } => {
                self.end(&[Matter::Interest(*interest)], End::Answered(line.at));
            }
            Event::CallScheduled(schedule) => {
                if let Some(contested) = schedule.answers {
                    let contests = self.contests(contested);
                    self.end(&contests, End::Answered(line.at));
                }
                self.called(schedule.call, &schedule.subject, line.at);
            }
            Event::CallContested {
                call,
                contest,
                member,
                ..
            } => {
                let group = roster.group(*member);
                self.begin(Matter::Contest(*call, *contest), group, line.at);
            }
            Event::ContestWithdrawn { call, contest } => {
                self.end(&[Matter::Contest(*call, *contest)], End::Otherwise);
            }
            Event::PositionTaken {
                call,
                position,
                member,
                stated,
                ..
            } => match stated {
                Some(stated) => self.held(*call, *member, stated.stance, line.at, roster),
                None => {
                    let sealed = self.sealed.entry(*call).or_default();
                    sealed.insert(*member, *position);
                }
            },
            // What was sealed could not be answered before.
            Event::PositionsRevealed { call, positions } => {
                for (member, number) in self.sealed.remove(call).unwrap_or_default() {
                    let mut revealed = positions.iter();
                    if let Some(opened) = revealed.find(|opened| opened.position == number) {
                        self.held(*call, member, opened.stated.stance, line.at, roster);
                    }
                }
            }
            Event::CallExtended { call, .. } | Event::CallWithdrawn { call, .. } => {
                let objections = self.objections(*call);
                self.end(&objections, End::Answered(line.at));
            }
            Event::CallClosed { call, .. } if roster.convener(line.actor).is_some() => {
                let objections = self.objections(*call);
                self.end(&objections, End::Answered(line.at));
            }
            Event::CallFinalised { call, .. } | Event::CallSuperseded { call, .. } => {
                let mut rest = self.objections(*call);
                rest.extend(self.contests(*call));
                self.end(&rest, End::Otherwise);
            }
            _ => {}
        }
    }

    pub fn responses(&self, roster: &Roster) -> Responses {
        let groups = roster.groups(self.waits.iter().map(|wait| &wait.group));
        let of_group = |group: Option<Slug>| {
            let of = |is: fn(&Matter) -> bool| {
                self.response(|wait| wait.group == group && is(&wait.matter))
            };
            GroupResponses {
                all: of(|_| true),
                interests: of(is_interest),
                contests: of(is_contest),
                objections: of(is_objection),
                group: group.clone(),
            }
        };
        let of = |is: fn(&Matter) -> bool| self.response(|wait| is(&wait.matter));
        Responses {
            all: of(|_| true),
            interests: of(is_interest),
            contests: of(is_contest),
            objections: of(is_objection),
            groups: groups.into_iter().map(of_group).collect(),
        }
    }

    fn begin(&mut self, matter: Matter, group: Option<Slug>, since: Moment) {
        // Who says the same again has waited since the first time.
        if let std::collections::btree_map::Entry::Vacant(place) = self.open.entry(matter) {
            place.insert(self.waits.len());
            self.waits.push(Wait {
                matter,
                group,
                since,
                end: None,
            });
        }
    }

    fn end(&mut self, matters: &[Matter], end: End) {
        for matter in matters {
            if let Some(index) = self.open.remove(matter) {
                self.waits[index].end = Some(end);
            }
        }
    }

    fn held(
        &mut self,
        call: CallNo,
        member: MemberNo,
        stance: Stance,
        at: Moment,
        roster: &Roster,
    ) {
        let matter = Matter::Objection(call, member);
        if stance == Stance::Object {
            self.begin(matter, roster.group(member), at);
        } else {
            self.end(&[matter], End::Otherwise);
        }
    }

    /// A new call on an entry answers the objections that stand in the ones before.
    fn called(&mut self, call: CallNo, subject: &Subject, at: Moment) {
        let Some(entry) = subject.entry() else { return };
        let on_it = self.entries.iter().filter(|(_, other)| **other == entry);
        let before: BTreeSet<CallNo> = on_it.map(|(number, _)| *number).collect();
        let objections: Vec<Matter> = before
            .into_iter()
            .flat_map(|before| self.objections(before))
            .collect();
        self.end(&objections, End::Answered(at));
        self.entries.insert(call, entry);
    }

    fn objections(&self, call: CallNo) -> Vec<Matter> {
        let range = Matter::Objection(call, 0)..=Matter::Objection(call, MemberNo::MAX);
        self.open.range(range).map(|(matter, _)| *matter).collect()
    }

    fn contests(&self, call: CallNo) -> Vec<Matter> {
        let range = Matter::Contest(call, 0)..=Matter::Contest(call, u32::MAX);
        self.open.range(range).map(|(matter, _)| *matter).collect()
    }

    fn response(&self, of: impl Fn(&Wait) -> bool) -> Response {
        let mut response = Response::default();
        let mut seconds = Vec::new();
        for wait in self.waits.iter().filter(|wait| of(wait)) {
            response.asked += 1;
            match wait.end {
                Some(End::Answered(at)) => {
                    response.answered += 1;
                    let waited = at.millis().saturating_sub(wait.since.millis()) / 1000;
                    seconds.push(u64::try_from(waited).unwrap_or_default());
                }
                Some(End::Otherwise) => response.ended_otherwise += 1,
                None => {
                    response.waiting += 1;
                    // They stand in the order in which they began.
                    response.waiting_since.get_or_insert(wait.since);
                }
            }
        }
        seconds.sort_unstable();
        response.median_seconds = median(&seconds);
        response.longest_seconds = seconds.last().copied();
        response
    }
}

fn is_interest(matter: &Matter) -> bool {
    matches!(matter, Matter::Interest(_))
}

fn is_contest(matter: &Matter) -> bool {
    matches!(matter, Matter::Contest(..))
}

fn is_objection(matter: &Matter) -> bool {
    matches!(matter, Matter::Objection(..))
}

/// The middle of sorted numbers.
fn median(sorted: &[u64]) -> Option<u64> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(middle.checked_sub(1)?)?;
    Some(lower.midpoint(upper))
}
