//! The open call on an entry, in short.

use domain::{Moment, call::Subject};
use leptos::prelude::*;
use registry::calls::Call;

use super::Shown;
use crate::parts;

pub fn section(shown: &Shown, now: Moment) -> Option<AnyView> {
    let call = shown.call.as_ref()?;
    let address = format!("/p/{}/calls/{}", shown.process.slug, call.number);
    let on = match &call.subject {
        Subject::Wording { wording, .. } => format!(" is open on wording {wording}, "),
        Subject::Retirement { .. } => " is open on retiring this entry, ".to_owned(),
        _ => " is open, ".to_owned(),
    };
    let rule = if shown.process.rule_provisional {
        "under the provisional rule"
    } else {
        "under the adopted rule"
    };
    let tally = call.tally.as_ref().map(|tally| {
        view! {
            <p class="tally-heard">{parts::heard(tally.all.cast, tally.all.eligible, call.rule.unit)}</p>
            {parts::tally_bar(&tally.all)}
            {parts::tally_counts(&tally.all)}
        }
    });
    let sealed = call.tally.is_none().then(|| view! { <p class="part-note">"This call is blind: positions are seen once it closes."</p> });
    Some(
        view! {
            <section class="part" id="call" data-live="">
                <div class="part-head"><h2>"The open call"</h2></div>
                <div class="call-state" data-state="open">
                    <p><a href=address.clone()><span class="call-state-word">{format!("Call {}", call.number)}</span></a>{on}{rule}</p>
                    <p class="call-clock"><span>"Closes in " {parts::left(call.closes_at, now)}</span></p>
                </div>
                {mine(call, &address)}
                {tally}
                {sealed}
                <p class="quiet actions"><a href=address.clone()>"See every position, the readings and the rule"</a></p>
            </section>
        }
        .into_any(),
    )
}

fn mine(call: &Call, address: &str) -> Option<AnyView> {
    let me = call.me.as_ref().filter(|me| me.eligible)?;
    let address = format!("{address}#position");
    Some(match &me.position {
        Some(position) => {
            let whose = position
                .organisation_name
                .as_ref()
                .map_or("Your position: ".to_owned(), |name| {
                    format!("{name}’s position: ")
                });
            view! {
                <p class="position-mine">{whose}{parts::stance_chip(Some(position.stance))}<a href=address>"Change it"</a></p>
            }
            .into_any()
        }
        None => {
            view! { <p class="actions"><a class="button" href=address>"Take a position"</a></p> }
                .into_any()
        }
    })
}
