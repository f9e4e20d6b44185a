//! Leaving a comment from outside. Whoever is signed in is known by their address already; of others a comment waits
//! beside the record until they follow the link that was sent to them.

use domain::{
    Moment, Refusal, Slug, Title,
    account::Email,
    ids::{CommentNo, ReviewNo},
    permit::Denial,
    process::{Group, Role, State},
    review::{self, Contribution, NewPublicComment, Place},
};
use rand::Rng;
use schemars::JsonSchema;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::Serialize;

use super::{confirming::publish, of};
use crate::{
    Caller, Error, Letter, Registry, Result, accounts,
    connection::after,
    door::View,
    links::{self, Purpose},
    rows::{from_word, json, moment, value},
    tables::{entries, links as link_rows, reviews, submissions},
};

/// How many comments of one address may wait in a process. Of more the oldest give way: whoever floods an address
/// fills no storage, and nobody learns what waits for others.
const WAITING_MAX: u64 = 40;

/// What became of a comment that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Left {
    pub state: LeftState,
    /// What it is confirmed by, together with the token in the letter. It is random and tells nothing.
    pub submission: Option<u32>,
    /// Until when it can be confirmed.
    pub confirm_by: Option<Moment>,
    /// The number of the comment, once it is public.
    pub comment: Option<CommentNo>,
}

/// Whether a comment is public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeftState {
    /// Nobody sees it before the link in the letter is followed.
    Unconfirmed,
    Public,
}

/// Who signs a comment from outside.
#[derive(Debug, Clone)]
pub(crate) struct Signature {
    pub(crate) name: Title,
    pub(crate) organisation: Option<Title>,
    pub(crate) email: Option<Email>,
}

/// Leaves a comment in a review.
pub async fn leave(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    review: ReviewNo,
    new: NewPublicComment,
) -> Result<Left> {
    let view = registry.view(caller, now, process).await?;
    let row = of(view.process.id).filter(reviews::Column::Number.eq(review));
    let row = row.one(&registry.db).await?.ok_or(Error::NotFound)?;
    let contribution = Contribution {
        place: Place::within(&row.facts()?, new.entry)?,
        interest: new.interest,
        body: new.body,
        quote: new.quote,
        proposed: new.proposed,
        sent_at: now,
    };
    let signature = Signature {
        name: new.name,
        organisation: new.organisation,
        email: new.email,
    };
    leave_at(&view, caller, now, Some(&row), signature, contribution).await
}

/// Takes in what somebody says, in a review or of a published term.
pub(crate) async fn leave_at(
    view: &View<'_>,
    caller: &Caller,
    now: Moment,
    review: Option<&reviews::Model>,
    mut signature: Signature,
    contribution: Contribution,
) -> Result<Left> {
    may_say(view)?;
    let declared: Vec<Group> = value(&view.process.groups)?;
    let ended = match contribution.place.entry() {
        Some(on) => ended(view, on.entry.into()).await?,
        None => false,
    };
    let facts = review.map(reviews::Model::facts).transpose()?;
    review::check(&contribution, facts.as_ref(), ended, &declared)?;
    let registry = view.registry;
    if caller.user.is_some() {
        let account = accounts::own(registry, caller).await?;
        signature.email = Some(Email::parse(&account.email)?);
        let slug = Slug::parse(&view.process.slug)?;
        let published = publish(registry, now, &slug, None, signature, contribution).await?;
        return Ok(Left {
            state: LeftState::Public,
            submission: None,
            confirm_by: None,
            comment: Some(published.comment),
        });
    }
    let email = signature.email.ok_or(Refusal::EmailMalformed)?;
    let submission: u32 = rand::rng().random_range(1..=u32::MAX);
    let confirm_by = after(now, Purpose::Comment.lasts());
    let row = submissions::ActiveModel {
        process_id: Set(view.process.id),
        number: Set(submission.into()),
        name: Set(signature.name.to_string()),
        organisation: Set(signature.organisation.map(String::from)),
        email: Set(email.to_string()),
        contribution: Set(json(&contribution)?),
        expires_at: Set(confirm_by),
    };
    let writing = registry.write().await?;
    submissions::Entity::insert(row)
        .exec_without_returning(&writing.tx)
        .await?;
    give_way(&writing.tx, view.process.id, &email).await?;
    let of = Some((view.process.id, submission));
    let email = Some(&email);
    let link = links::make(registry, &writing.tx, now, Purpose::Comment, email, of).await?;
    writing.commit().await?;
    let title = review.map_or(&view.process.title, |review| &review.title);
    registry.send(letter(email, title, &link));
    Ok(Left {
        state: LeftState::Unconfirmed,
        submission: Some(submission),
        confirm_by: Some(moment(confirm_by)),
        comment: None,
    })
}

/// A convener is neutral here too, and in a process that is not worked in nothing is taken in.
fn may_say(view: &View<'_>) -> Result<()> {
    let convenes = |role: Role| role == Role::Convener;
    if view.member.as_ref().is_some_and(|it| convenes(it.role)) {
        return Err(Error::Forbidden(Denial::Neutral));
    }
    match from_word(&view.process.state)? {
        State::Announced => Err(Error::Forbidden(Denial::NotOpenYet)),
        State::Closed => Err(Error::Forbidden(Denial::Closed)),
        State::Open => Ok(()),
    }
}

async fn ended(view: &View<'_>, entry: i64) -> Result<bool> {
    let row = entries::Entity::find_by_id((view.process.id, entry))
        .one(&view.registry.db)
        .await?;
    Ok(row.is_none_or(|row| row.withdrawn || row.retired))
}

/// Drops what waited longest where too much of one address waits.
async fn give_way(tx: &DatabaseTransaction, process: i64, email: &Email) -> Result<()> {
    let here = || {
        submissions::Entity::find()
            .filter(submissions::Column::ProcessId.eq(process))
            .filter(submissions::Column::Email.eq(email.as_str()))
    };
    let kept: Vec<i64> = here()
        .select_only()
        .column(submissions::Column::Number)
        .order_by_desc(submissions::Column::ExpiresAt)
        .order_by_desc(submissions::Column::Number)
        .limit(WAITING_MAX)
        .into_tuple()
        .all(tx)
        .await?;
    submissions::Entity::delete_many()
        .filter(submissions::Column::ProcessId.eq(process))
        .filter(submissions::Column::Email.eq(email.as_str()))
        .filter(submissions::Column::Number.is_not_in(kept.iter().copied()))
        .exec(tx)
        .await?;
    link_rows::Entity::delete_many()
        .filter(link_rows::Column::Purpose.eq(Purpose::Comment.word()))
        .filter(link_rows::Column::ProcessId.eq(process))
        .filter(link_rows::Column::Email.eq(email.as_str()))
        .filter(link_rows::Column::Invitation.is_not_in(kept))
        .exec(tx)
        .await?;
    Ok(())
}

/// Nothing of what was typed goes into this letter: anybody can have it sent to any address.
fn letter(email: Option<&Email>, title: &str, link: &str) -> Letter {
    Letter {
        to: email.map(ToString::to_string).unwrap_or_default(),
        subject: format!("Confirm your comment on “{title}”"),
        body: format!(
            "Somebody, probably you, left a comment on “{title}” with this address. Nobody sees it \
             yet. Read it once more and confirm it here:\n\n{link}\n\n\
             The link works once, within two days. If it was not you, nothing needs to be done: \
             the comment is then thrown away.\n"
        ),
    }
}
