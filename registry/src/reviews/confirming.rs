//! Confirming a comment from outside: with that it becomes a line of the record.

use domain::{
    Moment, Refusal, Slug, Title,
    account::Email,
    ids::{CommentNo, ReviewNo},
    permit::Denial,
    process::{Group, State},
    review::{self, Contribution, Place},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{leaving::Signature, load};
use crate::{
    Error, Registry, Result,
    door::Act,
    entries,
    links::{self, Purpose},
    rows::value,
    tables::{
        commenters, comments, entries as entry_rows, links as link_rows, processes, reviews,
        submissions,
    },
};

/// A comment that waits to be confirmed, as its author sees it once more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unconfirmed {
    pub process: Slug,
    pub process_title: String,
    /// The review it is for, and what that is called.
    pub review: Option<(ReviewNo, String)>,
    /// The slug and the term of the entry it is about.
    pub entry: Option<(Slug, String)>,
    pub name: String,
    pub organisation: Option<String>,
    /// The group its author is closest to, as the charter calls it.
    pub interest: Option<String>,
    pub body: String,
    pub quote: Option<String>,
    pub proposed: Option<String>,
}

/// A comment that became public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    pub process: Slug,
    pub review: Option<ReviewNo>,
    /// The entry it is about.
    pub entry: Option<Slug>,
    pub comment: CommentNo,
}

/// Which comment a token is said to be for, where an address names it.
#[derive(Debug, Clone, Copy)]
pub struct Which<'a> {
    pub process: &'a Slug,
    /// The review, or none where a problem was reported.
    pub review: Option<ReviewNo>,
    pub submission: u32,
}

/// What waits behind a link, without using it.
pub async fn find_unconfirmed(
    registry: &Registry,
    now: Moment,
    token: &str,
) -> Result<Unconfirmed> {
    let db = &registry.db;
    let waiting = waiting(db, now, token).await?;
    let Waiting {
        process,
        submission,
        contribution,
    } = waiting;
    let groups: Vec<Group> = value(&process.groups)?;
    let review = match contribution.place {
        Place::Review(number, _) => {
            let row = reviews::Entity::find_by_id((process.id, i64::from(number)));
            row.one(db).await?.map(|row| (number, row.title))
        }
        Place::Release(..) => None,
    };
    let entry = match contribution.place.entry() {
        Some(on) => {
            let row = entry_rows::Entity::find_by_id((process.id, i64::from(on.entry)));
            let row = row.one(db).await?.ok_or(Error::NotFound)?;
            Some((Slug::parse(&row.slug)?, row.term))
        }
        None => None,
    };
    let interest = contribution.interest.as_ref().map(|interest| {
        let group = groups.iter().find(|group| group.slug == *interest);
        group.map_or_else(|| interest.to_string(), |group| group.name.to_string())
    });
    Ok(Unconfirmed {
        process: Slug::parse(&process.slug)?,
        process_title: process.title,
        review,
        entry,
        name: submission.name,
        organisation: submission.organisation,
        interest,
        body: contribution.body.into(),
        quote: contribution.quote.map(|quote| quote.exact.into()),
        proposed: contribution.proposed.map(String::from),
    })
}

/// Makes a comment public by the link that was sent to its author. Where an address names the comment too, the link has
/// to be for that one.
pub async fn confirm(
    registry: &Registry,
    now: Moment,
    token: &str,
    which: Option<Which<'_>>,
) -> Result<Confirmed> {
    let waiting = waiting(&registry.db, now, token).await?;
    let process = Slug::parse(&waiting.process.slug)?;
    if let Some(which) = which {
        let review = match waiting.contribution.place {
            Place::Review(number, _) => Some(number),
            Place::Release(..) => None,
        };
        let named = *which.process == process
            && which.review == review
            && i64::from(which.submission) == waiting.submission.number;
        if !named {
            return Err(Error::Refused(Refusal::LinkSpent));
        }
    }
    let signature = Signature {
        name: Title::parse(&waiting.submission.name)?,
        organisation: waiting
            .submission
            .organisation
            .as_deref()
            .map(Title::parse)
            .transpose()?,
        email: Some(Email::parse(&waiting.submission.email)?),
    };
    publish(
        registry,
        now,
        &process,
        Some(token),
        signature,
        waiting.contribution,
    )
    .await
}

/// Writes the line of a contribution, and beside it who signed it. With a token it is used up.
pub(super) async fn publish(
    registry: &Registry,
    now: Moment,
    process: &Slug,
    token: Option<&str>,
    signature: Signature,
    contribution: Contribution,
) -> Result<Confirmed> {
    let act = Act::of_public(registry, now, process).await?;
    // Read again now that nobody else can use it.
    let link = match token {
        Some(token) => {
            let link = act.one(links::usable(now, Purpose::Comment, token)).await?;
            Some(link.ok_or(Error::Refused(Refusal::LinkSpent))?)
        }
        None => None,
    };
    if act.state()? == State::Closed {
        return Err(Error::Forbidden(Denial::Closed));
    }
    let facts = match contribution.place {
        Place::Review(review, _) => Some(load(&act, review).await?.facts()?),
        Place::Release(..) => None,
    };
    let entry = match contribution.place.entry() {
        Some(on) => Some(entries::load_number(&act, on.entry.into()).await?),
        None => None,
    };
    let ended = entry.as_ref().is_some_and(|it| it.withdrawn || it.retired);
    let declared: Vec<Group> = value(&act.process.groups)?;
    let numbered = comments::Entity::find().filter(comments::Column::ProcessId.eq(act.process.id));
    let comment = act.next(numbered, comments::Column::Number).await?;
    let decided = review::publish(comment, contribution, facts.as_ref(), ended, &declared)?;
    let permit = act.permit_anybody();
    let stored = act.store(permit, [decided]).await?;
    if let (Some(token), Some(link)) = (token, link) {
        links::consume(stored.tx(), now, Purpose::Comment, token).await?;
        let number = link.invitation.unwrap_or_default();
        submissions::Entity::delete_by_id((stored.process.id, number))
            .exec(stored.tx())
            .await?;
    }
    let row = commenters::ActiveModel {
        process_id: Set(stored.process.id),
        comment: Set(comment.into()),
        name: Set(signature.name.into()),
        organisation: Set(signature.organisation.map(String::from)),
        email: Set(signature.email.map(String::from).unwrap_or_default()),
    };
    commenters::Entity::insert(row)
        .exec_without_returning(stored.tx())
        .await?;
    stored.commit().await?;
    Ok(Confirmed {
        process: process.clone(),
        review: facts.map(|facts| facts.number),
        entry: entry.map(|row| Slug::parse(&row.slug)).transpose()?,
        comment,
    })
}

/// What a link leads to.
struct Waiting {
    process: processes::Model,
    submission: submissions::Model,
    contribution: Contribution,
}

async fn waiting(db: &impl ConnectionTrait, now: Moment, token: &str) -> Result<Waiting> {
    let spent = || Error::Refused(Refusal::LinkSpent);
    let link: link_rows::Model = links::find(db, now, Purpose::Comment, token).await?;
    let of = link.process_id.zip(link.invitation).ok_or_else(spent)?;
    let submission = submissions::Entity::find_by_id(of).one(db).await?;
    let submission = submission.ok_or_else(spent)?;
    let process = processes::Entity::find_by_id(of.0).one(db).await?;
    Ok(Waiting {
        process: process.ok_or_else(spent)?,
        contribution: value(&submission.contribution)?,
        submission,
    })
}
