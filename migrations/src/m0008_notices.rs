//! Who is written to of what waits for them, how often, and how far that went.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["nudged_at", "nudged_seq"] {
            let table = Table::alter()
                .table("calls")
                .add_column(big_integer_null(column))
                .to_owned();
            manager.alter_table(table).await?;
        }
        manager
            .create_table(
                Table::create()
                    .table("notices")
                    .col(big_integer("process_id"))
                    .col(big_integer("member"))
                    .col(string("frequency"))
                    // The line of the record up to which the member was told, and when.
                    .col(big_integer("mailed_seq"))
                    .col(big_integer("mailed_at"))
                    // What could not be sent waits until then.
                    .col(big_integer("not_before"))
                    .primary_key(Index::create().col("process_id").col("member"))
                    .to_owned(),
            )
            .await?;
        // The links in mails that end them: hashed, used once, out of date some day.
        manager
            .create_table(
                Table::create()
                    .table("notice_links")
                    .col(string("hash").primary_key())
                    .col(big_integer("process_id"))
                    .col(big_integer("member"))
                    .col(big_integer("expires_at"))
                    .col(big_integer_null("used_at"))
                    .to_owned(),
            )
            .await?;
        // Who was reminded of which call, so that nobody is reminded twice.
        manager
            .create_table(
                Table::create()
                    .table("reminders")
                    .col(big_integer("process_id"))
                    .col(big_integer("call"))
                    .col(big_integer("member"))
                    .col(string("kind"))
                    .col(big_integer("at"))
                    .primary_key(
                        Index::create()
                            .col("process_id")
                            .col("call")
                            .col("member")
                            .col("kind"),
                    )
                    .to_owned(),
            )
            .await
    }
}
