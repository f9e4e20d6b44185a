//! The table `entries`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub process_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub slug: String,
    pub status: String,
    /// Since when.
    pub status_at: i64,
    /// The preferred designation in the authoritative language, and how it sorts.
    pub term: String,
    pub term_key: String,
    /// Its first letter, or # where it begins with none.
    pub letter: String,
    pub abbreviation: Option<String>,
    /// How the definition begins, in plain words.
    pub excerpt: String,
    pub wording: i64,
    pub agreed_wording: Option<i64>,
    pub agreed_call: Option<i64>,
    pub agreed_at: Option<i64>,
    pub withdrawn: bool,
    /// Why it was withdrawn.
    pub reason: Option<String>,
    pub retired: bool,
    pub replaced_by: Option<i64>,
    /// Whether anybody redlined or commented.
    pub discussed: bool,
    pub open_call: Option<i64>,
    pub proposer: i64,
    pub pen: i64,
    pub created_at: i64,
    pub changed_at: i64,
    /// The record's sequence number of its newest change: what an ETag is made of.
    pub changed_seq: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
