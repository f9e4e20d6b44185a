//! What a convener can do about a call: only its clock, and always with a reason.

use domain::{Moment, call::CallState};
use leptos::prelude::*;

use super::Sheet;
use crate::{
    Form,
    parts::{Field, hidden, when},
};

pub(super) fn convening(sheet: &Sheet, sent: Option<&Form>) -> Option<AnyView> {
    let open = sheet.call.state == CallState::Open;
    if !sheet.is_convener() {
        return None;
    }
    if sheet.call.outcome.is_some() && sheet.call.statement.is_none() {
        return Some(statement(sheet, sent));
    }
    if !(open || sheet.call.state == CallState::Scheduled) {
        return None;
    }
    Some(
        view! {
            <section class="part" id="convening">
                <div class="part-head"><h2>"Its clock"</h2></div>
                <p class="part-note">"You start and stop clocks; what comes out follows from the rule alone. Reasons stand in the record."</p>
                {open.then(|| ask(sheet))}
                {extend(sheet, sent)}
                {open.then(|| close(sheet, sent))}
                {withdraw(sheet, sent)}
            </section>
        }
        .into_any(),
    )
}

fn ask(sheet: &Sheet) -> Option<AnyView> {
    let call = &sheet.call;
    nudge(
        &sheet.here(),
        call.silent.len(),
        call.nudged_at,
        sheet.now,
        None,
    )
}

/// One click to ask the silent, or when that was done. Once in a day is enough.
pub(in crate::pages) fn nudge(
    here: &str,
    silent: usize,
    last: Option<Moment>,
    now: Moment,
    // The filter of the desk, where the way back leads there.
    desk: Option<String>,
) -> Option<AnyView> {
    if silent == 0 {
        return None;
    }
    if let Some(last) = last.filter(|last| now < last.plus_days(1)) {
        return Some(
            view! {
                <p class="quiet">
                    "The silent were asked by mail " {when(last, now)} ". You can ask again "
                    {when(last.plus_days(1), now)} "."
                </p>
            }
            .into_any(),
        );
    }
    let words = format!("Ask the {silent} who are silent");
    let words = if silent == 1 {
        "Ask the one who is silent".to_owned()
    } else {
        words
    };
    Some(
        view! {
            <form class="form" method="post" action=format!("{here}/nudges")>
                {desk.map(|query| view! { {hidden("from", "desk")} {hidden("query", query)} })}
                <div class="actions">
                    <button class="button" data-rank="second">
                        {words} <span class="unseen">{format!(" in {}", here.rsplit('/').next().map_or_else(String::new, |call| format!("call {call}")))}</span>
                    </button>
                </div>
                <p class="hint">"By mail, at once, and nobody else. It stands in the record."</p>
            </form>
        }
        .into_any(),
    )
}

fn extend(sheet: &Sheet, sent: Option<&Form>) -> AnyView {
    let form = Form::resume(
        sent,
        "extension",
        [("closes_at", typed_time(sheet.call.closes_at))],
    );
    view! {
        <details class="disclosure" id="extension" open=!form.errors.is_empty()>
            <summary>"Extend it"</summary>
            <form class="form" method="post" action=format!("{}/extension", sheet.here()) novalidate>
                {hidden("form", "extension")}
                {Field::new("closes_at", "Closes at").hint("In UTC.").width("half").typed(&form, "datetime-local")}
                {Field::new("reason", "Reason").line(&form)}
                <div class="actions"><button class="button" data-rank="second">"Extend"</button></div>
            </form>
        </details>
    }
    .into_any()
}

fn close(sheet: &Sheet, sent: Option<&Form>) -> AnyView {
    let form = Form::resume(sent, "closure", []);
    view! {
        <details class="disclosure" id="closure" open=!form.errors.is_empty()>
            <summary>"Close it before its time"</summary>
            <form class="form" method="post" action=format!("{}/closure", sheet.here()) novalidate>
                {hidden("form", "closure")}
                {Field::new("statement", "Statement")
                    .hint("Why it closes now, and what you take from it. It never changes the outcome.")
                    .area(&form)}
                <div class="actions"><button class="button" data-rank="limit">"Close it now"</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// The clock closes without a word; the convener may add one.
fn statement(sheet: &Sheet, sent: Option<&Form>) -> AnyView {
    let form = Form::resume(sent, "statement", []);
    view! {
        <section class="part" id="convening">
            <div class="part-head"><h2>"Your statement"</h2></div>
            <form class="form" method="post" action=format!("{}/statement", sheet.here()) novalidate>
                {hidden("form", "statement")}
                {Field::new("statement", "What do you say about the outcome?")
                    .hint("It stands beside the outcome and never changes it. It is said once.")
                    .area(&form)}
                <div class="actions"><button class="button" data-rank="second">"Put it on record"</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn withdraw(sheet: &Sheet, sent: Option<&Form>) -> AnyView {
    let form = Form::resume(sent, "withdrawal", []);
    view! {
        <details class="disclosure" id="withdrawal" open=!form.errors.is_empty()>
            <summary>"Withdraw it"</summary>
            <form class="form" method="post" action=format!("{}/withdrawal", sheet.here()) novalidate>
                {hidden("form", "withdrawal")}
                {Field::new("reason", "Reason").hint("A withdrawn call has no outcome; of a blind one nothing is revealed.").line(&form)}
                <div class="actions"><button class="button" data-rank="limit">"Withdraw"</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// A time as a browser's field for date and time holds it, to the minute, in UTC.
pub(in crate::pages) fn typed_time(at: domain::Moment) -> String {
    at.to_string()[..16].to_owned()
}
