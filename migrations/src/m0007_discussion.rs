//! What comments were made on, what became of them, and which entries each release holds.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, FromQueryResult, Statement},
};
use serde::Deserialize;

/// How many rows are inserted at once.
const BATCH: usize = 500;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let added = [
            // The wording that was read.
            ("comments", "wording"),
            // The comment whose proposed words it takes up.
            ("redlines", "from_comment"),
        ];
        for (table, column) in added {
            let table = Table::alter()
                .table(Alias::new(table))
                .add_column(big_integer_null(column))
                .to_owned();
            manager.alter_table(table).await?;
        }
        let remember = "UPDATE comments SET wording = (SELECT MAX(w.number) FROM wordings w \
            WHERE w.process_id = comments.process_id AND w.entry = comments.entry AND w.at <= comments.at)";
        manager
            .get_connection()
            .execute_unprepared(remember)
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("published_terms")
                    .col(big_integer("process_id"))
                    .col(string("version"))
                    .col(big_integer("entry"))
                    .col(big_integer("wording"))
                    .col(boolean("retired"))
                    .primary_key(
                        Index::create()
                            .col("process_id")
                            .col("version")
                            .col("entry"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("published_terms_entry")
                    .table("published_terms")
                    .col("process_id")
                    .col("entry")
                    .to_owned(),
            )
            .await?;
        list_published(manager).await
    }
}

#[derive(Debug, FromQueryResult)]
struct Release {
    process_id: i64,
    version: String,
    document: String,
}

#[derive(Debug, Deserialize)]
struct Document {
    terms: Vec<Term>,
}

#[derive(Debug, Deserialize)]
struct Term {
    number: i64,
    wording: i64,
    status: String,
}

/// The releases that are there already say in their documents which entries they hold.
async fn list_published(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let read = "SELECT process_id, version, document FROM releases";
    let read = Statement::from_string(manager.get_database_backend(), read);
    for row in db.query_all_raw(read).await? {
        let release = Release::from_query_result(&row, "")?;
        let document: Document = serde_json::from_str(&release.document)
            .map_err(|error| DbErr::Migration(format!("release {}: {error}", release.version)))?;
        for terms in document.terms.chunks(BATCH) {
            let mut insert = Query::insert()
                .into_table("published_terms")
                .columns(["process_id", "version", "entry", "wording", "retired"])
                .to_owned();
            for term in terms {
                insert.values_panic([
                    release.process_id.into(),
                    release.version.as_str().into(),
                    term.number.into(),
                    term.wording.into(),
                    (term.status == "retired").into(),
                ]);
            }
            manager.execute(insert).await?;
        }
    }
    Ok(())
}
