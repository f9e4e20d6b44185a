//! Redlining an entry in a word processor: what to download, sending it back, and what it would propose.

use domain::{
    Slug,
    content::Changes,
    entry::EntryRef,
    ids::{MemberNo, WordingNo},
    redline::{Fields, between},
};
use leptos::prelude::*;
use registry::{
    Registry,
    entries::{self, Entry},
    manuscripts::Taken,
    processes::{self, Process},
    wordings,
};
use serde::{Deserialize, Serialize};

use super::compose::impact_field;
use crate::{
    Form, Page, Visit,
    parts::{self, Choice, Field},
};

/// What was taken from a file, as it goes through the page until it is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub author: String,
    pub base: WordingNo,
    pub changes: Changes,
    pub moved_by: Option<(MemberNo, String)>,
}

impl From<Taken> for Kept {
    fn from(taken: Taken) -> Self {
        Self {
            author: taken.author,
            base: taken.base,
            changes: taken.changes,
            moved_by: taken.moved_by.map(|person| (person.number, person.name)),
        }
    }
}

/// The page. `kept` is what a file holds; `sent` the form that was refused, or with which it begins.
pub async fn manuscript(
    registry: &Registry,
    visit: &Visit,
    process: &Slug,
    entry: &EntryRef,
    kept: Vec<Kept>,
    sent: Option<Form>,
) -> registry::Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, process).await?;
    let p = &process.slug;
    let entry = entries::find(registry, caller, now, p, entry).await?;
    let at = EntryRef::Number(entry.number);
    let mut shown = Vec::new();
    for kept in kept {
        let base = wordings::find(registry, caller, now, p, &at, kept.base).await?;
        let fields = process.languages.first().map_or_else(Fields::new, |lang| {
            between(&base.content, &base.content.with(&kept.changes), lang)
        });
        shown.push((kept, fields));
    }
    let title = format!("Redline {} in a word processor", entry.term);
    let place = process.clone();
    let form = sent.unwrap_or_default();
    Ok(Page::new(title, move || body(&process, &entry, &shown, &form)).at(place, "Entries"))
}

fn body(process: &Process, entry: &Entry, shown: &[(Kept, Fields)], form: &Form) -> AnyView {
    let home = format!("/p/{}/entries", process.slug);
    let here = format!("{home}/{}", entry.slug);
    let action = format!("{here}/docx");
    let term = view! { <i>{entry.term.clone()}</i> };
    let inside = if shown.is_empty() {
        begin(process, entry, form, &action)
    } else {
        taken(process, shown, form, &action)
    };
    view! {
        {parts::crumbs([
            ("Entries".to_owned(), home),
            (entry.term.clone(), here),
            ("In a word processor".to_owned(), action.clone()),
        ])}
        <div class="page-head"><h1>"Redline " {term} " in a word processor"</h1></div>
        {parts::error_summary(form)}
        {inside}
    }
    .into_any()
}

fn begin(process: &Process, entry: &Entry, form: &Form, action: &str) -> AnyView {
    let api = format!("/api/v1/processes/{}/entries/{}", process.slug, entry.slug);
    let current = entry.wording.number;
    view! {
        <section class="part" id="download">
            <div class="part-head"><h2>"1. Download it"</h2></div>
            <p><a class="button" data-rank="second" href=format!("{api}/wordings/{current}...{current}.docx") download="">"The wording as it reads now"</a></p>
            <p>
                "Or take it " <a href=format!("{api}/redlines.docx") download="">"with every pending redline"</a>
                ", each as its author's tracked change. Those are not proposed again."
            </p>
        </section>
        <section class="part" id="change">
            <div class="part-head"><h2>"2. Change the words below the headings"</h2></div>
            <p>
                "The tracking of changes is on already; leave it on. Texts stand as they were typed, definitions in Markdown. A line of notes, examples, sources and relations is an item each. Save it as DOCX."
            </p>
        </section>
        <section class="part" id="send">
            <div class="part-head"><h2>"3. Send it here"</h2></div>
            <form class="form" method="post" action=action.to_owned() enctype="multipart/form-data">
                {Field::new("file", "The file").hint("A DOCX of at most 4 MiB. Nothing is proposed before you have seen what it changes.").typed(form, "file")}
                <div class="actions"><button class="button">"Show what it changes"</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn taken(process: &Process, shown: &[(Kept, Fields)], form: &Form, action: &str) -> AnyView {
    let Some(authoritative) = process.languages.first() else {
        return ().into_any();
    };
    let articles = shown.iter().enumerate().map(|(at, (kept, fields))| {
        let number = at + 1;
        let who = match &kept.moved_by {
            Some((_, name)) => format!("It would be proposed as moved by {name}, who is asked to confirm it."),
            None => "It would be proposed as yours.".to_owned(),
        };
        view! {
            <article class="redline" id=format!("taken-{number}")>
                <div class="redline-head"><h3>{format!("Redline by {}", named(&kept.author))}</h3></div>
                <p class="quiet">{format!("Against wording {}. {who}", kept.base)}</p>
                {parts::redline_parts(fields, authoritative)}
                {parts::redline_ways(fields, authoritative, &format!("taken-{number}"))}
            </article>
        }
    });
    let hidden = shown.iter().map(|(kept, _)| {
        let json = serde_json::to_string(kept).unwrap_or_default();
        parts::hidden("taken", json)
    });
    let several = shown.len() > 1;
    let choice = several.then(|| {
        let choices = shown.iter().enumerate().map(|(at, (kept, _))| {
            Choice::new((at + 1).to_string(), named(&kept.author).to_owned())
        });
        Field::new("take", "Propose the redlines by").ticks(form, choices.collect())
    });
    let words = if several {
        "Propose these redlines"
    } else {
        "Propose this redline"
    };
    view! {
        <section class="part" id="preview">
            <div class="part-head"><h2>"What it changes"</h2></div>
            <p class="part-note">"This is how it would read to others. It is not proposed yet."</p>
            {articles.collect_view()}
        </section>
        <form class="form part" method="post" action=format!("{action}/redlines") novalidate>
            {hidden.collect_view()}
            {choice}
            {Field::new("rationale", "Why").hint("What is wrong or missing today, and for whom.").area(form)}
            {impact_field(form)}
            <div class="actions">
                <button class="button">{words}</button>
                <a href=action.to_owned()>"Send another file"</a>
            </div>
        </form>
    }
    .into_any()
}

/// The name a word processor knows somebody by; some know none.
fn named(author: &str) -> &str {
    match author.trim() {
        "" => "an author without a name",
        name => name,
    }
}
