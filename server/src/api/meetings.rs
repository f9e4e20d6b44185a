//! Meetings: planning and holding them.

use axum::http::Method;
use domain::{
    Slug, Text,
    meeting::{
        ChosenOption, ItemNo, MeetingPatch, MeetingState, NewMeeting, NewPoll, NewSuggestion,
        NewSuggestionAnswer,
    },
};
use registry::{
    Listed, Page,
    meetings::{self, Attendance, Attendee, Meeting, MeetingSummary, PollState, PollView},
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{address, input::Holder};
use crate::{
    answer::{Answer, Created, Raw, Thing, ThingOr},
    ask::Ask,
    at::{Asked, At, AtMeeting, AtMeetingOrFile, AtMeetingThing, InProcess},
    calendar::{self, Calendar},
    sent::Sent,
    table::{Access, Table},
};

#[derive(Debug, Deserialize, JsonSchema)]
struct NewState {
    state: MeetingState,
    /// Why it does not take place, where it is cancelled.
    #[serde(default)]
    reason: Option<Text>,
}

#[derive(Debug, Deserialize, JsonSchema)]
struct NewCurrent {
    /// The number of the item on the agenda.
    item: ItemNo,
}

#[derive(Debug, Deserialize, JsonSchema)]
struct Presence {
    present: bool,
}

#[derive(Debug, Deserialize, JsonSchema)]
struct Choice {
    /// The number of the option, counted from 1, or its words.
    option: ChosenOption,
}

#[derive(Debug, Deserialize, JsonSchema)]
struct NewPollState {
    state: PollState,
}

pub fn rows(table: Table) -> Table {
    let table = planning(table);
    holding(table)
}

fn planning(table: Table) -> Table {
    table
        .api(
            Method::GET,
            "/api/v1/processes/{p}/meetings",
            Access::Reader,
            list_meetings,
            "The meetings, the newest planned first",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/meetings",
            Access::Convener,
            plan_meeting,
            "Plan a meeting\n`link`, the address to join from afar, is shown to members and is not on the record. Times \
             are RFC 3339, `minutes` are whole minutes, 1 to 600 for an item.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/meetings/{m}",
            Access::Reader,
            read_meeting,
            "One meeting: agenda, who is here by group, straw polls, notes, actions, and how far its minutes are\n`{m}.ics` is it as \
             a calendar file. Its `UID` stays whatever changes of it, and `SEQUENCE` grows with each change of its plan. \
             Members find where to join in it. It is at `/p/{p}/meetings/{m}.ics` too.",
        )
        .api(
            Method::PATCH,
            "/api/v1/processes/{p}/meetings/{m}",
            Access::Convener,
            change_meeting,
            "Change a meeting that has not ended\nWhat is left out stays. An `agenda` is given as a whole: an item that \
             stays carries its `number`, and one that was discussed has to stay.",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/meetings/{m}/suggestions",
            Access::Participant,
            suggest_item,
            "Ask for an item on the agenda, until the time that was set for it",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/meetings/{m}/suggestions/{n}/answer",
            Access::Convener,
            answer_suggestion,
            "Put a suggested item at the end of the agenda, or say why not",
        )
}

fn holding(table: Table) -> Table {
    table
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/meetings/{m}/state",
            Access::Convener,
            set_meeting_state,
            "Start or end a meeting, or cancel it with the reason\nOne meeting of a process runs at a time. Ending it \
             closes an open straw poll.",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/meetings/{m}/current",
            Access::Convener,
            open_item,
            "Put an item of the agenda under discussion",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/meetings/{m}/note-taker",
            Access::Convener,
            name_note_taker,
            "Name who takes the notes",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/meetings/{m}/attendance",
            Access::Member,
            attend_meeting,
            "Check in or out, for oneself\nFrom an hour before the meeting begins; its end checks everybody out.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/meetings/{m}/attendance",
            Access::Reader,
            list_attendees,
            "Who is there, and who was and left",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/meetings/{m}/polls",
            Access::Convener,
            open_poll,
            "Open a straw poll\nIt binds nobody and is no call. Without `options` it takes the temperature in support, \
             accept, concern and object. One is open at a time.",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/meetings/{m}/polls/{n}/choice",
            Access::Participant,
            choose_option,
            "Choose an option of an open straw poll; the newest choice counts\nChoices are private: only their totals \
             are ever shown, once the poll is closed.",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/meetings/{m}/polls/{n}/state",
            Access::Convener,
            close_poll,
            "Close a straw poll; its totals are seen from then on",
        )
}

async fn list_meetings(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<MeetingSummary>>> {
    Ok(Thing::plain(
        meetings::list(ask.registry(), &ask.caller, ask.now, &at.p, &page).await?,
    ))
}

async fn plan_meeting(
    ask: Ask,
    At(at): At<InProcess>,
    Sent(new): Sent<NewMeeting>,
) -> Answer<Created<Meeting>> {
    let meeting = meetings::plan(ask.registry(), &ask.caller, ask.now, &at.p, new).await?;
    Ok(Created::at(home(&at.p, meeting.summary.number), meeting))
}

async fn read_meeting(ask: Ask, At(at): At<AtMeetingOrFile>) -> Answer<ThingOr<Meeting, Calendar>> {
    let (number, file) = calendar::named(&at.m)?;
    if file {
        let file = calendar::one(&ask, &at.p, number).await?;
        return Ok(ThingOr::Raw(Raw::new(file)));
    }
    let meeting = meetings::find(ask.registry(), &ask.caller, ask.now, &at.p, number).await?;
    Ok(ThingOr::Thing(Thing::plain(meeting)))
}

async fn change_meeting(
    ask: Ask,
    At(at): At<AtMeeting>,
    Sent(patch): Sent<MeetingPatch>,
) -> Answer<Thing<Meeting>> {
    Ok(Thing::plain(
        meetings::change(ask.registry(), &ask.caller, ask.now, &at.p, at.m, patch).await?,
    ))
}

async fn suggest_item(
    ask: Ask,
    At(at): At<AtMeeting>,
    Sent(new): Sent<NewSuggestion>,
) -> Answer<Created<Meeting>> {
    let meeting = meetings::suggest(ask.registry(), &ask.caller, ask.now, &at.p, at.m, new).await?;
    Ok(Created::at(home(&at.p, at.m), meeting))
}

async fn answer_suggestion(
    ask: Ask,
    At(at): At<AtMeetingThing>,
    Sent(answer): Sent<NewSuggestionAnswer>,
) -> Answer<Thing<Meeting>> {
    let (registry, caller, which) = (ask.registry(), &ask.caller, (at.m, at.n));
    let meeting = meetings::answer_suggestion(registry, caller, ask.now, &at.p, which, answer);
    Ok(Thing::plain(meeting.await?))
}

async fn set_meeting_state(
    ask: Ask,
    At(at): At<AtMeeting>,
    Sent(new): Sent<NewState>,
) -> Answer<Thing<Meeting>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    let state = (new.state, new.reason);
    Ok(Thing::plain(
        meetings::set_state(registry, caller, ask.now, &at.p, at.m, state).await?,
    ))
}

async fn open_item(
    ask: Ask,
    At(at): At<AtMeeting>,
    Sent(new): Sent<NewCurrent>,
) -> Answer<Thing<Meeting>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    Ok(Thing::plain(
        meetings::open_item(registry, caller, ask.now, &at.p, at.m, new.item).await?,
    ))
}

async fn name_note_taker(
    ask: Ask,
    At(at): At<AtMeeting>,
    Sent(body): Sent<Holder>,
) -> Answer<Thing<Meeting>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    Ok(Thing::plain(
        meetings::name_note_taker(registry, caller, ask.now, &at.p, at.m, body.member).await?,
    ))
}

async fn attend_meeting(
    ask: Ask,
    At(at): At<AtMeeting>,
    Sent(body): Sent<Presence>,
) -> Answer<Thing<Attendance>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    Ok(Thing::plain(
        meetings::attend(registry, caller, ask.now, &at.p, at.m, body.present).await?,
    ))
}

async fn list_attendees(
    ask: Ask,
    At(at): At<AtMeeting>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<Attendee>>> {
    Ok(Thing::plain(
        meetings::attendees(ask.registry(), &ask.caller, ask.now, &at.p, at.m, &page).await?,
    ))
}

async fn open_poll(
    ask: Ask,
    At(at): At<AtMeeting>,
    Sent(new): Sent<NewPoll>,
) -> Answer<Created<PollView>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    let poll = meetings::open_poll(registry, caller, ask.now, &at.p, at.m, new).await?;
    Ok(Created::at(home(&at.p, at.m), poll))
}

async fn choose_option(
    ask: Ask,
    At(at): At<AtMeetingThing>,
    Sent(body): Sent<Choice>,
) -> Answer<Thing<PollView>> {
    let (registry, caller, which) = (ask.registry(), &ask.caller, (at.m, at.n));
    Ok(Thing::plain(
        meetings::choose(registry, caller, ask.now, &at.p, which, &body.option).await?,
    ))
}

async fn close_poll(
    ask: Ask,
    At(at): At<AtMeetingThing>,
    Sent(body): Sent<NewPollState>,
) -> Answer<Thing<PollView>> {
    let (registry, caller, which) = (ask.registry(), &ask.caller, (at.m, at.n));
    if body.state == PollState::Open {
        return Err(registry::Error::from(domain::meeting::MeetingFault::PollClosed).into());
    }
    Ok(Thing::plain(
        meetings::close_poll(registry, caller, ask.now, &at.p, which).await?,
    ))
}

pub(super) fn home(process: &Slug, meeting: u32) -> String {
    format!("{}/meetings/{meeting}", address(process))
}
