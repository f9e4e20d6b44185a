//! Small bodies: what an act needs said beside its address.

use domain::{Moment, Text, ids::MemberNo, rule::RuleChoice};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Reason {
    pub reason: Text,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct PerhapsReason {
    #[serde(default)]
    pub reason: Option<Text>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Agreement {
    pub agree: bool,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Holder {
    /// The number of the member.
    pub member: MemberNo,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Extension {
    pub closes_at: Moment,
    pub reason: Text,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Closure {
    /// What the convener says about the outcome, which follows from the rule alone.
    #[serde(default)]
    pub statement: Option<Text>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Statement {
    /// What the convener says about the outcome, which follows from the rule alone.
    pub statement: Text,
}

/// A rule that is thought about, not called.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Considered {
    pub rule: RuleChoice,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct MinorityStatement {
    pub text: Text,
}

/// The token of the link in a letter.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Confirmation {
    pub token: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Acknowledgement {
    pub satisfied: bool,
}
