//! The disposition report: every comment and what became of it, as ISO's commenting template lays it out.

use domain::{
    Moment, Slug,
    comment::{CommentKind, Disposition},
    entry::EntryRef,
};
use leptos::prelude::*;
use registry::{
    Registry, Result,
    dispositions::{self, DispositionFilter, DispositionRow, DispositionState},
    entries::{self, EntryLink},
    processes::{self, Process},
};

use crate::{
    Form, Page, Visit,
    parts::{self, Field, counted, query_value},
};

/// How many comments a page shows.
const SHOWN: u32 = 50;

struct Report {
    process: Process,
    filter: DispositionFilter,
    rows: Vec<DispositionRow>,
    next: Option<String>,
    later: bool,
    terms: Vec<EntryLink>,
}

pub async fn dispositions(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    filter: DispositionFilter,
    cursor: Option<String>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let terms = entries::terms(registry, caller, now, slug).await?;
    let page = registry::Page {
        limit: Some(SHOWN),
        cursor: cursor.clone(),
    };
    let listed = dispositions::list(registry, caller, now, slug, &filter, &page).await?;
    let report = Report {
        process: process.clone(),
        filter,
        rows: listed.items,
        next: listed.next,
        later: cursor.is_some(),
        terms,
    };
    Ok(Page::new("Disposition report", move || body(&report, now)).at(process, "Entries"))
}

fn body(report: &Report, now: Moment) -> AnyView {
    let slug = &report.process.slug;
    let here = format!("/p/{slug}/dispositions");
    let api = format!("/api/v1/processes/{slug}/dispositions");
    let query = query(&report.filter);
    let with = |query: &str| match query.is_empty() {
        true => String::new(),
        false => format!("?{query}"),
    };
    let next = report.next.as_ref().map(|next| {
        let cursor = format!("cursor={}", query_value(next));
        let parts: Vec<&str> = [query.as_str(), &cursor]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        parts::pagination(
            None,
            String::new(),
            Some(format!("{here}?{}", parts.join("&"))),
        )
    });
    view! {
        {parts::crumbs([
            ("Entries".to_owned(), format!("/p/{slug}/entries")),
            ("Disposition report".to_owned(), here.clone()),
        ])}
        <div class="page-head">
            <h1>"Disposition report"</h1>
            <div class="actions">
                <a class="button" data-rank="second" href=format!("{api}.docx{}", with(&query)) download="">"As DOCX"</a>
                <a class="button" data-rank="second" href=format!("{api}.csv{}", with(&query)) download="">"As CSV"</a>
            </div>
        </div>
        <p class="page-lead">"Every comment and what became of it, in the columns of the ISO commenting template."</p>
        {filters(report, &here)}
        <div class="part">{table(report, now)}{next}</div>
    }
    .into_any()
}

/// The filter as the query of an address.
fn query(filter: &DispositionFilter) -> String {
    let entry = filter.entry.as_ref().map(|entry| format!("entry={entry}"));
    let state = filter.state.map(|state| match state {
        DispositionState::Open => "state=open".to_owned(),
        DispositionState::Answered => "state=answered".to_owned(),
    });
    let group = filter.group.as_ref().map(|group| format!("group={group}"));
    let pairs: Vec<_> = [entry, state, group].into_iter().flatten().collect();
    pairs.join("&")
}

fn filters(report: &Report, here: &str) -> AnyView {
    let filter = &report.filter;
    // An entry may be named by its number; the list names it by its slug.
    let entry = filter.entry.as_ref().map(|entry| {
        let known = report.terms.iter().find(|link| match entry {
            EntryRef::Number(number) => link.number == *number,
            EntryRef::Slug(slug) => link.slug == *slug,
        });
        known.map_or_else(|| entry.to_string(), |link| link.slug.to_string())
    });
    let state = filter.state.map(|state| match state {
        DispositionState::Open => "open",
        DispositionState::Answered => "answered",
    });
    let group = filter.group.as_ref().map(Slug::to_string);
    let form = Form::begin(
        "",
        [
            ("entry", entry.unwrap_or_default()),
            ("state", state.unwrap_or_default().to_owned()),
            ("group", group.unwrap_or_default()),
        ],
    );
    let all = |words: &str| std::iter::once((String::new(), words.to_owned()));
    let entries = all("All entries")
        .chain(
            report
                .terms
                .iter()
                .map(|link| (link.slug.to_string(), link.term.clone())),
        )
        .collect();
    let states = all("Open and answered")
        .chain(
            [("open", "Open"), ("answered", "Answered")].map(|(a, b)| (a.to_owned(), b.to_owned())),
        )
        .collect();
    let groups = all("All groups")
        .chain(
            report
                .process
                .groups
                .iter()
                .map(|group| (group.slug.to_string(), group.name.to_string())),
        )
        .collect();
    view! {
        <form class="inline-form" action=here.to_owned()>
            {Field::new("entry", "Entry").select(&form, entries)}
            {Field::new("state", "State").select(&form, states)}
            {Field::new("group", "Group").select(&form, groups)}
            <button class="button" data-rank="second">"Show"</button>
        </form>
    }
    .into_any()
}

fn table(report: &Report, now: Moment) -> AnyView {
    if report.rows.is_empty() {
        let words = if report.filter == DispositionFilter::default() {
            "Participants comment on entries and redlines; the pen holder says what becomes of each. All of it will stand here."
        } else {
            "Show all entries, states and groups to see the others."
        };
        return parts::empty("No comment is in this report", words);
    }
    let home = format!("/p/{}/entries", report.process.slug);
    let rows = report
        .rows
        .iter()
        .map(|it| row(it, &home, now))
        .collect_view();
    let more = report.next.is_some() || report.later;
    let caption = format!(
        "{}{}",
        counted(report.rows.len(), "comment", "comments"),
        if more { " on this page" } else { "" }
    );
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Disposition report">
            <table class="table table-stack dispositions">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Comment"</th>
                        <th scope="col">"Group, organisation"</th>
                        <th scope="col">"Entry, part"</th>
                        <th scope="col">"Words"</th>
                        <th scope="col">"Type"</th>
                        <th scope="col">"Comments"</th>
                        <th scope="col">"Proposed change"</th>
                        <th scope="col">"Disposition"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(it: &DispositionRow, home: &str, now: Moment) -> AnyView {
    let entry = it.slug.as_ref().map(|slug| format!("{home}/{slug}"));
    let review = it.public.as_ref().and_then(|public| public.review);
    let place = match (&entry, it.redline, review) {
        (Some(entry), Some(redline), _) => {
            format!("{entry}/redlines/{redline}#comment-{}", it.number)
        }
        (Some(entry), None, _) => format!("{entry}#comment-{}", it.number),
        (None, _, review) => {
            let reviews = home.replacen("/entries", "/reviews", 1);
            format!(
                "{reviews}/{}#comment-{}",
                review.unwrap_or_default(),
                it.number
            )
        }
    };
    let from_outside = it.public.is_some().then(|| "public review".to_owned());
    let whose: Vec<String> = from_outside
        .into_iter()
        .chain(it.author.group_name.clone())
        .chain(it.author.organisation.as_ref().map(|o| o.name.clone()))
        .collect();
    let part = it
        .part
        .as_ref()
        .map(|part| format!(", {}", parts::part_name(part).to_lowercase()));
    let redline = it.redline.map(|redline| format!(", redline {redline}"));
    let about = match entry.zip(it.term.clone()) {
        Some((entry, term)) => view! { <a href=entry>{term}</a> }.into_any(),
        None => "The review as a whole".into_any(),
    };
    let hidden = it.public.as_ref().and_then(|public| public.hidden.as_ref());
    let said = match hidden {
        Some(hidden) => format!("Hidden by the convener: {}", hidden.reason),
        None => domain::markdown::plain(&it.body),
    };
    let kind = match it.kind {
        CommentKind::General => view! { <abbr title="general">"ge"</abbr> }.into_any(),
        CommentKind::Technical => view! { <abbr title="technical">"te"</abbr> }.into_any(),
        CommentKind::Editorial => view! { <abbr title="editorial">"ed"</abbr> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row"><a href=place>{it.number.to_string()}</a></th>
            <td data-label="From"><span>{it.author.name.clone()}<br/><span class="quiet">{whose.join(", ")}</span></span></td>
            <td data-label="Entry"><span>{about}{part}{redline}</span></td>
            <td data-label="Words">{it.quote.clone().map(|quote| view! { <q>{quote}</q> })}</td>
            <td data-label="Type">{kind}</td>
            <td data-label="Comments"><span>{said}</span></td>
            <td data-label="Proposed">{it.proposed.clone()}</td>
            <td data-label="Outcome">{disposition(it, hidden.is_some(), now)}</td>
        </tr>
    }
    .into_any()
}

fn disposition(it: &DispositionRow, hidden: bool, now: Moment) -> AnyView {
    let Some(disposed) = &it.disposition else {
        if hidden {
            return ().into_any();
        }
        return view! { <span class="quiet">"Open since " {parts::when(it.at, now)}</span> }
            .into_any();
    };
    let satisfied = match it.satisfied {
        Some(true) => Some("The author is satisfied."),
        Some(false) => Some("The author is not satisfied."),
        None => None,
    };
    view! {
        <span>
            <b>{outcome(disposed.outcome)}</b> ". " {disposed.response.clone()}
            <br/>
            <span class="quiet">{disposed.author.name.clone()} ", " {parts::when(disposed.at, now)} {satisfied.map(|words| format!(". {words}"))}</span>
        </span>
    }
    .into_any()
}

fn outcome(outcome: Disposition) -> &'static str {
    match outcome {
        Disposition::Accepted => "Accepted",
        Disposition::Partly => "Accepted in part",
        Disposition::NotAccepted => "Not accepted",
        Disposition::Noted => "Noted",
        Disposition::OutOfScope => "Out of scope",
        Disposition::Duplicate => "Said before",
    }
}
