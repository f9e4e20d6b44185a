//! The table `releases`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "releases")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub process_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: String,
    /// major, minor and patch in one number that sorts.
    pub version_key: i64,
    pub previous: Option<String>,
    pub notes: Option<String>,
    pub base: String,
    pub at: i64,
    pub by: i64,
    pub seq: i64,
    /// JSON: the published document, from which pages are rendered.
    pub document: String,
    pub yanked: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
