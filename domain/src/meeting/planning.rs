//! Before a meeting: its plan, what participants ask to discuss, and its cancellation.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    AgendaItem, ItemNo, MeetingFacts, MeetingFault as Fault, MeetingState, NewItem, PlanPart,
    needs_reason,
};
use crate::{
    Decided, Event, Moment, Refusal, Text, Title,
    ids::{CallNo, EntryNo, MeetingNo},
    record::{ItemSuggestion, MeetingPlan, MeetingReform, SuggestionAnswer},
};

/// The most items an agenda has.
const ITEMS_MAX: usize = 100;
const ITEM_MINUTES_MAX: u32 = 600;
const AHEAD_MAX_MS: i64 = 2 * 366 * 86_400_000;

/// What it takes to plan a meeting (`POST …/meetings`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewMeeting {
    pub title: Title,
    pub starts_at: Moment,
    /// Where people meet.
    #[serde(default)]
    pub place: Option<Title>,
    /// The address to join from afar. Members see it; it is not on the record.
    #[serde(default)]
    pub link: Option<Title>,
    /// What people should know before they come. Markdown.
    #[serde(default)]
    pub introduction: Option<Text>,
    #[serde(default)]
    pub agenda: Vec<NewItem>,
    /// Whether it is made known beyond the members.
    #[serde(default)]
    pub announced: bool,
    /// Until when participants may suggest items; they may not where it is left out.
    #[serde(default)]
    pub suggestions_until: Option<Moment>,
}

/// What may change of a meeting (`PATCH …/meetings/{m}`); what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MeetingPatch {
    #[serde(default)]
    pub title: Option<Title>,
    #[serde(default)]
    pub starts_at: Option<Moment>,
    #[serde(default)]
    pub place: Option<Title>,
    #[serde(default)]
    pub link: Option<Title>,
    #[serde(default)]
    pub introduction: Option<Text>,
    /// The whole agenda; items that stay carry their number.
    #[serde(default)]
    pub agenda: Option<Vec<NewItem>>,
    #[serde(default)]
    pub announced: Option<bool>,
    #[serde(default)]
    pub suggestions_until: Option<Moment>,
    /// What the plan goes without from now on.
    #[serde(default)]
    pub without: BTreeSet<PlanPart>,
}

/// What a participant asks to discuss (`POST …/meetings/{m}/suggestions`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewSuggestion {
    pub title: Title,
    #[serde(default)]
    pub entry: Option<EntryNo>,
    #[serde(default)]
    pub minutes: Option<u32>,
    pub reason: Text,
}

/// What becomes of a suggestion (`PUT …/suggestions/{s}/answer`): not taking it needs a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewSuggestionAnswer {
    pub taken: bool,
    #[serde(default)]
    pub reason: Option<Text>,
}

/// The entries and calls of the process that an agenda names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bound {
    pub entries: BTreeSet<EntryNo>,
    pub calls: BTreeSet<CallNo>,
}

/// Plans a meeting.
pub fn plan(
    number: MeetingNo,
    new: NewMeeting,
    bound: &Bound,
    at: Moment,
) -> Result<Decided, Refusal> {
    check_start(new.starts_at, at)?;
    check_link(new.link.as_ref())?;
    check_suggestions(new.suggestions_until, new.starts_at)?;
    let agenda = number_items(new.agenda, &[], 0, bound)?;
    Ok(Decided::new(Event::MeetingPlanned(MeetingPlan {
        meeting: number,
        title: new.title,
        starts_at: new.starts_at,
        place: new.place,
        link: new.link.is_some(),
        introduction: new.introduction,
        agenda,
        announced: new.announced,
        suggestions_until: new.suggestions_until,
    })))
}

/// Changes what was planned. Of a running meeting only its agenda, its place and its words change.
pub fn change(
    meeting: &MeetingFacts,
    patch: MeetingPatch,
    bound: &Bound,
    at: Moment,
) -> Result<Decided, Refusal> {
    if patch == MeetingPatch::default() {
        return Err(Refusal::NothingChanged);
    }
    match meeting.state {
        MeetingState::Ended | MeetingState::Cancelled => return Err(Fault::Over.into()),
        MeetingState::Running if patch.starts_at.is_some() => {
            return Err(Fault::NotPlanned.into());
        }
        MeetingState::Planned | MeetingState::Running => {}
    }
    if let Some(starts_at) = patch.starts_at {
        check_start(starts_at, at)?;
    }
    check_link(patch.link.as_ref())?;
    let starts_at = patch.starts_at.unwrap_or(meeting.starts_at);
    let asked = meeting.suggestions_until;
    let asked = asked.filter(|_| !patch.without.contains(&PlanPart::Suggestions));
    let until = patch.suggestions_until.or(asked);
    check_suggestions(until, starts_at)?;
    let agenda = patch
        .agenda
        .map(|items| {
            let agenda = number_items(items, &meeting.agenda, meeting.last_item, bound)?;
            let stays = |number: &ItemNo| agenda.iter().any(|item| item.number == *number);
            match meeting.opened.iter().all(stays) {
                true => Ok(agenda),
                false => Err(Refusal::from(Fault::ItemDiscussed)),
            }
        })
        .transpose()?;
    Ok(Decided::new(Event::MeetingChanged(MeetingReform {
        meeting: meeting.number,
        title: patch.title,
        starts_at: patch.starts_at,
        place: patch.place,
        link: patch.link.map(|_| true),
        introduction: patch.introduction,
        agenda,
        announced: patch.announced,
        suggestions_until: patch.suggestions_until,
        without: patch.without,
    })))
}

/// Says that a planned meeting does not take place, and why.
pub fn cancel(meeting: &MeetingFacts, reason: Option<Text>) -> Result<Decided, Refusal> {
    meeting.must_be(MeetingState::Planned, Fault::NotPlanned)?;
    Ok(Decided::new(Event::MeetingCancelled {
        meeting: meeting.number,
        reason: reason.ok_or(Refusal::ReasonMissing)?,
    }))
}

/// Asks for an item on the agenda.
pub fn suggest(
    meeting: &MeetingFacts,
    number: u32,
    new: NewSuggestion,
    bound: &Bound,
    at: Moment,
) -> Result<Decided, Refusal> {
    let taken = meeting.suggestions_until.is_some_and(|until| at < until);
    if meeting.state != MeetingState::Planned || !taken {
        return Err(Fault::SuggestionsClosed.into());
    }
    check_entry(new.entry, bound)?;
    check_minutes(new.minutes)?;
    Ok(Decided::new(Event::ItemSuggested(ItemSuggestion {
        meeting: meeting.number,
        suggestion: number,
        title: new.title,
        entry: new.entry,
        minutes: new.minutes,
        reason: new.reason,
    })))
}

/// Puts a suggested item at the end of the agenda, or says why not. `suggested` is what was asked for, where it waits
/// for an answer.
pub fn answer_suggestion(
    meeting: &MeetingFacts,
    number: u32,
    suggested: Option<NewSuggestion>,
    answer: NewSuggestionAnswer,
) -> Result<Decided, Refusal> {
    if matches!(meeting.state, MeetingState::Ended | MeetingState::Cancelled) {
        return Err(Fault::Over.into());
    }
    let suggested = suggested.ok_or(Fault::SuggestionUnknown)?;
    needs_reason(answer.taken, answer.reason.as_ref())?;
    if answer.taken && meeting.agenda.len() >= ITEMS_MAX {
        return Err(Fault::AgendaTooLong { max: ITEMS_MAX }.into());
    }
    let item = answer.taken.then(|| AgendaItem {
        number: meeting.last_item + 1,
        title: suggested.title,
        entry: suggested.entry,
        call: None,
        minutes: suggested.minutes,
    });
    Ok(Decided::new(Event::SuggestionAnswered(SuggestionAnswer {
        meeting: meeting.number,
        suggestion: number,
        item,
        reason: answer.reason,
    })))
}

fn check_start(starts_at: Moment, at: Moment) -> Result<(), Refusal> {
    if starts_at <= at {
        Err(Fault::InThePast.into())
    } else if starts_at > at + AHEAD_MAX_MS {
        Err(Fault::TooFarAhead.into())
    } else {
        Ok(())
    }
}

fn check_link(link: Option<&Title>) -> Result<(), Refusal> {
    let whole = |link: &Title| {
        let rest = link
            .strip_prefix("https://")
            .or(link.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
    };
    match link.is_none_or(whole) {
        true => Ok(()),
        false => Err(Fault::LinkMalformed.into()),
    }
}

fn check_suggestions(until: Option<Moment>, starts_at: Moment) -> Result<(), Refusal> {
    match until.is_none_or(|until| until <= starts_at) {
        true => Ok(()),
        false => Err(Fault::SuggestionsTooLate.into()),
    }
}

fn check_entry(entry: Option<EntryNo>, bound: &Bound) -> Result<(), Refusal> {
    match entry {
        Some(entry) if !bound.entries.contains(&entry) => Err(Fault::EntryUnknown(entry).into()),
        _ => Ok(()),
    }
}

fn check_minutes(minutes: Option<u32>) -> Result<(), Refusal> {
    match minutes.is_none_or(|minutes| (1..=ITEM_MINUTES_MAX).contains(&minutes)) {
        true => Ok(()),
        false => Err(Fault::ItemMinutes.into()),
    }
}

/// The agenda as it was asked for: items that stay keep their numbers, new ones get those after the highest ever.
fn number_items(
    items: Vec<NewItem>,
    before: &[AgendaItem],
    last: ItemNo,
    bound: &Bound,
) -> Result<Vec<AgendaItem>, Refusal> {
    if items.len() > ITEMS_MAX {
        return Err(Fault::AgendaTooLong { max: ITEMS_MAX }.into());
    }
    let mut last = last;
    let mut seen = BTreeSet::new();
    let mut agenda = Vec::with_capacity(items.len());
    for item in items {
        check_entry(item.entry, bound)?;
        if let Some(call) = item.call.filter(|call| !bound.calls.contains(call)) {
            return Err(Fault::CallUnknown(call).into());
        }
        check_minutes(item.minutes)?;
        let number = match item.number {
            Some(number) if before.iter().any(|known| known.number == number) => number,
            Some(_) => return Err(Fault::ItemUnknown.into()),
            None => {
                last += 1;
                last
            }
        };
        if !seen.insert(number) {
            return Err(Fault::ItemTwice.into());
        }
        agenda.push(AgendaItem {
            number,
            title: item.title,
            entry: item.entry,
            call: item.call,
            minutes: item.minutes,
        });
    }
    Ok(agenda)
}
