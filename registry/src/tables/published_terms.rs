//! The table `published_terms`.

use sea_orm::entity::prelude::*;

/// An entry that a release holds, and in which wording.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "published_terms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub process_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry: i64,
    pub wording: i64,
    pub retired: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
