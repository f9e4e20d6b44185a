//! The rules once more, written down as they are read and without care for speed: what the real
//! evaluation is compared with.

use super::{Stance::*, *};
use crate::rule::{Approval, Base, Silence, VotingUnit};

/// Whether the rule is met, computed in numbers far too large to overflow.
pub(super) fn is_met(rule: &Rule, ballot: &Ballot) -> bool {
    let mut units: Vec<Vec<&Seat>> = Vec::new();
    for seat in &ballot.seats {
        let same = units.iter_mut().find(|unit| {
            rule.unit == VotingUnit::Organisation
                && seat.organisation.is_some()
                && unit[0].organisation == seat.organisation
        });
        match same {
            Some(unit) => unit.push(seat),
            None => units.push(vec![seat]),
        }
    }
    let said = |unit: &[&Seat]| -> Vec<Cast> {
        let in_unit = |it: &&Cast| unit.iter().any(|seat| seat.member == it.member);
        let mut said: Vec<_> = ballot.positions.iter().filter(in_unit).copied().collect();
        said.sort_by_key(|it| it.number);
        said
    };
    let all_said: Vec<_> = units.iter().flat_map(|unit| said(unit)).collect();

    let assent = rule.silence == Silence::Assent && ballot.assent_announced;
    if assent && (ballot.commented || all_said.iter().any(|it| !it.stance.is_yes())) {
        return false;
    }
    // Unit, its stance, its newest number, whether it is counted.
    let mut held: Vec<(usize, Stance, u64, bool)> = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        match said(unit).last() {
            Some(cast) => held.push((index, cast.stance, u64::from(cast.number), true)),
            None if assent => {
                held.push((
                    index,
                    Accept,
                    u64::MAX / 2 + u64::from(unit[0].member),
                    true,
                ));
            }
            None => {}
        }
    }
    let recused = |index: usize| held.iter().any(|it| it.0 == index && it.1 == Recuse);
    let eligible: Vec<usize> = (0..units.len()).filter(|it| !recused(*it)).collect();
    held.retain(|it| it.1 != Recuse);
    if let Some(cap) = rule.organisation_cap {
        leave_out(cap.num, cap.den, &units, &mut held);
    }
    let in_group = |index: usize, group: &Slug| units[index][0].group == *group;
    let count = |group: Option<&Slug>, stances: &[Stance]| -> i128 {
        let counted = held.iter().filter(|it| {
            it.3 && stances.contains(&it.1) && group.is_none_or(|group| in_group(it.0, group))
        });
        counted.count() as i128
    };
    let n = |group: Option<&Slug>| -> i128 {
        let of_group = eligible.iter();
        of_group
            .filter(|it| group.is_none_or(|group| in_group(**it, group)))
            .count() as i128
    };
    let c = |group: Option<&Slug>| count(group, &[Support, Accept, Concern, Object, Abstain]);
    let yes = |group: Option<&Slug>| count(group, &[Support, Accept]);
    let no = |group: Option<&Slug>| {
        let concerns = if rule.concern_is_no() {
            count(group, &[Concern])
        } else {
            0
        };
        count(group, &[Object]) + concerns
    };
    let approved = |approval: &Approval, group: Option<&Slug>| {
        let base = match approval.of {
            Base::Expressed => yes(group) + no(group),
            Base::Cast => c(group),
            Base::Eligible => n(group),
        };
        let (have, want) = (
            yes(group) * i128::from(approval.den),
            i128::from(approval.num) * base,
        );
        base > 0
            && if approval.strict {
                have > want
            } else {
                have >= want
            }
    };

    let objectors: Vec<usize> = held
        .iter()
        .filter(|it| it.1 == Object)
        .map(|it| it.0)
        .collect();
    n(None) > 0
        && c(None) > 0
        && rule
            .quorum
            .is_none_or(|it| c(None) * i128::from(it.den) >= i128::from(it.num) * n(None))
        && rule
            .support_min
            .is_none_or(|least| count(None, &[Support]) >= i128::from(least))
        && rule
            .approval
            .is_none_or(|approval| approved(&approval, None))
        && rule
            .negatives_max
            .is_none_or(|it| no(None) * i128::from(it.den) <= i128::from(it.num) * c(None))
        && rule.groups.as_ref().is_none_or(|part| {
            part.required_of(&ballot.groups).iter().all(|group| {
                let heard = c(Some(group)) >= i128::from(part.heard_min) && c(Some(group)) > 0;
                heard && part.approval.is_none_or(|it| approved(&it, Some(group)))
            })
        })
        && rule.objections.is_none_or(|part| {
            let few = part
                .standing_max
                .is_none_or(|most| objectors.len() <= most as usize);
            let whole = |group: &Slug| {
                let members: Vec<_> = eligible.iter().filter(|it| in_group(**it, group)).collect();
                !members.is_empty() && members.iter().all(|it| objectors.contains(it))
            };
            let guarded = part.standing_max.is_some_and(|most| most > 0);
            few && !(guarded && ballot.groups.iter().any(whole))
        })
}

/// One position at a time, from whichever organisation comes first.
fn leave_out(num: u32, den: u32, units: &[Vec<&Seat>], held: &mut [(usize, Stance, u64, bool)]) {
    loop {
        let cast = held.iter().filter(|it| it.3).count() as u64;
        let organisation = |index: usize| units[index][0].organisation;
        let over = held.iter().filter(|it| it.3).find_map(|it| {
            let own = organisation(it.0)?;
            let same = held
                .iter()
                .filter(|it| it.3 && organisation(it.0) == Some(own));
            let weight = same.count() as u64;
            (weight > 1 && weight * u64::from(den) > u64::from(num) * cast).then_some(own)
        });
        let Some(over) = over else { return };
        let newest = held
            .iter_mut()
            .filter(|it| it.3 && organisation(it.0) == Some(over))
            .max_by_key(|it| it.2);
        newest.unwrap().3 = false;
    }
}
