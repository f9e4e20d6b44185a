//! Files that were sent: kept while somebody decides, and an account of what is carried out. Only
//! who sent one sees it.

use std::time::Duration;

use domain::{Moment, Slug, Text, permit::May};
use formats::import::Format;
use schemars::JsonSchema;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use serde::{Deserialize, Serialize};

use super::Report;
use crate::{
    Caller, Error, Registry, Result, UserId,
    connection::after,
    rows::{from_word, json, moment, number, value, word},
    tables::{
        imports::{ActiveModel, Column, Entity, Model},
        processes,
    },
};

/// How long a file waits for its confirmation, and an account is kept.
const HELD: Duration = Duration::from_secs(24 * 60 * 60);
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// Who carries an import out says so with every portion; silent for this long, they have stopped.
const SILENCE_MS: i64 = 60_000;
/// So many are listed.
const LISTED: u64 = 10;
/// The most characters that are kept of a file's name.
const NAME_MAX: usize = 200;

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// It was looked at and waits to be confirmed.
    Held,
    Running,
    Done,
    /// It stopped on the way. What was proposed stands; the same file sent again goes on from there.
    Interrupted,
}

/// An import, as who sent it sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Import {
    pub number: u32,
    pub state: ImportState,
    pub format: Format,
    /// The name of the file.
    pub name: String,
    /// The bytes of the file.
    pub size: u64,
    /// How many of how many entries are done.
    pub done: u64,
    pub total: u64,
    pub at: Moment,
    /// Until when the file is held, or the account is kept.
    pub expires_at: Moment,
    /// What it would do while it is held; what became of it once it is done.
    pub report: Option<Report>,
    #[serde(skip)]
    pub rationale: Option<Text>,
    /// Whether the file is still here, to go on with it.
    #[serde(skip)]
    pub kept: bool,
}

/// A file as it was sent.
#[derive(Debug, Clone)]
pub struct Upload {
    pub name: String,
    pub format: Format,
    pub size: usize,
    /// The file, where it shall be kept until it is confirmed.
    pub body: Option<Vec<u8>>,
    pub entries: usize,
    pub rationale: Option<Text>,
}

/// Keeps a file until its sender confirms it. One waits for each of a process; another one takes
/// its place.
pub async fn hold(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    upload: Upload,
    report: &Report,
) -> Result<Import> {
    add(registry, caller, now, process, upload, Some(report)).await
}

/// Opens an account of an import that is carried out at once.
pub async fn begin(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    upload: Upload,
) -> Result<Import> {
    add(registry, caller, now, process, upload, None).await
}

/// The import of this number, where it is the caller's.
pub async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    number: u32,
) -> Result<Import> {
    let (id, user) = asked(registry, caller, now, process).await?;
    // The file itself is not read to tell of it.
    let row = own(id, user, number)
        .select_only()
        .columns(columns())
        .expr_as(Expr::cust("NULL"), "body")
        .one(&registry.db)
        .await?;
    shown(row.ok_or(Error::NotFound)?, now)
}

/// What the caller sent lately, newest first.
pub async fn list(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Vec<Import>> {
    let (id, user) = asked(registry, caller, now, process).await?;
    let rows = Entity::find()
        .filter(Column::ProcessId.eq(id))
        .filter(Column::UserId.eq(user))
        .select_only()
        .columns(columns().filter(|column| !matches!(column, Column::Report)))
        .expr_as(Expr::cust("NULL"), "body")
        .expr_as(Expr::cust("NULL"), "report")
        .order_by_desc(Column::Number)
        .limit(LISTED)
        .all(&registry.db)
        .await?;
    rows.into_iter().map(|row| shown(row, now)).collect()
}

/// The file that waits, to carry it out; none while that is under way or done.
pub async fn resume(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    number: u32,
    rationale: Option<Text>,
) -> Result<Option<(Import, Vec<u8>)>> {
    let (id, user) = asked(registry, caller, now, process).await?;
    let writing = registry.write().await?;
    let row = own(id, user, number).one(&writing.tx).await?;
    let row = row.ok_or(Error::NotFound)?;
    let body = row.body.clone();
    let import = shown(row, now)?;
    let waits = matches!(import.state, ImportState::Held | ImportState::Interrupted);
    let Some(body) = body.filter(|_| waits) else {
        return Ok(None);
    };
    let rationale = rationale.or_else(|| import.rationale.clone());
    Entity::update_many()
        .col_expr(Column::State, Expr::value(word(&ImportState::Running)?))
        .col_expr(Column::TouchedAt, Expr::value(now.millis()))
        .col_expr(Column::Done, Expr::value(0))
        .col_expr(
            Column::Rationale,
            Expr::value(rationale.as_ref().map(ToString::to_string)),
        )
        .filter(at(id, number))
        .exec(&writing.tx)
        .await?;
    writing.commit().await?;
    let import = Import {
        state: ImportState::Running,
        rationale,
        ..import
    };
    Ok(Some((import, body)))
}

/// Puts down what became of an import; its file is not needed any more.
pub async fn stored(
    registry: &Registry,
    now: Moment,
    process: &Slug,
    number: u32,
    report: &Report,
) -> Result<()> {
    let id = id_of(registry, process).await?;
    let counts = report.counts;
    let total = counts.new + counts.changed + counts.same + counts.refused;
    let total = i64::try_from(total).unwrap_or(i64::MAX);
    let writing = registry.write().await?;
    Entity::update_many()
        .col_expr(Column::State, Expr::value(word(&ImportState::Done)?))
        .col_expr(Column::Report, Expr::value(json(report)?))
        .col_expr(Column::Body, Expr::value(None::<Vec<u8>>))
        .col_expr(Column::Kept, Expr::value(false))
        .col_expr(Column::Done, Expr::value(total))
        .col_expr(Column::Total, Expr::value(total))
        .col_expr(Column::TouchedAt, Expr::value(now.millis()))
        .col_expr(Column::ExpiresAt, Expr::value(after(now, KEPT)))
        .filter(at(id, number))
        .exec(&writing.tx)
        .await?;
    writing.commit().await
}

/// Says that an import stopped, where whoever carried it out can still say so.
pub async fn fail(registry: &Registry, process: &Slug, number: u32) -> Result<()> {
    let id = id_of(registry, process).await?;
    let writing = registry.write().await?;
    Entity::update_many()
        .col_expr(Column::State, Expr::value(word(&ImportState::Interrupted)?))
        .filter(at(id, number))
        .exec(&writing.tx)
        .await?;
    writing.commit().await
}

/// Forgets an import that is not under way.
pub async fn take_back(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    number: u32,
) -> Result<()> {
    let (id, user) = asked(registry, caller, now, process).await?;
    let writing = registry.write().await?;
    Entity::delete_many()
        .filter(at(id, number))
        .filter(Column::UserId.eq(user))
        .filter(Column::State.ne(word(&ImportState::Running)?))
        .exec(&writing.tx)
        .await?;
    writing.commit().await
}

/// Removes what is out of date.
pub async fn sweep(registry: &Registry, now: Moment) -> Result<()> {
    let writing = registry.write().await?;
    Entity::delete_many()
        .filter(Column::ExpiresAt.lt(now.millis()))
        .exec(&writing.tx)
        .await?;
    writing.commit().await
}

/// Puts down how far an import is, in the transaction that stores it.
pub(super) async fn advance(
    tx: &DatabaseTransaction,
    process_id: i64,
    number: u32,
    now: Moment,
    done: usize,
) -> Result<()> {
    let done = i64::try_from(done).unwrap_or(i64::MAX);
    Entity::update_many()
        .col_expr(Column::Done, Expr::value(done))
        .col_expr(Column::TouchedAt, Expr::value(now.millis()))
        .filter(at(process_id, number))
        .exec(tx)
        .await?;
    Ok(())
}

async fn add(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    upload: Upload,
    report: Option<&Report>,
) -> Result<Import> {
    let (id, user) = asked(registry, caller, now, process).await?;
    let state = match report {
        Some(_) => ImportState::Held,
        None => ImportState::Running,
    };
    let writing = registry.write().await?;
    let tx = &writing.tx;
    // The process's row gives the numbers, one at a time.
    processes::Entity::find_by_id(id)
        .lock_exclusive()
        .one(tx)
        .await?;
    if state == ImportState::Held {
        let waiting = [ImportState::Held, ImportState::Interrupted];
        let waiting = waiting.iter().map(word).collect::<Result<Vec<_>>>()?;
        Entity::delete_many()
            .filter(Column::ProcessId.eq(id))
            .filter(Column::UserId.eq(user))
            .filter(Column::State.is_in(waiting))
            .exec(tx)
            .await?;
    }
    let highest: Option<Option<i64>> = Entity::find()
        .select_only()
        .column_as(Column::Number.max(), "highest")
        .filter(Column::ProcessId.eq(id))
        .into_tuple()
        .one(tx)
        .await?;
    let row = Model {
        process_id: id,
        number: highest.flatten().unwrap_or(0) + 1,
        user_id: user,
        state: word(&state)?,
        format: word(&upload.format)?,
        name: upload.name.chars().take(NAME_MAX).collect(),
        size: i64::try_from(upload.size).unwrap_or(i64::MAX),
        kept: upload.body.is_some(),
        body: upload.body,
        rationale: upload.rationale.map(|text| text.to_string()),
        done: 0,
        total: i64::try_from(upload.entries).unwrap_or(i64::MAX),
        report: report.map(json).transpose()?,
        at: now.millis(),
        touched_at: now.millis(),
        expires_at: after(now, HELD),
    };
    let inserted = ActiveModel::from(row.clone()).reset_all();
    Entity::insert(inserted).exec_without_returning(tx).await?;
    writing.commit().await?;
    shown(row, now)
}

/// The process by its id and the user, where they may import.
async fn asked(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<(i64, UserId)> {
    let view = registry.view(caller, now, process).await?;
    view.permit(caller, May::Participate)?;
    Ok((view.process.id, caller.signed_in()?))
}

async fn id_of(registry: &Registry, process: &Slug) -> Result<i64> {
    let row = processes::Entity::find()
        .filter(processes::Column::Slug.eq(process.as_str()))
        .one(&registry.db)
        .await?;
    Ok(row.ok_or(Error::NotFound)?.id)
}

fn own(process_id: i64, user: UserId, number: u32) -> sea_orm::Select<Entity> {
    Entity::find()
        .filter(at(process_id, number))
        .filter(Column::UserId.eq(user))
}

fn at(process_id: i64, number: u32) -> sea_orm::Condition {
    sea_orm::Condition::all()
        .add(Column::ProcessId.eq(process_id))
        .add(Column::Number.eq(number))
}

fn columns() -> impl Iterator<Item = Column> {
    use sea_orm::Iterable;
    Column::iter().filter(|column| !matches!(column, Column::Body))
}

fn shown(row: Model, now: Moment) -> Result<Import> {
    let state: ImportState = from_word(&row.state)?;
    let silent = now.millis() - row.touched_at > SILENCE_MS;
    let counted = |n: i64| u64::try_from(n).unwrap_or_default();
    Ok(Import {
        number: number(row.number),
        state: match state {
            ImportState::Running if silent => ImportState::Interrupted,
            state => state,
        },
        format: from_word(&row.format)?,
        name: row.name,
        kept: row.kept,
        size: counted(row.size),
        done: counted(row.done),
        total: counted(row.total),
        at: moment(row.at),
        expires_at: moment(row.expires_at),
        report: row.report.as_deref().map(value).transpose()?,
        rationale: row.rationale.as_deref().map(Text::parse).transpose()?,
    })
}
