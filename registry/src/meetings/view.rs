//! A meeting as readers see it.

use domain::{
    Moment,
    ids::{CallNo, EntryNo, MeetingNo, MemberNo},
    meeting::{
        self, Corrected, ItemNo, MeetingState, MinutesState, Noted, Polled, Quorum, Suggested,
    },
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Select};
use serde::{Deserialize, Serialize};

use super::ActionView;
use crate::{
    Error, Result,
    door::View,
    entries::EntryLink,
    names::{Names, Person},
    rows::number,
    tables::{meetings, poll_choices},
};

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Meeting {
    #[serde(flatten)]
    pub summary: MeetingSummary,
    /// Where to join from afar; members see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Markdown.
    pub introduction: Option<String>,
    pub agenda: Vec<AgendaView>,
    /// The number of the item under discussion, or of the last one where the meeting is over.
    pub current: Option<ItemNo>,
    pub note_taker: Option<Person>,
    /// Until when participants may suggest items.
    pub suggestions_until: Option<Moment>,
    pub suggestions: Vec<SuggestionView>,
    /// How many are here, by group in the order of the charter; observers and conveners are in none.
    pub present: u32,
    pub here: Vec<GroupHere>,
    /// How the voices that are here stand to the quorum of the rule in force.
    pub quorum: Quorum,
    pub polls: Vec<PollView>,
    pub notes: Vec<NoteView>,
    pub actions: Vec<ActionView>,
    pub minutes: MinutesView,
    /// Whether who asks is checked in.
    pub attending: bool,
    /// Where the record ended when this was read.
    pub seq: u64,
}

/// A meeting in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MeetingSummary {
    pub number: MeetingNo,
    pub title: String,
    pub state: MeetingState,
    pub starts_at: Moment,
    pub place: Option<String>,
    /// Whether there is an address to join from afar.
    pub remote: bool,
    /// Whether it is made known beyond the members.
    pub announced: bool,
    /// How long it takes by its agenda, in minutes.
    pub minutes_planned: u32,
    pub items: u32,
    pub started_at: Option<Moment>,
    pub ended_at: Option<Moment>,
    /// Why it does not take place.
    pub cancelled: Option<String>,
    pub minutes_state: MinutesState,
}

/// An item of an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AgendaView {
    pub number: ItemNo,
    pub title: String,
    pub entry: Option<EntryNo>,
    /// The entry as it is known now.
    pub about: Option<EntryLink>,
    pub call: Option<CallNo>,
    pub minutes: Option<u32>,
    /// Whether it was under discussion.
    pub opened: bool,
}

/// An item that a participant suggested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SuggestionView {
    #[serde(flatten)]
    pub suggested: Suggested,
    pub suggested_by: Person,
}

/// How many of a group are here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GroupHere {
    pub group: domain::Slug,
    pub name: String,
    pub present: u32,
}

/// A straw poll. It binds nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PollView {
    /// Its number among the straw polls of the meeting.
    pub number: u32,
    pub item: Option<ItemNo>,
    pub question: String,
    pub options: Vec<PollOption>,
    /// Whether it takes the temperature in the words of stances.
    pub temperature: bool,
    pub state: PollState,
    /// How many have chosen so far, or did.
    pub answered: u32,
    /// The number of the option that who asks chose; not known once the poll is closed.
    pub mine: Option<u32>,
    pub at: Moment,
    pub closed_at: Option<Moment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PollState {
    Open,
    Closed,
}

/// An option, and how many chose it once the poll is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PollOption {
    pub number: u32,
    pub text: String,
    pub count: Option<u32>,
}

/// A note, as it reads now; without words where it was taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NoteView {
    #[serde(flatten)]
    pub noted: Noted,
    pub written_by: Person,
}

/// How far the minutes are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MinutesView {
    pub state: MinutesState,
    /// What the convener said when they were put before everybody.
    pub statement: Option<String>,
    pub circulated_at: Option<Moment>,
    pub corrections_until: Option<Moment>,
    pub corrections: Vec<CorrectionView>,
    /// The call that asks about them.
    pub called_by: Option<CallNo>,
    pub frozen_at: Option<Moment>,
    /// The call that agreed them.
    pub agreed_by: Option<CallNo>,
}

/// A correction that somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CorrectionView {
    #[serde(flatten)]
    pub corrected: Corrected,
    pub asked_by: Person,
}

/// What `PUT …/attendance` answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Attendance {
    pub meeting: MeetingNo,
    pub member: MemberNo,
    pub present: bool,
}

/// Somebody who is at a meeting, or was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Attendee {
    #[serde(flatten)]
    pub person: Person,
    pub present: bool,
    /// When they came or left last.
    pub at: Moment,
}

pub(super) async fn row(view: &View<'_>, meeting: MeetingNo) -> Result<meetings::Model> {
    meetings::Entity::find_by_id((view.process.id, i64::from(meeting)))
        .one(&view.registry.db)
        .await?
        .ok_or(Error::NotFound)
}

pub(super) fn summary(folded: &meeting::Meeting) -> MeetingSummary {
    let facts = &folded.facts;
    MeetingSummary {
        number: facts.number,
        title: folded.title.to_string(),
        state: facts.state,
        starts_at: facts.starts_at,
        place: folded.place.as_ref().map(ToString::to_string),
        remote: folded.link,
        announced: folded.announced,
        minutes_planned: facts.agenda.iter().filter_map(|item| item.minutes).sum(),
        items: count(facts.agenda.len()),
        started_at: folded.started_at,
        ended_at: folded.ended_at,
        cancelled: folded.cancelled.as_ref().map(ToString::to_string),
        minutes_state: facts.minutes,
    }
}

/// A straw poll: what was chosen is seen once it is closed, and before it only one's own choice.
pub(super) async fn poll(view: &View<'_>, polled: &Polled) -> Result<PollView> {
    let asked = &polled.poll;
    let open = polled.closed_at.is_none();
    let (answered, mine) = match open {
        true => chosen(view, asked.meeting, asked.poll).await?,
        false => (polled.totals.iter().flatten().sum(), None),
    };
    let options = (1..).zip(&asked.options).map(|(number, text)| PollOption {
        number,
        text: text.to_string(),
        count: polled.totals.as_ref().and_then(|totals| {
            let index = usize::try_from(number - 1).ok()?;
            totals.get(index).copied()
        }),
    });
    Ok(PollView {
        number: asked.poll,
        item: asked.item,
        question: asked.question.to_string(),
        options: options.collect(),
        temperature: asked.temperature,
        state: match open {
            true => PollState::Open,
            false => PollState::Closed,
        },
        answered,
        mine,
        at: polled.at,
        closed_at: polled.closed_at,
    })
}

pub(super) fn minutes(folded: &meeting::Meeting, names: &Names) -> MinutesView {
    let corrections = folded.corrections.iter().map(|corrected| CorrectionView {
        asked_by: names.person(corrected.by),
        corrected: corrected.clone(),
    });
    MinutesView {
        state: folded.facts.minutes,
        statement: folded.statement.as_ref().map(ToString::to_string),
        circulated_at: folded.circulated_at,
        corrections_until: folded.facts.corrections_until,
        corrections: corrections.collect(),
        called_by: folded.called_by,
        frozen_at: folded.frozen_at,
        agreed_by: folded.frozen_by,
    }
}

pub(super) fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

/// How many have chosen, and what who asks did.
async fn chosen(view: &View<'_>, meeting: MeetingNo, poll: u32) -> Result<(u32, Option<u32>)> {
    let db = &view.registry.db;
    let all: Select<poll_choices::Entity> = poll_choices::Entity::find()
        .filter(poll_choices::Column::ProcessId.eq(view.process.id))
        .filter(poll_choices::Column::Meeting.eq(meeting))
        .filter(poll_choices::Column::Poll.eq(poll));
    let answered = all.clone().count(db).await?;
    let mine = match &view.member {
        Some(member) => {
            let mine = all.filter(poll_choices::Column::Member.eq(member.number));
            mine.one(db).await?.map(|row| number(row.option))
        }
        None => None,
    };
    Ok((u32::try_from(answered).unwrap_or(u32::MAX), mine))
}
