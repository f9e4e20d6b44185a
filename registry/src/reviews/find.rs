//! Finding reviews and what was said in them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    Lang, Moment, Slug,
    content::Content,
    ids::{CommentNo, EntryNo, ReviewNo, WordingNo},
    redline::between,
    review::ReviewedEntry,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Condition,
};

use super::{
    of,
    view::{InterestCount, Review, ReviewComment, ReviewCounts, ReviewSummary, UnderReview},
};
use crate::{
    Caller, Error, Listed, Page, Registry, Result,
    comments::{read, signatures::Signatures},
    door::View,
    entries::authoritative,
    names::Names,
    rows::{from_word, moment, number, value},
    tables::{comments as rows, entries, reviews, wordings},
};

/// The reviews of a process, newest first.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    page: &Page,
) -> Result<Listed<ReviewSummary>> {
    let view = registry.view(caller, now, process).await?;
    let mut query = of(view.process.id)
        .order_by_desc(reviews::Column::Number)
        .limit(page.rows());
    if let Some(before) = page.after()? {
        query = query.filter(reviews::Column::Number.lt(before));
    }
    let found = query.all(&registry.db).await?;
    let wanted = found.iter().map(|row| row.number);
    let said: Vec<(Option<i64>, Option<String>)> = rows::Entity::find()
        .select_only()
        .columns([rows::Column::Review, rows::Column::Outcome])
        .filter(rows::Column::ProcessId.eq(view.process.id))
        .filter(rows::Column::Review.is_in(wanted))
        .into_tuple()
        .all(&registry.db)
        .await?;
    let items = found.iter().map(|row| {
        let mine = said
            .iter()
            .filter(|(review, _)| *review == Some(row.number));
        let answered = mine.clone().filter(|(_, outcome)| outcome.is_some());
        Ok(ReviewSummary {
            number: number(row.number),
            title: row.title.clone(),
            state: row.facts()?.state(now),
            opens_at: moment(row.opens_at),
            closes_at: moment(row.closes_at),
            closed_at: row.closed_at.map(moment),
            entries: count(row.entries()?.len()),
            answered: count(answered.count()),
            comments: count(mine.count()),
        })
    });
    let items = items.collect::<Result<Vec<_>>>()?;
    Ok(page.cut(items, |item| item.number.to_string()))
}

/// One review.
pub async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    review: ReviewNo,
) -> Result<Review> {
    let view = registry.view(caller, now, process).await?;
    let row = row(&view, review).await?;
    let names = registry.names(&view.process).await?;
    let said = said_in(&view, review).all(&registry.db).await?;
    let by = number(row.by);
    Ok(Review {
        number: review,
        title: row.title.clone(),
        introduction: row.introduction.clone(),
        state: row.facts()?.state(now),
        opens_at: moment(row.opens_at),
        closes_at: moment(row.closes_at),
        closed_at: row.closed_at.map(moment),
        reason: row.reason.clone(),
        extensions: row.extensions.as_deref().map_or(Ok(Vec::new()), value)?,
        by,
        opened_by: names.person(by),
        at: moment(row.at),
        entries: under_review(&view, &row.entries()?, &said).await?,
        counts: counted(&said, &names),
    })
}

/// What was said in a review, oldest first.
pub async fn comments(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    review: ReviewNo,
    page: &Page,
) -> Result<Listed<ReviewComment>> {
    let view = registry.view(caller, now, process).await?;
    row(&view, review).await?;
    let mut query = said_in(&view, review).limit(page.rows());
    if let Some(after) = page.after()? {
        query = query.filter(rows::Column::Number.gt(after));
    }
    let found = query.all(&registry.db).await?;
    let items = seen(&view, found).await?;
    Ok(page.cut(items, |item| item.number.to_string()))
}

/// One comment of a review.
pub async fn comment(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    review: ReviewNo,
    comment: CommentNo,
) -> Result<ReviewComment> {
    let view = registry.view(caller, now, process).await?;
    let found = said_in(&view, review).filter(rows::Column::Number.eq(comment));
    let found = found.all(&registry.db).await?;
    seen(&view, found).await?.pop().ok_or(Error::NotFound)
}

/// The review that an entry is in at this moment: its number, its title and until when.
pub async fn open_on(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    entry: EntryNo,
) -> Result<Option<(ReviewNo, String, Moment)>> {
    let view = registry.view(caller, now, process).await?;
    let under_way = of(view.process.id)
        .filter(reviews::Column::ClosedAt.is_null())
        .filter(reviews::Column::OpensAt.lte(now.millis()));
    for row in under_way.all(&registry.db).await? {
        if row.entries()?.iter().any(|it| it.entry == entry) {
            let closes_at = moment(row.closes_at);
            return Ok(Some((number(row.number), row.title, closes_at)));
        }
    }
    Ok(None)
}

/// The entries that are in a review that has not closed, and so in no other one.
pub async fn under_way(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<BTreeSet<EntryNo>> {
    let view = registry.view(caller, now, process).await?;
    let rows = of(view.process.id).filter(reviews::Column::ClosedAt.is_null());
    let mut entries = BTreeSet::new();
    for row in rows.all(&registry.db).await? {
        entries.extend(row.entries()?.into_iter().map(|it| it.entry));
    }
    Ok(entries)
}

/// Everything that was said in a review, for a table.
pub(super) async fn everything(view: &View<'_>, review: ReviewNo) -> Result<Vec<ReviewComment>> {
    row(view, review).await?;
    let found = said_in(view, review).all(&view.registry.db).await?;
    seen(view, found).await
}

async fn row(view: &View<'_>, review: ReviewNo) -> Result<reviews::Model> {
    let row = of(view.process.id).filter(reviews::Column::Number.eq(review));
    row.one(&view.registry.db).await?.ok_or(Error::NotFound)
}

fn said_in(view: &View<'_>, review: ReviewNo) -> Select<rows::Entity> {
    rows::Entity::find()
        .filter(rows::Column::ProcessId.eq(view.process.id))
        .filter(rows::Column::Review.eq(review))
        .order_by_asc(rows::Column::Number)
}

async fn seen(view: &View<'_>, found: Vec<rows::Model>) -> Result<Vec<ReviewComment>> {
    let db = &view.registry.db;
    let names = view.registry.names(&view.process).await?;
    let signed = Signatures::load(db, &found).await?;
    let wanted: Vec<i64> = found.iter().map(|row| row.entry).collect();
    let about = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(view.process.id))
        .filter(entries::Column::Number.is_in(wanted))
        .all(db)
        .await?;
    let about: HashMap<i64, entries::Model> =
        about.into_iter().map(|row| (row.number, row)).collect();
    let seen = found.into_iter().map(|row| {
        let about = about.get(&row.entry);
        let wording = row.wording.map(number);
        let comment = read(row, &names, &signed, None)?;
        Ok(ReviewComment {
            number: comment.number,
            entry: about.map(|row| number(row.number)),
            slug: about.map(|row| Slug::parse(&row.slug)).transpose()?,
            term: about.map(|row| row.term.clone()),
            wording,
            name: comment.author.name,
            organisation: comment.author.organisation.map(|it| it.name),
            interest: comment.author.group,
            interest_name: comment.author.group_name,
            body: comment.body,
            quote: comment.quote,
            proposed: comment.proposed,
            at: comment.at,
            hidden: comment.public.and_then(|public| public.hidden),
            disposition: comment.disposition,
        })
    });
    seen.collect()
}

/// The entries in the order the convener put them in, each with the words that are read and those of now.
async fn under_review(
    view: &View<'_>,
    on: &[ReviewedEntry],
    said: &[rows::Model],
) -> Result<Vec<UnderReview>> {
    let (db, id) = (&view.registry.db, view.process.id);
    let found = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(id))
        .filter(entries::Column::Number.is_in(on.iter().map(|it| i64::from(it.entry))))
        .all(db)
        .await?;
    let mut wanted = Condition::any();
    for row in &found {
        let read = on.iter().find(|it| i64::from(it.entry) == row.number);
        let both = read.map(|it| i64::from(it.wording)).into_iter();
        wanted = wanted.add(
            Condition::all()
                .add(wordings::Column::Entry.eq(row.number))
                .add(wordings::Column::Number.is_in(both.chain([row.wording]))),
        );
    }
    let words = wordings::Entity::find()
        .filter(wordings::Column::ProcessId.eq(id))
        .filter(wanted)
        .all(db)
        .await?;
    let words = words
        .iter()
        .map(|row| Ok(((row.entry, row.number), value(&row.content)?)))
        .collect::<Result<BTreeMap<(i64, i64), Content>>>()?;
    let lang = authoritative(&view.process)?;
    on.iter()
        .map(|it| {
            let row = found.iter().find(|row| row.number == i64::from(it.entry));
            let row = row.ok_or(Error::NotFound)?;
            one_under_review(row, it.wording, &words, said, &lang)
        })
        .collect()
}

fn one_under_review(
    row: &entries::Model,
    wording: WordingNo,
    words: &BTreeMap<(i64, i64), Content>,
    said: &[rows::Model],
    lang: &Lang,
) -> Result<UnderReview> {
    let content = |wording: i64| words.get(&(row.number, wording)).ok_or(Error::NotFound);
    let (read, now) = (content(wording.into())?, content(row.wording)?);
    let about = said.iter().filter(|comment| comment.entry == row.number);
    Ok(UnderReview {
        entry: number(row.number),
        slug: Slug::parse(&row.slug)?,
        term: row.term.clone(),
        wording,
        content: read.clone(),
        status: from_word(&row.status)?,
        pen: number(row.pen),
        current: number(row.wording),
        changed: between(read, now, lang),
        comments: count(about.count()),
    })
}

fn counted(said: &[rows::Model], names: &Names) -> ReviewCounts {
    let from = |group: Option<&str>| {
        let from = said.iter().filter(|row| row.interest.as_deref() == group);
        count(from.count())
    };
    let groups = names.groups().iter().map(|group| InterestCount {
        group: Some(group.slug.clone()),
        name: group.name.to_string(),
        comments: from(Some(group.slug.as_str())),
    });
    let others = InterestCount {
        group: None,
        name: "None of these groups".to_owned(),
        comments: from(None),
    };
    ReviewCounts {
        comments: count(said.len()),
        answered: count(said.iter().filter(|row| row.outcome.is_some()).count()),
        hidden: count(said.iter().filter(|row| row.hidden_at.is_some()).count()),
        interests: groups.chain([others]).collect(),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
