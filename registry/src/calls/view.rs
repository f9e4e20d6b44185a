//! Calls as they are seen: by the API and by the pages, from the same structs.

use domain::{
    Moment, Slug,
    call::{CallState, Prolonged, Subject},
    comment::Quote,
    entry::Impact,
    ids::{CallNo, EntryNo, MemberNo, OrganisationNo, PositionNo, WordingNo},
    reading::{Stance, Tally, ToldOutcome, ToldReadings, Verdict},
    rule::{Rule, Silence},
};
use schemars::JsonSchema;
use serde::Serialize;

/// A call with everything that may be seen of it now. Of a blind call that is open, tally and
/// readings are absent and of the positions only the caller's own is there.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Call {
    pub number: CallNo,
    pub state: CallState,
    pub subject: Subject,
    /// What it is about, in a few words: the term, or the kind of the subject.
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<CalledEntry>,
    /// Fixed at the opening; before it the rule that would be, if nothing changes.
    pub rule: Rule,
    pub rule_words: Vec<String>,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub opened_at: Option<Moment>,
    pub closed_at: Option<Moment>,
    /// When it is or was final; until then it may be contested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub final_at: Option<Moment>,
    pub blind: bool,
    pub silence: Silence,
    /// Whether the convener closed it before its time.
    pub early: bool,
    pub extensions: Vec<Prolonged>,
    /// When the convener last asked the silent to take a position.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nudged_at: Option<Moment>,
    /// The contested call that this one answers, and the one that answers this.
    pub answers: Option<CallNo>,
    pub superseded_by: Option<CallNo>,
    /// The newest position of every member who took one.
    pub positions: Vec<PositionView>,
    /// The voting units that took none.
    pub silent: Vec<UnitView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tally: Option<Tally>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub readings: Option<ToldReadings>,
    /// The highest impact among the redlines folded since the last agreed wording.
    pub impact: Option<Impact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ToldOutcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    pub minority: Vec<MinorityView>,
    pub contests: Vec<ContestView>,
    /// The groups of which somebody left while it was open.
    pub left: Vec<Slug>,
    /// Why it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The caller's own part in it, if a member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub me: Option<MyPart>,
}

/// A call in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CallSummary {
    pub number: CallNo,
    pub state: CallState,
    pub subject: Subject,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<CalledEntry>,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub closed_at: Option<Moment>,
    pub final_at: Option<Moment>,
    pub blind: bool,
    pub result: Option<Verdict>,
    /// Voting units: all on the roster, and those of which somebody took a position.
    pub units: u32,
    pub heard: u32,
    /// Whether the caller is on its roster, and whether the caller's voting unit took a position.
    pub eligible: bool,
    pub spoken: bool,
}

/// An open call that waits for the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Waiting {
    pub process: Slug,
    pub process_title: String,
    pub call: CallSummary,
}

/// The entry that a call is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CalledEntry {
    pub number: EntryNo,
    pub slug: Slug,
    pub term: String,
}

/// One line of the roll call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PositionView {
    pub number: PositionNo,
    pub member: MemberNo,
    pub member_name: String,
    pub organisation: Option<OrganisationNo>,
    pub organisation_name: Option<String>,
    pub group: Slug,
    pub group_name: String,
    pub stance: Stance,
    pub reason: Option<String>,
    pub would_resolve: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    pub at: Moment,
    /// Whether it is its voting unit's newest: the one that counts.
    pub counts: bool,
    /// How many the member took in this call before it.
    pub earlier: u32,
    pub answers: Vec<AnswerView>,
}

/// An answer to an objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnswerView {
    pub number: u32,
    /// The position that objects.
    pub objection: PositionNo,
    pub body: String,
    pub by: MemberNo,
    pub by_name: String,
    pub at: Moment,
    /// Voting units but the objector's own that find it met, and that do not.
    pub confirmed: u32,
    pub contested: u32,
    /// What the caller said of it.
    pub mine: Option<bool>,
}

/// A contest of how a call ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContestView {
    pub number: u32,
    pub member: MemberNo,
    pub member_name: String,
    pub reason: String,
    pub at: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<Moment>,
}

/// What somebody who dissents has to say; it ships with the term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MinorityView {
    pub member: MemberNo,
    pub member_name: String,
    pub organisation: Option<OrganisationNo>,
    pub organisation_name: Option<String>,
    pub group: Slug,
    pub group_name: String,
    pub text: String,
    pub at: Moment,
}

/// A voting unit: an organisation, or a participant without one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnitView {
    pub organisation: Option<OrganisationNo>,
    pub member: Option<MemberNo>,
    pub name: String,
    pub group: Slug,
    pub group_name: String,
}

/// The caller's own part in a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MyPart {
    pub member: MemberNo,
    /// Whether on the roster at the opening.
    pub eligible: bool,
    pub position: Option<PositionView>,
    /// The position held in the last call on the same entry, to reaffirm or change.
    pub earlier: Option<Earlier>,
    /// The number of the caller's standing contest.
    pub contest: Option<u32>,
    pub minority: Option<String>,
}

/// A position from an earlier call on the same entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Earlier {
    pub call: CallNo,
    /// The wording it was held on.
    pub wording: Option<WordingNo>,
    pub stance: Stance,
    pub reason: Option<String>,
    pub would_resolve: Option<String>,
    pub at: Moment,
}

/// What a convener sees before making a call: the rule that governs, in words and on the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Setup {
    pub rule: Rule,
    pub rule_provisional: bool,
    pub words: Vec<String>,
    /// What the rule asks for with those on the roster today.
    pub today: String,
    pub units: u32,
    pub groups: Vec<GroupUnits>,
    pub may_be_blind: bool,
    pub may_announce_assent: bool,
}

/// How many voting units a group has today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GroupUnits {
    pub slug: Slug,
    pub name: String,
    pub units: u32,
}
