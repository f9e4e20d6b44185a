//! Interests: who wishes to take part says so; the convener admits or declines. What an interest
//! says is for the conveners only and stands in no record.

use domain::{
    Moment, Slug, Text, Title,
    account::Email,
    people::{self, InterestNo, InterestState, NewInterest},
    permit::May,
    process::{Group, Role},
};
use schemars::JsonSchema;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Expr,
};
use serde::Serialize;

use crate::{
    Caller, Error, Letter, Listed, Page, Registry, Result,
    admission::{Added, Newcomer, bring_in},
    door::{Act, Stored},
    rows::{from_word, moment, number, value, word},
    tables::interests as rows,
};

/// An interest as the conveners see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Interest {
    pub number: InterestNo,
    pub name: String,
    pub email: String,
    pub organisation: Option<String>,
    pub group: Slug,
    pub statement: String,
    pub state: InterestState,
    /// Why it was declined.
    pub reason: Option<String>,
    pub at: Moment,
}

/// Takes in the wish to take part. Every address gets the same answer, the same letter and a line
/// of its own, so that nothing tells who is known here; of one address the newest wish counts.
pub async fn express(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    new: NewInterest,
) -> Result<InterestNo> {
    let act = Act::load(registry, caller, now, process).await?;
    people::may_express(act.state()?)?;
    let permit = act.permit_anybody();
    let declared: Vec<Group> = value(&act.process.groups)?;
    let number = act.next(here(&act), rows::Column::Number).await?;
    let decided = people::express(number, &new.group, &declared)?;
    let stored = act.store(permit, [decided]).await?;
    replace_pending(&stored, &new.email).await?;
    write(&stored, number, &new).await?;
    let letter = received(&stored, &new.email);
    stored.commit().await?;
    registry.send(letter);
    Ok(number)
}

/// What was expressed, newest first, for the conveners.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    page: &Page,
) -> Result<Listed<Interest>> {
    let view = registry.view(caller, now, process).await?;
    view.permit(caller, May::Convene)?;
    let mut query = rows::Entity::find()
        .filter(rows::Column::ProcessId.eq(view.process.id))
        .filter(rows::Column::State.ne(word(&InterestState::Replaced)?))
        .order_by_desc(rows::Column::Number)
        .limit(page.rows());
    if let Some(before) = page.after()? {
        query = query.filter(rows::Column::Number.lt(before));
    }
    let found = query.all(&registry.db).await?;
    let items = found
        .into_iter()
        .map(rows::Model::interest)
        .collect::<Result<_>>()?;
    Ok(page.cut(items, |item: &Interest| item.number.to_string()))
}

/// Admits who expressed an interest, as a participant.
pub async fn admit(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    interest: InterestNo,
) -> Result<Added> {
    let act = Act::load(registry, caller, now, process).await?;
    let permit = act.permit(May::Convene)?;
    let row = one(&act, interest).await?;
    let decided = people::admit(interest, from_word(&row.state)?)?;
    let newcomer = Newcomer {
        email: Email::parse(&row.email)?,
        name: Some(Title::parse(&row.name)?),
        role: Role::Participant,
        group: Some(Slug::parse(&row.group_slug)?),
        organisation: row.organisation.as_deref().map(Title::parse).transpose()?,
    };
    bring_in(registry, act, permit, vec![decided], newcomer).await
}

/// Declines an interest; its author is told why.
pub async fn decline(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    interest: InterestNo,
    reason: Text,
) -> Result<Interest> {
    let act = Act::load(registry, caller, now, process).await?;
    let permit = act.permit(May::Convene)?;
    let row = one(&act, interest).await?;
    let decided = people::decline(interest, from_word(&row.state)?, reason.clone())?;
    let stored = act.store(permit, [decided]).await?;
    let title = stored.process.title.clone();
    let row = rows::Entity::find_by_id((stored.process.id, row.number))
        .one(stored.tx())
        .await?;
    let declined = row.ok_or(Error::NotFound)?.interest()?;
    stored.commit().await?;
    registry.send(Letter {
        to: declined.email.clone(),
        subject: format!("Your interest in “{title}”"),
        body: format!(
            "Your wish to take part in “{title}” was declined, with this reason:\n\n{reason}\n"
        ),
    });
    Ok(declined)
}

fn here(act: &Act) -> Select<rows::Entity> {
    rows::Entity::find().filter(rows::Column::ProcessId.eq(act.process.id))
}

async fn one(act: &Act, interest: InterestNo) -> Result<rows::Model> {
    let row = act
        .one(here(act).filter(rows::Column::Number.eq(interest)))
        .await?;
    row.ok_or(Error::NotFound)
}

async fn replace_pending(stored: &Stored, email: &Email) -> Result<()> {
    rows::Entity::update_many()
        .col_expr(
            rows::Column::State,
            Expr::value(word(&InterestState::Replaced)?),
        )
        .filter(rows::Column::ProcessId.eq(stored.process.id))
        .filter(rows::Column::Email.eq(email.as_str()))
        .filter(rows::Column::State.eq(word(&InterestState::Pending)?))
        .exec(stored.tx())
        .await?;
    Ok(())
}

async fn write(stored: &Stored, interest: InterestNo, new: &NewInterest) -> Result<()> {
    let organisation = new.organisation.as_ref().map(ToString::to_string);
    rows::Entity::update_many()
        .col_expr(rows::Column::Name, Expr::value(new.name.to_string()))
        .col_expr(rows::Column::Email, Expr::value(new.email.to_string()))
        .col_expr(rows::Column::Organisation, Expr::value(organisation))
        .col_expr(rows::Column::GroupSlug, Expr::value(new.group.to_string()))
        .col_expr(
            rows::Column::Statement,
            Expr::value(new.statement.to_string()),
        )
        .filter(rows::Column::ProcessId.eq(stored.process.id))
        .filter(rows::Column::Number.eq(interest))
        .exec(stored.tx())
        .await?;
    Ok(())
}

/// Nothing of what was typed goes into this letter: anybody can have it sent to any address.
fn received(stored: &Stored, email: &Email) -> Letter {
    let title = &stored.process.title;
    Letter {
        to: email.to_string(),
        subject: format!("Your interest in “{title}”"),
        body: format!(
            "Somebody, probably you, asked to take part in “{title}” with this address.\n\n\
             The convener decides and you will get a letter. If it was not you, nothing needs to \
             be done.\n"
        ),
    }
}

impl rows::Model {
    fn interest(self) -> Result<Interest> {
        Ok(Interest {
            number: number(self.number),
            name: self.name,
            email: self.email,
            organisation: self.organisation,
            group: Slug::parse(&self.group_slug)?,
            statement: self.statement,
            state: from_word(&self.state)?,
            reason: self.reason,
            at: moment(self.at),
        })
    }
}
