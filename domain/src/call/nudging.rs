use super::{CallFacts, unit_of};
use crate::{
    Decided, Event, Moment, Refusal,
    ids::MemberNo,
    reading::{Seat, Unit},
};

/// The seats of a call in whose voting unit nobody took a position. `heard` are the members who did.
///
/// That somebody is silent is shown of a blind call too.
pub fn silent_seats<'a>(call: &'a CallFacts, heard: &[MemberNo]) -> Vec<&'a Seat> {
    let unit = |seat: &Seat| unit_of(seat, call.unit());
    let heard: Vec<Unit> = heard
        .iter()
        .filter_map(|member| call.seat(*member).ok())
        .map(unit)
        .collect();
    let mut seats: Vec<_> = call.roster.iter().collect();
    seats.retain(|seat| !heard.contains(&unit(seat)));
    seats
}

/// Asks those who are silent in an open call to take a position, and nobody else.
///
/// It is on record whom the convener asked, because a convener could ask only those who agree.
/// `present` are the members on the roster now, `last` is when this was done before: once in a day
/// is enough.
pub fn nudge(
    call: &CallFacts,
    heard: &[MemberNo],
    present: &[MemberNo],
    last: Option<Moment>,
    at: Moment,
) -> Result<Decided, Refusal> {
    call.must_be_open()?;
    if let Some(again) = last.map(|last| last.plus_days(1))
        && at < again
    {
        return Err(Refusal::NudgedLately { again });
    }
    let members: Vec<MemberNo> = silent_seats(call, heard)
        .iter()
        .map(|seat| seat.member)
        .filter(|member| present.contains(member))
        .collect();
    if members.is_empty() {
        return Err(Refusal::NobodySilent);
    }
    Ok(Decided::new(Event::CallNudged {
        call: call.number,
        members,
    }))
}
