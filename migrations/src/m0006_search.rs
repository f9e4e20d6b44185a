//! Text search over entries: the one thing besides the connection that each database does its own way.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements: &[&str] = match manager.get_database_backend() {
            DbBackend::Postgres => &[
                "CREATE TABLE entry_texts (process_id BIGINT NOT NULL, entry BIGINT NOT NULL, \
                 words TSVECTOR NOT NULL, PRIMARY KEY (process_id, entry))",
                "CREATE INDEX entry_texts_words ON entry_texts USING GIN (words)",
            ],
            _ => &[
                "CREATE VIRTUAL TABLE entry_texts USING fts5(\
                 term, text, process_id UNINDEXED, entry UNINDEXED, \
                 tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
            ],
        };
        for statement in statements {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
