//! The table `comments`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub process_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub entry: i64,
    pub redline: Option<i64>,
    pub in_reply_to: Option<i64>,
    pub kind: String,
    pub body: String,
    pub quote: Option<String>,
    pub proposed: Option<String>,
    pub by: i64,
    pub at: i64,
    pub outcome: Option<String>,
    pub response: Option<String>,
    pub disposed_by: Option<i64>,
    pub disposed_at: Option<i64>,
    pub satisfied: Option<bool>,
    /// The wording that was read.
    pub wording: Option<i64>,
    /// The review it was left in, from outside; on the whole of it where the entry is 0.
    pub review: Option<i64>,
    /// The release that a problem was reported with, from outside.
    pub version: Option<String>,
    pub interest: Option<String>,
    pub hidden_reason: Option<String>,
    pub hidden_by: Option<i64>,
    pub hidden_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
