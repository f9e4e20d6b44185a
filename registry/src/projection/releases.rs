//! Releases, as the record says them. Their files are written by the act that made them.

use domain::{
    Event, Version,
    record::{Line, Publication},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter, sea_query::Expr,
};

use crate::{
    Result,
    tables::{processes, published_terms, releases},
};

/// How many rows are inserted at once.
const BATCH: usize = 500;

pub(super) async fn apply(
    tx: &DatabaseTransaction,
    process: &mut processes::Model,
    line: &Line,
) -> Result<()> {
    match &line.event {
        Event::ReleasePublished(publication) => {
            let by = line.actor.number();
            let row = releases::ActiveModel {
                process_id: Set(process.id),
                version: Set(publication.version.to_string()),
                version_key: Set(version_key(publication.version)),
                previous: Set(publication.previous.map(|version| version.to_string())),
                notes: Set(publication.notes.as_ref().map(ToString::to_string)),
                base: Set(publication.base.clone()),
                at: Set(line.at.millis()),
                by: Set(by.into()),
                seq: Set(i64::try_from(line.seq).unwrap_or(i64::MAX)),
                document: Set(String::new()),
                yanked: Set(None),
            };
            releases::Entity::insert(row)
                .exec_without_returning(tx)
                .await?;
            list_terms(tx, process.id, publication).await?;
            if process.base.is_none() {
                let mut row = process.clone().into_active_model();
                row.base = Set(Some(publication.base.clone()));
                *process = row.update(tx).await?;
            }
        }
        Event::ReleaseYanked { version, reason } => {
            releases::Entity::update_many()
                .col_expr(
                    releases::Column::Yanked,
                    Expr::value(Some(reason.to_string())),
                )
                .filter(releases::Column::ProcessId.eq(process.id))
                .filter(releases::Column::Version.eq(version.to_string()))
                .exec(tx)
                .await?;
        }
        _ => {}
    }
    Ok(())
}

/// Which entries it holds, so that an entry knows its releases.
async fn list_terms(
    tx: &DatabaseTransaction,
    process_id: i64,
    publication: &Publication,
) -> Result<()> {
    for terms in publication.terms.chunks(BATCH) {
        let rows = terms.iter().map(|term| published_terms::ActiveModel {
            process_id: Set(process_id),
            version: Set(publication.version.to_string()),
            entry: Set(term.entry.into()),
            wording: Set(term.wording.into()),
            retired: Set(term.retired),
        });
        published_terms::Entity::insert_many(rows)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// One number that sorts as versions do; each part has 20 bits.
fn version_key(version: Version) -> i64 {
    let part = |n: u32| i64::from(n.min(0xF_FFFF));
    part(version.major) << 40 | part(version.minor) << 20 | part(version.patch)
}
