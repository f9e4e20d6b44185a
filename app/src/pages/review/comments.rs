//! What was said, what became of it, and answering it.

use domain::redline::diff;
use leptos::prelude::*;
use registry::{
    comments::Disposed,
    reviews::{ReviewComment, UnderReview},
};

use super::{
    super::entry::{outcome_choices, outcome_value, outcome_word, outside, said},
    Shown,
};
use crate::{
    Form,
    parts::{self, Byline, Field, waited},
};

/// The comments on one entry.
pub fn on(it: &UnderReview, shown: &Shown, sent: Option<&Form>) -> Option<AnyView> {
    let here: Vec<_> = shown
        .comments
        .iter()
        .filter(|comment| comment.entry == Some(it.entry))
        .collect();
    if here.is_empty() {
        return None;
    }
    let answers = shown.participant() == Some(it.pen);
    let items = items(&here, shown, answers, sent);
    Some(
        view! {
            <h3 class="review-said">{parts::counted(here.len(), "comment", "comments")}</h3>
            <ol class="comments">{items}</ol>
        }
        .into_any(),
    )
}

/// The comments that are on no one entry. Whoever holds a pen here answers them.
pub fn on_the_whole(shown: &Shown, sent: Option<&Form>) -> AnyView {
    let here: Vec<_> = shown
        .comments
        .iter()
        .filter(|comment| comment.entry.is_none())
        .collect();
    let me = shown.participant();
    let holds = |it: &UnderReview| Some(it.pen) == me;
    let answers = me.is_some() && shown.review.entries.iter().any(holds);
    let list = if here.is_empty() {
        parts::empty(
            "Nothing yet",
            "What is about more than one of the words, or about what is missing, stands here.",
        )
    } else {
        view! { <ol class="comments">{items(&here, shown, answers, sent)}</ol> }.into_any()
    };
    view! {
        <section class="part" id="the-whole">
            <div class="part-head"><h2>"On the review as a whole"</h2></div>
            {list}
        </section>
    }
    .into_any()
}

fn items(
    here: &[&ReviewComment],
    shown: &Shown,
    answers: bool,
    sent: Option<&Form>,
) -> Vec<AnyView> {
    let items = here
        .iter()
        .map(|comment| view! { <li>{article(comment, shown, answers, sent)}</li> }.into_any());
    items.collect()
}

fn article(comment: &ReviewComment, shown: &Shown, answers: bool, sent: Option<&Form>) -> AnyView {
    let byline = Byline {
        name: comment.name.clone(),
        organisation: comment.organisation.clone(),
        group: comment.interest_name.clone(),
        at: Some(comment.at),
        ..Byline::default()
    };
    let quote = comment.quote.as_ref().map(|quote| {
        view! { <blockquote class="comment-quote">{quote.exact.to_string()}</blockquote> }
    });
    let proposed = comment.proposed.as_ref().map(|proposed| {
        let ops = diff(
            comment.quote.as_ref().map_or("", |quote| &quote.exact),
            proposed,
        );
        view! { <p class="comment-proposed">"Proposes: "{parts::marked(&ops)}</p> }
    });
    let body = match &comment.hidden {
        Some(hidden) => outside::placeholder(hidden),
        None => shown.links.blocks("comment-body", &comment.body),
    };
    let address = format!("{}/comments/{}", shown.here(), comment.number);
    let answer = answers.then(|| answer(comment, &address, sent));
    let moderate = shown.convenes().then(|| {
        let hidden = comment.hidden.is_some();
        outside::moderate(
            comment.number,
            hidden,
            format!("{address}/visibility"),
            sent,
        )
    });
    view! {
        <article class="comment" id=format!("comment-{}", comment.number)>
            {outside::byline(byline).view(shown.now)}
            {quote}
            {body}
            {proposed}
            {disposition(comment, shown)}
            {answer}
            {moderate}
        </article>
    }
    .into_any()
}

fn disposition(comment: &ReviewComment, shown: &Shown) -> Option<AnyView> {
    let now = shown.now;
    let Some(Disposed {
        outcome,
        response,
        author,
        at,
        ..
    }) = &comment.disposition
    else {
        // What is hidden waits for no answer.
        return comment.hidden.is_none().then(|| {
            view! {
                <div class="disposition" data-outcome="none"><p>"Waits for an answer for " {waited(comment.at, now)} "."</p></div>
            }
            .into_any()
        });
    };
    let response = response.as_deref().map(|text| {
        let html = shown.links.html_inline(text);
        view! { " " <span inner_html=html></span> }
    });
    Some(
        view! {
            <div class="disposition" data-outcome=outcome_value(*outcome)>
                <p><span class="disposition-outcome">{format!("{}.", outcome_word(*outcome))}</span>{response}</p>
                {Byline::from(author).at(*at).view(now)}
            </div>
        }
        .into_any(),
    )
}

fn answer(comment: &ReviewComment, address: &str, sent: Option<&Form>) -> AnyView {
    let form = Form::resume(sent, &format!("comment-{}-disposition", comment.number), []);
    let fields = vec![
        Field::new("outcome", "What becomes of it").select(&form, outcome_choices()),
        Field::new("response", "Response")
            .hint("It goes to the author by mail. Who is not followed is told why.")
            .area(&form),
    ];
    let words = match comment.disposition {
        Some(_) => "Answer it anew",
        None => "Answer it",
    };
    let action = format!("{address}/disposition");
    said(words, "Answer", &form, action, fields, sent)
}
