//! What was said about an entry, what became of it, and saying something.

use domain::{
    Moment,
    comment::{CommentKind, Disposition},
    ids::RedlineNo,
    redline::diff,
};
use leptos::prelude::*;
use registry::comments::{Comment, Disposed};

use super::{Shown, anchored, outside, redlines::said, takeover};
use crate::{
    Form,
    parts::{self, Byline, Choice, Field},
};

const OUTCOMES: [(Disposition, &str, &str); 6] = [
    (Disposition::Accepted, "accepted", "Accepted"),
    (Disposition::Partly, "partly", "Accepted in part"),
    (Disposition::NotAccepted, "not_accepted", "Not accepted"),
    (Disposition::Noted, "noted", "Noted"),
    (Disposition::OutOfScope, "out_of_scope", "Out of scope"),
    (Disposition::Duplicate, "duplicate", "Said before"),
];

pub fn section(shown: &Shown, now: Moment, sent: Option<&Form>) -> AnyView {
    let said = shown
        .comments
        .iter()
        .filter(|comment| comment.in_reply_to.is_none() && comment.redline.is_none());
    let said = said.filter(|comment| !outside::is_hidden(comment));
    let (total, answered) = (
        said.clone().count(),
        said.filter(|comment| comment.disposition.is_some()).count(),
    );
    let figure = (total > 0)
        .then(|| view! { <span class="quiet">{format!("{answered} of {total} answered")}</span> });
    view! {
        <section class="part" id="comments">
            <div id="comments-said" data-live="">
                <div class="part-head"><h2>"Comments"</h2>{figure}<a href=format!("/p/{}/dispositions?entry={}", shown.process.slug, shown.entry.slug)>"Disposition report"</a></div>
                {thread(shown, None, now, sent)}
            </div>
            {comment_form(shown, None, sent)}
        </section>
    }
    .into_any()
}

/// The comments on the entry, or on one redline, each with its replies.
pub fn thread(
    shown: &Shown,
    redline: Option<RedlineNo>,
    now: Moment,
    sent: Option<&Form>,
) -> AnyView {
    let here: Vec<_> = shown
        .comments
        .iter()
        .filter(|comment| comment.redline == redline)
        .collect();
    let (first, replies): (Vec<_>, Vec<_>) = here
        .into_iter()
        .partition(|comment| comment.in_reply_to.is_none());
    if first.is_empty() {
        return parts::empty(
            "No comments yet",
            "Questions and remarks stand here beside the words they speak of, each with what became of it.",
        );
    }
    let items = first
        .iter()
        .map(|comment| {
            let below: Vec<&Comment> = replies
                .iter()
                .filter(|reply| root(reply, &replies) == Some(comment.number))
                .copied()
                .collect();
            let replies = (!below.is_empty()).then(|| {
                let items = below
                    .iter()
                    .map(|reply| view! { <li>{article(reply, shown, now, None)}</li> })
                    .collect_view();
                view! { <ol class="comment-replies">{items}</ol> }
            });
            let rest = view! { {replies} {acts(comment, shown, sent)} }.into_any();
            view! { <li>{article(comment, shown, now, Some(rest))}</li> }
        })
        .collect_view();
    view! { <ol class="comments">{items}</ol> }.into_any()
}

/// The comment that began a conversation.
fn root(reply: &Comment, replies: &[&Comment]) -> Option<u32> {
    let mut parent = reply.in_reply_to?;
    // Every comment replies to an earlier one, so this ends.
    while let Some(above) = replies.iter().find(|comment| comment.number == parent) {
        parent = above.in_reply_to?;
    }
    Some(parent)
}

/// A comment; `rest` is given to those that begin a conversation and so are disposed of.
fn article(comment: &Comment, shown: &Shown, now: Moment, rest: Option<AnyView>) -> AnyView {
    let begins = rest.is_some();
    let mut byline = Byline::from(&comment.author).at(comment.at);
    if comment.public.is_some() {
        byline = outside::byline(byline);
    } else if begins {
        byline = byline.kind(kind_word(comment.kind));
    }
    let proposed = comment.proposed.as_ref().map(|proposed| {
        let ops = diff(
            comment.quote.as_ref().map_or("", |quote| &quote.exact),
            proposed,
        );
        view! { <p class="comment-proposed">"Proposes: "{parts::marked(&ops)}</p> }
    });
    let waits = !outside::is_hidden(comment) || comment.disposition.is_some();
    let disposed = (begins && waits).then(|| disposition(comment, shown, now));
    view! {
        <article class="comment" id=format!("comment-{}", comment.number)>
            {byline.view(now)}
            {outside::origin(comment, shown)}
            {anchored::quote(comment, shown)}
            {outside::body(comment, shown)}
            {proposed}
            {takeover::became(comment, shown)}
            {disposed}
            {rest}
        </article>
    }
    .into_any()
}

fn disposition(comment: &Comment, shown: &Shown, now: Moment) -> AnyView {
    let Some(Disposed {
        outcome,
        response,
        author,
        by,
        at,
    }) = &comment.disposition
    else {
        return view! {
            <div class="disposition" data-outcome="none"><p>"Waits for an answer for " {parts::waited(comment.at, now)} "."</p></div>
        }
        .into_any();
    };
    let value = outcome_value(*outcome);
    let word = outcome_word(*outcome);
    let mut byline = Byline::from(author).at(*at);
    if *by == shown.entry.pen {
        byline = byline.role("holds the pen");
    }
    let response = response.as_deref().map(|text| {
        let html = shown.links.html_inline(text);
        view! { " " <span inner_html=html></span> }
    });
    let satisfied = comment.satisfied.map(|satisfied| {
        let words = if satisfied {
            "is satisfied with this."
        } else {
            "is not satisfied with this."
        };
        view! { <p class="quiet">{format!("{} {words}", comment.author.name)}</p> }
    });
    view! {
        <div class="disposition" data-outcome=value>
            <p><span class="disposition-outcome">{format!("{word}.")}</span>{response}</p>
            {byline.view(now)}
            {satisfied}
        </div>
    }
    .into_any()
}

fn acts(comment: &Comment, shown: &Shown, sent: Option<&Form>) -> Option<AnyView> {
    if !shown.standing.participates {
        return outside::moderation(comment, shown, sent);
    }
    let entry = format!("/p/{}/entries/{}", shown.process.slug, shown.entry.slug);
    let address = format!("{entry}/comments/{}", comment.number);
    let name = |act: &str| format!("comment-{}-{act}", comment.number);
    let answer = shown.standing.holds_pen.then(|| {
        let form = Form::resume(sent, &name("disposition"), []);
        let fields = vec![
            Field::new("outcome", "What becomes of it").select(&form, outcome_choices()),
            Field::new("response", "Response")
                .hint("Who is not followed is told why.")
                .area(&form),
        ];
        let words = if comment.disposition.is_some() {
            "Answer it anew"
        } else {
            "Answer it"
        };
        said(
            words,
            "Answer",
            &form,
            format!("{address}/disposition"),
            fields,
            sent,
        )
    });
    let mine = shown.standing.is(comment.by) && comment.disposition.is_some();
    let acknowledge = mine.then(|| {
        view! {
            <form class="actions" method="post" action=format!("{address}/acknowledgement")>
                <span>"Does this answer your comment?"</span>
                <button class="button" data-rank="second" data-size="small" name="satisfied" value="yes">"It does"</button>
                <button class="link-button" name="satisfied" value="no">"It does not"</button>
            </form>
        }
    });
    let form = Form::resume(sent, &name("reply"), []);
    let fields = vec![
        parts::hidden("in_reply_to", comment.number),
        parts::hidden("kind", "general"),
        Field::new("body", "Your reply").area(&form),
    ];
    let reply = said(
        "Reply",
        "Reply",
        &form,
        format!("{entry}/comments"),
        fields,
        sent,
    );
    let takeover = takeover::form(comment, shown, &address, sent);
    Some(view! { {takeover} {acknowledge} {answer} {reply} }.into_any())
}

/// Says something about the entry, or about one redline.
pub fn comment_form(
    shown: &Shown,
    redline: Option<RedlineNo>,
    sent: Option<&Form>,
) -> Option<AnyView> {
    if !shown.standing.participates {
        return None;
    }
    let name = comment_form_name(redline);
    let form = Form::resume(sent, &name, [("kind", "general".to_owned())]);
    let source = redline.map_or("words".to_owned(), |redline| format!("redline-{redline}"));
    let action = format!(
        "/p/{}/entries/{}/comments",
        shown.process.slug, shown.entry.slug
    );
    let kinds = vec![
        Choice::new("general", "General"),
        Choice::new("technical", "Technical"),
        Choice::new("editorial", "Editorial"),
    ];
    let wording = match form.value("wording") {
        "" => shown.entry.wording.number.to_string(),
        typed => typed.to_owned(),
    };
    let (label, hint) = match redline {
        None => (
            "Add a comment",
            "Select them in the entry, or copy them here.",
        ),
        Some(_) => (
            "Comment on this redline",
            "Select them in the redline, or copy them here.",
        ),
    };
    let proposed = redline.is_none().then(|| {
        view! {
            {parts::hidden("wording", wording)}
            {Field::new("proposed", "Words you propose instead").optional().line(&form)}
        }
    });
    let quote = view! {
        {parts::hidden("prefix", form.value("prefix"))}
        {parts::hidden("suffix", form.value("suffix"))}
        {Field::new("quote", "Words you speak of").optional().hint(hint).line(&form)}
        {proposed}
    };
    Some(
        view! {
            <form class="form" method="post" action=action novalidate data-quotes=source>
                {parts::hidden("form", &name)}
                {redline.map(|redline| parts::hidden("redline", redline))}
                {Field::new("body", label).area(&form)}
                {quote}
                {Field::new("kind", "Kind").inline().choices(&form, kinds)}
                <div class="actions"><button class="button" data-rank="second">"Comment"</button></div>
            </form>
        }
        .into_any(),
    )
}

/// The name of the form that comments on the entry, or on one redline.
pub fn comment_form_name(redline: Option<RedlineNo>) -> String {
    redline.map_or("comment".to_owned(), |redline| {
        format!("redline-{redline}-comment")
    })
}

/// What can become of a comment, to choose from.
pub fn outcome_choices() -> Vec<(String, String)> {
    let options = OUTCOMES
        .iter()
        .map(|(_, value, word)| ((*value).to_owned(), (*word).to_owned()));
    [(String::new(), "Choose".to_owned())]
        .into_iter()
        .chain(options)
        .collect()
}

pub fn outcome_word(outcome: Disposition) -> &'static str {
    let known = OUTCOMES.iter().find(|(known, ..)| *known == outcome);
    known.map_or("Noted", |(_, _, word)| word)
}

pub fn outcome_value(outcome: Disposition) -> &'static str {
    let known = OUTCOMES.iter().find(|(known, ..)| *known == outcome);
    known.map_or("noted", |(_, value, _)| value)
}

fn kind_word(kind: CommentKind) -> &'static str {
    match kind {
        CommentKind::General => "general",
        CommentKind::Technical => "technical",
        CommentKind::Editorial => "editorial",
    }
}
