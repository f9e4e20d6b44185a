//! What governs a call that would be made now.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Moment, Refusal, Slug,
    call::unit_of,
    process::Group,
    reading::Unit,
    rule::{Rule, RuleChoice, Silence, words},
};

use super::{
    loading::{participants, seats},
    view::{GroupUnits, Setup},
};
use crate::{Caller, Registry, Result, rows::value, tables::processes};

/// The rule in force, in words and with those on the roster today.
pub async fn setup(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Setup> {
    let view = registry.view(caller, now, process).await?;
    let rule = value(&view.process.rule)?;
    under(registry, &view.process, rule).await
}

/// A rule that might be adopted, in words and with those on the roster today.
pub async fn consider(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    rule: RuleChoice,
) -> Result<Setup> {
    let view = registry.view(caller, now, process).await?;
    let adopted: Rule = value(&view.process.rule)?;
    let declared: Vec<Group> = value(&view.process.groups)?;
    let declared: Vec<Slug> = declared.into_iter().map(|group| group.slug).collect();
    let rule = rule
        .resolve(adopted.unit, &declared)
        .map_err(Refusal::Rule)?;
    under(registry, &view.process, rule).await
}

async fn under(registry: &Registry, process: &processes::Model, rule: Rule) -> Result<Setup> {
    let declared: Vec<Group> = value(&process.groups)?;
    let roster = seats(&participants(process.id).all(&registry.db).await?)?;
    let mut units: BTreeMap<&Slug, BTreeSet<Unit>> = BTreeMap::new();
    for seat in &roster {
        units
            .entry(&seat.group)
            .or_default()
            .insert(unit_of(seat, rule.unit));
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let eligible = count(units.values().map(BTreeSet::len).sum());
    let named: Vec<_> = declared
        .iter()
        .map(|it| (it.slug.clone(), it.name.to_string()))
        .collect();
    Ok(Setup {
        words: words::in_words(&rule, &named),
        today: words::today(&rule, eligible, count(declared.len())),
        rule_provisional: process.rule_call.is_none(),
        units: eligible,
        groups: declared
            .iter()
            .map(|group| GroupUnits {
                slug: group.slug.clone(),
                name: group.name.to_string(),
                units: count(units.get(&group.slug).map_or(0, BTreeSet::len)),
            })
            .collect(),
        may_be_blind: rule.may_be_blind(),
        may_announce_assent: rule.silence == Silence::Assent,
        rule,
    })
}
