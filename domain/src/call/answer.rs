use super::{CallFacts, NewAnswer, unit_of};
use crate::{
    Decided, Event, Refusal,
    ids::{MemberNo, PositionNo},
    reading::{Cast, Stance},
};

/// Answers an objection on record. It must stand: one that was cleared needs no answer.
pub fn answer(
    call: &CallFacts,
    number: u32,
    positions: &[Cast],
    new: NewAnswer,
) -> Result<Decided, Refusal> {
    if call.is_hidden() {
        return Err(Refusal::StillBlind);
    }
    if !objection(call, positions, new.objection).contains(&new.objection) {
        return Err(Refusal::ObjectionUnknown);
    }
    call.must_be_open()?;
    Ok(Decided::new(Event::AnswerGiven {
        call: call.number,
        answer: number,
        objection: new.objection,
        body: new.body,
    }))
}

/// Says whether an answer meets its objection. Whether the member has a seat is asked beforehand.
pub fn confirm(
    call: &CallFacts,
    answer: u32,
    member: MemberNo,
    agree: bool,
) -> Result<Decided, Refusal> {
    call.must_be_open()?;
    Ok(Decided::new(Event::AnswerConfirmed {
        call: call.number,
        answer,
        member,
        agree,
    }))
}

/// The positions that state the same standing objection as `position` does, oldest first: all that
/// its voting unit took since its stance changed last. Empty where it does not object any more.
pub fn objection(call: &CallFacts, positions: &[Cast], position: PositionNo) -> Vec<PositionNo> {
    let unit = |member| {
        call.seat(member)
            .ok()
            .map(|seat| unit_of(seat, call.unit()))
    };
    let Some(asked) = positions.iter().find(|cast| cast.number == position) else {
        return Vec::new();
    };
    let objector = unit(asked.member);
    let mut said: Vec<_> = positions
        .iter()
        .filter(|cast| unit(cast.member) == objector)
        .collect();
    said.sort_by_key(|cast| cast.number);
    let changed = said.iter().rposition(|cast| cast.stance != Stance::Object);
    let standing = &said[changed.map_or(0, |index| index + 1)..];
    let numbers: Vec<_> = standing.iter().map(|cast| cast.number).collect();
    if numbers.contains(&position) {
        numbers
    } else {
        Vec::new()
    }
}
