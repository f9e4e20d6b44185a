//! How a call ended: its outcome, contests of it, and what those who dissent say beside it.

use domain::{
    call::CallState,
    reading::{Stance, Verdict},
};
use leptos::prelude::*;

use super::Sheet;
use crate::{
    Form,
    parts::{Byline, EntryLinks, Field, hidden, path, when},
};

/// The outcome in one sentence, what was missing, and the convener's statement.
pub(super) fn outcome(sheet: &Sheet) -> Option<AnyView> {
    let call = &sheet.call;
    let outcome = call.outcome.as_ref()?;
    let words = match outcome.result {
        Verdict::Reached => "Agreement was reached.",
        Verdict::NotReached => "Agreement was not reached.",
    };
    let statement = call.statement.as_ref().map(|statement| {
        view! {
            <p class="part-note">"The convener’s statement:"</p>
            {EntryLinks::of(&sheet.process.slug).blocks("prose", statement)}
        }
    });
    let check = format!("{}/record/check#call-{}", sheet.home, call.number);
    Some(
        view! {
            <p class="call-outcome">{words}</p>
            {path(&outcome.missing)}
            {statement}
            <p class="part-note"><a href=check>"Count it yourself from the record"</a></p>
        }
        .into_any(),
    )
}

/// Contests and minority statements, and the forms for one's own.
pub(super) fn after(sheet: &Sheet, sent: Option<&Form>) -> Option<AnyView> {
    let call = &sheet.call;
    let ended = matches!(
        call.state,
        CallState::Closed | CallState::Contested | CallState::Final | CallState::Superseded
    );
    if !ended {
        return None;
    }
    let contest = contest_form(sheet, sent);
    let minority = minority_form(sheet, sent);
    if call.contests.is_empty()
        && call.minority.is_empty()
        && contest.is_none()
        && minority.is_none()
    {
        return None;
    }
    Some(
        view! {
            <section class="part" id="after">
                <div class="part-head"><h2>"After the close"</h2></div>
                <div id="contests" data-live="">{contests(sheet)}{minorities(sheet)}</div>
                {contest}
                {minority}
            </section>
        }
        .into_any(),
    )
}

fn contests(sheet: &Sheet) -> AnyView {
    sheet
        .call
        .contests
        .iter()
        .map(|contest| {
            let by = Byline::from(&sheet.names.person(contest.member)).at(contest.at);
            let taken_back = contest.withdrawn_at.map(|at| {
                view! { <p class="quiet">"Taken back " {when(at, sheet.now)} "."</p> }
            });
            view! {
                <article class="dissent" id=format!("contest-{}", contest.number)>
                    <h3>"Contest"</h3>
                    {by.view(sheet.now)}
                    <p class="dissent-text">{contest.reason.clone()}</p>
                    {taken_back}
                </article>
            }
        })
        .collect_view()
        .into_any()
}

fn minorities(sheet: &Sheet) -> AnyView {
    sheet
        .call
        .minority
        .iter()
        .map(|minority| {
            let by = Byline {
                name: minority.member_name.clone(),
                organisation: minority.organisation_name.clone(),
                group: Some(minority.group_name.clone()).filter(|name| !name.is_empty()),
                ..Byline::default()
            };
            view! {
                <article class="dissent">
                    <h3>"Minority statement"</h3>
                    {by.at(minority.at).view(sheet.now)}
                    <p class="dissent-text">{minority.text.clone()}</p>
                </article>
            }
        })
        .collect_view()
        .into_any()
}

/// Contesting how it ended, while its window is open; or taking one's contest back.
fn contest_form(sheet: &Sheet, sent: Option<&Form>) -> Option<AnyView> {
    let call = &sheet.call;
    let me = call
        .me
        .as_ref()
        .filter(|me| me.eligible && sheet.is_participant())?;
    if me.contest.is_some() && call.state == CallState::Contested {
        return Some(
            view! {
                <form class="form" method="post" action=format!("{}/contest/withdrawal", sheet.here())>
                    <p class="part-note">"You contest how this call ended. Without a standing contest it becomes final."</p>
                    <div class="actions"><button class="button" data-rank="second">"Take my contest back"</button></div>
                </form>
            }
            .into_any(),
        );
    }
    let within = call.final_at.is_some_and(|at| at > sheet.now);
    if !within || !matches!(call.state, CallState::Closed | CallState::Contested) {
        return None;
    }
    let form = Form::resume(sent, "contest", []);
    Some(
        view! {
            <details class="disclosure" id="contest" open=!form.errors.is_empty()>
                <summary>"Contest how this call ended"</summary>
                <form class="form" method="post" action=format!("{}/contest", sheet.here()) novalidate>
                    {hidden("form", "contest")}
                    {Field::new("reason", "What went wrong?")
                        .hint("On record. The call is not final until you take it back or a new call answers it.")
                        .area(&form)}
                    <div class="actions"><button class="button" data-rank="limit">"Contest"</button></div>
                </form>
            </details>
        }
        .into_any(),
    )
}

/// What somebody who did not support may have read beside the words, wherever they are published.
fn minority_form(sheet: &Sheet, sent: Option<&Form>) -> Option<AnyView> {
    let me = sheet
        .call
        .me
        .as_ref()
        .filter(|me| me.eligible && sheet.is_participant())?;
    let stance = me.position.as_ref()?.stance;
    if stance == Stance::Support {
        return None;
    }
    let text = me.minority.clone().unwrap_or_default();
    let form = Form::resume(sent, "minority", [("text", text)]);
    Some(
        view! {
            <details class="disclosure" id="minority" open=!form.errors.is_empty()>
                <summary>"Leave a minority statement"</summary>
                <form class="form" method="post" action=format!("{}/minority", sheet.here()) novalidate>
                    {hidden("form", "minority")}
                    {Field::new("text", "What shall be read beside the words?")
                        .hint("It is published with the term, in every release. A newer one replaces it.")
                        .published()
                        .area(&form)}
                    <div class="actions"><button class="button" data-rank="second">"Put it on record"</button></div>
                </form>
            </details>
        }
        .into_any(),
    )
}
