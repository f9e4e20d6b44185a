mod ending;
mod making;
mod nudging;
mod saying;

use super::*;
use crate::{
    Decided, Event, Refusal,
    ids::MemberNo,
    permit::Denial,
    process::Group,
    reading::{Ballot, Cast, Seat},
    rule::{ObjectionsPart, Rule, VotingUnit, presets},
};

const HOUR: i64 = 3_600_000;
const ADA: MemberNo = 2;
const BEN: MemberNo = 3;
const CY: MemberNo = 4;

fn at(hours: i64) -> Moment {
    Moment::from_millis(hours * HOUR)
}

fn text(text: &str) -> Text {
    Text::parse(text).unwrap()
}

fn slug(slug: &str) -> crate::Slug {
    crate::Slug::parse(slug).unwrap()
}

fn group(name: &str) -> Group {
    Group {
        slug: slug(name),
        name: crate::Title::parse(name).unwrap(),
    }
}

/// Ada and Ben speak for one organisation, Cy for himself.
fn roster() -> Vec<Seat> {
    let seat = |member, organisation, group| Seat {
        member,
        organisation,
        group: slug(group),
    };
    vec![
        seat(ADA, Some(1), "makers"),
        seat(BEN, Some(1), "makers"),
        seat(CY, None, "users"),
    ]
}

fn rule(name: &str) -> Rule {
    presets::preset(name, VotingUnit::Organisation).unwrap()
}

fn ground(name: &str) -> Ground {
    Ground {
        at: at(0),
        rule: rule(name),
        groups: vec![group("makers"), group("users")],
        roster: roster(),
        others: Vec::new(),
        entry: Some(EntryFacts {
            number: 7,
            wording: 2,
            agreed: false,
            ended: false,
        }),
        replacement_exists: false,
        meeting: None,
        releasable: Vec::new(),
        versions: Vec::new(),
    }
}

fn wording(wording: WordingNo) -> Subject {
    Subject::Wording { entry: 7, wording }
}

fn new(subject: Subject) -> NewCall {
    NewCall {
        subject,
        opens_at: None,
        closes_at: at(24),
        blind: false,
        silence: None,
        answers: None,
    }
}

fn other(number: CallNo, state: CallState, reached: bool) -> OtherCall {
    OtherCall {
        number,
        subject: wording(2),
        state,
        reached,
    }
}

/// A call on the second wording of entry 7, open for a day.
fn open_call(name: &str) -> CallFacts {
    CallFacts {
        number: 1,
        subject: wording(2),
        state: CallState::Open,
        opens_at: at(0),
        closes_at: at(24),
        blind: false,
        silence: Silence::Abstain,
        rule: Some(rule(name)),
        roster: roster(),
        reached: None,
        final_at: None,
        stated: false,
    }
}

fn acts(decided: &[Decided]) -> Vec<String> {
    let act = |it: &Decided| {
        serde_json::to_value(it.event()).unwrap()["act"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    decided.iter().map(act).collect()
}
