//! The process itself.

use std::collections::BTreeSet;

use super::{Act, Verdict, Wrong};
use crate::{
    Slug,
    permit::May,
    process::{NewProcess, ProcessPatch, found, update},
    record::{Actor, Founding, Reform},
    rule::RuleChoice,
};

pub(super) fn created(act: &Act<'_>, founding: &Founding) -> Verdict {
    if act.ledger.process.is_some() {
        return Err(Wrong::not_allowed(
            "A record is of one process, and it was created before.",
        ));
    }
    if act.line.actor != Actor::Member(1) {
        return Err(Wrong::not_allowed(
            "A process is created by its first convener, who is member 1.",
        ));
    }
    let Founding {
        slug,
        title,
        charter,
        licence,
        languages,
        groups,
        rule,
        visibility,
        contest_days,
        release_call,
    } = founding.clone();
    let decided = found(NewProcess {
        slug,
        title,
        charter,
        licence,
        languages,
        groups,
        rule: Some(RuleChoice::Own(Box::new(rule))),
        visibility: Some(visibility),
        contest_days: Some(contest_days),
        release_call,
    })?;
    Ok(Vec::from(decided).into())
}

pub(super) fn updated(act: &Act<'_>, reform: &Reform) -> Verdict {
    act.permit(May::Convene)?;
    let now = act.process()?.state;
    let members = act.ledger.members.values();
    let in_use: BTreeSet<Slug> = members.filter_map(|it| it.member.group.clone()).collect();
    let Reform {
        title,
        charter,
        groups,
        contest_days: _,
        release_call: _,
        state,
        maintainer,
        reason,
    } = reform.clone();
    let mut patch = ProcessPatch {
        title,
        charter,
        groups,
        state,
        maintainer,
        reason,
    };
    if patch == ProcessPatch::default() {
        // The state it has already was asked for again, which changes nothing.
        patch.state = Some(now);
    }
    Ok(update(now, &in_use, patch)?.into())
}
