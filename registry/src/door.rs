//! The one door. Whatever changes a process goes through here, in five steps: load, permit, decide,
//! store, return.
//!
//! [`Act::load`] opens the transaction and takes the process for itself; until something is stored
//! it can only be read from. [`Act::store`] wants a [`Permit`], which only [`Act::permit`] gives,
//! and [`Decided`] events, which only the domain makes. It writes each event's line, carries it
//! over into the tables, and commits both together.

use domain::{
    Decided, Event, Moment, Slug,
    permit::{self, Denial, May, Member},
    process::{State, Visibility},
    record::{Actor, Line},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect, Select, sea_query::Expr,
};

use crate::{
    Beat, Error, Registry, Result, clock,
    connection::Writing,
    projection,
    rows::{from_word, moment, number, word},
    tables::{members, processes, record},
};

/// The number of an account.
pub type UserId = i64;

/// Who asks: a signed-in user, or nobody known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caller {
    pub user: Option<UserId>,
    pub admin: bool,
    pub may_convene: bool,
}

impl Caller {
    pub fn nobody() -> Self {
        Self::default()
    }

    /// The signed-in user, or the wish that somebody would sign in.
    pub fn signed_in(&self) -> Result<UserId> {
        self.user.ok_or(Error::Forbidden(Denial::SignIn))
    }
}

/// Leave to store. It can only be had from [`Act::permit`] and its like.
#[derive(Debug)]
pub struct Permit(());

/// A process taken for one act: nobody else writes to it until this is stored or dropped.
#[derive(Debug)]
pub(crate) struct Act {
    registry: Registry,
    writing: Writing,
    pub(crate) process: processes::Model,
    pub(crate) member: Option<Member>,
    caller: Caller,
    pub(crate) at: Moment,
    actor: Actor,
}

/// Events stored but not yet committed; what is private beside them can still be written.
#[derive(Debug)]
pub(crate) struct Stored {
    registry: Registry,
    writing: Writing,
    pub(crate) process: processes::Model,
}

/// A process as it is read by somebody who may.
#[derive(Debug)]
pub(crate) struct View<'a> {
    pub(crate) registry: &'a Registry,
    pub(crate) process: processes::Model,
    pub(crate) member: Option<Member>,
}

impl Act {
    /// Takes the process. What its clock owes is done first, so that nothing comes too late.
    pub(crate) async fn load(
        registry: &Registry,
        caller: &Caller,
        now: Moment,
        slug: &Slug,
    ) -> Result<Self> {
        let mut act = Self::take_done(registry, now, slug).await?;
        act.member = member_of(&act.writing.tx, &act.process, caller).await?;
        may_know(&act.process, act.member.as_ref())?;
        act.actor = act
            .member
            .as_ref()
            .map_or(Actor::Public, |m| Actor::Member(m.number));
        act.caller = caller.clone();
        Ok(act)
    }

    /// Takes the process for somebody from outside: they hold an invitation, or left a comment. That they may know of it
    /// was found before, and who they are stands beside the record alone.
    pub(crate) async fn of_public(registry: &Registry, now: Moment, slug: &Slug) -> Result<Self> {
        let mut act = Self::take_done(registry, now, slug).await?;
        act.actor = Actor::Public;
        Ok(act)
    }

    /// Takes the process for its clock.
    pub(crate) async fn of_clock(registry: &Registry, now: Moment, slug: &Slug) -> Result<Self> {
        let mut act = Self::take(registry, now, slug).await?;
        act.actor = Actor::Clock;
        Ok(act)
    }

    /// Takes the process once nothing is due in it.
    async fn take_done(registry: &Registry, now: Moment, slug: &Slug) -> Result<Self> {
        loop {
            let act = Self::take(registry, now, slug).await?;
            if act.process.next_due.is_none_or(|due| due > act.at.millis()) {
                return Ok(act);
            }
            drop(act);
            // Seldom needed and large: on the heap it makes no act larger.
            Box::pin(clock::run_due(registry, now, slug)).await?;
        }
    }

    async fn take(registry: &Registry, now: Moment, slug: &Slug) -> Result<Self> {
        let writing = registry.write().await?;
        let process = processes::Entity::find()
            .filter(processes::Column::Slug.eq(slug.as_str()))
            .lock_exclusive()
            .one(&writing.tx)
            .await?
            .ok_or(Error::NotFound)?;
        // Time on the record never runs backwards, whatever a machine's clock does.
        let at = now.max(moment(process.last_at));
        Ok(Self {
            registry: registry.clone(),
            writing,
            process,
            member: None,
            caller: Caller::nobody(),
            at,
            actor: Actor::Clock,
        })
    }

    /// Asks for leave to do something.
    pub(crate) fn permit(&self, may: May) -> Result<Permit> {
        if self.member.is_none() {
            self.caller.signed_in()?;
        }
        permit::permit(self.member.as_ref(), self.state()?, may)?;
        Ok(Permit(()))
    }

    /// Leave for what anybody may do who knows of the process: express an interest, or accept an
    /// invitation that was checked.
    pub(crate) fn permit_anybody(&self) -> Permit {
        Permit(())
    }

    /// Leave for the clock, which only does what is due.
    pub(crate) fn permit_clock(&self) -> Permit {
        Permit(())
    }

    /// The member who acts; a permit for a member was given before.
    pub(crate) fn actor(&self) -> Result<&Member> {
        self.member
            .as_ref()
            .ok_or(Error::Forbidden(Denial::NotMember))
    }

    pub(crate) fn state(&self) -> Result<State> {
        from_word(&self.process.state)
    }

    pub(crate) async fn one<E: EntityTrait>(&self, query: Select<E>) -> Result<Option<E::Model>> {
        Ok(query.one(&self.writing.tx).await?)
    }

    pub(crate) async fn all<E: EntityTrait>(&self, query: Select<E>) -> Result<Vec<E::Model>> {
        Ok(query.all(&self.writing.tx).await?)
    }

    /// The number after the highest one that the query finds in the column.
    pub(crate) async fn next<E: EntityTrait>(
        &self,
        query: Select<E>,
        column: impl ColumnTrait,
    ) -> Result<u32> {
        let query = query.select_only().column_as(column.max(), "highest");
        let highest: Option<Option<i64>> = query.into_tuple().one(&self.writing.tx).await?;
        Ok(number(highest.flatten().unwrap_or(0)) + 1)
    }

    /// Stores what was decided, each event with its line, all or nothing.
    pub(crate) async fn store(
        self,
        _permit: Permit,
        decided: impl IntoIterator<Item = Decided>,
    ) -> Result<Stored> {
        let Self {
            registry,
            writing,
            mut process,
            at,
            actor,
            ..
        } = self;
        for decided in decided {
            append(&writing.tx, &mut process, at, actor, &decided).await?;
        }
        save_end(&writing.tx, &process).await?;
        Ok(Stored {
            registry,
            writing,
            process,
        })
    }
}

/// Founds a process: the one act that has no process to take yet.
pub(crate) async fn found(
    registry: &Registry,
    now: Moment,
    _permit: Permit,
    decided: [Decided; 2],
) -> Result<Stored> {
    let writing = registry.write().await?;
    let [Event::ProcessCreated(founding), _] = [decided[0].event(), decided[1].event()] else {
        return Err(Error::Storage("a process begins with its creation".into()));
    };
    let mut process = projection::process::create(&writing.tx, founding, now).await?;
    for decided in &decided {
        append(&writing.tx, &mut process, now, Actor::Member(1), decided).await?;
    }
    save_end(&writing.tx, &process).await?;
    Ok(Stored {
        registry: registry.clone(),
        writing,
        process,
    })
}

/// Leave to found a process.
pub(crate) fn permit_founding(caller: &Caller) -> Result<Permit> {
    caller.signed_in()?;
    if caller.admin || caller.may_convene {
        Ok(Permit(()))
    } else {
        Err(Error::Forbidden(Denial::NotConvener))
    }
}

impl Stored {
    /// Where private things beside the record are written: names, addresses, sealed positions.
    pub(crate) fn tx(&self) -> &DatabaseTransaction {
        &self.writing.tx
    }

    /// Makes it last, and tells whoever follows.
    pub(crate) async fn commit(self) -> Result<u64> {
        let seq = u64::try_from(self.process.seq).unwrap_or_default();
        let beat = Beat {
            process: self.process.id,
            seq,
        };
        self.writing.commit_with(&self.registry, beat).await?;
        Ok(seq)
    }
}

impl Registry {
    /// Opens a process for reading. What its clock owes is done first.
    pub(crate) async fn view(&self, caller: &Caller, now: Moment, slug: &Slug) -> Result<View<'_>> {
        loop {
            let process = processes::Entity::find()
                .filter(processes::Column::Slug.eq(slug.as_str()))
                .one(&self.db)
                .await?
                .ok_or(Error::NotFound)?;
            let member = member_of(&self.db, &process, caller).await?;
            may_know(&process, member.as_ref())?;
            if process.next_due.is_some_and(|due| due <= now.millis()) {
                Box::pin(clock::run_due(self, now, slug)).await?;
                continue;
            }
            return Ok(View {
                registry: self,
                process,
                member,
            });
        }
    }
}

impl View<'_> {
    /// Refuses readers who may read but not this.
    pub(crate) fn permit(&self, caller: &Caller, may: May) -> Result<()> {
        if self.member.is_none() {
            caller.signed_in()?;
        }
        Ok(permit::permit(
            self.member.as_ref(),
            from_word(&self.process.state)?,
            may,
        )?)
    }
}

/// A members-only process does not exist for others.
fn may_know(process: &processes::Model, member: Option<&Member>) -> Result<()> {
    let visibility: Visibility = from_word(&process.visibility)?;
    if visibility == Visibility::Members && member.is_none() {
        return Err(Error::NotFound);
    }
    Ok(())
}

async fn member_of(
    db: &impl ConnectionTrait,
    process: &processes::Model,
    caller: &Caller,
) -> Result<Option<Member>> {
    let Some(user) = caller.user else {
        return Ok(None);
    };
    let row = members::Entity::find()
        .filter(members::Column::ProcessId.eq(process.id))
        .filter(members::Column::UserId.eq(user))
        .filter(members::Column::LeftAt.is_null())
        .one(db)
        .await?;
    row.map(|row| row.member()).transpose()
}

async fn append(
    tx: &DatabaseTransaction,
    process: &mut processes::Model,
    at: Moment,
    actor: Actor,
    decided: &Decided,
) -> Result<()> {
    let seq = u64::try_from(process.seq).unwrap_or_default() + 1;
    let line = Line::new(seq, at, actor, decided.event().clone(), &process.head);
    let body =
        serde_json::to_value(&line.event).map_err(|error| Error::Storage(error.to_string()))?;
    let end = process.seq + 1;
    let row = record::ActiveModel {
        process_id: Set(process.id),
        seq: Set(end),
        at: Set(at.millis()),
        actor: Set(match actor {
            Actor::Member(number) => number.to_string(),
            other => word(&other)?,
        }),
        act: Set(body["act"].as_str().unwrap_or_default().to_owned()),
        data: Set(body["data"].to_string()),
        prev: Set(line.prev.clone()),
        hash: Set(line.hash.clone()),
    };
    record::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    projection::apply(tx, process, &line).await?;
    // A projection may have read the row anew, and the row learns where the record ends only after
    // the last line of an act.
    process.seq = end;
    process.head = line.hash;
    process.last_at = at.millis();
    Ok(())
}

pub(crate) async fn save_end(tx: &DatabaseTransaction, process: &processes::Model) -> Result<()> {
    processes::Entity::update_many()
        .col_expr(processes::Column::Seq, Expr::value(process.seq))
        .col_expr(processes::Column::Head, Expr::value(process.head.clone()))
        .col_expr(processes::Column::LastAt, Expr::value(process.last_at))
        .filter(processes::Column::Id.eq(process.id))
        .exec(tx)
        .await?;
    Ok(())
}

impl members::Model {
    /// How the member stands to the process.
    pub(crate) fn member(&self) -> Result<Member> {
        Ok(Member {
            number: number(self.number),
            role: from_word(&self.role)?,
            group: self.group_slug.as_deref().map(Slug::parse).transpose()?,
            organisation: self.organisation.map(number),
        })
    }
}
