//! Calls, positions, answers, contests and minority statements.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("calls")
                    .col(big_integer("process_id"))
                    .col(big_integer("number"))
                    // JSON: the subject, and beside it what it is looked up by.
                    .col(text("subject"))
                    .col(string("kind"))
                    .col(big_integer_null("entry"))
                    .col(big_integer_null("wording"))
                    .col(string("state"))
                    .col(big_integer("opens_at"))
                    .col(big_integer("closes_at"))
                    .col(big_integer_null("opened_at"))
                    .col(big_integer_null("closed_at"))
                    .col(big_integer_null("final_at"))
                    .col(boolean("blind"))
                    .col(boolean("assent"))
                    // JSON: the rule, the declared groups and the eligible roster, fixed at opening.
                    .col(text_null("rule"))
                    .col(text_null("groups"))
                    .col(text_null("roster"))
                    // The lines of the record between which positions count.
                    .col(big_integer_null("opened_seq"))
                    .col(big_integer_null("closed_seq"))
                    // JSON: every extension with its reason.
                    .col(text_null("extensions"))
                    // The contested call that this one answers.
                    .col(big_integer_null("answers_call"))
                    .col(big_integer_null("superseded_by"))
                    .col(boolean("early"))
                    .col(text_null("statement"))
                    // JSON: the outcome and the tally at closing, the groups that left.
                    .col(text_null("outcome"))
                    .col(text_null("tally"))
                    .col(text_null("left_groups"))
                    .col(text_null("reason"))
                    .primary_key(Index::create().col("process_id").col("number"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("calls_entry")
                    .table("calls")
                    .col("process_id")
                    .col("entry")
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("calls_state")
                    .table("calls")
                    .col("process_id")
                    .col("state")
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("positions")
                    .col(big_integer("process_id"))
                    .col(big_integer("call"))
                    .col(big_integer("number"))
                    .col(big_integer("member"))
                    // JSON: what was stated. In a blind call it is here and not in the record.
                    .col(text("stated"))
                    .col(string_null("salt"))
                    .col(big_integer("at"))
                    // The record's sequence number, by which racing positions are told apart.
                    .col(big_integer("seq"))
                    .primary_key(Index::create().col("process_id").col("call").col("number"))
                    .to_owned(),
            )
            .await?;
        // Which position of a member stands: the database keeps it to one.
        manager
            .create_table(
                Table::create()
                    .table("standing_positions")
                    .col(big_integer("process_id"))
                    .col(big_integer("call"))
                    .col(big_integer("member"))
                    .col(big_integer("position"))
                    .primary_key(Index::create().col("process_id").col("call").col("member"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("answers")
                    .col(big_integer("process_id"))
                    .col(big_integer("call"))
                    .col(big_integer("number"))
                    .col(big_integer("objection"))
                    .col(text("body"))
                    .col(big_integer("by"))
                    .col(big_integer("at"))
                    .primary_key(Index::create().col("process_id").col("call").col("number"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("confirmations")
                    .col(big_integer("process_id"))
                    .col(big_integer("call"))
                    .col(big_integer("answer"))
                    .col(big_integer("member"))
                    .col(boolean("agree"))
                    .col(big_integer("seq"))
                    .primary_key(
                        Index::create()
                            .col("process_id")
                            .col("call")
                            .col("answer")
                            .col("member"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("contests")
                    .col(big_integer("process_id"))
                    .col(big_integer("call"))
                    .col(big_integer("number"))
                    .col(big_integer("member"))
                    .col(text("reason"))
                    .col(big_integer("at"))
                    .col(big_integer_null("withdrawn_at"))
                    .primary_key(Index::create().col("process_id").col("call").col("number"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("minorities")
                    .col(big_integer("process_id"))
                    .col(big_integer("call"))
                    .col(big_integer("member"))
                    .col(text("text"))
                    .col(big_integer("at"))
                    .primary_key(Index::create().col("process_id").col("call").col("member"))
                    .to_owned(),
            )
            .await
    }
}
