//! The record: everything that changed anything, in order.

mod clauses;
mod meetings;
mod sentence;

use domain::{Moment, Slug, record::Line};
use leptos::prelude::*;
use registry::{
    Page as Piece, Registry, Result,
    chronicle::{self, Chronicle},
    processes,
};

pub(super) use sentence::sentence;

use crate::{
    Form, Page, Visit,
    parts::{Field, exact, said, time},
};

/// How much of a digest tells lines apart at a glance.
const DIGEST_SHOWN: usize = 12;

/// What one may narrow the record to: a value, its words, and the acts it stands for.
const SUBJECTS: [(&str, &str, &[&str]); 7] = [
    (
        "entries",
        "Entries and redlines",
        &[
            "entry.proposed",
            "entry.withdrawn",
            "pen.passed",
            "redline.proposed",
            "redline.confirmed",
            "redline.folded",
            "redline.refused",
            "redline.withdrawn",
        ],
    ),
    (
        "comments",
        "Comments",
        &[
            "comment.added",
            "comment.disposed",
            "comment.acknowledged",
            "review.commented",
            "problem.reported",
            "review.comment_hidden",
            "review.comment_shown",
        ],
    ),
    (
        "reviews",
        "Public reviews",
        &[
            "review.opened",
            "review.extended",
            "review.closed",
            "review.commented",
            "problem.reported",
            "review.comment_hidden",
            "review.comment_shown",
        ],
    ),
    (
        "calls",
        "Calls and positions",
        &[
            "call.scheduled",
            "call.opened",
            "call.extended",
            "call.nudged",
            "call.withdrawn",
            "call.stated",
            "call.closed",
            "call.contested",
            "contest.withdrawn",
            "call.finalised",
            "call.superseded",
            "position.taken",
            "positions.revealed",
            "answer.given",
            "answer.confirmed",
            "minority.stated",
            "rule.adopted",
        ],
    ),
    ("meetings", "Meetings", meetings::ACTS),
    (
        "people",
        "People",
        &[
            "interest.expressed",
            "interest.admitted",
            "interest.declined",
            "organisation.added",
            "organisation.renamed",
            "organisation.merged",
            "member.invited",
            "member.joined",
            "member.changed",
            "member.left",
        ],
    ),
    (
        "process",
        "Process and releases",
        &[
            "process.created",
            "process.updated",
            "rule.adopted",
            "release.published",
            "release.yanked",
        ],
    ),
];

/// What the query of the record page may ask for.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct RecordQuery {
    /// One of the subjects.
    #[serde(default)]
    pub about: Option<String>,
    /// The line after which older ones are shown.
    #[serde(default)]
    pub cursor: Option<String>,
}

pub async fn record(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    query: RecordQuery,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let about = query.about.unwrap_or_default();
    let acts = SUBJECTS
        .iter()
        .find(|(value, ..)| *value == about)
        .map_or(&[][..], |(.., acts)| acts);
    let first = query.cursor.is_none();
    let piece = Piece {
        limit: None,
        cursor: query.cursor,
    };
    let lines = chronicle::read(registry, caller, now, slug, acts, &piece).await?;
    let home = format!("/p/{slug}");
    let page = Page::new("Record", move || {
        let shown = lines.lines.items.iter().map(|line| one(line, &lines, &home, now)).collect_view();
        view! {
            <div class="page-head">
                <h1>"Record"</h1>
                <a class="button" href=format!("{home}/record/check")>"Check it yourself"</a>
                <a class="button" data-rank="second" href=format!("/api/v1{}/record", home.replacen("/p/", "/processes/", 1))>"All lines, as stored"</a>
            </div>
            <p class="page-lead">
                "Everything that changed anything, in order, and nothing else. Each line carries the digest of the one "
                "before it, so that none can be changed, dropped or added unseen."
            </p>
            {filter(&about)}
            <ol class="record" role="list" id="lines" data-live=first.then_some("")>{shown}</ol>
            {way_on(&lines, &home, &about, first)}
        }
        .into_any()
    })
    .at(process, "Record");
    Ok(if first { page.live() } else { page })
}

fn filter(about: &str) -> AnyView {
    let form = Form::begin("", [("about", about.to_owned())]);
    let mut options = vec![(String::new(), "Everything".to_owned())];
    options.extend(
        SUBJECTS
            .iter()
            .map(|(value, words, _)| ((*value).to_owned(), (*words).to_owned())),
    );
    view! {
        <form class="filters" aria-label="Record">
            {Field::new("about", "About").select(&form, options)}
            <button class="button" data-rank="second">"Show"</button>
        </form>
    }
    .into_any()
}

fn one(line: &Line, of: &Chronicle, home: &str, now: Moment) -> AnyView {
    let stored = serde_json::to_string(line).unwrap_or_default();
    let short: String = line.hash.chars().take(DIGEST_SHOWN).collect();
    let before: String = line.prev.chars().take(DIGEST_SHOWN).collect();
    view! {
        <li>
            <article class="record-line" id=format!("seq-{}", line.seq)>
                <a class="record-seq" href=format!("#seq-{}", line.seq)>{line.seq}</a>
                <p>{sentence(line, of, home)}</p>
                <div class="record-meta">
                    {time(line.at, format!("{} ({})", said(line.at, now), exact(line.at)))}
                    <code class="record-act">{line.event.act()}</code>
                    <code class="digest" title=line.hash.clone()>{format!("{before}… → {short}…")}</code>
                </div>
                <details class="disclosure" id=format!("stored-{}", line.seq)>
                    <summary>"As stored"</summary>
                    <pre class="code"><code>{stored}</code></pre>
                </details>
            </article>
        </li>
    }
    .into_any()
}

fn way_on(lines: &Chronicle, home: &str, about: &str, first: bool) -> AnyView {
    let at = |cursor: &str| format!("{home}/record?about={about}&cursor={cursor}");
    let items = &lines.lines.items;
    let place = match (items.last(), items.first()) {
        (Some(oldest), Some(newest)) => {
            format!("{} to {} of {} lines", oldest.seq, newest.seq, lines.length)
        }
        _ => format!("none of {} lines", lines.length),
    };
    let newest = (!first).then(
        || view! { <a rel="first" href=format!("{home}/record?about={about}")>"Newest lines"</a> },
    );
    let older = lines
        .lines
        .next
        .as_deref()
        .map(|next| view! { <a rel="next" href=at(next)>"Earlier lines"</a> });
    view! {
        <nav class="pagination" aria-label="Pages">
            {newest}
            <span class="pagination-place">{place}</span>
            {older}
        </nav>
    }
    .into_any()
}
