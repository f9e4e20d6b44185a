//! People who sign in, their sessions, tokens and one-time links.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("users")
                    .col(big_pk_auto("id"))
                    // Lower-cased, so that an address is one account.
                    .col(string_uniq("email"))
                    .col(text("name"))
                    .col(text_null("password"))
                    .col(boolean("admin"))
                    .col(boolean("may_convene"))
                    .col(big_integer("created_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("sessions")
                    .col(string("hash").primary_key())
                    .col(big_integer("user_id"))
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .foreign_key(&mut belongs_to_user("sessions"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("sessions_user")
                    .table("sessions")
                    .col("user_id")
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("api_tokens")
                    .col(big_pk_auto("id"))
                    .col(string_uniq("hash"))
                    .col(big_integer("user_id"))
                    .col(text("label"))
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .col(big_integer_null("used_at"))
                    .foreign_key(&mut belongs_to_user("api_tokens"))
                    .to_owned(),
            )
            .await?;
        // Set-up, password and invitation links: hashed, used once, out of date some day.
        manager
            .create_table(
                Table::create()
                    .table("links")
                    .col(string("hash").primary_key())
                    .col(string("purpose"))
                    .col(string("email"))
                    .col(big_integer_null("process_id"))
                    .col(big_integer_null("invitation"))
                    .col(big_integer("expires_at"))
                    .to_owned(),
            )
            .await?;
        // What a request with an Idempotency-Key was answered, so that a repeated one changes nothing.
        manager
            .create_table(
                Table::create()
                    .table("answered_requests")
                    .col(string("key").primary_key())
                    .col(string("digest"))
                    .col(integer("status"))
                    .col(text_null("location"))
                    .col(text("body"))
                    .col(big_integer("at"))
                    .to_owned(),
            )
            .await
    }
}

fn belongs_to_user(table: &str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_user"))
        .from(Alias::new(table), "user_id")
        .to("users", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}
