use super::{CallState, Subject};
use crate::{
    Moment, Refusal,
    ids::{CallNo, MemberNo},
    permit::Denial,
    reading::{Seat, Unit},
    rule::{Rule, Silence, VotingUnit},
};

/// A call as its acts find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallFacts {
    pub number: CallNo,
    pub subject: Subject,
    pub state: CallState,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub blind: bool,
    pub silence: Silence,
    /// Fixed at the opening, as is the roster; absent before it.
    pub rule: Option<Rule>,
    pub roster: Vec<Seat>,
    /// Whether what was asked was reached; absent before the closing.
    pub reached: Option<bool>,
    pub final_at: Option<Moment>,
    /// Whether the convener's statement stands beside the outcome.
    pub stated: bool,
}

impl CallFacts {
    /// The seat of a member who was on the roster at the opening; others may comment, but hold no
    /// position in this call, contest nothing and confirm nothing.
    pub fn seat(&self, member: MemberNo) -> Result<&Seat, Denial> {
        let mut seats = self.roster.iter();
        seats
            .find(|seat| seat.member == member)
            .ok_or(Denial::NotEligible)
    }

    /// Who has one voice in this call.
    pub fn unit(&self) -> VotingUnit {
        self.rule
            .as_ref()
            .map_or_else(VotingUnit::default, |rule| rule.unit)
    }

    /// Whether its positions are hidden now. Those of a blind call that was withdrawn stay hidden.
    pub fn is_hidden(&self) -> bool {
        let revealed = matches!(
            self.state,
            CallState::Closed | CallState::Contested | CallState::Final | CallState::Superseded
        );
        self.blind && !revealed
    }

    pub(super) fn must_be_open(&self) -> Result<(), Refusal> {
        if self.state == CallState::Open {
            Ok(())
        } else {
            Err(Refusal::CallNotOpen)
        }
    }

    pub(super) fn must_not_have_ended(&self) -> Result<(), Refusal> {
        match self.state {
            CallState::Scheduled | CallState::Open => Ok(()),
            _ => Err(Refusal::CallNotOpen),
        }
    }
}

/// The voting unit that a seat speaks in.
pub fn unit_of(seat: &Seat, unit: VotingUnit) -> Unit {
    match (unit, seat.organisation) {
        (VotingUnit::Organisation, Some(organisation)) => Unit::Organisation(organisation),
        _ => Unit::Member(seat.member),
    }
}
