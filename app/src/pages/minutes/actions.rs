//! What the meeting gave people to do, and what became of it since.

use domain::{Day, Moment, meeting::ActionState};
use leptos::prelude::*;
use registry::meetings::minutes::{Action, named};

use super::Shown;
use crate::{
    Form,
    parts::{Choice, Field, hidden, when},
};

/// "10 February 2017".
pub fn written(day: Day) -> String {
    let date = day.to_date();
    format!("{} {} {}", date.day(), date.month(), date.year())
}

/// By when something is due, and whether that is over.
pub fn due(day: Day, now: Moment) -> AnyView {
    let words = match day.is_over(now) {
        true => format!("overdue since {}", written(day)),
        false => format!("by {}", written(day)),
    };
    view! { <time class="minutes-due" data-overdue=day.is_over(now) datetime=day.to_string()>{words}</time> }
        .into_any()
}

/// Who shall do what.
pub fn told(action: &Action, shown: &Shown) -> AnyView {
    let due = action.due.map(|day| match action.later.state {
        ActionState::Open => due(day, shown.now),
        _ => format!("by {}", written(day)).into_any(),
    });
    let due = due.map(|due| view! { ", " {due} });
    let html = shown.links.html_inline(&action.text);
    view! {
        <span class="owner">{named(&action.owner)}</span> {due} ": " <span inner_html=html></span>
    }
    .into_any()
}

pub fn actions(shown: &Shown, sent: Option<&Form>) -> Option<AnyView> {
    let actions = &shown.minutes.actions;
    if actions.is_empty() {
        return None;
    }
    let items = actions
        .iter()
        .map(|action| {
            let mine = shown.me() == Some(action.owner.number);
            let may = shown.me().is_some() && (mine || shown.may_write());
            let settle = may.then(|| settle(action, shown, sent));
            view! {
                <li id=format!("action-{}", action.number)>
                    <p>{told(action, shown)}</p>
                    {since(action, shown)}
                    {settle}
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="minutes-item" id="to-do">
                <h2>"To do"</h2>
                <ol class="action-items">{items}</ol>
            </section>
        }
        .into_any(),
    )
}

/// What became of it. The minutes do not say so: it came later.
fn since(action: &Action, shown: &Shown) -> AnyView {
    let later = &action.later;
    let word = match later.state {
        ActionState::Open => return view! { <p class="quiet">"Open."</p> }.into_any(),
        ActionState::Done => "done",
        ActionState::Dropped => "dropped",
    };
    let at = later
        .settled_at
        .map(|at| view! { " " {when(at, shown.now)} });
    let remark = later.remark.as_ref().map(|text| {
        let html = shown.links.html_inline(text);
        view! { ": " <span inner_html=html></span> }
    });
    view! { <p class="quiet">{format!("Since then: {word}")}{at}{remark}</p> }.into_any()
}

fn settle(action: &Action, shown: &Shown, sent: Option<&Form>) -> AnyView {
    let name = format!("settle-{}", action.number);
    let open = action.later.state == ActionState::Open;
    let first = if open { "done" } else { "open" };
    let form = Form::resume(sent, &name, [("state", first.to_owned())]);
    let mut choices = vec![
        Choice::new("open", "Open again"),
        Choice::new("done", "Done"),
        Choice::new("dropped", "Dropped").meaning("Nobody does it any more. Say why."),
    ];
    match action.later.state {
        ActionState::Open => drop(choices.remove(0)),
        ActionState::Done => drop(choices.remove(1)),
        ActionState::Dropped => drop(choices.remove(2)),
    }
    view! {
        <details class="disclosure" id=format!("{name}-form") open=!form.errors.is_empty()>
            <summary>"Say what became of it"</summary>
            <form class="form" method="post" action=format!("{}/actions/{}", shown.here(), action.number) novalidate>
                {hidden("form", &name)}
                {Field::new("state", "What became of it").choices(&form, choices)}
                {Field::new("remark", "Remark").optional().line(&form)}
                <div class="actions"><button class="button" data-rank="second">"Say so"</button></div>
            </form>
        </details>
    }
    .into_any()
}
