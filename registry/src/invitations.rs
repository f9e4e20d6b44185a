//! Invitations: who has no account joins by a link that was sent to their address.

mod withdrawal;

use domain::{
    Decided, Moment, Refusal, Slug, Title,
    account::{Email, Password},
    people::{self, Affiliation, InvitationNo, Place},
    permit::{Denial, May},
    process::{Group, Role},
};
use schemars::JsonSchema;
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::Expr,
};
use serde::Serialize;

use crate::{
    Caller, Error, Letter, Listed, Page, Registry, Result,
    accounts::{self, NewAccount},
    admission::{Added, Entry, Newcomer, enter, role_word, write_member},
    connection::after,
    door::{Act, Permit, Stored},
    hashing,
    links::{self, Purpose},
    names::{Names, OrganisationRef},
    organisations::{self, Founded, Organisations},
    rows::{from_word, moment, number, value},
    sessions::{self, Session},
    tables::{invitations as rows, links as link_rows, processes, users},
};

pub use withdrawal::withdraw;

/// An invitation under way, as the conveners see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Invited {
    pub invitation: InvitationNo,
    pub email: String,
    pub role: Role,
    pub group: Option<Slug>,
    pub organisation: Option<OrganisationRef>,
    pub at: Moment,
    pub expires_at: Moment,
}

/// An invitation as whoever holds its link sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Invitation {
    pub process: Slug,
    pub title: String,
    /// The terms under which contributions are made and stay.
    pub licence: String,
    pub email: String,
    /// As given in an interest, to begin with.
    pub name: Option<String>,
    pub role: Role,
    pub group: Option<Slug>,
    /// The group as the charter calls it.
    pub group_name: Option<String>,
    pub organisation: Option<OrganisationRef>,
    pub expires_at: Moment,
    /// Whether the address has an account by now: then it is accepted signed in.
    pub has_account: bool,
}

/// Who makes an account to accept an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    pub name: Title,
    pub password: Password,
}

/// The process joined and, for whom an account was made, the session that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    pub process: Slug,
    pub member: u32,
    pub session: Option<Session>,
}

/// The invitations under way, newest first, for the conveners.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    page: &Page,
) -> Result<Listed<Invited>> {
    let view = registry.view(caller, now, process).await?;
    view.permit(caller, May::Convene)?;
    let mut query = pending(view.process.id)
        .order_by_desc(rows::Column::Number)
        .limit(page.rows());
    if let Some(before) = page.after()? {
        query = query.filter(rows::Column::Number.lt(before));
    }
    let found = query.all(&registry.db).await?;
    let names = registry.names(&view.process).await?;
    let items = found
        .into_iter()
        .map(|row| row.invited(&names))
        .collect::<Result<_>>()?;
    Ok(page.cut(items, |item: &Invited| item.invitation.to_string()))
}

/// What a link invites to, without using it.
pub async fn find(registry: &Registry, now: Moment, token: &str) -> Result<Invitation> {
    let (link, process, row) = followed(registry, now, token).await?;
    let names = Names::load(&registry.db, process.id).await?;
    let account = users::Entity::find().filter(users::Column::Email.eq(&link.email));
    let has_account = account.count(&registry.db).await? > 0;
    let name = Some(row.name.clone()).filter(|name| !name.is_empty());
    let invited = row.invited(&names)?;
    Ok(Invitation {
        process: Slug::parse(&process.slug)?,
        title: process.title,
        licence: process.licence,
        email: invited.email,
        name,
        role: invited.role,
        group_name: invited.group.as_ref().map(|group| names.group(group)),
        group: invited.group,
        organisation: invited.organisation,
        expires_at: moment(link.expires_at),
        has_account,
    })
}

/// Accepts an invitation with the account that its address has.
pub async fn accept(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    token: &str,
) -> Result<Joined> {
    let (link, process, _) = followed(registry, now, token).await?;
    let user = accounts::own(registry, caller).await?;
    if user.email != link.email {
        return Err(Error::Refused(Refusal::InvitationElsewhere));
    }
    take_up(registry, now, token, &process.slug, Who::Known(user)).await
}

/// Accepts an invitation by making an account for its address, and signs in.
pub async fn sign_up(
    registry: &Registry,
    now: Moment,
    token: &str,
    person: NewPerson,
) -> Result<Joined> {
    let (link, process, _) = followed(registry, now, token).await?;
    let account = users::Entity::find().filter(users::Column::Email.eq(&link.email));
    if account.count(&registry.db).await? > 0 {
        return Err(Error::Forbidden(Denial::SignIn));
    }
    let hash = hashing::hash(registry, &person.password).await?;
    let new = NewAccount {
        email: Email::parse(&link.email)?,
        name: person.name,
        password: person.password,
        admin: false,
        may_convene: false,
    };
    take_up(registry, now, token, &process.slug, Who::New(new, hash)).await
}

/// Sends an invitation; an older one of the same address stops working.
pub(crate) async fn send(
    registry: &Registry,
    act: Act,
    permit: Permit,
    mut decided: Vec<Decided>,
    new: Newcomer,
    affiliation: Option<Affiliation>,
    founded: Option<Founded>,
) -> Result<Added> {
    let declared: Vec<Group> = value(&act.process.groups)?;
    let all = rows::Entity::find().filter(rows::Column::ProcessId.eq(act.process.id));
    let number = act.next(all, rows::Column::Number).await?;
    let (event, place) = people::invite(number, new.role, new.group, affiliation, &declared)?;
    decided.push(event);
    let at = act.at;
    let stored = act.store(permit, decided).await?;
    organisations::write_founded(&stored, founded).await?;
    replace(&stored, &new.email).await?;
    write(&stored, number, &new.email, new.name.as_ref(), &place).await?;
    let of = Some((stored.process.id, number));
    let email = Some(&new.email);
    let link = links::make(registry, stored.tx(), at, Purpose::Invitation, email, of).await?;
    let names = Names::load(stored.tx(), stored.process.id).await?;
    let row = rows::Entity::find_by_id((stored.process.id, i64::from(number)));
    let invited = row
        .one(stored.tx())
        .await?
        .ok_or(Error::NotFound)?
        .invited(&names)?;
    let letter = letter(&stored, &invited, &link);
    stored.commit().await?;
    registry.send(letter);
    Ok(Added::Invitation(invited))
}

/// Who accepts: somebody with an account, or somebody who gets one.
#[derive(Debug)]
enum Who {
    Known(users::Model),
    New(NewAccount, String),
}

/// The link, the process and the invitation that a token leads to.
async fn followed(
    registry: &Registry,
    now: Moment,
    token: &str,
) -> Result<(link_rows::Model, processes::Model, rows::Model)> {
    let spent = || Error::Refused(Refusal::LinkSpent);
    let link = links::find(&registry.db, now, Purpose::Invitation, token).await?;
    let (process, number) = link.process_id.zip(link.invitation).ok_or_else(spent)?;
    let row = rows::Entity::find_by_id((process, number))
        .one(&registry.db)
        .await?;
    let process = processes::Entity::find_by_id(process)
        .one(&registry.db)
        .await?;
    Ok((link, process.ok_or_else(spent)?, row.ok_or_else(spent)?))
}

async fn take_up(
    registry: &Registry,
    now: Moment,
    token: &str,
    slug: &str,
    who: Who,
) -> Result<Joined> {
    let act = Act::of_public(registry, now, &Slug::parse(slug)?).await?;
    // Read again now that nobody else can accept it.
    let link = act
        .one(links::usable(now, Purpose::Invitation, token))
        .await?;
    let number = link.and_then(|link| link.invitation);
    let number = number.ok_or(Error::Refused(Refusal::LinkSpent))?;
    let here = rows::Entity::find().filter(rows::Column::ProcessId.eq(act.process.id));
    let row = act
        .one(here.filter(rows::Column::Number.eq(number)))
        .await?;
    let row = row.ok_or(Error::Refused(Refusal::LinkSpent))?;
    let declared: Vec<Group> = value(&act.process.groups)?;
    let affiliation = match row.organisation {
        Some(invited) => Organisations::of(&act)
            .await?
            .standing(crate::rows::number(invited))?,
        None => None,
    };
    // An organisation that was merged meanwhile may have brought another group along.
    let group = match &affiliation {
        Some(_) => None,
        None => row.group_slug.as_deref().map(Slug::parse).transpose()?,
    };
    let entry = Entry {
        role: from_word(&row.role)?,
        group,
        affiliation,
    };
    let mut decided = Vec::new();
    // Nobody has the number 0: who gets an account now was never here before.
    let user = if let Who::Known(user) = &who {
        user.id
    } else {
        0
    };
    let member = enter(&act, user, entry, &declared, &mut decided).await?;
    let permit = act.permit_anybody();
    let stored = act.store(permit, decided).await?;
    links::consume(stored.tx(), now, Purpose::Invitation, token).await?;
    let (user, session) = match who {
        Who::Known(user) => (user, None),
        Who::New(new, hash) => {
            let user = accounts::insert(stored.tx(), now, new, hash).await?;
            let session = sessions::open(stored.tx(), now, &user).await?;
            (user, Some(session))
        }
    };
    write_member(&stored, member, user.id, &user.name).await?;
    settle(&stored, number, now).await?;
    let process = Slug::parse(&stored.process.slug)?;
    stored.commit().await?;
    Ok(Joined {
        process,
        member,
        session,
    })
}

/// Invitations that can still be accepted, if their links are in date.
fn pending(process: i64) -> Select<rows::Entity> {
    rows::Entity::find()
        .filter(rows::Column::ProcessId.eq(process))
        .filter(rows::Column::AcceptedAt.is_null())
        .filter(rows::Column::Email.ne(""))
}

/// Takes back what was sent to an address before: its link, and the address on its row.
async fn replace(stored: &Stored, email: &Email) -> Result<()> {
    link_rows::Entity::delete_many()
        .filter(link_rows::Column::Purpose.eq(Purpose::Invitation.word()))
        .filter(link_rows::Column::ProcessId.eq(stored.process.id))
        .filter(link_rows::Column::Email.eq(email.as_str()))
        .exec(stored.tx())
        .await?;
    rows::Entity::update_many()
        .col_expr(rows::Column::Email, Expr::value(""))
        .filter(rows::Column::ProcessId.eq(stored.process.id))
        .filter(rows::Column::Email.eq(email.as_str()))
        .filter(rows::Column::AcceptedAt.is_null())
        .exec(stored.tx())
        .await?;
    Ok(())
}

async fn write(
    stored: &Stored,
    invitation: InvitationNo,
    email: &Email,
    name: Option<&Title>,
    place: &Place,
) -> Result<()> {
    let name = name.map(ToString::to_string).unwrap_or_default();
    let group = place.group.as_ref().map(ToString::to_string);
    rows::Entity::update_many()
        .col_expr(rows::Column::Email, Expr::value(email.as_str()))
        .col_expr(rows::Column::Name, Expr::value(name))
        .col_expr(rows::Column::GroupSlug, Expr::value(group))
        .col_expr(
            rows::Column::Organisation,
            Expr::value(place.organisation.map(i64::from)),
        )
        .filter(rows::Column::ProcessId.eq(stored.process.id))
        .filter(rows::Column::Number.eq(invitation))
        .exec(stored.tx())
        .await?;
    Ok(())
}

async fn settle(stored: &Stored, invitation: i64, now: Moment) -> Result<()> {
    rows::Entity::update_many()
        .col_expr(rows::Column::AcceptedAt, Expr::value(Some(now.millis())))
        .filter(rows::Column::ProcessId.eq(stored.process.id))
        .filter(rows::Column::Number.eq(invitation))
        .exec(stored.tx())
        .await?;
    Ok(())
}

fn letter(stored: &Stored, invited: &Invited, link: &str) -> Letter {
    let title = &stored.process.title;
    let role = role_word(invited.role);
    Letter {
        to: invited.email.clone(),
        subject: format!("Invitation to “{title}”"),
        body: format!(
            "You are invited to be {role} of “{title}”.\n\n{link}\n\n\
             The link works once, within 14 days. It is for you alone: who has it can join in your \
             place.\n"
        ),
    }
}

impl rows::Model {
    fn invited(self, names: &Names) -> Result<Invited> {
        let organisation = self.organisation.map(number);
        Ok(Invited {
            invitation: number(self.number),
            email: self.email,
            role: from_word(&self.role)?,
            group: self.group_slug.as_deref().map(Slug::parse).transpose()?,
            organisation: organisation.map(|organisation| names.organisation(organisation)),
            at: moment(self.at),
            expires_at: moment(after(moment(self.at), Purpose::Invitation.lasts())),
        })
    }
}
