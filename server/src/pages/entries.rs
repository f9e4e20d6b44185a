//! Entries as pages: the list, one entry, its redlines and history, and where one composes.

use app::{Visit, pages};
use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use domain::{
    Slug,
    entry::EntryStatus,
    ids::{RedlineNo, WordingNo},
};
use registry::entries::EntryFilter;
use serde::Deserialize;

use crate::{
    at::{Asked, At, AtEntry, AtRedline, InProcess},
    show,
    site::Site,
    table::{Access, Table},
    trouble::Trouble,
};

pub fn rows(table: Table) -> Table {
    table
        .get("/p/{p}/entries", Access::Reader, show_entries)
        .get(
            "/p/{p}/entries/compose",
            Access::Participant,
            show_proposing,
        )
        .get("/p/{p}/entries/{e}", Access::Reader, show_entry)
        .get(
            "/p/{p}/entries/{e}/compose",
            Access::Participant,
            show_composing,
        )
        .get("/p/{p}/entries/{e}/history", Access::Reader, show_history)
        .get(
            "/p/{p}/entries/{e}/redlines/{n}",
            Access::Reader,
            show_redline,
        )
}

/// Which two wordings a history compares, and from where on it is read.
#[derive(Debug, Clone, Default, Deserialize)]
struct HistoryAsked {
    from: Option<WordingNo>,
    to: Option<WordingNo>,
    cursor: Option<String>,
}

/// The redline that one begins with, to make its point again.
#[derive(Debug, Clone, Default, Deserialize)]
struct ComposingAsked {
    redline: Option<RedlineNo>,
}

async fn show_entries(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
    RawQuery(query): RawQuery,
) -> Result<Response, Trouble> {
    let (filter, cursor) = filter(query.as_deref().unwrap_or_default());
    let page = pages::entries::entries(&site.registry, &visit, &at.p, filter, cursor).await?;
    Ok(show::page(&visit, page))
}

async fn show_proposing(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<InProcess>,
) -> Result<Response, Trouble> {
    let page = pages::propose::propose(&site.registry, &visit, &at.p, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_entry(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtEntry>,
) -> Result<Response, Trouble> {
    let page = pages::entry::entry(&site.registry, &visit, &at.p, &at.e, None).await?;
    Ok(show::page(&visit, page))
}

async fn show_composing(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtEntry>,
    Asked(asked): Asked<ComposingAsked>,
) -> Result<Response, Trouble> {
    let draft = pages::compose::Draft {
        takes_up: asked.redline,
        ..pages::compose::Draft::default()
    };
    let page = pages::compose::compose(&site.registry, &visit, &at.p, &at.e, draft).await?;
    Ok(show::page(&visit, page))
}

async fn show_history(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtEntry>,
    Asked(asked): Asked<HistoryAsked>,
) -> Result<Response, Trouble> {
    let compared = asked.from.zip(asked.to);
    let page =
        pages::history::history(&site.registry, &visit, &at.p, &at.e, compared, asked.cursor)
            .await?;
    Ok(show::page(&visit, page))
}

async fn show_redline(
    State(site): State<Site>,
    visit: Visit,
    At(at): At<AtRedline>,
) -> Result<Response, Trouble> {
    let page = pages::redline::redline(&site.registry, &visit, &at.p, &at.e, at.n, None).await?;
    Ok(show::page(&visit, page))
}

/// What a list is asked for. A status can be named more than once; what nobody knows is passed over,
/// because a list may always be shown.
fn filter(query: &str) -> (EntryFilter, Option<String>) {
    let mut filter = EntryFilter::default();
    let mut cursor = None;
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let value = value.trim();
        match &*name {
            _ if value.is_empty() => {}
            "status" => filter
                .status
                .extend(status(value).filter(|status| !filter.status.contains(status))),
            "letter" => filter.letter = Some(value.to_owned()),
            "q" => filter.q = Some(value.to_owned()),
            "silent" => filter.silent = Slug::parse(value).ok(),
            "cursor" => cursor = Some(value.to_owned()),
            _ => {}
        }
    }
    (filter, cursor)
}

fn status(word: &str) -> Option<EntryStatus> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_asked_for_by_its_address() {
        let (asked, cursor) = filter(
            "status=agreed&status=called&status=agreed&status=odd&q=+security%20update+&letter=&cursor=7",
        );
        assert_eq!(asked.status, [EntryStatus::Agreed, EntryStatus::Called]);
        assert_eq!(asked.q.as_deref(), Some("security update"));
        assert_eq!(asked.letter, None);
        assert_eq!(cursor.as_deref(), Some("7"));
    }
}
