//! What deciding needs to know, looked up in the ledger.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Wrong,
    ledger::{Called, Ledger, Release},
};
use crate::{
    Moment, Refusal, Slug, Version,
    call::{CallState, EntryFacts, Ground, OtherCall, ReleaseItem, Subject},
    entry::{Facts, Impact, Standing},
    ids::{CallNo, EntryNo, MemberNo, OrganisationNo, PositionNo, WordingNo},
    process::Role,
    reading::{Answer, Ballot, Cast, Names, Seat},
    record::Revealed,
    release::{Called as ReleaseCall, Held, Settled, Settling, settle},
    rule::Silence,
};

impl Ledger {
    /// How an entry stands when something is decided about it.
    pub fn standing(&self, number: EntryNo) -> Result<Standing, Wrong> {
        let entry = self.entries.get(&number);
        let entry = entry.ok_or_else(|| Wrong::unknown("entry", number))?;
        let wording = WordingNo::try_from(entry.wordings.len()).unwrap_or(WordingNo::MAX);
        let mut facts = Facts {
            withdrawn: entry.withdrawn,
            retired: entry.retired,
            agreed: entry.agreed.map(|(wording, _)| wording),
            wording,
            discussed: entry.discussed,
            ..Facts::default()
        };
        for call in entry.calls.iter().filter_map(|call| self.calls.get(call)) {
            let current = match &call.facts.subject {
                Subject::Wording { wording: asked, .. } => *asked == wording,
                _ => true,
            };
            match call.facts.state {
                CallState::Open => facts.in_call = true,
                CallState::Closed | CallState::Contested if current => {
                    facts.awaits_final |= call.facts.reached == Some(true);
                }
                _ => {}
            }
            facts.discussed |= call.opened_by.is_some();
        }
        Ok(Standing {
            number,
            proposer: entry.proposer,
            pen: entry.pen,
            facts,
        })
    }

    /// What a call on this subject is made or opened in.
    pub fn ground(&self, subject: &Subject, at: Moment) -> Result<Ground, Wrong> {
        let process = self
            .process
            .as_ref()
            .ok_or(Wrong::from(Refusal::CallNotOpen))?;
        let entry = subject.entry().and_then(|number| {
            let entry = self.entries.get(&number)?;
            Some(EntryFacts {
                number,
                wording: WordingNo::try_from(entry.wordings.len()).unwrap_or(WordingNo::MAX),
                agreed: entry.agreed.is_some(),
                ended: entry.withdrawn || entry.retired,
            })
        });
        let replacement_exists = match subject {
            Subject::Retirement {
                replaced_by: Some(other),
                ..
            } => self.entries.contains_key(other),
            _ => false,
        };
        let (releasable, versions) = match subject {
            Subject::Release { .. } => (
                self.releasable(),
                self.releases.iter().map(|it| it.version).collect(),
            ),
            _ => (Vec::new(), Vec::new()),
        };
        let meeting = subject.meeting().and_then(|it| self.meetings.get(&it));
        Ok(Ground {
            at,
            rule: process.rule.clone(),
            groups: process.groups.clone(),
            roster: self.roster(),
            others: self.others(subject),
            entry,
            replacement_exists,
            meeting: meeting.map(|met| met.meeting.facts.clone()),
            releasable,
            versions,
        })
    }

    /// The seats of all participants who are on the roster now.
    fn roster(&self) -> Vec<Seat> {
        let present = self.members.values().filter(|it| it.present);
        let participants = present.filter(|it| it.member.role == Role::Participant);
        let seats = participants.filter_map(|it| {
            Some(Seat {
                member: it.member.number,
                organisation: it.member.organisation,
                group: it.member.group.clone()?,
            })
        });
        seats.collect()
    }

    /// The calls that a new one may clash with or answer: on the same entry, or of the same kind.
    fn others(&self, subject: &Subject) -> Vec<OtherCall> {
        let same = |other: &Subject| match subject.entry() {
            Some(entry) => other.entry() == Some(entry),
            None => std::mem::discriminant(other) == std::mem::discriminant(subject),
        };
        let others = self.calls.values().filter(|it| same(&it.facts.subject));
        let other = |it: &Called| OtherCall {
            number: it.facts.number,
            subject: it.facts.subject.clone(),
            state: it.facts.state,
            reached: it.facts.reached == Some(true),
        };
        others.map(other).collect()
    }

    pub fn is_contested(&self, call: CallNo) -> bool {
        let call = self.calls.get(&call);
        call.is_some_and(|call| call.facts.state == CallState::Contested)
    }

    /// The groups of which somebody left who had a seat in a call.
    pub fn left(&self, call: &Called) -> Vec<Slug> {
        let gone = |member: &MemberNo| self.members.get(member).is_some_and(|it| !it.present);
        let seats = call.facts.roster.iter();
        let seats = seats.filter(|seat| gone(&seat.member));
        let groups: BTreeSet<Slug> = seats.map(|seat| seat.group.clone()).collect();
        groups.into_iter().collect()
    }

    /// Whether somebody may still join by an invitation to this role.
    pub fn invitation_is_left(&self, role: Role) -> bool {
        let sent = self.invitations.values();
        let open = sent.filter(|it| it.role == role && !it.withdrawn).count();
        let joined = self.accepted.get(&role_index(role)).copied().unwrap_or(0);
        open > joined
    }

    fn releasable(&self) -> Vec<ReleaseItem> {
        let living = self.entries.iter().filter(|(_, entry)| !entry.withdrawn);
        let items = living.filter_map(|(number, entry)| {
            let (wording, _) = entry.agreed?;
            Some(ReleaseItem {
                entry: *number,
                wording,
                retired: Some(entry.retired),
            })
        });
        items.collect()
    }

    /// What a release would hold now: each entry's newest finally agreed wording, whatever its
    /// status, and the call that agreed it.
    pub fn held(&self) -> Vec<(Held, CallNo)> {
        let held = self.entries.iter().filter_map(|(number, entry)| {
            let (wording, call) = entry.agreed?;
            let held = Held {
                entry: *number,
                wording,
                retired: entry.retired,
            };
            Some((held, call))
        });
        held.collect()
    }

    pub fn newest_release(&self) -> Option<&Release> {
        self.releases.iter().max_by_key(|it| it.version)
    }

    /// The highest impact of the redlines folded between two wordings. A change nobody graded is
    /// taken for the gravest.
    fn impact(&self, entry: EntryNo, from: WordingNo, to: WordingNo) -> Impact {
        let wordings = self.entries.get(&entry).map_or(&[][..], |it| &it.wordings);
        let between = (1..)
            .zip(wordings)
            .filter(|(number, _)| (from.saturating_add(1)..=to).contains(number));
        let graded = between.filter_map(|(_, (_, impact))| *impact);
        graded.max().unwrap_or(Impact::Meaning)
    }

    /// What the next release would be, and hold.
    pub fn settle_release(&self, asked: Option<Version>) -> Result<Settled, Refusal> {
        let taken: Vec<Version> = self.releases.iter().map(|it| it.version).collect();
        let (now, called) = (self.held(), self.release_calls());
        let previous = self.newest_release();
        let ground = Settling {
            asked,
            taken: &taken,
            previous: previous.map(|it| (it.version, &it.held[..])),
            now: &now,
            called: called.as_deref(),
        };
        settle(
            &ground,
            |entry, wording| self.agreed_by(entry, wording),
            |entry, from, to| self.impact(entry, from, to),
        )
    }

    /// The release calls that are final and were reached, the newest first; none where the charter asks for no call.
    pub fn release_calls(&self) -> Option<Vec<ReleaseCall>> {
        if !self.process.as_ref().is_some_and(|it| it.release_call) {
            return None;
        }
        let calls = self.calls.values().rev().filter(|call| call.settled());
        let on_releases = calls.filter_map(|call| match &call.facts.subject {
            Subject::Release { version, terms } => Some(ReleaseCall {
                version: *version,
                terms: terms.clone(),
            }),
            _ => None,
        });
        Some(on_releases.collect())
    }

    /// The newest final, reached call on a wording.
    fn agreed_by(&self, entry: EntryNo, wording: WordingNo) -> Option<CallNo> {
        let subject = Subject::Wording { entry, wording };
        let mut calls = self.calls.iter().rev();
        let found = calls.find(|(_, call)| call.settled() && call.facts.subject == subject);
        found.map(|(number, _)| *number)
    }
}

/// Roles in an order, for maps.
pub(super) const fn role_index(role: Role) -> u8 {
    match role {
        Role::Convener => 0,
        Role::Participant => 1,
        Role::Observer => 2,
    }
}

impl Called {
    /// Whether what it asked for is decided for good.
    fn settled(&self) -> bool {
        self.facts.state == CallState::Final && self.facts.reached == Some(true)
    }

    pub fn is_open(&self) -> bool {
        self.facts.state == CallState::Open
    }

    /// When the clock has to do something to it next.
    pub fn due(&self) -> Option<Moment> {
        match self.facts.state {
            CallState::Scheduled => Some(self.facts.opens_at),
            CallState::Open => Some(self.facts.closes_at),
            CallState::Closed => self.facts.final_at,
            _ => None,
        }
    }

    /// The positions whose stance is known, or was revealed.
    pub fn casts(&self, revealed: &[Revealed]) -> Vec<Cast> {
        let revealed: BTreeMap<PositionNo, _> = revealed
            .iter()
            .map(|it| (it.position, it.stated.stance))
            .collect();
        let casts = self.positions.iter().filter_map(|position| {
            let stated = position.stated.as_ref().map(|it| it.stance);
            Some(Cast {
                number: position.number,
                member: position.member,
                stance: stated.or_else(|| revealed.get(&position.number).copied())?,
            })
        });
        casts.collect()
    }

    /// All that its outcome is computed from.
    pub fn ballot(&self, revealed: &[Revealed]) -> Ballot {
        let answers = self.answers.iter().map(|(answer, objection)| Answer {
            objection: *objection,
            confirmations: self
                .confirmations
                .iter()
                .filter(|(of, _)| of == answer)
                .map(|(_, confirmation)| *confirmation)
                .collect(),
        });
        Ballot {
            groups: self.groups.clone(),
            seats: self.facts.roster.clone(),
            positions: self.casts(revealed),
            answers: answers.collect(),
            assent_announced: self.facts.silence == Silence::Assent,
            commented: self.commented,
        }
    }
}

/// Tells findings by number, with what would resolve an objection in the objector's words.
impl Names for Called {
    fn member(&self, member: MemberNo) -> String {
        format!("member {member}")
    }

    fn organisation(&self, organisation: OrganisationNo) -> String {
        format!("organisation {organisation}")
    }

    fn group(&self, group: &Slug) -> String {
        group.to_string()
    }

    fn would_resolve(&self, position: PositionNo) -> Option<String> {
        let position = self.positions.iter().find(|it| it.number == position)?;
        let stated = position.stated.as_ref()?;
        stated.would_resolve.as_ref().map(ToString::to_string)
    }
}
