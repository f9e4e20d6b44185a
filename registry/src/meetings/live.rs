//! What is live only while a meeting runs: raised hands and what somebody types before all. It is not on the record,
//! and no server keeps it for itself: it stands in tables, and every change is told to all servers.

use domain::{
    Lang, Moment, Slug,
    ids::{MeetingNo, MemberNo},
    meeting::{
        self, MeetingFault, MeetingState,
        floor::{Hand, Spoken, queue, spoken},
    },
    permit::{May, Member},
};
use schemars::JsonSchema;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Expr,
};
use serde::Serialize;

use super::{Draft, PollView, drafts::drafts_of, view};
use crate::{
    Caller, Error, Registry, Result, Tick,
    connection::Writing,
    entries::languages,
    names::Person,
    rows::{moment, number},
    tables::{hands, meetings},
};

/// What is live in a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Room {
    pub meeting: MeetingNo,
    /// Grows with everything that is live only.
    pub tick: u64,
    /// Who speaks.
    pub floor: Option<HandView>,
    /// The raised hands, in the order in which they get the floor: the groups take turns.
    pub hands: Vec<HandView>,
    /// How long each group spoke, in the order of the charter.
    pub spoken: Vec<Spoken>,
    /// The straw poll that is open.
    pub poll: Option<PollView>,
    /// What is typed before all: the pen holder's words first.
    pub drafts: Vec<Draft>,
}

/// A raised hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HandView {
    pub person: Person,
    pub raised_at: Moment,
    /// Since when they speak.
    pub floor_at: Option<Moment>,
}

/// A running meeting taken for something that is live only.
#[derive(Debug)]
pub(super) struct Live {
    registry: Registry,
    writing: Writing,
    pub(super) process_id: i64,
    /// Those of the process, the authoritative one first.
    pub(super) languages: Vec<Lang>,
    pub(super) member: Member,
    pub(super) meeting: meeting::Meeting,
    tick: i64,
}

impl Live {
    /// Takes the meeting, where it runs and the caller may.
    pub(super) async fn load(
        registry: &Registry,
        caller: &Caller,
        now: Moment,
        process: &Slug,
        meeting: MeetingNo,
        may: May,
    ) -> Result<Self> {
        let view = registry.view(caller, now, process).await?;
        view.permit(caller, may)?;
        let process_id = view.process.id;
        let languages = languages(&view.process)?;
        let member = view.member.ok_or(Error::NotFound)?;
        let writing = registry.write().await?;
        // Its row is held until what is live stands beside it: nothing comes between counting a poll and closing it.
        let row = meetings::Entity::find_by_id((process_id, i64::from(meeting)))
            .lock_exclusive()
            .one(&writing.tx)
            .await?
            .ok_or(Error::NotFound)?;
        let folded = row.folded()?;
        if folded.facts.state != MeetingState::Running {
            return Err(MeetingFault::NotRunning.into());
        }
        Ok(Self {
            registry: registry.clone(),
            writing,
            process_id,
            languages,
            member,
            meeting: folded,
            tick: row.tick + 1,
        })
    }

    pub(super) fn tx(&self) -> &DatabaseTransaction {
        &self.writing.tx
    }

    /// Makes it last, and tells whoever is in the room.
    pub(super) async fn commit(self) -> Result<()> {
        let meeting = self.meeting.facts.number;
        meetings::Entity::update_many()
            .col_expr(meetings::Column::Tick, Expr::value(self.tick))
            .filter(meetings::Column::ProcessId.eq(self.process_id))
            .filter(meetings::Column::Number.eq(meeting))
            .exec(&self.writing.tx)
            .await?;
        let tick = Tick {
            process: self.process_id,
            meeting,
            tick: u64::try_from(self.tick).unwrap_or_default(),
        };
        self.writing.commit_live(&self.registry, tick).await
    }

    fn hands(&self) -> Select<hands::Entity> {
        raised(self.process_id, self.meeting.facts.number)
    }
}

/// Raises the caller's hand; one that is up stays where it is in the queue.
pub async fn raise_hand(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
) -> Result<Room> {
    let live = Live::load(registry, caller, now, process, meeting, May::Participate).await?;
    let own = live
        .hands()
        .filter(hands::Column::Member.eq(live.member.number));
    let up = own.filter(hands::Column::DoneAt.is_null());
    if up.one(live.tx()).await?.is_none() {
        let last = live.hands().order_by_desc(hands::Column::Number);
        let last = last.one(live.tx()).await?.map_or(0, |row| row.number);
        let group = live.member.group.as_ref().map(ToString::to_string);
        let row = hands::ActiveModel {
            process_id: Set(live.process_id),
            meeting: Set(meeting.into()),
            number: Set(last + 1),
            member: Set(live.member.number.into()),
            group_slug: Set(group.unwrap_or_default()),
            raised_at: Set(now.millis()),
            floor_at: Set(None),
            done_at: Set(None),
        };
        hands::Entity::insert(row)
            .exec_without_returning(live.tx())
            .await?;
    }
    live.commit().await?;
    room(registry, caller, now, process, meeting).await
}

/// Takes a hand down: one's own, or as the convener anybody's. Who has the floor gives it back with that.
pub async fn lower_hand(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (meeting, member): (MeetingNo, Option<MemberNo>),
) -> Result<Room> {
    let may = match member {
        Some(_) => May::Convene,
        None => May::Participate,
    };
    let live = Live::load(registry, caller, now, process, meeting, may).await?;
    let member = member.unwrap_or(live.member.number);
    lower(&live, now, member).await?;
    live.commit().await?;
    room(registry, caller, now, process, meeting).await
}

/// Gives the floor to somebody whose hand is up. Whoever had it has spoken.
pub async fn give_floor(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (meeting, member): (MeetingNo, MemberNo),
) -> Result<Room> {
    let live = Live::load(registry, caller, now, process, meeting, May::Convene).await?;
    let waiting = live
        .hands()
        .filter(hands::Column::Member.eq(member))
        .filter(hands::Column::FloorAt.is_null())
        .filter(hands::Column::DoneAt.is_null());
    let hand = waiting.one(live.tx()).await?.ok_or(Error::NotFound)?;
    let speaking = live
        .hands()
        .filter(hands::Column::FloorAt.is_not_null())
        .filter(hands::Column::DoneAt.is_null());
    for row in speaking.all(live.tx()).await? {
        lower(&live, now, number(row.member)).await?;
    }
    let mut row = hand.into_active_model();
    row.floor_at = Set(Some(now.millis()));
    row.update(live.tx()).await?;
    live.commit().await?;
    room(registry, caller, now, process, meeting).await
}

/// What is live in a room.
pub async fn room(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
) -> Result<Room> {
    let view = registry.view(caller, now, process).await?;
    let row = view::row(&view, meeting).await?;
    let names = registry.names(&view.process).await?;
    let poll = match row.folded()?.open_poll() {
        Some(polled) => Some(view::poll(&view, polled).await?),
        None => None,
    };
    let rows = raised(view.process.id, meeting).all(&registry.db).await?;
    let hands: Vec<Hand> = rows.iter().map(hands::Model::hand).collect::<Result<_>>()?;
    let groups: Vec<Slug> = names.groups().iter().map(|it| it.slug.clone()).collect();
    let shown = |hand: &Hand| HandView {
        person: names.person(hand.member),
        raised_at: hand.raised_at,
        floor_at: hand.floor_at,
    };
    Ok(Room {
        meeting,
        tick: u64::try_from(row.tick).unwrap_or_default(),
        floor: hands.iter().find(|hand| hand.speaks()).map(shown),
        hands: queue(&hands, &groups, now).into_iter().map(shown).collect(),
        spoken: spoken(&hands, &groups, now),
        poll,
        drafts: drafts_of(&view, &names, meeting).await?,
    })
}

async fn lower(live: &Live, now: Moment, member: MemberNo) -> Result<()> {
    let mine = |query: Select<hands::Entity>| query.filter(hands::Column::Member.eq(member));
    let up = mine(live.hands()).filter(hands::Column::DoneAt.is_null());
    let Some(row) = up.one(live.tx()).await? else {
        return Ok(());
    };
    // A hand that never had the floor leaves nothing behind.
    if row.floor_at.is_none() {
        hands::Entity::delete_by_id((row.process_id, row.meeting, row.number))
            .exec(live.tx())
            .await?;
        return Ok(());
    }
    let mut row = row.into_active_model();
    row.done_at = Set(Some(now.millis()));
    row.update(live.tx()).await?;
    Ok(())
}

fn raised(process_id: i64, meeting: MeetingNo) -> Select<hands::Entity> {
    hands::Entity::find()
        .filter(hands::Column::ProcessId.eq(process_id))
        .filter(hands::Column::Meeting.eq(meeting))
}

impl hands::Model {
    fn hand(&self) -> Result<Hand> {
        Ok(Hand {
            member: number(self.member),
            group: Slug::parse(&self.group_slug)?,
            raised_at: moment(self.raised_at),
            floor_at: self.floor_at.map(moment),
            done_at: self.done_at.map(moment),
        })
    }
}
