//! What the desk is asked for: by a form that needs no script, and kept in the address.

use domain::entry::EntryStatus;
use leptos::prelude::*;
use registry::desk::{DeskFilter, DeskSort};

use super::Sheet;
use crate::{
    Form,
    parts::{Choice, Field, query_value, status_words},
};

const STATUSES: [EntryStatus; 6] = [
    EntryStatus::Proposed,
    EntryStatus::Discussed,
    EntryStatus::Called,
    EntryStatus::Agreed,
    EntryStatus::Withdrawn,
    EntryStatus::Retired,
];
const SORTS: [(DeskSort, &str, &str); 4] = [
    (DeskSort::Closing, "closing", "Soonest to close"),
    (DeskSort::Term, "term", "Term"),
    (DeskSort::Silent, "silent", "Most groups silent"),
    (DeskSort::Against, "against", "Most groups against"),
];

pub(super) fn filters(sheet: &Sheet) -> AnyView {
    let filter = &sheet.filter;
    let group = |group: &Option<domain::Slug>| group.as_ref().map(ToString::to_string);
    let mut form = Form::begin(
        "",
        [
            ("q", filter.q.clone().unwrap_or_default()),
            ("silent", group(&filter.silent).unwrap_or_default()),
            ("against", group(&filter.against).unwrap_or_default()),
            ("sort", sort_value(filter.sort).to_owned()),
        ],
    );
    for status in &filter.status {
        let value = status_words(*status).0.to_owned();
        form.values.push(("status".to_owned(), value));
    }
    let statuses = STATUSES.iter().filter_map(|status| {
        let count = sheet.desk.counts.get(status).copied().unwrap_or_default();
        let (value, word) = status_words(*status);
        (count > 0 || filter.status.contains(status))
            .then(|| Choice::new(value, format!("{word} ({count})")))
    });
    let statuses: Vec<_> = statuses.collect();
    if statuses.is_empty() {
        return ().into_any();
    }
    let groups = || {
        let groups = sheet.desk.groups.iter();
        let groups = groups.map(|group| (group.slug.to_string(), group.name.to_string()));
        [(String::new(), "Any".to_owned())]
            .into_iter()
            .chain(groups)
            .collect::<Vec<_>>()
    };
    let sorts = SORTS.map(|(_, value, words)| (value.to_owned(), words.to_owned()));
    let all = (filter.narrows() || filter.sort != DeskSort::default())
        .then(|| view! { <a href=format!("{}/desk", sheet.home())>"Show all under way"</a> });
    view! {
        <form class="filters" role="search" aria-label="Entries of the desk" action=format!("{}/desk", sheet.home())>
            {Field::new("q", "Words").hint("Of a term, its definition or its notes.").typed(&form, "search")}
            {Field::new("silent", "Silent group").select(&form, groups())}
            {Field::new("against", "Group against").select(&form, groups())}
            {Field::new("sort", "Order").select(&form, sorts.into())}
            {Field::new("status", "Status").hint("None ticked: discussed and in call.").inline().ticks(&form, statuses)}
            <div class="actions"><button class="button" data-rank="second">"Show"</button> {all}</div>
        </form>
    }
    .into_any()
}

/// What an address says of a filter, from a cursor on; nothing where nothing is asked for.
pub(super) fn query(filter: &DeskFilter, cursor: Option<&str>) -> String {
    let mut asked: Vec<String> = Vec::new();
    asked.extend(
        filter
            .q
            .iter()
            .map(|words| format!("q={}", query_value(words))),
    );
    asked.extend(
        filter
            .status
            .iter()
            .map(|status| format!("status={}", status_words(*status).0)),
    );
    asked.extend(filter.silent.iter().map(|it| format!("silent={it}")));
    asked.extend(filter.against.iter().map(|it| format!("against={it}")));
    if filter.sort != DeskSort::default() {
        asked.push(format!("sort={}", sort_value(filter.sort)));
    }
    asked.extend(cursor.map(|cursor| format!("cursor={}", query_value(cursor))));
    asked.join("&")
}

fn sort_value(sort: DeskSort) -> &'static str {
    let found = SORTS.iter().find(|(known, ..)| *known == sort);
    found.map_or("", |(_, value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_keeps_the_filter() {
        assert_eq!(query(&DeskFilter::default(), None), "");
        let filter = DeskFilter {
            status: vec![EntryStatus::Called, EntryStatus::Agreed],
            silent: domain::Slug::parse("users").ok(),
            against: domain::Slug::parse("makers").ok(),
            q: Some("a & b".to_owned()),
            sort: DeskSort::Silent,
        };
        assert_eq!(
            query(&filter, Some("7")),
            "q=a%20%26%20b&status=called&status=agreed&silent=users&against=makers&sort=silent&cursor=7"
        );
    }
}
