//! The minutes of a meeting, read from the lines of the record between its beginning and its end.
//!
//! Terms, groups and organisations are told as they were when the meeting ended, and nothing that comes after the
//! minutes are final is read: they say the same for ever. Only names are those of today, because names can be erased.

mod ground;
mod sentences;
mod telling;

use domain::{
    Moment, Slug,
    ids::MeetingNo,
    meeting::{self, minutes as domain_minutes},
    record::Line,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Condition};

use super::{actions, view};
use crate::{Caller, Error, Registry, Result, door::View, entries::authoritative, tables::record};
use telling::Teller;

pub use formats::minutes::{
    Action, AgendaRef, Bit, Correction, Deed, Detail, GroupTally, Later, Minutes, Part, PollOption,
    Position, Present, Reading, Span, Term, Who, Worded, clock, day, named, sentence, spans,
    standing, when,
};

/// What is still added to minutes after the meeting.
const LATER: [&str; 3] = ["note.added", "action.assigned", "minutes.frozen"];

/// Reads the minutes of a meeting as far as they are.
pub async fn minutes(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
) -> Result<Minutes> {
    let view = registry.view(caller, now, process).await?;
    let folded = view::row(&view, meeting).await?.folded()?;
    let names = registry.names(&view.process).await?;
    let lines = lines(&view, &folded).await?;
    let lang = authoritative(&view.process)?;
    let ground = ground::load(&view, &folded, &lines).await?;
    let written = domain_minutes::write(&folded, &lines, &ground.numbers);
    let texts = ground::contents(&view, &written, &ground).await?;
    let actions = actions::all(&view, &names, meeting).await?;
    let teller = Teller {
        view: &view,
        folded: &folded,
        names: &names,
        standing: ground::standing(&view, &folded).await?,
        ground,
        texts,
        actions,
        lang,
    };
    teller.tell(written)
}

/// The same as a file in Markdown.
pub async fn minutes_markdown(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
) -> Result<String> {
    let minutes = minutes(registry, caller, now, process, meeting).await?;
    Ok(minutes.markdown())
}

/// The same as a word processor's file.
pub async fn minutes_docx(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
) -> Result<Vec<u8>> {
    let minutes = minutes(registry, caller, now, process, meeting).await?;
    minutes
        .docx()
        .map_err(|error| Error::Storage(error.to_string()))
}

/// The lines from the beginning of a meeting to its end, and what was added to its minutes from then on.
async fn lines(view: &View<'_>, folded: &meeting::Meeting) -> Result<Vec<Line>> {
    let Some(from) = folded.started_seq else {
        return Ok(Vec::new());
    };
    let seq = |seq: u64| i64::try_from(seq).unwrap_or(i64::MAX);
    let mut query = record::Entity::find()
        .filter(record::Column::ProcessId.eq(view.process.id))
        .filter(record::Column::Seq.gte(seq(from)))
        .order_by_asc(record::Column::Seq);
    if let Some(ended) = folded.ended_seq {
        let meanwhile = Condition::any()
            .add(record::Column::Seq.lte(seq(ended)))
            .add(record::Column::Act.is_in(LATER));
        query = query.filter(meanwhile);
    }
    if let Some(frozen) = folded.frozen_seq {
        query = query.filter(record::Column::Seq.lte(seq(frozen)));
    }
    let rows = query.all(&view.registry.db).await?;
    rows.iter().map(record::Model::line).collect()
}
