use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Approval, Fraction, Required, Rule, VotingUnit};
use crate::Slug;

/// The greatest length of a rule's name, in characters (contract: a title).
const NAME_MAX: usize = 500;

/// Why a rule is refused; the text says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleFault {
    #[error("Give the rule a name of 1 to 500 characters.")]
    Name,
    #[error("There is no preset called “{0}”. Name one of {names}, or give the rule in full.", names = super::presets::NAMES.join(", "))]
    UnknownPreset(String),
    #[error("Give {0} a denominator above zero.")]
    ZeroDenominator(RuleField),
    #[error("Give {0} a share of at most 1: nobody can pass more than all.")]
    AboveOne(RuleField),
    #[error("Let {0} be met rather than exceeded: more than all can never be reached.")]
    MoreThanAll(RuleField),
    #[error("Name at least one group that must be heard, or leave the groups out.")]
    NoGroups,
    #[error(
        "“{}” is not a declared group. Name declared groups, or “all”.",
        .0.as_str()
    )]
    UnknownGroup(Slug),
    #[error(
        "Leave out the organisation cap, or let every person be a unit: where an organisation has one voice there is nothing to cap."
    )]
    CapWithOrganisations,
    #[error("Give the organisation cap a share above zero, or leave it out.")]
    ZeroCap,
}

/// The part of a rule that a fault lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleField {
    Name,
    Quorum,
    Approval,
    NegativesMax,
    Groups,
    GroupsApproval,
    OrganisationCap,
}

impl Rule {
    /// Refuses a rule that cannot mean anything. `declared` are the groups of the process.
    pub fn check(&self, declared: &[Slug]) -> Result<(), RuleFault> {
        if self.name.trim().is_empty() || self.name.chars().count() > NAME_MAX {
            return Err(RuleFault::Name);
        }
        check_share(self.quorum, RuleField::Quorum)?;
        check_approval(self.approval, RuleField::Approval)?;
        check_share(self.negatives_max, RuleField::NegativesMax)?;
        if let Some(groups) = &self.groups {
            if let Required::Listed(listed) = &groups.required {
                check_groups(listed, declared)?;
            }
            check_approval(groups.approval, RuleField::GroupsApproval)?;
        }
        check_share(self.organisation_cap, RuleField::OrganisationCap)?;
        match (self.organisation_cap, self.unit) {
            (Some(_), VotingUnit::Organisation) => Err(RuleFault::CapWithOrganisations),
            (Some(cap), VotingUnit::Person) if cap.num == 0 => Err(RuleFault::ZeroCap),
            _ => Ok(()),
        }
    }
}

impl RuleFault {
    /// The field that a form or an answer marks.
    pub fn field(&self) -> RuleField {
        match self {
            Self::Name | Self::UnknownPreset(_) => RuleField::Name,
            Self::ZeroDenominator(field) | Self::AboveOne(field) | Self::MoreThanAll(field) => {
                *field
            }
            Self::NoGroups | Self::UnknownGroup(_) => RuleField::Groups,
            Self::CapWithOrganisations | Self::ZeroCap => RuleField::OrganisationCap,
        }
    }
}

impl RuleField {
    /// The field's path within the rule's JSON.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Quorum => "quorum",
            Self::Approval => "approval",
            Self::NegativesMax => "negatives_max",
            Self::Groups => "groups.required",
            Self::GroupsApproval => "groups.approval",
            Self::OrganisationCap => "organisation_cap",
        }
    }
}

impl std::fmt::Display for RuleField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Name => "the name",
            Self::Quorum => "the quorum",
            Self::Approval => "the approval",
            Self::NegativesMax => "the share of negatives",
            Self::Groups => "the groups",
            Self::GroupsApproval => "the approval within groups",
            Self::OrganisationCap => "the organisation cap",
        })
    }
}

fn check_share(share: Option<Fraction>, field: RuleField) -> Result<(), RuleFault> {
    match share {
        Some(share) if share.den == 0 => Err(RuleFault::ZeroDenominator(field)),
        Some(share) if share.num > share.den => Err(RuleFault::AboveOne(field)),
        _ => Ok(()),
    }
}

fn check_approval(approval: Option<Approval>, field: RuleField) -> Result<(), RuleFault> {
    check_share(approval.as_ref().map(Approval::share), field)?;
    match approval {
        Some(approval) if approval.strict && approval.num == approval.den => {
            Err(RuleFault::MoreThanAll(field))
        }
        _ => Ok(()),
    }
}

fn check_groups(listed: &[Slug], declared: &[Slug]) -> Result<(), RuleFault> {
    if listed.is_empty() {
        return Err(RuleFault::NoGroups);
    }
    match listed.iter().find(|group| !declared.contains(group)) {
        Some(unknown) => Err(RuleFault::UnknownGroup(unknown.clone())),
        None => Ok(()),
    }
}
