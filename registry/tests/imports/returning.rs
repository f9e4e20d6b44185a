use common::stages;
use domain::{
    Version,
    account::{Email, Password},
};
use registry::{accounts, releases};

use super::*;

/// Of the demonstration, what was released and has not changed since comes back as the same.
#[tokio::test(flavor = "multi_thread")]
async fn our_own_releases_are_known_when_they_come_back() {
    let now = Moment::parse("2026-11-23T12:00:00Z").unwrap();
    let stage = stages().await.remove(0);
    let registry = &stage.registry;
    let password = Password::parse("for the tests only").unwrap();
    registry::demo::fill(registry, now, &password, |_, _| {})
        .await
        .unwrap();
    let process = Slug::parse("iot-upgradability").unwrap();
    let gerd = Email::parse("gerd@larkspur.example.org").unwrap();
    let gerd = accounts::caller(registry, &gerd).await.unwrap();
    let newest = releases::list(registry, &gerd, now, &process)
        .await
        .unwrap();
    let version: Version = newest[0].version;
    let document = releases::published(registry, &gerd, now, &process, Some(version))
        .await
        .unwrap();
    let mut moved = 0;
    for term in &document.terms {
        let entry = EntryRef::Number(term.number);
        let entry = entries::find(registry, &gerd, now, &process, &entry)
            .await
            .unwrap();
        moved += u64::from(entry.wording.number != term.wording);
    }
    let forms = Format::ALL
        .iter()
        .map(|format| (*format, format.extension()));
    for (format, extension) in forms.chain([(Format::Tbx, "v2.tbx")]) {
        let Ok(bytes) = releases::stored(registry, &process, version, extension).await else {
            continue;
        };
        let read = imports::read(registry, &gerd, now, &process, format, bytes)
            .await
            .unwrap();
        let report = imports::preview(registry, &gerd, now, &process, read, settings())
            .await
            .unwrap();
        let [new, changed, same, refused] = counts(&report);
        let differing: Vec<_> = report
            .items
            .iter()
            .filter(|item| item.outcome != Outcome::Same)
            .collect();
        assert_eq!((new, refused), (0, 0), "{extension} {differing:#?}");
        assert!(changed <= moved, "{extension} {moved} {differing:#?}");
        assert_eq!(same + changed, document.terms.len() as u64);
    }
}
