//! Files of entries: what was sent and waits to be confirmed, what is under way, and what came of it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("imports")
                    .col(big_integer("process_id"))
                    .col(big_integer("number"))
                    // Whose it is; nobody else sees it.
                    .col(big_integer("user_id"))
                    .col(string("state"))
                    .col(string("format"))
                    // The name of the file, as it was sent.
                    .col(text("name"))
                    .col(big_integer("size"))
                    // The file, while it may still be needed.
                    .col(blob_null("body"))
                    // Whether it is there, to tell without reading it.
                    .col(boolean("kept"))
                    .col(text_null("rationale"))
                    .col(big_integer("done"))
                    .col(big_integer("total"))
                    // JSON: what became of each entry, or would.
                    .col(text_null("report"))
                    .col(big_integer("at"))
                    // When it got on last: whoever carried it out may have stopped since.
                    .col(big_integer("touched_at"))
                    .col(big_integer("expires_at"))
                    .primary_key(Index::create().col("process_id").col("number"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("imports_user")
                    .table("imports")
                    .col("user_id")
                    .to_owned(),
            )
            .await
    }
}
