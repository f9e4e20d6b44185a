//! The releases of a process as a list for programs and as a feed.

use atom_syndication::{Entry, Feed, Link, Person, Text};
use axum::{http::HeaderMap, response::Response};
use domain::{Moment, Slug};
use registry::{Error, Listed, processes, releases};
use serde::Serialize;

use super::tag;

use crate::{
    ask::Ask,
    at::{At, AtEdition},
    trouble::Trouble,
};

/// How long a list may be behind.
const KEEP: &str = "public, max-age=60";

pub async fn read_list(
    ask: &Ask,
    headers: &HeaderMap,
    process: &Slug,
) -> Result<Response, Trouble> {
    let about = processes::find(ask.registry(), &ask.caller, ask.now, process).await?;
    let items = releases::list(ask.registry(), &ask.caller, ask.now, process).await?;
    let list = json(&Listed { items, next: None })?;
    let mut response = tag::answer(headers, "application/json", list);
    super::keep(response.headers_mut(), super::is_public(&about), KEEP);
    Ok(response)
}

/// A release as catalogues of data describe it. It tells when the release should not be used any
/// more, so that it is no file of the release.
pub async fn read_catalogue(
    ask: Ask,
    At(at): At<AtEdition>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let (registry, caller, now) = (ask.registry(), &ask.caller, ask.now);
    let about = processes::find(registry, caller, now, &at.p).await?;
    let described = releases::catalogue(registry, caller, now, &at.p, at.segment).await?;
    let mut response = tag::answer(&headers, "application/ld+json", json(&described)?);
    super::keep(response.headers_mut(), super::is_public(&about), KEEP);
    Ok(response)
}

pub async fn read_feed(
    ask: &Ask,
    headers: &HeaderMap,
    process: &Slug,
) -> Result<Response, Trouble> {
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
            updated: moment(touched(release)),
            published: Some(moment(release.released_at)),
            links: vec![link("alternate", &release.url, "text/html")],
            summary: Some(Text::plain(notes.trim().to_owned())),
            ..Entry::default()
        }
    });
    let newest = releases.iter().map(touched).max();
    let feed = Feed {
        title: Text::plain(format!("Releases of {}", about.title)),
        id: home.clone(),
        updated: moment(newest.unwrap_or(about.created_at)),
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
    let media_type = "application/atom+xml; charset=utf-8";
    let mut response = tag::answer(headers, media_type, feed.to_string());
    super::keep(response.headers_mut(), super::is_public(&about), KEEP);
    Ok(response)
}

/// When something was last said about a release: readers of feeds show what is newer than they know.
fn touched(release: &releases::Release) -> Moment {
    release.yanked_at.unwrap_or(release.released_at)
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Trouble> {
    Ok(serde_json::to_vec(value).map_err(|error| Error::Storage(error.to_string()))?)
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
