//! The review in short: its clock, who spoke, what can be taken along.

use leptos::prelude::*;
use registry::reviews::{Review, ReviewCounts};

use super::{Shown, csv};
use crate::parts::{counted, day, exact, time};

pub fn facts(shown: &Shown) -> AnyView {
    let review = &shown.review;
    let counts = &review.counts;
    let hidden = (counts.hidden > 0).then(|| {
        view! { <dt>"Hidden"</dt><dd>{format!("{}, each with its reason", counts.hidden)}</dd> }
    });
    let early = review.reason.as_ref().map(|reason| {
        view! { <dt>"Closed early"</dt><dd>{reason.clone()}</dd> }
    });
    view! {
        <section>
            <h2>"In short"</h2>
            <dl class="facts">
                <dt>"Opened by"</dt>
                <dd>{review.opened_by.name.clone()}</dd>
                <dt>"From"</dt>
                <dd>{time(review.opens_at, exact(review.opens_at))}</dd>
                <dt>"Until"</dt>
                <dd>{time(review.closes_at, exact(review.closes_at))}</dd>
                {extended(review)}
                {early}
                <dt>"Comments"</dt>
                <dd>{format!("{}, {} answered", counts.comments, counts.answered)}</dd>
                {hidden}
            </dl>
        </section>
    }
    .into_any()
}

fn extended(review: &Review) -> Option<AnyView> {
    if review.extensions.is_empty() {
        return None;
    }
    let items = review
        .extensions
        .iter()
        .map(|it| view! { <li>{day(it.at)} ": " {it.reason.to_string()}</li> })
        .collect_view();
    Some(view! { <dt>"Extended"</dt><dd><ul role="list">{items}</ul></dd> }.into_any())
}

/// How many spoke for which interest, by their own account; who is silent is seen too.
pub fn interests(counts: &ReviewCounts) -> AnyView {
    let most = counts.interests.iter().map(|it| it.comments).max();
    let most = most.unwrap_or_default().max(1);
    let rows = counts
        .interests
        .iter()
        .map(|it| {
            // A share of the longest bar; nobody has none.
            let share = format!("{}", it.comments * 100 / most);
            let bar = (it.comments > 0).then(|| {
                view! {
                    <svg class="interest-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                        <rect width=share height="1"></rect>
                    </svg>
                }
            });
            view! { <tr><th scope="row">{it.name.clone()}{bar}</th><td class="number">{it.comments}</td></tr> }
        })
        .collect_view();
    view! {
        <section>
            <h2>"Closest to"</h2>
            <table class="table interests">
                <caption class="unseen">"Comments by the group their authors are closest to"</caption>
                <thead class="unseen"><tr><th scope="col">"Group"</th><th scope="col">"Comments"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

pub fn files(shown: &Shown) -> AnyView {
    let slug = &shown.process.slug;
    let words = counted(shown.review.counts.comments as usize, "comment", "comments");
    view! {
        <section>
            <h2>"Take it along"</h2>
            <p><a href=csv(shown) download="">{format!("{words} as CSV")}</a></p>
            <p><a href=format!("/p/{slug}/dispositions")>"Disposition report"</a></p>
            <p class="quiet">"Did you comment? " <a href=format!("/p/{slug}/reviews/names")>"Have your name taken away"</a></p>
        </section>
    }
    .into_any()
}
