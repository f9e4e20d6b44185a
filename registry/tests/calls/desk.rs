//! The desk, the roll in pieces, objections in two registers and who held what.

use domain::permit::Denial;
use registry::{
    Page,
    calls::Holds,
    desk::{self, Desk, DeskFilter, DeskSort, WaitingKind},
    positions::{Holding, RollFilter},
};

use super::*;

impl Scene {
    async fn desk(&self, at: i64, filter: &DeskFilter) -> Desk {
        let (registry, page) = (self.registry(), Page::default());
        desk::desk(
            registry,
            &self.cleo,
            minute(at),
            &self.process,
            filter,
            &page,
        )
        .await
        .unwrap()
    }

    /// The terms that stand on the desk, in order.
    async fn terms(&self, at: i64, filter: &DeskFilter) -> Vec<String> {
        let desk = self.desk(at, filter).await;
        assert_eq!(desk.total as usize, desk.entries.len());
        desk.entries.into_iter().map(|row| row.entry.term).collect()
    }
}

/// Four entries: patch is objected to by the makers, rollback is silent but for the users, update is
/// in a blind call, and device is only proposed.
async fn at_work() -> Vec<Scene> {
    let scenes = scenes("consent", 7).await;
    for scene in &scenes {
        for term in ["rollback", "update", "device"] {
            scene.propose(term).await;
        }
        let closing = |minutes: i64, subject| NewCall {
            closes_at: minute(minutes),
            ..new(subject)
        };
        scene.make(1, closing(CLOSE, wording(1))).await.unwrap();
        scene.make(1, closing(CLOSE / 2, wording(2))).await.unwrap();
        let blind = NewCall {
            blind: true,
            ..closing(CLOSE, wording(3))
        };
        scene.make(1, blind).await.unwrap();
        scene.take(&scene.ada, 2, 1, Stance::Object).await.unwrap();
        scene.take(&scene.ben, 2, 2, Stance::Support).await.unwrap();
        scene.take(&scene.eva, 2, 3, Stance::Object).await.unwrap();
    }
    scenes
}

#[tokio::test]
async fn the_desk_shows_what_it_is_asked_for() {
    for scene in at_work().await {
        let all = DeskFilter::default();
        assert_eq!(scene.terms(3, &all).await, ["rollback", "patch", "update"]);
        let by = |sort| DeskFilter {
            sort,
            ..DeskFilter::default()
        };
        for (filter, terms) in [
            (by(DeskSort::Term), vec!["patch", "rollback", "update"]),
            (by(DeskSort::Against), vec!["patch", "rollback", "update"]),
            (
                DeskFilter {
                    silent: Some(slug("makers")),
                    ..all.clone()
                },
                vec!["rollback"],
            ),
            (
                DeskFilter {
                    silent: Some(slug("users")),
                    ..all.clone()
                },
                // That nobody spoke is shown of a blind call too.
                vec!["patch", "update"],
            ),
            (
                DeskFilter {
                    against: Some(slug("makers")),
                    ..all.clone()
                },
                // That they are against the words of the blind call is not.
                vec!["patch"],
            ),
            (
                DeskFilter {
                    status: vec![EntryStatus::Proposed],
                    ..all.clone()
                },
                vec!["device"],
            ),
            (
                DeskFilter {
                    q: Some("roll".to_owned()),
                    ..all.clone()
                },
                vec!["rollback"],
            ),
            (
                DeskFilter {
                    q: Some("nowhere".to_owned()),
                    ..all.clone()
                },
                vec![],
            ),
        ] {
            assert_eq!(scene.terms(3, &filter).await, terms, "{filter:?}");
        }
    }
}

#[tokio::test]
async fn each_row_says_who_holds_what_and_what_is_missing() {
    for scene in at_work().await {
        let desk = scene.desk(3, &DeskFilter::default()).await;
        let call = |term: &str| {
            let row = desk.entries.iter().find(|row| row.entry.term == term);
            row.unwrap().call.clone().unwrap()
        };
        let patch = call("patch");
        assert_eq!(patch.holds(&slug("makers")), Some(Holds::Against));
        assert_eq!(patch.holds(&slug("users")), Some(Holds::Silent));
        assert_eq!((patch.units, patch.silent.len()), (3, 2));
        let missing = patch.missing.unwrap();
        assert!(missing[0].text.contains("Acme"), "{missing:?}");
        let blind = call("update");
        assert!(blind.tally.is_none() && blind.missing.is_none());
        assert_eq!(blind.holds(&slug("makers")), None);
        assert_eq!(blind.groups[0].heard, 1);
        let page = Page::default();
        let filter = DeskFilter::default();
        let asked = desk::desk(
            scene.registry(),
            &scene.ada,
            minute(3),
            &scene.process,
            &filter,
            &page,
        );
        check_denied(asked.await, Denial::NotConvener);
    }
}

#[tokio::test]
async fn the_desk_comes_in_pieces_and_says_what_waits() {
    for scene in at_work().await {
        let (registry, filter) = (scene.registry(), DeskFilter::default());
        let mut page = Page {
            limit: Some(2),
            cursor: None,
        };
        let mut terms = Vec::new();
        loop {
            let (cleo, now) = (&scene.cleo, minute(3));
            let desk = desk::desk(registry, cleo, now, &scene.process, &filter, &page);
            let desk = desk.await.unwrap();
            assert_eq!(desk.total, 3);
            terms.extend(desk.entries.into_iter().map(|row| row.entry.term));
            page.cursor = desk.next;
            if page.cursor.is_none() {
                break;
            }
        }
        assert_eq!(terms, ["rollback", "patch", "update"]);
        let comment: domain::comment::NewComment =
            serde_json::from_value(serde_json::json!({"body": "Why?", "kind": "general"})).unwrap();
        let entry = EntryRef::Number(4);
        registry::comments::add(
            registry,
            &scene.ben,
            minute(4),
            &scene.process,
            &entry,
            comment,
        )
        .await
        .unwrap();
        let desk = scene.desk(5, &filter).await;
        assert_eq!((desk.waiting.len(), desk.waiting_total), (1, 1));
        let waiting = &desk.waiting[0];
        assert_eq!(
            (waiting.kind, waiting.overdue),
            (WaitingKind::Comment, false)
        );
        assert_eq!(waiting.entry.term, "device");
        let late = scene.desk(4 + 15 * DAY, &filter).await;
        assert!(late.waiting[0].overdue);
        let called = DeskFilter {
            status: vec![EntryStatus::Called],
            ..filter
        };
        assert_eq!(scene.desk(5, &called).await.waiting_total, 0);
    }
}

#[tokio::test]
async fn objections_and_the_course_of_a_person_are_told() {
    for scene in at_work().await {
        let (registry, nobody) = (scene.registry(), Caller::nobody());
        scene.take(&scene.abe, 3, 1, Stance::Accept).await.unwrap();
        let cleared = calls::objections(registry, &nobody, minute(3), &scene.process, 1);
        // The organisation speaks with its newest position.
        assert!(cleared.await.unwrap().items.is_empty());
        let again = scene.take(&scene.ada, 4, 1, Stance::Object).await.unwrap();
        assert_eq!(again.earlier, 1);
        let found = calls::objections(registry, &nobody, minute(5), &scene.process, 1);
        let found = found.await.unwrap();
        assert_eq!(
            found.items[0].brief,
            "ada, for Acme (makers), objects: =because of the makers. \
             It would be resolved by: naming the users."
        );
        assert!(found.items[0].formal[0].contains("wording 1 of “patch”"));
        let ada = found.items[0].position.member;
        let told = positions::told(registry, &nobody, minute(5), &scene.process, 1, ada);
        let told = told.await.unwrap();
        let stances: Vec<_> = told.calls[0].positions.iter().map(|it| it.stance).collect();
        assert_eq!(stances, [Stance::Object, Stance::Object]);
        let stranger = positions::told(registry, &nobody, minute(5), &scene.process, 1, 1);
        assert!(matches!(stranger.await, Err(Error::NotFound)));

        let page = Page {
            limit: Some(2),
            cursor: None,
        };
        let all = RollFilter::default();
        let first = positions::roll(registry, &nobody, minute(5), &scene.process, 1, &all, &page);
        let first = first.await.unwrap();
        let names = |roll: &positions::Roll| {
            let names = roll.items.iter().map(|voice| voice.name.clone());
            names.collect::<Vec<_>>()
        };
        assert_eq!(
            (names(&first), first.total),
            (vec!["Acme".into(), "Emco".into()], 3)
        );
        assert_eq!(first.items[0].positions.len(), 2);
        assert_eq!(first.items[0].positions[0].stance, Stance::Object);
        let rest = Page {
            cursor: first.next,
            ..page
        };
        let rest = positions::roll(registry, &nobody, minute(5), &scene.process, 1, &all, &rest);
        let rest = rest.await.unwrap();
        assert_eq!((names(&rest), rest.next), (vec!["Buyers".to_owned()], None));
        let silent = RollFilter {
            holds: Some(Holding::Silent),
            ..all
        };
        let page = Page::default();
        let silent = positions::roll(
            registry,
            &nobody,
            minute(5),
            &scene.process,
            1,
            &silent,
            &page,
        );
        assert_eq!(names(&silent.await.unwrap()), ["Emco", "Buyers"]);
    }
}

#[tokio::test]
async fn whoever_joins_or_is_renamed_is_known_at_once() {
    for scene in at_work().await {
        // What is remembered of the roster goes on over a position, and not over who joins.
        let name = |call: Call| call.positions[0].organisation_name.clone();
        let now = scene.see(&scene.cleo, 3, 2).await;
        assert_eq!(name(now).as_deref(), Some("Buyers"));
        let part = Role::Participant;
        let zoe = scene
            .stage
            .member(
                &scene.process,
                &scene.cleo,
                "zoe",
                part,
                Some(("users", "Zoo")),
            )
            .await;
        scene
            .make(4, new(Subject::Resolution { text: text("Yes?") }))
            .await
            .unwrap();
        let taken = scene.take(&zoe, 5, 4, Stance::Support).await.unwrap();
        assert_eq!(taken.organisation_name.as_deref(), Some("Zoo"));
        let seen = scene.see(&scene.cleo, 6, 4).await;
        assert_eq!(name(seen).as_deref(), Some("Zoo"));
    }
}
