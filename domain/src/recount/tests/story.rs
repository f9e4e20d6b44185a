//! The small record: a word is proposed, redlined, objected to, agreed, contested and released;
//! then a blind call changes the rule.

use serde_json::{Value, json};

use crate::{
    Event, Moment,
    call::{Sealed, Stated, seal},
    reading::{Answer, Ballot, Cast, Confirmation, Outcome, Seat, Stance, Tally, read},
    record::{Actor, Line, START},
    rule::{Rule, VotingUnit, presets},
};

const HOUR: i64 = 3_600_000;
const CONVENER: Actor = Actor::Member(1);
const ADA: Actor = Actor::Member(2);
const BEN: Actor = Actor::Member(3);
const CY: Actor = Actor::Member(4);

struct Scribe {
    lines: Vec<Line>,
    at: i64,
}

impl Scribe {
    /// Writes a line at the present time.
    fn says(&mut self, actor: Actor, act: &str, data: Value) {
        let event: Event = serde_json::from_value(json!({"act": act, "data": data})).unwrap();
        let prev = self.lines.last().map_or(START, |line| &line.hash);
        let seq = self.lines.len() as u64 + 1;
        let line = Line::new(seq, self.now(), actor, event, prev);
        self.lines.push(line);
    }

    /// Somebody acts an hour later.
    fn acts(&mut self, actor: Actor, act: &str, data: Value) {
        self.at += HOUR;
        self.says(actor, act, data);
    }

    fn now(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    fn in_hours(&self, hours: i64) -> Moment {
        Moment::from_millis(self.at + hours * HOUR)
    }
}

pub(super) fn rule() -> Rule {
    presets::preset("iso", VotingUnit::Organisation).unwrap()
}

pub(super) fn content(definition: &str) -> Value {
    json!({
        "designations": [{"text": "Patch", "kind": "preferred", "lang": "en"}],
        "definition": {"en": definition}, "notes": {}, "examples": {}, "sources": [], "relations": [],
    })
}

pub(super) fn roster() -> Vec<Seat> {
    let seat = |member, organisation, group: &str| Seat {
        member,
        organisation,
        group: crate::Slug::parse(group).unwrap(),
    };
    vec![
        seat(2, Some(1), "makers"),
        seat(3, Some(2), "users"),
        seat(4, None, "users"),
    ]
}

/// What the first call amounts to, written down beside the record.
pub(super) fn first_ballot() -> Ballot {
    let cast = |number, member, stance| Cast {
        number,
        member,
        stance,
    };
    Ballot {
        groups: vec![
            crate::Slug::parse("makers").unwrap(),
            crate::Slug::parse("users").unwrap(),
        ],
        seats: roster(),
        positions: vec![
            cast(1, 2, Stance::Support),
            cast(2, 3, Stance::Object),
            cast(3, 3, Stance::Accept),
            cast(4, 4, Stance::Support),
        ],
        answers: vec![Answer {
            objection: 2,
            confirmations: vec![Confirmation {
                member: 4,
                agree: true,
            }],
        }],
        assent_announced: false,
        commented: false,
    }
}

pub(super) fn counted(ballot: &Ballot) -> (Outcome, Tally) {
    let reading = read(&rule(), ballot);
    (reading.outcome(), reading.tally)
}

/// The lines, in order.
pub(super) fn story() -> Vec<Line> {
    let mut it = Scribe {
        lines: Vec::new(),
        at: 1_476_889_200_000,
    };
    gather(&mut it);
    word(&mut it);
    call(&mut it);
    settle(&mut it);
    blind_call(&mut it);
    it.acts(ADA, "pen.passed", json!({"entry": 1, "member": 3}));
    it.acts(
        CY,
        "member.left",
        json!({"member": 4, "reason": null, "removed": false}),
    );
    it.lines
}

fn gather(it: &mut Scribe) {
    let groups = json!([{"slug": "makers", "name": "Makers"}, {"slug": "users", "name": "Users"}]);
    it.says(
        CONVENER,
        "process.created",
        json!({
            "slug": "words", "title": "Words", "charter": "We agree on words.", "licence": "CC0-1.0",
            "languages": ["en"], "groups": groups, "rule": rule(), "visibility": "public",
            "contest_days": 7, "release_call": false,
        }),
    );
    let joined = |member: u32, role: &str, group: Option<&str>, organisation: Option<u32>| json!({"member": member, "role": role, "group": group, "organisation": organisation});
    it.says(CONVENER, "member.joined", joined(1, "convener", None, None));
    it.acts(
        CONVENER,
        "organisation.added",
        json!({"organisation": 1, "group": "makers"}),
    );
    it.says(
        CONVENER,
        "member.joined",
        joined(2, "participant", Some("makers"), Some(1)),
    );
    it.acts(Actor::Public, "interest.expressed", json!({"interest": 1}));
    it.acts(CONVENER, "interest.admitted", json!({"interest": 1}));
    it.says(
        CONVENER,
        "organisation.added",
        json!({"organisation": 2, "group": "users"}),
    );
    it.says(
        CONVENER,
        "member.joined",
        joined(3, "participant", Some("users"), Some(2)),
    );
    it.acts(
        CONVENER,
        "member.invited",
        json!({"invitation": 1, "role": "participant"}),
    );
    it.acts(
        Actor::Public,
        "member.joined",
        joined(4, "participant", Some("users"), None),
    );
    it.acts(CONVENER, "process.updated", json!({"state": "open"}));
}

fn word(it: &mut Scribe) {
    it.acts(
        ADA,
        "entry.proposed",
        json!({"entry": 1, "slug": "patch", "content": content("A piece of code."), "rationale": null}),
    );
    it.acts(
        BEN,
        "redline.proposed",
        json!({
            "redline": 1, "entry": 1, "base": 1, "rationale": "Say what it does.", "impact": "meaning",
            "changes": {"definition": {"en": "A piece of code that changes a program."}},
        }),
    );
    it.acts(
        CY,
        "comment.added",
        json!({"comment": 1, "entry": 1, "kind": "general", "body": "Good.", "wording": 1}),
    );
    it.acts(
        ADA,
        "comment.disposed",
        json!({"comment": 1, "outcome": "noted", "response": null}),
    );
    it.acts(
        ADA,
        "redline.folded",
        json!({
            "redline": 1, "entry": 1, "wording": 2, "impact": "meaning",
            "content": content("A piece of code that changes a program."),
        }),
    );
}

fn call(it: &mut Scribe) {
    it.at += HOUR;
    let (opens, closes) = (it.now(), it.in_hours(24));
    it.says(
        CONVENER,
        "call.scheduled",
        json!({"call": 1, "subject": {"kind": "wording", "entry": 1, "wording": 2},
            "opens_at": opens, "closes_at": closes, "blind": false}),
    );
    it.says(CONVENER, "call.opened", opened(1, opens));
    let position = |number: u32, member: u32, stance: &str| json!({"call": 1, "position": number, "member": member, "stance": stance});
    it.acts(ADA, "position.taken", position(1, 2, "support"));
    let mut object = position(2, 3, "object");
    object["reason"] = "Which code?".into();
    object["would_resolve"] = "Say “software”.".into();
    it.acts(BEN, "position.taken", object);
    let answer = json!({"call": 1, "answer": 1, "objection": 2, "body": "Code is software."});
    it.acts(ADA, "answer.given", answer);
    let confirmed = json!({"call": 1, "answer": 1, "member": 4, "agree": true});
    it.acts(CY, "answer.confirmed", confirmed);
    it.acts(BEN, "position.taken", position(3, 3, "accept"));
    it.acts(CY, "position.taken", position(4, 4, "support"));
    it.at = closes.millis();
    close(it, 1, &first_ballot(), 7);
}

fn settle(it: &mut Scribe) {
    let final_at = it.in_hours(7 * 24);
    let contest = json!({"call": 1, "contest": 1, "member": 4, "reason": "It was too quick."});
    it.acts(CY, "call.contested", contest);
    it.acts(CY, "contest.withdrawn", json!({"call": 1, "contest": 1}));
    it.at = final_at.millis() + HOUR;
    it.says(
        Actor::Clock,
        "call.finalised",
        json!({"call": 1, "due": final_at}),
    );
    it.acts(
        CONVENER,
        "release.published",
        json!({"version": "1.0.0", "previous": null, "base": "https://terms.example",
            "terms": [{"entry": 1, "wording": 2, "call": 1, "retired": false}],
            "artefacts": {"json": "00".repeat(32)}}),
    );
}

fn blind_call(it: &mut Scribe) {
    it.at += HOUR;
    let (opens, closes) = (it.now(), it.in_hours(24));
    let rule: Rule = presets::preset("unanimity", VotingUnit::Person).unwrap();
    it.says(
        CONVENER,
        "call.scheduled",
        json!({"call": 2, "subject": {"kind": "rule", "rule": rule},
            "opens_at": opens, "closes_at": closes, "blind": true}),
    );
    it.says(CONVENER, "call.opened", opened(2, opens));
    let stated = Stated {
        stance: Stance::Support,
        reason: None,
        would_resolve: None,
        quote: None,
    };
    let mut revealed = Vec::new();
    let mut casts = Vec::new();
    for (number, (actor, member)) in (1..).zip([(ADA, 2), (BEN, 3)]) {
        let salt = format!("{number:064x}");
        let sealed = seal(&Sealed {
            call: 2,
            position: number,
            member,
            salt: &salt,
            stated: &stated,
        });
        let taken = json!({"call": 2, "position": number, "member": member, "sealed": sealed});
        it.acts(actor, "position.taken", taken);
        revealed.push(json!({"position": number, "salt": salt, "stance": "support"}));
        casts.push(Cast {
            number,
            member,
            stance: Stance::Support,
        });
    }
    it.at = closes.millis();
    let ballot = Ballot {
        positions: casts,
        answers: Vec::new(),
        ..first_ballot()
    };
    close(it, 2, &ballot, 7);
    it.says(
        Actor::Clock,
        "positions.revealed",
        json!({"call": 2, "positions": revealed}),
    );
    let final_at = it.in_hours(7 * 24);
    it.at = final_at.millis();
    it.says(
        Actor::Clock,
        "call.finalised",
        json!({"call": 2, "due": final_at}),
    );
    it.says(
        Actor::Clock,
        "rule.adopted",
        json!({"call": 2, "rule": rule}),
    );
}

fn opened(call: u32, due: Moment) -> Value {
    json!({"call": call, "due": due, "rule": rule(), "groups": ["makers", "users"], "roster": roster()})
}

/// The clock closes a call in time.
fn close(it: &mut Scribe, call: u32, ballot: &Ballot, days: i64) {
    let (outcome, tally) = counted(ballot);
    let due = it.now();
    it.says(
        Actor::Clock,
        "call.closed",
        json!({"call": call, "due": due, "early": false, "statement": null,
            "outcome": outcome, "tally": tally, "final_at": it.in_hours(days * 24)}),
    );
}
