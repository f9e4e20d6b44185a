//! What the convener does in the room of a meeting. It starts and stops, and decides nothing.

use app::Visit;
use axum::{extract::State, response::Response};
use domain::{
    Title,
    call::{NewCall, Subject},
    ids::{EntryNo, WordingNo},
    meeting::{ItemNo, MeetingState, NewPoll},
};
use registry::{calls, meetings};

use super::{
    reading,
    room::{back, refused},
    settle::line,
};
use crate::{
    at::{At, AtMeeting, AtMeetingMember, AtMeetingThing},
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

/// The longest that a call opened in a room is open, in minutes; others are made on their own page.
const CALL_MINUTES: std::ops::RangeInclusive<i64> = 1..=10_080;

pub fn rows(table: Table) -> Table {
    table
        .post(
            "/p/{p}/meetings/{m}/room/state",
            Access::Convener,
            set_state,
        )
        .post(
            "/p/{p}/meetings/{m}/room/current",
            Access::Convener,
            open_item,
        )
        .post(
            "/p/{p}/meetings/{m}/room/hands/{n}/floor",
            Access::Convener,
            give_floor,
        )
        .post(
            "/p/{p}/meetings/{m}/room/hands/{n}/lowering",
            Access::Convener,
            lower_hand,
        )
        .post(
            "/p/{p}/meetings/{m}/room/polls",
            Access::Convener,
            open_poll,
        )
        .post(
            "/p/{p}/meetings/{m}/room/polls/{n}/closing",
            Access::Convener,
            close_poll,
        )
        .post(
            "/p/{p}/meetings/{m}/room/calls",
            Access::Convener,
            open_call,
        )
        .post(
            "/p/{p}/meetings/{m}/room/calls/{n}/closure",
            Access::Convener,
            close_call,
        )
}

async fn set_state(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let state: Option<MeetingState> = reading::choice(&mut form, "state", "Start it or end it.");
    let Some(state) = state else {
        return refused(&site, &visit, &at, form).await;
    };
    let (registry, caller) = (&site.registry, &visit.caller);
    let done = meetings::set_state(registry, caller, visit.now, &at.p, at.m, (state, None)).await;
    back(&site, &visit, &at, form, done).await
}

async fn open_item(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let item: Option<ItemNo> = reading::named(&mut form, "item", "Choose an item of the agenda.");
    let Some(item) = item else {
        return refused(&site, &visit, &at, form).await;
    };
    let (registry, caller) = (&site.registry, &visit.caller);
    let done = meetings::open_item(registry, caller, visit.now, &at.p, at.m, item).await;
    back(&site, &visit, &at, form, done).await
}

async fn give_floor(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeetingMember>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let (registry, caller) = (&site.registry, &visit.caller);
    let done = meetings::give_floor(registry, caller, visit.now, &at.p, (at.m, at.n)).await;
    back(&site, &visit, &at.meeting(), form, done).await
}

async fn lower_hand(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeetingMember>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let (registry, caller, which) = (&site.registry, &visit.caller, (at.m, Some(at.n)));
    let done = meetings::lower_hand(registry, caller, visit.now, &at.p, which).await;
    back(&site, &visit, &at.meeting(), form, done).await
}

async fn open_poll(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let question = line(&mut form, "question", "Write the question.");
    let typed = form.value("options").to_owned();
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    let options: Result<Vec<Title>, _> = lines.map(Title::parse).collect();
    let options = options
        .map_err(|refusal| form.refuse(Some("options"), refusal))
        .ok();
    let (Some(question), Some(options)) = (question, options) else {
        return refused(&site, &visit, &at, form).await;
    };
    let new = NewPoll {
        question,
        options,
        item: None,
    };
    let (registry, caller) = (&site.registry, &visit.caller);
    let done = meetings::open_poll(registry, caller, visit.now, &at.p, at.m, new).await;
    back(&site, &visit, &at, form, done).await
}

async fn close_poll(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeetingThing>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let (registry, caller) = (&site.registry, &visit.caller);
    let done = meetings::close_poll(registry, caller, visit.now, &at.p, (at.m, at.n)).await;
    back(&site, &visit, &at.meeting(), form, done).await
}

async fn open_call(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let entry: Option<EntryNo> = reading::named(&mut form, "entry", "Name an entry.");
    let wording: Option<WordingNo> = reading::named(&mut form, "wording", "Name a wording.");
    let minutes: Option<i64> = reading::named(&mut form, "minutes", "Write whole minutes.");
    let minutes = minutes.filter(|minutes| CALL_MINUTES.contains(minutes));
    if minutes.is_none() && form.error("minutes").is_none() {
        form.refuse(
            Some("minutes"),
            "Let the call be open between 1 minute and 7 days; a longer one is made on its own page.",
        );
    }
    let (Some(entry), Some(wording), Some(minutes)) = (entry, wording, minutes) else {
        return refused(&site, &visit, &at, form).await;
    };
    let new = NewCall {
        subject: Subject::Wording { entry, wording },
        opens_at: None,
        closes_at: visit.now + minutes * 60_000,
        blind: form.has("blind", "yes"),
        silence: None,
        answers: None,
    };
    let done = calls::make(&site.registry, &visit.caller, visit.now, &at.p, new).await;
    back(&site, &visit, &at, form, done).await
}

async fn close_call(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeetingThing>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    // Afterwards the clock closes it.
    let early = "Say why the call closes before its time.";
    let Some(statement) = reading::text(&mut form, "statement", early) else {
        return refused(&site, &visit, &at.meeting(), form).await;
    };
    let (registry, caller) = (&site.registry, &visit.caller);
    let done = calls::close(registry, caller, visit.now, &at.p, at.n, Some(statement)).await;
    back(&site, &visit, &at.meeting(), form, done).await
}
