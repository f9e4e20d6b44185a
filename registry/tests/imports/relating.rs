use registry::imports::Outcome;

use super::*;

/// How an entry stands to others, by slug.
async fn relations(cast: &Cast, slug: &str) -> Vec<(RelationKind, String)> {
    let mut found = Vec::new();
    for relation in find(cast, slug).await.wording.content.relations {
        let other = find(cast, &relation.entry.to_string()).await;
        found.push((relation.kind, other.slug.to_string()));
    }
    found
}

#[tokio::test]
async fn relations_are_put_down_where_both_sides_are_known() {
    for cast in casts().await {
        cast.propose(&cast.ada, "Old", "There before.")
            .await
            .unwrap();
        let file = r#"{"terms":[
            {"number":1,"slug":"fix","designations":[{"text":"fix","kind":"preferred"}],"definitions":[{"text":"A repair."}],
             "relations":[{"kind":"broader","term":2},{"kind":"part_of","term":3},{"kind":"related","term":1},{"kind":"related","term":9}]},
            {"number":2,"slug":"change","designations":[{"text":"change","kind":"preferred"}],"definitions":[{"text":"A change."}],
             "relations":[{"kind":"narrower","term":1},{"kind":"part_of","term":4}]},
            {"number":3,"slug":"whole","designations":[{"text":"whole","kind":"preferred"}],"definitions":[{"text":"A whole."}],"relations":[]},
            {"number":4,"slug":"circle","designations":[{"text":"circle","kind":"preferred"}],"definitions":[{"text":"A circle."}],
             "relations":[{"kind":"part_of","term":2},{"kind":"related","term":5}]},
            {"number":5,"slug":"bad","designations":[{"text":"bad","kind":"preferred"}]}
        ]}"#;
        let report = would(&cast, &cast.ben, Format::Json, file).await.unwrap();
        let done = does(&cast, &cast.ben, Format::Json, file).await.unwrap();
        agree(report, &done);
        assert_eq!(counts(&done), [4, 0, 0, 1]);
        record_is_sound(&cast).await;
        let fix = relations(&cast, "fix").await;
        let above = (RelationKind::Broader, "change".to_owned());
        assert_eq!(fix, [above, (RelationKind::PartOf, "whole".into())]);
        let change = relations(&cast, "change").await;
        assert_eq!(change, [(RelationKind::PartOf, "circle".into())]);
        assert_eq!(relations(&cast, "circle").await, []);
        let notes = |term: &str| item(&done, term).notes.join("\n");
        assert!(
            notes("fix").contains("related to itself"),
            "{}",
            notes("fix")
        );
        assert!(notes("fix").contains("“9” is neither in the file"));
        assert!(
            notes("circle").contains("lead to each other"),
            "{}",
            notes("circle")
        );
        assert!(notes("circle").contains("“bad” is left out"));

        let again = does(&cast, &cast.ben, Format::Json, file).await.unwrap();
        let circle = item(&again, "circle");
        assert_eq!(
            circle.outcome,
            Outcome::Changed,
            "both are known now: {circle:?}"
        );
        assert_eq!(counts(&again), [0, 1, 3, 1], "{again:?}");
    }
}

#[tokio::test]
async fn a_relation_is_taken_away_only_where_the_file_speaks_of_both() {
    for cast in casts().await {
        let file = "slug,preferred,definition,broader\na,a,One.,b | c\nb,b,Two.,\nc,c,Three.,\n";
        does(&cast, &cast.ben, Format::Csv, file).await.unwrap();
        let without = "slug,preferred,definition,broader,narrower\na,a,One.,,\nb,b,Two.,,a\n";
        let report = would(&cast, &cast.ben, Format::Csv, without).await.unwrap();
        assert_eq!(
            counts(&report),
            [0, 0, 2, 0],
            "b says it, and c is not spoken of: {report:?}"
        );
        let without = "slug,preferred,definition,broader,narrower\na,a,One.,,\nb,b,Two.,,\n";
        let report = would(&cast, &cast.ben, Format::Csv, without).await.unwrap();
        assert_eq!(counts(&report), [0, 1, 1, 0], "{report:?}");
        let columns = "slug,preferred,definition\na,a,One.\nb,b,Two.\n";
        let report = would(&cast, &cast.ben, Format::Csv, columns).await.unwrap();
        assert_eq!(counts(&report), [0, 0, 2, 0], "there is no such column");
    }
}

#[tokio::test]
async fn a_word_above_very_many_holds_none_of_them() {
    for cast in casts().await {
        let all: Vec<_> = (0..300).map(|at| format!("below {at}")).collect();
        let below = all
            .iter()
            .map(|name| format!("{name},What is below.,above,\n"));
        let file = format!(
            "preferred,definition,broader,narrower\n{}above,What is above.,,{}\n",
            below.collect::<String>(),
            all.join(" | ")
        );
        let done = does(&cast, &cast.ben, Format::Csv, &file).await.unwrap();
        assert_eq!(counts(&done), [301, 0, 0, 0]);
        assert_eq!(relations(&cast, "above").await, []);
        let below = relations(&cast, "below-299").await;
        assert_eq!(below, [(RelationKind::Broader, "above".into())]);
        let again = would(&cast, &cast.ben, Format::Csv, &file).await.unwrap();
        assert_eq!(counts(&again), [0, 0, 301, 0]);
        record_is_sound(&cast).await;
    }
}
