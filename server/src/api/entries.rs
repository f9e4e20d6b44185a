//! Entries.

use axum::http::Method;
use domain::{
    Slug,
    entry::{EntryStatus, NewEntry},
};
use registry::{
    Page,
    entries::{self, Entry, EntryFilter, EntryList},
    ripple::{self, Ripple, RippleFilter},
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    address,
    input::{Holder, Reason},
};
use crate::{
    answer::{Answer, Created, IfMatch, Thing},
    ask::Ask,
    at::{Asked, At, AtEntry, InProcess},
    sent::Sent,
    table::{Access, Table},
    trouble::{Fault, Trouble},
};

/// Which entries are wanted; what is left out does not narrow.
#[derive(Debug, Deserialize, JsonSchema)]
struct EntriesAsked {
    /// One or several, with commas between them.
    #[serde(default)]
    status: Option<String>,
    /// The first letter of the term.
    #[serde(default)]
    letter: Option<String>,
    /// Words of the designations, the definition or the notes.
    #[serde(default)]
    q: Option<String>,
    /// A group: only entries in an open call in which nobody of it has spoken.
    #[serde(default)]
    silent: Option<Slug>,
}

pub fn rows(table: Table) -> Table {
    table
        .api(
            Method::GET,
            "/api/v1/processes/{p}/entries",
            Access::Reader,
            list_entries,
            "The entries, by term",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/entries",
            Access::Participant,
            propose_entry,
            "Propose an entry\nIts address is made of its preferred designation and never changes.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/entries/{e}",
            Access::Reader,
            read_entry,
            "One entry, by slug or number",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/entries/{e}/ripple",
            Access::Reader,
            read_ripple,
            "What changing an entry touches\n\
            With `redline`, the number of a pending redline of it, `comments` are those whose words it takes away and \
            `redlines` those that want the same words; else all that stand on the entry. Of each kind the first 20 are \
            named and all are counted.",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/entries/{e}/withdrawal",
            Access::Participant,
            withdraw_entry,
            "Take an entry back, as its proposer and before it is agreed",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/entries/{e}/pen",
            Access::PenOrConvener,
            pass_pen,
            "Hand the pen to a participant, as its holder or as a convener",
        )
}

async fn list_entries(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(asked): Asked<EntriesAsked>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<EntryList>> {
    let filter = EntryFilter {
        status: asked
            .status
            .as_deref()
            .map(statuses)
            .transpose()?
            .unwrap_or_default(),
        letter: asked.letter,
        q: asked.q,
        silent: asked.silent,
    };
    Ok(Thing::plain(
        entries::list(ask.registry(), &ask.caller, ask.now, &at.p, &filter, &page).await?,
    ))
}

async fn propose_entry(
    ask: Ask,
    At(at): At<InProcess>,
    Sent(new): Sent<NewEntry>,
) -> Answer<Created<Entry>> {
    let entry = entries::propose(ask.registry(), &ask.caller, ask.now, &at.p, new).await?;
    let location = format!("{}/entries/{}", address(&at.p), entry.slug);
    Ok(Created {
        tag: Some(tag(&entry)),
        location,
        thing: entry,
    })
}

async fn read_entry(ask: Ask, At(at): At<AtEntry>) -> Answer<Thing<Entry>> {
    Ok(tagged(
        entries::find(ask.registry(), &ask.caller, ask.now, &at.p, &at.e).await?,
    ))
}

async fn read_ripple(
    ask: Ask,
    At(at): At<AtEntry>,
    Asked(filter): Asked<RippleFilter>,
) -> Answer<Thing<Ripple>> {
    Ok(Thing::plain(
        ripple::find(ask.registry(), &ask.caller, ask.now, &at.p, &at.e, filter).await?,
    ))
}

async fn withdraw_entry(
    ask: Ask,
    At(at): At<AtEntry>,
    wanted: IfMatch,
    Sent(body): Sent<Reason>,
) -> Answer<Created<Entry>> {
    check_match(&ask, &at, &wanted).await?;
    let entry = entries::withdraw(
        ask.registry(),
        &ask.caller,
        ask.now,
        &at.p,
        &at.e,
        body.reason,
    )
    .await?;
    let location = format!("{}/entries/{}", address(&at.p), entry.slug);
    Ok(Created {
        tag: Some(tag(&entry)),
        location,
        thing: entry,
    })
}

async fn pass_pen(
    ask: Ask,
    At(at): At<AtEntry>,
    wanted: IfMatch,
    Sent(body): Sent<Holder>,
) -> Answer<Thing<Entry>> {
    check_match(&ask, &at, &wanted).await?;
    Ok(tagged(
        entries::pass_pen(
            ask.registry(),
            &ask.caller,
            ask.now,
            &at.p,
            &at.e,
            body.member,
        )
        .await?,
    ))
}

/// Refuses a change of an entry that was made on another state than the present one.
pub async fn check_match(ask: &Ask, at: &AtEntry, wanted: &IfMatch) -> Result<(), Trouble> {
    if wanted.0.is_none() {
        return Ok(());
    }
    let entry = entries::find(ask.registry(), &ask.caller, ask.now, &at.p, &at.e).await?;
    wanted.check(&tag(&entry))
}

fn tagged(entry: Entry) -> Thing<Entry> {
    Thing {
        tag: Some(tag(&entry)),
        thing: entry,
    }
}

fn tag(entry: &Entry) -> String {
    format!("\"{}\"", entry.changed_seq)
}

pub(super) fn statuses(text: &str) -> Result<Vec<EntryStatus>, Trouble> {
    let words = text
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty());
    let read = |word: &str| {
        serde_json::from_value(word.into()).map_err(|_| {
            let detail = "Choose among proposed, discussed, called, agreed, withdrawn and retired.";
            Trouble::Unread(vec![Fault {
                field: Some("status".into()),
                detail: detail.into(),
            }])
        })
    };
    words.map(read).collect()
}
