use domain::{
    Event,
    call::{Sealed, seal},
    record::Revealed,
};
use registry::{
    Page,
    positions::{Holding, RollFilter},
};

use super::*;

#[tokio::test]
async fn a_blind_call_tells_nothing_before_it_closes() {
    for scene in scenes("consent", 7).await {
        scene
            .make(
                1,
                NewCall {
                    blind: true,
                    ..new(wording(1))
                },
            )
            .await
            .unwrap();
        scene.take(&scene.ada, 2, 1, Stance::Object).await.unwrap();
        scene.take(&scene.ben, 3, 1, Stance::Accept).await.unwrap();
        for (who, own) in [
            (&scene.cleo, None),
            (&scene.abe, None),
            (&scene.ada, Some(Stance::Object)),
        ] {
            let call = scene.see(who, 4, 1).await;
            assert!(call.tally.is_none() && call.readings.is_none());
            let seen: Vec<_> = call.positions.iter().map(|it| it.stance).collect();
            assert_eq!(seen, own.into_iter().collect::<Vec<_>>());
            let silent: Vec<_> = call.silent.iter().map(|it| it.name.as_str()).collect();
            assert_eq!(silent, ["Emco"]);
            let (page, now) = (Page::default(), minute(4));
            let history = positions::history(scene.registry(), who, now, &scene.process, 1, &page);
            assert_eq!(history.await.unwrap().items.len(), seen.len());
            let all = RollFilter::default();
            let roll = positions::roll(scene.registry(), who, now, &scene.process, 1, &all, &page);
            let roll = roll.await.unwrap();
            assert!(roll.hidden);
            let told = roll.items.iter().map(|voice| voice.positions.len());
            assert_eq!(told.sum::<usize>(), seen.len());
            let quiet = roll.items.iter().filter(|voice| voice.silent);
            assert_eq!(quiet.map(|it| &*it.name).collect::<Vec<_>>(), ["Emco"]);
            // Who asks for objections learns nothing of others from how many there are.
            let objecting = RollFilter {
                holds: Some(Holding::Object),
                ..RollFilter::default()
            };
            let found = positions::roll(
                scene.registry(),
                who,
                now,
                &scene.process,
                1,
                &objecting,
                &page,
            );
            assert_eq!(found.await.unwrap().total as usize, seen.len());
            let objections = calls::objections(scene.registry(), who, now, &scene.process, 1);
            let objections = objections.await.unwrap();
            assert!(objections.hidden && objections.items.is_empty());
            let of_ada = positions::told(scene.registry(), who, now, &scene.process, 1, 2);
            assert_eq!(of_ada.await.unwrap().calls[0].positions.len(), seen.len());
            let csv = positions::csv(scene.registry(), who, now, &scene.process, 1)
                .await
                .unwrap();
            assert_eq!(
                String::from_utf8(csv).unwrap().lines().count(),
                1 + seen.len()
            );
        }
        let record = serde_json::to_string(&scene.lines(4).await).unwrap();
        assert!(
            !record.contains("stance") && !record.contains("because"),
            "{record}"
        );
    }
}

#[tokio::test]
async fn the_closing_opens_every_seal_and_all_of_them_hold() {
    for scene in scenes("consent", 7).await {
        scene
            .make(
                1,
                NewCall {
                    blind: true,
                    ..new(wording(1))
                },
            )
            .await
            .unwrap();
        scene.take(&scene.ada, 2, 1, Stance::Object).await.unwrap();
        scene.take(&scene.ada, 3, 1, Stance::Support).await.unwrap();
        scene.take(&scene.ben, 3, 1, Stance::Concern).await.unwrap();
        let call = scene.see(&scene.eva, CLOSE, 1).await;
        assert_eq!(call.positions.len(), 2);
        assert_eq!(call.tally.unwrap().all.concern, 1);
        let lines = scene.lines(CLOSE).await;
        let acts = scene.acts_since(CLOSE, "call.closed").await;
        assert_eq!(acts, ["call.closed", "positions.revealed"]);
        let Event::PositionsRevealed {
            positions: revealed,
            ..
        } = &lines.last().unwrap().event
        else {
            panic!()
        };
        assert_eq!(revealed.len(), 3, "replaced ones too");
        let mut checked = 0;
        for line in &lines {
            if let Event::PositionTaken {
                position,
                member,
                sealed: Some(sealed),
                stated: None,
                ..
            } = &line.event
            {
                let Revealed { salt, stated, .. } =
                    revealed.iter().find(|it| it.position == *position).unwrap();
                let of = Sealed {
                    call: 1,
                    position: *position,
                    member: *member,
                    salt,
                    stated,
                };
                assert_eq!(*sealed, seal(&of));
                checked += 1;
            }
        }
        assert_eq!(checked, 3);
    }
}

#[tokio::test]
async fn a_withdrawn_blind_call_reveals_nothing() {
    for scene in scenes("consent", 7).await {
        scene
            .make(
                1,
                NewCall {
                    blind: true,
                    ..new(wording(1))
                },
            )
            .await
            .unwrap();
        scene.take(&scene.ada, 2, 1, Stance::Object).await.unwrap();
        let why = text("The wording is wrong.");
        calls::withdraw(
            scene.registry(),
            &scene.cleo,
            minute(3),
            &scene.process,
            1,
            why,
        )
        .await
        .unwrap();
        let call = scene.see(&scene.ben, 2 * CLOSE, 1).await;
        assert_eq!(
            (call.state, call.positions.len()),
            (CallState::Withdrawn, 0)
        );
        assert!(call.tally.is_none() && call.outcome.is_none());
        assert_eq!(
            scene.see(&scene.ada, 2 * CLOSE, 1).await.positions.len(),
            1,
            "one's own"
        );
        assert_eq!(
            scene.acts_since(2 * CLOSE, "call.withdrawn").await,
            ["call.withdrawn"]
        );
        assert_eq!(scene.status(2 * CLOSE).await, EntryStatus::Discussed);
    }
}
