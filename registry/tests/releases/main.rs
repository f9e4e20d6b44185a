//! Releases: what one would hold, which version follows, and files that never change. Cleo
//! convenes; Ada speaks for Acme among the makers, Ben for Buyers among the users.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

#[path = "../common/mod.rs"]
mod common;

mod called;
mod first;
mod keeping;
mod kept;
mod proof;
mod ripple;
mod versions;

use std::cell::Cell;

use common::{Stage, lang, minute, slug, stages, text, title};
use domain::{
    Moment, Slug, Version,
    account::Email,
    call::{CallState, NewCall, Stated, Subject},
    comment::{CommentKind, NewComment},
    content::{Designation, DesignationKind},
    entry::{EntryRef, Impact, Localised, NewChanges, NewEntry, NewFolding, NewRedline},
    people::NewInterest,
    process::{Group, NewProcess, Role, Visibility},
    reading::{Stance, Verdict},
    record::Line,
    rule::RuleChoice,
};
use registry::{
    Caller, Error, Registry,
    calls::{self, Call},
    comments, entries, interests, positions, processes, record, redlines,
    releases::{self, NewRelease, Preview, Release},
};

/// What a process may be like.
#[derive(Clone, Copy)]
struct Charter {
    visibility: Visibility,
    release_call: bool,
}

const PLAIN: Charter = Charter {
    visibility: Visibility::Public,
    release_call: false,
};

struct Scene {
    stage: Stage,
    process: Slug,
    cleo: Caller,
    ada: Caller,
    ben: Caller,
    /// Minutes since the story began: every act is a minute later than the one before.
    clock: Cell<i64>,
}

/// The scene on every database. What is agreed is final at once.
async fn scenes(charter: Charter) -> Vec<Scene> {
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
            charter: text("# Charter\n\nWe agree on *words*.\n\nAnd on more."),
            licence: title("CC-BY-4.0"),
            languages: vec![lang("en"), lang("de")],
            groups: vec![group("makers"), group("users")],
            rule: Some(RuleChoice::Preset("consent".into())),
            visibility: Some(charter.visibility),
            contest_days: Some(0),
            release_call: charter.release_call,
        };
        let made = processes::found(&stage.registry, &cleo, minute(0), new).await;
        let process = made.unwrap().slug;
        stage.open(&process, &cleo).await;
        let ada = stage.person("ada").await;
        let at = Some(("users", "Buyers"));
        let ben = stage
            .member(&process, &cleo, "ben", Role::Participant, at)
            .await;
        let scene = Scene {
            stage,
            process,
            cleo,
            ada,
            ben,
            clock: Cell::new(1),
        };
        scene.admit_ada(charter.visibility).await;
        scenes.push(scene);
    }
    scenes
}

impl Scene {
    fn registry(&self) -> &Registry {
        &self.stage.registry
    }

    fn tick(&self) -> Moment {
        self.clock.set(self.clock.get() + 1);
        minute(self.clock.get())
    }

    /// Ada says that she wishes to take part, and is let in. Of a process for members only nobody
    /// else knows, so there the convener brings her in.
    async fn admit_ada(&self, visibility: Visibility) {
        if visibility == Visibility::Members {
            let new = domain::people::NewMember {
                email: Email::parse("ada@example.org").unwrap(),
                role: Role::Participant,
                group: Some(slug("makers")),
                organisation: Some(title("Acme")),
            };
            let (registry, process) = (self.registry(), &self.process);
            let added = registry::members::add(registry, &self.cleo, self.tick(), process, new);
            added.await.unwrap();
            return;
        }
        let wish = NewInterest {
            name: title("Ada"),
            email: Email::parse("ada@example.org").unwrap(),
            organisation: Some(title("Acme")),
            group: slug("makers"),
            statement: text("We make things that are updated."),
        };
        let (registry, process) = (self.registry(), &self.process);
        let number = interests::express(registry, &self.ada, self.tick(), process, wish).await;
        let admitted =
            interests::admit(registry, &self.cleo, self.tick(), process, number.unwrap());
        admitted.await.unwrap();
    }

    /// An entry that Ada proposed.
    async fn propose(&self, term: &str, definition: &str) -> u32 {
        let new = NewEntry {
            designations: vec![Designation {
                text: title(term),
                kind: DesignationKind::Preferred,
                lang: lang("en"),
            }],
            definition: Localised::One(text(definition)),
            notes: None,
            examples: None,
            sources: Vec::new(),
            relations: Vec::new(),
            lang: None,
            rationale: None,
        };
        let made = entries::propose(self.registry(), &self.ada, self.tick(), &self.process, new);
        made.await.unwrap().number
    }

    /// Folds a redline by Ben into the newest wording of an entry, and returns the wording's number.
    async fn reword(&self, entry: u32, definition: &str, impact: Impact) -> u32 {
        let on = EntryRef::Number(entry);
        let (registry, process) = (self.registry(), &self.process);
        let found = entries::find(registry, &self.ben, self.tick(), process, &on)
            .await
            .unwrap();
        let new = NewRedline {
            base: found.wording.number,
            changes: NewChanges {
                definition: Some(Localised::One(text(definition))),
                ..NewChanges::default()
            },
            rationale: text("It reads better."),
            impact,
            moved_by: None,
            answers_objection: None,
        };
        let redline = redlines::propose(registry, &self.ben, self.tick(), process, &on, new).await;
        let number = (None, redline.unwrap().number);
        let all = NewFolding::default();
        redlines::fold(registry, &self.ada, self.tick(), process, number, all)
            .await
            .unwrap();
        found.wording.number + 1
    }

    async fn remark(&self, entry: u32, body: &str) {
        let new = NewComment {
            body: text(body),
            kind: CommentKind::General,
            quote: None,
            redline: None,
            proposed: None,
            in_reply_to: None,
            wording: None,
        };
        let (registry, on) = (self.registry(), EntryRef::Number(entry));
        let said = comments::add(registry, &self.ben, self.tick(), &self.process, &on, new);
        said.await.unwrap();
    }

    /// Calls a subject, lets Ada support it and Ben take a stance, and closes.
    async fn call(&self, subject: Subject, ben: Stance) -> Call {
        let (registry, process) = (self.registry(), &self.process);
        let at = self.tick();
        let new = NewCall {
            subject,
            opens_at: None,
            closes_at: at + 86_400_000,
            blind: false,
            silence: None,
            answers: None,
        };
        let number = calls::make(registry, &self.cleo, at, process, new)
            .await
            .unwrap()
            .number;
        for (who, stance) in [(&self.ada, Stance::Support), (&self.ben, ben)] {
            let stated = Stated {
                stance,
                reason: Some(text("For reasons.")),
                would_resolve: Some(text("Other words.")),
                quote: None,
            };
            positions::take(registry, who, self.tick(), process, number, stated)
                .await
                .unwrap();
        }
        calls::close(registry, &self.cleo, self.tick(), process, number, None)
            .await
            .unwrap()
    }

    async fn agree(&self, subject: Subject) -> u32 {
        let call = self.call(subject, Stance::Accept).await;
        assert_eq!(call.state, CallState::Final);
        assert_eq!(call.outcome.unwrap().result, Verdict::Reached);
        call.number
    }

    /// An entry with an agreed wording.
    async fn agreed(&self, term: &str, definition: &str) -> u32 {
        let entry = self.propose(term, definition).await;
        self.agree(Subject::Wording { entry, wording: 1 }).await;
        entry
    }

    async fn preview(&self) -> Preview {
        releases::preview(self.registry(), &self.ada, self.tick(), &self.process)
            .await
            .unwrap()
    }

    async fn publish(&self, asked: Option<&str>) -> Result<Release, Error> {
        let new = NewRelease {
            version: asked.map(version),
            notes: None,
            preview: None,
        };
        releases::publish(self.registry(), &self.cleo, self.tick(), &self.process, new).await
    }

    async fn lines(&self) -> Vec<Line> {
        let lines = record::lines(
            self.registry(),
            &self.ada,
            self.tick(),
            &self.process,
            0,
            10_000,
        );
        lines.await.unwrap()
    }
}

fn version(text: &str) -> Version {
    Version::parse(text).unwrap()
}
