use super::*;
use crate::common::stages;

#[tokio::test]
async fn a_person_comments_by_forms_and_loses_nothing_typed() {
    for stage in stages().await {
        let mut cast = opened(stage).await;
        let here = "/p/words/reviews/1";
        let asked = page(&cast.stage, &format!("{here}/comment?entry=1"))
            .await
            .text();
        assert!(asked.contains("What people mean by Patch.") && asked.contains("CC-BY-4.0"));
        let fields = [
            ("entry", "1"),
            ("body", TYPED),
            ("quote", "people"),
            ("name", ""),
            ("interest", "none"),
            ("email", "no address"),
        ];
        let refused = form(&cast.stage, &format!("{here}/comment"), "", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text();
        for kept in [
            "Why &lt;b&gt;not&lt;/b&gt; &amp; when?",
            "value=\"people\"",
            "value=\"no address\"",
            "Write your name.",
        ] {
            assert!(text.contains(kept), "{kept} is not in {text}");
        }
        let mut fields = fields;
        fields[3].1 = "Iris <i>Quist</i>";
        fields[5].1 = "iris@outside.example";
        let taken = form(&cast.stage, &format!("{here}/comment"), "", &fields).await;
        assert_eq!(
            (taken.status, taken.header("location")),
            (StatusCode::SEE_OTHER, "/p/words/reviews/1/sent")
        );
        let link = format!("/confirmations/{}", token(&mut cast.stage));
        // Mail programs and scanners follow links: that confirms nothing.
        for _ in 0..2 {
            let shown = page(&cast.stage, &link).await;
            assert_eq!(shown.status, StatusCode::OK);
            assert!(shown.text().contains("Make it public"), "{}", shown.text());
        }
        assert!(!page(&cast.stage, here).await.text().contains("Quist"));
        let public = form(&cast.stage, &link, "", &[]).await;
        assert_eq!(public.header("location"), "/p/words/reviews/1#comment-1");
        let gone = form(&cast.stage, &link, "", &[]).await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert_eq!(page(&cast.stage, &link).await.status, StatusCode::GONE);
        for path in [
            here,
            "/p/words/entries/patch",
            "/p/words/record",
            "/p/words/dispositions",
        ] {
            let text = page(&cast.stage, path).await.text();
            assert!(
                !text.contains("<b>not") && !text.contains("<i>Quist"),
                "{path}"
            );
            assert!(!text.contains("outside.example"), "{path}");
        }
        let seen = page(&cast.stage, here).await.text();
        assert!(seen.contains("Iris &lt;i&gt;Quist&lt;/i&gt;"), "{seen}");
        assert!(
            page(&cast.stage, "/p/words/entries/patch")
                .await
                .text()
                .contains("From public")
        );
    }
}

#[tokio::test]
async fn names_are_taken_away_by_a_link_and_nobody_learns_who_commented() {
    for stage in stages().await {
        let mut cast = opened(stage).await;
        let path = format!("{REVIEW}/comments");
        let left = cast
            .stage
            .post(&path, "", comment("iris@outside.example"))
            .await;
        let body = json!({"token": token(&mut cast.stage)});
        let confirmation = format!("{path}/{}/confirmation", left["submission"]);
        cast.stage.post(&confirmation, "", body).await;
        let mut answers = Vec::new();
        for email in ["nobody@outside.example", "iris@outside.example"] {
            let asked = form(
                &cast.stage,
                "/p/words/reviews/names",
                "",
                &[("email", email)],
            )
            .await;
            answers.push((
                asked.status,
                asked.header("location").to_owned(),
                asked.body,
            ));
        }
        assert_eq!(answers[0], answers[1]);
        let link = format!("/erasures/{}", token(&mut cast.stage));
        assert!(
            page(&cast.stage, &link)
                .await
                .text()
                .contains("Take my name away")
        );
        assert!(
            page(&cast.stage, "/p/words/reviews/1")
                .await
                .text()
                .contains("Iris Quist")
        );
        let done = form(&cast.stage, &link, "", &[]).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text());
        assert_eq!(page(&cast.stage, &link).await.status, StatusCode::GONE);
        let said = cast.stage.get(&format!("{path}/1"), "").await;
        assert_eq!(
            (&said["name"], &said["body"]),
            (&json!("Name withdrawn"), &json!("=1+1"))
        );
    }
}

#[tokio::test]
async fn a_problem_with_a_published_term_reaches_the_pen_holder() {
    for stage in stages().await {
        let mut cast = Cast::new(stage).await;
        cast.entry("Patch").await;
        let call = json!({"subject": {"kind": "wording", "entry": 1, "wording": 1}, "closes_at": "2016-11-19T15:00:00Z"});
        cast.stage
            .post("/processes/words/calls", &cast.carla, call)
            .await;
        for token in [&cast.ada, &cast.ben] {
            let support = json!({"stance": "support"});
            cast.stage
                .put("/processes/words/calls/1/position", token, support)
                .await;
        }
        cast.stage
            .post("/processes/words/calls/1/closure", &cast.carla, json!({}))
            .await;
        cast.stage
            .post("/processes/words/releases", &cast.carla, json!({}))
            .await;
        let term = "/g/words/1.0.0/patch";
        assert!(
            page(&cast.stage, term)
                .await
                .text()
                .contains("Report a problem")
        );
        let fields = [
            ("body", "It fits no car."),
            ("name", "Iris"),
            ("interest", "users"),
            ("email", "iris@outside.example"),
        ];
        let taken = form(&cast.stage, &format!("{term}/problem"), "", &fields).await;
        assert_eq!(
            taken.header("location"),
            "/g/words/1.0.0/patch/problem/sent"
        );
        let link = format!("/confirmations/{}", token(&mut cast.stage));
        let public = form(&cast.stage, &link, "", &[]).await;
        assert_eq!(
            public.header("location"),
            "/p/words/entries/patch#comment-1"
        );
        let seen = page(&cast.stage, "/p/words/entries/patch").await.text();
        assert!(
            seen.contains("A problem reported with") && seen.contains("release 1.0.0"),
            "{seen}"
        );
        let mut body = comment("iris@outside.example");
        body["version"] = json!("1.0.0");
        let problems = "/processes/words/entries/patch/problems";
        let left = cast.stage.post(problems, "", body.clone()).await;
        let confirmation = format!("{problems}/{}/confirmation", left["submission"]);
        let confirmed = json!({"token": token(&mut cast.stage)});
        let made = cast.stage.post(&confirmation, "", confirmed).await;
        assert_eq!(
            (&made["number"], &made["public"]["version"]),
            (&json!(2), &json!("1.0.0"))
        );
        let outcome = json!({"outcome": "accepted"});
        cast.stage
            .put(
                "/processes/words/comments/2/disposition",
                &cast.ada,
                outcome,
            )
            .await;
        let letter = cast.stage.letters.try_recv().unwrap();
        assert!(
            letter.body.contains("/p/words/entries/patch#comment-2"),
            "{}",
            letter.body
        );
        body["version"] = json!("9.0.0");
        cast.stage
            .ask(Method::POST, problems, "", body.clone())
            .await
            .problem(404, &[]);

        // A closed process says whom to ask instead.
        let close =
            json!({"state": "closed", "reason": "Done.", "maintainer": "Ask the **Office**."});
        cast.stage
            .patch("/processes/words", &cast.carla, close)
            .await;
        body["version"] = json!("1.0.0");
        cast.stage
            .ask(Method::POST, problems, "", body)
            .await
            .problem(403, &[]);
        for path in [term, "/g/words/1.0.0/", "/g/words/1.0.0/patch/problem"] {
            let text = page(&cast.stage, path).await.text();
            assert!(
                text.contains("Ask the <strong>Office</strong>."),
                "{path}: {text}"
            );
            assert!(!text.contains("\"Report a problem\"</a>"), "{path}");
        }
    }
}
