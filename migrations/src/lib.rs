//! The tables. One file per change, never edited after a release.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

mod m0001_accounts;
mod m0002_processes;
mod m0003_entries;
mod m0004_calls;
mod m0005_releases;
mod m0006_search;
mod m0007_discussion;
mod m0008_notices;
mod m0009_reviews;
mod m0011_imports;
mod m0012_site_keys;
mod m0013_meetings;

/// Brings a database to the newest form.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_accounts::Migration),
            Box::new(m0002_processes::Migration),
            Box::new(m0003_entries::Migration),
            Box::new(m0004_calls::Migration),
            Box::new(m0005_releases::Migration),
            Box::new(m0006_search::Migration),
            Box::new(m0007_discussion::Migration),
            Box::new(m0008_notices::Migration),
            Box::new(m0009_reviews::Migration),
            Box::new(m0011_imports::Migration),
            Box::new(m0012_site_keys::Migration),
            Box::new(m0013_meetings::Migration),
        ]
    }
}
