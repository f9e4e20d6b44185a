use domain::Event;
use registry::Page;

use super::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_500_parallel_positions_of_one_participant_one_stands() {
    for scene in scenes("consent", 7).await {
        scene.make(1, new(wording(1))).await.unwrap();
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..500 {
            let (registry, ada, process) = (
                scene.registry().clone(),
                scene.ada.clone(),
                scene.process.clone(),
            );
            let stance = if n % 2 == 0 {
                Stance::Support
            } else {
                Stance::Accept
            };
            tasks.spawn(async move {
                positions::take(&registry, &ada, minute(2), &process, 1, stated(stance)).await
            });
        }
        while let Some(taken) = tasks.join_next().await {
            taken.unwrap().unwrap();
        }
        let call = scene.see(&scene.ben, 3, 1).await;
        assert_eq!(call.positions.len(), 1);
        assert_eq!(
            (call.positions[0].number, call.tally.unwrap().all.cast),
            (500, 1)
        );
        let numbers: Vec<u32> = scene
            .lines(3)
            .await
            .iter()
            .filter_map(|line| match &line.event {
                Event::PositionTaken { position, .. } => Some(*position),
                _ => None,
            })
            .collect();
        assert_eq!(numbers, (1..=500).collect::<Vec<_>>());
        let page = Page {
            limit: Some(200),
            cursor: Some("300".into()),
        };
        let history = positions::history(
            scene.registry(),
            &scene.ben,
            minute(3),
            &scene.process,
            1,
            &page,
        );
        let history = history.await.unwrap();
        assert_eq!((history.items.len(), history.next), (200, None));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_recorded_before_the_closing_counts_and_nothing_else() {
    for scene in scenes("consent", 7).await {
        scene.make(1, new(wording(1))).await.unwrap();
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..50 {
            let who = [&scene.ada, &scene.ben, &scene.eva][n % 3].clone();
            let (registry, process) = (scene.registry().clone(), scene.process.clone());
            let cleo = scene.cleo.clone();
            tasks.spawn(async move {
                if n == 25 {
                    calls::close(&registry, &cleo, minute(2), &process, 1, None)
                        .await
                        .unwrap();
                    return false;
                }
                let taken = positions::take(
                    &registry,
                    &who,
                    minute(2),
                    &process,
                    1,
                    stated(Stance::Accept),
                );
                match taken.await {
                    Ok(_) => true,
                    Err(Error::Stale(Refusal::CallNotOpen)) => false,
                    Err(other) => panic!("{other}"),
                }
            });
        }
        let mut accepted = 0;
        while let Some(taken) = tasks.join_next().await {
            accepted += usize::from(taken.unwrap());
        }
        let lines = scene.lines(3).await;
        let is_position = |line: &&Line| matches!(line.event, Event::PositionTaken { .. });
        let closed = lines
            .iter()
            .position(|line| matches!(line.event, Event::CallClosed { .. }))
            .unwrap();
        assert_eq!(lines[..closed].iter().filter(is_position).count(), accepted);
        assert_eq!(lines[closed..].iter().filter(is_position).count(), 0);
        let Event::CallClosed { tally, .. } = &lines[closed].event else {
            panic!()
        };
        let call = scene.see(&scene.ben, 3, 1).await;
        assert_eq!(call.tally.as_ref(), Some(tally));
        assert_eq!(call.positions.len(), tally.all.cast as usize);
    }
}
