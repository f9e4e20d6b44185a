//! Entries, their wordings, redlines and comments.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("entries")
                    .col(big_integer("process_id"))
                    .col(big_integer("number"))
                    .col(string("slug"))
                    .col(string("status"))
                    // Since when.
                    .col(big_integer("status_at"))
                    // The preferred designation in the authoritative language, and how it sorts.
                    .col(text("term"))
                    .col(string("term_key"))
                    // Its first letter, or # where it begins with none.
                    .col(string("letter"))
                    .col(text_null("abbreviation"))
                    // How the definition begins, in plain words.
                    .col(text("excerpt"))
                    .col(big_integer("wording"))
                    .col(big_integer_null("agreed_wording"))
                    .col(big_integer_null("agreed_call"))
                    .col(big_integer_null("agreed_at"))
                    .col(boolean("withdrawn"))
                    // Why it was withdrawn.
                    .col(text_null("reason"))
                    .col(boolean("retired"))
                    .col(big_integer_null("replaced_by"))
                    // Whether anybody redlined or commented.
                    .col(boolean("discussed"))
                    .col(big_integer_null("open_call"))
                    .col(big_integer("proposer"))
                    .col(big_integer("pen"))
                    .col(big_integer("created_at"))
                    .col(big_integer("changed_at"))
                    // The record's sequence number of its newest change: what an ETag is made of.
                    .col(big_integer("changed_seq"))
                    .primary_key(Index::create().col("process_id").col("number"))
                    .to_owned(),
            )
            .await?;
        let indexes: [(&str, &[&str], bool); 4] = [
            ("entries_slug", &["process_id", "slug"], true),
            // What lists are sorted by, and where their pages begin.
            ("entries_term", &["process_id", "term_key", "number"], false),
            ("entries_status", &["process_id", "status"], false),
            ("entries_letter", &["process_id", "letter"], false),
        ];
        for (name, columns, unique) in indexes {
            let mut index = Index::create().name(name).table("entries").to_owned();
            for column in columns {
                index.col(*column);
            }
            if unique {
                index.unique();
            }
            manager.create_index(index).await?;
        }
        manager
            .create_table(
                Table::create()
                    .table("wordings")
                    .col(big_integer("process_id"))
                    .col(big_integer("entry"))
                    .col(big_integer("number"))
                    // JSON: the content of every part in every language.
                    .col(text("content"))
                    .col(big_integer_null("redline"))
                    .col(text_null("rationale"))
                    .col(string_null("impact"))
                    .col(big_integer("by"))
                    .col(big_integer("at"))
                    .primary_key(Index::create().col("process_id").col("entry").col("number"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("relations")
                    .col(big_integer("process_id"))
                    .col(big_integer("entry"))
                    .col(string("kind"))
                    .col(big_integer("target"))
                    .primary_key(
                        Index::create()
                            .col("process_id")
                            .col("entry")
                            .col("kind")
                            .col("target"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("relations_target")
                    .table("relations")
                    .col("process_id")
                    .col("target")
                    .to_owned(),
            )
            .await?;
        // What the current definition links to, as it was typed: a slug or a number.
        manager
            .create_table(
                Table::create()
                    .table("mentions")
                    .col(big_integer("process_id"))
                    .col(big_integer("entry"))
                    .col(string("target"))
                    .primary_key(Index::create().col("process_id").col("entry").col("target"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("mentions_target")
                    .table("mentions")
                    .col("process_id")
                    .col("target")
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("redlines")
                    .col(big_integer("process_id"))
                    .col(big_integer("number"))
                    .col(big_integer("entry"))
                    .col(big_integer("base"))
                    // JSON: the changes as proposed, and the parts folded so far.
                    .col(text("changes"))
                    .col(text("folded_parts"))
                    .col(text("rationale"))
                    .col(string("impact"))
                    .col(big_integer("by"))
                    .col(big_integer_null("moved_by"))
                    .col(boolean_null("confirmed"))
                    .col(big_integer_null("answers_call"))
                    .col(big_integer_null("answers_position"))
                    .col(string("state"))
                    .col(text_null("reason"))
                    .col(big_integer_null("wording"))
                    .col(big_integer("at"))
                    .col(big_integer_null("settled_at"))
                    .primary_key(Index::create().col("process_id").col("number"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("comments")
                    .col(big_integer("process_id"))
                    .col(big_integer("number"))
                    .col(big_integer("entry"))
                    .col(big_integer_null("redline"))
                    .col(big_integer_null("in_reply_to"))
                    .col(string("kind"))
                    .col(text("body"))
                    .col(text_null("quote"))
                    .col(text_null("proposed"))
                    .col(big_integer("by"))
                    .col(big_integer("at"))
                    .col(string_null("outcome"))
                    .col(text_null("response"))
                    .col(big_integer_null("disposed_by"))
                    .col(big_integer_null("disposed_at"))
                    .col(boolean_null("satisfied"))
                    .primary_key(Index::create().col("process_id").col("number"))
                    .to_owned(),
            )
            .await?;
        for table in ["redlines", "comments"] {
            let index = Index::create()
                .name(format!("{table}_entry"))
                .table(Alias::new(table))
                .col("process_id")
                .col("entry")
                .to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
