//! What the record says of a process itself and of who joins it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Lang, Slug, Text, Title,
    ids::{MemberNo, OrganisationNo},
    process::{Group, Role, State, Visibility},
    rule::Rule,
};

/// The data of `process.created`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Founding {
    pub slug: Slug,
    pub title: Title,
    pub charter: Text,
    pub licence: Title,
    pub languages: Vec<Lang>,
    pub groups: Vec<Group>,
    /// Provisional until a call among the participants adopts one.
    pub rule: Rule,
    pub visibility: Visibility,
    pub contest_days: u32,
    pub release_call: bool,
}

/// The data of `process.updated`: what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reform {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charter: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<Group>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contest_days: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release_call: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// Who keeps the glossary up to date, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maintainer: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// The data of `member.joined`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Joining {
    pub member: MemberNo,
    pub role: Role,
    pub group: Option<Slug>,
    pub organisation: Option<OrganisationNo>,
}
