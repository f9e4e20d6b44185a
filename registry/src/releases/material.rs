//! What a release is made of, gathered from the tables at one point of the record.

use std::collections::{BTreeMap, HashMap};

use domain::{
    Lang, Moment, Refusal, Slug, Version,
    call::{CallState, ReleaseItem, Subject},
    content::Content,
    entry::Impact,
    ids::{CallNo, EntryNo, WordingNo},
    markdown,
    reading::{Level, Outcome, Tally, Verdict},
    redline,
    release::{
        About, Consensus, Document, Formulation, Held, Minority, Origin, Phrase, Plan,
        Relationship, Term, TermStatus, plan,
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
        let wanted = Condition::any()
            .add(calls::Column::Number.is_in(agreeing))
            .add(calls::Column::Kind.eq("release"));
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
        let before = |entry| {
            self.previous
                .as_ref()
                .and_then(|document| document.term(entry))
                .map(|term| term.wording)
        };
        let agreed: HashMap<_, _> = self
            .held()
            .iter()
            .map(|held| (held.entry, (held.wording, before(held.entry))))
            .collect();
        for row in rows {
            let key = (number(row.entry), number(row.number));
            if let Some((now, before)) = agreed.get(&key.0)
                && (key.1 == *now || Some(key.1) == *before)
            {
                self.contents.insert(key, value(&row.content)?);
            }
        }
        Ok(())
    }

    pub(super) fn previous_version(&self) -> Option<Version> {
        self.previous.as_ref().map(|document| document.version)
    }

    /// Each entry's newest finally agreed wording, whatever its status now, and every retired one.
    pub(super) fn held(&self) -> Vec<Held> {
        let held = |row: &entries::Model| {
            let wording = number(row.agreed_wording?);
            Some(Held {
                entry: number(row.number),
                wording,
                retired: row.retired,
            })
        };
        self.entries.iter().filter_map(held).collect()
    }

    pub(super) fn held_with_calls(&self) -> Vec<(Held, CallNo)> {
        let calls = self
            .entries
            .iter()
            .map(|row| number(row.agreed_call.unwrap_or_default()));
        self.held().into_iter().zip(calls).collect()
    }

    pub(super) fn plan(&self) -> std::result::Result<Plan, Refusal> {
        let before: Option<Vec<Held>> = self.previous.as_ref().map(|document| {
            let held = |term: &Term| Held {
                entry: term.number,
                wording: term.wording,
                retired: term.status == TermStatus::Retired,
            };
            document.terms.iter().map(held).collect()
        });
        let previous = self.previous_version().zip(before.as_deref());
        // A change nobody graded is taken for the gravest.
        let impact = |entry, from, to| {
            let graded = self.impacts.between(entry, from, to);
            graded.unwrap_or(Impact::Meaning)
        };
        plan(previous, &self.held(), impact)
    }

    /// What the newest final, reached call on the release of this version listed.
    pub(super) fn called(&self, version: Version) -> Option<Vec<ReleaseItem>> {
        let listed = self.calls.values().filter_map(|row| {
            let state: CallState = from_word(&row.state).ok()?;
            let outcome: Outcome = value(row.outcome.as_deref()?).ok()?;
            match value(&row.subject).ok()? {
                Subject::Release {
                    version: asked,
                    terms,
                } if asked == version
                    && state == CallState::Final
                    && outcome.result == Verdict::Reached =>
                {
                    Some((row.number, terms))
                }
                _ => None,
            }
        });
        let newest = listed.max_by_key(|(number, _)| *number);
        newest.map(|(_, terms)| terms)
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
    pub(super) fn document(&self, version: Version, at: Moment, base: &str) -> Result<Document> {
        let slug = Slug::parse(&self.process.slug)?;
        let id = format!("{base}/g/{slug}");
        let terms = self
            .entries
            .iter()
            .map(|row| self.term(row, version, base))
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

    fn term(&self, row: &entries::Model, version: Version, base: &str) -> Result<Term> {
        let entry = number(row.number);
        let wording = number(row.agreed_wording.unwrap_or_default());
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
        let held = |number: EntryNo| {
            self.entries
                .iter()
                .any(|row| row.number == i64::from(number))
        };
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
            status: if row.retired {
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
            consensus: self.consensus(number(row.agreed_call.unwrap_or_default()), base)?,
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
