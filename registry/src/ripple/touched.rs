//! What stands on the words of an entry: comments that speak of them, redlines that want them.

use std::collections::HashMap;

use domain::{
    Lang,
    comment::{
        Quote,
        anchor::{Spot, Trail},
    },
    content::Content,
    entry::{Pending, left_to_fold},
    ids::{RedlineNo, WordingNo},
    redline::{carry, keep},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Several, Touched, TouchedComment};
use crate::{
    Error, Result,
    comments::anchors::Anchors,
    entries::languages,
    redlines::pending,
    rows::{number, value},
    tables::{comments, entries, processes, redlines},
    wordings::contents,
};

/// The newest wording with everything that stands on it.
pub(super) struct Ground {
    languages: Vec<Lang>,
    authoritative: Lang,
    wording: WordingNo,
    contents: HashMap<WordingNo, Content>,
    /// Comments whose words stand there.
    comments: Vec<(TouchedComment, Spot)>,
    /// The pending redlines with the wordings they were written against.
    redlines: Vec<(Pending, WordingNo)>,
}

impl Ground {
    pub(super) async fn load(
        db: &impl ConnectionTrait,
        process: &processes::Model,
        entry: &entries::Model,
    ) -> Result<Self> {
        let languages = languages(process)?;
        let rows = redlines::Entity::find()
            .filter(redlines::Column::ProcessId.eq(process.id))
            .filter(redlines::Column::Entry.eq(entry.number))
            .filter(redlines::Column::State.eq("pending"))
            .order_by_asc(redlines::Column::Number)
            .all(db)
            .await?;
        let redlines = rows
            .iter()
            .map(|row| Ok((pending(row)?, number(row.base))))
            .collect::<Result<Vec<_>>>()?;
        let wording = number(entry.wording);
        let bases = redlines.iter().map(|(_, base)| *base).chain([wording]);
        Ok(Self {
            contents: contents(db, process.id, entry.number, bases).await?,
            comments: quoting(db, process, entry).await?,
            authoritative: crate::entries::authoritative(process)?,
            languages,
            wording,
            redlines,
        })
    }

    /// The pending redlines, oldest first.
    pub(super) fn pending(&self) -> impl Iterator<Item = RedlineNo> {
        self.redlines.iter().map(|(redline, _)| redline.number)
    }

    /// What any change might touch.
    pub(super) fn anything(&self) -> Touched {
        let comments = self.comments.iter().map(|(comment, _)| comment.clone());
        Touched {
            comments: Several::of(comments.collect()),
            redlines: Several::of(self.pending().collect()),
        }
    }

    /// What folding a pending redline takes away from others; none where it does not wait.
    pub(super) fn by(&self, redline: RedlineNo) -> Result<Option<Touched>> {
        let mut waiting = self.redlines.iter();
        let Some(mine) = waiting.find(|(waiting, _)| waiting.number == redline) else {
            return Ok(None);
        };
        let current = self.content(self.wording)?;
        // One that does not fit any more takes nothing away: it cannot be folded.
        let Some(after) = self.folded(mine, current)? else {
            return Ok(Some(Touched {
                comments: Several::of(Vec::new()),
                redlines: Several::of(Vec::new()),
            }));
        };
        let steps = [(self.wording, current), (self.wording + 1, &after)];
        let trail = Trail::of(steps, &self.languages);
        let lost = self.comments.iter().filter(|(_, spot)| !trail.keeps(spot));
        let lost = lost.map(|(comment, _)| comment.clone()).collect();
        let mut colliding = Vec::new();
        for other in &self.redlines {
            let fits_now = other.0.number != redline && self.folded(other, current)?.is_some();
            if fits_now && self.folded(other, &after)?.is_none() {
                colliding.push(other.0.number);
            }
        }
        Ok(Some(Touched {
            comments: Several::of(lost),
            redlines: Several::of(colliding),
        }))
    }

    /// What a redline makes of a content, where it fits.
    fn folded(
        &self,
        (redline, base): &(Pending, WordingNo),
        current: &Content,
    ) -> Result<Option<Content>> {
        let left = left_to_fold(redline, &self.authoritative);
        let changes = keep(&redline.changes, &left, &self.authoritative);
        Ok(carry(self.content(*base)?, &changes, current).ok())
    }

    fn content(&self, wording: WordingNo) -> Result<&Content> {
        self.contents.get(&wording).ok_or(Error::NotFound)
    }
}

async fn quoting(
    db: &impl ConnectionTrait,
    process: &processes::Model,
    entry: &entries::Model,
) -> Result<Vec<(TouchedComment, Spot)>> {
    let rows = comments::Entity::find()
        .filter(comments::Column::ProcessId.eq(process.id))
        .filter(comments::Column::Entry.eq(entry.number))
        .filter(comments::Column::Redline.is_null())
        .filter(comments::Column::Quote.is_not_null())
        .filter(comments::Column::HiddenAt.is_null())
        .order_by_asc(comments::Column::Number)
        .all(db)
        .await?;
    let anchors = Anchors::load(db, process, entry, &rows).await?;
    let mut standing = Vec::new();
    for row in &rows {
        let quote: Option<Quote> = row.quote.as_deref().map(value).transpose()?;
        if let Some((spot, text)) = quote.and_then(|quote| anchors.spot(row, &quote)) {
            let number = number(row.number);
            standing.push((TouchedComment { number, text }, spot));
        }
    }
    Ok(standing)
}
