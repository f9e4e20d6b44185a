//! What CONSENSUS says about evaluation, sentence by sentence.

mod brute;
mod cap;
mod levels;
mod objections;
mod oracle;
mod parts;
mod presets;
mod properties;
mod silence;
mod told;
mod units;

use serde_json::{Value, json};

use super::*;
use crate::{
    Slug,
    ids::{MemberNo, OrganisationNo, PositionNo},
    rule::Rule,
};

// Ada and Alan work for Acme, Bo for Bolt: makers. Cleo speaks for Care and Dora for herself:
// consumers. Eve, of the ETH, is all of academia.
const ADA: MemberNo = 1;
const ALAN: MemberNo = 2;
const BO: MemberNo = 3;
const CLEO: MemberNo = 4;
const DORA: MemberNo = 5;
const EVE: MemberNo = 6;
/// Joined after the call opened.
const LATE: MemberNo = 7;
const ACME: OrganisationNo = 1;
const BOLT: OrganisationNo = 2;
const CARE: OrganisationNo = 3;
const ETH: OrganisationNo = 4;

fn group(slug: &str) -> Slug {
    Slug::parse(slug).unwrap()
}

/// A ballot of the personas in which nobody has spoken yet.
fn room() -> Ballot {
    let seat = |member, organisation, slug| Seat {
        member,
        organisation,
        group: group(slug),
    };
    Ballot {
        groups: vec![group("makers"), group("consumers"), group("academia")],
        seats: vec![
            seat(ADA, Some(ACME), "makers"),
            seat(ALAN, Some(ACME), "makers"),
            seat(BO, Some(BOLT), "makers"),
            seat(CLEO, Some(CARE), "consumers"),
            seat(DORA, None, "consumers"),
            seat(EVE, Some(ETH), "academia"),
        ],
        ..Ballot::default()
    }
}

impl Ballot {
    /// Somebody takes the next position.
    fn says(mut self, member: MemberNo, stance: Stance) -> Self {
        let number = self.positions.len() as PositionNo + 1;
        self.positions.push(Cast {
            number,
            member,
            stance,
        });
        self
    }

    fn all_say(self, members: &[MemberNo], stance: Stance) -> Self {
        let each = members.iter();
        each.fold(self, |ballot, member| ballot.says(*member, stance))
    }

    /// The position is answered, and these confirm or contest the answer.
    fn answered(mut self, objection: PositionNo, confirmations: &[(MemberNo, bool)]) -> Self {
        let confirmations = confirmations.iter();
        self.answers.push(Answer {
            objection,
            confirmations: confirmations
                .map(|&(member, agree)| Confirmation { member, agree })
                .collect(),
        });
        self
    }
}

/// A rule of organisations with these parts.
fn rule(parts: Value) -> Rule {
    let mut rule = json!({"name": "ours"});
    for (part, value) in parts.as_object().unwrap() {
        rule[part] = value.clone();
    }
    let rule: Rule = serde_json::from_value(rule).unwrap();
    rule.check(&room().groups).unwrap();
    rule
}

/// A rule of persons with these parts.
fn of_persons(mut parts: Value) -> Rule {
    parts["unit"] = json!("person");
    rule(parts)
}

/// The rule misses exactly this on the ballot; it is met where nothing is missing.
#[track_caller]
fn check(rule: &Rule, ballot: &Ballot, missing: &[&str]) {
    let reading = read(rule, ballot);
    let told = reading.tell(&Personas);
    let texts: Vec<_> = told.missing.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, missing);
    assert_eq!(reading.met, missing.is_empty());
    assert_eq!(reading.outcome().is_reached(), missing.is_empty());
}

struct Personas;

impl Names for Personas {
    fn member(&self, member: MemberNo) -> String {
        let names = ["Ada", "Alan", "Bo", "Cleo", "Dora", "Eve", "Late"];
        names[member as usize - 1].to_owned()
    }

    fn organisation(&self, organisation: OrganisationNo) -> String {
        ["Acme", "Bolt", "Care", "ETH"][organisation as usize - 1].to_owned()
    }

    fn group(&self, group: &Slug) -> String {
        match group.as_str() {
            "makers" => "manufacturers",
            "consumers" => "consumer advocates",
            other => other,
        }
        .to_owned()
    }

    fn would_resolve(&self, position: PositionNo) -> Option<String> {
        Some(format!("the words of {position}"))
    }
}
