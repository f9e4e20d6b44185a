//! The table `meeting_actions`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_actions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub process_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub item: Option<i64>,
    pub body: String,
    pub owner: i64,
    pub due: Option<String>,
    pub state: String,
    pub remark: Option<String>,
    pub by: i64,
    pub at: i64,
    pub settled_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
