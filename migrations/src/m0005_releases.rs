//! Releases and the files that were made of them, once.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("releases")
                    .col(big_integer("process_id"))
                    .col(string("version"))
                    // major, minor and patch in one number that sorts.
                    .col(big_integer("version_key"))
                    .col(string_null("previous"))
                    .col(text_null("notes"))
                    .col(text("base"))
                    .col(big_integer("at"))
                    .col(big_integer("by"))
                    .col(big_integer("seq"))
                    // JSON: the published document, from which pages are rendered.
                    .col(text("document"))
                    .col(text_null("yanked"))
                    .primary_key(Index::create().col("process_id").col("version"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("artefacts")
                    .col(big_integer("process_id"))
                    .col(string("version"))
                    .col(string("extension"))
                    .col(string("sha256"))
                    .col(big_integer("size"))
                    .col(blob("bytes"))
                    .col(blob("br"))
                    .col(blob("gzip"))
                    .col(blob("zstd"))
                    .primary_key(
                        Index::create()
                            .col("process_id")
                            .col("version")
                            .col("extension"),
                    )
                    .to_owned(),
            )
            .await
    }
}
