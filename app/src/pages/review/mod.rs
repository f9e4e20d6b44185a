//! Public review: what people from outside read, and where they say what they think of it.

mod beside;
mod comments;
mod convening;
mod fields;
mod leaving;
mod linked;
mod list;
mod opening;
mod problem;
mod texts;

use domain::{
    Moment, Slug,
    ids::ReviewNo,
    process::{Role, State},
    review::ReviewState,
};
use leptos::prelude::*;
use registry::{
    Registry, Result,
    processes::{self, Process},
    reviews::{self, Review, ReviewComment},
};

pub use leaving::{commenting, sent};
pub use linked::{confirmation, erased, erasure, names, spent};
pub(super) use list::open_reviews;
pub use list::reviews;
pub use opening::new_review;
pub use problem::{problem, problem_sent};

use crate::{
    Form, Page, Visit,
    parts::{self, EntryLinks, counted, until, when},
};

/// How many comments one answer gives, and how many answers a page is made of.
const PIECE: u32 = 200;
const PIECES: usize = 3;

/// Everything that is shown of a review.
struct Shown {
    process: Process,
    review: Review,
    comments: Vec<ReviewComment>,
    links: EntryLinks,
    now: Moment,
}

/// A review; `sent` is the form on it that was refused.
pub async fn review(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    number: ReviewNo,
    sent: Option<Form>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let review = reviews::find(registry, caller, now, slug, number).await?;
    let mut said = Vec::new();
    let mut page = registry::Page {
        limit: Some(PIECE),
        cursor: None,
    };
    for _ in 0..PIECES {
        let piece = reviews::comments(registry, caller, now, slug, number, &page).await?;
        said.extend(piece.items);
        page.cursor = piece.next;
        if page.cursor.is_none() {
            break;
        }
    }
    let title = review.title.clone();
    let shown = Shown {
        links: EntryLinks::of(slug),
        process: process.clone(),
        review,
        comments: said,
        now,
    };
    Ok(Page::new(title, move || body(&shown, sent.as_ref()))
        .at(process, "Reviews")
        .live_at(format!("/p/{slug}/reviews/{number}")))
}

impl Shown {
    fn here(&self) -> String {
        format!("/p/{}/reviews/{}", self.process.slug, self.review.number)
    }

    fn convenes(&self) -> bool {
        let me = self.process.me.as_ref();
        me.is_some_and(|me| me.role == Role::Convener)
    }

    /// The visitor's number, where they take part while the process is open.
    fn participant(&self) -> Option<u32> {
        let me = self.process.me.as_ref()?;
        let works = me.role == Role::Participant && self.process.state == State::Open;
        works.then_some(me.number)
    }

    /// Whether the visitor may comment: everybody but the convener, while it is open.
    fn takes_comments(&self) -> bool {
        self.review.state == ReviewState::Open
            && self.process.state == State::Open
            && !self.convenes()
    }
}

fn body(shown: &Shown, sent: Option<&Form>) -> AnyView {
    let home = format!("/p/{}/reviews", shown.process.slug);
    let here = shown.here();
    let comment = shown.takes_comments().then(|| {
        view! { <a class="button" href=format!("{here}/comment")>"Comment"</a> }
    });
    let introduction = shown.review.introduction.as_ref().map(|text| {
        view! {
            <section class="part">
                <div class="part-head"><h2>"Before you read"</h2></div>
                {shown.links.blocks("prose", text)}
            </section>
        }
    });
    let more = (shown.comments.len() < shown.review.counts.comments as usize).then(|| {
        let csv = csv(shown);
        let words = format!("The first {} comments are shown. ", shown.comments.len());
        view! { <p class="part-note">{words} <a href=csv download="">"All of them, as CSV"</a></p> }
    });
    view! {
        {parts::crumbs([("Reviews".to_owned(), home), (shown.review.title.clone(), here)])}
        {sent.and_then(parts::error_summary)}
        <div class="page-head"><h1>{shown.review.title.clone()}</h1>{comment}</div>
        <div id="state" data-live=""><p class="page-lead">{state(shown)}</p></div>
        <div class="columns">
            <div>
                {introduction}
                {contents(shown)}
                {texts::texts(shown, sent)}
                <div id="whole" data-live="">{comments::on_the_whole(shown, sent)}{more}</div>
            </div>
            <aside class="beside">
                <div id="beside" data-live="">{beside::facts(shown)}{beside::interests(&shown.review.counts)}{beside::files(shown)}</div>
                {convening::convening(shown, sent)}
            </aside>
        </div>
    }
    .into_any()
}

/// Until when it can be commented on, or what became of it.
fn state(shown: &Shown) -> AnyView {
    let (review, now) = (&shown.review, shown.now);
    match review.state {
        ReviewState::Scheduled => view! {
            "Opens for everybody’s comments " {until(review.opens_at, now)} ". You can read the words already."
        }
        .into_any(),
        ReviewState::Open => view! {
            "Open for everybody’s comments until " {until(review.closes_at, now)} ". No account is needed."
        }
        .into_any(),
        ReviewState::Closed => {
            let at = review.closed_at.unwrap_or(review.closes_at);
            let counts = &review.counts;
            let said = match counts.comments {
                0 => "Nobody commented.".to_owned(),
                n => {
                    let hidden = match counts.hidden {
                        0 => String::new(),
                        n => format!(", {n} hidden"),
                    };
                    let comments = counted(n as usize, "comment", "comments");
                    format!("{comments}: {} answered{hidden}.", counts.answered)
                }
            };
            view! { "Closed " {when(at, now)} ". " {said} }.into_any()
        }
    }
}

/// The words under review, to go to.
fn contents(shown: &Shown) -> AnyView {
    let items = shown
        .review
        .entries
        .iter()
        .map(|it| {
            let said = (it.comments > 0).then(|| {
                let words = counted(it.comments as usize, "comment", "comments");
                view! { " " <span class="quiet">{words}</span> }
            });
            view! { <li><a href=format!("#{}", it.slug)>{it.term.clone()}</a>{said}</li> }
        })
        .collect_view();
    let words = counted(shown.review.entries.len(), "entry", "entries");
    view! {
        <section class="part">
            <div class="part-head"><h2>"The words under review"</h2> <span class="quiet">{words}</span></div>
            <nav aria-label="The words under review"><ul class="review-contents">{items}</ul></nav>
        </section>
    }
    .into_any()
}

fn csv(shown: &Shown) -> String {
    let (slug, number) = (&shown.process.slug, shown.review.number);
    format!("/api/v1/processes/{slug}/reviews/{number}/comments.csv")
}
