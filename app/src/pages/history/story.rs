//! What happened to an entry, as sentences in the order of time.

use domain::{
    Moment,
    call::Subject,
    entry::{EntryStatus, RedlineState},
    reading::Verdict,
};
use leptos::prelude::*;
use registry::{
    calls::CallSummary, entries::PenPassed, names::Person, redlines::Redline, wordings::Step,
};

use super::Told;
use crate::parts;

/// One thing that happened.
#[derive(Debug, Clone, Copy)]
pub enum Happening<'a> {
    Worded(&'a Step),
    Left(&'a Redline),
    PenPassed(&'a PenPassed),
    CallOpened(&'a CallSummary),
    CallClosed(&'a CallSummary),
    CallFinal(&'a CallSummary),
    EntryWithdrawn,
}

/// Everything that happened, oldest first.
pub(super) fn happenings(told: &Told) -> Vec<Happening<'_>> {
    let mut all: Vec<(Moment, Happening<'_>)> = Vec::new();
    all.extend(
        told.steps
            .iter()
            .map(|step| (step.wording.at, Happening::Worded(step))),
    );
    all.extend(
        told.deeds
            .pens
            .iter()
            .map(|pen| (pen.at, Happening::PenPassed(pen))),
    );
    for redline in &told.redlines {
        let left = matches!(
            redline.state,
            RedlineState::Refused | RedlineState::Withdrawn
        );
        if let Some(at) = redline.settled_at.filter(|_| left) {
            all.push((at, Happening::Left(redline)));
        }
    }
    for call in &told.calls {
        use domain::call::CallState::{Final, Scheduled, Withdrawn};
        if !matches!(call.state, Scheduled | Withdrawn) {
            all.push((call.opens_at, Happening::CallOpened(call)));
        }
        if let Some(at) = call.closed_at {
            all.push((at, Happening::CallClosed(call)));
        }
        // Where there is no time to contest, it is final as it closes, and that is told with the closing.
        let later = call.final_at.filter(|at| Some(*at) != call.closed_at);
        if let Some(at) = later.filter(|_| call.state == Final) {
            all.push((at, Happening::CallFinal(call)));
        }
    }
    if told.entry.status == EntryStatus::Withdrawn {
        all.push((told.entry.since, Happening::EntryWithdrawn));
    }
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, happening)| happening).collect()
}

pub(super) fn item(happening: &Happening<'_>, told: &Told, now: Moment) -> AnyView {
    match happening {
        Happening::Worded(step) => worded(step, told, now),
        Happening::Left(redline) => left(redline, told, now),
        Happening::PenPassed(pen) => {
            let what = format!(
                "{} gave the pen to {}.",
                full_name(&pen.by),
                full_name(&pen.to)
            );
            plain(pen.at, now, None, what.into_any())
        }
        Happening::CallOpened(call) => {
            let what = view! { {call_link(call, told)} {format!(" opened on {}.", subject(call))} };
            plain(call.opens_at, now, None, what.into_any())
        }
        Happening::CallClosed(call) => closed(call, told, now),
        Happening::CallFinal(call) => {
            let what = if call.result == Some(Verdict::Reached) {
                format!(" became final: {}.", settled(call))
            } else {
                " became final without agreement.".to_owned()
            };
            let mark = (call.result == Some(Verdict::Reached)).then_some("agreed");
            let at = call.final_at.unwrap_or(call.closes_at);
            plain(
                at,
                now,
                mark,
                view! { {call_link(call, told)} {what} }.into_any(),
            )
        }
        Happening::EntryWithdrawn => {
            let why = told
                .entry
                .reason
                .as_ref()
                .map(|why| format!(": {why}"))
                .unwrap_or(".".to_owned());
            let what = format!(
                "{} took the entry back{why}",
                full_name(&told.entry.proposed_by)
            );
            plain(told.entry.since, now, None, what.into_any())
        }
    }
}

/// "Ada Brandt (Brandt Kettles, Makers)".
pub(super) fn full_name(person: &Person) -> String {
    let organisation = person
        .organisation
        .as_ref()
        .map(|organisation| &organisation.name);
    let known: Vec<&str> = organisation
        .into_iter()
        .chain(&person.group_name)
        .map(String::as_str)
        .collect();
    if known.is_empty() {
        person.name.clone()
    } else {
        format!("{} ({})", person.name, known.join(", "))
    }
}

fn plain(at: Moment, now: Moment, mark: Option<&'static str>, what: AnyView) -> AnyView {
    view! {
        <li data-mark=mark>
            {parts::when(at, now)}
            <p class="timeline-what">{what}</p>
        </li>
    }
    .into_any()
}

fn worded(step: &Step, told: &Told, now: Moment) -> AnyView {
    let wording = &step.wording;
    let Some(authoritative) = told.process.languages.first() else {
        return ().into_any();
    };
    let number = view! { <b>{format!("Wording {}. ", wording.number)}</b> };
    let folder = full_name(&wording.author);
    let (what, words) = match wording.redline {
        Some(redline) => {
            let author = told.redlines.iter().find(|other| other.number == redline);
            let author = author.map(|redline| &redline.author);
            let whose = author
                .filter(|author| author.number != wording.by)
                .map_or(", their own".to_owned(), |author| {
                    format!(" by {}", full_name(author))
                });
            let what = view! { {folder} " folded in " {redline_link(redline, told)} {whose} "." };
            (
                what.into_any(),
                parts::redline_parts(&step.fields, authoritative),
            )
        }
        None => {
            let definition = wording.content.definition.get(authoritative);
            let text = definition
                .map(|text| domain::markdown::plain(text))
                .unwrap_or_default();
            let lang = authoritative.to_string();
            let words = view! { <p class="redline-text" lang=lang dir=parts::direction(authoritative)>{text}</p> };
            (
                format!("{folder} proposed the entry.").into_any(),
                words.into_any(),
            )
        }
    };
    let agreed = (told.entry.agreed_wording == Some(wording.number)).then_some("agreed");
    view! {
        <li id=format!("wording-{}", wording.number) data-mark=agreed>
            {parts::when(wording.at, now)}
            <p class="timeline-what">{number} {what}</p>
            {words}
            {reason("Why: ", wording.rationale.as_deref())}
        </li>
    }
    .into_any()
}

/// A redline that was refused or withdrawn: what it wanted, why, and why not.
fn left(redline: &Redline, told: &Told, now: Moment) -> AnyView {
    let Some(authoritative) = told.process.languages.first() else {
        return ().into_any();
    };
    let author = full_name(&redline.author);
    let link = redline_link(redline.number, told);
    let refused = redline.state == RedlineState::Refused;
    let what = if refused {
        let by = told.deeds.refused_by.get(&redline.number);
        let by = by.map_or("The pen holder".to_owned(), full_name);
        view! { {by} " refused " {link} {format!(" by {author}.")} }.into_any()
    } else {
        view! { {author} " withdrew " {link} "." }.into_any()
    };
    let some = (!redline.folded_parts.is_empty()).then(|| {
        let names: Vec<String> = redline.folded_parts.iter().map(parts::part_name).collect();
        let words = format!("Folded in before: {}.", parts::enumerated(&names));
        view! { <p class="quiet">{words}</p> }
    });
    let why_not = if refused {
        "Why not: "
    } else {
        "Why it was withdrawn: "
    };
    view! {
        <li id=format!("left-{}", redline.number)>
            {parts::when(redline.settled_at.unwrap_or(redline.at), now)}
            <p class="timeline-what">{what}</p>
            {parts::redline_parts(&redline.fields, authoritative)}
            {some}
            {reason("Why: ", Some(&redline.rationale))}
            {reason(why_not, redline.reason.as_deref())}
        </li>
    }
    .into_any()
}

fn closed(call: &CallSummary, told: &Told, now: Moment) -> AnyView {
    use domain::call::CallState::Final;
    let reached = call.result == Some(Verdict::Reached);
    let at_once = call.state == Final && call.final_at == call.closed_at;
    let outcome = match (reached, at_once) {
        (true, true) => format!("agreement was reached: {}", settled(call)),
        (true, false) => "agreement was reached".to_owned(),
        (false, _) => "agreement was not reached".to_owned(),
    };
    let heard = format!("{} of {} were heard", call.heard, call.units);
    let mark = (reached && at_once).then_some("agreed");
    let what = view! { {call_link(call, told)} {format!(" closed; {heard}, and {outcome}.")} };
    plain(
        call.closed_at.unwrap_or(call.closes_at),
        now,
        mark,
        what.into_any(),
    )
}

fn subject(call: &CallSummary) -> String {
    match &call.subject {
        Subject::Wording { wording, .. } => format!("wording {wording}"),
        Subject::Retirement { .. } => "retiring the entry".to_owned(),
        _ => call.title.clone(),
    }
}

fn settled(call: &CallSummary) -> String {
    match &call.subject {
        Subject::Wording { wording, .. } => format!("wording {wording} is agreed"),
        Subject::Retirement { .. } => "the entry is retired".to_owned(),
        _ => "it is agreed".to_owned(),
    }
}

fn reason(lead: &'static str, words: Option<&str>) -> Option<AnyView> {
    let words = words?.to_owned();
    Some(view! { <p class="redline-reason"><b>{lead}</b>{words}</p> }.into_any())
}

fn call_link(call: &CallSummary, told: &Told) -> AnyView {
    let href = format!("/p/{}/calls/{}", told.process.slug, call.number);
    view! { <a href=href>{format!("Call {}", call.number)}</a> }.into_any()
}

fn redline_link(number: domain::ids::RedlineNo, told: &Told) -> AnyView {
    let href = format!(
        "/p/{}/entries/{}/redlines/{number}",
        told.process.slug, told.entry.slug
    );
    view! { <a href=href>{format!("redline {number}")}</a> }.into_any()
}
