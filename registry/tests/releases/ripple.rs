//! What changing a published word touches: the releases that hold it, the words that use it, the
//! calls on either.

use registry::ripple::{self, NAMED, Ripple, RippleFilter};

use super::*;

async fn ripple(scene: &Scene, entry: u32) -> Ripple {
    let (registry, process) = (scene.registry(), &scene.process);
    let (at, all) = (EntryRef::Number(entry), RippleFilter::default());
    ripple::find(registry, &Caller::nobody(), scene.tick(), process, &at, all)
        .await
        .unwrap()
}

#[tokio::test]
async fn releases_that_hold_a_word_are_named_with_their_wordings() {
    for scene in scenes(PLAIN).await {
        let entry = scene.agreed("patch", "Code that mends.").await;
        scene.publish(None).await.unwrap();
        let wording = scene
            .reword(entry, "Code that heals.", Impact::Meaning)
            .await;
        scene.agree(Subject::Wording { entry, wording }).await;
        scene.publish(None).await.unwrap();
        scene
            .reword(entry, "Code that helps.", Impact::Meaning)
            .await;
        let held = ripple(&scene, entry).await.releases;
        let held: Vec<_> = held
            .items
            .iter()
            .map(|held| (held.version.to_string(), held.wording, held.current))
            .collect();
        assert_eq!(
            held,
            [
                ("2.0.0".to_owned(), 2, false),
                ("1.0.0".to_owned(), 1, false)
            ]
        );
        let other = scene.propose("update", "Anything new.").await;
        assert!(ripple(&scene, other).await.releases.is_empty());
    }
}

#[tokio::test]
async fn of_many_uses_the_first_are_named_and_all_are_counted() {
    for scene in scenes(PLAIN).await {
        let entry = scene.propose("patch", "Code that mends.").await;
        for number in 0..NAMED + 3 {
            let term = format!("use {number:02}");
            scene.propose(&term, "A [[patch]] or two.").await;
        }
        let at = scene.tick();
        let new = NewCall {
            subject: Subject::Wording {
                entry: entry + 1,
                wording: 1,
            },
            opens_at: None,
            closes_at: at + 86_400_000,
            blind: false,
            silence: None,
            answers: None,
        };
        calls::make(scene.registry(), &scene.cleo, at, &scene.process, new)
            .await
            .unwrap();
        let ripple = ripple(&scene, entry).await;
        let uses = &ripple.used_in;
        assert_eq!((uses.count, uses.items.len()), (NAMED as u64 + 3, NAMED));
        assert_eq!(uses.items[0].entry.term, "use 00");
        assert!(uses.items.iter().all(|used| used.in_definition));
        let [call] = &ripple.calls.items[..] else {
            panic!("{:?}", ripple.calls)
        };
        assert_eq!((call.entry.term.as_str(), call.here), ("use 00", false));
    }
}
