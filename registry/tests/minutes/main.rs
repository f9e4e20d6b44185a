//! Minutes, from a meeting that is held to what stands for ever. Cleo convenes; Ada, Ben and Eva take part.

#![allow(
    clippy::unwrap_used,
    reason = "a story that cannot go on says so by failing"
)]

#[path = "../common/mod.rs"]
mod common;

mod files;
mod held;
mod made_final;

use common::{
    cast::{BEN_NO, Cast, casts, redline},
    minute, text, title,
};
use domain::{
    Day,
    call::{NewCall, Stated, Subject},
    entry::{EntryRef, NewFolding},
    meeting::{ChosenOption, MeetingState, NewAction, NewItem, NewMeeting, NewNote, NewPoll},
    reading::Stance,
    record::verify_chain,
};
use registry::{
    Caller, calls,
    meetings::{
        self,
        minutes::{Deed, Detail, Minutes, Part, spans},
    },
    positions, record, redlines,
};

const MEETING: u32 = 1;

fn item(words: &str, entry: Option<u32>) -> NewItem {
    NewItem {
        number: None,
        title: title(words),
        entry,
        call: None,
        minutes: Some(10),
    }
}

fn note(item: Option<u32>, words: &str) -> NewNote {
    NewNote {
        item,
        body: text(words),
    }
}

fn stated(stance: Stance) -> Stated {
    let objects = stance == Stance::Object;
    Stated {
        stance,
        reason: objects.then(|| text("It is too <b>narrow</b>.")),
        would_resolve: objects.then(|| text("naming the users")),
        quote: None,
    }
}

/// Two entries, a waiting redline, and a planned meeting with three items.
async fn planned() -> Vec<Cast> {
    let casts = casts().await;
    for cast in &casts {
        cast.propose(&cast.ada, "Patch", "Software that fixes a bug.")
            .await
            .unwrap();
        cast.propose(&cast.ada, "Update", "New software.")
            .await
            .unwrap();
        cast.redline(&cast.ben, 1, "Software that corrects a vulnerability.")
            .await
            .unwrap();
        let new = NewMeeting {
            title: title("First meeting"),
            starts_at: minute(60),
            place: Some(title("Austin")),
            link: None,
            introduction: None,
            agenda: vec![
                item("What a patch is", Some(1)),
                item("Where we stand", None),
                item("Outlook", None),
            ],
            announced: true,
            suggestions_until: None,
        };
        meetings::plan(cast.registry(), &cast.cleo, minute(5), &cast.process, new)
            .await
            .unwrap();
    }
    casts
}

/// The same meeting held from minute 60 to minute 80: see each line.
async fn held() -> Vec<Cast> {
    let casts = planned().await;
    for cast in &casts {
        cast.attend(&cast.ada, 30, true).await;
        cast.attend(&cast.eva, 30, true).await;
        cast.attend(&cast.eva, 40, false).await;
        cast.set_state(60, MeetingState::Running).await;
        cast.attend(&cast.ben, 61, true).await;
        cast.open_item(62, 1).await;
        let registry = cast.registry();
        let (p, cleo, ada, ben) = (&cast.process, &cast.cleo, &cast.ada, &cast.ben);
        redlines::fold(
            registry,
            ada,
            minute(63),
            p,
            (None, 1),
            NewFolding { parts: vec![] },
        )
        .await
        .unwrap();
        meetings::add_note(
            registry,
            cleo,
            minute(64),
            p,
            MEETING,
            note(None, "A *long* talk."),
        )
        .await
        .unwrap();
        let poll = NewPoll {
            question: title("Is it short enough?"),
            options: vec![title("Yes"), title("No")],
            item: None,
        };
        meetings::open_poll(registry, cleo, minute(65), p, MEETING, poll)
            .await
            .unwrap();
        for (who, option) in [(ada, 1), (ben, 2)] {
            let chosen = ChosenOption::Number(option);
            meetings::choose(registry, who, minute(65), p, (MEETING, 1), &chosen)
                .await
                .unwrap();
        }
        meetings::close_poll(registry, cleo, minute(66), p, (MEETING, 1))
            .await
            .unwrap();
        let action = NewAction {
            item: None,
            body: text("Ask the makers."),
            owner: BEN_NO,
            due: Some(Day::parse("2016-10-20").unwrap()),
        };
        meetings::assign(registry, cleo, minute(67), p, MEETING, action)
            .await
            .unwrap();
        let elsewhere = redline(1, "Newer software.");
        redlines::propose(
            registry,
            ben,
            minute(68),
            p,
            &EntryRef::Number(2),
            elsewhere,
        )
        .await
        .unwrap();
        cast.open_item(70, 2).await;
        let call = NewCall {
            subject: Subject::Wording {
                entry: 1,
                wording: 2,
            },
            opens_at: None,
            closes_at: minute(600),
            blind: true,
            silence: None,
            answers: None,
        };
        calls::make(registry, cleo, minute(71), p, call)
            .await
            .unwrap();
        for (who, stance) in [
            (ada, Stance::Support),
            (ben, Stance::Object),
            (ada, Stance::Accept),
        ] {
            positions::take(registry, who, minute(72), p, 1, stated(stance))
                .await
                .unwrap();
        }
        cast.attend(ada, 76, false).await;
        cast.set_state(80, MeetingState::Ended).await;
    }
    casts
}

impl Cast {
    async fn attend(&self, who: &Caller, at: i64, present: bool) {
        meetings::attend(
            self.registry(),
            who,
            minute(at),
            &self.process,
            MEETING,
            present,
        )
        .await
        .unwrap();
    }

    async fn set_state(&self, at: i64, state: MeetingState) {
        let state = (state, None);
        meetings::set_state(
            self.registry(),
            &self.cleo,
            minute(at),
            &self.process,
            MEETING,
            state,
        )
        .await
        .unwrap();
    }

    async fn open_item(&self, at: i64, item: u32) {
        meetings::open_item(
            self.registry(),
            &self.cleo,
            minute(at),
            &self.process,
            MEETING,
            item,
        )
        .await
        .unwrap();
    }

    async fn minutes(&self, at: i64) -> Minutes {
        let nobody = Caller::nobody();
        meetings::minutes(self.registry(), &nobody, minute(at), &self.process, MEETING)
            .await
            .unwrap()
    }

    async fn check_record(&self, at: i64) {
        let nobody = Caller::nobody();
        let lines = record::lines(self.registry(), &nobody, minute(at), &self.process, 0, 1000)
            .await
            .unwrap();
        verify_chain(&lines).unwrap();
        let text = record::ndjson(&lines).unwrap();
        let report = domain::recount::recount(text, None);
        assert_eq!(report.faults, []);
    }
}

fn acts(deeds: &[Deed]) -> Vec<&str> {
    deeds.iter().map(|deed| deed.act.as_str()).collect()
}

fn said(deed: &Deed) -> String {
    meetings::minutes::sentence(deed)
}
