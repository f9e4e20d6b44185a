//! The table `redlines`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "redlines")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub process_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub entry: i64,
    pub base: i64,
    /// JSON: the changes as proposed, and the parts folded so far.
    pub changes: String,
    pub folded_parts: String,
    pub rationale: String,
    pub impact: String,
    pub by: i64,
    pub moved_by: Option<i64>,
    pub confirmed: Option<bool>,
    pub answers_call: Option<i64>,
    pub answers_position: Option<i64>,
    pub state: String,
    pub reason: Option<String>,
    pub wording: Option<i64>,
    pub at: i64,
    pub settled_at: Option<i64>,
    /// The comment whose proposed words it takes up.
    pub from_comment: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
