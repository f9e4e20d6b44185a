use thiserror::Error;

use crate::Moment;

/// Why something is refused in a meeting; the text says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MeetingFault {
    #[error("Let the meeting begin later than now.")]
    InThePast,
    #[error("Let the meeting begin within two years.")]
    TooFarAhead,
    #[error("Ask for items until a time before the meeting begins.")]
    SuggestionsTooLate,
    #[error("Write the address to join in full, beginning with https:// or http://.")]
    LinkMalformed,
    #[error("Give an item 1 to 600 minutes.")]
    ItemMinutes,
    #[error("Keep the agenda to {max} items.")]
    AgendaTooLong { max: usize },
    #[error("There is no such item on the agenda. Choose one of its items.")]
    ItemUnknown,
    #[error("An item that was discussed stays on the agenda.")]
    ItemDiscussed,
    #[error("An item stands twice on the agenda.")]
    ItemTwice,
    #[error("This process has no call {0}. Name one of its calls.")]
    CallUnknown(u32),
    #[error("This process has no entry {0}. Name one of its entries.")]
    EntryUnknown(u32),
    #[error("The meeting has begun or is over: only a planned one can be cancelled or started.")]
    NotPlanned,
    #[error("The meeting is over or was cancelled. It does not change any more.")]
    Over,
    #[error("The meeting does not run. This is done while it does.")]
    NotRunning,
    #[error("The meeting has not ended. End it first.")]
    NotEnded,
    #[error(
        "A meeting goes from planned to running to ended, and not back. Plan another one instead."
    )]
    StateBackwards,
    #[error("Another meeting of this process is running. End it first.")]
    OtherRunning,
    #[error("You can check in from {from} on.")]
    TooEarly { from: Moment },
    #[error("This item is under discussion already.")]
    ItemOpen,
    #[error("This member takes the notes already.")]
    NoteTakerAlready,
    #[error("Nobody with this number is on the roster. Choose a member of the process.")]
    MemberUnknown,
    #[error("Items are suggested while the meeting is planned, until the time that was set.")]
    SuggestionsClosed,
    #[error("There is no such suggestion for this meeting.")]
    SuggestionUnknown,
    #[error("Another straw poll is open. Close it first.")]
    PollOpen,
    #[error("This straw poll is closed.")]
    PollClosed,
    #[error("Give a straw poll 2 to 12 options, or none to take the temperature.")]
    PollOptions,
    #[error("Two options of this straw poll read the same.")]
    PollOptionTwice,
    #[error("This straw poll has no such option. Choose one of its options.")]
    OptionUnknown,
    #[error("There is no such note in these minutes.")]
    NoteUnknown,
    #[error("There is no such action in these minutes.")]
    ActionUnknown,
    #[error("There is no such correction of these minutes.")]
    CorrectionUnknown,
    #[error("The minutes are final. Nothing is added to them any more.")]
    Frozen,
    #[error("A call asks about these minutes. They stay as they are until it is over.")]
    Called,
    #[error("This process has no such meeting. Name one of its meetings.")]
    MeetingUnknown,
    #[error("The minutes are not before everybody yet. Corrections are asked for once they are.")]
    NotCirculated,
    #[error("The minutes are before everybody already.")]
    CirculatedAlready,
    #[error("Give between one hour and 90 days for corrections.")]
    CorrectionPeriod,
    #[error("The time for corrections is over.")]
    CorrectionsOver,
}

impl MeetingFault {
    /// Whether it lies in how things stand by now, and not in what was sent.
    pub const fn is_stale(&self) -> bool {
        matches!(
            self,
            Self::NotPlanned
                | Self::Over
                | Self::NotRunning
                | Self::NotEnded
                | Self::StateBackwards
                | Self::OtherRunning
                | Self::TooEarly { .. }
                | Self::ItemOpen
                | Self::NoteTakerAlready
                | Self::SuggestionsClosed
                | Self::PollOpen
                | Self::PollClosed
                | Self::Frozen
                | Self::Called
                | Self::NotCirculated
                | Self::CirculatedAlready
                | Self::CorrectionsOver
        )
    }

    /// The input field it is about, where it tells that.
    pub fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::InThePast | Self::TooFarAhead => "starts_at",
            Self::SuggestionsTooLate => "suggestions_until",
            Self::LinkMalformed => "link",
            Self::ItemMinutes
            | Self::AgendaTooLong { .. }
            | Self::ItemDiscussed
            | Self::ItemTwice
            | Self::CallUnknown(_)
            | Self::EntryUnknown(_) => "agenda",
            Self::ItemUnknown | Self::ItemOpen => "item",
            Self::MeetingUnknown => "meeting",
            Self::StateBackwards | Self::OtherRunning => "state",
            Self::NoteTakerAlready | Self::MemberUnknown => "member",
            Self::PollOptions | Self::PollOptionTwice => "options",
            Self::OptionUnknown => "option",
            Self::CorrectionPeriod => "corrections_until",
            _ => return None,
        })
    }
}
