use super::{
    CallFacts, Ground,
    closing::withdrawal,
    making::{check_ground, declared},
};
use crate::{Decided, Event, Refusal, Text};

/// Opens a call that is due, under the rule and for the roster of this moment.
///
/// What was scheduled may have been overtaken: its wording changed, its entry ended, or the rule
/// adopted since allows no such call. It is withdrawn then, because nobody could tell what it asks.
pub fn open(call: &CallFacts, ground: &Ground) -> Result<Vec<Decided>, Refusal> {
    if let Err(refusal) = check_ground(call, ground) {
        let reason = Text::parse(&refusal.to_string())?;
        return Ok(withdrawal(call, reason));
    }
    Ok(vec![Decided::new(Event::CallOpened {
        call: call.number,
        due: call.opens_at,
        rule: ground.rule.clone(),
        groups: declared(&ground.groups),
        roster: ground.roster.clone(),
    })])
}
