//! A process: its charter, its groups, who takes part, and the states it goes through.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Decided, Event, Lang, Refusal, Slug, Text, Title,
    ids::{MemberNo, OrganisationNo},
    record::{Founding, Joining, Reform},
    rule::{RuleChoice, VotingUnit},
};

/// Days in which a closed call may be contested, unless the charter says otherwise (consensus rules).
pub const CONTEST_DAYS: u32 = 7;
/// The preset that governs provisionally where the creator names no rule.
const RULE: &str = "iso";
const CONTEST_DAYS_MAX: u32 = 365;
const GROUPS_MAX: usize = 50;

/// Who may read a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    Public,
    Members,
}

/// `announced`: people are gathered; `open`: words are worked on; `closed`: only reading is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Announced,
    Open,
    Closed,
}

/// What somebody is in one process. Nobody is two of these in the same process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Convener,
    Participant,
    Observer,
}

/// A stakeholder group that the charter declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Group {
    pub slug: Slug,
    pub name: Title,
}

/// What it takes to found a process (`POST /processes`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewProcess {
    pub slug: Slug,
    pub title: Title,
    /// Markdown.
    pub charter: Text,
    /// An SPDX identifier such as `CC-BY-4.0`.
    pub licence: Title,
    /// The first one is authoritative.
    pub languages: Vec<Lang>,
    pub groups: Vec<Group>,
    #[serde(default)]
    pub rule: Option<RuleChoice>,
    #[serde(default)]
    pub visibility: Option<Visibility>,
    /// Days in which a closed call may be contested; 0 makes it final at its closing.
    #[serde(default)]
    pub contest_days: Option<u32>,
    /// Whether a release needs a final, reached call on it.
    #[serde(default)]
    pub release_call: bool,
}

/// What the convener may change without a call (`PATCH /processes/{p}`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProcessPatch {
    #[serde(default)]
    pub title: Option<Title>,
    #[serde(default)]
    pub charter: Option<Text>,
    #[serde(default)]
    pub groups: Option<Vec<Group>>,
    #[serde(default)]
    pub state: Option<State>,
    /// Who keeps the glossary up to date, and how they are reached. Markdown; shown beside what was published.
    #[serde(default)]
    pub maintainer: Option<Text>,
    /// Why, where it limits somebody: closing needs one.
    #[serde(default)]
    pub reason: Option<Text>,
}

/// Founds a process; its creator convenes it as member 1.
pub fn found(new: NewProcess) -> Result<[Decided; 2], Refusal> {
    if new.languages.is_empty() {
        return Err(Refusal::LanguagesMissing);
    }
    if new.languages.iter().collect::<BTreeSet<_>>().len() != new.languages.len() {
        return Err(Refusal::LanguagesTwice);
    }
    check_groups(&new.groups)?;
    let contest_days = check_contest_days(new.contest_days.unwrap_or(CONTEST_DAYS))?;
    let declared: Vec<_> = new.groups.iter().map(|group| group.slug.clone()).collect();
    let rule = new
        .rule
        .unwrap_or_else(|| RuleChoice::Preset(RULE.to_owned()));
    let rule = rule.resolve(VotingUnit::default(), &declared)?;
    let founding = Founding {
        slug: new.slug,
        title: new.title,
        charter: new.charter,
        licence: new.licence,
        languages: new.languages,
        groups: new.groups,
        rule,
        visibility: new.visibility.unwrap_or(Visibility::Public),
        contest_days,
        release_call: new.release_call,
    };
    let convener = Joining {
        member: 1,
        role: Role::Convener,
        group: None,
        organisation: None,
    };
    Ok([
        Decided::new(Event::ProcessCreated(founding)),
        Decided::new(Event::MemberJoined(convener)),
    ])
}

/// Changes what a convener may change. Once a process is open, its charter and groups change only
/// by a call among the participants (consensus rules, "Neutrality").
pub fn update(
    now: State,
    groups_in_use: &BTreeSet<Slug>,
    patch: ProcessPatch,
) -> Result<Decided, Refusal> {
    if now != State::Announced && (patch.charter.is_some() || patch.groups.is_some()) {
        return Err(Refusal::CharterNeedsCall);
    }
    if let Some(groups) = &patch.groups {
        check_groups(groups)?;
        if groups_in_use
            .iter()
            .any(|used| groups.iter().all(|group| group.slug != *used))
        {
            return Err(Refusal::GroupInUse);
        }
    }
    match (now, patch.state) {
        (State::Open | State::Closed, Some(State::Announced)) => {
            return Err(Refusal::StateBackwards);
        }
        (_, Some(State::Closed)) if now != State::Closed && patch.reason.is_none() => {
            return Err(Refusal::ReasonMissing);
        }
        _ => {}
    }
    if patch == ProcessPatch::default() {
        return Err(Refusal::NothingChanged);
    }
    Ok(Decided::new(Event::ProcessUpdated(Reform {
        title: patch.title,
        charter: patch.charter,
        groups: patch.groups,
        contest_days: None,
        release_call: None,
        state: patch.state.filter(|state| *state != now),
        maintainer: patch.maintainer,
        reason: patch.reason,
    })))
}

/// Puts somebody on the roster. A convener stands outside the groups; a participant is in one,
/// the one of the organisation where there is one.
pub fn join(
    member: MemberNo,
    role: Role,
    group: Option<Slug>,
    organisation: Option<(OrganisationNo, Slug)>,
    declared: &[Group],
) -> Result<Decided, Refusal> {
    let (group, organisation) = place(role, group, organisation, declared)?;
    Ok(Decided::new(Event::MemberJoined(Joining {
        member,
        role,
        group,
        organisation,
    })))
}

/// Where somebody of this role belongs, or why not.
pub fn place(
    role: Role,
    group: Option<Slug>,
    organisation: Option<(OrganisationNo, Slug)>,
    declared: &[Group],
) -> Result<(Option<Slug>, Option<OrganisationNo>), Refusal> {
    if role == Role::Convener {
        return Ok((None, None));
    }
    let (organisation, its_group) = organisation.unzip();
    if let (Some(group), Some(its_group)) = (&group, &its_group)
        && group != its_group
    {
        return Err(Refusal::OrganisationElsewhere);
    }
    let group = its_group.or(group);
    match &group {
        Some(slug) if declared.iter().all(|group| group.slug != *slug) => {
            Err(Refusal::GroupUnknown)
        }
        None if role == Role::Participant => Err(Refusal::GroupMissing),
        _ => Ok((group, organisation)),
    }
}

/// Groups are few, named once, and there is at least one.
pub fn check_groups(groups: &[Group]) -> Result<(), Refusal> {
    let slugs: BTreeSet<_> = groups.iter().map(|group| &group.slug).collect();
    match groups.len() {
        0 => Err(Refusal::GroupsMissing),
        n if n > GROUPS_MAX => Err(Refusal::TooManyItems { max: GROUPS_MAX }),
        n if slugs.len() != n => Err(Refusal::GroupTwice),
        _ => Ok(()),
    }
}

pub fn check_contest_days(days: u32) -> Result<u32, Refusal> {
    if days > CONTEST_DAYS_MAX {
        Err(Refusal::ContestDays {
            max: CONTEST_DAYS_MAX,
        })
    } else {
        Ok(days)
    }
}
