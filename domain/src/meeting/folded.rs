//! A meeting as the lines of the record make it. Recounting and the tables read them by this alone.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MeetingFacts, MeetingState, MinutesState, NewSuggestion, PlanPart, PollFacts};
use crate::{
    Event, Moment, Text, Title,
    ids::{CallNo, MeetingNo, MemberNo},
    record::{
        CorrectionAnswer, CorrectionRequest, ItemSuggestion, Line, MeetingNote, MeetingPlan,
        MeetingReform, PollOpening, SuggestionAnswer,
    },
};

/// Everything of a meeting but who is there and what they were given to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    pub facts: MeetingFacts,
    pub title: Title,
    pub place: Option<Title>,
    /// Whether there is an address to join from afar.
    pub link: bool,
    /// Markdown.
    pub introduction: Option<Text>,
    pub announced: bool,
    pub by: MemberNo,
    pub at: Moment,
    /// How often its plan changed, and when last: calendars tell by it which of two copies is the newer one.
    pub revision: u32,
    pub revised_at: Moment,
    pub started_at: Option<Moment>,
    pub ended_at: Option<Moment>,
    /// Why it does not take place.
    pub cancelled: Option<Text>,
    pub suggestions: Vec<Suggested>,
    pub polls: Vec<Polled>,
    pub notes: Vec<Noted>,
    pub corrections: Vec<Corrected>,
    /// What the convener said when the minutes were put before everybody.
    pub statement: Option<Text>,
    pub circulated_at: Option<Moment>,
    /// The call that asks about the minutes.
    #[serde(default)]
    pub called_by: Option<CallNo>,
    pub frozen_at: Option<Moment>,
    /// The call that agreed the minutes.
    pub frozen_by: Option<CallNo>,
    /// The lines between which its minutes are read.
    pub started_seq: Option<u64>,
    pub ended_seq: Option<u64>,
    pub frozen_seq: Option<u64>,
}

/// A suggested item and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Suggested {
    #[serde(flatten)]
    pub suggestion: ItemSuggestion,
    pub by: MemberNo,
    pub at: Moment,
    pub answer: Option<SuggestionAnswer>,
}

/// A straw poll and what it came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Polled {
    #[serde(flatten)]
    pub poll: PollOpening,
    pub at: Moment,
    pub closed_at: Option<Moment>,
    /// How many chose each option, once it is closed.
    pub totals: Option<Vec<u32>>,
}

/// A note of the minutes, as it reads now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Noted {
    #[serde(flatten)]
    pub note: MeetingNote,
    pub by: MemberNo,
    pub at: Moment,
    /// When it was changed last.
    pub changed_at: Option<Moment>,
}

/// A correction that was asked for, and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Corrected {
    #[serde(flatten)]
    pub request: CorrectionRequest,
    pub by: MemberNo,
    pub at: Moment,
    pub answer: Option<CorrectionAnswer>,
}

impl Meeting {
    /// The meeting as it was planned.
    pub fn planned(plan: &MeetingPlan, by: MemberNo, at: Moment) -> Self {
        Self {
            facts: MeetingFacts {
                number: plan.meeting,
                state: MeetingState::Planned,
                starts_at: plan.starts_at,
                suggestions_until: plan.suggestions_until,
                last_item: plan
                    .agenda
                    .iter()
                    .map(|item| item.number)
                    .max()
                    .unwrap_or(0),
                agenda: plan.agenda.clone(),
                opened: BTreeSet::new(),
                current: None,
                note_taker: None,
                minutes: MinutesState::Growing,
                corrections_until: None,
            },
            title: plan.title.clone(),
            place: plan.place.clone(),
            link: plan.link,
            introduction: plan.introduction.clone(),
            announced: plan.announced,
            by,
            at,
            revision: 0,
            revised_at: at,
            started_at: None,
            ended_at: None,
            cancelled: None,
            suggestions: Vec::new(),
            polls: Vec::new(),
            notes: Vec::new(),
            corrections: Vec::new(),
            statement: None,
            circulated_at: None,
            called_by: None,
            frozen_at: None,
            frozen_by: None,
            started_seq: None,
            ended_seq: None,
            frozen_seq: None,
        }
    }

    /// Carries a line over that is about this meeting.
    pub fn apply(&mut self, line: &Line) {
        let at = line.at;
        let by = line.actor.number();
        if matches!(
            &line.event,
            Event::MeetingChanged(_)
                | Event::MeetingCancelled { .. }
                | Event::SuggestionAnswered(SuggestionAnswer { item: Some(_), .. })
        ) {
            self.revision += 1;
            self.revised_at = at;
        }
        match &line.event {
            Event::MeetingChanged(reform) => self.reform(reform),
            Event::MeetingCancelled { reason, .. } => {
                self.facts.state = MeetingState::Cancelled;
                self.cancelled = Some(reason.clone());
            }
            Event::MeetingStarted { .. } => {
                self.facts.state = MeetingState::Running;
                self.started_at = Some(at);
                self.started_seq = Some(line.seq);
            }
            Event::MeetingEnded { .. } => {
                self.facts.state = MeetingState::Ended;
                self.ended_at = Some(at);
                self.ended_seq = Some(line.seq);
            }
            Event::ItemOpened { item, .. } => {
                self.facts.current = Some(*item);
                self.facts.opened.insert(*item);
            }
            Event::NoteTakerNamed { member, .. } => self.facts.note_taker = Some(*member),
            Event::ItemSuggested(suggestion) => self.suggestions.push(Suggested {
                suggestion: suggestion.clone(),
                by,
                at,
                answer: None,
            }),
            Event::SuggestionAnswered(answer) => self.answer_suggestion(answer),
            Event::PollOpened(opening) => self.polls.push(Polled {
                poll: opening.clone(),
                at,
                closed_at: None,
                totals: None,
            }),
            Event::PollClosed(closing) => {
                let mut polls = self.polls.iter_mut();
                if let Some(poll) = polls.find(|it| it.poll.poll == closing.poll) {
                    poll.closed_at = Some(at);
                    poll.totals = Some(closing.totals.clone());
                }
            }
            Event::NoteAdded(note) => self.notes.push(Noted {
                note: note.clone(),
                by,
                at,
                changed_at: None,
            }),
            Event::NoteChanged(note) => {
                let mut notes = self.notes.iter_mut();
                if let Some(noted) = notes.find(|it| it.note.note == note.note) {
                    noted.note.body.clone_from(&note.body);
                    noted.changed_at = Some(at);
                }
            }
            Event::MinutesCirculated(circulation) => {
                self.facts.minutes = MinutesState::Circulated;
                self.facts.corrections_until = Some(circulation.corrections_until);
                self.statement.clone_from(&circulation.statement);
                self.circulated_at = Some(at);
            }
            Event::CorrectionRequested(request) => self.corrections.push(Corrected {
                request: request.clone(),
                by,
                at,
                answer: None,
            }),
            Event::CorrectionAnswered(answer) => {
                let mut corrections = self.corrections.iter_mut();
                let asked = corrections.find(|it| it.request.correction == answer.correction);
                if let Some(correction) = asked {
                    correction.answer = Some(answer.clone());
                }
            }
            Event::CallScheduled(schedule) => {
                self.facts.minutes = MinutesState::Called;
                self.facts.corrections_until = None;
                self.called_by = Some(schedule.call);
            }
            // A newer call may ask about them by now.
            Event::MinutesReturned(returned) if self.called_by == Some(returned.call) => {
                self.facts.minutes = MinutesState::Growing;
                self.called_by = None;
            }
            Event::MinutesFrozen(freeze) => {
                self.called_by = None;
                self.facts.minutes = MinutesState::Frozen;
                self.frozen_at = Some(freeze.due.unwrap_or(at));
                self.frozen_by = freeze.call;
                self.frozen_seq = Some(line.seq);
            }
            _ => {}
        }
    }

    /// The straw poll that is open.
    pub fn open_poll(&self) -> Option<&Polled> {
        self.polls.iter().find(|poll| poll.closed_at.is_none())
    }

    pub fn poll(&self, number: u32) -> Option<&Polled> {
        self.polls.iter().find(|it| it.poll.poll == number)
    }

    /// What a note says now; none where there is no such note or it was taken out.
    pub fn note(&self, number: u32) -> Option<&Text> {
        let mut notes = self.notes.iter();
        notes.find(|it| it.note.note == number)?.note.body.as_ref()
    }

    /// A suggestion that waits for an answer.
    pub fn suggestion(&self, number: u32) -> Option<NewSuggestion> {
        let mut waiting = self.suggestions.iter().filter(|it| it.answer.is_none());
        let found = waiting.find(|it| it.suggestion.suggestion == number)?;
        let ItemSuggestion {
            title,
            entry,
            minutes,
            reason,
            ..
        } = found.suggestion.clone();
        Some(NewSuggestion {
            title,
            entry,
            minutes,
            reason,
        })
    }

    /// Whether a correction waits for an answer; none where there is no such correction.
    pub fn correction_waits(&self, number: u32) -> Option<bool> {
        let mut asked = self.corrections.iter();
        let found = asked.find(|it| it.request.correction == number)?;
        Some(found.answer.is_none())
    }

    fn reform(&mut self, reform: &MeetingReform) {
        let reform = reform.clone();
        for part in reform.without {
            match part {
                PlanPart::Place => self.place = None,
                PlanPart::Link => self.link = false,
                PlanPart::Introduction => self.introduction = None,
                PlanPart::Suggestions => self.facts.suggestions_until = None,
            }
        }
        if let Some(title) = reform.title {
            self.title = title;
        }
        if let Some(starts_at) = reform.starts_at {
            self.facts.starts_at = starts_at;
        }
        self.place = reform.place.or(self.place.take());
        self.link = reform.link.unwrap_or(self.link);
        self.introduction = reform.introduction.or(self.introduction.take());
        self.announced = reform.announced.unwrap_or(self.announced);
        let until = &mut self.facts.suggestions_until;
        *until = reform.suggestions_until.or(*until);
        if let Some(agenda) = reform.agenda {
            let highest = agenda.iter().map(|item| item.number).max();
            self.facts.last_item = self.facts.last_item.max(highest.unwrap_or(0));
            self.facts.agenda = agenda;
        }
    }

    fn answer_suggestion(&mut self, answer: &SuggestionAnswer) {
        let mut suggestions = self.suggestions.iter_mut();
        let suggested = suggestions.find(|it| it.suggestion.suggestion == answer.suggestion);
        if let Some(suggested) = suggested {
            suggested.answer = Some(answer.clone());
        }
        if let Some(item) = &answer.item {
            self.facts.last_item = self.facts.last_item.max(item.number);
            self.facts.agenda.push(item.clone());
        }
    }
}

impl Polled {
    pub fn facts(&self) -> PollFacts {
        PollFacts {
            number: self.poll.poll,
            options: self.poll.options.clone(),
            closed: self.closed_at.is_some(),
        }
    }
}

impl Event {
    /// The meeting that an act is about, where it is about one.
    pub fn meeting(&self) -> Option<MeetingNo> {
        Some(match self {
            Self::MeetingPlanned(plan) => plan.meeting,
            Self::MeetingChanged(reform) => reform.meeting,
            Self::MeetingCancelled { meeting, .. }
            | Self::MeetingStarted { meeting }
            | Self::MeetingEnded { meeting }
            | Self::ItemOpened { meeting, .. }
            | Self::NoteTakerNamed { meeting, .. }
            | Self::AttendanceChanged { meeting, .. } => *meeting,
            Self::ItemSuggested(suggestion) => suggestion.meeting,
            Self::SuggestionAnswered(answer) => answer.meeting,
            Self::PollOpened(opening) => opening.meeting,
            Self::PollClosed(closing) => closing.meeting,
            Self::NoteAdded(note) | Self::NoteChanged(note) => note.meeting,
            Self::ActionAssigned(assignment) => assignment.meeting,
            Self::ActionSettled(settlement) => settlement.meeting,
            Self::MinutesCirculated(circulation) => circulation.meeting,
            Self::CorrectionRequested(request) => request.meeting,
            Self::CorrectionAnswered(answer) => answer.meeting,
            Self::MinutesReturned(returned) => returned.meeting,
            Self::MinutesFrozen(freeze) => freeze.meeting,
            Self::CallScheduled(schedule) => schedule.subject.meeting()?,
            _ => return None,
        })
    }
}
