//! An entry: how it reads now, where it stands, and everything said about it.

mod anchored;
mod around;
mod call;
mod comments;
mod discussion;
mod heading;
mod history;
mod margin;
pub(super) mod outside;
mod overlay;
mod redlines;
mod standing;
mod takeover;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::{
    Moment, Slug,
    content::Content,
    entry::{EntryRef, RedlineState},
    ids::{RedlineNo, ReviewNo},
};
use leptos::prelude::*;
use registry::{
    Error, Registry,
    calls::{self, Call},
    comments::{self as remarks, Comment},
    entries::{self, Entry},
    members,
    names::Person,
    processes::{self, Process},
    redlines::{self as lines, Redline, RedlineFilter},
    reviews,
    ripple::{self, Ripple, Touched},
    wordings::{self, Step},
};

use crate::{
    Form, Page, Visit,
    parts::{self, EntryLinks},
};

pub use anchored::quotes_on;
pub use comments::{comment_form, thread};
pub(super) use comments::{outcome_choices, outcome_value, outcome_word};
pub use redlines::redline_article;
pub(super) use redlines::said;
pub use standing::Standing;

/// As many of each as one answer gives: more of them on one entry are read on pages of their own.
const MOST: u32 = 200;
/// The last steps of its history that an entry tells itself.
const STEPS_TOLD: usize = 5;

/// Everything that is shown of an entry.
#[derive(Debug, Clone)]
pub struct Shown {
    pub process: Process,
    pub entry: Entry,
    pub call: Option<Call>,
    pub redlines: Vec<Redline>,
    pub comments: Vec<Comment>,
    pub steps: Vec<Step>,
    /// The public review it is in at this moment: number, title, until when.
    pub review: Option<(ReviewNo, String, Moment)>,
    /// What its pending redlines touch; read only where there are any.
    pub ripple: Option<Ripple>,
    pub touched: BTreeMap<RedlineNo, Touched>,
    /// Who could hold the pen; read only for who may pass it.
    pub holders: Vec<Person>,
    pub links: EntryLinks,
    pub standing: Standing,
}

/// An entry; `sent` is the form on it that was refused.
pub async fn entry(
    registry: &Registry,
    visit: &Visit,
    process: &Slug,
    entry: &EntryRef,
    sent: Option<Form>,
) -> registry::Result<Page> {
    let shown = load(registry, visit, process, entry).await?;
    let title = shown.entry.term.clone();
    let here = format!("/p/{}/entries/{}", shown.process.slug, shown.entry.slug);
    let process = shown.process.clone();
    let now = visit.now;
    Ok(Page::new(title, move || body(&shown, now, sent.as_ref()))
        .at(process, "Entries")
        .live_at(here))
}

/// Reads everything that is shown of an entry.
pub async fn load(
    registry: &Registry,
    visit: &Visit,
    process: &Slug,
    entry: &EntryRef,
) -> registry::Result<Shown> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, process).await?;
    let p = &process.slug;
    let entry = entries::find(registry, caller, now, p, entry).await?;
    let at = EntryRef::Number(entry.number);
    let most = registry::Page {
        limit: Some(MOST),
        cursor: None,
    };
    let call = match entry.open_call {
        Some(call) => Some(calls::find(registry, caller, now, p, call).await?),
        None => None,
    };
    let pending = RedlineFilter {
        state: Some(RedlineState::Pending),
    };
    let redlines = lines::list(registry, caller, now, p, &at, pending, &most)
        .await?
        .items;
    let comments = remarks::list(registry, caller, now, p, &at, &most)
        .await?
        .items;
    let review = reviews::open_on(registry, caller, now, p, entry.number).await?;
    let before = entry.wording.number.saturating_sub(STEPS_TOLD as u32);
    let told = registry::Page {
        limit: Some(MOST),
        cursor: Some(before.to_string()),
    };
    let steps = wordings::list(registry, caller, now, p, &at, &told)
        .await?
        .items;
    let (ripple, touched) = if redlines.is_empty() {
        (None, BTreeMap::new())
    } else {
        let (ripple, touched) = ripple::find_each(registry, caller, now, p, &at).await?;
        (Some(ripple), touched)
    };
    let standing = Standing::of(&process, &entry);
    let holders = if standing.passes_pen {
        let roster = members::roster(registry, caller, now, p, &most).await?;
        let people = roster
            .items
            .into_iter()
            .filter(|member| member.left_at.is_none())
            .map(|member| member.person);
        people
            .filter(|person| {
                person.role == domain::process::Role::Participant && person.number != entry.pen
            })
            .collect()
    } else {
        Vec::new()
    };
    let linked = linked(&entry.wording.content, &comments);
    let known = entries::known(registry, caller, now, p, linked).await?;
    let links = EntryLinks::of(p).knowing(known);
    Ok(Shown {
        process,
        entry,
        call,
        redlines,
        comments,
        steps,
        review,
        ripple,
        touched,
        holders,
        links,
        standing,
    })
}

/// What the texts that are shown of an entry link to.
fn linked(content: &Content, comments: &[Comment]) -> Vec<EntryRef> {
    let listed = content.notes.values().chain(content.examples.values());
    let wording = content.definition.values().chain(listed.flatten());
    let responses = comments
        .iter()
        .filter_map(|comment| comment.disposition.as_ref()?.response.as_deref());
    let said = comments.iter().map(|comment| comment.body.as_str());
    let texts = wording.map(|text| &**text).chain(said).chain(responses);
    texts
        .flat_map(domain::markdown::links)
        .filter_map(|entry| entry.parse().ok())
        .collect()
}

fn body(shown: &Shown, now: domain::Moment, sent: Option<&Form>) -> AnyView {
    let home = format!("/p/{}/entries", shown.process.slug);
    let here = format!("{home}/{}", shown.entry.slug);
    let quotes = anchored::quotes(shown);
    let redline = shown.standing.participates.then(|| {
        view! {
            <div class="actions">
                <a class="button" href=format!("{here}/compose")>"Redline this wording"</a>
                <button class="button" data-rank="second" type="button" data-comment-on="words" hidden>"Comment on these words"</button>
            </div>
        }
    });
    view! {
        {parts::crumbs([("Entries".to_owned(), home.clone()), (shown.entry.term.clone(), here.clone())])}
        {sent.and_then(parts::error_summary)}
        <div class="columns">
            <div>
                <div id="words" data-live="">{heading::article(shown, &quotes, now)}</div>
                {redline}
                {outside::in_review(shown, now)}
                {call::section(shown, now)}
                {redlines::section(shown, now, sent)}
                {comments::section(shown, now, sent)}
                {around::related(shown)}
                {history::section(shown, now)}
            </div>
            {around::beside(shown, now, sent)}
        </div>
    }
    .into_any()
}

/// What is wrong where a registry error is the answer to a form; other errors are passed on.
pub fn refusal(error: &Error) -> Option<String> {
    match error {
        Error::Refused(refusal) | Error::Stale(refusal) => Some(refusal.to_string()),
        Error::Forbidden(denial) => Some(denial.to_string()),
        _ => None,
    }
}
