use domain::ids::CallNo;
use registry::{Page, calls::CallFilter};

use super::*;

#[tokio::test]
async fn numbers_of_another_process_are_none_of_this_one() {
    for scene in scenes("consent", 7).await {
        scene.make(1, new(wording(1))).await.unwrap();
        let other = scene.stage.process("elsewhere", &scene.cleo).await;
        let found = calls::find(scene.registry(), &scene.cleo, minute(2), &other, 1).await;
        assert!(matches!(found, Err(Error::NotFound)), "{found:?}");
        let taken = positions::take(
            scene.registry(),
            &scene.ada,
            minute(2),
            &other,
            1,
            stated(Stance::Support),
        );
        let taken = taken.await;
        assert!(matches!(taken, Err(Error::NotFound)), "{taken:?}");
        let subject = Subject::Wording {
            entry: 1,
            wording: 1,
        };
        let made = calls::make(
            scene.registry(),
            &scene.cleo,
            minute(2),
            &other,
            new(subject),
        )
        .await;
        assert!(
            matches!(made, Err(Error::Refused(Refusal::EntryUnknown))),
            "{made:?}"
        );
    }
}

#[tokio::test]
async fn calls_wait_for_whoever_has_not_been_heard() {
    for scene in scenes("consent", 7).await {
        scene.propose("upgrade").await;
        scene.make(1, new(wording(1))).await.unwrap();
        scene
            .make(
                1,
                NewCall {
                    closes_at: minute(30),
                    ..new(wording(2))
                },
            )
            .await
            .unwrap();
        let waiting = async |who: &Caller, at| -> Vec<CallNo> {
            let waiting = calls::waiting_for(scene.registry(), who, minute(at))
                .await
                .unwrap();
            waiting.into_iter().map(|it| it.call.number).collect()
        };
        assert_eq!(
            waiting(&scene.abe, 2).await,
            [2, 1],
            "soonest to close first"
        );
        scene.take(&scene.ada, 3, 1, Stance::Accept).await.unwrap();
        assert_eq!(
            waiting(&scene.abe, 4).await,
            [2],
            "their organisation spoke"
        );
        assert_eq!(waiting(&scene.ben, 30).await, [1]);
        assert!(waiting(&scene.cleo, 4).await.is_empty());
        let filter = CallFilter {
            state: Some(CallState::Open),
            entry: None,
        };
        let page = Page {
            limit: Some(1),
            cursor: None,
        };
        let all = CallFilter::default();
        let list = calls::list(
            scene.registry(),
            &scene.ben,
            minute(4),
            &scene.process,
            &all,
            &page,
        );
        let list = list.await.unwrap();
        assert_eq!((list.items[0].number, list.next.as_deref()), (2, Some("2")));
        let open = calls::list(
            scene.registry(),
            &scene.ben,
            minute(30),
            &scene.process,
            &filter,
            &page,
        );
        let open = open.await.unwrap().items.remove(0);
        assert_eq!(
            (
                open.number,
                open.units,
                open.heard,
                open.eligible,
                open.spoken
            ),
            (1, 3, 1, true, false)
        );
        assert_eq!(open.title, "patch");
    }
}

#[tokio::test]
async fn a_second_round_shows_what_one_held_in_the_first() {
    for scene in scenes("iso", 7).await {
        scene.make(1, new(wording(1))).await.unwrap();
        scene.take(&scene.ada, 2, 1, Stance::Object).await.unwrap();
        scene.close(3, 1).await.unwrap();
        let round = scene.make(4, new(wording(1))).await.unwrap();
        assert!(
            round.positions.is_empty(),
            "a position is never carried over"
        );
        let me = scene.see(&scene.ada, 5, 2).await.me.unwrap();
        let earlier = me.earlier.unwrap();
        assert_eq!(
            (earlier.call, earlier.wording, earlier.stance),
            (1, Some(1), Stance::Object)
        );
        assert!(me.eligible && me.position.is_none());
    }
}

#[tokio::test]
async fn the_roll_call_is_a_table_that_computes_nothing() {
    for scene in scenes("consent", 7).await {
        scene.make(1, new(wording(1))).await.unwrap();
        scene.take(&scene.ben, 2, 1, Stance::Concern).await.unwrap();
        let csv = positions::csv(
            scene.registry(),
            &Caller::nobody(),
            minute(3),
            &scene.process,
            1,
        )
        .await
        .unwrap();
        let expected = [
            "position,member,name,organisation,group,stance,reason,would_resolve,at,counts,answers",
            "1,4,ben,Buyers,users,concern,'=because of the makers,naming the users,2016-10-19T15:02:00.000Z,true,0",
            "",
        ];
        assert_eq!(String::from_utf8(csv).unwrap(), expected.join("\r\n"));
    }
}

#[tokio::test]
async fn the_rule_is_told_before_a_call_is_made() {
    for scene in scenes("iso", 7).await {
        let setup = calls::setup(scene.registry(), &scene.cleo, minute(1), &scene.process)
            .await
            .unwrap();
        let groups: Vec<_> = setup
            .groups
            .iter()
            .map(|it| (it.slug.as_str(), it.units))
            .collect();
        assert_eq!(
            (setup.units, groups),
            (3, vec![("makers", 2), ("users", 1)])
        );
        assert!(setup.rule_provisional && setup.may_be_blind && !setup.may_announce_assent);
        assert!(
            setup.today.contains("2 of 3 organisations"),
            "{}",
            setup.today
        );
    }
}

#[tokio::test]
async fn entries_are_found_on_which_a_group_is_silent() {
    for scene in scenes("consent", 7).await {
        scene.propose("upgrade").await;
        scene.propose("fix").await;
        scene.make(1, new(wording(1))).await.unwrap();
        let blind = NewCall {
            blind: true,
            ..new(wording(2))
        };
        scene.make(1, blind).await.unwrap();
        let silent = async |group: &str, at| -> Vec<String> {
            let filter = entries::EntryFilter {
                silent: Some(slug(group)),
                ..entries::EntryFilter::default()
            };
            let nobody = Caller::nobody();
            let (process, page) = (&scene.process, Page::default());
            let found = entries::list(
                scene.registry(),
                &nobody,
                minute(at),
                process,
                &filter,
                &page,
            );
            let items = found.await.unwrap().items;
            items.into_iter().map(|entry| entry.term).collect()
        };
        assert_eq!(silent("users", 2).await, ["patch", "upgrade"]);
        scene.take(&scene.ben, 2, 1, Stance::Object).await.unwrap();
        scene.take(&scene.eva, 2, 2, Stance::Support).await.unwrap();
        assert_eq!(silent("users", 3).await, ["upgrade"]);
        assert_eq!(silent("makers", 3).await, ["patch"]);
        assert!(
            silent("users", CLOSE).await.is_empty(),
            "nothing is open any more"
        );
    }
}
