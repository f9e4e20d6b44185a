//! What a release is made of, gathered from the tables at one point of the record.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap, HashSet},
};

use domain::{
    Lang, Moment, Refusal, Slug, Version,
    call::{CallState, Subject},
    content::Content,
    entry::Impact,
    ids::{CallNo, EntryNo, WordingNo},
    markdown,
    reading::{Level, Outcome, Tally, Verdict},
    redline,
    release::{
        About, Called, Consensus, Document, Formulation, Held, Minority, Origin, Phrase, Plan,
        Relationship, Settled, Settling, Term, TermStatus, settle,
    },
    rule::Rule,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{PreviewChange, impacts::Impacts};
use crate::{
    Error, Result,
    names::Names,
    rows::{from_word, moment, number, value},
    tables::{calls, entries, minorities, processes, releases, wordings},
};

pub(super) struct Material {
    process: processes::Model,
    languages: Vec<Lang>,
    entries: Vec<entries::Model>,
    contents: HashMap<(EntryNo, WordingNo), Content>,
    impacts: Impacts,
    calls: HashMap<CallNo, calls::Model>,
    minorities: Vec<minorities::Model>,
    names: Names,
    previous: Option<Document>,
    pub(super) versions: Vec<Version>,
}

impl Material {
    pub(super) async fn gather(
        db: &impl ConnectionTrait,
        process: &processes::Model,
    ) -> Result<Self> {
        let id = process.id;
        let entries = entries::Entity::find()
            .filter(entries::Column::ProcessId.eq(id))
            .filter(entries::Column::AgreedWording.is_not_null())
            .order_by_asc(entries::Column::Number)
            .all(db)
            .await?;
        let wordings = wordings::Entity::find()
            .filter(wordings::Column::ProcessId.eq(id))
            .all(db)
            .await?;
        let newest = releases::Entity::find()
            .filter(releases::Column::ProcessId.eq(id))
            .order_by_desc(releases::Column::VersionKey)
            .all(db)
            .await?;
        let agreeing = entries.iter().filter_map(|entry| entry.agreed_call);
        let mut wanted = Condition::any().add(calls::Column::Number.is_in(agreeing));
        if process.release_call {
            // What a call on a release listed may have been reworded since.
            wanted = wanted.add(calls::Column::Kind.is_in(["release", "wording"]));
        }
        let rows = calls::Entity::find()
            .filter(calls::Column::ProcessId.eq(id))
            .filter(wanted);
        let calls: HashMap<_, _> = rows
            .all(db)
            .await?
            .into_iter()
            .map(|row| (number(row.number), row))
            .collect();
        let minorities = minorities::Entity::find()
            .filter(minorities::Column::ProcessId.eq(id))
            .filter(minorities::Column::Call.is_in(calls.keys().map(|call| i64::from(*call))))
            .order_by_asc(minorities::Column::Member)
            .all(db)
            .await?;
        let previous = newest.first().map(|row| value(&row.document)).transpose()?;
        let versions = newest.iter().map(|row| Version::parse(&row.version));
        let versions = versions.collect::<std::result::Result<_, _>>()?;
        let mut material = Self {
            process: process.clone(),
            languages: value(&process.languages)?,
            entries,
            contents: HashMap::new(),
            impacts: Impacts::load(db, id).await?,
            calls,
            minorities,
            names: Names::load(db, id).await?,
            previous,
            versions,
        };
        material.read_wordings(&wordings)?;
        Ok(material)
    }

    /// Keeps the contents that a release or its comparison with the one before can need.
    fn read_wordings(&mut self, rows: &[wordings::Model]) -> Result<()> {
        let now = self.held();
        let now = now.iter().map(|(held, _)| (held.entry, held.wording));
        let before = self.before();
        let before = before.iter().map(|held| (held.entry, held.wording));
        let called = self.called();
        let called = called.iter().flat_map(|call| &call.terms);
        let called = called.map(|item| (item.entry, item.wording));
        let needed: HashSet<(EntryNo, WordingNo)> = now.chain(before).chain(called).collect();
        for row in rows {
            let key = (number(row.entry), number(row.number));
            if needed.contains(&key) {
                self.contents.insert(key, value(&row.content)?);
            }
        }
        Ok(())
    }

    pub(super) fn previous_version(&self) -> Option<Version> {
        self.previous.as_ref().map(|document| document.version)
    }

    /// Each entry's newest finally agreed wording, whatever its status now, and every retired one; each with the call
    /// that agreed it.
    fn held(&self) -> Vec<(Held, CallNo)> {
        let held = |row: &entries::Model| {
            let held = Held {
                entry: number(row.number),
                wording: number(row.agreed_wording?),
                retired: row.retired,
            };
            Some((held, number(row.agreed_call.unwrap_or_default())))
        };
        self.entries.iter().filter_map(held).collect()
    }

    /// What the release before holds.
    fn before(&self) -> Vec<Held> {
        let previous = self.previous.as_ref();
        previous.map(Document::held).unwrap_or_default()
    }

    /// What the next release is and holds, with the call on it where the charter asks for one.
    pub(super) fn settle(
        &self,
        asked: Option<Version>,
        call_needed: bool,
    ) -> std::result::Result<Settled, Refusal> {
        let (now, before, called) = (self.held(), self.before(), self.called());
        let ground = Settling {
            asked,
            taken: &self.versions,
            previous: self
                .previous_version()
                .map(|version| (version, &before[..])),
            now: &now,
            called: call_needed.then_some(&called[..]),
        };
        // A change nobody graded is taken for the gravest.
        let impact = |entry, from, to| {
            let graded = self.impacts.between(entry, from, to);
            graded.unwrap_or(Impact::Meaning)
        };
        settle(
            &ground,
            |entry, wording| self.agreed_by(entry, wording),
            impact,
        )
    }

    /// The calls on releases that are final and were reached, the newest first.
    fn called(&self) -> Vec<Called> {
        let mut calls: Vec<_> = self.reached().collect();
        calls.sort_by_key(|(number, _)| Reverse(*number));
        let on_releases = calls.into_iter().filter_map(|(_, subject)| match subject {
            Subject::Release { version, terms } => Some(Called { version, terms }),
            _ => None,
        });
        on_releases.collect()
    }

    /// The newest final, reached call on a wording.
    fn agreed_by(&self, entry: EntryNo, wording: WordingNo) -> Option<CallNo> {
        let asked = Subject::Wording { entry, wording };
        let calls = self.reached().filter(|(_, subject)| *subject == asked);
        calls.map(|(number, _)| number).max()
    }

    fn reached(&self) -> impl Iterator<Item = (CallNo, Subject)> {
        self.calls.iter().filter_map(|(number, row)| {
            let state: CallState = from_word(&row.state).ok()?;
            let outcome: Outcome = value(row.outcome.as_deref()?).ok()?;
            let reached = state == CallState::Final && outcome.result == Verdict::Reached;
            reached.then(|| Some((*number, value(&row.subject).ok()?)))?
        })
    }

    /// The changes of a plan with their redlines.
    pub(super) fn show(&self, plan: &Plan) -> Result<Vec<PreviewChange>> {
        let lang = self.lang()?;
        let nothing = Content {
            designations: Vec::new(),
            definition: BTreeMap::new(),
            notes: BTreeMap::new(),
            examples: BTreeMap::new(),
            sources: Vec::new(),
            relations: Vec::new(),
        };
        plan.changes
            .iter()
            .map(|change| {
                let new = self.content(change.entry, change.wording)?;
                let old = match change.before {
                    Some(before) => self.content(change.entry, before)?,
                    None => &nothing,
                };
                let row = self
                    .entries
                    .iter()
                    .find(|row| number(row.number) == change.entry);
                let row = row.ok_or(Error::NotFound)?;
                Ok(PreviewChange {
                    entry: change.entry,
                    slug: Slug::parse(&row.slug)?,
                    term: row.term.clone(),
                    kind: change.kind,
                    impact: change.impact,
                    ops: redline::between(old, new, lang),
                })
            })
            .collect()
    }

    /// The document as it would be published.
    pub(super) fn document(&self, settled: &Settled, at: Moment, base: &str) -> Result<Document> {
        let version = settled.version;
        let slug = Slug::parse(&self.process.slug)?;
        let id = format!("{base}/g/{slug}");
        let terms = (0..settled.held.len())
            .map(|place| self.term(settled, place, base))
            .collect::<Result<_>>()?;
        Ok(Document {
            schema: format!("{base}/schema/glossary-1.json"),
            glossary: About {
                id,
                slug,
                title: self.process.title.clone(),
                description: About::described(&self.process.charter),
                licence: self.process.licence.clone(),
                languages: self.languages.clone(),
                publisher: self.process.title.clone(),
            },
            version,
            previous: self.previous_version(),
            released_at: at,
            terms,
        })
    }

    fn term(&self, settled: &Settled, place: usize, base: &str) -> Result<Term> {
        let (version, (held, call)) = (settled.version, settled.held[place]);
        let Held {
            entry,
            wording,
            retired,
        } = held;
        let row = self
            .entries
            .binary_search_by_key(&i64::from(entry), |row| row.number);
        let row = &self.entries[row.map_err(|_| Error::NotFound)?];
        let content = self.content(entry, wording)?;
        let slug = &self.process.slug;
        let before = self
            .previous
            .as_ref()
            .and_then(|document| document.term(entry));
        let same = before.filter(|term| term.wording == wording);
        let listed = |phrases: &BTreeMap<Lang, Vec<domain::Text>>| -> Vec<Phrase> {
            let phrase = |lang: &Lang, text: &domain::Text| Phrase {
                lang: lang.clone(),
                text: markdown::plain(text),
            };
            self.languages
                .iter()
                .flat_map(|lang| {
                    phrases
                        .get(lang)
                        .into_iter()
                        .flatten()
                        .map(move |text| phrase(lang, text))
                })
                .collect()
        };
        let definitions = self.languages.iter().filter_map(|lang| {
            let markdown = content.definition.get(lang)?;
            Some(Formulation {
                lang: lang.clone(),
                markdown: markdown.to_string(),
                text: markdown::plain(markdown),
            })
        });
        let held = |number: EntryNo| settled.held.iter().any(|(held, _)| held.entry == number);
        let mut relations: Vec<_> = content
            .relations
            .iter()
            .filter(|relation| held(relation.entry))
            .map(|relation| Relationship {
                kind: relation.kind,
                term: relation.entry,
            })
            .collect();
        let replaced = row.replaced_by.map(number).filter(|by| held(*by));
        if let Some(by) = replaced {
            let replaced = Relationship {
                kind: domain::content::RelationKind::ReplacedBy,
                term: by,
            };
            if !relations.contains(&replaced) {
                relations.push(replaced);
            }
        }
        Ok(Term {
            id: format!("{base}/g/{slug}/c/{entry}"),
            number: entry,
            slug: Slug::parse(&row.slug)?,
            status: if retired {
                TermStatus::Retired
            } else {
                TermStatus::Agreed
            },
            designations: content.designations.clone(),
            definitions: definitions.collect(),
            notes: listed(&content.notes),
            examples: listed(&content.examples),
            sources: content
                .sources
                .iter()
                .map(|source| Origin {
                    text: source.text.to_string(),
                    url: source.url.as_ref().map(ToString::to_string),
                    modified: source.modified,
                })
                .collect(),
            relations,
            wording,
            since: before.map_or(version, |term| term.since),
            changed: same.map_or(version, |term| term.changed),
            consensus: self.consensus(call, base)?,
        })
    }

    fn consensus(&self, call: CallNo, base: &str) -> Result<Consensus> {
        let row = self
            .calls
            .get(&call)
            .ok_or_else(|| Error::Storage(format!("call {call} is missing")))?;
        let missing = || Error::Storage(format!("call {call} was never closed"));
        let tally: Tally = value(row.tally.as_deref().ok_or_else(missing)?)?;
        let rule: Rule = value(row.rule.as_deref().ok_or_else(missing)?)?;
        let minority = self
            .minorities
            .iter()
            .filter(|minority| minority.call == row.number)
            .map(|minority| {
                let person = self.names.person(number(minority.member));
                Minority {
                    organisation: person.organisation.map(|organisation| organisation.name),
                    group: person.group_name,
                    text: minority.text.clone(),
                }
            });
        Ok(Consensus {
            call: format!("{base}/p/{}/calls/{call}", self.process.slug),
            call_number: call,
            rule: rule.name,
            level: Level::of(&tally.all),
            decided_at: moment(row.closed_at.ok_or_else(missing)?),
            tally,
            minority: minority.collect(),
        })
    }

    fn content(&self, entry: EntryNo, wording: WordingNo) -> Result<&Content> {
        let missing = || Error::Storage(format!("wording {wording} of entry {entry} is missing"));
        self.contents.get(&(entry, wording)).ok_or_else(missing)
    }

    fn lang(&self) -> Result<&Lang> {
        self.languages
            .first()
            .ok_or_else(|| Error::Storage("a process without languages".into()))
    }
}
