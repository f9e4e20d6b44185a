//! The table `imports`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "imports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub process_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub user_id: i64,
    pub state: String,
    pub format: String,
    pub name: String,
    pub size: i64,
    pub body: Option<Vec<u8>>,
    pub kept: bool,
    #[sea_orm(column_type = "Text", nullable)]
    pub rationale: Option<String>,
    pub done: i64,
    pub total: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub report: Option<String>,
    pub at: i64,
    pub touched_at: i64,
    pub expires_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
