//! The table `reminders`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminders")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub process_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub call: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub member: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    pub at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
