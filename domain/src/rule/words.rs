//! A rule in plain sentences, for people.

use super::{
    Approval, Base, Fraction, GroupsPart, ObjectionsPart, Required, Rule, Silence, VotingUnit,
};
use crate::Slug;

/// The rule in sentences, a part each. `groups` are the declared groups with their names.
pub fn in_words(rule: &Rule, groups: &[(Slug, String)]) -> Vec<String> {
    let units = units(rule.unit);
    let mut words = vec![match rule.unit {
        VotingUnit::Person => "Every participant has one voice.".to_owned(),
        VotingUnit::Organisation => "Every organisation has one voice, its newest position; a \
             participant without an organisation has one alone."
            .to_owned(),
    }];
    let mut say = |sentence: String| words.push(sentence);
    if let Some(share) = rule.quorum {
        say(format!(
            "{} of the {units} must take a position.",
            at_least(share)
        ));
    }
    if let Some(least) = rule.support_min.filter(|least| *least > 0) {
        say(format!(
            "At least {} must support it.",
            counted(least, rule.unit)
        ));
    }
    if let Some(approval) = rule.approval {
        say(format!("{} must be for it.", approving(&approval, units)));
    }
    if let Some(share) = rule.negatives_max {
        say(format!(
            "At most {} of those who take a position may be against it.",
            share_words(share)
        ));
    }
    if let Some(part) = &rule.groups {
        words.extend(groups_in_words(part, rule.unit, groups));
    }
    if let Some(part) = &rule.objections {
        words.extend(objections_in_words(part));
    }
    if rule.concern_is_no() {
        words.push("A concern counts as a no.".to_owned());
    }
    if let Some(cap) = rule.organisation_cap {
        words.push(format!(
            "No organisation may weigh more than {} of all counted positions; its newest ones \
             beyond that are left out of the count.",
            share_words(cap)
        ));
    }
    words.push(match rule.silence {
        Silence::Abstain => "Silence is not agreement.".to_owned(),
        Silence::Assent => "Where the call announces it, silence is assent: unless anyone \
             comments, or takes another position than support or accept."
            .to_owned(),
    });
    words
}

/// The rule as an example on a present roster: `eligible` is its number of voting units, `groups`
/// that of the declared groups. Such as "Today: 5 of 9 organisations and every one of 4 groups."
pub fn today(rule: &Rule, eligible: u32, groups: u32) -> String {
    let units = units(rule.unit);
    let mut asked = Vec::new();
    if let Some(share) = rule.quorum {
        asked.push(format!(
            "{} of {eligible} {units}",
            share.least_of(eligible, false)
        ));
    }
    match rule.groups.as_ref().map(|part| &part.required) {
        Some(Required::Every(_)) => asked.push(format!("every one of {groups} groups")),
        Some(Required::Listed(listed)) => {
            asked.push(format!("{} of {groups} groups", listed.len()));
        }
        None => {}
    }
    if let Some(least) = rule.support_min.filter(|least| *least > 0) {
        asked.push(format!("{least} of {eligible} {units} in support"));
    }
    if let Some(approval) = rule.approval {
        let least = approval.share().least_of(eligible, approval.strict);
        let condition = match approval.of {
            Base::Expressed => " if all say yes or no",
            Base::Cast => " if all take a position",
            Base::Eligible => "",
        };
        asked.push(format!("{least} of {eligible} {units} for it{condition}"));
    }
    match asked.split_last() {
        None => format!("Today: any one of {eligible} {units}."),
        Some((last, [])) => format!("Today: {last}."),
        Some((last, first)) => format!("Today: {} and {last}.", first.join(", ")),
    }
}

fn groups_in_words(part: &GroupsPart, unit: VotingUnit, names: &[(Slug, String)]) -> Vec<String> {
    let heard = counted(part.heard_min.max(1), unit);
    let which = match &part.required {
        Required::Every(_) => "every group".to_owned(),
        Required::Listed(listed) => {
            let named = listed.iter().map(|slug| {
                let known = names.iter().find(|(it, _)| it == slug);
                known.map_or(slug.as_str(), |(_, name)| name.as_str())
            });
            format!(
                "each of these groups: {}",
                named.collect::<Vec<_>>().join(", ")
            )
        }
    };
    let mut words = vec![format!(
        "At least {heard} must take a position in {which}; a silent group never counts as agreeing."
    )];
    if let Some(approval) = part.approval {
        let within = approving(&approval, units(unit));
        words.push(format!(
            "Within each of them, {} must be for it.",
            lower(&within)
        ));
    }
    words
}

fn objections_in_words(part: &ObjectionsPart) -> Vec<String> {
    let mut words = Vec::new();
    match part.standing_max {
        Some(0) => words.push("No objection may stand.".to_owned()),
        Some(most) => {
            let objections = if most == 1 { "objection" } else { "objections" };
            words.push(format!(
                "At most {most} {objections} may stand, and never those of a whole group."
            ));
        }
        None => words.push("Any number of objections may stand.".to_owned()),
    }
    if part.must_be_answered {
        words.push("Every standing objection must have been answered on record.".to_owned());
    }
    if part.must_be_confirmed {
        words.push(
            "Every standing objection needs an answer that more of the others confirm than \
             contest."
                .to_owned(),
        );
    }
    words
}

/// Such as "At least two thirds of those who say yes or no".
fn approving(approval: &Approval, units: &str) -> String {
    let share = approval.share();
    let least = if approval.strict {
        format!("More than {}", share_words(share))
    } else {
        at_least(share)
    };
    match approval.of {
        Base::Expressed => format!("{least} of those who say yes or no"),
        Base::Cast => format!("{least} of those who take a position"),
        Base::Eligible => format!("{least} of all eligible {units}"),
    }
}

fn at_least(share: Fraction) -> String {
    match share_words(share).as_str() {
        "all" => "All".to_owned(),
        words => format!("At least {words}"),
    }
}

fn share_words(share: Fraction) -> String {
    match (share.num, share.den) {
        (num, den) if num == den => "all".to_owned(),
        (0, _) => "none".to_owned(),
        (1, 2) => "half".to_owned(),
        (1, 3) => "a third".to_owned(),
        (2, 3) => "two thirds".to_owned(),
        (1, 4) => "a quarter".to_owned(),
        (3, 4) => "three quarters".to_owned(),
        (1, 5) => "a fifth".to_owned(),
        _ => share.to_string(),
    }
}

fn units(unit: VotingUnit) -> &'static str {
    match unit {
        VotingUnit::Person => "participants",
        VotingUnit::Organisation => "organisations",
    }
}

fn counted(count: u32, unit: VotingUnit) -> String {
    let noun = match (unit, count) {
        (VotingUnit::Person, 1) => "participant",
        (VotingUnit::Organisation, 1) => "organisation",
        _ => units(unit),
    };
    format!("{count} {noun}")
}

/// A sentence's beginning, to stand within another.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
