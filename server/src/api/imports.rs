//! Entries from files.

use std::time::Duration;

use aide::{
    OperationOutput,
    generate::GenContext,
    openapi::{Operation, Response as Described, StatusCode},
};
use axum::{
    Json,
    http::Method,
    response::{IntoResponse, Response},
};
use domain::Text;
use registry::imports::{self, Format, Import, Report, Settings, Upload};
use schemars::JsonSchema;
use serde::Deserialize;

use super::address;
use crate::{
    answer::{Answer, Created, Thing},
    ask::Ask,
    at::{Asked, At, AtNumber, InProcess},
    importing,
    incoming::EntriesSent,
    table::{Access, Table},
    trouble::Trouble,
};

/// How long an answer waits for the import to be done.
const WAIT: Duration = Duration::from_secs(10);

/// What is said beside the file. A word that is not known is refused: what was meant as a dry run must not write.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Bringing {
    /// The form of the file, by its extension: `csv`, `json`, `ttl`, `nt`, `rdf`, `jsonld`, `tbx` or
    /// `md`. Left out, the media type names it.
    #[serde(default)]
    format: Option<String>,
    /// Only say what it would change.
    #[serde(default)]
    dry_run: bool,
    /// What stands beside every proposal and redline.
    #[serde(default)]
    rationale: Option<Text>,
    /// What the file is called, for the account of it.
    #[serde(default)]
    name: Option<String>,
}

/// What a file would change, or the import that changes it.
#[derive(Debug)]
enum WouldOrDoes {
    Would(Report),
    Does(Created<Import>),
}

pub fn rows(table: Table) -> Table {
    table
        .api(
            Method::POST,
            "/api/v1/processes/{p}/imports",
            Access::Participant,
            import_entries,
            "Propose the entries of a file\nSend the file itself, at most 64 MiB and 50,000 entries. New entries become \
             proposals, entries in other words redlines against their newest wording; what is the same stays. Entries \
             are known by the address or the slug they have in a release of this process, else by their preferred \
             designation in the authoritative language. With `dry_run=true` nothing is written and the answer is the \
             report. What takes longer than some seconds goes on after the answer; `Location` says how far it is.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/imports/{n}",
            Access::Participant,
            read_import,
            "An import of yours\nHow far it is, and what became of every entry once it is done. An import that was \
             interrupted, as when the site was restarted, says so: the same file sent again goes on where it stopped.",
        )
}

async fn import_entries(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(bringing): Asked<Bringing>,
    sent: EntriesSent,
) -> Answer<WouldOrDoes> {
    let format = match bringing.format.as_deref() {
        Some(named) => Format::of_name(named),
        None => sent.format,
    };
    let format = format.ok_or(Trouble::ImportType)?;
    let size = sent.body.len();
    let brought = importing::read(&ask.site, &ask.caller, &at.p, format, sent.body).await?;
    let settings = Settings {
        rationale: bringing.rationale,
    };
    if bringing.dry_run {
        let report = importing::preview(&ask.site, &ask.caller, &at.p, brought, settings).await?;
        return Ok(WouldOrDoes::Would(report));
    }
    let upload = Upload {
        name: bringing
            .name
            .unwrap_or_else(|| format!("entries.{}", format.extension())),
        format,
        size,
        body: None,
        entries: brought.entries(),
        rationale: settings.rationale.clone(),
    };
    let registry = ask.registry();
    let begun = imports::begin(registry, &ask.caller, ask.now, &at.p, upload).await?;
    let number = begun.number;
    let caller = ask.caller.clone();
    let running = importing::start(&ask.site, caller, at.p.clone(), number, (brought, settings));
    // Whoever waits no longer finds it by its address.
    let _ = tokio::time::timeout(WAIT, running).await;
    let now = ask.site.now();
    let import = imports::find(registry, &ask.caller, now, &at.p, number).await?;
    let location = format!("{}/imports/{number}", address(&at.p));
    Ok(WouldOrDoes::Does(Created::at(location, import)))
}

async fn read_import(ask: Ask, At(at): At<AtNumber>) -> Answer<Thing<Import>> {
    let found = imports::find(ask.registry(), &ask.caller, ask.now, &at.p, at.n).await?;
    Ok(Thing::plain(found))
}

impl IntoResponse for WouldOrDoes {
    fn into_response(self) -> Response {
        match self {
            Self::Would(report) => Json(report).into_response(),
            Self::Does(created) => created.into_response(),
        }
    }
}

impl OperationOutput for WouldOrDoes {
    type Inner = ();

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<StatusCode>, Described)> {
        let mut responses = Thing::<Report>::inferred_responses(ctx, operation);
        responses.extend(Created::<Import>::inferred_responses(ctx, operation));
        responses
    }
}
