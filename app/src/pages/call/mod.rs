//! A call for consensus: its question, where it stands, everybody's position and what came of it.

mod aloud;
mod convening;
mod course;
mod ending;
mod objections;
mod position;
mod roll;
mod roll_page;
mod rounds;
mod subject;
mod voice;

pub use aloud::aloud;
pub use roll_page::roll;
pub use voice::voice;

pub(super) use convening::{nudge, typed_time};

use std::sync::Arc;

use domain::{
    Moment, Slug,
    call::{CallState, Subject},
    figures::PositionsOverTime,
    ids::{CallNo, EntryNo},
    process::Role,
    redline::Fields,
};
use leptos::prelude::*;
use registry::{
    Registry, Result,
    calls::{self, Call, Rounds},
    entries, figures, meetings,
    names::Names,
    overview,
    processes::{self, Process},
    wordings::{self, Wording},
};

use crate::{
    Form, Page, Visit,
    parts::{
        counted, crumbs, day, error_summary, impact, left, notice, readings, rule_words, tally_bar,
        tally_counts, tally_table, until, when,
    },
};

/// A call with what is needed to show it to one reader.
struct Sheet {
    process: Process,
    call: Call,
    names: Arc<Names>,
    /// How its positions came about.
    course: PositionsOverTime,
    /// The words it asks about, where it asks about words.
    wording: Option<Wording>,
    /// The title of the meeting whose minutes it asks about.
    meeting: Option<String>,
    /// How the words fared in the calls before.
    rounds: Option<Rounds>,
    /// What changed since the wording that the reader's earlier position was held on.
    since: Option<Fields>,
    home: String,
    now: Moment,
}

pub async fn call(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    number: CallNo,
    sent: Option<Form>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let call = calls::find(registry, caller, now, slug, number).await?;
    let wording = match &call.subject {
        Subject::Wording { entry, wording } => {
            Some(wordings::find(registry, caller, now, slug, &(*entry).into(), *wording).await?)
        }
        Subject::Retirement { entry, .. } => Some(
            entries::find(registry, caller, now, slug, &EntryNo::into(*entry))
                .await?
                .wording,
        ),
        _ => None,
    };
    let meeting = match &call.subject {
        Subject::Minutes { meeting } => {
            let found = meetings::find(registry, caller, now, slug, *meeting).await?;
            Some(found.summary.title)
        }
        _ => None,
    };
    let earlier = call
        .me
        .as_ref()
        .and_then(|me| me.earlier.as_ref())
        .and_then(|earlier| earlier.wording);
    let since = match (&call.subject, earlier) {
        (Subject::Wording { entry, wording }, Some(before)) if before != *wording => {
            let between = (before, *wording);
            Some(
                wordings::compare(registry, caller, now, slug, &(*entry).into(), between)
                    .await?
                    .fields,
            )
        }
        _ => None,
    };
    let rounds = match &call.subject {
        Subject::Wording { .. } => Some(calls::rounds(registry, caller, now, slug, &call).await?),
        _ => None,
    };
    let names = overview::names(registry, caller, now, slug).await?;
    let course = figures::positions(registry, caller, now, slug, number).await?;
    let home = format!("/p/{slug}");
    let sheet = Sheet {
        process: process.clone(),
        call,
        names,
        course,
        wording,
        meeting,
        rounds,
        since,
        home,
        now,
    };
    let title = format!("Call {number}: {}", sheet.call.title);
    Ok(Page::new(title, move || page(&sheet, sent.as_ref()))
        .at(process, "Calls")
        .live_at(format!("/p/{slug}/calls/{number}")))
}

fn page(sheet: &Sheet, sent: Option<&Form>) -> AnyView {
    let call = &sheet.call;
    let way = [
        ("Calls".to_owned(), format!("{}/calls", sheet.home)),
        (format!("Call {}", call.number), sheet.here()),
    ];
    let act = sheet
        .may_take_position()
        .then(|| view! { <a class="button" href="#position">"Take a position"</a> });
    view! {
        {sent.and_then(error_summary)}
        {crumbs(way)}
        <div class="page-head"><h1>{subject::question(sheet)}</h1>{act}</div>
        <div class="columns">
            <div>
                <div id="state" data-live="">{state(sheet)}{ending::outcome(sheet)}</div>
                <div id="subject" data-live="">{subject::subject(sheet)}</div>
                {position::position(sheet, sent)}
                <div id="standing" data-live="">{standing(sheet)}{course::course(sheet)}</div>
                {rounds::rounds(sheet)}
                <div id="objections" data-live="">{objections::objections(sheet, sent)}</div>
                <div id="roll" data-live="">{roll::roll(sheet)}</div>
                {ending::after(sheet, sent)}
                {convening::convening(sheet, sent)}
            </div>
            <aside class="beside">
                <div id="readings" data-live="">{reading(sheet)}</div>
                {facts(sheet)}
                {rule(sheet)}
            </aside>
        </div>
    }
    .into_any()
}

impl Sheet {
    fn here(&self) -> String {
        format!("{}/calls/{}", self.home, self.call.number)
    }

    fn may_take_position(&self) -> bool {
        self.call.state == CallState::Open
            && self.is_participant()
            && self.call.me.as_ref().is_some_and(|me| me.eligible)
    }

    fn is_participant(&self) -> bool {
        self.process
            .me
            .as_ref()
            .is_some_and(|me| me.role == Role::Participant)
    }

    fn is_convener(&self) -> bool {
        self.process
            .me
            .as_ref()
            .is_some_and(|me| me.role == Role::Convener)
    }

    /// Whether nobody may see yet what others hold.
    fn is_hidden(&self) -> bool {
        self.call.blind
            && self.call.readings.is_none()
            && matches!(self.call.state, CallState::Open)
    }
}

/// What state it is in, and what its clock says.
fn state(sheet: &Sheet) -> AnyView {
    let (call, now) = (&sheet.call, sheet.now);
    let (value, word) = state_words(call.state);
    let on = match &call.subject {
        Subject::Wording { wording, .. } => format!(" on wording {wording}"),
        _ => String::new(),
    };
    let clock = match call.state {
        CallState::Scheduled => view! { <span>"Opens " {when(call.opens_at, now)} ", closes " {until(call.closes_at, now)}</span> }.into_any(),
        CallState::Open => view! { <span>"Closes in " {left(call.closes_at, now)}</span> }.into_any(),
        CallState::Closed => final_at(call, now, "Final "),
        CallState::Contested => final_at(call, now, "Contested. Without that final "),
        CallState::Final => final_at(call, now, "Final since "),
        CallState::Superseded | CallState::Withdrawn => ().into_any(),
    };
    let by = call.superseded_by.map(|by| {
        view! { <p>"Answered by " <a href=format!("{}/calls/{by}", sheet.home)>{format!("call {by}")}</a> "."</p> }
    });
    let of = call.answers.map(|of| {
        view! { <p>"It answers the contest of " <a href=format!("{}/calls/{of}", sheet.home)>{format!("call {of}")}</a> "."</p> }
    });
    let blind = sheet.is_hidden().then(|| {
        notice(
            "warning",
            "This call is blind",
            "Until it closes nobody sees more than the own position and who is silent.",
        )
    });
    view! {
        <div class="call-state" data-state=value>
            <p><span class="call-state-word">{word}</span>{format!("{on}, under the rule “{}”", call.rule.name)}</p>
            <p class="call-clock">{clock}</p>
        </div>
        {by}
        {of}
        {call.reason.clone().map(|reason| view! { <p>"Withdrawn: " {reason}</p> })}
        {blind}
    }
    .into_any()
}

fn final_at(call: &Call, now: Moment, words: &'static str) -> AnyView {
    match call.final_at {
        Some(at) => view! { <span>{words} {when(at, now)}</span> }.into_any(),
        None => ().into_any(),
    }
}

/// The value of a state in markup, and its word.
pub(super) const fn state_words(state: CallState) -> (&'static str, &'static str) {
    match state {
        CallState::Scheduled => ("scheduled", "Scheduled"),
        CallState::Open => ("open", "Open"),
        CallState::Closed => ("closed", "Closed"),
        CallState::Contested => ("contested", "Contested"),
        CallState::Final => ("final", "Final"),
        CallState::Superseded => ("superseded", "Superseded"),
        CallState::Withdrawn => ("withdrawn", "Withdrawn"),
    }
}

/// The tally as a picture, in words and as a table.
fn standing(sheet: &Sheet) -> AnyView {
    let call = &sheet.call;
    let Some(tally) = &call.tally else {
        return if sheet.is_hidden() {
            silent_ones(sheet)
        } else {
            ().into_any()
        };
    };
    let heard = crate::parts::heard(tally.all.cast, tally.all.eligible, call.rule.unit);
    let left: Vec<_> = call
        .left
        .iter()
        .map(|group| sheet.names.group(group))
        .collect();
    let left = (!left.is_empty()).then(|| {
        view! { <p class="call-left">{format!("While the call was open, members left of: {}.", left.join(", "))}</p> }
    });
    view! {
        <section class="part">
            <div class="part-head"><h2>"Where it stands"</h2></div>
            <p class="tally-heard">{heard}</p>
            {tally_bar(&tally.all)}
            {tally_counts(&tally.all)}
            {tally_table(tally, sheet.names.groups())}
            {left}
        </section>
    }
    .into_any()
}

/// All that a blind call shows while it is open: who is silent.
fn silent_ones(sheet: &Sheet) -> AnyView {
    let silent = &sheet.call.silent;
    let all = (silent.len() > roll::WHOLE).then(|| {
        let words = format!("All {} who are silent", silent.len());
        view! { <p><a href=format!("{}/roll?holds=silent", sheet.here())>{words}</a></p> }
    });
    let items = silent
        .iter()
        .take(roll::WHOLE)
        .map(|unit| view! { <li class="stance" data-stance="silent">{format!("{} ({}) silent", unit.name, unit.group_name)}</li> })
        .collect_view();
    let none = sheet
        .call
        .silent
        .is_empty()
        .then(|| view! { <p>"Nobody is silent any more."</p> });
    view! {
        <section class="part">
            <div class="part-head"><h2>"Where it stands"</h2></div>
            {none}
            <ul class="standing-groups">{items}</ul>
            {all}
        </section>
    }
    .into_any()
}

fn reading(sheet: &Sheet) -> Option<AnyView> {
    let told = sheet.call.readings.as_ref()?;
    Some(
        view! { <section><h2>"Readings"</h2>{readings(told, &sheet.call.rule.name)}</section> }
            .into_any(),
    )
}

fn rule(sheet: &Sheet) -> AnyView {
    let lead = format!("“{}”, fixed when the call opened:", sheet.call.rule.name);
    view! {
        <section><h2>"The rule"</h2>{rule_words(lead.into_any(), &sheet.call.rule_words, None, false)}</section>
    }
    .into_any()
}

fn facts(sheet: &Sheet) -> AnyView {
    let (call, now) = (&sheet.call, sheet.now);
    let extended = call
        .extensions
        .iter()
        .map(|extension| {
            view! { <dt>"Extended"</dt><dd>{day(extension.at)} " to " {until(extension.closes_at, now)} ": " {extension.reason.to_string()}</dd> }
        })
        .collect_view();
    let closed = match call.closed_at {
        Some(at) => view! { <dt>"Closed"</dt><dd>{when(at, now)} {call.early.then_some(", before its time")}</dd> }.into_any(),
        None => view! { <dt>"Closes"</dt><dd>{until(call.closes_at, now)}</dd> }.into_any(),
    };
    let silence = match call.silence {
        domain::rule::Silence::Assent => "assent, if nobody says otherwise",
        domain::rule::Silence::Abstain => "not agreement",
    };
    let eligible = call.tally.as_ref().map(|tally| {
        view! { <dt>"Eligible"</dt><dd>{counted(tally.all.eligible as usize, "voice", "voices")}</dd> }
    });
    view! {
        <section>
            <h2>"The call"</h2>
            <dl class="facts">
                <dt>"Opened"</dt>
                <dd>{call.opened_at.map_or_else(|| "not yet".into_any(), |at| when(at, now))}</dd>
                {extended}
                {closed}
                {eligible}
                {call.impact.map(|grade| view! { <dt>"Impact"</dt><dd>{impact(grade)}</dd> })}
                <dt>"Silence is"</dt>
                <dd>{silence}</dd>
                <dt>"Blind"</dt>
                <dd>{if call.blind { "yes: positions were sealed until it closed" } else { "no" }}</dd>
            </dl>
        </section>
    }
    .into_any()
}
