//! The public keys that releases are signed with: the one in use and those before it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("site_keys")
                    // As minisign prints it: sixteen hexadecimal digits.
                    .col(string("id").primary_key())
                    // The line that checks signatures. The private key is never stored here.
                    .col(string("public"))
                    .col(big_integer("since"))
                    // When another one took its place.
                    .col(big_integer_null("until"))
                    .to_owned(),
            )
            .await?;
        // One key is in use at most, also where two servers start at once.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX site_keys_in_use ON site_keys ((until IS NULL)) WHERE until IS NULL",
            )
            .await?;
        Ok(())
    }
}
