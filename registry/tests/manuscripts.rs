//! Word processors: Ada and Ben send redlines as files, and both databases say the same of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod common;

use common::{
    cast::{BEN_NO, Cast, casts, denied, missing, refused},
    minute, text,
};
use domain::{
    Refusal,
    entry::{EntryRef, Impact, NewRedline, RedlineState},
    manuscript::{Fault, Manuscript, Mark, Part, Returned, Section, accepted, follow, rejected},
    redline::{PartName, diff},
};
use formats::docx;
use registry::{
    Caller,
    manuscripts::{self, Taken},
};

const FIRST: &str = "Code that mends a bug.";

fn first() -> EntryRef {
    EntryRef::Number(1)
}

async fn wordings(cast: &Cast, pair: (u32, u32)) -> registry::Result<Vec<u8>> {
    let (registry, at) = (cast.registry(), minute(5));
    manuscripts::of_wordings(
        registry,
        &Caller::nobody(),
        at,
        &cast.process,
        &first(),
        pair,
    )
    .await
}

async fn read(cast: &Cast, by: &Caller, file: &[u8]) -> registry::Result<Vec<Taken>> {
    manuscripts::read(
        cast.registry(),
        by,
        minute(6),
        &cast.process,
        &first(),
        file,
    )
    .await
}

/// The file with the definition of its first section changed by somebody.
fn edited(file: &[u8], author: &str, new: impl Fn(&str) -> String) -> Vec<u8> {
    let returned: Returned = docx::read(file).unwrap();
    let mark = Mark {
        author: author.into(),
        at: "2016-11-02T09:30:00Z".into(),
    };
    let sections = returned
        .sections
        .into_iter()
        .enumerate()
        .map(|(at, section)| {
            let parts = section.parts.into_iter().map(|(name, mut pieces)| {
                if at == 0 && name == PartName::Definition(None) {
                    let old = accepted(&pieces);
                    pieces = follow(pieces, &diff(&old, &new(&old)), &mark);
                }
                Part {
                    name,
                    lang: None,
                    pieces,
                }
            });
            Section {
                heading: "as it was".into(),
                lead: Vec::new(),
                base: Some(section.base),
                parts: parts.collect(),
            }
        });
    let manuscript = Manuscript {
        title: "saved".into(),
        lead: Vec::new(),
        origin: returned.origin,
        sections: sections.collect(),
    };
    docx::write(&manuscript).unwrap()
}

fn definition(file: &[u8], section: usize) -> (String, String, Vec<String>) {
    let returned = docx::read(file).unwrap();
    let (_, pieces) = returned.sections[section]
        .parts
        .iter()
        .find(|(name, _)| *name == PartName::Definition(None))
        .unwrap();
    let mut authors: Vec<_> = pieces
        .iter()
        .flat_map(|piece| piece.inserted.iter().chain(&piece.deleted))
        .map(|mark| mark.author.clone())
        .collect();
    authors.dedup();
    (rejected(pieces), accepted(pieces), authors)
}

fn new(taken: Taken) -> NewRedline {
    NewRedline {
        base: taken.base,
        changes: taken.changes.into(),
        rationale: text("From a word processor."),
        impact: Impact::Clarifying,
        moved_by: taken.moved_by.map(|person| person.number),
        answers_objection: None,
    }
}

#[tokio::test]
async fn a_file_becomes_redlines_by_its_authors() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Patch", FIRST).await.unwrap();
        cast.propose(&cast.ada, "Update", "A newer version.")
            .await
            .unwrap();
        let file = wordings(&cast, (1, 1)).await.unwrap();
        assert_eq!(definition(&file, 0), (FIRST.into(), FIRST.into(), vec![]));
        refused(read(&cast, &cast.ada, &file).await, Fault::NoChange.into());
        let file = edited(&file, "ben", |old| old.replace("bug", "defect"));
        let file = edited(&file, "Office User", |old| old.replace("Code", "Software"));
        denied(
            read(&cast, &cast.dan, &file).await,
            domain::permit::Denial::Observer,
        );
        let elsewhere = EntryRef::Number(2);
        let other = manuscripts::read(
            cast.registry(),
            &cast.ada,
            minute(6),
            &cast.process,
            &elsewhere,
            &file,
        );
        let fault = Fault::Elsewhere {
            process: cast.process.clone(),
            entry: 1,
        };
        refused(other.await, fault.into());

        let taken = read(&cast, &cast.ada, &file).await.unwrap();
        let authors: Vec<_> = taken.iter().map(|taken| taken.author.as_str()).collect();
        assert_eq!(authors, ["Office User", "ben"]);
        assert_eq!(taken[0].moved_by, None);
        assert_eq!(taken[1].moved_by.as_ref().unwrap().number, BEN_NO);
        assert_eq!(
            read(&cast, &cast.ben, &file).await.unwrap()[1].moved_by,
            None
        );
        let all = taken.into_iter().map(new).collect();
        let propose = |by, all| {
            manuscripts::propose(
                cast.registry(),
                by,
                minute(7),
                &cast.process,
                &elsewhere,
                all,
            )
        };
        // Nothing of it is kept where one of them cannot be.
        let mut wrong: Vec<NewRedline> = Vec::clone(&all);
        wrong[1].base = 9;
        refused(propose(&cast.ada, wrong).await, Refusal::WordingUnknown);
        let entry = first();
        let proposed = manuscripts::propose(
            cast.registry(),
            &cast.ada,
            minute(7),
            &cast.process,
            &entry,
            all,
        );
        let proposed = proposed.await.unwrap();
        assert_eq!(
            proposed.iter().map(|line| line.number).collect::<Vec<_>>(),
            [1, 2]
        );
        assert!(
            proposed
                .iter()
                .all(|line| line.state == RedlineState::Pending)
        );
        assert_eq!(proposed[1].mover.as_ref().unwrap().name, "ben");
        refused(
            manuscripts::propose(
                cast.registry(),
                &cast.ada,
                minute(7),
                &cast.process,
                &entry,
                Vec::new(),
            )
            .await,
            Fault::NoChange.into(),
        );
    }
}

#[tokio::test]
async fn pending_redlines_go_out_together_and_are_not_taken_twice() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Patch", FIRST).await.unwrap();
        cast.redline(&cast.ben, 1, "Code that mends a defect.")
            .await
            .unwrap();
        cast.redline(&cast.eva, 1, "Software that mends a bug.")
            .await
            .unwrap();
        cast.redline(&cast.ada, 1, "Code that mends a flaw.")
            .await
            .unwrap();
        let entry = first();
        let file =
            manuscripts::of_redlines(cast.registry(), &cast.dan, minute(5), &cast.process, &entry);
        let file = file.await.unwrap();
        let (old, new, _) = definition(&file, 0);
        assert_eq!(
            (old.as_str(), new.as_str()),
            (FIRST, "Software that mends a defect.")
        );
        let apart = definition(&file, 1);
        assert_eq!(
            apart,
            (
                FIRST.into(),
                "Code that mends a flaw.".into(),
                vec!["ada".into()]
            )
        );
        assert_eq!(docx::read(&file).unwrap().sections.len(), 2);
        refused(
            read(&cast, &cast.ada, &file).await,
            Fault::NothingNew.into(),
        );
        let file = edited(&file, "eva", |old| format!("{old} Quickly."));
        let taken = read(&cast, &cast.eva, &file).await.unwrap();
        assert_eq!(taken.len(), 1);
        let changed = taken[0].changes.definition.clone().unwrap();
        assert_eq!(
            &*changed[&common::lang("en")],
            "Code that mends a bug. Quickly."
        );
    }
}

#[tokio::test]
async fn wordings_are_told_by_who_wrote_them() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Patch", FIRST).await.unwrap();
        cast.redline(&cast.ben, 1, "Code that mends a defect.")
            .await
            .unwrap();
        cast.fold(&cast.ada, 1, &[]).await.unwrap();
        cast.redline(&cast.eva, 2, "Software that mends a defect.")
            .await
            .unwrap();
        cast.fold(&cast.ada, 2, &[]).await.unwrap();
        let file = wordings(&cast, (1, 3)).await.unwrap();
        let expected = (FIRST, "Software that mends a defect.");
        let (old, new, authors) = definition(&file, 0);
        assert_eq!((old.as_str(), new.as_str()), expected);
        assert_eq!(authors, ["eva", "ben"]);
        let (old, new, authors) = definition(&wordings(&cast, (3, 1)).await.unwrap(), 0);
        assert_eq!((new.as_str(), old.as_str()), expected);
        assert_eq!(authors, ["What updates are"]);
        missing(wordings(&cast, (1, 4)).await);
        assert_eq!(file, wordings(&cast, (1, 3)).await.unwrap());
    }
}
