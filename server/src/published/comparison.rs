//! What changed between two releases.

use axum::{
    Json,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{
    Slug, Version,
    manuscript::{Manuscript, Mark, Origin, Part, Section, follow, started},
    redline::{PartName, old_text},
    release::{Document, TermChange, compare},
};
use registry::{
    processes::{self, Process},
    releases,
};
use serde::Serialize;

use crate::{ask::Ask, file::attachment, trouble::Trouble};

/// The forms that a comparison is had in.
pub const EXTENSIONS: [&str; 2] = ["json", "docx"];

#[derive(Debug, Serialize)]
struct Compared {
    from: Version,
    to: Version,
    changes: Vec<TermChange>,
}

pub async fn read(
    ask: &Ask,
    process: &Slug,
    from: Version,
    to: Version,
    extension: Option<&str>,
) -> Result<Response, Trouble> {
    let about = processes::find(ask.registry(), &ask.caller, ask.now, process).await?;
    let old =
        releases::published(ask.registry(), &ask.caller, ask.now, process, Some(from)).await?;
    let new = releases::published(ask.registry(), &ask.caller, ask.now, process, Some(to)).await?;
    let changes = compare(&old, &new);
    let mut response = match extension {
        Some("json") => Json(Compared { from, to, changes }).into_response(),
        Some("docx") => {
            let manuscript = manuscript(&about, &new, &changes);
            let file = formats::docx::write(&manuscript)
                .map_err(|error| registry::Error::Storage(error.to_string()))?;
            let name = format!("{process}-{from}-to-{to}.docx");
            let media = [(header::CONTENT_TYPE, formats::docx::MEDIA_TYPE)];
            (media, attachment(&name), file).into_response()
        }
        _ => return Err(Trouble::not_found()),
    };
    super::keep(
        response.headers_mut(),
        super::is_public(&about),
        "public, max-age=86400",
    );
    Ok(response)
}

/// The changes as a document for word processors. What a release brings is the release's: who wrote which words stands
/// on the entries.
fn manuscript(process: &Process, new: &Document, changes: &[TermChange]) -> Manuscript {
    let at = new.released_at.to_string();
    let mark = Mark {
        author: format!("Release {}", new.version),
        at: format!("{}Z", at.split('.').next().unwrap_or_default()),
    };
    let sections = changes.iter().map(|change| {
        let mut fields: Vec<(PartName, &domain::redline::Field)> = change
            .fields
            .iter()
            .filter_map(|(name, field)| Some((name.parse().ok()?, field)))
            .collect();
        fields.sort_by(|(a, _), (b, _)| a.cmp(b));
        let parts = fields.into_iter().map(|(name, field)| Part {
            lang: name.lang().or(new.lang()).cloned(),
            pieces: follow(started(&old_text(&field.ops)), &field.ops, &mark),
            name,
        });
        Section {
            heading: change.term.clone(),
            lead: Vec::new(),
            base: None,
            parts: parts.collect(),
        }
    });
    Manuscript {
        title: format!("{}: changes of release {}", process.title, new.version),
        lead: vec![
            "Accepted, the tracked changes leave the words of the newer release; rejected, those of the older one."
                .to_owned(),
        ],
        origin: Origin::Releases {
            process: process.slug.clone(),
        },
        sections: sections.collect(),
    }
}
