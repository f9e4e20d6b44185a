//! The table `notices`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub process_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub member: i64,
    pub frequency: String,
    /// The line of the record up to which the member was told, and when.
    pub mailed_seq: i64,
    pub mailed_at: i64,
    /// What could not be sent waits until then.
    pub not_before: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
