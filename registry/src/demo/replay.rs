//! Playing the steps: names become numbers, bodies become inputs, and acts are called like anybody's.

use std::collections::HashMap;

use domain::{
    Moment, Slug, Text,
    account::{Email, Password},
    entry::EntryRef,
    process::{ProcessPatch, State},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tokio::sync::mpsc::UnboundedReceiver;

use super::{
    SignIn,
    known::{Known, field, read},
    step::Step,
};
use crate::{
    Caller, Error, Letter, Registry, Result, accounts, answers, calls, comments, contests, entries,
    interests, members, minorities, positions, processes, redlines, releases,
};

struct Persona {
    email: String,
    name: String,
    caller: Caller,
}

pub(super) struct Replay<'a> {
    pub(super) registry: &'a Registry,
    /// Nobody gets the letters of the past; the links in some of them are followed.
    pub(super) letters: UnboundedReceiver<Letter>,
    password: &'a Password,
    personas: HashMap<String, Persona>,
    known: Known,
    /// The call an answer was given in.
    answered: HashMap<u32, Vec<(String, u32)>>,
    process: Option<Slug>,
    interests: u32,
}

impl<'a> Replay<'a> {
    pub(super) fn new(
        registry: &'a Registry,
        letters: UnboundedReceiver<Letter>,
        password: &'a Password,
    ) -> Self {
        Self {
            registry,
            letters,
            password,
            personas: HashMap::new(),
            known: Known::default(),
            answered: HashMap::new(),
            process: None,
            interests: 0,
        }
    }

    pub(super) fn sign_ins(&self) -> Vec<SignIn> {
        let sign_in = |persona: &Persona| SignIn {
            email: persona.email.clone(),
            name: persona.name.clone(),
            convenes: persona.caller.may_convene,
        };
        let mut all: Vec<_> = self.personas.values().map(sign_in).collect();
        all.sort_by(|a, b| {
            b.convenes
                .cmp(&a.convenes)
                .then_with(|| a.email.cmp(&b.email))
        });
        all
    }

    pub(super) async fn play(&mut self, step: &Step) -> Result<()> {
        if step.act == "account.create" {
            return self.account(step).await;
        }
        let body = self.known.numbered(&step.body)?;
        // Beside the others and not among them: together they would need more of a stack than a thread has.
        let made = match step.act.starts_with("meeting.") {
            true => Box::pin(self.act_in_meeting(step, &body)).await?,
            false => Box::pin(self.act(step, &body)).await?,
        };
        if let (Some(Value::String(name)), Some(number)) = (step.body.get("as"), made)
            && let Some((kind, name)) = name.split_once(':')
        {
            self.known.name(kind, name, number);
        }
        Ok(())
    }

    async fn account(&mut self, step: &Step) -> Result<()> {
        let email: String = field(&step.body, "email")?;
        let new = accounts::NewAccount {
            email: Email::parse(&email)?,
            name: field(&step.body, "name")?,
            password: self.password.clone(),
            admin: false,
            may_convene: step.body.get("may_convene") == Some(&Value::Bool(true)),
        };
        let name = new.name.to_string();
        accounts::add(self.registry, step.at, new).await?;
        let caller = accounts::caller(self.registry, &Email::parse(&email)?).await?;
        self.personas.insert(
            step.by.clone(),
            Persona {
                email,
                name,
                caller,
            },
        );
        Ok(())
    }

    /// Calls the act, and returns the number of what it made.
    async fn act(&mut self, step: &Step, body: &Map<String, Value>) -> Result<Option<u32>> {
        let (registry, at) = (self.registry, step.at);
        let caller = &self.caller(step);
        if step.act == "process.create" {
            let process = processes::found(registry, caller, at, whole(body)?).await?;
            self.process = Some(process.slug);
            return Ok(None);
        }
        let slug = &self.slug()?;
        let number = |name: &str| field::<u32>(body, name);
        let entry = || number("entry").map(EntryRef::Number);
        let reason = || field::<Text>(body, "reason");
        match step.act.as_str() {
            "process.open" => {
                let patch = ProcessPatch {
                    state: Some(State::Open),
                    ..ProcessPatch::default()
                };
                processes::update(registry, caller, at, slug, patch).await?;
            }
            "interest.express" => {
                interests::express(registry, caller, at, slug, whole(body)?).await?;
                self.interests += 1;
                return Ok(Some(self.interests));
            }
            "interest.admit" => {
                interests::admit(registry, caller, at, slug, number("interest")?).await?;
            }
            "member.add" => {
                members::add(registry, caller, at, slug, whole(body)?).await?;
            }
            "member.leave" => {
                let member = self.member(&step.by, at).await?;
                members::leave(registry, caller, at, slug, member, reason().ok()).await?;
            }
            "pen.pass" => {
                let member = self.member(&field::<String>(body, "member")?, at).await?;
                entries::pass_pen(registry, caller, at, slug, &entry()?, member).await?;
            }
            "entry.propose" => {
                return Ok(Some(
                    entries::propose(registry, caller, at, slug, whole(body)?)
                        .await?
                        .number,
                ));
            }
            "entry.withdraw" => {
                entries::withdraw(registry, caller, at, slug, &entry()?, reason()?).await?;
            }
            "redline.propose" => {
                let new =
                    redlines::propose(registry, caller, at, slug, &entry()?, whole(body)?).await?;
                return Ok(Some(new.number));
            }
            "redline.fold" => {
                let redline = (None, number("redline")?);
                redlines::fold(registry, caller, at, slug, redline, Default::default()).await?;
            }
            "redline.refuse" => {
                redlines::refuse(
                    registry,
                    caller,
                    at,
                    slug,
                    (None, number("redline")?),
                    reason()?,
                )
                .await?;
            }
            "redline.withdraw" => {
                redlines::withdraw(
                    registry,
                    caller,
                    at,
                    slug,
                    (None, number("redline")?),
                    reason().ok(),
                )
                .await?;
            }
            "comment.add" => {
                let new =
                    comments::add(registry, caller, at, slug, &entry()?, whole(body)?).await?;
                return Ok(Some(new.number));
            }
            "comment.dispose" => {
                comments::dispose(
                    registry,
                    caller,
                    at,
                    slug,
                    (None, number("comment")?),
                    whole(body)?,
                )
                .await?;
            }
            "comment.acknowledge" => {
                let satisfied = field(body, "satisfied")?;
                comments::acknowledge(
                    registry,
                    caller,
                    at,
                    slug,
                    (None, number("comment")?),
                    satisfied,
                )
                .await?;
            }
            "release.publish" => {
                releases::publish(registry, caller, at, slug, whole(body)?).await?;
            }
            act if act.starts_with("review.") => {
                return self.act_in_review(step, body, caller, slug).await;
            }
            _ => return self.act_in_call(step, body, caller, slug).await,
        }
        Ok(None)
    }

    /// What happens in and about calls.
    async fn act_in_call(
        &mut self,
        step: &Step,
        body: &Map<String, Value>,
        caller: &Caller,
        slug: &Slug,
    ) -> Result<Option<u32>> {
        let (registry, at) = (self.registry, step.at);
        let number = |name: &str| field::<u32>(body, name);
        let call = || number("call");
        let reason = || field::<Text>(body, "reason");
        match step.act.as_str() {
            "call.open" => {
                return Ok(Some(
                    calls::make(registry, caller, at, slug, whole(body)?)
                        .await?
                        .number,
                ));
            }
            "position.take" => {
                let taken =
                    positions::take(registry, caller, at, slug, call()?, whole(body)?).await?;
                self.known.take(call()?, &step.by, taken.number);
            }
            "answer.give" => {
                let objection = self
                    .known
                    .position_of(call()?, &field::<String>(body, "position_of")?)?;
                let mut body = body.clone();
                body.insert("objection".into(), objection.into());
                let new = answers::give(registry, caller, at, slug, call()?, whole(&body)?).await?;
                let name: String = field(&step.body, "as")?;
                self.answered
                    .entry(call()?)
                    .or_default()
                    .push((name, new.number));
                return Ok(Some(new.number));
            }
            "answer.confirm" => {
                let name = format!("answer:{}", field::<String>(&step.body, "answer")?);
                let in_call = self
                    .answered
                    .iter()
                    .find(|(_, given)| given.iter().any(|(known, _)| *known == name));
                let (call, _) = in_call.ok_or(Error::NotFound)?;
                answers::confirm(
                    registry,
                    caller,
                    at,
                    slug,
                    *call,
                    number("answer")?,
                    field(body, "agree")?,
                )
                .await?;
            }
            "call.extend" => {
                calls::extend(
                    registry,
                    caller,
                    at,
                    slug,
                    call()?,
                    field(body, "closes_at")?,
                    reason()?,
                )
                .await?;
            }
            "call.close" => {
                calls::close(
                    registry,
                    caller,
                    at,
                    slug,
                    call()?,
                    field(body, "statement").ok(),
                )
                .await?;
            }
            "call.withdraw" => {
                calls::withdraw(registry, caller, at, slug, call()?, reason()?).await?;
            }
            "call.contest" => {
                contests::contest(registry, caller, at, slug, call()?, reason()?).await?;
            }
            "contest.withdraw" => {
                contests::withdraw(registry, caller, at, slug, call()?).await?;
            }
            "minority.leave" => {
                minorities::state(registry, caller, at, slug, call()?, field(body, "text")?)
                    .await?;
            }
            other => {
                return Err(Error::Storage(format!(
                    "the scenario has an unknown act, {other}"
                )));
            }
        }
        Ok(None)
    }

    /// Who acts; who expresses an interest may be nobody the site knows yet.
    pub(super) fn caller(&self, step: &Step) -> Caller {
        let persona = self.personas.get(&step.by);
        persona
            .map(|persona| persona.caller.clone())
            .unwrap_or_default()
    }

    /// The process it all happens in.
    pub(super) fn slug(&self) -> Result<Slug> {
        self.process.clone().ok_or(Error::NotFound)
    }

    /// The member number of a persona.
    pub(super) async fn member(&self, key: &str, at: Moment) -> Result<u32> {
        let persona = self.personas.get(key).ok_or(Error::NotFound)?;
        let slug = self.process.as_ref().ok_or(Error::NotFound)?;
        let process = processes::find(self.registry, &persona.caller, at, slug).await?;
        process.me.map(|me| me.number).ok_or(Error::NotFound)
    }
}

/// The input that a body holds; fields that are the scenario's own are passed over.
pub(super) fn whole<T: DeserializeOwned>(body: &Map<String, Value>) -> Result<T> {
    read(Value::Object(body.clone()))
}
