//! Planning meetings, asking for items, and what is done around a meeting. What is done in its room is elsewhere.

mod plan;

use app::{Form, Visit, pages};
use axum::{extract::State, response::Response};
use domain::{
    Text,
    ids::{EntryNo, MemberNo},
    meeting::{MeetingState, NewSuggestion, NewSuggestionAnswer},
};
use registry::meetings;

use super::{
    reading,
    settle::{self, again, settle, settle_at},
};
use crate::{
    at::{At, AtMeeting, AtMeetingThing, InProcess},
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post("/p/{p}/meetings/new", Access::Convener, plan_meeting)
        .post("/p/{p}/meetings/{m}/edit", Access::Convener, change_meeting)
        .post(
            "/p/{p}/meetings/{m}/suggestions",
            Access::Participant,
            suggest_item,
        )
        .post(
            "/p/{p}/meetings/{m}/suggestions/{n}/answer",
            Access::Convener,
            answer_suggestion,
        )
        .post(
            "/p/{p}/meetings/{m}/note-taker",
            Access::Convener,
            name_note_taker,
        )
        .post("/p/{p}/meetings/{m}/start", Access::Convener, start_meeting)
        .post("/p/{p}/meetings/{m}/end", Access::Convener, end_meeting)
        .post(
            "/p/{p}/meetings/{m}/cancel",
            Access::Convener,
            cancel_meeting,
        )
        .post(
            "/p/{p}/meetings/{m}/attendance",
            Access::Member,
            attend_meeting,
        )
}

async fn plan_meeting(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::meeting::plan(registry, &visit, &at.p, Some(form));
    if plan::wants_rows(&form) {
        return Ok(show::page(&visit, page(form).await?));
    }
    let terms = registry::entries::terms(registry, &visit.caller, visit.now, &at.p).await?;
    let Some(new) = plan::new_meeting(&mut form, &terms) else {
        return again(&visit, page(form)).await;
    };
    let done = meetings::plan(registry, &visit.caller, visit.now, &at.p, new).await;
    let done = done.map(|meeting| format!("/p/{}/meetings/{}", at.p, meeting.summary.number));
    plan::settle(&visit, done, form, page).await
}

async fn change_meeting(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let (registry, caller) = (&site.registry, &visit.caller);
    let page = |form: Form| pages::meeting::change(registry, &visit, &at.p, at.m, Some(form));
    if plan::wants_rows(&form) {
        return Ok(show::page(&visit, page(form).await?));
    }
    let meeting = meetings::find(registry, caller, visit.now, &at.p, at.m).await?;
    let terms = registry::entries::terms(registry, caller, visit.now, &at.p).await?;
    let Some(patch) = plan::patch(&mut form, &terms, &meeting) else {
        return again(&visit, page(form)).await;
    };
    let done = meetings::change(registry, caller, visit.now, &at.p, at.m, patch).await;
    plan::settle(&visit, done.map(|_| here(&at)), form, page).await
}

async fn suggest_item(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::meeting::meeting(registry, &visit, &at.p, at.m, Some(form));
    let title = settle::line(&mut form, "title", "Say what should be discussed.");
    let entry: Option<EntryNo> = reading::named(&mut form, "entry", "Choose the entry.");
    let minutes = reading::named(&mut form, "minutes", plan::MINUTES);
    let reason = reading::text(&mut form, "reason", "Say why.");
    let (Some(title), Some(reason), true) = (title, reason, form.errors.is_empty()) else {
        return again(&visit, page(form)).await;
    };
    let new = NewSuggestion {
        title,
        entry,
        minutes,
        reason,
    };
    let done = meetings::suggest(registry, &visit.caller, visit.now, &at.p, at.m, new).await;
    let done = done.map(|meeting| {
        let last = meeting.suggestions.last();
        let last = last.map_or(0, |it| it.suggested.suggestion.suggestion);
        format!("{}#suggestion-{last}", here(&at))
    });
    // The domain speaks of an agenda where it means the entry or the minutes.
    let places = [("agenda", "minutes"), ("entry", "entry")];
    settle_at(&visit, done, form, &places, page).await
}

async fn answer_suggestion(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeetingThing>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::meeting::meeting(registry, &visit, &at.p, at.m, Some(form));
    let taken = form.has("taken", "yes");
    let reason = match taken {
        true => reading::text_if_any(&mut form, "reason"),
        false => reading::text(&mut form, "reason", "Say why you do not take it."),
    };
    if !form.errors.is_empty() {
        return again(&visit, page(form)).await;
    }
    let answer = NewSuggestionAnswer { taken, reason };
    let which = (at.m, at.n);
    let (caller, now) = (&visit.caller, visit.now);
    let done = meetings::answer_suggestion(registry, caller, now, &at.p, which, answer).await;
    let back = format!("/p/{}/meetings/{}#suggestion-{}", at.p, at.m, at.n);
    settle(&visit, done.map(|_| back), form, &["reason"], page).await
}

async fn name_note_taker(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::meeting::meeting(registry, &visit, &at.p, at.m, Some(form));
    let missing = "Choose who takes the notes.";
    let member: Option<MemberNo> = reading::named(&mut form, "member", missing);
    let Some(member) = member else {
        if form.error("member").is_none() {
            form.refuse(Some("member"), missing);
        }
        return again(&visit, page(form)).await;
    };
    let (caller, now) = (&visit.caller, visit.now);
    let done = meetings::name_note_taker(registry, caller, now, &at.p, at.m, member).await;
    let done = done.map(|_| format!("{}#convening", here(&at)));
    settle(&visit, done, form, &["member"], page).await
}

async fn start_meeting(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    // Who starts it goes on in its room.
    let room = format!("{}/room", here(&at));
    let to = (MeetingState::Running, None);
    set_state(&site, &visit, &at, form, to, room).await
}

async fn end_meeting(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let back = here(&at);
    let to = (MeetingState::Ended, None);
    set_state(&site, &visit, &at, form, to, back).await
}

async fn cancel_meeting(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let Some(reason) = reading::text(&mut form, "reason", "Say why it does not take place.") else {
        let page = pages::meeting::meeting(registry, &visit, &at.p, at.m, Some(form));
        return again(&visit, page).await;
    };
    let back = here(&at);
    let to = (MeetingState::Cancelled, Some(reason));
    set_state(&site, &visit, &at, form, to, back).await
}

async fn set_state(
    site: &Site,
    visit: &Visit,
    at: &AtMeeting,
    form: Form,
    to: (MeetingState, Option<Text>),
    back: String,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::meeting::meeting(registry, visit, &at.p, at.m, Some(form));
    let done = meetings::set_state(registry, &visit.caller, visit.now, &at.p, at.m, to).await;
    settle(visit, done.map(|_| back), form, &["reason"], page).await
}

async fn attend_meeting(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let registry = &site.registry;
    let page = |form: Form| pages::meeting::meeting(registry, &visit, &at.p, at.m, Some(form));
    let present = form.has("present", "yes");
    let (caller, now) = (&visit.caller, visit.now);
    let done = meetings::attend(registry, caller, now, &at.p, at.m, present).await;
    settle(&visit, done.map(|_| here(&at)), form, &[], page).await
}

/// The address of a meeting.
fn here(at: &AtMeeting) -> String {
    format!("/p/{}/meetings/{}", at.p, at.m)
}
