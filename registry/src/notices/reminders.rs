//! Reminders before a call closes, and what goes out when its convener asks the silent. They go only
//! to participants whose voting unit is silent, at once however often somebody wants mail, and to
//! each at most once.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{
    Event, Moment,
    call::{CallState, silent_seats},
    ids::CallNo,
    process::Role,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, TryInsertResult,
    sea_query::{Condition, Expr, ExprTrait},
};

use super::{
    Claim, Notice, called,
    letter::{self, Item, time},
    links,
    roll::{self, Recipient},
};
use crate::{
    Registry, Result, calls,
    rows::{moment, number, word},
    tables::{calls as call_rows, notices, record, reminders, standing_positions},
};

const HOUR_MS: i64 = 3_600_000;
/// What the convener asked for and could not be sent within that is not sent any more.
const NUDGE_LASTS_MS: i64 = 24 * HOUR_MS;

/// What somebody is to be reminded of, by place: process and member.
type Pending = BTreeMap<(i64, i64), Vec<Reminder>>;

#[derive(Debug, Clone)]
struct Reminder {
    call: CallNo,
    /// What it is told apart by, so that it is told once.
    kind: String,
    nudge: bool,
}

/// The next letter of reminders, claimed.
pub(super) async fn next(
    registry: &Registry,
    now: Moment,
    leads: &[u32],
) -> Result<Option<Notice>> {
    let pending = pending(registry, now, leads).await?;
    if pending.is_empty() {
        return Ok(None);
    }
    let processes: HashSet<i64> = pending.keys().map(|(process, _)| *process).collect();
    let mut query = roll::recipients(now);
    query.and_where(Expr::col((notices::Entity, notices::Column::ProcessId)).is_in(processes));
    for who in roll::read(registry, &query).await? {
        let Some(reminders) = pending.get(&(who.process_id, who.member)) else {
            continue;
        };
        if who.role()? != Role::Participant {
            continue;
        }
        match remind(registry, now, &who, reminders).await {
            Ok(Some(notice)) => return Ok(Some(notice)),
            Ok(None) => {}
            Err(error) => {
                tracing::error!(process = who.slug, member = who.member, %error, "a reminder could not be written");
                roll::postpone(registry, now, &who).await?;
            }
        }
    }
    Ok(None)
}

/// Claims what is still to be told, and writes it.
async fn remind(
    registry: &Registry,
    now: Moment,
    who: &Recipient,
    reminders: &[Reminder],
) -> Result<Option<Notice>> {
    let process = who.process()?;
    let waiting = calls::waiting_for(registry, &who.caller(), now).await?;
    let home = format!("/p/{process}");
    let writing = registry.write().await?;
    let mut items: Vec<Item> = Vec::new();
    let mut told = Vec::new();
    for reminder in reminders {
        let need = waiting
            .iter()
            .find(|need| need.process == process && need.call.number == reminder.call);
        let Some(need) = need else { continue };
        let row = reminders::ActiveModel {
            process_id: Set(who.process_id),
            call: Set(reminder.call.into()),
            member: Set(who.member),
            kind: Set(reminder.kind.clone()),
            at: Set(now.millis()),
        };
        use reminders::Column::{Call, Kind, Member, ProcessId};
        let written = reminders::Entity::insert(row)
            .on_conflict_do_nothing_on([ProcessId, Call, Member, Kind])
            .exec_without_returning(&writing.tx)
            .await?;
        // Another server was faster.
        if !matches!(written, TryInsertResult::Inserted(1)) {
            continue;
        }
        told.push((i64::from(reminder.call), reminder.kind.clone()));
        let mut item = called::waiting(&home, &need.call);
        let name = called::name(need.call.number, &need.call.title);
        item.what = if reminder.nudge {
            format!("The convener asks for your position: {name}")
        } else {
            format!(
                "{name} closes on {} and waits for your position",
                time(need.call.closes_at)
            )
        };
        if !items.iter().any(|other| other.path == item.path) {
            items.push(item);
        }
    }
    if items.is_empty() {
        return Ok(None);
    }
    let place = (who.process_id, who.member);
    let unsubscribe = links::make(registry, &writing.tx, now, place).await?;
    writing.commit().await?;
    Ok(Some(Notice {
        letter: letter::write(registry.base_url(), who, &items, &unsubscribe)?,
        attachments: Vec::new(),
        unsubscribe,
        claim: Claim::Reminders {
            process_id: who.process_id,
            member: who.member,
            told,
        },
    }))
}

/// Everybody who is silent where a reminder is due that they did not get.
async fn pending(registry: &Registry, now: Moment, leads: &[u32]) -> Result<Pending> {
    let longest = leads.iter().map(|hours| lead(*hours)).max().unwrap_or(0);
    let soon = call_rows::Column::ClosesAt.lte(now.millis() + longest);
    let nudged = call_rows::Column::NudgedAt.gt(now.millis() - NUDGE_LASTS_MS);
    let rows = call_rows::Entity::find()
        .filter(call_rows::Column::State.eq(word(&CallState::Open)?))
        .filter(call_rows::Column::ClosesAt.gt(now.millis()))
        .filter(Condition::any().add(soon).add(nudged))
        .all(&registry.db)
        .await?;
    if rows.is_empty() {
        return Ok(Pending::new());
    }
    let processes: HashSet<i64> = rows.iter().map(|row| row.process_id).collect();
    let calls: HashSet<i64> = rows.iter().map(|row| row.number).collect();
    let standing = standing_positions::Entity::find()
        .filter(standing_positions::Column::ProcessId.is_in(processes.clone()))
        .filter(standing_positions::Column::Call.is_in(calls.clone()))
        .all(&registry.db)
        .await?;
    let mut heard: HashMap<(i64, i64), Vec<u32>> = HashMap::new();
    for row in standing {
        let of_call = heard.entry((row.process_id, row.call)).or_default();
        of_call.push(number(row.member));
    }
    let told: HashSet<_> = reminders::Entity::find()
        .filter(reminders::Column::ProcessId.is_in(processes))
        .filter(reminders::Column::Call.is_in(calls))
        .all(&registry.db)
        .await?
        .into_iter()
        .map(|row| (row.process_id, row.call, row.member, row.kind))
        .collect();
    let mut pending = Pending::new();
    for row in &rows {
        let heard = heard.get(&(row.process_id, row.number));
        let heard = heard.map_or(&[][..], Vec::as_slice);
        let facts = row.facts()?;
        let asked = asked(registry, row, now).await?;
        for seat in silent_seats(&facts, heard) {
            let member = i64::from(seat.member);
            let before = due(row, now, leads).map(|hours| (format!("{hours}h"), false));
            let nudge = asked
                .as_ref()
                .filter(|(_, members)| members.contains(&seat.member))
                .map(|(kind, _)| (kind.clone(), true));
            for (kind, nudge) in before.into_iter().chain(nudge) {
                let key = (row.process_id, row.number, member, kind);
                if !told.contains(&key) {
                    let of_member = pending.entry((row.process_id, member)).or_default();
                    of_member.push(Reminder {
                        call: facts.number,
                        kind: key.3,
                        nudge,
                    });
                }
            }
        }
    }
    Ok(pending)
}

/// The hours before the close that are due: the last ones that have begun. What would have been due
/// before the call opened never is.
fn due(row: &call_rows::Model, now: Moment, leads: &[u32]) -> Option<u32> {
    let opened = row.opened_at.map_or(i64::MAX, |at| at);
    let begun = leads.iter().copied().filter(|hours| {
        let from = row.closes_at - lead(*hours);
        from <= now.millis() && from > opened
    });
    begun.min()
}

/// Whom the convener asked last, and how that is told apart.
async fn asked(
    registry: &Registry,
    row: &call_rows::Model,
    now: Moment,
) -> Result<Option<(String, Vec<u32>)>> {
    let recent = row
        .nudged_at
        .is_some_and(|at| moment(at) > now + -NUDGE_LASTS_MS);
    let Some(seq) = row.nudged_seq.filter(|_| recent) else {
        return Ok(None);
    };
    let line = record::Entity::find_by_id((row.process_id, seq))
        .one(&registry.db)
        .await?;
    let event = line
        .map(|row| row.line())
        .transpose()?
        .map(|line| line.event);
    Ok(match event {
        Some(Event::CallNudged { members, .. }) => Some((format!("nudge {seq}"), members)),
        _ => None,
    })
}

fn lead(hours: u32) -> i64 {
    i64::from(hours) * HOUR_MS
}
