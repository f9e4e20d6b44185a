//! What a process holds, as an import finds it and as it becomes while entries are decided.

use std::collections::HashMap;

use domain::{
    Decided, Event, Lang, Slug,
    content::{Changes, Content, Relation},
    entry::{RedlineState, Standing},
    ids::{EntryNo, MemberNo, RedlineNo, WordingNo},
};
use formats::import::Entry;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, Select,
    sea_query::{Expr, Query},
};

use crate::{
    Result,
    door::{Act, View},
    projection::entries::facts,
    rows::{number, value, word},
    tables::{entries, processes, redlines, wordings},
};

/// An entry that there is.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) slug: Slug,
    pub(super) standing: Standing,
    /// JSON: most entries are never looked into.
    content: String,
}

impl Known {
    pub(super) fn content(&self) -> Result<Content> {
        value(&self.content)
    }

    pub(super) fn wording(&self) -> WordingNo {
        self.standing.facts.wording
    }

    pub(super) fn has_ended(&self) -> bool {
        self.standing.facts.withdrawn || self.standing.facts.retired
    }
}

/// A redline that waits.
#[derive(Debug)]
struct Waiting {
    number: RedlineNo,
    base: WordingNo,
    changes: Changes,
}

#[derive(Debug)]
pub(super) struct Ground {
    seq: i64,
    pub(super) languages: Vec<Lang>,
    /// What the permanent addresses of entries begin with.
    concepts: String,
    entries: HashMap<EntryNo, Known>,
    slugs: HashMap<String, EntryNo>,
    /// Entries that have not ended by their term in lower case.
    terms: HashMap<String, Vec<EntryNo>>,
    waiting: HashMap<EntryNo, Vec<Waiting>>,
    next_entry: EntryNo,
    next_redline: RedlineNo,
}

/// What an entry of a file is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Match {
    Nothing,
    /// By the address or the name that it got here.
    Itself(EntryNo),
    /// By its preferred designation.
    Named(EntryNo),
    /// Several have this designation.
    Several(Vec<EntryNo>),
}

impl Ground {
    pub(super) async fn of_view(view: &View<'_>, base: &str, languages: &[Lang]) -> Result<Self> {
        let (db, process) = (&view.registry.db, &view.process);
        let found = entries_of(process).all(db).await?;
        let newest = newest(process).all(db).await?;
        let redlines = redlines_of(process).all(db).await?;
        Self::new(process, base, languages, (found, newest, redlines))
    }

    pub(super) async fn of_act(act: &Act, base: &str, languages: &[Lang]) -> Result<Self> {
        let process = &act.process;
        let found = act.all(entries_of(process)).await?;
        let newest = act.all(newest(process)).await?;
        let redlines = act.all(redlines_of(process)).await?;
        Self::new(process, base, languages, (found, newest, redlines))
    }

    fn new(
        process: &processes::Model,
        base: &str,
        languages: &[Lang],
        (found, newest, redlines): (
            Vec<entries::Model>,
            Vec<wordings::Model>,
            Vec<redlines::Model>,
        ),
    ) -> Result<Self> {
        let base = process.base.as_deref().unwrap_or(base);
        let mut contents: HashMap<i64, String> = newest
            .into_iter()
            .map(|wording| (wording.entry, wording.content))
            .collect();
        let mut ground = Self {
            seq: process.seq,
            languages: languages.to_vec(),
            concepts: format!("{base}/g/{}/c/", process.slug),
            entries: HashMap::with_capacity(found.len()),
            slugs: HashMap::with_capacity(found.len()),
            terms: HashMap::with_capacity(found.len()),
            waiting: HashMap::new(),
            next_entry: found
                .iter()
                .map(|row| number(row.number))
                .max()
                .unwrap_or(0)
                + 1,
            next_redline: 1,
        };
        for row in found {
            let known = Known {
                slug: Slug::parse(&row.slug)?,
                standing: Standing {
                    number: number(row.number),
                    proposer: number(row.proposer),
                    pen: number(row.pen),
                    // Whether a call is open does not matter to proposals.
                    facts: facts(&row, &[])?,
                },
                content: contents.remove(&row.number).unwrap_or_default(),
            };
            ground.learn(known, &row.term);
        }
        let pending = word(&RedlineState::Pending)?;
        for row in redlines {
            ground.next_redline = ground.next_redline.max(number(row.number) + 1);
            if row.state == pending {
                ground.wait(
                    number(row.entry),
                    Waiting {
                        number: number(row.number),
                        base: number(row.base),
                        changes: value(&row.changes)?,
                    },
                );
            }
        }
        Ok(ground)
    }

    pub(super) fn seq(&self) -> i64 {
        self.seq
    }

    /// The record grew by what was decided here.
    pub(super) fn follow(&mut self, seq: u64) {
        self.seq = i64::try_from(seq).unwrap_or(i64::MAX);
    }

    pub(super) fn entry(&self, number: EntryNo) -> Option<&Known> {
        self.entries.get(&number)
    }

    pub(super) fn is_slug_taken(&self, slug: &str) -> bool {
        self.slugs.contains_key(slug)
    }

    pub(super) fn next_entry(&self) -> EntryNo {
        self.next_entry
    }

    pub(super) fn next_redline(&self) -> RedlineNo {
        self.next_redline
    }

    /// The redline that proposes the same already.
    pub(super) fn proposed(
        &self,
        entry: EntryNo,
        base: WordingNo,
        changes: &Changes,
    ) -> Option<RedlineNo> {
        let waiting = self.waiting.get(&entry)?;
        let same = |waiting: &&Waiting| waiting.base == base && waiting.changes == *changes;
        waiting.iter().find(same).map(|waiting| waiting.number)
    }

    /// What an entry of a file is here. By its own address or name first; a name alone counts only
    /// where the file does not say that it is of elsewhere. What was withdrawn is nothing any more.
    pub(super) fn find(&self, entry: &Entry, term: Option<&str>) -> Match {
        let identity = &entry.identity;
        let by_iri = identity.iri.as_deref().and_then(|iri| self.by_iri(iri));
        let by_slug = || {
            let slug = identity.slug.as_ref().filter(|_| identity.iri.is_none())?;
            let found = *self.slugs.get(slug.as_str())?;
            identity
                .number
                .is_none_or(|number| number == found)
                .then_some(found)
        };
        let itself = by_iri.or_else(by_slug).filter(|number| {
            let known = self.entries.get(number);
            known.is_some_and(|known| !known.standing.facts.withdrawn)
        });
        if let Some(number) = itself {
            return Match::Itself(number);
        }
        match term.map(|term| self.by_term(term)) {
            None | Some([]) => Match::Nothing,
            Some([one]) => Match::Named(*one),
            Some(several) => Match::Several(several.to_vec()),
        }
    }

    /// What a key that leads out of the file leads to.
    pub(super) fn by_key(&self, key: &str) -> Option<EntryNo> {
        let by_term = || match self.by_term(key) {
            [one] => Some(*one),
            _ => None,
        };
        let by_slug = || self.slugs.get(key).copied();
        self.by_iri(key).or_else(by_slug).or_else(by_term)
    }

    fn by_iri(&self, iri: &str) -> Option<EntryNo> {
        let number = iri.strip_prefix(&self.concepts)?.parse().ok()?;
        self.entries.contains_key(&number).then_some(number)
    }

    fn by_term(&self, term: &str) -> &[EntryNo] {
        self.terms
            .get(&term.to_lowercase())
            .map_or(&[], Vec::as_slice)
    }

    /// Takes in what was decided, as if it were stored.
    pub(super) fn take_in(&mut self, decided: &Decided, by: MemberNo) -> Result<()> {
        match decided.event() {
            Event::EntryProposed {
                entry,
                slug,
                content,
                ..
            } => {
                let known = Known {
                    slug: slug.clone(),
                    standing: Standing {
                        number: *entry,
                        proposer: by,
                        pen: by,
                        facts: domain::entry::Facts {
                            wording: 1,
                            ..domain::entry::Facts::default()
                        },
                    },
                    content: crate::rows::json(content)?,
                };
                let term = self
                    .languages
                    .first()
                    .and_then(|lang| content.preferred(lang));
                self.learn(known, term.unwrap_or_default());
                self.next_entry = self.next_entry.max(entry + 1);
            }
            Event::RedlineProposed(proposal) => {
                self.next_redline = self.next_redline.max(proposal.redline + 1);
                let waiting = Waiting {
                    number: proposal.redline,
                    base: proposal.base,
                    changes: proposal.changes.clone(),
                };
                self.wait(proposal.entry, waiting);
            }
            _ => {}
        }
        Ok(())
    }

    fn learn(&mut self, known: Known, term: &str) {
        let number = known.standing.number;
        self.slugs.insert(known.slug.to_string(), number);
        if !known.has_ended() {
            let named = self.terms.entry(term.to_lowercase()).or_default();
            named.push(number);
        }
        self.entries.insert(number, known);
    }

    fn wait(&mut self, entry: EntryNo, waiting: Waiting) {
        self.waiting.entry(entry).or_default().push(waiting);
    }

    /// The relations of an entry as it stands.
    pub(super) fn relations(&self, entry: EntryNo) -> Result<Vec<Relation>> {
        match self.entries.get(&entry) {
            Some(known) => Ok(known.content()?.relations),
            None => Ok(Vec::new()),
        }
    }
}

fn entries_of(process: &processes::Model) -> Select<entries::Entity> {
    entries::Entity::find().filter(entries::Column::ProcessId.eq(process.id))
}

fn redlines_of(process: &processes::Model) -> Select<redlines::Entity> {
    redlines::Entity::find().filter(redlines::Column::ProcessId.eq(process.id))
}

/// The newest wording of each entry.
fn newest(process: &processes::Model) -> Select<wordings::Entity> {
    use sea_orm::sea_query::ExprTrait;
    let newest = Query::select()
        .columns([entries::Column::Number, entries::Column::Wording])
        .from(entries::Entity)
        .and_where(entries::Column::ProcessId.eq(process.id))
        .to_owned();
    let key = Expr::tuple([
        Expr::col(wordings::Column::Entry),
        Expr::col(wordings::Column::Number),
    ]);
    wordings::Entity::find()
        .filter(wordings::Column::ProcessId.eq(process.id))
        .filter(key.in_subquery(newest))
}
