use serde::Serialize;

use super::{CallFacts, Stated};
use crate::{
    Decided, Event, Refusal,
    ids::{CallNo, MemberNo, PositionNo},
    reading::Stance,
    record::canonical_sha256,
};

/// What the seal of a position in a blind call is made of. The salt keeps anybody from finding out
/// by trying which of the few stances was sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sealed<'a> {
    pub call: CallNo,
    pub position: PositionNo,
    pub member: MemberNo,
    pub salt: &'a str,
    #[serde(flatten)]
    pub stated: &'a Stated,
}

/// Takes a position. `salt` seals it where the call is blind: at least 128 random bits in hex.
///
/// Whether the member has a seat is asked beforehand, by [`CallFacts::seat`].
pub fn take(
    call: &CallFacts,
    position: PositionNo,
    member: MemberNo,
    stated: &Stated,
    salt: &str,
) -> Result<Decided, Refusal> {
    match stated.stance {
        Stance::Object if stated.reason.is_none() => return Err(Refusal::ObjectionReason),
        Stance::Object if stated.would_resolve.is_none() => return Err(Refusal::ObjectionResolve),
        Stance::Concern if stated.reason.is_none() => return Err(Refusal::ConcernReason),
        _ => {}
    }
    call.must_be_open()?;
    let sealed = call.blind.then(|| {
        seal(&Sealed {
            call: call.number,
            position,
            member,
            salt,
            stated,
        })
    });
    Ok(Decided::new(Event::PositionTaken {
        call: call.number,
        position,
        member,
        stated: if call.blind {
            None
        } else {
            Some(stated.clone())
        },
        sealed,
    }))
}

/// The seal of a position: SHA-256, in lower-case hex, of the RFC 8785 form of all of it.
pub fn seal(sealed: &Sealed<'_>) -> String {
    canonical_sha256(&serde_json::to_value(sealed).unwrap_or_default())
}
