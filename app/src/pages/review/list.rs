//! The public reviews of a process, newest first.

use domain::{
    Moment, Slug,
    process::{Role, State, Visibility},
    review::ReviewState,
};
use leptos::prelude::*;
use registry::{
    Page as Piece, Registry, Result, processes,
    reviews::{self, ReviewSummary},
};

use crate::{
    Page, Visit,
    pages::home::closing,
    parts::{counted, empty, notice, pagination, until, when},
};

pub async fn reviews(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    cursor: Option<String>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let first = cursor.is_none();
    let piece = Piece {
        limit: None,
        cursor,
    };
    let listed = reviews::list(registry, caller, now, slug, &piece).await?;
    let home = format!("/p/{slug}/reviews");
    let me = process.me.as_ref();
    let convenes = me.is_some_and(|me| me.role == Role::Convener);
    let public = process.visibility == Visibility::Public;
    let may_open = convenes && public && process.state == State::Open;
    let page = Page::new("Public reviews", move || {
        let make = may_open
            .then(|| view! { <a class="button" href=format!("{home}/new")>"Open a review"</a> });
        let members = (!public).then(|| {
            notice(
                "warning",
                "Only members read this process",
                "A review is public, so none can be opened here.",
            )
        });
        let count = listed.items.len();
        let rows = listed.items.iter().map(|it| row(it, &home, now)).collect_view();
        let list = if count == 0 {
            empty("No reviews yet", "When a draft is ready to be read by others, the convener opens it for everybody’s comments. What was said, and what became of it, stands here.")
        } else {
            view! {
                <table class="table table-stack">
                    <caption class="unseen">"Public reviews"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Review"</th>
                            <th scope="col">"State"</th>
                            <th scope="col">"Words"</th>
                            <th scope="col">"Comments"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any()
        };
        let next = listed.next.map(|next| format!("{home}?cursor={next}"));
        let way = (next.is_some() || !first)
            .then(|| pagination((!first).then(|| home.clone()), format!("{count} shown"), next));
        view! {
            <div class="page-head"><h1>"Public reviews"</h1>{make}</div>
            <p class="page-lead">"Drafts that everybody may comment on, members or not."</p>
            {members}
            <div id="reviews" data-live="">{list}</div>
            {way}
        }
        .into_any()
    })
    .at(process, "Reviews");
    Ok(if first { page.live() } else { page })
}

fn row(it: &ReviewSummary, home: &str, now: Moment) -> AnyView {
    let state = match it.state {
        ReviewState::Scheduled => view! { "opens " {until(it.opens_at, now)} }.into_any(),
        ReviewState::Open => {
            view! { <b>"open"</b> " until " {until(it.closes_at, now)} }.into_any()
        }
        ReviewState::Closed => {
            view! { "closed " {when(it.closed_at.unwrap_or(it.closes_at), now)} }.into_any()
        }
    };
    let words = counted(it.entries as usize, "entry", "entries");
    view! {
        <tr>
            <th scope="row"><a href=format!("{home}/{}", it.number)>{it.title.clone()}</a></th>
            <td data-label="State"><span>{state}</span></td>
            <td data-label="Words">{words}</td>
            <td data-label="Comments">{format!("{}, {} answered", it.comments, it.answered)}</td>
        </tr>
    }
    .into_any()
}

/// Where everybody may say something, members or not.
pub fn open_reviews(open: &[ReviewSummary], home: &str, now: Moment) -> Option<AnyView> {
    if open.is_empty() {
        return None;
    }
    let items = open
        .iter()
        .map(|review| {
            let words = counted(review.entries as usize, "entry", "entries");
            let said = counted(review.comments as usize, "comment", "comments");
            view! {
                <li>
                    <article class="need">
                        <h3 class="need-what">
                            <a href=format!("{home}/reviews/{}", review.number)>{review.title.clone()}</a>
                        </h3>
                        {closing(review.closes_at, now)}
                        <p class="need-why">{format!("{words} to read, {said} so far. Everybody may comment; no account is needed.")}</p>
                    </article>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="part">
                <div class="part-head"><h2>"Open for everybody’s comments"</h2> <a href=format!("{home}/reviews")>"All reviews"</a></div>
                <ul class="needs">{items}</ul>
            </section>
        }
        .into_any(),
    )
}
