//! Meetings: what the record says of them, and what is live only while they run.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            recorded(),
            attendances(),
            actions(),
            hands(),
            choices(),
            drafts(),
        ] {
            manager.create_table(table).await?;
        }
        let owner = Index::create()
            .name("meeting_actions_owner")
            .table("meeting_actions")
            .col("process_id")
            .col("owner")
            .to_owned();
        manager.create_index(owner).await
    }
}

fn recorded() -> TableCreateStatement {
    Table::create()
        .table("meetings")
        .col(big_integer("process_id"))
        .col(big_integer("number"))
        .col(string("state"))
        .col(big_integer("starts_at"))
        .col(boolean("announced"))
        // When the clock has to do something to it.
        .col(big_integer_null("due"))
        // JSON: the meeting as the lines of the record make it.
        .col(text("folded"))
        // Where to join from afar. It is for members, and not on the record.
        .col(text_null("link"))
        // Grows with everything that is live only.
        .col(big_integer("tick").default(0))
        .primary_key(Index::create().col("process_id").col("number"))
        .to_owned()
}

/// Who is in a meeting, or was.
fn attendances() -> TableCreateStatement {
    Table::create()
        .table("attendances")
        .col(big_integer("process_id"))
        .col(big_integer("meeting"))
        .col(big_integer("member"))
        .col(boolean("present"))
        .col(big_integer("at"))
        .primary_key(
            Index::create()
                .col("process_id")
                .col("meeting")
                .col("member"),
        )
        .to_owned()
}

fn actions() -> TableCreateStatement {
    Table::create()
        .table("meeting_actions")
        .col(big_integer("process_id"))
        .col(big_integer("meeting"))
        .col(big_integer("number"))
        .col(big_integer_null("item"))
        .col(text("body"))
        .col(big_integer("owner"))
        .col(string_null("due"))
        .col(string("state"))
        .col(text_null("remark"))
        .col(big_integer("by"))
        .col(big_integer("at"))
        .col(big_integer_null("settled_at"))
        .primary_key(
            Index::create()
                .col("process_id")
                .col("meeting")
                .col("number"),
        )
        .to_owned()
}

/// Raised hands, with the time that somebody then spoke.
fn hands() -> TableCreateStatement {
    Table::create()
        .table("hands")
        .col(big_integer("process_id"))
        .col(big_integer("meeting"))
        .col(big_integer("number"))
        .col(big_integer("member"))
        .col(string("group_slug"))
        .col(big_integer("raised_at"))
        .col(big_integer_null("floor_at"))
        .col(big_integer_null("done_at"))
        .primary_key(
            Index::create()
                .col("process_id")
                .col("meeting")
                .col("number"),
        )
        .to_owned()
}

/// What was chosen in a straw poll that is open. Its closing takes them away.
fn choices() -> TableCreateStatement {
    Table::create()
        .table("poll_choices")
        .col(big_integer("process_id"))
        .col(big_integer("meeting"))
        .col(big_integer("poll"))
        .col(big_integer("member"))
        .col(big_integer("option"))
        .primary_key(
            Index::create()
                .col("process_id")
                .col("meeting")
                .col("poll")
                .col("member"),
        )
        .to_owned()
}

/// Words that somebody types before all who are in the room.
fn drafts() -> TableCreateStatement {
    Table::create()
        .table("meeting_drafts")
        .col(big_integer("process_id"))
        .col(big_integer("meeting"))
        .col(big_integer("member"))
        .col(big_integer("entry"))
        .col(big_integer("base"))
        // JSON: the changes to the wording it began with.
        .col(text("changes"))
        .col(big_integer("at"))
        .primary_key(
            Index::create()
                .col("process_id")
                .col("meeting")
                .col("member"),
        )
        .to_owned()
}
