//! The tables are a function of the record: whoever has the lines can make the rows anew.

use std::{collections::BTreeSet, fmt::Debug};

use domain::{
    Event, Moment,
    account::Password,
    record::{Line, START},
};
use sea_orm::{EntityTrait, Iterable, PrimaryKeyToColumn, QueryOrder};

use super::{apply, process};
use crate::{
    Registry, demo,
    keys::{self, SigningKey},
    tables::{
        answers, calls, comments, confirmations, contests, entries, members, mentions, minorities,
        organisations, positions, processes, published_terms, record, redlines, relations,
        releases, reviews, standing_positions, wordings,
    },
};

#[tokio::test(flavor = "multi_thread")]
async fn the_tables_can_be_made_anew_from_the_record() {
    let made = empty("made").await;
    let now = Moment::parse("2026-11-23T12:00:00Z").unwrap();
    let password = Password::parse("for the tests only").unwrap();
    demo::fill(&made, now, &password, |_, _| {}).await.unwrap();
    let lines: Vec<Line> = rows::<record::Entity>(&made)
        .await
        .iter()
        .map(|row| row.line().unwrap())
        .collect();

    let anew = empty("anew").await;
    replay(&anew, &lines).await;

    let hidden = sealed(&lines);
    check::<entries::Entity>(&made, &anew, |_| {}).await;
    check::<wordings::Entity>(&made, &anew, |_| {}).await;
    check::<relations::Entity>(&made, &anew, |_| {}).await;
    check::<mentions::Entity>(&made, &anew, |_| {}).await;
    check::<redlines::Entity>(&made, &anew, |_| {}).await;
    check::<comments::Entity>(&made, &anew, |_| {}).await;
    check::<calls::Entity>(&made, &anew, |_| {}).await;
    check::<positions::Entity>(&made, &anew, |row| {
        if hidden.contains(&row.call) {
            (row.stated, row.salt) = (String::new(), None);
        }
    })
    .await;
    check::<standing_positions::Entity>(&made, &anew, |_| {}).await;
    check::<answers::Entity>(&made, &anew, |_| {}).await;
    check::<confirmations::Entity>(&made, &anew, |_| {}).await;
    check::<contests::Entity>(&made, &anew, |_| {}).await;
    check::<minorities::Entity>(&made, &anew, |_| {}).await;
    check::<releases::Entity>(&made, &anew, |row| row.document.clear()).await;
    check::<reviews::Entity>(&made, &anew, |_| {}).await;
    check::<published_terms::Entity>(&made, &anew, |_| {}).await;
    check::<members::Entity>(&made, &anew, |row| {
        row.name.clear();
        row.user_id = None;
    })
    .await;
    check::<organisations::Entity>(&made, &anew, |row| {
        row.name.clear();
        row.name_key.clear();
    })
    .await;
    check::<processes::Entity>(&made, &anew, |_| {}).await;
    for name in ["made", "anew"] {
        std::fs::remove_dir_all(folder(name)).ok();
    }
}

/// Applies the lines to an empty database, as the door does when it writes them.
async fn replay(registry: &Registry, lines: &[Line]) {
    let writing = registry.write().await.unwrap();
    let Event::ProcessCreated(founding) = &lines[0].event else {
        panic!("a record begins with its process")
    };
    let mut process = process::create(&writing.tx, founding, lines[0].at)
        .await
        .unwrap();
    assert_eq!(process.head, START);
    for line in lines {
        apply(&writing.tx, &mut process, line).await.unwrap();
        process.seq = i64::try_from(line.seq).unwrap();
        process.head.clone_from(&line.hash);
        process.last_at = line.at.millis();
    }
    crate::door::save_end(&writing.tx, &process).await.unwrap();
    writing.commit().await.unwrap();
}

/// The calls of which positions are sealed still.
fn sealed(lines: &[Line]) -> BTreeSet<i64> {
    let mut calls = BTreeSet::new();
    for line in lines {
        match &line.event {
            Event::PositionTaken {
                call,
                sealed: Some(_),
                ..
            } => {
                calls.insert((*call).into());
            }
            Event::PositionsRevealed { call, .. } => {
                calls.remove(&i64::from(*call));
            }
            _ => {}
        }
    }
    calls
}

/// The rows are the same but for what is private.
async fn check<E>(made: &Registry, anew: &Registry, private: impl Fn(&mut E::Model))
where
    E: EntityTrait,
    E::Model: PartialEq + Debug,
{
    let [mut made, mut anew] = [rows::<E>(made).await, rows::<E>(anew).await];
    let table = E::default().table_name().to_owned();
    assert!(!made.is_empty(), "the demonstration has no {table}");
    made.iter_mut().chain(&mut anew).for_each(private);
    assert_eq!(made.len(), anew.len(), "{table}");
    for (made, anew) in made.iter().zip(&anew) {
        assert_eq!(made, anew, "{table}");
    }
}

async fn rows<E: EntityTrait>(registry: &Registry) -> Vec<E::Model> {
    let mut query = E::find();
    for column in E::PrimaryKey::iter() {
        query = query.order_by_asc(column.into_column());
    }
    query.all(&registry.db).await.unwrap()
}

async fn empty(name: &str) -> Registry {
    let folder = folder(name);
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).unwrap();
    let url = Registry::embedded(&folder);
    let (registry, _letters) = Registry::open(&url, "https://terms.example").await.unwrap();
    let registry = registry.with_key(SigningKey::generate().unwrap());
    keys::announce(&registry, Moment::from_millis(0))
        .await
        .unwrap();
    registry
}

fn folder(name: &str) -> std::path::PathBuf {
    std::env::temp_dir().join(format!("parlance-{name}-{}", std::process::id()))
}
