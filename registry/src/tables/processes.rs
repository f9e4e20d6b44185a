//! The table `processes`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "processes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub charter: String,
    pub licence: String,
    /// JSON: languages, groups, the rule in force.
    pub languages: String,
    pub groups: String,
    pub rule: String,
    /// The call that adopted the rule; without one it is provisional.
    pub rule_call: Option<i64>,
    pub visibility: String,
    pub state: String,
    pub contest_days: i64,
    pub release_call: bool,
    pub created_at: i64,
    /// Where the record ends: its last sequence number, hash and time.
    pub seq: i64,
    pub head: String,
    pub last_at: i64,
    /// When the clock has to act next, if ever.
    pub next_due: Option<i64>,
    /// Where permanent addresses begin, fixed by the first release.
    pub base: Option<String>,
    /// Who keeps the glossary up to date, in words.
    pub maintainer: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
