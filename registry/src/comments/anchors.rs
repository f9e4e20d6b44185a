//! What it takes to say where the words of comments stand now, read once for all of them.

use std::collections::HashMap;

use domain::{
    Lang,
    comment::{
        Quote,
        anchor::{Anchor, Spot, Trail},
    },
    ids::{RedlineNo, WordingNo},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Result,
    entries::languages,
    rows::{number, value},
    tables::{comments, entries, processes, redlines},
    wordings::of_entry,
};

/// The wordings that comments were made on, up to the newest, and what the redlines make of theirs.
pub(crate) struct Anchors {
    current: WordingNo,
    trail: Trail,
    /// By redline: its base with its changes.
    redlines: HashMap<i64, Trail>,
    /// By comment: the newest redline made of it.
    redlined: HashMap<i64, RedlineNo>,
}

impl Anchors {
    pub(crate) async fn load(
        db: &impl ConnectionTrait,
        process: &processes::Model,
        entry: &entries::Model,
        rows: &[comments::Model],
    ) -> Result<Self> {
        let languages = languages(process)?;
        let quoting = || rows.iter().filter(|row| row.quote.is_some());
        let on_entry = quoting().filter(|row| row.redline.is_none());
        let oldest = on_entry.map(|row| row.wording.unwrap_or(1)).min();
        let on_redlines: Vec<i64> = quoting().filter_map(|row| row.redline).collect();
        let proposing = rows.iter().filter(|row| row.proposed.is_some());
        let proposing: Vec<i64> = proposing.map(|row| row.number).collect();
        Ok(Self {
            current: number(entry.wording),
            trail: match oldest {
                Some(oldest) => trail(db, entry, oldest, &languages).await?,
                None => Trail::of([], &languages),
            },
            redlines: proposed_words(db, entry, on_redlines, &languages).await?,
            redlined: redlined(db, entry, proposing).await?,
        })
    }

    /// Where the words of a comment stand now.
    pub(crate) fn of(&self, row: &comments::Model, quote: &Quote) -> Option<Anchor> {
        let trail = self.trail_of(row)?;
        Some(trail.anchor(quote, self.made_on(row)))
    }

    /// The same in bytes of the newest wording with the words that stand there, for comments on the entry.
    pub(crate) fn spot(&self, row: &comments::Model, quote: &Quote) -> Option<(Spot, String)> {
        let spot = self.trail.spot(quote, self.made_on(row))?;
        let text = self.trail.words_at(&spot)?.to_owned();
        Some((spot, text))
    }

    pub(crate) fn made_on(&self, row: &comments::Model) -> WordingNo {
        row.wording.map_or(self.current, number)
    }

    pub(crate) fn redlined(&self, row: &comments::Model) -> Option<RedlineNo> {
        self.redlined.get(&row.number).copied()
    }

    fn trail_of(&self, row: &comments::Model) -> Option<&Trail> {
        match row.redline {
            Some(redline) => self.redlines.get(&redline),
            None => Some(&self.trail),
        }
    }
}

/// The wordings of an entry from this one on.
async fn trail(
    db: &impl ConnectionTrait,
    entry: &entries::Model,
    oldest: i64,
    languages: &[Lang],
) -> Result<Trail> {
    use crate::tables::wordings::Column;
    let rows = of_entry(entry.process_id, entry.number)
        .filter(Column::Number.gte(oldest))
        .order_by_asc(Column::Number)
        .all(db)
        .await?;
    let contents = rows
        .iter()
        .map(|row| Ok((number(row.number), value(&row.content)?)))
        .collect::<Result<Vec<_>>>()?;
    let wordings = contents.iter().map(|(number, content)| (*number, content));
    Ok(Trail::of(wordings, languages))
}

/// What these redlines make of the wordings they were written against.
async fn proposed_words(
    db: &impl ConnectionTrait,
    entry: &entries::Model,
    wanted: Vec<i64>,
    languages: &[Lang],
) -> Result<HashMap<i64, Trail>> {
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = redlines::Entity::find()
        .filter(redlines::Column::ProcessId.eq(entry.process_id))
        .filter(redlines::Column::Number.is_in(wanted))
        .all(db)
        .await?;
    let bases = rows.iter().map(|row| number(row.base));
    let bases = crate::wordings::contents(db, entry.process_id, entry.number, bases).await?;
    let mut words = HashMap::new();
    for row in &rows {
        let base = number(row.base);
        if let Some(content) = bases.get(&base) {
            let proposed = content.with(&value(&row.changes)?);
            words.insert(row.number, Trail::of([(base, &proposed)], languages));
        }
    }
    Ok(words)
}

async fn redlined(
    db: &impl ConnectionTrait,
    entry: &entries::Model,
    comments: Vec<i64>,
) -> Result<HashMap<i64, RedlineNo>> {
    if comments.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = redlines::Entity::find()
        .filter(redlines::Column::ProcessId.eq(entry.process_id))
        .filter(redlines::Column::Entry.eq(entry.number))
        .filter(redlines::Column::FromComment.is_in(comments))
        .order_by_asc(redlines::Column::Number)
        .all(db)
        .await?;
    let made = rows
        .iter()
        .filter_map(|row| Some((row.from_comment?, number(row.number))));
    Ok(made.collect())
}
