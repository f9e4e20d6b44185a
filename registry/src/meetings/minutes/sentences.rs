//! What was done, in a sentence.

use domain::{
    Event, Text,
    call::Subject,
    comment::Disposition,
    content::Content,
    ids::{CallNo, EntryNo},
    meeting::minutes::Deed,
    record::Actor,
    rule::RuleChoice,
};
use formats::minutes::{Bit, day};

use super::telling::Teller;

/// A sentence while it is made.
#[derive(Default)]
struct Sentence(Vec<Bit>);

impl Sentence {
    fn say(mut self, words: impl Into<String>) -> Self {
        let words = words.into();
        match self.0.last_mut() {
            Some(Bit::Words { text }) => text.push_str(&words),
            _ if words.is_empty() => {}
            _ => self.0.push(Bit::Words { text: words }),
        }
        self
    }

    fn call(mut self, number: CallNo) -> Self {
        self.0.push(Bit::Call { number });
        self
    }
}

/// A sentence of nothing but words.
pub(super) fn only(words: String) -> Vec<Bit> {
    Sentence::default().say(words).0
}

/// What a text is compared with that did not stand before.
pub(super) fn nothing() -> Content {
    Content {
        designations: Vec::new(),
        definition: [].into(),
        notes: [].into(),
        examples: [].into(),
        sources: Vec::new(),
        relations: Vec::new(),
    }
}

impl Teller<'_> {
    /// Who did something, as a sentence names them.
    pub(super) fn short(&self, by: Actor) -> String {
        let number = match by {
            Actor::Member(number) => number,
            Actor::Clock => return "The clock".to_owned(),
            Actor::Public => return "Somebody from outside".to_owned(),
        };
        let who = self.who(number);
        match who.organisation.or(who.group) {
            Some(belongs) => format!("{} ({belongs})", who.name),
            None => who.name,
        }
    }

    /// What a call is about, in the words of that time.
    pub(super) fn about(&self, call: CallNo) -> String {
        let term = |entry: EntryNo| self.term(entry).term;
        match self.ground.subjects.get(&call) {
            Some(Subject::Wording { entry, wording }) => {
                format!("wording {wording} of {}", term(*entry))
            }
            Some(Subject::Retirement { entry, .. }) => {
                format!("the retirement of {}", term(*entry))
            }
            Some(Subject::Rule { rule }) => {
                let name = match rule {
                    RuleChoice::Own(rule) => rule.name.clone(),
                    RuleChoice::Preset(name) => name.clone(),
                };
                format!("the rule “{name}”")
            }
            Some(Subject::Release { version, .. }) => format!("release {version}"),
            Some(Subject::Charter { .. }) => "the charter".to_owned(),
            Some(Subject::Resolution { .. }) => "a resolution".to_owned(),
            Some(Subject::Minutes { meeting }) => format!("the minutes of meeting {meeting}"),
            None => format!("call {call}"),
        }
    }

    /// What a call asks to resolve.
    pub(super) fn resolution(&self, call: CallNo) -> Option<&Text> {
        match self.ground.subjects.get(&call)? {
            Subject::Resolution { text } => Some(text),
            _ => None,
        }
    }

    pub(super) fn positions(&self, deed: &Deed) -> Vec<Bit> {
        let call = deed.call.unwrap_or_default();
        let about = format!(" on {}", self.about(call));
        let sentence = Sentence::default().say("Positions were taken in ");
        sentence.call(call).say(about).0
    }

    pub(super) fn words(&self, deed: &Deed, event: &Event) -> Vec<Bit> {
        let by = self.short(deed.by);
        let on = |before: String, after: &str| {
            let mut sentence = Sentence::default().say(before);
            if let Some(entry) = deed.entry {
                sentence.0.push(Bit::Term(self.term(entry)));
            }
            sentence.say(after).0
        };
        match event {
            Event::EntryProposed { .. } => on(format!("{by} proposed "), ""),
            Event::EntryWithdrawn { .. } => on(format!("{by} took back "), ""),
            Event::PenPassed { member, .. } => {
                let to = self.short(Actor::Member(*member));
                on(format!("{by} passed the pen of "), &format!(" to {to}"))
            }
            Event::RedlineProposed(proposal) => {
                let moved = proposal.moved_by.map(|member| {
                    let mover = self.short(Actor::Member(member));
                    format!(", moved by {mover}")
                });
                let words = format!("{by} proposed redline {} on ", proposal.redline);
                on(words, &moved.unwrap_or_default())
            }
            Event::RedlineConfirmed { redline, agree } => {
                let word = if *agree { "confirmed" } else { "denied" };
                on(
                    format!("{by} {word} having moved redline {redline} on "),
                    "",
                )
            }
            Event::RedlineFolded {
                redline,
                wording,
                parts,
                ..
            } => {
                let some = if parts.is_empty() { "" } else { " parts of" };
                let made = format!(", which made wording {wording}");
                on(format!("{by} folded{some} redline {redline} into "), &made)
            }
            Event::RedlineRefused { redline, .. } => {
                on(format!("{by} refused redline {redline} on "), "")
            }
            Event::RedlineWithdrawn { redline, .. } => {
                on(format!("{by} took back redline {redline} on "), "")
            }
            Event::CommentAdded(remark) => {
                let word = match remark.in_reply_to {
                    Some(_) => "replied in the comments",
                    None => "commented",
                };
                on(format!("{by} {word} on "), "")
            }
            Event::CommentDisposed {
                comment, outcome, ..
            } => {
                let became = format!(": {}", disposed(*outcome));
                on(format!("{by} answered comment {comment} on "), &became)
            }
            Event::NoteTakerNamed { member, .. } => {
                let taker = self.short(Actor::Member(*member));
                only(format!("{by} named {taker} to take the notes"))
            }
            Event::MeetingChanged(reform) => only(match &reform.agenda {
                Some(_) => format!("{by} changed the agenda"),
                None => format!("{by} changed what was planned"),
            }),
            Event::MeetingPlanned(plan) => only(format!(
                "{by} planned another meeting, “{}”, for {}",
                plan.title,
                day(plan.starts_at)
            )),
            Event::ReleasePublished(publication) => {
                only(format!("{by} published release {}", publication.version))
            }
            event => self.of_call(by, deed.call.unwrap_or_default(), event),
        }
    }

    fn of_call(&self, by: String, call: CallNo, event: &Event) -> Vec<Bit> {
        let about = format!(" on {}", self.about(call));
        let on = |before: String, after: &str| {
            let sentence = Sentence::default().say(before).call(call);
            sentence.say(after).0
        };
        match event {
            Event::RuleAdopted { rule, .. } => on(
                format!("{by} put the rule “{}” into force by ", rule.name),
                "",
            ),
            Event::CallScheduled(schedule) => {
                let opens = format!("{about}, to open on {}", day(schedule.opens_at));
                on(format!("{by} set up "), &opens)
            }
            Event::CallOpened { roster, .. } => {
                let people = match roster.len() {
                    1 => "1 person".to_owned(),
                    more => format!("{more} people"),
                };
                on(format!("{by} opened "), &format!("{about}, to {people}"))
            }
            Event::CallExtended { closes_at, .. } => {
                let until = format!("{about} until {}", day(*closes_at));
                on(format!("{by} extended "), &until)
            }
            Event::CallWithdrawn { .. } => on(format!("{by} withdrew "), &about),
            Event::CallClosed { early, outcome, .. } => {
                let before = if *early { " before its time" } else { "" };
                let result = if outcome.is_reached() {
                    "reached"
                } else {
                    "not reached"
                };
                let ended = format!("{about}{before}: agreement was {result}");
                on(format!("{by} closed "), &ended)
            }
            Event::CallStated { .. } => on(format!("{by} said about the outcome of "), &about),
            Event::CallContested { .. } => on(format!("{by} contested how "), " ended"),
            Event::ContestWithdrawn { .. } => on(format!("{by} took back the contest of "), ""),
            Event::CallFinalised { .. } => on(format!("{by} made "), &format!("{about} final")),
            Event::CallSuperseded { by: other, .. } => on(
                "The outcome of ".to_owned(),
                &format!(" gave way to that of call {other}"),
            ),
            Event::AnswerGiven { objection, .. } => {
                let words = format!("{by} answered the objection of position {objection} in ");
                on(words, &about)
            }
            Event::AnswerConfirmed { answer, agree, .. } => {
                let meets = if *agree { "meets" } else { "does not meet" };
                let words = format!("{by} said that answer {answer} {meets} the objection in ");
                on(words, &about)
            }
            Event::MinorityStated { .. } => on(format!("{by} left a minority statement on "), ""),
            other => only(format!("{by} did {}", other.act())),
        }
    }
}

fn disposed(outcome: Disposition) -> &'static str {
    match outcome {
        Disposition::Accepted => "accepted",
        Disposition::Partly => "accepted in part",
        Disposition::NotAccepted => "not accepted",
        Disposition::Noted => "noted",
        Disposition::OutOfScope => "out of scope",
        Disposition::Duplicate => "a duplicate",
    }
}
