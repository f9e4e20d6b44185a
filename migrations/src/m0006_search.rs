//! Text search over entries: the one thing besides the connection that each database does its own way.
//!
//! What is searched are words in their plain form, which the registry makes of a wording, so that
//! both databases find the same. A row belongs to a process by its number: `process << 24 | entry`.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements: &[&str] = match manager.get_database_backend() {
            DbBackend::Postgres => &[
                "CREATE TABLE entry_texts (id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
                "CREATE INDEX entry_texts_words ON entry_texts USING GIN (words)",
            ],
            _ => &["CREATE VIRTUAL TABLE entry_texts USING fts5(\
                 words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3')"],
        };
        for statement in statements {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        Ok(())
    }
}
