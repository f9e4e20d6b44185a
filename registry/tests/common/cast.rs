//! Who works on entries: Ada, Ben and Eva take part, Cleo convenes, Dan observes.

use domain::{
    Refusal, Slug,
    comment::{CommentKind, NewComment},
    content::{Designation, DesignationKind},
    entry::{EntryRef, Impact, Localised, NewChanges, NewEntry, NewFolding, NewRedline},
    permit::Denial,
    process::Role,
    redline::PartName,
};
use registry::{
    Caller, Error, Registry,
    entries::{self, Entry},
    redlines::{self, Redline},
};

use super::{Stage, lang, minute, stages, text, title};

/// A process called `updates` on a stage, and who acts in it.
pub struct Cast {
    pub stage: Stage,
    pub process: Slug,
    pub ada: Caller,
    pub ben: Caller,
    pub cleo: Caller,
    pub dan: Caller,
    pub eva: Caller,
}

pub const CLEO_NO: u32 = 1;
pub const ADA_NO: u32 = 2;
pub const BEN_NO: u32 = 3;
pub const DAN_NO: u32 = 4;

/// A cast on every stage.
pub async fn casts() -> Vec<Cast> {
    let mut casts = Vec::new();
    for stage in stages().await {
        let cleo = stage.person("cleo").await;
        let process = stage.process("updates", &cleo).await;
        let taking_part = Role::Participant;
        let ada = stage
            .member(
                &process,
                &cleo,
                "ada",
                taking_part,
                Some(("makers", "Acme")),
            )
            .await;
        let ben = stage
            .member(
                &process,
                &cleo,
                "ben",
                taking_part,
                Some(("users", "Buyers")),
            )
            .await;
        let dan = stage
            .member(&process, &cleo, "dan", Role::Observer, None)
            .await;
        let eva = stage
            .member(
                &process,
                &cleo,
                "eva",
                taking_part,
                Some(("makers", "Emco")),
            )
            .await;
        casts.push(Cast {
            stage,
            process,
            ada,
            ben,
            cleo,
            dan,
            eva,
        });
    }
    casts
}

pub fn entry(term: &str, definition: &str) -> NewEntry {
    NewEntry {
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
        rationale: Some(text("Everybody says it.")),
    }
}

pub fn redline(base: u32, definition: &str) -> NewRedline {
    NewRedline {
        base,
        changes: NewChanges {
            definition: Some(Localised::One(text(definition))),
            ..NewChanges::default()
        },
        rationale: text("It reads better."),
        impact: Impact::Clarifying,
        moved_by: None,
        answers_objection: None,
    }
}

pub fn remark(body: &str) -> NewComment {
    NewComment {
        body: text(body),
        kind: CommentKind::General,
        quote: None,
        redline: None,
        proposed: None,
        in_reply_to: None,
        wording: None,
    }
}

impl Cast {
    pub fn registry(&self) -> &Registry {
        &self.stage.registry
    }

    pub async fn propose(
        &self,
        by: &Caller,
        term: &str,
        definition: &str,
    ) -> registry::Result<Entry> {
        entries::propose(
            self.registry(),
            by,
            minute(1),
            &self.process,
            entry(term, definition),
        )
        .await
    }

    pub async fn redline(
        &self,
        by: &Caller,
        base: u32,
        definition: &str,
    ) -> registry::Result<Redline> {
        let on = &EntryRef::Number(1);
        redlines::propose(
            self.registry(),
            by,
            minute(2),
            &self.process,
            on,
            redline(base, definition),
        )
        .await
    }

    pub async fn fold(
        &self,
        by: &Caller,
        number: u32,
        parts: &[PartName],
    ) -> registry::Result<Redline> {
        let folding = NewFolding {
            parts: parts.to_vec(),
        };
        redlines::fold(
            self.registry(),
            by,
            minute(3),
            &self.process,
            (None, number),
            folding,
        )
        .await
    }

    pub async fn find(&self) -> Entry {
        let first = &EntryRef::Number(1);
        entries::find(
            self.registry(),
            &Caller::nobody(),
            minute(9),
            &self.process,
            first,
        )
        .await
        .unwrap()
    }

    pub async fn definition(&self) -> String {
        self.find().await.wording.content.definition[&lang("en")].to_string()
    }
}

#[track_caller]
pub fn denied<T: std::fmt::Debug>(answer: registry::Result<T>, expected: Denial) {
    match answer {
        Err(Error::Forbidden(denial)) => assert_eq!(denial, expected),
        other => panic!("{other:?} instead of {expected:?}"),
    }
}

#[track_caller]
pub fn stale<T: std::fmt::Debug>(answer: registry::Result<T>, expected: Refusal) {
    match answer {
        Err(Error::Stale(refusal)) => assert_eq!(refusal, expected),
        other => panic!("{other:?} instead of {expected:?}"),
    }
}

#[track_caller]
pub fn refused<T: std::fmt::Debug>(answer: registry::Result<T>, expected: Refusal) {
    match answer {
        Err(Error::Refused(refusal)) => assert_eq!(refusal, expected),
        other => panic!("{other:?} instead of {expected:?}"),
    }
}

#[track_caller]
pub fn missing<T: std::fmt::Debug>(answer: registry::Result<T>) {
    assert!(matches!(answer, Err(Error::NotFound)), "{answer:?}");
}
