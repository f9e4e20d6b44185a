//! The demonstration's record, counted again: it comes to what the tables hold, and whatever is done
//! to it is named.

use domain::{
    call::CallState,
    entry::EntryStatus,
    reading::{Outcome, Tally},
    recount::{FaultKind, Head, Report, recount},
};
use sea_orm::{EntityTrait, QueryOrder};

use crate::{
    Registry,
    rows::{from_word, number, value},
    tables::{calls, entries, releases},
};

/// How many lines lie between two that are tampered with.
const STRIDE: usize = 97;

pub(super) async fn check(registry: &Registry, text: &str) {
    let report = recount(text, None);
    assert_eq!(report.faults, []);
    calls_come_out(registry, &report).await;
    entries_come_out(registry, &report).await;
    let rows = releases::Entity::find().all(&registry.db).await.unwrap();
    assert_eq!(rows.len(), report.releases.len());
    assert!(report.releases.iter().all(|release| release.agrees));
    tampering_is_named(text, &report.head.unwrap());
}

async fn calls_come_out(registry: &Registry, report: &Report) {
    let rows = calls::Entity::find()
        .order_by_asc(calls::Column::Number)
        .all(&registry.db)
        .await
        .unwrap();
    assert_eq!(rows.len(), report.calls.len());
    for (row, counted) in rows.iter().zip(&report.calls) {
        assert_eq!(number(row.number), counted.call);
        let state: CallState = from_word(&row.state).unwrap();
        assert_eq!(Some(state), counted.state, "call {}", row.number);
        let tally: Option<Tally> = row.tally.as_deref().map(|it| value(it).unwrap());
        assert_eq!(tally, counted.tally, "call {}", row.number);
        let outcome: Option<Outcome> = row.outcome.as_deref().map(|it| value(it).unwrap());
        assert_eq!(
            outcome.map(|it| it.result),
            counted.outcome.as_ref().map(|it| it.result)
        );
        assert_eq!(row.closed_at.is_some(), counted.agrees == Some(true));
    }
    let (closed, agree) = report.closed();
    assert!(closed > 20 && closed == agree);
}

async fn entries_come_out(registry: &Registry, report: &Report) {
    let rows = entries::Entity::find()
        .order_by_asc(entries::Column::Number)
        .all(&registry.db)
        .await
        .unwrap();
    assert_eq!(rows.len(), report.entries.len());
    for (row, agreed) in rows.iter().zip(&report.entries) {
        assert_eq!(row.slug, agreed.slug.as_str());
        assert_eq!(
            row.agreed_wording.map(number),
            agreed.agreed,
            "{}",
            row.slug
        );
        assert_eq!(row.agreed_call.map(number), agreed.call, "{}", row.slug);
        assert_eq!(number(row.wording), agreed.wordings);
        let status: EntryStatus = from_word(&row.status).unwrap();
        assert_eq!(Some(status), agreed.status, "{}", row.slug);
    }
}

fn tampering_is_named(text: &str, head: &Head) {
    let lines: Vec<&str> = text.lines().collect();
    let named = |lines: &[&str], seq: usize, kinds: &[FaultKind]| {
        let report = recount(lines.join("\n"), None);
        let first = report.first().unwrap();
        assert_eq!(first.seq, seq as u64, "{first}");
        assert!(kinds.contains(&first.kind), "{first}");
    };
    for index in (0..lines.len() - 1).step_by(STRIDE) {
        let seq = index + 1;
        let mut changed = lines[index].to_owned();
        let middle = changed.find("\"data\":").unwrap() + 12;
        let other = if changed.as_bytes()[middle] == b'x' {
            "y"
        } else {
            "x"
        };
        changed.replace_range(middle..=middle, other);
        let mut tampered = lines.clone();
        tampered[index] = &changed;
        named(&tampered, seq, &[FaultKind::Changed, FaultKind::Unreadable]);

        let mut tampered = lines.clone();
        tampered.remove(index);
        named(&tampered, seq, &[FaultKind::Dropped]);

        let mut tampered = lines.clone();
        tampered.swap(index, (index + 200) % lines.len());
        let first = seq.min((index + 200) % lines.len() + 1);
        named(&tampered, first, &[FaultKind::Swapped]);
    }
    let cut = lines[..lines.len() - 1].join("\n");
    let report = recount(cut, Some(head.clone()));
    assert_eq!(report.first().unwrap().kind, FaultKind::Head);
}
