//! The scenario is legal, and every call ends as it says.

mod recounted;

use domain::{
    account::Password,
    entry::EntryStatus,
    reading::Verdict,
    record::{Line, verify_chain},
};

use super::*;
use crate::{
    Caller, Page, calls, entries, figures,
    keys::{self, SigningKey},
    releases,
    tables::record,
};
use sea_orm::{EntityTrait, QueryOrder};

async fn filled(now: Moment) -> (Registry, domain::Slug) {
    let folder = std::env::temp_dir().join(format!("parlance-demo-{}", std::process::id()));
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).unwrap();
    let url = Registry::embedded(&folder);
    let (registry, _letters) = Registry::open(&url, "http://127.0.0.1:1").await.unwrap();
    let registry = registry.with_key(SigningKey::generate().unwrap());
    keys::announce(&registry, now).await.unwrap();
    let password = Password::parse("for the tests only").unwrap();
    let sign_ins = fill(&registry, now, &password, |_, _| {}).await.unwrap();
    assert!(sign_ins.len() > 20);
    (registry, domain::Slug::parse("iot-upgradability").unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_replays_through_the_one_door() {
    let now = Moment::parse("2026-11-23T12:00:00Z").unwrap();
    let (registry, slug) = filled(now).await;
    let caller = Caller::nobody();

    let expected: Vec<String> = CHAPTERS
        .iter()
        .flat_map(|chapter| serde_json::from_str::<Vec<serde_json::Value>>(chapter).unwrap())
        .filter(|step| step["act"] == "call.open")
        .map(|step| step["expect"].as_str().unwrap_or_default().to_owned())
        .collect();
    for (index, expected) in expected.iter().enumerate() {
        let number = u32::try_from(index + 1).unwrap();
        let call = calls::find(&registry, &caller, now, &slug, number)
            .await
            .unwrap();
        let result = call.outcome.as_ref().map(|outcome| outcome.result);
        match expected.as_str() {
            "reached" => assert_eq!(
                result,
                Some(Verdict::Reached),
                "call {number}: {:?}",
                call.outcome
            ),
            "not_reached" => assert_eq!(result, Some(Verdict::NotReached), "call {number}"),
            _ => {}
        }
    }

    let filter = entries::EntryFilter::default();
    let page = Page {
        limit: Some(200),
        cursor: None,
    };
    let listed = entries::list(&registry, &caller, now, &slug, &filter, &page)
        .await
        .unwrap();
    for status in [
        EntryStatus::Proposed,
        EntryStatus::Discussed,
        EntryStatus::Called,
        EntryStatus::Agreed,
        EntryStatus::Withdrawn,
        EntryStatus::Retired,
    ] {
        assert!(
            listed.items.iter().any(|entry| entry.status == status),
            "{status:?}"
        );
    }
    figures_agree(&registry, now, &slug, &listed.items).await;
    let published = releases::list(&registry, &caller, now, &slug)
        .await
        .unwrap();
    let versions: Vec<_> = published
        .iter()
        .map(|release| release.version.to_string())
        .collect();
    assert_eq!(versions, ["2.0.0", "1.0.0"]);

    let rows = record::Entity::find()
        .order_by_asc(record::Column::Seq)
        .all(&registry.db)
        .await
        .unwrap();
    let lines: Vec<Line> = rows.iter().map(|row| row.line().unwrap()).collect();
    assert!(lines.len() > 600);
    verify_chain(&lines).unwrap();
    let text = lines
        .iter()
        .map(|line| serde_json::to_string(line).unwrap() + "\n");
    recounted::check(&registry, &text.collect::<String>()).await;
}

/// The record alone says the same as the tables: where every entry stands, and how every call ended.
async fn figures_agree(
    registry: &Registry,
    now: Moment,
    slug: &domain::Slug,
    listed: &[entries::EntrySummary],
) {
    let caller = Caller::nobody();
    let told = figures::entries(registry, &caller, now, slug)
        .await
        .unwrap();
    let last = told.points.last().unwrap();
    for (status, count) in [
        (EntryStatus::Proposed, last.proposed),
        (EntryStatus::Discussed, last.discussed),
        (EntryStatus::Called, last.called),
        (EntryStatus::Agreed, last.agreed),
        (EntryStatus::Withdrawn, last.withdrawn),
        (EntryStatus::Retired, last.retired),
    ] {
        let here = listed.iter().filter(|entry| entry.status == status).count();
        assert_eq!(usize::try_from(count).unwrap(), here, "{status:?}");
    }
    assert_eq!(told.releases.len(), 2);
    assert!(0 < last.released && last.released <= last.agreed);
    let mut compared = 0;
    for number in 1.. {
        let Ok(call) = calls::find(registry, &caller, now, slug, number).await else {
            break;
        };
        let course = figures::positions(registry, &caller, now, slug, number)
            .await
            .unwrap();
        assert_eq!(course.opened_at, call.opened_at, "call {number}");
        let (Some(tally), Some(held)) = (call.tally, course.points.last()) else {
            continue;
        };
        let all = &tally.all;
        assert_eq!(
            [
                held.support,
                held.accept,
                held.concern,
                held.object,
                held.abstain,
                held.silent
            ],
            [
                all.support,
                all.accept,
                all.concern,
                all.object,
                all.abstain,
                all.silent()
            ],
            "call {number}"
        );
        compared += 1;
    }
    assert!(compared > 20, "{compared}");
}
