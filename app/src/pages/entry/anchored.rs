//! Which words a comment speaks of, and what became of them.

use domain::{
    Lang,
    comment::anchor::{Anchor, AnchorPart, AnchorState},
    ids::RedlineNo,
};
use leptos::prelude::*;
use registry::comments::Comment;

use super::Shown;
use crate::parts::{self, Quoted, QuotedBy};

/// The words that comments on the entry speak of, where they still stand.
pub fn quotes(shown: &Shown) -> Vec<Quoted> {
    let on_entry = shown.comments.iter().filter(|it| it.redline.is_none());
    on_entry.filter_map(quoted).collect()
}

/// The words that comments on a redline speak of, where it still proposes them.
pub fn quotes_on(shown: &Shown, redline: RedlineNo) -> Vec<Quoted> {
    let on_it = shown.comments.iter();
    let on_it = on_it.filter(|it| it.redline == Some(redline));
    on_it.filter_map(quoted).collect()
}

fn quoted(comment: &Comment) -> Option<Quoted> {
    Some(Quoted {
        by: QuotedBy::Comment(comment.number),
        anchor: comment.anchor.clone().filter(|it| it.start.is_some())?,
    })
}

/// The quote above a comment, with where its words stand now.
pub fn quote(comment: &Comment, shown: &Shown) -> Option<AnyView> {
    let quote = comment.quote.as_ref()?;
    let fate = comment
        .anchor
        .as_ref()
        .map(|anchor| fate(comment, anchor, shown));
    Some(
        view! {
            <blockquote class="comment-quote">{quote.exact.to_string()}</blockquote>
            {fate}
        }
        .into_any(),
    )
}

fn fate(comment: &Comment, anchor: &Anchor, shown: &Shown) -> AnyView {
    let place = place(anchor, shown.process.languages.first());
    let way = |words: String| match comment.redline {
        None => view! { <a href=format!("#quote-{}", comment.number)>{words}</a> }.into_any(),
        Some(_) => words.into_any(),
    };
    match (anchor.state, comment.redline) {
        (AnchorState::Found, None) => {
            view! { <p class="comment-where">{way(format!("In {place}"))}</p> }.into_any()
        }
        (AnchorState::Found, Some(redline)) => {
            view! { <p class="comment-where">{format!("In {place} as redline {redline} has it")}</p> }.into_any()
        }
        (AnchorState::Moved, _) => view! {
            <p class="comment-where" data-state="moved">
                {way(format!("In {place}"))}
                {format!(" these words changed since wording {}; they read now: ", comment.wording)}
                <q>{anchor.text.clone()}</q>
            </p>
        }
        .into_any(),
        (AnchorState::Orphaned, _) => {
            let words = match (anchor.gone_since, comment.redline) {
                (Some(wording), _) => format!("These words are gone since wording {wording}."),
                (None, Some(redline)) => format!("These words do not stand in redline {redline}."),
                (None, None) => format!("These words do not stand in wording {}.", comment.wording),
            };
            view! { <p class="comment-where" data-state="orphaned">{words}</p> }.into_any()
        }
    }
}

/// "the definition", "note 2 (German)".
pub fn place(anchor: &Anchor, authoritative: Option<&Lang>) -> String {
    let item = anchor
        .item
        .map(|item| format!(" {item}"))
        .unwrap_or_default();
    let part = match anchor.part {
        Some(AnchorPart::Note) => format!("note{item}"),
        Some(AnchorPart::Example) => format!("example{item}"),
        _ => "the definition".to_owned(),
    };
    match anchor.lang.as_ref() {
        Some(lang) if Some(lang) != authoritative => {
            format!("{part} ({})", parts::language_name(lang))
        }
        _ => part,
    }
}
