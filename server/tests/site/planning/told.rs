use super::*;
use crate::common::cast::{found, member};

#[tokio::test]
async fn the_next_meeting_is_told_to_whom_it_is_known() {
    for cast in planned().await {
        let stage = &cast.stage;
        for path in ["/", "/p/words"] {
            assert!(
                page(stage, path, "")
                    .await
                    .contains("Second &lt;b&gt;meeting"),
                "{path}"
            );
        }
        let quiet: Vec<_> = PLAN
            .iter()
            .copied()
            .filter(|(name, _)| *name != "announced")
            .collect();
        let edit = format!("{HERE}/edit");
        let typed = [
            quiet.as_slice(),
            &[("item-1-number", "1"), ("item-2-number", "2")],
        ]
        .concat();
        done(&form(stage, &edit, &cast.carla, &typed).await, HERE);
        for path in ["/", "/p/words"] {
            assert!(
                !page(stage, path, "")
                    .await
                    .contains("Second &lt;b&gt;meeting"),
                "{path}"
            );
            assert!(
                page(stage, path, &cast.otto)
                    .await
                    .contains("Second &lt;b&gt;meeting")
            );
        }
        // The feed of everybody has what was announced, members' all there is.
        for path in [
            "/p/words/meetings.ics",
            "/api/v1/processes/words/meetings.ics",
        ] {
            assert!(!page(stage, path, "").await.contains("BEGIN:VEVENT"));
            assert!(page(stage, path, &cast.ada).await.contains(LINK));
        }
    }
}

#[tokio::test]
async fn a_calendar_takes_a_meeting_without_what_is_for_members() {
    for cast in planned().await {
        let stage = &cast.stage;
        let paths = [
            "/p/words/meetings/1.ics",
            "/api/v1/processes/words/meetings/1.ics",
        ];
        for path in paths {
            let answer = read(stage, path, "").await;
            assert_eq!(
                answer.header("content-type"),
                "text/calendar; charset=utf-8"
            );
            assert_eq!(
                answer.header("content-disposition"),
                "attachment; filename=\"words-meeting-1.ics\""
            );
            let file = answer.text().replace("\r\n ", "");
            for line in [
                "UID:words-meeting-1@terms.example\r\n",
                "DTSTART:20161029T150000Z\r\n",
                "DTEND:20161029T153000Z\r\n",
                "SUMMARY:Second <b>meeting</b>\r\n",
                "URL:https://terms.example/p/words/meetings/1\r\n",
            ] {
                assert!(file.contains(line), "{line} is not in {file}");
            }
            assert!(!file.contains("meet.example"), "{file}");
            let mine = page(stage, path, &cast.ada).await.replace("\r\n ", "");
            assert!(mine.contains("CONFERENCE;VALUE=URI:https://meet.example.org/one\r\n"));
        }
        for nothing in [
            "/p/words/meetings/2.ics",
            "/p/words/meetings/01",
            "/p/words/meetings/x.ics",
        ] {
            assert_eq!(read(stage, nothing, "").await.status, StatusCode::NOT_FOUND);
        }
        found(stage, &cast.carla, "inside", "members").await;
        let ada = member(stage, &cast.carla, "inside", "amy", "participant").await;
        let new = "/p/inside/meetings/new";
        let typed: Vec<_> = PLAN
            .iter()
            .copied()
            .filter(|(name, _)| *name != "item-2-entry")
            .collect();
        let mut typed = typed;
        typed.retain(|(name, _)| !name.starts_with("item-2"));
        let answer = form(stage, new, &cast.carla, &typed).await;
        done(&answer, "/p/inside/meetings/1");
        for path in [
            "/p/inside/meetings.ics",
            "/p/inside/meetings/1.ics",
            "/p/inside/meetings",
        ] {
            assert_eq!(
                read(stage, path, &cast.ada).await.status,
                StatusCode::NOT_FOUND
            );
            page(stage, path, &ada).await;
        }
        assert!(!page(stage, "/", &cast.ada).await.contains("/p/inside"));
    }
}
