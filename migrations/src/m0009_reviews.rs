//! Public reviews: their periods, what waits to be confirmed, and who signed what was.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let added = [
            // The review a comment was left in, or the release a problem was reported with. Comments on a review as a whole
            // are on the entry 0.
            ("comments", big_integer_null("review")),
            ("comments", string_null("version")),
            // The group that who left it is closest to.
            ("comments", string_null("interest")),
            // Why it is not shown, and since when by whom.
            ("comments", text_null("hidden_reason")),
            ("comments", big_integer_null("hidden_by")),
            ("comments", big_integer_null("hidden_at")),
            // Who keeps the glossary up to date.
            ("processes", text_null("maintainer")),
        ];
        for (table, column) in added {
            let table = Table::alter()
                .table(Alias::new(table))
                .add_column(column)
                .to_owned();
            manager.alter_table(table).await?;
        }
        manager
            .create_table(
                Table::create()
                    .table("reviews")
                    .col(big_integer("process_id"))
                    .col(big_integer("number"))
                    .col(text("title"))
                    .col(text_null("introduction"))
                    // JSON: the entries with the wordings that are read.
                    .col(text("entries"))
                    .col(big_integer("opens_at"))
                    .col(big_integer("closes_at"))
                    .col(big_integer("by"))
                    .col(big_integer("at"))
                    .col(big_integer_null("closed_at"))
                    // Why it was closed before its time.
                    .col(text_null("reason"))
                    // JSON: every extension with its reason.
                    .col(text_null("extensions"))
                    .primary_key(Index::create().col("process_id").col("number"))
                    .to_owned(),
            )
            .await?;
        // What was sent and waits for its author to confirm it. It is no part of the process yet.
        manager
            .create_table(
                Table::create()
                    .table("submissions")
                    .col(big_integer("process_id"))
                    .col(big_integer("number"))
                    .col(text("name"))
                    .col(text_null("organisation"))
                    .col(string("email"))
                    // JSON: what would become a line of the record.
                    .col(text("contribution"))
                    .col(big_integer("expires_at"))
                    .primary_key(Index::create().col("process_id").col("number"))
                    .to_owned(),
            )
            .await?;
        // Who signed a comment from outside. The record knows it by its number alone.
        manager
            .create_table(
                Table::create()
                    .table("commenters")
                    .col(big_integer("process_id"))
                    .col(big_integer("comment"))
                    .col(text("name"))
                    .col(text_null("organisation"))
                    .col(string("email"))
                    .primary_key(Index::create().col("process_id").col("comment"))
                    .to_owned(),
            )
            .await?;
        for (name, table, columns) in [
            ("comments_review", "comments", ["process_id", "review"]),
            ("submissions_email", "submissions", ["process_id", "email"]),
            ("commenters_email", "commenters", ["process_id", "email"]),
        ] {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
