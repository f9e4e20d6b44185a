use super::{CallFacts, CallState, NewCall, ReleaseItem, Subject, opening};
use crate::{
    Decided, Event, Moment, Refusal, Slug, Version,
    ids::{CallNo, EntryNo, WordingNo},
    meeting::{MeetingFacts, MeetingFault},
    process::{Group, check_contest_days, check_groups},
    reading::Seat,
    record::Schedule,
    rule::{Rule, RuleChoice, Silence},
};

/// The longest that a call is open.
const OPEN_MAX_MS: i64 = 366 * 86_400_000;

/// What a call is made or opened in.
#[derive(Debug, Clone)]
pub struct Ground {
    pub at: Moment,
    /// The rule in force, the groups that the charter declares, and who is on the roster.
    pub rule: Rule,
    pub groups: Vec<Group>,
    pub roster: Vec<Seat>,
    /// The calls that were made on the same kind of subject or on the same entry.
    pub others: Vec<OtherCall>,
    /// The entry that the subject names, and whether the one to replace it exists.
    pub entry: Option<EntryFacts>,
    pub replacement_exists: bool,
    /// The meeting whose minutes the subject names.
    pub meeting: Option<MeetingFacts>,
    /// What a release would hold now, and the versions that exist.
    pub releasable: Vec<ReleaseItem>,
    pub versions: Vec<Version>,
}

/// An entry as a call on it finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryFacts {
    pub number: EntryNo,
    /// The number of its current wording.
    pub wording: WordingNo,
    pub agreed: bool,
    /// Whether it was withdrawn or retired.
    pub ended: bool,
}

/// Another call, as far as a new one depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherCall {
    pub number: CallNo,
    pub subject: Subject,
    pub state: CallState,
    pub reached: bool,
}

/// Makes a call. Where it opens now, its opening follows at once.
pub fn make(number: CallNo, new: NewCall, ground: &Ground) -> Result<Vec<Decided>, Refusal> {
    let subject = settle(new.subject, ground)?;
    let opens_at = new.opens_at.unwrap_or(ground.at).max(ground.at);
    check_closing(opens_at, new.closes_at, opens_at)?;
    let silence = new.silence.unwrap_or_default();
    let answers = answered(&subject, new.answers, ground)?;
    let call = CallFacts {
        number,
        subject: subject.clone(),
        state: CallState::Scheduled,
        opens_at,
        closes_at: new.closes_at,
        blind: new.blind,
        silence,
        rule: None,
        roster: Vec::new(),
        reached: None,
        final_at: None,
        stated: false,
    };
    check_ground(&call, ground)?;
    if ground
        .others
        .iter()
        .any(|other| is_under_way(&subject, other))
    {
        return Err(Refusal::CallUnderWay);
    }
    let mut decided = vec![Decided::new(Event::CallScheduled(Schedule {
        call: number,
        subject,
        opens_at,
        closes_at: new.closes_at,
        blind: new.blind,
        silence: Some(silence).filter(|silence| *silence == Silence::Assent),
        answers,
    }))];
    if opens_at <= ground.at {
        decided.extend(opening::open(&call, ground)?);
    }
    Ok(decided)
}

/// Whether a call may be closed at a time: later than `after`, and within a year of its opening.
pub(super) fn check_closing(
    opens_at: Moment,
    closes_at: Moment,
    after: Moment,
) -> Result<(), Refusal> {
    if closes_at <= after || closes_at <= opens_at {
        Err(Refusal::ClosesTooEarly)
    } else if closes_at > opens_at + OPEN_MAX_MS {
        Err(Refusal::ClosesTooLate)
    } else {
        Ok(())
    }
}

/// What must hold when a call is made and still when it opens: rule and wording may have changed.
pub(super) fn check_ground(call: &CallFacts, ground: &Ground) -> Result<(), Refusal> {
    if let Some(entry) = ground.entry.filter(|_| call.subject.entry().is_some())
        && entry.ended
    {
        return Err(Refusal::EntryEnded);
    }
    if let (Subject::Wording { wording, .. }, Some(entry)) = (&call.subject, ground.entry)
        && *wording != entry.wording
    {
        return Err(Refusal::WordingOutdated);
    }
    if call.blind && !ground.rule.may_be_blind() {
        return Err(Refusal::BlindNeedsNoAnswers);
    }
    if call.silence == Silence::Assent && ground.rule.silence != Silence::Assent {
        return Err(Refusal::SilenceNotAssent);
    }
    Ok(())
}

/// The subject as the record keeps it: rules in full, a release with what it holds.
fn settle(subject: Subject, ground: &Ground) -> Result<Subject, Refusal> {
    match &subject {
        Subject::Wording { wording, .. } => {
            let entry = ground.entry.ok_or(Refusal::EntryUnknown)?;
            if *wording == 0 || *wording > entry.wording {
                return Err(Refusal::WordingUnknown);
            }
        }
        Subject::Retirement {
            entry: number,
            replaced_by,
        } => {
            let entry = ground.entry.ok_or(Refusal::EntryUnknown)?;
            match replaced_by {
                Some(other) if other == number => return Err(Refusal::RelationToSelf),
                Some(_) if !ground.replacement_exists => return Err(Refusal::EntryUnknown),
                _ => {}
            }
            if !entry.agreed && !entry.ended {
                return Err(Refusal::EntryNotAgreed);
            }
        }
        Subject::Rule { rule } => {
            let rule = rule
                .clone()
                .resolve(ground.rule.unit, &declared(&ground.groups))?;
            return Ok(Subject::Rule {
                rule: RuleChoice::Own(Box::new(rule)),
            });
        }
        Subject::Release { version, .. } => {
            if ground.versions.contains(version) {
                return Err(Refusal::VersionTaken);
            }
            if ground.releasable.is_empty() {
                return Err(Refusal::NothingToRelease);
            }
            let terms = ground.releasable.clone();
            return Ok(Subject::Release {
                version: *version,
                terms,
            });
        }
        Subject::Charter {
            groups,
            contest_days,
            ..
        } => {
            contest_days.map(check_contest_days).transpose()?;
            if let Some(groups) = groups {
                check_groups(groups)?;
                let declared = declared(groups);
                if ground
                    .roster
                    .iter()
                    .any(|seat| !declared.contains(&seat.group))
                {
                    return Err(Refusal::GroupInUse);
                }
            }
        }
        Subject::Resolution { .. } => {}
        Subject::Minutes { .. } => {
            let meeting = ground.meeting.as_ref();
            meeting
                .ok_or(MeetingFault::MeetingUnknown)?
                .check_callable()?;
        }
    }
    Ok(subject)
}

/// Until a call ends nothing else is asked about its matter; and what it reached is not asked again
/// while it waits to become final.
fn is_under_way(subject: &Subject, other: &OtherCall) -> bool {
    match other.state {
        CallState::Scheduled | CallState::Open => subject.clashes(&other.subject),
        CallState::Closed => other.reached && *subject == other.subject,
        _ => false,
    }
}

/// The contested call that a new one answers: the one named, or the newest on the same matter.
fn answered(
    subject: &Subject,
    named: Option<CallNo>,
    ground: &Ground,
) -> Result<Option<CallNo>, Refusal> {
    let mut contested = ground
        .others
        .iter()
        .filter(|it| it.state == CallState::Contested);
    match named {
        Some(number) => contested
            .find(|it| it.number == number && subject.is_kind_of(&it.subject))
            .filter(|it| subject.entry() == it.subject.entry())
            .map(|it| Some(it.number))
            .ok_or(Refusal::NotContested),
        None => {
            let same = contested.filter(|it| subject.answers(&it.subject));
            Ok(same.map(|it| it.number).max())
        }
    }
}

pub(super) fn declared(groups: &[Group]) -> Vec<Slug> {
    groups.iter().map(|group| group.slug.clone()).collect()
}
