//! Files of entries: Ada has proposed some, Ben sends files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

#[path = "../common/mod.rs"]
mod common;

mod agreeing;
mod keeping;
mod relating;
mod returning;

use common::{
    cast::{Cast, casts, denied},
    minute, text,
};
use domain::{
    Moment, Slug,
    content::RelationKind,
    entry::{EntryRef, Impact},
    permit::Denial,
    recount::recount,
};
use registry::{
    Caller, Error, Page, entries,
    imports::{self, Format, Item, Outcome, Report, Settings},
    record, redlines,
};

const HEAD: &str = "preferred,definition,broader,related\n";

fn settings() -> Settings {
    Settings {
        rationale: Some(text("From our glossary.")),
    }
}

async fn would(cast: &Cast, by: &Caller, format: Format, file: &str) -> registry::Result<Report> {
    let (registry, at) = (cast.registry(), minute(5));
    let bytes = file.as_bytes().to_vec();
    let brought = imports::read(registry, by, at, &cast.process, format, bytes).await?;
    imports::preview(registry, by, at, &cast.process, brought, settings()).await
}

async fn does(cast: &Cast, by: &Caller, format: Format, file: &str) -> registry::Result<Report> {
    let (registry, at) = (cast.registry(), minute(5));
    let bytes = file.as_bytes().to_vec();
    let brought = imports::read(registry, by, at, &cast.process, format, bytes).await?;
    let what = (brought, settings());
    imports::run(
        registry,
        by,
        || minute(5),
        &cast.process,
        what,
        None,
        |_, _| {},
    )
    .await
}

/// A dry run and a run come to the same.
#[track_caller]
fn agree(would: Report, does: &Report) {
    assert!(would.dry_run && !does.dry_run);
    let would = Report {
        dry_run: false,
        ..would
    };
    assert_eq!(would, *does);
}

fn counts(report: &Report) -> [u64; 4] {
    let counts = report.counts;
    [counts.new, counts.changed, counts.same, counts.refused]
}

fn item<'a>(report: &'a Report, term: &str) -> &'a Item {
    report.items.iter().find(|item| item.term == term).unwrap()
}

/// The record as a program reads it, checked from the first line to the last.
async fn record_is_sound(cast: &Cast) -> usize {
    let (registry, nobody) = (cast.registry(), Caller::nobody());
    let lines = record::lines(registry, &nobody, minute(9), &cast.process, 0, 100_000);
    let lines = lines.await.unwrap();
    let text: String = lines
        .iter()
        .map(|line| format!("{}\n", serde_json::to_string(line).unwrap()))
        .collect();
    assert_eq!(recount(text, None).faults, []);
    lines.len()
}

async fn find(cast: &Cast, slug: &str) -> entries::Entry {
    let entry: EntryRef = slug.parse().unwrap();
    let (registry, nobody) = (cast.registry(), Caller::nobody());
    entries::find(registry, &nobody, minute(9), &cast.process, &entry)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_file_proposes_redlines_and_overwrites_nobody() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Patch", "A *piece* of software.")
            .await
            .unwrap();
        cast.propose(&cast.ada, "Update", "A newer version.")
            .await
            .unwrap();
        let file = format!(
            "{HEAD}patch,A part of software.,,update\nUpdate,A newer version.,,\nFix,A repair.,patch,\nBug,,,\n"
        );
        let before = record_is_sound(&cast).await;
        let report = would(&cast, &cast.ben, Format::Csv, &file).await.unwrap();
        assert_eq!(
            record_is_sound(&cast).await,
            before,
            "a dry run writes nothing"
        );
        let done = does(&cast, &cast.ben, Format::Csv, &file).await.unwrap();
        agree(report, &done);
        assert_eq!(counts(&done), [1, 1, 1, 1]);
        assert_eq!(record_is_sound(&cast).await, before + 2);

        let refused = item(&done, "Bug");
        assert_eq!((refused.place.line, refused.outcome), (5, Outcome::Refused));
        assert!(refused.problems[0].detail.contains("Write the definition"));
        let patch = find(&cast, "patch").await;
        assert_eq!(
            &*patch.wording.content.definition[&common::lang("en")],
            "A *piece* of software."
        );
        let fix = find(&cast, "fix").await;
        assert_eq!(fix.pen, common::cast::BEN_NO);
        assert_eq!(fix.wording.content.relations[0].kind, RelationKind::Broader);
        assert_eq!(fix.wording.content.relations[0].entry, patch.number);
        let redline = item(&done, "patch").redline.unwrap();
        let redline = redlines::find(
            cast.registry(),
            &cast.ada,
            minute(9),
            &cast.process,
            Some(&patch.number.into()),
            redline,
        )
        .await
        .unwrap();
        assert_eq!((redline.base, redline.impact), (1, Impact::Meaning));
        assert_eq!(&*redline.rationale, "From our glossary.");
        assert_eq!(
            item(&done, "patch").parts,
            ["designations", "definition", "relations"]
        );

        let again = does(&cast, &cast.ben, Format::Csv, &file).await.unwrap();
        assert_eq!(counts(&again), [0, 0, 3, 1], "{again:?}");
        assert_eq!(item(&again, "patch").redline, Some(redline.number));
        assert_eq!(
            record_is_sound(&cast).await,
            before + 2,
            "sent again, it changes nothing"
        );
    }
}

#[tokio::test]
async fn only_participants_import() {
    for cast in casts().await {
        let file = format!("{HEAD}Patch,A piece.,,\n");
        let stranger = cast.stage.person("stella").await;
        for (who, denial) in [
            (&cast.cleo, Denial::Neutral),
            (&cast.dan, Denial::Observer),
            (&stranger, Denial::NotMember),
            (&Caller::nobody(), Denial::SignIn),
        ] {
            denied(would(&cast, who, Format::Csv, &file).await, denial);
            denied(does(&cast, who, Format::Csv, &file).await, denial);
            let list = imports::list(cast.registry(), who, minute(5), &cast.process).await;
            denied(list, denial);
        }
        let (filter, page) = (entries::EntryFilter::default(), Page::default());
        let (registry, at) = (cast.registry(), minute(9));
        let list = entries::list(registry, &cast.ada, at, &cast.process, &filter, &page).await;
        assert!(list.unwrap().items.is_empty());
    }
}

#[tokio::test]
async fn a_file_that_is_not_what_it_seems_is_refused_with_its_line() {
    for cast in casts().await {
        let unread = would(
            &cast,
            &cast.ben,
            Format::Turtle,
            "@prefix a: <x> .\n<b> a c",
        )
        .await;
        match unread {
            Err(Error::Refused(refusal)) => {
                assert_eq!(refusal.field(), Some("file"));
                assert!(refusal.to_string().starts_with("Line "), "{refusal}");
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn what_a_file_says_twice_is_named_with_both_lines() {
    for cast in casts().await {
        let file = format!("{HEAD}Patch,One.,,\nFix,A repair.,,\npatch,Two.,,\nFix,A repair.,,\n");
        let done = does(&cast, &cast.ben, Format::Csv, &file).await.unwrap();
        assert_eq!(counts(&done), [1, 0, 0, 3]);
        let detail = |line: u64| {
            let item = done
                .items
                .iter()
                .find(|item| item.place.line == line)
                .unwrap();
            item.problems[0].detail.clone()
        };
        assert!(detail(2).contains("Line 4 has the same"), "{}", detail(2));
        assert!(detail(4).contains("Line 2 has the same"));
        assert!(detail(5).contains("stands in line 3 already"));

        cast.propose(&cast.ada, "Patch", "One.").await.unwrap();
        cast.propose(&cast.ada, "Patch", "Two.").await.unwrap();
        let file = format!("{HEAD}Patch,One.,,\n");
        let done = does(&cast, &cast.ben, Format::Csv, &file).await.unwrap();
        assert!(
            done.items[0].problems[0]
                .detail
                .contains("The entries 2, 3 all have"),
            "{done:?}"
        );
        let file = "slug,number,preferred,definition\npatch,2,Patch,One.\n";
        let done = does(&cast, &cast.ben, Format::Csv, file).await.unwrap();
        assert_eq!(
            counts(&done),
            [0, 0, 1, 0],
            "its slug says which one is meant"
        );
    }
}

/// Every moment of a run is later than the one before.
fn ticking() -> impl Fn() -> Moment {
    let ticks = std::sync::atomic::AtomicI64::new(5);
    move || minute(ticks.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_send_the_same_at_once_propose_each_entry_once() {
    for cast in casts().await {
        let rows: String = (0..600)
            .map(|at| format!("word {at},What word {at} means.,,\n"))
            .collect();
        let file = format!("{HEAD}{rows}");
        let registry = cast.registry();
        let run = async |who: &Caller| {
            let bytes = file.clone().into_bytes();
            let read = imports::read(registry, who, minute(5), &cast.process, Format::Csv, bytes);
            let what = (read.await.unwrap(), settings());
            let mut told = Vec::new();
            let tell = |done: usize, total: usize| told.push((done, total));
            let run = imports::run(registry, who, ticking(), &cast.process, what, None, tell);
            let report = run.await.unwrap();
            assert_eq!(told.last(), Some(&(600, 600)));
            assert!(told.len() > 1);
            counts(&report)
        };
        let (ada, ben) = tokio::join!(run(&cast.ada), run(&cast.ben));
        assert_eq!(ada[0] + ben[0], 600, "{ada:?} {ben:?}");
        assert_eq!(ada[2] + ben[2], 600);
        record_is_sound(&cast).await;
        let slug = Slug::parse("word-599").unwrap();
        assert_eq!(find(&cast, slug.as_str()).await.wording.number, 1);
    }
}
