//! Every act that changes a process, with the data its line in the record carries.
//!
//! Lines hold numbers and contributions, never names, addresses or the text of an interest
//! (contract, section 4). What is written here can never be taken back, so a shape that stands
//! here stays readable for ever: fields are only ever added, with a default.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Moment, Slug, Text, Version,
    call::Stated,
    comment::Disposition,
    content::Content,
    entry::Impact,
    ids::{
        CallNo, CommentNo, EntryNo, MeetingNo, MemberNo, OrganisationNo, PositionNo, RedlineNo,
        WordingNo,
    },
    meeting::ItemNo,
    process::Role,
    reading::{Outcome, Seat, Tally},
    rule::Rule,
};

use super::{
    contribution::{Proposal, Remark, Revealed, Schedule},
    founding::{Founding, Joining, Reform},
    meeting::{
        ActionAssignment, ActionSettlement, CorrectionAnswer, CorrectionRequest, ItemSuggestion,
        MeetingNote, MeetingPlan, MeetingReform, MinutesCirculation, MinutesFreeze, MinutesReturn,
        PollClosing, PollOpening, SuggestionAnswer,
    },
    publication::Publication,
    review::{PublicRemark, ReviewClosing, ReviewExtension, ReviewOpening},
};

/// An act and its data; `act` is a noun and a verb in the past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "act", content = "data")]
pub enum Event {
    /// A process was founded; its creator convenes it as member 1.
    #[serde(rename = "process.created")]
    ProcessCreated(Founding),
    /// Title, charter, groups, contest window or state changed; what is absent stayed.
    #[serde(rename = "process.updated")]
    ProcessUpdated(Reform),
    /// A final call on a rule was reached: from now on it governs.
    #[serde(rename = "rule.adopted")]
    RuleAdopted { call: CallNo, rule: Rule },
    /// Somebody wishes to take part. What they wrote is not on the record.
    #[serde(rename = "interest.expressed")]
    InterestExpressed {
        interest: u32,
        /// The group they wish to speak for; lines from before this was written hold none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<Slug>,
    },
    /// The convener admitted somebody; joining follows.
    #[serde(rename = "interest.admitted")]
    InterestAdmitted { interest: u32 },
    /// The convener declined somebody, for this reason.
    #[serde(rename = "interest.declined")]
    InterestDeclined { interest: u32, reason: Text },
    /// An organisation was named for the first time, in this group.
    #[serde(rename = "organisation.added")]
    OrganisationAdded {
        organisation: OrganisationNo,
        group: Slug,
    },
    /// An organisation has another name; names are not on the record.
    #[serde(rename = "organisation.renamed")]
    OrganisationRenamed { organisation: OrganisationNo },
    /// An organisation became part of another one.
    #[serde(rename = "organisation.merged")]
    OrganisationMerged {
        organisation: OrganisationNo,
        into: OrganisationNo,
    },
    /// Somebody without an account was invited.
    #[serde(rename = "member.invited")]
    MemberInvited { invitation: u32, role: Role },
    /// An invitation was taken back before it was accepted.
    #[serde(rename = "invitation.withdrawn")]
    InvitationWithdrawn { invitation: u32, reason: Text },
    /// Somebody is on the roster from now on.
    #[serde(rename = "member.joined")]
    MemberJoined(Joining),
    /// A member belongs to this group and organisation from now on.
    #[serde(rename = "member.changed")]
    MemberChanged {
        member: MemberNo,
        group: Option<Slug>,
        organisation: Option<OrganisationNo>,
        reason: Text,
    },
    /// A member left, or was removed by the convener.
    #[serde(rename = "member.left")]
    MemberLeft {
        member: MemberNo,
        reason: Option<Text>,
        removed: bool,
    },

    /// An entry was proposed with its first wording; its proposer holds the pen.
    #[serde(rename = "entry.proposed")]
    EntryProposed {
        entry: EntryNo,
        slug: Slug,
        content: Content,
        rationale: Option<Text>,
    },
    /// Its proposer took an entry back before it was agreed.
    #[serde(rename = "entry.withdrawn")]
    EntryWithdrawn { entry: EntryNo, reason: Text },
    /// Another member holds the pen of an entry.
    #[serde(rename = "pen.passed")]
    PenPassed { entry: EntryNo, member: MemberNo },
    /// Changes to a wording were proposed.
    #[serde(rename = "redline.proposed")]
    RedlineProposed(Proposal),
    /// The member a redline was moved by said whether it is theirs.
    #[serde(rename = "redline.confirmed")]
    RedlineConfirmed { redline: RedlineNo, agree: bool },
    /// The pen holder folded a redline, or parts of it: this is the new wording.
    #[serde(rename = "redline.folded")]
    RedlineFolded {
        redline: RedlineNo,
        entry: EntryNo,
        wording: WordingNo,
        /// The parts that were taken; all of them where this is empty.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        parts: Vec<String>,
        content: Content,
        impact: Impact,
    },
    /// The pen holder refused a redline.
    #[serde(rename = "redline.refused")]
    RedlineRefused { redline: RedlineNo, reason: Text },
    /// Its author took a redline back.
    #[serde(rename = "redline.withdrawn")]
    RedlineWithdrawn {
        redline: RedlineNo,
        reason: Option<Text>,
    },
    /// A comment was made on an entry or a redline.
    #[serde(rename = "comment.added")]
    CommentAdded(Remark),
    /// The pen holder said what becomes of a comment.
    #[serde(rename = "comment.disposed")]
    CommentDisposed {
        comment: CommentNo,
        outcome: Disposition,
        response: Option<Text>,
    },
    /// The author of a comment said whether that satisfies them.
    #[serde(rename = "comment.acknowledged")]
    CommentAcknowledged { comment: CommentNo, satisfied: bool },

    /// A call was made on one frozen subject, for this time.
    #[serde(rename = "call.scheduled")]
    CallScheduled(Schedule),
    /// A call opened under this rule, with everybody who may take a position.
    #[serde(rename = "call.opened")]
    CallOpened {
        call: CallNo,
        due: Moment,
        rule: Rule,
        /// The groups that the charter declares at the opening, silent ones too.
        groups: Vec<Slug>,
        roster: Vec<Seat>,
    },
    /// A call closes later.
    #[serde(rename = "call.extended")]
    CallExtended {
        call: CallNo,
        closes_at: Moment,
        reason: Text,
    },
    /// The convener asked those who are silent in an open call to take a position: these members.
    #[serde(rename = "call.nudged")]
    CallNudged {
        call: CallNo,
        members: Vec<MemberNo>,
    },
    /// A call was taken back before it closed.
    #[serde(rename = "call.withdrawn")]
    CallWithdrawn { call: CallNo, reason: Text },
    /// A call closed: what was counted, and what follows under its rule.
    #[serde(rename = "call.closed")]
    CallClosed {
        call: CallNo,
        /// When it was due, where the clock closed it.
        due: Option<Moment>,
        /// Whether the convener closed it before its time.
        early: bool,
        statement: Option<Text>,
        outcome: Outcome,
        tally: Tally,
        /// Until when it may be contested; the moment of closing where it cannot.
        final_at: Moment,
        /// The groups of which somebody left while it was open.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        left: Vec<Slug>,
    },
    /// The convener says something about how a call ended that the clock closed.
    #[serde(rename = "call.stated")]
    CallStated { call: CallNo, statement: Text },
    /// A participant contests how a call ended.
    #[serde(rename = "call.contested")]
    CallContested {
        call: CallNo,
        contest: u32,
        member: MemberNo,
        reason: Text,
    },
    /// A participant took a contest back.
    #[serde(rename = "contest.withdrawn")]
    ContestWithdrawn { call: CallNo, contest: u32 },
    /// Nobody contests any more: the outcome stands.
    #[serde(rename = "call.finalised")]
    CallFinalised { call: CallNo, due: Moment },
    /// A call that answers a contest became final in place of this one.
    #[serde(rename = "call.superseded")]
    CallSuperseded { call: CallNo, by: CallNo },
    /// A participant took a position; the newest of a member stands.
    #[serde(rename = "position.taken")]
    PositionTaken {
        call: CallNo,
        position: PositionNo,
        member: MemberNo,
        /// What the position says; absent while the call is blind.
        #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
        stated: Option<Stated>,
        /// In a blind call, the SHA-256 of the sealed content, in hex.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sealed: Option<String>,
    },
    /// A blind call closed: what was sealed, with the salts to check it by.
    #[serde(rename = "positions.revealed")]
    PositionsRevealed {
        call: CallNo,
        positions: Vec<Revealed>,
    },
    /// Somebody answered an objection.
    #[serde(rename = "answer.given")]
    AnswerGiven {
        call: CallNo,
        answer: u32,
        objection: PositionNo,
        body: Text,
    },
    /// Somebody said whether an answer meets the objection.
    #[serde(rename = "answer.confirmed")]
    AnswerConfirmed {
        call: CallNo,
        answer: u32,
        member: MemberNo,
        agree: bool,
    },
    /// A dissenting member left a statement beside the outcome.
    #[serde(rename = "minority.stated")]
    MinorityStated {
        call: CallNo,
        member: MemberNo,
        text: Text,
    },

    /// A release was published: what it holds, and the digest of every file.
    #[serde(rename = "release.published")]
    ReleasePublished(Publication),
    /// A release was marked as one not to be used; its files stay.
    #[serde(rename = "release.yanked")]
    ReleaseYanked { version: Version, reason: Text },

    /// The convener opened a public review of these exact wordings, for this time.
    #[serde(rename = "review.opened")]
    ReviewOpened(ReviewOpening),
    /// A review closes later.
    #[serde(rename = "review.extended")]
    ReviewExtended(ReviewExtension),
    /// A review closed; whoever sent a comment before may still confirm it.
    #[serde(rename = "review.closed")]
    ReviewClosed(ReviewClosing),
    /// Somebody from outside left a comment in a review and confirmed it. Who it was is not on the record.
    #[serde(rename = "review.commented")]
    ReviewCommented(PublicRemark),
    /// Somebody reported a problem with a published term and confirmed it. Who it was is not on the record.
    #[serde(rename = "problem.reported")]
    ProblemReported(PublicRemark),
    /// The convener hid a comment from outside; pages show this reason in its place.
    #[serde(rename = "review.comment_hidden")]
    ReviewCommentHidden { comment: CommentNo, reason: Text },
    /// The convener shows a comment again that was hidden.
    #[serde(rename = "review.comment_shown")]
    ReviewCommentShown { comment: CommentNo, reason: Text },

    /// The convener planned a meeting with this agenda.
    #[serde(rename = "meeting.planned")]
    MeetingPlanned(MeetingPlan),
    /// A meeting is another time, elsewhere or about something else; what is absent stayed.
    #[serde(rename = "meeting.changed")]
    MeetingChanged(MeetingReform),
    /// A meeting does not take place.
    #[serde(rename = "meeting.cancelled")]
    MeetingCancelled { meeting: MeetingNo, reason: Text },
    /// A participant asked for an item on the agenda.
    #[serde(rename = "item.suggested")]
    ItemSuggested(ItemSuggestion),
    /// The convener put a suggested item on the agenda, or said why not.
    #[serde(rename = "suggestion.answered")]
    SuggestionAnswered(SuggestionAnswer),
    /// The convener started a planned meeting.
    #[serde(rename = "meeting.started")]
    MeetingStarted { meeting: MeetingNo },
    /// A meeting ended; whoever was still there left with that.
    #[serde(rename = "meeting.ended")]
    MeetingEnded { meeting: MeetingNo },
    /// This item of the agenda is under discussion from now on.
    #[serde(rename = "item.opened")]
    ItemOpened { meeting: MeetingNo, item: ItemNo },
    /// This member writes the notes from now on.
    #[serde(rename = "note_taker.named")]
    NoteTakerNamed {
        meeting: MeetingNo,
        member: MemberNo,
    },
    /// A member came to a meeting, or left it.
    #[serde(rename = "attendance.changed")]
    AttendanceChanged {
        meeting: MeetingNo,
        member: MemberNo,
        present: bool,
    },
    /// A straw poll was opened. It binds nobody; who chose what is never on the record.
    #[serde(rename = "poll.opened")]
    PollOpened(PollOpening),
    /// A straw poll was closed: how many chose what.
    #[serde(rename = "poll.closed")]
    PollClosed(PollClosing),
    /// A note was written into the minutes.
    #[serde(rename = "note.added")]
    NoteAdded(MeetingNote),
    /// A note of the minutes reads otherwise, or was taken out.
    #[serde(rename = "note.changed")]
    NoteChanged(MeetingNote),
    /// A meeting gave somebody something to do.
    #[serde(rename = "action.assigned")]
    ActionAssigned(ActionAssignment),
    /// What a meeting gave somebody to do is done, dropped, or open again.
    #[serde(rename = "action.settled")]
    ActionSettled(ActionSettlement),
    /// The convener put the minutes before everybody, to be corrected until a time.
    #[serde(rename = "minutes.circulated")]
    MinutesCirculated(MinutesCirculation),
    /// A member says that the minutes should read otherwise.
    #[serde(rename = "correction.requested")]
    CorrectionRequested(CorrectionRequest),
    /// The convener or the note taker answered a correction.
    #[serde(rename = "correction.answered")]
    CorrectionAnswered(CorrectionAnswer),
    /// The minutes are final: nothing is added to them any more.
    #[serde(rename = "minutes.frozen")]
    MinutesFrozen(MinutesFreeze),
    /// The call that asked about the minutes ended without agreement: they are open again.
    #[serde(rename = "minutes.returned")]
    MinutesReturned(MinutesReturn),
}

impl Event {
    /// What the act is called: a noun and a verb in the past, such as `call.closed`.
    pub fn act(&self) -> String {
        let event = serde_json::to_value(self).unwrap_or_default();
        event["act"].as_str().unwrap_or_default().to_owned()
    }
}
