//! Straw polls: a quick look at where a room stands. They bind nobody.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ItemNo, MeetingFacts, MeetingFault as Fault};
use crate::{
    Decided, Event, Refusal, Title,
    record::{PollClosing, PollOpening},
};

const OPTIONS: std::ops::RangeInclusive<usize> = 2..=12;
/// What the temperature is taken in: the words of the stances that say where somebody leans.
const TEMPERATURE: [&str; 4] = ["Support", "Accept", "Concern", "Object"];

/// What it takes to open a straw poll (`POST …/meetings/{m}/polls`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewPoll {
    pub question: Title,
    /// 2 to 12; none takes the temperature in support, accept, concern and object.
    #[serde(default)]
    pub options: Vec<Title>,
    /// The item it is asked under; the one under discussion where none is named.
    #[serde(default)]
    pub item: Option<ItemNo>,
}

/// What somebody chooses: the number of an option, counted from 1, or its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ChosenOption {
    Number(u32),
    Words(Title),
}

/// A straw poll as its acts find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PollFacts {
    pub number: u32,
    pub options: Vec<Title>,
    pub closed: bool,
}

/// Opens a straw poll. `open` says whether another one of the meeting is: people answer one question at a time.
pub fn open_poll(
    meeting: &MeetingFacts,
    number: u32,
    new: NewPoll,
    open: bool,
) -> Result<Decided, Refusal> {
    meeting.must_run()?;
    let item = meeting.item_or_current(new.item)?;
    if open {
        return Err(Fault::PollOpen.into());
    }
    let temperature = new.options.is_empty();
    let options = match temperature {
        true => TEMPERATURE
            .iter()
            .map(|words| Title::parse(words))
            .collect::<Result<_, _>>()?,
        false => new.options,
    };
    if !OPTIONS.contains(&options.len()) {
        return Err(Fault::PollOptions.into());
    }
    let folded = options.iter().map(|option| option.to_lowercase());
    if folded.collect::<BTreeSet<_>>().len() != options.len() {
        return Err(Fault::PollOptionTwice.into());
    }
    Ok(Decided::new(Event::PollOpened(PollOpening {
        meeting: meeting.number,
        poll: number,
        item,
        question: new.question,
        options,
        temperature,
    })))
}

/// The number of the option that somebody chooses, while the poll is open.
pub fn choose(poll: &PollFacts, option: &ChosenOption) -> Result<u32, Refusal> {
    if poll.closed {
        return Err(Fault::PollClosed.into());
    }
    let index = match option {
        ChosenOption::Number(number) => {
            usize::try_from(*number).ok().and_then(|n| n.checked_sub(1))
        }
        ChosenOption::Words(words) => {
            let words = words.to_lowercase();
            let mut options = poll.options.iter();
            options.position(|option| option.to_lowercase() == words)
        }
    };
    let known = index.filter(|index| *index < poll.options.len());
    let known = known.ok_or(Fault::OptionUnknown)?;
    Ok(u32::try_from(known).unwrap_or(u32::MAX) + 1)
}

/// Closes a straw poll with what the choices came to.
pub fn close_poll(
    meeting: &MeetingFacts,
    poll: &PollFacts,
    totals: Vec<u32>,
) -> Result<Decided, Refusal> {
    meeting.must_run()?;
    if poll.closed {
        return Err(Fault::PollClosed.into());
    }
    if totals.len() != poll.options.len() {
        return Err(Fault::OptionUnknown.into());
    }
    Ok(Decided::new(Event::PollClosed(PollClosing {
        meeting: meeting.number,
        poll: poll.number,
        totals,
    })))
}
