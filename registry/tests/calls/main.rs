//! Calls: how they are made, spoken in, closed and contested. Cleo convenes; Ada and Abe speak for
//! Acme and Eva for Emco among the makers, Ben for Buyers among the users.

#![allow(
    clippy::unwrap_used,
    reason = "a story that cannot go on says so by failing"
)]

#[path = "../common/mod.rs"]
mod common;

mod blind;
mod desk;
mod effects;
mod life;
mod races;
mod seeing;
mod speaking;

use common::{Stage, lang, minute, slug, stages, text, title};
use domain::{
    Moment, Refusal, Slug,
    call::{CallState, NewCall, Stated, Subject},
    content::{Designation, DesignationKind},
    entry::{EntryRef, EntryStatus, Localised, NewEntry},
    permit::Denial,
    process::{Group, NewProcess, Role},
    reading::Stance,
    record::{Line, verify_chain},
    recount::recount,
    rule::RuleChoice,
};
use registry::{
    Caller, Error, Registry,
    calls::{self, Call, PositionView},
    entries, positions, processes, record,
};

/// When calls of these stories close, and a day in minutes.
const CLOSE: i64 = 60;
const DAY: i64 = 24 * 60;

struct Scene {
    stage: Stage,
    process: Slug,
    cleo: Caller,
    ada: Caller,
    abe: Caller,
    ben: Caller,
    eva: Caller,
}

/// The scene on every database, with one entry proposed by Ada.
async fn scenes(rule: &str, contest_days: u32) -> Vec<Scene> {
    let mut scenes = Vec::new();
    for stage in stages().await {
        let cleo = stage.person("cleo").await;
        let group = |name: &str| Group {
            slug: slug(name),
            name: title(name),
        };
        let new = NewProcess {
            slug: slug("updates"),
            title: title("What updates are"),
            charter: text("We agree on words."),
            licence: title("CC-BY-4.0"),
            languages: vec![lang("en")],
            groups: vec![group("makers"), group("users")],
            rule: Some(RuleChoice::Preset(rule.to_owned())),
            visibility: None,
            contest_days: Some(contest_days),
            release_call: false,
        };
        let process = processes::found(&stage.registry, &cleo, minute(0), new)
            .await
            .unwrap()
            .slug;
        stage.open(&process, &cleo).await;
        let part = Role::Participant;
        let ada = stage
            .member(&process, &cleo, "ada", part, Some(("makers", "Acme")))
            .await;
        let abe = stage
            .member(&process, &cleo, "abe", part, Some(("makers", "Acme")))
            .await;
        let ben = stage
            .member(&process, &cleo, "ben", part, Some(("users", "Buyers")))
            .await;
        let eva = stage
            .member(&process, &cleo, "eva", part, Some(("makers", "Emco")))
            .await;
        let scene = Scene {
            stage,
            process,
            cleo,
            ada,
            abe,
            ben,
            eva,
        };
        scene.propose("patch").await;
        scenes.push(scene);
    }
    scenes
}

fn wording(entry: u32) -> Subject {
    Subject::Wording { entry, wording: 1 }
}

/// A call that opens at once and closes after an hour.
fn new(subject: Subject) -> NewCall {
    NewCall {
        subject,
        opens_at: None,
        closes_at: minute(CLOSE),
        blind: false,
        silence: None,
        answers: None,
    }
}

/// A stance with what it needs.
fn stated(stance: Stance) -> Stated {
    Stated {
        stance,
        reason: Some(text("=because of the makers")),
        would_resolve: Some(text("naming the users")),
        quote: None,
    }
}

fn check_stale<T: std::fmt::Debug>(result: Result<T, Error>, why: &Refusal) {
    assert!(
        matches!(&result, Err(Error::Stale(refusal)) if refusal == why),
        "{result:?}"
    );
}

fn check_denied<T: std::fmt::Debug>(result: Result<T, Error>, why: Denial) {
    assert!(
        matches!(&result, Err(Error::Forbidden(denial)) if *denial == why),
        "{result:?}"
    );
}

impl Scene {
    fn registry(&self) -> &Registry {
        &self.stage.registry
    }

    async fn propose(&self, term: &str) {
        let new = NewEntry {
            designations: vec![Designation {
                text: title(term),
                kind: DesignationKind::Preferred,
                lang: lang("en"),
            }],
            definition: Localised::One(text("Software that corrects a defect.")),
            notes: None,
            examples: None,
            sources: Vec::new(),
            relations: Vec::new(),
            lang: None,
            rationale: None,
        };
        entries::propose(self.registry(), &self.ada, minute(0), &self.process, new)
            .await
            .unwrap();
    }

    async fn make(&self, at: i64, new: NewCall) -> Result<Call, Error> {
        calls::make(self.registry(), &self.cleo, minute(at), &self.process, new).await
    }

    async fn take(
        &self,
        who: &Caller,
        at: i64,
        call: u32,
        stance: Stance,
    ) -> Result<PositionView, Error> {
        positions::take(
            self.registry(),
            who,
            minute(at),
            &self.process,
            call,
            stated(stance),
        )
        .await
    }

    async fn close(&self, at: i64, call: u32) -> Result<Call, Error> {
        let statement = Some(text("All were heard."));
        calls::close(
            self.registry(),
            &self.cleo,
            minute(at),
            &self.process,
            call,
            statement,
        )
        .await
    }

    async fn see(&self, who: &Caller, at: i64, call: u32) -> Call {
        calls::find(self.registry(), who, minute(at), &self.process, call)
            .await
            .unwrap()
    }

    async fn state(&self, at: i64, call: u32) -> CallState {
        self.see(&Caller::nobody(), at, call).await.state
    }

    async fn status(&self, at: i64) -> EntryStatus {
        let entry = EntryRef::Number(1);
        let nobody = Caller::nobody();
        entries::find(self.registry(), &nobody, minute(at), &self.process, &entry)
            .await
            .unwrap()
            .status
    }

    /// The whole record; its chain must hold.
    async fn lines(&self, at: i64) -> Vec<Line> {
        let nobody = Caller::nobody();
        let lines = record::lines(
            self.registry(),
            &nobody,
            minute(at),
            &self.process,
            0,
            10_000,
        );
        let lines = lines.await.unwrap();
        verify_chain(&lines).unwrap();
        // Whatever the story is, its record can be counted again.
        let text = lines
            .iter()
            .map(|line| serde_json::to_string(line).unwrap() + "\n");
        let report = recount(text.collect::<String>(), None);
        assert_eq!(report.faults, []);
        lines
    }

    /// The acts of the record from the first one with this name on.
    async fn acts_since(&self, at: i64, first: &str) -> Vec<String> {
        let name = |line: &Line| {
            serde_json::to_value(&line.event).unwrap()["act"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let acts: Vec<_> = self.lines(at).await.iter().map(name).collect();
        let start = acts.iter().position(|act| act == first).unwrap();
        acts[start..].to_vec()
    }
}

fn later(days: i64) -> Moment {
    minute(CLOSE + days * DAY)
}
