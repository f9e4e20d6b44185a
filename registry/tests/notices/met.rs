use domain::meeting::{
    MeetingPatch, MeetingState, NewAction, NewCirculation, NewCorrection, NewCorrectionAnswer,
    NewItem, NewMeeting,
};
use registry::{Attachment, meetings};

use super::*;
use crate::common::cast::BEN_NO;

const LINK: &str = "https://meet.example.org/one";

fn meeting(starts: i64) -> NewMeeting {
    NewMeeting {
        title: title("First meeting"),
        starts_at: minute(starts),
        place: Some(title("Austin")),
        link: Some(title(LINK)),
        introduction: None,
        agenda: vec![NewItem {
            number: None,
            title: title("Security update"),
            entry: None,
            call: None,
            minutes: Some(20),
        }],
        announced: false,
        suggestions_until: None,
    }
}

/// Everything that is due, with the files that go along.
async fn due(cast: &Cast, at: Moment) -> Vec<(Letter, Vec<Attachment>)> {
    let mut all = Vec::new();
    while let Some(notice) = notices::next(cast.registry(), at, &LEADS).await.unwrap() {
        all.push((notice.letter, notice.attachments));
    }
    all
}

fn letters(due: &[(Letter, Vec<Attachment>)]) -> Vec<Letter> {
    due.iter().map(|(letter, _)| letter.clone()).collect()
}

/// The file that everybody got, with its lines unfolded.
fn file(due: &[(Letter, Vec<Attachment>)]) -> String {
    let [first, ..] = due else {
        panic!("nobody was written to");
    };
    for (_, files) in due {
        assert_eq!(files, &first.1);
    }
    let [file] = &first.1[..] else {
        panic!("one meeting, one file: {:?}", first.1);
    };
    assert_eq!(file.name, "updates-meeting-1.ics");
    String::from_utf8(file.bytes.clone())
        .unwrap()
        .replace("\r\n ", "")
}

#[tokio::test]
async fn members_are_invited_and_told_what_changed() {
    for cast in casts().await {
        cast.all_at_once().await;
        let (registry, process) = (cast.registry(), &cast.process);
        meetings::plan(registry, &cast.cleo, minute(2), process, meeting(5 * DAY))
            .await
            .unwrap();
        let told = due(&cast, after(2)).await;
        let begins = "Meeting 1, “First meeting”, begins on 2016-10-24 15:00 UTC";
        let everybody =
            |what: &str| ["ada", "ben", "dan", "eva"].map(|who| format!("{who}: {what}"));
        check(
            &letters(&told),
            &everybody(begins).each_ref().map(|it| it.as_str()),
        );
        let body = to(&letters(&told), "ben").to_owned();
        for line in [
            "  Place: Austin\n",
            "  Join: https://meet.example.org/one\n",
            "  1. Security update (20 minutes)\n",
            "  https://terms.example/p/updates/meetings/1\n",
        ] {
            assert!(body.contains(line), "{line} is not in {body}");
        }
        let first = file(&told);
        for line in [
            "UID:updates-meeting-1@terms.example\r\n",
            "SEQUENCE:0\r\n",
            "DTSTART:20161024T150000Z\r\n",
            "DTEND:20161024T152000Z\r\n",
            "LOCATION:Austin\r\n",
            "STATUS:CONFIRMED\r\n",
        ] {
            assert!(first.contains(line), "{line} is not in {first}");
        }
        assert!(first.contains(LINK));

        // A new agenda is read when one comes; another time has to be known before.
        let words = MeetingPatch {
            title: Some(title("Kick-off")),
            ..MeetingPatch::default()
        };
        meetings::change(registry, &cast.cleo, minute(10), process, 1, words)
            .await
            .unwrap();
        assert!(due(&cast, after(10)).await.is_empty());
        let later = MeetingPatch {
            starts_at: Some(minute(6 * DAY)),
            ..MeetingPatch::default()
        };
        meetings::change(registry, &cast.cleo, minute(20), process, 1, later)
            .await
            .unwrap();
        let told = due(&cast, after(20)).await;
        let moved =
            "Meeting 1, “Kick-off”, is at another time or place: it begins on 2016-10-25 15:00 UTC";
        check(
            &letters(&told),
            &everybody(moved).each_ref().map(|it| it.as_str()),
        );
        let second = file(&told);
        assert!(second.contains("UID:updates-meeting-1@terms.example\r\n"));
        assert!(second.contains("SEQUENCE:2\r\n"), "{second}");

        let reason = Some(text("Nobody can come."));
        let cancelled = (MeetingState::Cancelled, reason);
        meetings::set_state(registry, &cast.cleo, minute(30), process, 1, cancelled)
            .await
            .unwrap();
        let told = due(&cast, after(30)).await;
        let gone = "Meeting 1, “Kick-off”, does not take place on 2016-10-25 15:00 UTC";
        check(
            &letters(&told),
            &everybody(gone).each_ref().map(|it| it.as_str()),
        );
        assert!(to(&letters(&told), "dan").contains("Nobody can come."));
        let third = file(&told);
        assert!(third.contains("STATUS:CANCELLED\r\n") && third.contains("SEQUENCE:3\r\n"));
    }
}

#[tokio::test]
async fn who_wants_mail_weekly_hears_of_nothing_that_is_over() {
    for cast in casts().await {
        cast.all_at_once().await;
        cast.choose(&cast.ben, 1, Frequency::Weekly).await;
        let (registry, process) = (cast.registry(), &cast.process);
        for starts in [2 * DAY, 9 * DAY, 10 * DAY] {
            meetings::plan(registry, &cast.cleo, minute(2), process, meeting(starts))
                .await
                .unwrap();
        }
        let gone = (MeetingState::Cancelled, Some(text("Too many.")));
        meetings::set_state(registry, &cast.cleo, minute(3), process, 3, gone)
            .await
            .unwrap();
        let told = due(&cast, after(8 * DAY)).await;
        let mine: Vec<_> = told
            .iter()
            .filter(|(it, _)| it.to == "ben@example.org")
            .collect();
        let [(letter, files)] = &mine[..] else {
            panic!("one letter a week: {told:?}");
        };
        assert!(letter.body.contains("Meeting 2, "), "{}", letter.body);
        assert!(!letter.body.contains("Meeting 1, ") && !letter.body.contains("Meeting 3, "));
        assert_eq!(files.len(), 1);
    }
}

#[tokio::test]
async fn what_came_of_a_meeting_is_told_to_whom_it_concerns() {
    for cast in casts().await {
        cast.all_at_once().await;
        let (registry, process) = (cast.registry(), &cast.process);
        meetings::plan(registry, &cast.cleo, minute(2), process, meeting(60))
            .await
            .unwrap();
        due(&cast, after(2)).await;
        for (at, state) in [(60, MeetingState::Running), (61, MeetingState::Ended)] {
            meetings::set_state(registry, &cast.cleo, minute(at), process, 1, (state, None))
                .await
                .unwrap();
        }
        let action = NewAction {
            item: None,
            body: text("Ask the makers."),
            owner: BEN_NO,
            due: None,
        };
        meetings::assign(registry, &cast.cleo, minute(62), process, 1, action)
            .await
            .unwrap();
        let told = due(&cast, after(62)).await;
        check(
            &letters(&told),
            &["ben: In meeting 1, “First meeting”, you were given something to do"],
        );
        let body = to(&letters(&told), "ben").to_owned();
        assert!(body.contains("Ask the makers.") && body.contains("/meetings/1/minutes#action-1"));
        assert!(told[0].1.is_empty(), "a task is no invitation");

        let circulation = NewCirculation {
            statement: Some(text("Please read them.")),
            corrections_until: minute(200),
        };
        meetings::circulate(registry, &cast.cleo, minute(70), process, 1, circulation)
            .await
            .unwrap();
        let told = due(&cast, after(70)).await;
        let before = "The minutes of meeting 1, “First meeting”, are before everybody; \
                      corrections can be asked for until 2016-10-19 18:20 UTC";
        let everybody = ["ada", "ben", "dan", "eva"].map(|who| format!("{who}: {before}"));
        check(&letters(&told), &everybody.each_ref().map(|it| it.as_str()));
        assert!(to(&letters(&told), "eva").contains("Please read them."));

        let asked = NewCorrection {
            item: None,
            body: text("It was Thursday."),
        };
        meetings::correct(registry, &cast.ben, minute(80), process, 1, asked)
            .await
            .unwrap();
        let answer = NewCorrectionAnswer {
            made: false,
            response: Some(text("It was Wednesday.")),
        };
        meetings::answer_correction(registry, &cast.cleo, minute(81), process, (1, 1), answer)
            .await
            .unwrap();
        let told = due(&cast, after(81)).await;
        check(
            &letters(&told),
            &["ben: Your correction of the minutes of meeting 1, “First meeting”, was not made"],
        );
        assert!(to(&letters(&told), "ben").contains("It was Wednesday."));
    }
}
