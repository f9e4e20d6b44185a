//! What is live in the room of a meeting, and what is written into its minutes.

use axum::http::Method;
use domain::{
    Text,
    ids::MemberNo,
    meeting::{NewAction, NewNote, NewSettlement},
};
use registry::meetings::{self, ActionView, Meeting, NewDraft, Room};
use schemars::JsonSchema;
use serde::Deserialize;

use super::meetings::home;
use crate::{
    answer::{Answer, Created, Thing},
    ask::Ask,
    at::{At, AtMeeting, AtMeetingMember, AtMeetingThing},
    sent::Sent,
    table::{Access, Table},
};

#[derive(Debug, Deserialize, JsonSchema)]
struct NewWords {
    /// Markdown; `null` takes the note out.
    body: Option<Text>,
}

pub fn rows(table: Table) -> Table {
    let table = live(table);
    writing(table)
}

fn live(table: Table) -> Table {
    table
        .api(
            Method::GET,
            "/api/v1/processes/{p}/meetings/{m}/room",
            Access::Reader,
            read_room,
            "What is live in the room: the floor, raised hands in the order of their turns, speaking time in \
             milliseconds by group, and what is typed before all\nNone of it is on the record.",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/meetings/{m}/hands",
            Access::Participant,
            raise_hand,
            "Raise one's hand\nThe groups take turns, so that none of them holds the floor.",
        )
        .api(
            Method::DELETE,
            "/api/v1/processes/{p}/meetings/{m}/hands",
            Access::Participant,
            lower_hand,
            "Take one's hand down, or give back the floor",
        )
        .api(
            Method::DELETE,
            "/api/v1/processes/{p}/meetings/{m}/hands/{n}",
            Access::Convener,
            lower_other_hand,
            "Take the hand of the member `{n}` down, or the floor back",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/meetings/{m}/hands/{n}/floor",
            Access::Convener,
            give_floor,
            "Give the floor to the member `{n}`, whose hand is up",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/meetings/{m}/draft",
            Access::Participant,
            show_draft,
            "Show everybody in the room what one types, as a redline\nIt is live only. What shall stand is proposed as a \
             redline of its entry.",
        )
        .api(
            Method::DELETE,
            "/api/v1/processes/{p}/meetings/{m}/draft",
            Access::Participant,
            end_draft,
            "Take what one typed from before all",
        )
}

fn writing(table: Table) -> Table {
    table
        .api(
            Method::POST,
            "/api/v1/processes/{p}/meetings/{m}/notes",
            Access::Member,
            add_note,
            "Write a note into the minutes\nThe convener and the note taker do. Without `item` it belongs to the one under \
             discussion.",
        )
        .api(
            Method::PATCH,
            "/api/v1/processes/{p}/meetings/{m}/notes/{n}",
            Access::Member,
            change_note,
            "Let a note read otherwise, or take it out",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/meetings/{m}/actions",
            Access::Member,
            assign_action,
            "Give a member something to do, by a day or not\n`owner` is the number of the member; `due` a date such as \
             `2017-02-14`. The convener and the note taker do.",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/meetings/{m}/actions/{n}/state",
            Access::Member,
            settle_action,
            "Say what became of an action: done, dropped with a remark, or open again\nIts owner does, the convener and \
             the note taker.",
        )
}

async fn read_room(ask: Ask, At(at): At<AtMeeting>) -> Answer<Thing<Room>> {
    Ok(Thing::plain(
        meetings::room(ask.registry(), &ask.caller, ask.now, &at.p, at.m).await?,
    ))
}

async fn raise_hand(ask: Ask, At(at): At<AtMeeting>) -> Answer<Created<Room>> {
    let room = meetings::raise_hand(ask.registry(), &ask.caller, ask.now, &at.p, at.m).await?;
    Ok(Created::at(format!("{}/room", home(&at.p, at.m)), room))
}

async fn lower_hand(ask: Ask, At(at): At<AtMeeting>) -> Answer<Thing<Room>> {
    Ok(lowered(&ask, &at, None).await?)
}

async fn lower_other_hand(ask: Ask, At(at): At<AtMeetingMember>) -> Answer<Thing<Room>> {
    Ok(lowered(&ask, &at.meeting(), Some(at.n)).await?)
}

async fn lowered(
    ask: &Ask,
    at: &AtMeeting,
    member: Option<MemberNo>,
) -> registry::Result<Thing<Room>> {
    let (registry, caller, which) = (ask.registry(), &ask.caller, (at.m, member));
    let room = meetings::lower_hand(registry, caller, ask.now, &at.p, which).await?;
    Ok(Thing::plain(room))
}

async fn give_floor(ask: Ask, At(at): At<AtMeetingMember>) -> Answer<Thing<Room>> {
    let (registry, caller, which) = (ask.registry(), &ask.caller, (at.m, at.n));
    Ok(Thing::plain(
        meetings::give_floor(registry, caller, ask.now, &at.p, which).await?,
    ))
}

async fn show_draft(
    ask: Ask,
    At(at): At<AtMeeting>,
    Sent(new): Sent<NewDraft>,
) -> Answer<Thing<Room>> {
    Ok(Thing::plain(
        meetings::draft(ask.registry(), &ask.caller, ask.now, &at.p, at.m, new).await?,
    ))
}

async fn end_draft(ask: Ask, At(at): At<AtMeeting>) -> Answer<Thing<Room>> {
    Ok(Thing::plain(
        meetings::end_draft(ask.registry(), &ask.caller, ask.now, &at.p, at.m).await?,
    ))
}

async fn add_note(
    ask: Ask,
    At(at): At<AtMeeting>,
    Sent(new): Sent<NewNote>,
) -> Answer<Created<Meeting>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    let meeting = meetings::add_note(registry, caller, ask.now, &at.p, at.m, new).await?;
    Ok(Created::at(home(&at.p, at.m), meeting))
}

async fn change_note(
    ask: Ask,
    At(at): At<AtMeetingThing>,
    Sent(new): Sent<NewWords>,
) -> Answer<Thing<Meeting>> {
    let (registry, caller, which) = (ask.registry(), &ask.caller, (at.m, at.n));
    Ok(Thing::plain(
        meetings::change_note(registry, caller, ask.now, &at.p, which, new.body).await?,
    ))
}

async fn assign_action(
    ask: Ask,
    At(at): At<AtMeeting>,
    Sent(new): Sent<NewAction>,
) -> Answer<Created<ActionView>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    let action = meetings::assign(registry, caller, ask.now, &at.p, at.m, new).await?;
    Ok(Created::at(home(&at.p, at.m), action))
}

async fn settle_action(
    ask: Ask,
    At(at): At<AtMeetingThing>,
    Sent(new): Sent<NewSettlement>,
) -> Answer<Thing<ActionView>> {
    let (registry, caller, which) = (ask.registry(), &ask.caller, (at.m, at.n));
    Ok(Thing::plain(
        meetings::settle(registry, caller, ask.now, &at.p, which, new).await?,
    ))
}
