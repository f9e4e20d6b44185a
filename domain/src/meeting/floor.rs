//! Whose turn it is to speak. Every group has a queue of its own, and the group that spoke least comes next, so that
//! no group holds the floor.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Moment, Slug, ids::MemberNo};

/// A raised hand, as long as the meeting runs: waiting, with the floor, or done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hand {
    pub member: MemberNo,
    pub group: Slug,
    pub raised_at: Moment,
    /// Since when they speak.
    pub floor_at: Option<Moment>,
    /// When they had spoken.
    pub done_at: Option<Moment>,
}

/// How long the members of a group spoke.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Spoken {
    pub group: Slug,
    pub milliseconds: i64,
    pub turns: u32,
}

impl Hand {
    pub fn waits(&self) -> bool {
        self.floor_at.is_none() && self.done_at.is_none()
    }

    pub fn speaks(&self) -> bool {
        self.floor_at.is_some() && self.done_at.is_none()
    }

    fn spoke_ms(&self, now: Moment) -> i64 {
        let until = self.done_at.unwrap_or(now);
        let since = self.floor_at.map(|since| until.millis() - since.millis());
        since.unwrap_or(0).max(0)
    }
}

/// How long each group spoke until now, in the order of the groups.
pub fn spoken(hands: &[Hand], groups: &[Slug], now: Moment) -> Vec<Spoken> {
    let of = |group: &Slug| {
        let theirs = hands.iter().filter(|hand| hand.group == *group);
        let theirs: Vec<_> = theirs.filter(|hand| hand.floor_at.is_some()).collect();
        Spoken {
            group: group.clone(),
            milliseconds: theirs.iter().map(|hand| hand.spoke_ms(now)).sum(),
            turns: u32::try_from(theirs.len()).unwrap_or(u32::MAX),
        }
    };
    groups.iter().map(of).collect()
}

/// The hands that wait, in the order in which they get the floor.
///
/// The groups take turns: of those with somebody waiting, the one with the fewest turns so far, then with the least
/// time, then whose hand was up first. A turn given to somebody in this order counts for the ones after it.
pub fn queue<'a>(hands: &'a [Hand], groups: &[Slug], now: Moment) -> Vec<&'a Hand> {
    let mut waiting: Vec<_> = hands.iter().filter(|hand| hand.waits()).collect();
    waiting.sort_by_key(|hand| (hand.raised_at, hand.member));
    let mut spoken = spoken(hands, groups, now);
    let mut queue = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let rank = |hand: &Hand| {
            let group = spoken.iter().find(|it| it.group == hand.group);
            let (turns, ms) = group.map_or((0, 0), |it| (it.turns, it.milliseconds));
            (turns, ms, hand.raised_at, hand.member)
        };
        let next = (0..waiting.len()).min_by_key(|at| rank(waiting[*at]));
        let Some(next) = next else { break };
        let hand = waiting.remove(next);
        if let Some(group) = spoken.iter_mut().find(|it| it.group == hand.group) {
            group.turns += 1;
        }
        queue.push(hand);
    }
    queue
}
