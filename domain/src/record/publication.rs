//! What the line of a release says.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Text, Version,
    ids::{CallNo, EntryNo, WordingNo},
};

/// The data of `release.published`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Publication {
    pub version: Version,
    pub previous: Option<Version>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Text>,
    /// Where the permanent addresses of this process begin; fixed by its first release.
    pub base: String,
    pub terms: Vec<PublishedTerm>,
    /// SHA-256 in hex of every artefact, by extension.
    pub artefacts: BTreeMap<String, String>,
}

/// Which wording of an entry a release holds, and the call that agreed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PublishedTerm {
    pub entry: EntryNo,
    pub wording: WordingNo,
    pub call: CallNo,
    pub retired: bool,
}
