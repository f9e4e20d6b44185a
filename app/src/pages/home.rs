//! The front page: what this place is, what needs me, and the processes.

use std::collections::HashMap;

use domain::{Moment, Slug, process::State};
use leptos::prelude::*;
use registry::{
    Page as Piece, Registry, Result,
    calls::Waiting,
    meetings::{self, MeetingSummary},
    needs::{self, ActionNeed, AnswerNeed, InterestNeed, MovedNeed, Needs, PenNeed, ReviewNeed},
    processes::{self, ProcessSummary},
};

use super::{meeting::next_line, minutes};
use crate::{
    Page, Visit,
    parts::{counted, empty, remaining, time, waited, when},
};

/// What is less than this far away is soon, in milliseconds.
const SOON: i64 = 48 * 60 * 60 * 1000;

pub async fn home(registry: &Registry, visit: &Visit, cursor: Option<String>) -> Result<Page> {
    let signed_in = visit.caller.user.is_some();
    let listed = processes::list(
        registry,
        &visit.caller,
        &Piece {
            limit: None,
            cursor,
        },
    )
    .await?;
    let meetings = meetings::next(registry, visit.now, &listed.items).await?;
    let needs = needs::needs(registry, &visit.caller, visit.now).await?;
    let may_found = visit.caller.admin || visit.caller.may_convene;
    let now = visit.now;
    Ok(Page::new("Parlance", move || {
        view! {
            <div class="home-lead">
                <h1>"Where stakeholders agree on what words mean."</h1>
                <p>
                    "People with different interests propose, redline and settle definitions. What they agree on "
                    "is published, each definition with the proof of its agreement."
                </p>
            </div>
            {signed_in.then(|| waiting(&needs, now))}
            <section class="part">
                <div class="part-head">
                    <h2>"Processes"</h2>
                    {may_found.then(|| view! { <a href="/processes/new">"Begin a process"</a> })}
                </div>
                {list(listed.items, &meetings, may_found, now)}
                {listed
                    .next
                    .map(|next| view! { <nav class="pagination" aria-label="Pages"><a rel="next" href=format!("/?cursor={next}")>"Older processes"</a></nav> })}
            </section>
        }
        .into_any()
    }))
}

/// What waits for the one who is signed in, what closes first at the top.
fn waiting(needs: &Needs, now: Moment) -> AnyView {
    let items: Vec<AnyView> = needs
        .calls
        .iter()
        .map(|need| position(need, now))
        .chain(needs.answers.iter().map(|need| answer(need, now)))
        .chain(needs.actions.iter().map(|need| action(need, now)))
        .chain(needs.moved.iter().map(|need| moved(need, now)))
        .chain(needs.pens.iter().map(|need| pen(need, now)))
        .chain(needs.reviews.iter().map(|need| review(need, now)))
        .chain(needs.interests.iter().map(|need| interests(need, now)))
        .collect();
    let count = counted(items.len(), "thing", "things");
    let list = if items.is_empty() {
        empty(
            "Nothing waits for you",
            "Calls for your position, redlines on words whose pen you hold, answers to your objections and what meetings gave you to do will stand here.",
        )
    } else {
        view! { <ul class="needs">{items}</ul> }.into_any()
    };
    view! {
        <section class="part">
            <div class="part-head"><h2>"What needs me"</h2> <span class="quiet">{count}</span></div>
            {list}
        </section>
    }
    .into_any()
}

fn position(need: &Waiting, now: Moment) -> AnyView {
    let call = &need.call;
    let href = format!("/p/{}/calls/{}", need.process, call.number);
    let why = format!(
        "Call {} in {}. {} of {} voices heard; yours is not among them.",
        call.number, need.process_title, call.heard, call.units
    );
    let what = view! { "Take a position on " <span class="term">{call.title.clone()}</span> };
    item(href, what.into_any(), closing(call.closes_at, now), why)
}

fn answer(need: &AnswerNeed, now: Moment) -> AnyView {
    let href = format!("/p/{}/calls/{}#objections", need.process, need.call);
    let subject = need
        .term
        .clone()
        .unwrap_or_else(|| format!("call {}", need.call));
    let what =
        view! { "Look at the answer to your objection to " <span class="term">{subject}</span> };
    let why = format!(
        "Call {} in {}. Only you can clear the objection, by a new position.",
        need.call, need.process_title
    );
    item(href, what.into_any(), closing(need.closes_at, now), why)
}

fn action(need: &ActionNeed, now: Moment) -> AnyView {
    let place = format!("/p/{}/meetings/{}/minutes", need.process, need.meeting);
    let href = format!("{place}#action-{}", need.action);
    let body = domain::markdown::plain(&need.body).replace('\n', " ");
    let what = view! { "Do what you said you would: " <span class="term">{body}</span> };
    let left = match need.due {
        Some(day) => {
            let soon = day.is_over(now + SOON);
            view! { <span class="need-left" data-soon=soon>{minutes::due(day, now)}</span> }
                .into_any()
        }
        None => {
            view! { <span class="need-left">"since " {when(need.since, now)}</span> }.into_any()
        }
    };
    let why = format!(
        "Meeting {} of {} gave it to you. Say what became of it in its minutes.",
        need.meeting, need.process_title
    );
    item(href, what.into_any(), left, why)
}

fn moved(need: &MovedNeed, now: Moment) -> AnyView {
    let href = format!(
        "/p/{}/entries/{}#redline-{}",
        need.process, need.slug, need.redline
    );
    let what =
        view! { "Say whether a redline is yours: " <span class="term">{need.term.clone()}</span> };
    let since = view! { <span class="need-left">"since " {when(need.since, now)}</span> };
    let why = format!(
        "{} typed redline {} in {} in your name.",
        need.typed_by, need.redline, need.process_title
    );
    item(href, what.into_any(), since.into_any(), why)
}

fn pen(need: &PenNeed, now: Moment) -> AnyView {
    let href = format!("/p/{}/entries/{}", need.process, need.slug);
    let redlines =
        (need.redlines > 0).then(|| counted(need.redlines as usize, "redline", "redlines"));
    let comments =
        (need.comments > 0).then(|| counted(need.comments as usize, "comment", "comments"));
    let things = [redlines, comments]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" and ");
    let what =
        view! { {format!("Settle {things} on ")} <span class="term">{need.term.clone()}</span> };
    let since = view! { <span class="need-left">"waits for " {waited(need.since, now)}</span> };
    item(
        href,
        what.into_any(),
        since.into_any(),
        format!("You hold the pen of this entry in {}.", need.process_title),
    )
}

fn review(need: &ReviewNeed, now: Moment) -> AnyView {
    let href = format!("/p/{}/reviews/{}#the-whole", need.process, need.review);
    let comments = counted(need.comments as usize, "comment", "comments");
    let what = view! { {format!("Answer {comments} on the review ")} <span class="term">{need.title.clone()}</span> };
    let since = view! { <span class="need-left">"waits for " {waited(need.since, now)}</span> };
    let why = format!(
        "They are on no one entry; you hold the pen of one of those under review in {}.",
        need.process_title
    );
    item(href, what.into_any(), since.into_any(), why)
}

fn interests(need: &InterestNeed, now: Moment) -> AnyView {
    let href = format!("/p/{}/members#interests", need.process);
    let what = format!(
        "Decide on {}",
        counted(
            need.count as usize,
            "wish to take part",
            "wishes to take part"
        )
    );
    let since = view! { <span class="need-left">"since " {when(need.since, now)}</span> };
    item(
        href,
        what.into_any(),
        since.into_any(),
        format!("You convene {}.", need.process_title),
    )
}

fn item(href: String, what: AnyView, left: AnyView, why: String) -> AnyView {
    view! {
        <li>
            <article class="need">
                <h3 class="need-what"><a href=href>{what}</a></h3>
                {left}
                <p class="need-why">{why}</p>
            </article>
        </li>
    }
    .into_any()
}

/// How long a call is still open, and whether that is short.
pub(super) fn closing(at: Moment, now: Moment) -> AnyView {
    let soon = at.millis() - now.millis() < SOON;
    view! {
        <span class="need-left" data-soon=soon>
            {time(at, format!("{} left", remaining(at, now)))}
        </span>
    }
    .into_any()
}

fn list(
    items: Vec<ProcessSummary>,
    meetings: &HashMap<Slug, MeetingSummary>,
    may_found: bool,
    now: Moment,
) -> AnyView {
    if items.is_empty() {
        let words = if may_found {
            view! { "Processes will stand here. " <a href="/processes/new">"Begin the first one"</a> "." }.into_any()
        } else {
            "Processes will stand here once somebody who may convene begins one.".into_any()
        };
        return empty("No processes yet", words);
    }
    let items = items
        .into_iter()
        .map(|process| {
            let meeting = meetings.get(&process.slug);
            let meeting = meeting.map(|it| next_line(it, &process.slug, now));
            card(process, meeting)
        })
        .collect_view();
    view! { <ul class="processes">{items}</ul> }.into_any()
}

fn card(process: ProcessSummary, meeting: Option<AnyView>) -> AnyView {
    let state = match process.state {
        State::Announced => "announced; wishes to take part are welcome",
        State::Open => "open",
        State::Closed => "closed; only reading is left",
    };
    let me = process.me.map(|role| {
        view! { <dt>"You"</dt><dd>{super::role_word(role)}</dd> }
    });
    let open_calls = (process.open_calls > 0).then(|| {
        let calls = counted(process.open_calls as usize, "call", "calls");
        let href = format!("/p/{}/calls", process.slug);
        view! { <dt>"Open"</dt><dd><a href=href>{calls}</a></dd> }
    });
    view! {
        <li>
            <article class="process-card">
                <h3><a href=format!("/p/{}", process.slug)>{process.title}</a></h3>
                <dl class="facts">
                    <dt>"State"</dt>
                    <dd>{state}</dd>
                    <dt>"Entries"</dt>
                    <dd>{process.entries}</dd>
                    <dt>"People"</dt>
                    <dd>{process.members}</dd>
                    {open_calls}
                    {meeting}
                    {me}
                </dl>
            </article>
        </li>
    }
    .into_any()
}
