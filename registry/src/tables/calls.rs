//! The table `calls`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calls")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub process_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// JSON: the subject, and beside it what it is looked up by.
    pub subject: String,
    pub kind: String,
    pub entry: Option<i64>,
    pub wording: Option<i64>,
    pub state: String,
    pub opens_at: i64,
    pub closes_at: i64,
    pub opened_at: Option<i64>,
    pub closed_at: Option<i64>,
    pub final_at: Option<i64>,
    pub blind: bool,
    pub assent: bool,
    /// JSON: the rule, the declared groups and the eligible roster, fixed at opening.
    pub rule: Option<String>,
    pub groups: Option<String>,
    pub roster: Option<String>,
    /// The lines of the record between which positions count.
    pub opened_seq: Option<i64>,
    pub closed_seq: Option<i64>,
    /// JSON: every extension with its reason.
    pub extensions: Option<String>,
    /// The contested call that this one answers.
    pub answers_call: Option<i64>,
    pub superseded_by: Option<i64>,
    pub early: bool,
    pub statement: Option<String>,
    /// JSON: the outcome and the tally at closing, the groups that left.
    pub outcome: Option<String>,
    pub tally: Option<String>,
    pub left_groups: Option<String>,
    pub reason: Option<String>,
    /// When the silent were asked last, and the line that says whom.
    pub nudged_at: Option<i64>,
    pub nudged_seq: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
