//! Processes, who takes part in them, and their record.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("processes")
                    .col(big_pk_auto("id"))
                    .col(string_uniq("slug"))
                    .col(text("title"))
                    .col(text("charter"))
                    .col(text("licence"))
                    // JSON: languages, groups, the rule in force.
                    .col(text("languages"))
                    .col(text("groups"))
                    .col(text("rule"))
                    // The call that adopted the rule; without one it is provisional.
                    .col(big_integer_null("rule_call"))
                    .col(string("visibility"))
                    .col(string("state"))
                    .col(big_integer("contest_days"))
                    .col(boolean("release_call"))
                    .col(big_integer("created_at"))
                    // Where the record ends: its last sequence number, hash and time.
                    .col(big_integer("seq"))
                    .col(string("head"))
                    .col(big_integer("last_at"))
                    // When the clock has to act next, if ever.
                    .col(big_integer_null("next_due"))
                    // Where permanent addresses begin, fixed by the first release.
                    .col(text_null("base"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("record")
                    .col(big_integer("process_id"))
                    .col(big_integer("seq"))
                    .col(big_integer("at"))
                    .col(string("actor"))
                    .col(string("act"))
                    .col(text("data"))
                    .col(string("prev"))
                    .col(string("hash"))
                    .primary_key(Index::create().col("process_id").col("seq"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("organisations")
                    .col(big_integer("process_id"))
                    .col(big_integer("number"))
                    .col(text("name"))
                    // Case-folded, unique within the process.
                    .col(string("name_key"))
                    .col(string("group_slug"))
                    .col(big_integer_null("merged_into"))
                    .primary_key(Index::create().col("process_id").col("number"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("organisations_name")
                    .table("organisations")
                    .col("process_id")
                    .col("name_key")
                    .unique()
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("members")
                    .col(big_integer("process_id"))
                    .col(big_integer("number"))
                    .col(big_integer_null("user_id"))
                    .col(text("name"))
                    .col(string("role"))
                    .col(string_null("group_slug"))
                    .col(big_integer_null("organisation"))
                    .col(big_integer("joined_at"))
                    .col(big_integer_null("left_at"))
                    .primary_key(Index::create().col("process_id").col("number"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("members_user")
                    .table("members")
                    .col("user_id")
                    .col("process_id")
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("interests")
                    .col(big_integer("process_id"))
                    .col(big_integer("number"))
                    .col(text("name"))
                    .col(string("email"))
                    .col(text_null("organisation"))
                    .col(string("group_slug"))
                    .col(text("statement"))
                    .col(string("state"))
                    .col(text_null("reason"))
                    .col(big_integer("at"))
                    .primary_key(Index::create().col("process_id").col("number"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("invitations")
                    .col(big_integer("process_id"))
                    .col(big_integer("number"))
                    .col(string("email"))
                    .col(text("name"))
                    .col(string("role"))
                    .col(string_null("group_slug"))
                    .col(big_integer_null("organisation"))
                    .col(big_integer("at"))
                    .col(big_integer_null("accepted_at"))
                    .primary_key(Index::create().col("process_id").col("number"))
                    .to_owned(),
            )
            .await
    }
}
