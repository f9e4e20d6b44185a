//! What a call has to say to somebody: that it waits for them, or how it ended.

use std::collections::BTreeSet;

use domain::{
    Moment,
    call::CallState,
    process::Role,
    reading::{Stance, Verdict},
    rule::Silence,
};

use super::{
    concerns::Happened,
    letter::{Item, quoted, time},
};
use crate::calls::{Call, CallSummary};

/// A call that waits for the reader's position. Nothing of what others hold is in it.
pub(super) fn waiting(home: &str, call: &CallSummary) -> Item {
    let mut more = vec![format!("It closes on {}.", time(call.closes_at))];
    if call.blind {
        more.push("It is blind: what you say is sealed until it closes.".to_owned());
    }
    Item {
        waits: true,
        what: format!("{} waits for your position", name(call.number, &call.title)),
        more,
        path: format!("{home}/calls/{}#position", call.number),
    }
}

/// "Call 3 on “patch”".
pub(super) fn name(number: u32, title: &str) -> String {
    format!("Call {number} on “{title}”")
}

/// What happened to a call, as it stands now. Of an open one there is nothing to be told but to
/// those it waits for, and to who only follows.
pub(super) fn told(
    home: &str,
    call: &Call,
    happened: &BTreeSet<Happened>,
    role: Role,
    now: Moment,
) -> Option<Item> {
    let eligible = call.me.as_ref().is_some_and(|me| me.eligible);
    if !eligible && role == Role::Participant {
        return None;
    }
    let did = |what: Happened| happened.contains(&what);
    let reached = match call.outcome.as_ref().map(|outcome| outcome.result) {
        Some(Verdict::Reached) => "agreement was reached",
        _ => "agreement was not reached",
    };
    let closed = did(Happened::Closed).then(|| format!("closed: {reached}"));
    let what = match call.state {
        CallState::Scheduled => return None,
        CallState::Open if role == Role::Observer && did(Happened::Opened) => {
            format!("is open until {}", time(call.closes_at))
        }
        CallState::Open => return None,
        CallState::Withdrawn => "was withdrawn".to_owned(),
        CallState::Closed => match closed {
            Some(closed) => closed,
            None if did(Happened::ContestWithdrawn) => "is not contested any more".to_owned(),
            None => return None,
        },
        CallState::Contested => match closed {
            Some(closed) => format!("{closed}, and it is contested"),
            None if did(Happened::Contested) => "is contested".to_owned(),
            None if did(Happened::ContestWithdrawn) => "is still contested".to_owned(),
            None => return None,
        },
        CallState::Final => match closed {
            Some(closed) => format!("{closed}, and it is final"),
            None => format!("is final: {reached}"),
        },
        CallState::Superseded => {
            let by = call.superseded_by.map_or(0, |by| by);
            format!("was answered by call {by}, which stands in its place")
        }
    };
    Some(Item {
        waits: call.state == CallState::Contested && role == Role::Convener,
        what: format!("{} {what}", name(call.number, &call.title)),
        more: more(call, happened, eligible, now),
        path: format!("{home}/calls/{}", call.number),
    })
}

fn more(call: &Call, happened: &BTreeSet<Happened>, eligible: bool, now: Moment) -> Vec<String> {
    let mut more = Vec::new();
    if let Some(reason) = &call.reason {
        more.push(format!("The reason: {}", quoted(reason)));
    }
    if happened.contains(&Happened::Closed) {
        if call.early {
            more.push("The convener closed it before its time.".to_owned());
        }
        if call.silence == Silence::Assent {
            more.push("Silence counted as agreement in it.".to_owned());
        }
        let missing = call.outcome.iter().flat_map(|outcome| &outcome.missing);
        more.extend(missing.map(|missing| format!("Missing: {}", quoted(&missing.text))));
        if let Some(statement) = &call.statement {
            more.push(format!("The convener’s statement: {}", quoted(statement)));
        }
    }
    if call.state == CallState::Contested {
        let standing = call.contests.iter().filter(|it| it.withdrawn_at.is_none());
        more.extend(standing.map(|contest| {
            format!(
                "{} contests it: {}",
                contest.member_name,
                quoted(&contest.reason)
            )
        }));
        more.push(
            "It is not final until its contests are taken back, or a new call answers it."
                .to_owned(),
        );
    }
    let window = call.final_at.filter(|at| *at > now);
    if let (CallState::Closed, Some(at)) = (call.state, window) {
        let contest = if eligible {
            " Until then you may contest how it ended, with a reason."
        } else {
            ""
        };
        more.push(format!("It is final on {}.{contest}", time(at)));
    }
    if happened.contains(&Happened::Closed) && dissents(call) {
        more.push(
            "You were not for it: you may leave a minority statement, which ships with what was \
             called."
                .to_owned(),
        );
    }
    more
}

/// Whether the reader stands aside or objects, and said nothing beside it yet.
fn dissents(call: &Call) -> bool {
    let Some(me) = call
        .me
        .as_ref()
        .filter(|me| me.eligible && me.minority.is_none())
    else {
        return false;
    };
    me.position
        .as_ref()
        .is_some_and(|held| matches!(held.stance, Stance::Concern | Stance::Object))
}
