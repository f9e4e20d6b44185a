//! The releases of a process as a list for programs and as a feed.

use atom_syndication::{Entry, Feed, Link, Person, Text};
use axum::{
    Json,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{Moment, Slug};
use registry::{Listed, processes, releases};

use crate::{
    ask::Ask,
    at::{At, AtEdition},
    trouble::Trouble,
};

/// How long a list may be behind.
const KEEP: &str = "public, max-age=60";

pub async fn read_list(ask: &Ask, process: &Slug) -> Result<Response, Trouble> {
    let about = processes::find(ask.registry(), &ask.caller, ask.now, process).await?;
    let items = releases::list(ask.registry(), &ask.caller, ask.now, process).await?;
    let mut response = Json(Listed { items, next: None }).into_response();
    super::keep(response.headers_mut(), super::is_public(&about), KEEP);
    Ok(response)
}

/// A release as catalogues of data describe it. It tells when the release should not be used any
/// more, so that it is no file of the release.
pub async fn read_catalogue(ask: Ask, At(at): At<AtEdition>) -> Result<Response, Trouble> {
    let (registry, caller, now) = (ask.registry(), &ask.caller, ask.now);
    let about = processes::find(registry, caller, now, &at.p).await?;
    let described = releases::catalogue(registry, caller, now, &at.p, at.segment).await?;
    let mut response = Json(described).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/ld+json"),
    );
    super::keep(headers, super::is_public(&about), KEEP);
    Ok(response)
}

pub async fn read_feed(ask: &Ask, process: &Slug) -> Result<Response, Trouble> {
    let about = processes::find(ask.registry(), &ask.caller, ask.now, process).await?;
    let releases = releases::list(ask.registry(), &ask.caller, ask.now, process).await?;
    let home = format!("{}/g/{process}", ask.site.base_url());
    let entries = releases.iter().map(|release| {
        let mut notes = release.notes.clone().unwrap_or_default();
        if let Some(reason) = &release.yanked {
            notes = format!("Do not use this release: {reason}\n\n{notes}");
        }
        Entry {
            title: Text::plain(format!("{} {}", about.title, release.version)),
            id: release.url.clone(),
            updated: moment(release.released_at),
            published: Some(moment(release.released_at)),
            links: vec![link("alternate", &release.url, "text/html")],
            summary: Some(Text::plain(notes.trim().to_owned())),
            ..Entry::default()
        }
    });
    let newest = releases
        .first()
        .map_or(about.created_at, |release: &releases::Release| {
            release.released_at
        });
    let feed = Feed {
        title: Text::plain(format!("Releases of {}", about.title)),
        id: home.clone(),
        updated: moment(newest),
        authors: vec![Person {
            name: about.title.clone(),
            ..Person::default()
        }],
        links: vec![
            link("alternate", &home, "text/html"),
            link("self", &format!("{home}/feed.atom"), "application/atom+xml"),
        ],
        entries: entries.collect(),
        ..Feed::default()
    };
    let mut response = feed.to_string().into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/atom+xml; charset=utf-8"),
    );
    super::keep(headers, super::is_public(&about), KEEP);
    Ok(response)
}

fn link(rel: &str, href: &str, media: &str) -> Link {
    Link {
        rel: rel.into(),
        href: href.into(),
        mime_type: Some(media.into()),
        ..Link::default()
    }
}

/// A moment as feeds write it; every moment of the domain can be.
fn moment(at: Moment) -> atom_syndication::FixedDateTime {
    at.to_string().parse().unwrap_or_default()
}
