//! What one composes with: advice beside the other entries, and redlines typed for others.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on fails")]

mod common;

use common::{
    cast::{BEN_NO, Cast, casts, redline},
    lang, minute, slug, text,
};
use domain::{entry::EntryRef, lint::Told};
use registry::{
    Caller, entries,
    lint::{self, Drafted},
    needs, redlines,
};

async fn look(cast: &Cast, drafted: serde_json::Value) -> Vec<Told> {
    let drafted: Drafted = serde_json::from_value(drafted).unwrap();
    let nobody = Caller::nobody();
    let found = lint::lint(cast.registry(), &nobody, minute(9), &cast.process, drafted);
    found.await.unwrap().findings
}

fn kinds(found: &[Told]) -> Vec<&str> {
    found.iter().map(|told| told.kind).collect()
}

#[tokio::test]
async fn a_circle_through_other_entries_is_shown_whole() {
    for cast in casts().await {
        for (term, definition) in [
            ("rollback", "return to an earlier state"),
            ("patch", "piece of a [[fix]]"),
            ("fix", "what [[4|a cure]] does"),
            ("cure", "end of a [[rollback]]"),
            ("device", "thing"),
        ] {
            cast.propose(&cast.ada, term, definition).await.unwrap();
        }
        let definition = "return by a [[patch]] of a device";
        let drafted = serde_json::json!({"definition": definition, "entry": "rollback"});
        let found = look(&cast, drafted.clone()).await;
        assert_eq!(kinds(&found), ["circular", "unlinked"]);
        assert_eq!(
            found[0].cycle,
            ["rollback", "patch", "fix", "cure", "rollback"]
        );
        let span = found[0].span.unwrap();
        assert_eq!(&definition[span.start..span.end], "patch");
        assert_eq!(found[1].instead.as_deref(), Some("[[device]]"));

        // What is taken back is no way any more.
        let (registry, process) = (cast.registry(), &cast.process);
        let fix = EntryRef::Slug(slug("fix"));
        let gone = entries::withdraw(registry, &cast.ada, minute(3), process, &fix, text("No."));
        gone.await.unwrap();
        assert_eq!(kinds(&look(&cast, drafted).await), ["unlinked"]);
    }
}

#[tokio::test]
async fn each_language_has_its_own_words() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Gift", "what one is given")
            .await
            .unwrap();
        let drafted = serde_json::json!({
            "designations": [{"text": "poison", "kind": "preferred", "lang": "en"}],
            "definition": {"en": "a gift of a kind", "de": "ein Gift"},
            "examples": {"en": ["Nothing here."]},
        });
        let found = look(&cast, drafted).await;
        let by_lang: Vec<_> = found
            .iter()
            .map(|told| (told.lang.clone(), told.kind))
            .collect();
        let (en, de) = (lang("en"), lang("de"));
        assert_eq!(
            by_lang,
            [
                (de, "article"),
                (en.clone(), "article"),
                (en.clone(), "unlinked"),
                (en, "no_word")
            ]
        );
    }
}

#[tokio::test]
async fn who_is_said_to_move_a_redline_is_asked() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Patch", "A piece.").await.unwrap();
        let (registry, process) = (cast.registry(), &cast.process);
        let mut new = redline(1, "A small piece.");
        new.moved_by = Some(BEN_NO);
        let on = &EntryRef::Number(1);
        redlines::propose(registry, &cast.ada, minute(2), process, on, new)
            .await
            .unwrap();
        let moved =
            async |who: &Caller| needs::needs(registry, who, minute(3)).await.unwrap().moved;
        let waiting = moved(&cast.ben).await;
        assert_eq!(waiting.len(), 1);
        assert_eq!((waiting[0].redline, &*waiting[0].term), (1, "Patch"));
        assert!(
            moved(&cast.ada).await.is_empty(),
            "only who moved it is asked"
        );
        redlines::confirm(registry, &cast.ben, minute(4), process, (None, 1), false)
            .await
            .unwrap();
        assert!(
            moved(&cast.ben).await.is_empty(),
            "disowned is answered too"
        );
    }
}
