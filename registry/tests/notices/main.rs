//! What needs somebody, by mail: how often, of what, and to nobody else. Cleo convenes; Ada (Acme) and
//! Eva (Emco) are makers, Ben (Buyers) is a user, Dan observes.

#![allow(
    clippy::unwrap_used,
    reason = "a story that cannot go on says so by failing"
)]

#[path = "../common/mod.rs"]
mod common;

mod called;
mod claims;
mod met;
mod pace;
mod reminders;
mod stopping;

use common::{
    cast::{Cast, casts, redline, remark},
    minute, text, title,
};
use domain::{
    Moment,
    call::{NewCall, Stated, Subject},
    entry::EntryRef,
    notice::Frequency,
    reading::Stance,
};
use registry::{
    Caller, Letter, Registry,
    calls::{self, Call},
    notices::{self, LEADS},
    positions,
};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// Everything that is due on a server at a moment, as it is sent.
async fn drain(registry: &Registry, now: Moment) -> Vec<Letter> {
    let mut letters = Vec::new();
    while let Some(notice) = notices::next(registry, now, &LEADS).await.unwrap() {
        letters.push(notice.letter);
        assert!(letters.len() < 100, "it never ends: {letters:?}");
    }
    letters
}

/// Who was written to, each with the subject, by name.
fn subjects(letters: &[Letter]) -> Vec<String> {
    let mut all: Vec<_> = letters
        .iter()
        .map(|letter| {
            let (name, _) = letter.to.split_once('@').unwrap();
            let (_, about) = letter.subject.split_once("”: ").unwrap();
            format!("{name}: {about}")
        })
        .collect();
    all.sort();
    all
}

#[track_caller]
fn check(letters: &[Letter], expected: &[&str]) {
    assert_eq!(subjects(letters), expected, "{letters:#?}");
}

/// The only letter to somebody.
#[track_caller]
fn to<'a>(letters: &'a [Letter], name: &str) -> &'a str {
    let address = format!("{name}@example.org");
    let mine: Vec<_> = letters.iter().filter(|it| it.to == address).collect();
    assert_eq!(mine.len(), 1, "{letters:#?}");
    &mine[0].body
}

/// A moment a few seconds after a minute.
fn after(minutes: i64) -> Moment {
    minute(minutes) + 6_000
}

impl Cast {
    async fn due(&self, at: Moment) -> Vec<Letter> {
        drain(self.registry(), at).await
    }

    async fn choose(&self, who: &Caller, at: i64, frequency: Frequency) {
        let chosen = notices::set(self.registry(), who, minute(at), &self.process, frequency).await;
        assert_eq!(chosen.unwrap().frequency, frequency);
    }

    /// Everybody wants to know everything at once.
    async fn all_at_once(&self) {
        for who in [&self.ada, &self.ben, &self.cleo, &self.dan, &self.eva] {
            self.choose(who, 0, Frequency::Immediate).await;
        }
    }

    /// Ada's entry, and a call on it that opens and closes then.
    async fn called(&self, opens: i64, closes: i64, blind: bool) -> Call {
        self.propose(&self.ada, "patch", "Software that corrects a defect.")
            .await
            .unwrap();
        let new = NewCall {
            subject: Subject::Wording {
                entry: 1,
                wording: 1,
            },
            opens_at: None,
            closes_at: minute(closes),
            blind,
            silence: None,
            answers: None,
        };
        calls::make(
            self.registry(),
            &self.cleo,
            minute(opens),
            &self.process,
            new,
        )
        .await
        .unwrap()
    }

    async fn take(&self, who: &Caller, at: i64, stance: Stance) {
        let stated = Stated {
            stance,
            reason: Some(text("Because of the makers.")),
            would_resolve: Some(text("Naming the users.")),
            quote: None,
        };
        positions::take(self.registry(), who, minute(at), &self.process, 1, stated)
            .await
            .unwrap();
    }
}
