//! What people from outside do with the links that they get: confirming what they said, taking their name away.

use domain::Slug;
use leptos::prelude::*;
use registry::{
    Registry, Result, processes,
    reviews::{self, Unconfirmed},
};

use crate::{
    Form, Page, Visit,
    pages::sign_in::narrow,
    parts::{Byline, EntryLinks, Field, crumbs, error_summary, notice},
};

/// The comment once more as everybody will read it, and the button that makes it public.
pub async fn confirmation(
    registry: &Registry,
    visit: &Visit,
    token: &str,
    sent: Option<Form>,
) -> Result<Page> {
    let waiting = reviews::find_unconfirmed(registry, visit.now, token).await?;
    let action = format!("/confirmations/{token}");
    let form = sent.unwrap_or_default();
    let now = visit.now;
    Ok(Page::new("Confirm your comment", move || {
        let body = view! {
            <p>{about(&waiting)}</p>
            {comment(&waiting, now)}
            <form class="form" method="post" action=action>
                <div class="actions"><button class="button">"Make it public"</button></div>
            </form>
            <div class="narrow-other"><p>"Was it not you? Close this page: nobody sees what was written, and it is thrown away."</p></div>
        };
        narrow("Confirm your comment", &form, body.into_any())
    }))
}

fn about(waiting: &Unconfirmed) -> AnyView {
    let entry = waiting.entry.as_ref();
    let place = match (&waiting.review, entry) {
        (Some((_, title)), Some((_, term))) => {
            view! { "on " <i>{term.clone()}</i> {format!(" in the review “{title}”")} }.into_any()
        }
        (Some((_, title)), None) => format!("on the review “{title}”").into_any(),
        (None, Some((_, term))) => view! { "on " <i>{term.clone()}</i> }.into_any(),
        (None, None) => ().into_any(),
    };
    let process = waiting.process_title.clone();
    view! { "This is what you wrote " {place} {format!(" ({process}), as everybody will read it.")} }
        .into_any()
}

fn comment(waiting: &Unconfirmed, now: domain::Moment) -> AnyView {
    let byline = Byline {
        name: waiting.name.clone(),
        organisation: waiting.organisation.clone(),
        group: waiting
            .interest
            .as_ref()
            .map(|interest| format!("closest to {interest}")),
        ..Byline::default()
    };
    let quote = waiting
        .quote
        .clone()
        .map(|quote| view! { <blockquote class="comment-quote">{quote}</blockquote> });
    let proposed = waiting
        .proposed
        .clone()
        .map(|words| view! { <p class="comment-proposed">"Proposes: " {words}</p> });
    view! {
        <article class="comment">
            {byline.view(now)}
            {quote}
            {EntryLinks::of(&waiting.process).blocks("comment-body", &waiting.body)}
            {proposed}
        </article>
    }
    .into_any()
}

/// Asks for the address whose name shall be taken away; `asked` once that was done.
pub async fn names(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    asked: bool,
    sent: Option<Form>,
) -> Result<Page> {
    let process = processes::find(registry, &visit.caller, visit.now, slug).await?;
    let form = sent.unwrap_or_default();
    let home = format!("/p/{slug}/reviews");
    Ok(Page::new("Take your name away", move || {
        let here = format!("{home}/names");
        let body = if asked {
            notice(
                "done",
                "Look into your mail",
                "If comments with this address stand here, a letter with a link is on its way. It works once, within an hour.",
            )
        } else {
            view! {
                <p class="page-lead">
                    "Did you comment here, or report a problem? Your name, your organisation and your address can be taken away. What you wrote stays, because it is part of the record."
                </p>
                <form class="form" method="post" action=here.clone() novalidate>
                    {Field::new("email", "E-mail address")
                        .hint("The one you commented with. We send a link there.")
                        .width("half")
                        .autocomplete("email")
                        .typed(&form, "email")}
                    <div class="actions"><button class="button">"Send the link"</button></div>
                </form>
            }
            .into_any()
        };
        view! {
            {error_summary(&form)}
            {crumbs([("Reviews".to_owned(), home), ("Take your name away".to_owned(), here)])}
            <div class="page-head"><h1>"Take your name away"</h1></div>
            {body}
        }
        .into_any()
    })
    .at(process, "Reviews"))
}

/// The button that takes a name away, by a link that was sent.
pub async fn erasure(registry: &Registry, visit: &Visit, token: &str) -> Result<Page> {
    let (_, title) = reviews::find_erasure(registry, visit.now, token).await?;
    let action = format!("/erasures/{token}");
    Ok(Page::new("Take your name away", move || {
        let body = view! {
            <p>{format!("Your name, your organisation and your address are taken away from everything you said from outside in “{title}”. What you wrote stays. This cannot be taken back.")}</p>
            <form class="form" method="post" action=action>
                <div class="actions"><button class="button" data-rank="limit">"Take my name away"</button></div>
            </form>
        };
        narrow("Take your name away", &Form::default(), body.into_any())
    }))
}

pub fn erased(process: &Slug) -> Page {
    let home = format!("/p/{process}/reviews");
    Page::new("Your name is gone", move || {
        let body = view! {
            {notice("done", "Done", "Your name, your organisation and your address stand nowhere beside your comments any more.")}
            <p><a href=home>"The reviews"</a></p>
        };
        narrow("Your name is gone", &Form::default(), body.into_any())
    })
}

/// What is shown for a link that opens nothing any more.
pub fn spent() -> Page {
    Page::new("This link does not work", || {
        let body = view! {
            {notice(
                "refused",
                "Used up or out of date",
                "If you confirmed your comment already, it is public. Otherwise send it again and follow the new link.",
            )}
            <p><a href="/">"All processes"</a></p>
        };
        narrow("This link does not work", &Form::default(), body.into_any())
    })
}
