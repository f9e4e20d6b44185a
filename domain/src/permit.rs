//! Who may do what, decided from the role somebody has in a process and the state it is in.

use thiserror::Error;

use crate::{
    Slug,
    ids::{MemberNo, OrganisationNo},
    process::{Role, State},
};

/// How somebody stands to a process: a member with a role, or anybody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub number: MemberNo,
    pub role: Role,
    pub group: Option<Slug>,
    pub organisation: Option<OrganisationNo>,
}

/// What a permit is asked for. Who holds the pen or wrote a thing is checked where it is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    /// Propose, redline, comment, take positions, contest: what stakeholders do while it is open.
    Participate,
    /// Open and close, admit, publish: what the neutral convener does.
    Convene,
    /// Hand on the pen of an entry: its holder or the convener, told apart where it is decided.
    PassPen,
    /// Leave, or change what concerns oneself: every member, in every state.
    Belong,
}

/// Why a permit is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Denial {
    #[error("Sign in to do this.")]
    SignIn,
    #[error("Only members of this process can do this. You can ask to take part.")]
    NotMember,
    #[error(
        "Observers read and follow; participants take part. Ask the convener to change your role."
    )]
    Observer,
    #[error(
        "A convener is neutral: takes no position, proposes no entry, makes no redline and holds no pen."
    )]
    Neutral,
    #[error("Only the convener of this process can do this.")]
    NotConvener,
    #[error("You joined after this call opened. You may comment, but hold no position in it.")]
    NotEligible,
    #[error("Only the pen holder of this entry can do this.")]
    NotPenHolder,
    #[error("Only who holds the pen of an entry under review can do this.")]
    NoPenInReview,
    #[error("Only the convener and who takes the notes of this meeting can do this.")]
    NotNoteTaker,
    #[error("Only the author can do this.")]
    NotAuthor,
    #[error("Only the member it is said to be moved by can do this.")]
    NotMover,
    #[error("The process is not open yet. The convener opens it when the work begins.")]
    NotOpenYet,
    #[error("The process is closed. Nothing in it changes any more.")]
    Closed,
}

/// Gives the permit, or says why not.
pub fn permit(member: Option<&Member>, state: State, may: May) -> Result<(), Denial> {
    let member = member.ok_or(Denial::NotMember)?;
    match may {
        May::Belong => return Ok(()),
        May::Participate => match member.role {
            Role::Convener => return Err(Denial::Neutral),
            Role::Observer => return Err(Denial::Observer),
            Role::Participant => {}
        },
        May::Convene => {
            if member.role != Role::Convener {
                return Err(Denial::NotConvener);
            }
            return Ok(());
        }
        May::PassPen => {
            if member.role == Role::Observer {
                return Err(Denial::Observer);
            }
        }
    }
    match state {
        State::Announced => Err(Denial::NotOpenYet),
        State::Open => Ok(()),
        State::Closed => Err(Denial::Closed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(role: Option<Role>, state: State, may: May) -> Result<(), Denial> {
        let member = role.map(|role| Member {
            number: 2,
            role,
            group: None,
            organisation: None,
        });
        permit(member.as_ref(), state, may)
    }

    #[test]
    fn a_convener_decides_nothing() {
        assert_eq!(
            check(Some(Role::Convener), State::Open, May::Participate),
            Err(Denial::Neutral)
        );
        assert_eq!(
            check(Some(Role::Participant), State::Open, May::Convene),
            Err(Denial::NotConvener)
        );
        assert_eq!(
            check(Some(Role::Convener), State::Open, May::Convene),
            Ok(())
        );
    }

    #[test]
    fn work_is_done_while_a_process_is_open() {
        let participant = Some(Role::Participant);
        assert_eq!(
            check(participant, State::Announced, May::Participate),
            Err(Denial::NotOpenYet)
        );
        assert_eq!(check(participant, State::Open, May::Participate), Ok(()));
        assert_eq!(
            check(participant, State::Closed, May::Participate),
            Err(Denial::Closed)
        );
        assert_eq!(check(participant, State::Closed, May::Belong), Ok(()));
    }

    #[test]
    fn others_and_observers_only_read() {
        assert_eq!(
            check(None, State::Open, May::Participate),
            Err(Denial::NotMember)
        );
        assert_eq!(
            check(Some(Role::Observer), State::Open, May::PassPen),
            Err(Denial::Observer)
        );
    }
}
