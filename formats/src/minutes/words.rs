//! What minutes say in words, the same on every page and in every form.

use domain::{
    Moment,
    meeting::{ActionState, MinutesState},
    reading::{Counts, Stance},
};

use super::{Action, Bit, Deed, Minutes, Position, Span, Who};

/// "31 January 2017".
pub fn day(at: Moment) -> String {
    let utc = at.to_utc();
    format!("{} {} {}", utc.day(), utc.month(), utc.year())
}

/// "14:05", in UTC.
pub fn clock(at: Moment) -> String {
    let utc = at.to_utc();
    format!("{:02}:{:02}", utc.hour(), utc.minute())
}

/// "Ada (Acme, Makers)".
pub fn named(who: &Who) -> String {
    let belongs: Vec<&str> = [&who.organisation, &who.group]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    match belongs.is_empty() {
        true => who.name.clone(),
        false => format!("{} ({})", who.name, belongs.join(", ")),
    }
}

/// "14:05 to 14:30, and from 14:40 on".
pub fn spans(spans: &[Span]) -> String {
    let told: Vec<String> = spans
        .iter()
        .map(|span| match span.until {
            Some(until) => format!("{} to {}", clock(span.from), clock(until)),
            None => format!("from {} on", clock(span.from)),
        })
        .collect();
    match told.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
    }
}

/// When and where it was: "31 January 2017, 14:00 to 16:10 UTC, Austin".
pub fn when(minutes: &Minutes) -> String {
    let place = minutes.place.as_ref().map(|place| format!(", {place}"));
    let place = place.unwrap_or_default();
    let (from, times) = match (minutes.started_at, minutes.ended_at) {
        (Some(from), Some(until)) => (from, format!("{} to {} UTC", clock(from), clock(until))),
        (Some(from), None) => (from, format!("since {} UTC", clock(from))),
        (None, _) => {
            let from = minutes.starts_at;
            (from, format!("planned for {} UTC", clock(from)))
        }
    };
    format!("{}, {times}{place}", day(from))
}

/// How far they are.
pub fn standing(minutes: &Minutes) -> String {
    let at = |moment: Option<Moment>| {
        moment.map_or_else(String::new, |at| format!("{}, {} UTC", day(at), clock(at)))
    };
    match (minutes.state, minutes.ended_at, minutes.started_at) {
        (MinutesState::Growing, _, None) => "The meeting has not begun.".to_owned(),
        (MinutesState::Growing, None, _) => {
            "The meeting goes on, and these minutes grow with it.".to_owned()
        }
        (MinutesState::Growing, Some(_), _) => {
            "The meeting is over. These minutes are not final yet: notes may still be added."
                .to_owned()
        }
        (MinutesState::Circulated, ..) => format!(
            "Not final: these minutes are before everybody, and corrections can be asked for until {}.",
            at(minutes.corrections_until)
        ),
        (MinutesState::Called, ..) => {
            let call = minutes.called_by.unwrap_or_default();
            format!(
                "Not final: call {call} asks whether these are the minutes. They stay as they are until it is over."
            )
        }
        (MinutesState::Frozen, ..) => match minutes.agreed_by {
            Some(call) => format!(
                "Final since {}, as agreed by call {call}.",
                at(minutes.frozen_at)
            ),
            None => format!("Final since {}.", at(minutes.frozen_at)),
        },
    }
}

/// What a deed says, as a sentence without its full stop.
pub fn sentence(deed: &Deed) -> String {
    let mut text = String::new();
    for bit in &deed.words {
        match bit {
            Bit::Words { text: words } => text.push_str(words),
            Bit::Term(term) => text.push_str(&term.term),
            Bit::Call { number } => text.push_str(&format!("call {number}")),
        }
    }
    text
}

/// What somebody holds, after their name.
pub(super) fn holds(position: &Position) -> &'static str {
    match position.stance {
        Stance::Support => "supports",
        Stance::Accept => "accepts",
        Stance::Concern => "has a concern",
        Stance::Object => "objects",
        Stance::Abstain => "abstains",
        Stance::Recuse => "is recused",
    }
}

/// "6 of 9 heard: 4 support, 1 accept, 1 object".
pub(super) fn counted(counts: &Counts) -> String {
    let held = [
        (counts.support, "support"),
        (counts.accept, "accept"),
        (counts.concern, "concern"),
        (counts.object, "object"),
        (counts.abstain, "abstain"),
        (counts.recused, "recused"),
    ];
    let held: Vec<String> = held
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let heard = format!("{} of {} heard", counts.cast, counts.eligible);
    match held.is_empty() {
        true => heard,
        false => format!("{heard}: {}", held.join(", ")),
    }
}

/// What became of an action since, if something did.
pub(super) fn since(action: &Action) -> Option<String> {
    let later = &action.later;
    let word = match later.state {
        ActionState::Open => return None,
        ActionState::Done => "done",
        ActionState::Dropped => "dropped",
    };
    let at = later.settled_at.map(|at| format!(", {}", day(at)));
    let remark = later.remark.as_ref().map(|it| format!(": {it}"));
    Some(format!(
        "Since then: {word}{}{}",
        at.unwrap_or_default(),
        remark.unwrap_or_default()
    ))
}

/// "by 10 February 2017"; nothing where it has no day.
pub(super) fn due(action: &Action) -> String {
    action.due.map_or_else(String::new, |due| {
        let date = due.to_date();
        format!(", by {} {} {}", date.day(), date.month(), date.year())
    })
}
