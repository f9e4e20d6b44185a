//! Several servers on one PostgreSQL: what happens on one is heard on all.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod common;

use std::time::Duration;

use common::{minute, stages};
use domain::process::{ProcessPatch, State};
use registry::{Beat, Registry, processes};
use tokio::{sync::broadcast::Receiver, time::timeout};

#[tokio::test]
async fn an_act_on_one_server_is_heard_on_the_other() {
    for stage in stages().await {
        if !stage.url().starts_with("postgres") {
            continue;
        }
        let (other, _letters) = Registry::open(stage.url(), "https://terms.example")
            .await
            .unwrap();
        let (mut here, mut there) = (stage.registry.beats(), other.beats());
        let carla = stage.person("carla").await;
        let iot = stage
            .announced("iot", &carla, domain::process::Visibility::Public)
            .await;
        let founded = heard(&mut there).await;
        assert_eq!(heard(&mut here).await, founded);

        let open = ProcessPatch {
            state: Some(State::Open),
            ..ProcessPatch::default()
        };
        processes::update(&other, &carla, minute(1), &iot, open)
            .await
            .unwrap();
        let opened = later(&mut here, founded).await;
        assert_eq!(opened.process, founded.process);
        assert!(opened.seq > founded.seq);
    }
}

async fn heard(beats: &mut Receiver<Beat>) -> Beat {
    let beat = timeout(Duration::from_secs(10), beats.recv()).await;
    beat.expect("a beat arrives").unwrap()
}

/// The first beat after another one; a server hears itself twice.
async fn later(beats: &mut Receiver<Beat>, than: Beat) -> Beat {
    loop {
        let beat = heard(beats).await;
        if beat != than {
            return beat;
        }
    }
}
