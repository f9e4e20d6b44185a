//! What a convener can do about a review: only its clock, and always with a reason.

use domain::review::ReviewState;
use leptos::prelude::*;

use super::Shown;
use crate::{
    Form,
    pages::call::typed_time,
    parts::{Field, hidden},
};

pub fn convening(shown: &Shown, sent: Option<&Form>) -> Option<AnyView> {
    if !shown.convenes() || shown.review.state == ReviewState::Closed {
        return None;
    }
    Some(
        view! {
            <section id="convening">
                <h2>"Its clock"</h2>
                {extend(shown, sent)}
                {close(shown, sent)}
            </section>
        }
        .into_any(),
    )
}

fn extend(shown: &Shown, sent: Option<&Form>) -> AnyView {
    let form = Form::resume(
        sent,
        "extension",
        [("closes_at", typed_time(shown.review.closes_at))],
    );
    view! {
        <details class="disclosure" id="extension" open=!form.errors.is_empty()>
            <summary>"Extend it"</summary>
            <form class="form" method="post" action=format!("{}/extension", shown.here()) novalidate>
                {hidden("form", "extension")}
                {Field::new("closes_at", "Closes at").hint("In UTC.").typed(&form, "datetime-local")}
                {Field::new("reason", "Reason").line(&form)}
                <div class="actions"><button class="button" data-rank="second">"Extend"</button></div>
            </form>
        </details>
    }
    .into_any()
}

fn close(shown: &Shown, sent: Option<&Form>) -> AnyView {
    let form = Form::resume(sent, "closure", []);
    view! {
        <details class="disclosure" id="closure" open=!form.errors.is_empty()>
            <summary>"Close it before its time"</summary>
            <form class="form" method="post" action=format!("{}/closure", shown.here()) novalidate>
                {hidden("form", "closure")}
                {Field::new("reason", "Reason").hint("Everybody reads it.").line(&form)}
                <div class="actions"><button class="button" data-rank="limit">"Close it now"</button></div>
            </form>
        </details>
    }
    .into_any()
}
