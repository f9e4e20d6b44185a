//! The table `positions`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "positions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub process_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub call: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub member: i64,
    /// JSON: what was stated. In a blind call it is here and not in the record.
    pub stated: String,
    pub salt: Option<String>,
    pub at: i64,
    /// The record's sequence number, by which racing positions are told apart.
    pub seq: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
