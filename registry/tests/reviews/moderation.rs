use domain::{Refusal, entry::EntryRef, permit::Denial, review::NewVisibility};
use registry::{
    comments::{self as remarks},
    dispositions::{self, DispositionFilter, DispositionState},
};

use super::{
    common::cast::{denied, missing, refused, remark, stale},
    *,
};

const REASON: &str = "Names a private person.";

async fn set(
    cast: &Cast,
    by: &Caller,
    which: (Option<u32>, u32),
    shown: bool,
) -> registry::Result<()> {
    let new = NewVisibility {
        shown,
        reason: text(REASON),
    };
    reviews::set_visibility(cast.registry(), by, minute(5), &cast.process, which, new).await
}

#[tokio::test]
async fn a_hidden_comment_shows_its_reason_and_none_of_its_words() {
    for mut cast in scenes().await {
        let new = quoting(1, "Ask Mr Smith of 4 Elm Row.", "a bug", "Smith's bug");
        published(&mut cast, 3, new).await;
        denied(
            set(&cast, &cast.ada, (Some(1), 1), false).await,
            Denial::NotConvener,
        );
        missing(set(&cast, &cast.cleo, (Some(2), 1), false).await);
        stale(
            set(&cast, &cast.cleo, (Some(1), 1), true).await,
            Refusal::AlreadySettled,
        );
        set(&cast, &cast.cleo, (Some(1), 1), false).await.unwrap();

        let (registry, process) = (cast.registry(), &cast.process);
        let hidden = comments(&cast, 6).await.remove(0);
        assert_eq!(hidden.hidden.as_ref().unwrap().reason, REASON);
        assert_eq!(
            (hidden.body.as_str(), hidden.quote, hidden.proposed),
            ("", None, None)
        );
        let first = &EntryRef::Number(1);
        let on_entry = remarks::find(registry, &cast.ben, minute(6), process, Some(first), 1);
        let on_entry = serde_json::to_string(&on_entry.await.unwrap()).unwrap();
        let csv = reviews::csv(registry, &cast.ben, minute(6), process, 1).await;
        let csv = String::from_utf8(csv.unwrap()).unwrap();
        let all = DispositionFilter::default();
        let report = dispositions::csv(registry, &cast.ben, minute(6), process, &all).await;
        let report = String::from_utf8(report.unwrap()).unwrap();
        for channel in [&on_entry, &csv, &report] {
            assert!(!channel.contains("Smith"), "{channel}");
            assert!(channel.contains(REASON), "{channel}");
        }
        // It waits for no answer.
        assert_eq!(cast.find().await.undisposed_comments, 0);
        let open = DispositionFilter {
            state: Some(DispositionState::Open),
            ..DispositionFilter::default()
        };
        let page = Page::default();
        let waiting = dispositions::list(registry, &cast.ben, minute(6), process, &open, &page);
        assert_eq!(waiting.await.unwrap().items, []);
        let counts = find(&cast, 6).await.counts;
        assert_eq!((counts.comments, counts.hidden), (1, 1));
        let (acts, text) = lines(&cast, 6).await;
        assert_eq!(acts.last().unwrap(), "review.comment_hidden");
        assert!(text.contains(REASON));

        set(&cast, &cast.cleo, (None, 1), true).await.unwrap();
        let shown = comments(&cast, 7).await.remove(0);
        assert_eq!(
            (shown.hidden, shown.body.as_str()),
            (None, "Ask Mr Smith of 4 Elm Row.")
        );
    }
}

#[tokio::test]
async fn what_members_say_is_not_hidden() {
    for cast in scenes().await {
        let first = EntryRef::Number(1);
        let (registry, process) = (cast.registry(), &cast.process);
        remarks::add(
            registry,
            &cast.ben,
            minute(3),
            process,
            &first,
            remark("No."),
        )
        .await
        .unwrap();
        refused(
            set(&cast, &cast.cleo, (None, 1), false).await,
            Refusal::CommentNotPublic,
        );
        missing(set(&cast, &cast.cleo, (Some(1), 1), false).await);
    }
}
