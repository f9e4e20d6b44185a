use common::cast::missing;
use registry::{
    Registry, erasure,
    imports::{Import, ImportState, Upload},
};

use super::*;

const HOUR: i64 = 60;

fn upload(file: &str) -> Upload {
    Upload {
        name: "words.csv".into(),
        format: Format::Csv,
        size: file.len(),
        body: Some(file.as_bytes().to_vec()),
        entries: 1,
        rationale: None,
    }
}

async fn hold(cast: &Cast, by: &Caller, at: i64, file: &str) -> Import {
    let report = would(cast, by, Format::Csv, file).await.unwrap();
    let registry = cast.registry();
    imports::hold(
        registry,
        by,
        minute(at),
        &cast.process,
        upload(file),
        &report,
    )
    .await
    .unwrap()
}

async fn found(cast: &Cast, by: &Caller, at: i64, number: u32) -> registry::Result<Import> {
    imports::find(cast.registry(), by, minute(at), &cast.process, number).await
}

async fn resume(
    registry: &Registry,
    cast: &Cast,
    at: i64,
    number: u32,
) -> registry::Result<Option<(Import, Vec<u8>)>> {
    imports::resume(registry, &cast.ben, minute(at), &cast.process, number, None).await
}

#[tokio::test]
async fn a_file_waits_for_its_sender_alone_and_not_forever() {
    for cast in casts().await {
        let registry = cast.registry();
        let file = format!("{HEAD}Patch,A piece.,,\n");
        let first = hold(&cast, &cast.ben, 5, &file).await;
        assert_eq!((first.state, first.number), (ImportState::Held, 1));
        let of_ada = hold(&cast, &cast.ada, 5, &file).await;
        missing(found(&cast, &cast.ada, 6, first.number).await);
        let second = hold(&cast, &cast.ben, 6, &file).await;
        missing(found(&cast, &cast.ben, 6, first.number).await);
        assert_eq!(
            found(&cast, &cast.ben, 6, second.number).await.unwrap(),
            second
        );
        assert_eq!(second.report.as_ref().unwrap().counts.new, 1);

        let waits = imports::list(registry, &cast.ben, minute(7), &cast.process)
            .await
            .unwrap();
        assert_eq!(waits.len(), 1);
        missing(
            imports::resume(
                registry,
                &cast.eva,
                minute(7),
                &cast.process,
                second.number,
                None,
            )
            .await,
        );
        imports::sweep(registry, minute(23 * HOUR)).await.unwrap();
        assert!(
            found(&cast, &cast.ben, 23 * HOUR, second.number)
                .await
                .is_ok()
        );
        imports::sweep(registry, minute(25 * HOUR)).await.unwrap();
        missing(found(&cast, &cast.ben, 25 * HOUR, second.number).await);
        missing(found(&cast, &cast.ada, 25 * HOUR, of_ada.number).await);
    }
}

#[tokio::test]
async fn an_import_is_carried_out_once_and_goes_on_after_an_interruption() {
    for cast in casts().await {
        let registry = cast.registry();
        let file = format!("{HEAD}Patch,A piece.,,\n");
        let held = hold(&cast, &cast.ben, 5, &file).await;
        let (import, body) = resume(registry, &cast, 6, held.number)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (import.state, body.as_slice()),
            (ImportState::Running, file.as_bytes())
        );
        assert!(
            resume(registry, &cast, 6, held.number)
                .await
                .unwrap()
                .is_none(),
            "it is under way"
        );
        imports::take_back(registry, &cast.ben, minute(6), &cast.process, held.number)
            .await
            .unwrap();
        assert_eq!(
            found(&cast, &cast.ben, 6, held.number).await.unwrap().state,
            ImportState::Running
        );
        let silent = found(&cast, &cast.ben, 8, held.number).await.unwrap();
        assert_eq!(
            silent.state,
            ImportState::Interrupted,
            "whoever carried it out is gone"
        );
        assert!(
            resume(registry, &cast, 8, held.number)
                .await
                .unwrap()
                .is_some()
        );

        let read = imports::read(
            registry,
            &cast.ben,
            minute(8),
            &cast.process,
            Format::Csv,
            body,
        );
        let what = (read.await.unwrap(), settings());
        let row = Some(held.number);
        let run = imports::run(
            registry,
            &cast.ben,
            || minute(8),
            &cast.process,
            what,
            row,
            |_, _| {},
        );
        let report = run.await.unwrap();
        let under_way = found(&cast, &cast.ben, 8, held.number).await.unwrap();
        assert_eq!((under_way.done, under_way.total), (1, 1));
        imports::stored(registry, minute(9), &cast.process, held.number, &report)
            .await
            .unwrap();
        let done = found(&cast, &cast.ben, 9 + 25 * HOUR, held.number)
            .await
            .unwrap();
        assert_eq!((done.state, done.report), (ImportState::Done, Some(report)));
        assert!(
            resume(registry, &cast, 9, held.number)
                .await
                .unwrap()
                .is_none(),
            "the file is gone"
        );
        let begun =
            imports::begin(registry, &cast.ben, minute(9), &cast.process, upload(&file)).await;
        assert_eq!(begun.unwrap().number, 2);
        imports::fail(registry, &cast.process, 2).await.unwrap();
        assert_eq!(
            found(&cast, &cast.ben, 9, 2).await.unwrap().state,
            ImportState::Interrupted
        );
        imports::take_back(registry, &cast.ben, minute(9), &cast.process, 2)
            .await
            .unwrap();
        missing(found(&cast, &cast.ben, 9, 2).await);
    }
}

#[tokio::test]
async fn who_is_erased_leaves_no_file_behind() {
    for cast in casts().await {
        let file = format!("{HEAD}Patch,A piece.,,\n");
        hold(&cast, &cast.ben, 5, &file).await;
        let registry = cast.registry();
        erasure::erase(registry, &cast.ben, minute(6), "a long enough password")
            .await
            .unwrap();
        // The next file of anybody gets the first number: none is there.
        assert_eq!(hold(&cast, &cast.ada, 7, &file).await.number, 1);
    }
}
