//! Carla convenes, Ada and Ben take part, Otto observes.

use serde_json::{Value, json};

use super::Stage;

/// An open process and the tokens of those who work in it.
pub struct Cast {
    pub stage: Stage,
    pub carla: String,
    pub ada: String,
    pub ben: String,
    pub otto: String,
}

impl Cast {
    /// The process `words`: reached when two thirds support and nobody objects, final at once.
    pub async fn new(stage: Stage) -> Self {
        let carla = stage.person("carla", true).await;
        found(&stage, &carla, "words", "public").await;
        Self {
            ada: member(&stage, &carla, "words", "ada", "participant").await,
            ben: member(&stage, &carla, "words", "ben", "participant").await,
            otto: member(&stage, &carla, "words", "otto", "observer").await,
            carla,
            stage,
        }
    }

    /// Proposes an entry as Ada and returns it.
    pub async fn entry(&self, term: &str) -> Value {
        self.stage
            .post("/processes/words/entries", &self.ada, new_entry(term))
            .await
    }
}

pub async fn found(stage: &Stage, convener: &str, slug: &str, visibility: &str) {
    let process = json!({
        "slug": slug, "title": "Words", "charter": "We agree on words.", "licence": "CC-BY-4.0",
        "languages": ["en", "de"], "visibility": visibility, "contest_days": 0,
        "groups": [{"slug": "makers", "name": "Makers"}, {"slug": "users", "name": "Users"}],
        "rule": {"name": "ours", "unit": "person", "support_min": 2},
    });
    stage.post("/processes", convener, process).await;
    stage
        .patch(
            &format!("/processes/{slug}"),
            convener,
            json!({"state": "open"}),
        )
        .await;
}

/// Somebody new with an account, put on the roster.
pub async fn member(
    stage: &Stage,
    convener: &str,
    process: &str,
    name: &str,
    role: &str,
) -> String {
    let token = stage.person(name, false).await;
    let new = json!({"email": format!("{name}@example.org"), "role": role, "group": "makers", "organisation": "Acme"});
    stage
        .post(&format!("/processes/{process}/members"), convener, new)
        .await;
    token
}

pub fn new_entry(term: &str) -> Value {
    json!({
        "designations": [{"text": term, "kind": "preferred", "lang": "en"}],
        "definition": format!("What people mean by {term}."),
        "rationale": "It is needed.",
    })
}
