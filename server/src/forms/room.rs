//! What is done in the room of a meeting. Every form leads back into it.

use app::{Form, Visit, pages};
use axum::{extract::State, response::Response};
use domain::{
    call::Stated,
    entry::{Localised, NewChanges, NewFolding, NewRedline},
    ids::{EntryNo, MemberNo, WordingNo},
    meeting::{ChosenOption, NewNote},
    reading::Stance,
};
use registry::{Error, meetings, positions, redlines};

use super::{
    reading,
    settle::{again, settle},
};
use crate::{
    at::{At, AtMeeting, AtMeetingThing},
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
    typed::Typed,
};

pub fn rows(table: Table) -> Table {
    table
        .post(
            "/p/{p}/meetings/{m}/room/attendance",
            Access::Member,
            attend,
        )
        .post(
            "/p/{p}/meetings/{m}/room/hands",
            Access::Participant,
            move_hand,
        )
        .post(
            "/p/{p}/meetings/{m}/room/polls/{n}/choice",
            Access::Participant,
            choose_option,
        )
        .post(
            "/p/{p}/meetings/{m}/room/calls/{n}/position",
            Access::Participant,
            take_position,
        )
        .post(
            "/p/{p}/meetings/{m}/room/words",
            Access::Participant,
            put_words,
        )
        .post(
            "/p/{p}/meetings/{m}/room/redlines/{n}/confirmation",
            Access::Participant,
            confirm_redline,
        )
        .post(
            "/p/{p}/meetings/{m}/room/redlines/{n}/folding",
            Access::Participant,
            fold_redline,
        )
        .post("/p/{p}/meetings/{m}/room/notes", Access::Member, add_note)
}

async fn attend(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let present = form.has("present", "yes");
    let (registry, caller) = (&site.registry, &visit.caller);
    let done = meetings::attend(registry, caller, visit.now, &at.p, at.m, present).await;
    back(&site, &visit, &at, form, done).await
}

async fn move_hand(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let (registry, caller, now) = (&site.registry, &visit.caller, visit.now);
    let done = match form.has("up", "yes") {
        true => meetings::raise_hand(registry, caller, now, &at.p, at.m).await,
        false => meetings::lower_hand(registry, caller, now, &at.p, (at.m, None)).await,
    };
    back(&site, &visit, &at, form, done).await
}

async fn choose_option(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeetingThing>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let option: Option<u32> = reading::named(&mut form, "option", "Choose one of the options.");
    let Some(option) = option else {
        return refused(&site, &visit, &at.meeting(), form).await;
    };
    let (registry, caller, option) = (&site.registry, &visit.caller, ChosenOption::Number(option));
    let done = meetings::choose(registry, caller, visit.now, &at.p, (at.m, at.n), &option).await;
    back(&site, &visit, &at.meeting(), form, done).await
}

/// What needs no reason is said in one tap. A refusal leads to the call's own page by its words.
async fn take_position(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeetingThing>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let stance: Option<Stance> = reading::choice(&mut form, "stance", "Choose what you hold.");
    let Some(stance) = stance else {
        return refused(&site, &visit, &at.meeting(), form).await;
    };
    let stated = Stated {
        stance,
        reason: None,
        would_resolve: None,
        quote: None,
    };
    let (registry, caller) = (&site.registry, &visit.caller);
    let done = positions::take(registry, caller, visit.now, &at.p, at.n, stated).await;
    back(&site, &visit, &at.meeting(), form, done).await
}

/// Puts on record what was typed before all: as a redline, and by the pen holder perhaps as the new wording.
async fn put_words(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let (registry, caller, now) = (&site.registry, &visit.caller, visit.now);
    if form.has("discard", "yes") {
        let done = meetings::end_draft(registry, caller, now, &at.p, at.m).await;
        return back(&site, &visit, &at, Form::default(), done).await;
    }
    let entry: Option<EntryNo> = reading::named(&mut form, "entry", "Name an entry.");
    let base: Option<WordingNo> = reading::named(&mut form, "base", "Name a wording.");
    let definition = reading::text(&mut form, "definition", "Write the definition.");
    let rationale = reading::text(&mut form, "rationale", "Say why.");
    let impact = reading::choice(&mut form, "impact", "Choose what changes.");
    let moved_by: Option<MemberNo> = reading::named(&mut form, "moved_by", "Choose who moved it.");
    let (Some(entry), Some(base), Some(definition), Some(rationale), Some(impact), true) = (
        entry,
        base,
        definition,
        rationale,
        impact,
        form.errors.is_empty(),
    ) else {
        return refused(&site, &visit, &at, form).await;
    };
    let new = NewRedline {
        base,
        changes: NewChanges {
            definition: Some(Localised::One(definition)),
            ..NewChanges::default()
        },
        rationale,
        impact,
        moved_by,
        answers_objection: None,
    };
    let proposed = redlines::propose(registry, caller, now, &at.p, &entry.into(), new).await;
    let redline = match proposed {
        Ok(redline) => redline,
        refused => return back(&site, &visit, &at, form, refused).await,
    };
    // What is on record needs not be typed before all any more. The meeting may just have ended.
    let _ = meetings::end_draft(registry, caller, now, &at.p, at.m).await;
    let done = match form.has("fold", "yes") {
        true => {
            let (which, whole) = ((None, redline.number), NewFolding::default());
            redlines::fold(registry, caller, now, &at.p, which, whole).await
        }
        false => Ok(redline),
    };
    // Where it could not be folded, the words are on record all the same: sent again, they would stand there twice.
    back(&site, &visit, &at, Form::default(), done).await
}

async fn confirm_redline(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeetingThing>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let agree = form.has("agree", "yes");
    let (registry, caller, which) = (&site.registry, &visit.caller, (None, at.n));
    let done = redlines::confirm(registry, caller, visit.now, &at.p, which, agree).await;
    back(&site, &visit, &at.meeting(), form, done).await
}

async fn fold_redline(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeetingThing>,
    Typed(form): Typed,
) -> Result<Response, Trouble> {
    let (registry, caller, which) = (&site.registry, &visit.caller, (None, at.n));
    let whole = NewFolding::default();
    let done = redlines::fold(registry, caller, visit.now, &at.p, which, whole).await;
    back(&site, &visit, &at.meeting(), form, done).await
}

async fn add_note(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtMeeting>,
    Typed(mut form): Typed,
) -> Result<Response, Trouble> {
    let body = reading::text(&mut form, "body", "Write the note.");
    let Some(body) = body else {
        return refused(&site, &visit, &at, form).await;
    };
    let new = NewNote { item: None, body };
    let (registry, caller) = (&site.registry, &visit.caller);
    let done = meetings::add_note(registry, caller, visit.now, &at.p, at.m, new).await;
    back(&site, &visit, &at, form, done).await
}

/// Back into the room, or the room with why it was refused and everything that was typed.
pub(super) async fn back<T>(
    site: &Site,
    visit: &Visit,
    at: &AtMeeting,
    form: Form,
    done: Result<T, Error>,
) -> Result<Response, Trouble> {
    let fields = [
        "definition",
        "rationale",
        "moved_by",
        "body",
        "question",
        "options",
        "minutes",
        "statement",
    ];
    let page = |form: Form| pages::room::room(&site.registry, visit, &at.p, at.m, Some(form));
    let done = done.map(|_| format!("/p/{}/meetings/{}/room", at.p, at.m));
    settle(visit, done, form, &fields, page).await
}

pub(super) async fn refused(
    site: &Site,
    visit: &Visit,
    at: &AtMeeting,
    form: Form,
) -> Result<Response, Trouble> {
    let page = pages::room::room(&site.registry, visit, &at.p, at.m, Some(form));
    again(visit, page).await
}
