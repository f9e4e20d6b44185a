//! What the visitor may do with an entry. It only decides which buttons are shown; every act is
//! decided again where it is done.

use domain::{
    entry::EntryStatus,
    ids::MemberNo,
    process::{Role, State},
};
use registry::{entries::Entry, processes::Process};

/// How the visitor stands to an entry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    pub member: Option<MemberNo>,
    /// Takes part while the process is open and the entry lives.
    pub participates: bool,
    pub holds_pen: bool,
    pub passes_pen: bool,
    /// Proposed the entry, and may take it back.
    pub withdraws: bool,
    /// A call on the entry is open: its words hold still.
    pub frozen: bool,
}

impl Standing {
    pub fn of(process: &Process, entry: &Entry) -> Self {
        let frozen = entry.open_call.is_some();
        let ended = matches!(entry.status, EntryStatus::Withdrawn | EntryStatus::Retired);
        let Some(me) = process
            .me
            .as_ref()
            .filter(|_| process.state == State::Open && !ended)
        else {
            return Self {
                member: process.me.as_ref().map(|me| me.number),
                frozen,
                ..Self::default()
            };
        };
        let participates = me.role == Role::Participant;
        let holds_pen = participates && me.number == entry.pen;
        let early = matches!(entry.status, EntryStatus::Proposed | EntryStatus::Discussed);
        Self {
            member: Some(me.number),
            participates,
            holds_pen,
            passes_pen: holds_pen || me.role == Role::Convener,
            withdraws: participates
                && me.number == entry.proposer
                && entry.agreed_wording.is_none()
                && early,
            frozen,
        }
    }

    pub fn is(&self, member: MemberNo) -> bool {
        self.member == Some(member)
    }
}
