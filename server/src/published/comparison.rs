//! What changed between two releases.

use axum::{
    Json,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{
    Slug, Version,
    entry::Impact,
    manuscript::{Manuscript, Mark, Origin, Part, Section, follow, started},
    redline::{Field, Op, PartName, old_text, parted},
    release::{ChangeKind, Document, TermChange},
};
use registry::{
    processes::{self, Process},
    releases,
};
use serde::Serialize;

use crate::{ask::Ask, file::attachment, trouble::Trouble};

/// The forms that a comparison is had in.
pub const EXTENSIONS: [&str; 2] = ["json", "docx"];

/// The JSON form.
#[derive(Debug, Serialize)]
struct Comparison {
    /// The glossary's permanent address.
    glossary: String,
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
    let compared =
        releases::compared(ask.registry(), &ask.caller, ask.now, process, (from, to)).await?;
    let (new, changes) = (compared.new, compared.changes);
    let mut response = match extension {
        Some("json") => {
            let glossary = new.glossary.id;
            Json(Comparison {
                glossary,
                from,
                to,
                changes,
            })
            .into_response()
        }
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
        let mut fields: Vec<(PartName, Vec<Op>)> = change
            .fields
            .iter()
            .filter_map(|(name, field)| Some(set(name.parse().ok()?, field)))
            .collect();
        fields.sort_by(|(a, _), (b, _)| a.cmp(b));
        let parts = fields.into_iter().map(|(name, ops)| Part {
            lang: name.lang().or(new.lang()).cloned(),
            pieces: follow(started(&old_text(&ops)), &ops, &mark),
            name,
        });
        Section {
            heading: change.term.clone(),
            lead: vec![lead(change)],
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

/// A part as it is set in paragraphs: the items of a list are one each.
fn set(name: PartName, field: &Field) -> (PartName, Vec<Op>) {
    let ops = match name {
        PartName::Definition(_) => field.ops.clone(),
        _ => parted(&field.ops),
    };
    (name, ops)
}

/// What happened to a term, how much it matters, and who agreed it.
fn lead(change: &TermChange) -> String {
    let impact = match change.impact {
        Some(Impact::Editorial) => ", editorial",
        Some(Impact::Clarifying) => ", clarifies",
        Some(Impact::Meaning) => ", changes the meaning",
        None => "",
    };
    let what = match (change.kind, &change.replaced_by) {
        (ChangeKind::Added, _) => "Added".to_owned(),
        (ChangeKind::Changed, _) => format!("Changed{impact}"),
        (ChangeKind::Retired, Some(other)) => format!("Retired, replaced by {}", other.term),
        (ChangeKind::Retired, None) => "Retired".to_owned(),
    };
    format!(
        "{what}. Agreed in call {}: {}",
        change.call_number, change.call
    )
}
