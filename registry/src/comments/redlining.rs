//! Making a redline of a comment that proposes other words.

use domain::{
    Moment, Slug, Text,
    comment::{self, NewCommentRedline, Remarked, anchor::Trail},
    content::Content,
    entry::{self, EntryRef, RedlineState},
    ids::{CommentNo, WordingNo},
    permit::May,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::load;
use crate::{
    Caller, Result,
    door::Act,
    entries::{known_entries, languages, present},
    redlines::{self, Redline},
    rows::{from_word, number, value},
    tables::{comments, redlines as redline_rows, wordings},
    wordings::of_entry,
};

/// Proposes the words of a comment in place of those it speaks of, for its author.
///
/// An address may name the entry beside the comment; then the comment is one on that entry.
pub async fn redline(
    registry: &crate::Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (entry, comment): (Option<&EntryRef>, CommentNo),
    new: NewCommentRedline,
) -> Result<Redline> {
    let act = Act::load(registry, caller, now, process).await?;
    let (row, standing) = load(&act, entry, comment).await?;
    let remarked = remarked(&act, &row).await?;
    let wordings = wordings_since(&act, row.entry, row.wording.unwrap_or(1)).await?;
    let current = wordings.last().map(|(_, content)| content);
    let related = current.map_or(&[][..], |content| &content.relations);
    let known = known_entries(&act, related).await?;
    let author = present(&act, remarked.by).await?;
    let numbered =
        redline_rows::Entity::find().filter(redline_rows::Column::ProcessId.eq(act.process.id));
    let number = act.next(numbered, redline_rows::Column::Number).await?;
    let permit = act.permit(May::Participate)?;
    let languages = languages(&act.process)?;
    let steps = wordings.iter().map(|(number, content)| (*number, content));
    let trail = Trail::of(steps, &languages);
    let drafted = entry::Drafted {
        base: current,
        mover: author.as_ref(),
        languages: &languages,
    };
    let decided = comment::redline(
        number,
        &standing,
        act.actor()?.number,
        (&remarked, new.impact),
        &trail,
        drafted,
        |entry| known.contains(&entry),
    )?;
    act.store(permit, [decided]).await?.commit().await?;
    redlines::find(registry, caller, now, process, entry, number).await
}

async fn remarked(act: &Act, row: &comments::Model) -> Result<Remarked> {
    let made = redline_rows::Entity::find()
        .filter(redline_rows::Column::ProcessId.eq(act.process.id))
        .filter(redline_rows::Column::FromComment.eq(row.number));
    let mut redlined = false;
    for made in act.all(made).await? {
        let state: RedlineState = from_word(&made.state)?;
        redlined |= state != RedlineState::Withdrawn;
    }
    Ok(Remarked {
        number: number(row.number),
        by: number(row.by),
        body: Text::parse(&row.body)?,
        quote: row.quote.as_deref().map(value).transpose()?,
        proposed: row.proposed.as_deref().map(Text::parse).transpose()?,
        redline: row.redline.map(number),
        wording: row.wording.map_or(1, number),
        redlined,
    })
}

async fn wordings_since(act: &Act, entry: i64, oldest: i64) -> Result<Vec<(WordingNo, Content)>> {
    let rows = of_entry(act.process.id, entry)
        .filter(wordings::Column::Number.gte(oldest))
        .order_by_asc(wordings::Column::Number);
    let rows = act.all(rows).await?;
    rows.iter()
        .map(|row| Ok((number(row.number), value(&row.content)?)))
        .collect()
}
