//! The entries of a process, as a dictionary lists them.

use domain::{Slug, entry::EntryStatus, process::Role};
use leptos::prelude::*;
use registry::{
    Registry,
    entries::{self, EntryFilter, EntryList, EntrySummary},
    processes::{self, Process},
};

use crate::{
    Form, Page, Visit,
    parts::{self, Choice, Field, counted},
};

/// As many as fit into one answer: people look a word up, they do not leaf.
const ON_A_PAGE: u32 = 200;
/// Hits are shown while one types: more would be in the way of the next letter.
const HITS_ON_A_PAGE: u32 = 100;
const STATUSES: [EntryStatus; 6] = [
    EntryStatus::Proposed,
    EntryStatus::Discussed,
    EntryStatus::Called,
    EntryStatus::Agreed,
    EntryStatus::Withdrawn,
    EntryStatus::Retired,
];

/// The entries of a process, as far as the filter lets them through.
pub async fn entries(
    registry: &Registry,
    visit: &Visit,
    process: &Slug,
    filter: EntryFilter,
    cursor: Option<String>,
) -> registry::Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, process).await?;
    let page = registry::Page {
        limit: Some(filter.q.as_ref().map_or(ON_A_PAGE, |_| HITS_ON_A_PAGE)),
        cursor: cursor.clone(),
    };
    let list = entries::list(registry, caller, now, &process.slug, &filter, &page).await?;
    let shown = process.clone();
    Ok(Page::new("Entries", move || {
        body(&shown, &list, &filter, cursor.is_some())
    })
    .at(process, "Entries")
    .live())
}

fn body(process: &Process, list: &EntryList, filter: &EntryFilter, later: bool) -> AnyView {
    let home = format!("/p/{}/entries", process.slug);
    let proposes = process
        .me
        .as_ref()
        .is_some_and(|me| me.role == Role::Participant)
        && process.state == domain::process::State::Open;
    let propose = proposes
        .then(|| view! { <a class="button" href=format!("{home}/compose")>"Propose an entry"</a> });
    let import = proposes.then(|| {
        view! { <p class="part-note"><a href=format!("/p/{}/import", process.slug)>"Import entries from a file"</a></p> }
    });
    view! {
        <div class="page-head"><h1>"Entries"</h1>{propose}</div>
        <p class="part-note"><a href=format!("/p/{}/dispositions", process.slug)>"Every comment and what became of it"</a></p>
        {import}
        {filters(process, list, filter, &home)}
        <div id="entries" data-live="">{found(list, filter, &home, later, proposes)}</div>
    }
    .into_any()
}

fn filters(process: &Process, list: &EntryList, filter: &EntryFilter, home: &str) -> AnyView {
    let mut form = Form::begin("", [("q", filter.q.clone().unwrap_or_default())]);
    for status in &filter.status {
        form.values.push((
            "status".to_owned(),
            parts::status_words(*status).0.to_owned(),
        ));
    }
    let statuses = STATUSES.iter().filter_map(|status| {
        let count = list.counts.get(status).copied().unwrap_or_default();
        let (value, word) = parts::status_words(*status);
        (count > 0 || filter.status.contains(status))
            .then(|| Choice::new(value, format!("{word} ({count})")))
    });
    let statuses: Vec<_> = statuses.collect();
    let ticks = (!statuses.is_empty()).then(|| {
        Field::new("status", "Status")
            .inline()
            .ticks(&form, statuses)
    });
    if let Some(group) = &filter.silent {
        form.values.push(("silent".to_owned(), group.to_string()));
    }
    let called = list.counts.contains_key(&EntryStatus::Called);
    let silent = (called || filter.silent.is_some()).then(|| {
        let groups = process.groups.iter();
        let groups = groups.map(|group| (group.slug.to_string(), group.name.to_string()));
        let options = [(String::new(), "Any".to_owned())]
            .into_iter()
            .chain(groups);
        Field::new("silent", "In call and not heard from").select(&form, options.collect())
    });
    let letter = filter
        .letter
        .clone()
        .map(|letter| parts::hidden("letter", letter));
    view! {
        <form class="filters" role="search" aria-label="Entries" action=home.to_owned() data-search="entries">
            {Field::new("q", "Search words and definitions").typed(&form, "search")}
            {ticks}
            {silent}
            {letter}
            <button class="button" data-rank="second">"Show"</button>
        </form>
    }
    .into_any()
}

/// What the filter lets through; this part follows while one types.
fn found(
    list: &EntryList,
    filter: &EntryFilter,
    home: &str,
    later: bool,
    proposes: bool,
) -> AnyView {
    let total: u64 = list.counts.values().sum();
    if total == 0 {
        let begin = if proposes {
            view! { "Every word the process works on will stand here. " <a href=format!("{home}/compose")>"Propose the first one"</a> "." }.into_any()
        } else {
            "Every word the process works on will stand here, with its definition and where it stands. Participants propose them.".into_any()
        };
        return parts::empty("No entries yet", begin);
    }
    let narrowed = *filter != EntryFilter::default();
    let shown = list.items.len();
    let more = list.next.is_some() || later;
    let place = match (more, narrowed) {
        (true, _) => format!("{} on this page", counted(shown, "entry", "entries")),
        (false, true) => format!("{shown} of {}", counted(total as usize, "entry", "entries")),
        (false, false) => counted(shown, "entry", "entries"),
    };
    let words = list
        .items
        .first()
        .zip(list.items.last())
        .map(|(first, last)| (first.term.clone(), last.term.clone()));
    let (first, last) = words.unwrap_or_default();
    let rows = list.items.iter().map(|item| row(item, home)).collect_view();
    let none = (shown == 0).then(|| {
        parts::empty("No entry fits", view! { "Search for fewer words or " <a href=home.to_owned()>"show all entries"</a> "." })
    });
    let pages = more.then(|| {
        let first = later.then(|| address(home, filter, &filter.letter, None));
        let next = list
            .next
            .as_deref()
            .map(|next| address(home, filter, &filter.letter, Some(next)));
        parts::pagination(first, place.clone(), next)
    });
    view! {
        {letters(list, filter, home)}
        <p class="guide-words"><span>{first}</span><span class="entry-count">{place}</span><span>{last}</span></p>
        {none}
        <ol class="entry-list" role="list">{rows}</ol>
        {pages}
    }
    .into_any()
}

fn letters(list: &EntryList, filter: &EntryFilter, home: &str) -> AnyView {
    let present = |letter: &str| list.letters.iter().any(|known| known == letter);
    let mut all: Vec<String> = ('A'..='Z').map(|letter| letter.to_string()).collect();
    all.extend(
        list.letters
            .iter()
            .filter(|letter| !all.contains(letter))
            .cloned()
            .collect::<Vec<_>>(),
    );
    let every = filter.letter.is_none().then_some("true");
    let items = all
        .into_iter()
        .map(|letter| {
            if !present(&letter) {
                return view! { <li><span>{letter}</span></li> }.into_any();
            }
            let current = (filter.letter.as_deref() == Some(&*letter)).then_some("true");
            let href = address(home, filter, &Some(letter.clone()), None);
            view! { <li><a href=href aria-current=current>{letter}</a></li> }.into_any()
        })
        .collect_view();
    view! {
        <nav class="letters" aria-label="Letters">
            <ul><li><a href=address(home, filter, &None, None) aria-current=every>"All"</a></li>{items}</ul>
        </nav>
    }
    .into_any()
}

fn row(item: &EntrySummary, home: &str) -> AnyView {
    let abbreviation = item
        .abbreviation
        .clone()
        .map(|text| view! { " " <span class="entry-abbr">{text}</span> });
    let needs = needs(item);
    let needs = (!needs.is_empty()).then(|| view! { <p class="entry-row-need">{needs}</p> });
    view! {
        <li>
            <article class="entry-row">
                <h2 class="entry-row-word"><a href=format!("{home}/{}", item.slug)>{item.term.clone()}</a>{abbreviation}</h2>
                {parts::status(item.status)}
                <p class="entry-row-text">{item.excerpt.clone()}</p>
                {needs}
            </article>
        </li>
    }
    .into_any()
}

/// What waits for somebody at an entry.
fn needs(item: &EntrySummary) -> String {
    let redlines = match item.pending_redlines {
        0 => None,
        1 => Some("1 redline waits".to_owned()),
        n => Some(format!("{n} redlines wait")),
    };
    let comments = match item.undisposed_comments {
        0 => None,
        1 => Some("1 comment is not answered".to_owned()),
        n => Some(format!("{n} comments are not answered")),
    };
    redlines
        .into_iter()
        .chain(comments)
        .collect::<Vec<_>>()
        .join("; ")
}

/// The address of a list under a filter.
fn address(
    home: &str,
    filter: &EntryFilter,
    letter: &Option<String>,
    cursor: Option<&str>,
) -> String {
    let mut asked: Vec<String> = Vec::new();
    if let Some(q) = filter.q.as_deref().filter(|q| !q.is_empty()) {
        asked.push(format!("q={}", parts::query_value(q)));
    }
    asked.extend(
        filter
            .status
            .iter()
            .map(|status| format!("status={}", parts::status_words(*status).0)),
    );
    asked.extend(filter.silent.iter().map(|group| format!("silent={group}")));
    asked.extend(
        letter
            .iter()
            .map(|letter| format!("letter={}", parts::query_value(letter))),
    );
    asked.extend(cursor.map(|cursor| format!("cursor={}", parts::query_value(cursor))));
    if asked.is_empty() {
        home.to_owned()
    } else {
        format!("{home}?{}", asked.join("&"))
    }
}
