//! Why an act is refused, in words that say what to do.

use thiserror::Error;

use crate::{Lang, Moment, manuscript, meeting::MeetingFault, reading::Stance, rule::RuleFault};

/// A reason for refusing an input. The words are for people; `field` names the input they are about.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    // Names and texts.
    #[error(
        "Use lower-case letters, digits and single hyphens, at most 80 characters and not only digits."
    )]
    SlugMalformed,
    #[error("This name is reserved for an address of the site. Choose another one.")]
    SlugReserved,
    #[error("This name is taken. Choose another one.")]
    SlugTaken,
    #[error("Use a language tag such as en, de or zh-Hant.")]
    LangMalformed,
    #[error("Write the version as three numbers, such as 1.0.0.")]
    VersionMalformed,
    #[error("Write the time as in 2016-10-19T15:00:00Z.")]
    TimeMalformed,
    #[error("Write the day as in 2016-10-19.")]
    DayMalformed,
    #[error("Write something here.")]
    TextMissing,
    #[error("Shorten this to {max} characters.")]
    TextTooLong { max: usize },
    #[error("Remove the character U+{code:04X}: published forms cannot carry it.")]
    TextCharacter { code: u32 },
    #[error("Write this on one line.")]
    TitleManyLines,
    #[error("Keep this to {max} items.")]
    TooManyItems { max: usize },
    #[error("Write the address in full, beginning with https:// or http://.")]
    UrlMalformed,
    #[error("Say why: a reason is needed here.")]
    ReasonMissing,
    #[error("Nothing would change. Change something, or leave it.")]
    NothingChanged,

    // Processes and people.
    #[error("Name at least one language; the first one is authoritative.")]
    LanguagesMissing,
    #[error("A language is named twice.")]
    LanguagesTwice,
    #[error("Declare at least one stakeholder group.")]
    GroupsMissing,
    #[error("Two groups have the same name.")]
    GroupTwice,
    #[error("A group with members cannot be taken away.")]
    GroupInUse,
    #[error("The charter declares no such group. Choose one of its groups.")]
    GroupUnknown,
    #[error("Choose the stakeholder group.")]
    GroupMissing,
    #[error("Within a process an organisation belongs to one group, and this one is in another.")]
    OrganisationElsewhere,
    #[error("Another organisation has this name.")]
    OrganisationTaken,
    #[error("Organisations do not change while a call is open.")]
    OrganisationsFrozen,
    #[error("Keep the contest window to at most {max} days.")]
    ContestDays { max: u32 },
    #[error("Once a process is open its charter and groups change only by a call on the charter.")]
    CharterNeedsCall,
    #[error("An open process does not go back to announced.")]
    StateBackwards,
    #[error("This person is a member of the process already.")]
    AlreadyMember,
    #[error("One person cannot be convener and participant of the same process.")]
    ConvenerAndParticipant,
    #[error("The last convener cannot leave. Add another one first.")]
    LastConvener,
    #[error("There is no such other organisation in this process.")]
    OrganisationUnknown,
    #[error("This is settled already.")]
    AlreadySettled,
    #[error("{0}")]
    Rule(#[from] RuleFault),
    #[error("{0}")]
    Meeting(#[from] MeetingFault),

    // Entries, redlines, comments.
    #[error("Write the definition in the authoritative language.")]
    DefinitionMissing,
    #[error("Give one preferred designation in the authoritative language.")]
    PreferredMissing,
    #[error("Give only one preferred designation in each language; others are admitted.")]
    PreferredTwice,
    #[error("A designation stands twice in the same language.")]
    DesignationTwice,
    #[error("The process does not work in the language {lang}.")]
    LangForeign { lang: Lang },
    #[error("There is no such entry in this process.")]
    EntryUnknown,
    #[error("An entry cannot be related to itself.")]
    RelationToSelf,
    #[error("The entry was withdrawn or retired; it does not change any more.")]
    EntryEnded,
    #[error("An agreed entry ends by a call on its retirement.")]
    EntryAgreed,
    #[error("A call on this entry is open. Its wording is frozen until the call closes.")]
    WordingFrozen,
    #[error("There is no such wording of this entry.")]
    WordingUnknown,
    #[error("The entry has no such part.")]
    PartUnknown,
    #[error("This redline is not pending any more.")]
    RedlineSettled,
    #[error("There is no such redline on this entry.")]
    RedlineUnknown,
    #[error("There is no such comment on this entry.")]
    CommentUnknown,
    #[error("This comment proposes no other words.")]
    NothingProposed,
    #[error(
        "This comment does not say which words it speaks of, so nothing can be put in their place."
    )]
    CommentNowhere,
    #[error("The words this comment speaks of changed since. Redline the wording as it reads now.")]
    CommentOrphaned,
    #[error(
        "The words this comment speaks of cut a link or other marks, or reach over paragraphs. Redline the wording itself."
    )]
    CommentCutsMarks,
    #[error("This comment speaks of a redline. Redline the wording itself.")]
    CommentOnRedline,
    #[error("This comment became a redline already.")]
    CommentRedlined,
    #[error("Only the pen holder of this entry can do this.")]
    NotPenHolder,
    #[error("Only the author can do this.")]
    NotAuthor,
    #[error("The pen is held by a participant of this process.")]
    PenNotParticipant,
    #[error("There is no such member.")]
    MemberUnknown,
    #[error("This was not disposed of yet.")]
    NotDisposed,
    #[error("Say in a response why the comment is not followed.")]
    ResponseMissing,
    #[error("A redline is moved by a participant of this process.")]
    MoverNotParticipant,
    #[error("Only the member it is said to be moved by can do this.")]
    NotMover,
    #[error("{0}")]
    Manuscript(#[from] manuscript::Fault),
    /// A file of entries that cannot be read, with the line and the reason.
    #[error("{detail}")]
    FileUnread { detail: String },

    // Calls.
    #[error("A call closes after it opens, and in the future.")]
    ClosesTooEarly,
    #[error("A call is open for at most a year.")]
    ClosesTooLate,
    #[error("A call on this subject is under way.")]
    CallUnderWay,
    #[error("Only the current wording can be called.")]
    WordingOutdated,
    #[error("A rule that asks for answers or confirmations cannot govern a blind call.")]
    BlindNeedsNoAnswers,
    #[error("The governing rule does not let silence count as assent.")]
    SilenceNotAssent,
    #[error("The call is not open.")]
    CallNotOpen,
    #[error("The call has begun.")]
    CallBegun,
    #[error("Say why you object, so that others can answer.")]
    ObjectionReason,
    #[error("Say what would resolve your objection.")]
    ObjectionResolve,
    #[error("Say what concerns you.")]
    ConcernReason,
    #[error("Only an agreed entry is retired by a call. A proposal is withdrawn by its proposer.")]
    EntryNotAgreed,
    #[error("The call that this one shall answer is not contested.")]
    NotContested,
    #[error("Nobody is silent in this call any more.")]
    NobodySilent,
    #[error("Those who are silent were asked less than a day ago. Ask again from {} UTC on.", again.to_string()[..16].replace('T', " "))]
    NudgedLately { again: Moment },
    #[error("There is no such objection in this call.")]
    ObjectionUnknown,
    #[error("There is no such answer in this call.")]
    AnswerUnknown,
    #[error("Positions of a blind call are not seen before it closes.")]
    StillBlind,
    #[error("There is something to say about an outcome once the call has closed.")]
    NoOutcomeYet,
    #[error("This call carries a statement already, and it stays as it is.")]
    StatedAlready,
    #[error("These words do not stand in what is called. Copy them from it exactly.")]
    QuoteUnknown,
    #[error("The contest window is over or has not begun.")]
    NotContestable,
    #[error("You contest this call already.")]
    ContestTwice,
    #[error("You do not contest this call.")]
    ContestUnknown,
    #[error("A minority statement comes from somebody who did not support; your position here is {}.", stance.word())]
    NoMinority { stance: Stance },
    #[error("A minority statement can be left once the call is closed.")]
    MinorityTooEarly,

    // Releases.
    #[error(
        "There is nothing new to release: no entry became agreed or retired since the last one."
    )]
    NothingToRelease,
    #[error("By what changed this is at least version {suggested}.")]
    VersionTooLow { suggested: crate::Version },
    #[error("This version exists already.")]
    VersionTaken,
    #[error("The charter asks for a final, reached call on this release. Open one first.")]
    ReleaseNeedsCall,
    #[error(
        "The call on this release was overtaken: since then an entry on its list was retired, or another release went further. Open a new call on the release."
    )]
    ReleaseCallOvertaken,
    #[error(
        "The release would not hold any more what you saw: meanwhile something else became agreed. Look at the changes as they are now, and publish again."
    )]
    ReleaseMovedOn,
    #[error("This release is marked already.")]
    AlreadyYanked,
    #[error(
        "This server has no key to sign releases with. Whoever runs the site puts the key file back, or makes a new key with `parlance key rotate`."
    )]
    SigningKeyMissing,
    #[error(
        "The key this server would sign with is not the one this site is known by. Whoever runs the site puts the right key file back, or takes this key into use with `parlance key rotate`."
    )]
    SigningKeyForeign,

    // Public reviews.
    #[error(
        "A review is public, and only members read this process. Ask them to comment on the entries themselves."
    )]
    ReviewMembersOnly,
    #[error("A review closes after it opens, and in the future.")]
    ReviewClosesTooEarly,
    #[error("A review is open for at most a year.")]
    ReviewClosesTooLate,
    #[error("Choose at least one entry.")]
    ReviewEntriesMissing,
    #[error("An entry is named twice.")]
    ReviewEntryTwice,
    #[error(
        "Entry {entry} is in another review that has not closed. Wait for its end, so that comments on it stand in one place."
    )]
    EntryInReview { entry: crate::ids::EntryNo },
    #[error("Entry {entry} was withdrawn or retired. Leave it out.")]
    ReviewEntryEnded { entry: crate::ids::EntryNo },
    #[error("This review takes no comments at this time.")]
    ReviewNotOpen,
    #[error("This review has closed.")]
    ReviewEnded,
    #[error("This entry is not part of the review.")]
    NotUnderReview,
    #[error("Choose one of the groups, or none of them.")]
    InterestUnknown,
    #[error("Only comments from outside can be hidden. Members answer for theirs by name.")]
    CommentNotPublic,
    #[error("Only who holds the pen of an entry under review can do this.")]
    NoPenInReview,

    // Accounts.
    #[error("Write an e-mail address such as name@example.org.")]
    EmailMalformed,
    #[error("An account with this address exists already.")]
    EmailTaken,
    #[error("Choose a password of at least {min} characters.")]
    PasswordShort { min: usize },
    #[error("Keep the password to at most {max} characters.")]
    PasswordLong { max: usize },
    #[error("The present password is not right.")]
    PasswordWrong,
    #[error("The address or the password is not right.")]
    SignInWrong,
    #[error("This link is used up or out of date. Ask for a new one.")]
    LinkSpent,
    #[error("This invitation went to another address. Sign in with the one it was sent to.")]
    InvitationElsewhere,
}

impl Refusal {
    /// The input field a refusal is about, where the reason alone tells it. What is wrong with one
    /// of several texts is located by whoever parsed them.
    pub fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::SlugMalformed | Self::SlugReserved | Self::SlugTaken => "slug",
            Self::LangMalformed | Self::LangForeign { .. } => "lang",
            Self::LanguagesMissing | Self::LanguagesTwice => "languages",
            Self::GroupsMissing | Self::GroupTwice | Self::GroupInUse => "groups",
            Self::GroupUnknown | Self::GroupMissing => "group",
            Self::OrganisationElsewhere | Self::OrganisationTaken | Self::OrganisationsFrozen => {
                "organisation"
            }
            Self::ContestDays { .. } => "contest_days",
            Self::CharterNeedsCall => "charter",
            Self::StateBackwards => "state",
            Self::Rule(_) => "rule",
            Self::Meeting(fault) => return fault.field(),
            Self::DayMalformed => "due",
            Self::ReasonMissing | Self::ObjectionReason | Self::ConcernReason => "reason",
            Self::ObjectionResolve => "would_resolve",
            Self::DefinitionMissing => "definition",
            Self::PreferredMissing | Self::PreferredTwice | Self::DesignationTwice => {
                "designations"
            }
            Self::ReviewEntriesMissing
            | Self::ReviewEntryTwice
            | Self::EntryInReview { .. }
            | Self::ReviewEntryEnded { .. } => "entries",
            Self::NotUnderReview => "entry",
            Self::InterestUnknown => "interest",
            Self::UrlMalformed => "sources",
            Self::RelationToSelf => "relations",
            Self::PenNotParticipant | Self::MemberUnknown => "member",
            Self::PartUnknown => "parts",
            Self::ResponseMissing => "response",
            Self::MoverNotParticipant => "moved_by",
            Self::Manuscript(_) | Self::FileUnread { .. } => "file",
            Self::StatedAlready | Self::NoOutcomeYet => "statement",
            Self::QuoteUnknown => "quote",
            Self::ClosesTooEarly
            | Self::ClosesTooLate
            | Self::ReviewClosesTooEarly
            | Self::ReviewClosesTooLate => "closes_at",
            Self::BlindNeedsNoAnswers => "blind",
            Self::SilenceNotAssent => "silence",
            Self::VersionMalformed | Self::VersionTooLow { .. } | Self::VersionTaken => "version",
            Self::EmailMalformed
            | Self::EmailTaken
            | Self::AlreadyMember
            | Self::ConvenerAndParticipant => "email",
            Self::OrganisationUnknown => "merge_into",
            Self::PasswordShort { .. } | Self::PasswordLong { .. } => "password",
            Self::PasswordWrong => "present",
            _ => return None,
        })
    }
}
