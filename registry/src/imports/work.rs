//! The entries of a file, decided one after the other. New ones come first, so that changed ones
//! can be related to them.

mod asked;
mod order;
mod refusing;

use std::collections::{HashMap, VecDeque};

use domain::{
    Decided, Event, Refusal, Slug, Text,
    content::{Changes, Content, DesignationKind, RelationKind},
    entry::{self, Drafted, Impact, Localised, NewEntry, NewRedline},
    ids::{EntryNo, MemberNo, RedlineNo},
    redline::parts_of,
};
use formats::import::{self, Entry, Format, Place, Problem};

use super::{
    Brought, Settings,
    ground::{Ground, Match},
    report::{Change, Item, Outcome, Report},
};
use crate::{Error, Result};

#[derive(Debug)]
pub(super) struct Work {
    format: Format,
    rationale: Text,
    entries: Vec<Entry>,
    /// The preferred designation of each in the authoritative language.
    terms: Vec<Option<String>>,
    keys: HashMap<String, usize>,
    /// What each is here, as far as it is known.
    here: Vec<Option<EntryNo>>,
    of_entry: HashMap<EntryNo, usize>,
    /// Those that are to be decided, and those that are known and come after all new ones.
    queue: VecDeque<usize>,
    later: VecDeque<usize>,
    /// Relations that others have to these and that are put down here.
    owed: HashMap<usize, Vec<(RelationKind, usize)>>,
    /// Which line of the file spoke of an entry first.
    claimed: HashMap<EntryNo, Place>,
    items: Vec<Option<Item>>,
    remarks: Vec<Problem>,
}

impl Work {
    pub(super) fn new(brought: Brought, settings: Settings, ground: &Ground) -> Result<Self> {
        let reading = brought.reading;
        let rationale = match settings.rationale {
            Some(rationale) => rationale,
            None => Text::parse(&format!("From a file in {}.", brought.format.name()))?,
        };
        let entries = reading.entries;
        let lang = ground.languages.first();
        let preferred = |entry: &Entry| {
            let words = entry.words.get(lang?)?;
            let mut names = words.designations.iter();
            let name = names.find(|(kind, _)| *kind == DesignationKind::Preferred);
            name.map(|(_, text)| text.to_string())
        };
        let mut keys = HashMap::new();
        for (at, entry) in entries.iter().enumerate() {
            for key in &entry.keys {
                keys.entry(key.clone()).or_insert(at);
            }
        }
        let mut work = Self {
            format: brought.format,
            rationale,
            terms: entries.iter().map(preferred).collect(),
            keys,
            here: vec![None; entries.len()],
            of_entry: HashMap::new(),
            queue: VecDeque::new(),
            later: VecDeque::new(),
            owed: HashMap::new(),
            claimed: HashMap::new(),
            items: vec![None; entries.len()],
            remarks: reading.remarks,
            entries,
        };
        work.refuse_unfit();
        work.refuse_contradicting(ground);
        for at in 0..work.entries.len() {
            let found = work.find(at, ground);
            if let Match::Itself(number) | Match::Named(number) = found {
                work.settle(at, number);
            }
        }
        work.queue = work.order().into();
        Ok(work)
    }

    pub(super) fn is_done(&self) -> bool {
        self.queue.is_empty() && self.later.is_empty()
    }

    /// How many of how many are done.
    pub(super) fn progress(&self) -> (usize, usize) {
        let left = self.queue.len() + self.later.len();
        (self.entries.len() - left, self.entries.len())
    }

    /// Decides about the next ones, until there are so many lines to store.
    pub(super) fn portion(
        &mut self,
        ground: &mut Ground,
        me: MemberNo,
        most: usize,
    ) -> Result<Vec<Decided>> {
        let mut all = Vec::new();
        // What stays as it is costs little, but the process is held while it is looked at.
        let mut looked_at = most.saturating_mul(4);
        while all.len() < most && looked_at > 0 {
            looked_at -= 1;
            let is_late = self.queue.is_empty();
            let next = self.queue.pop_front().or_else(|| self.later.pop_front());
            let Some(at) = next else {
                break;
            };
            if self.items.get(at).is_some_and(Option::is_some) {
                continue;
            }
            if let Some(decided) = self.decide(at, is_late, ground, me)? {
                ground.take_in(&decided, me)?;
                all.push(decided);
            }
        }
        Ok(all)
    }

    pub(super) fn report(self, dry_run: bool) -> Report {
        let items = self.items.into_iter().flatten().collect();
        Report::of(self.format, dry_run, items, self.remarks)
    }

    fn find(&self, at: usize, ground: &Ground) -> Match {
        let term = self.terms.get(at).and_then(Option::as_deref);
        match self.entries.get(at) {
            Some(entry) => ground.find(entry, term),
            None => Match::Nothing,
        }
    }

    fn decide(
        &mut self,
        at: usize,
        is_late: bool,
        ground: &Ground,
        me: MemberNo,
    ) -> Result<Option<Decided>> {
        match self.find(at, ground) {
            Match::Nothing => Ok(self.propose(at, ground)),
            Match::Several(numbers) => {
                let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
                let detail = format!(
                    "The entries {} all have this preferred designation. Say by its slug or address which one is meant.",
                    numbers.join(", ")
                );
                self.refuse(at, "preferred", detail);
                Ok(None)
            }
            Match::Itself(number) | Match::Named(number) if !is_late => {
                self.settle(at, number);
                self.later.push_back(at);
                Ok(None)
            }
            Match::Itself(number) | Match::Named(number) => self.change(at, number, ground, me),
        }
    }

    fn propose(&mut self, at: usize, ground: &Ground) -> Option<Decided> {
        let entry = self.entries.get(at)?;
        if entry.retired {
            let detail = "It is retired in the file and unknown here. Only an agreed entry is retired, by a call; leave it out.";
            self.refuse(at, "status", detail.to_owned());
            return None;
        }
        if let Some(detail) = import::elsewhere(entry, &ground.languages) {
            self.refuse(at, "lang", detail);
            return None;
        }
        let (content, foreign) = import::content(entry, &ground.languages);
        let mut notes: Vec<_> = foreign.iter().map(left_out).collect();
        let relations = self.relations_of_new(at, ground, &mut notes);
        let new = NewEntry {
            designations: content.designations,
            definition: Localised::Many(content.definition),
            notes: Some(Localised::Many(content.notes)),
            examples: Some(Localised::Many(content.examples)),
            sources: content.sources,
            relations,
            lang: None,
            rationale: Some(self.rationale.clone()),
        };
        let number = ground.next_entry();
        let taken = |slug: &str| ground.is_slug_taken(slug);
        let exists = |entry: EntryNo| ground.entry(entry).is_some();
        match entry::propose(number, new, &ground.languages, taken, exists) {
            Ok(decided) => {
                if let Event::EntryProposed { slug, .. } = decided.event() {
                    let mut item = self.item(at, Outcome::New);
                    (item.entry, item.slug) = (Some(number), Some(slug.clone()));
                    item.notes = notes;
                    self.done(at, item);
                }
                self.settle(at, number);
                Some(decided)
            }
            Err(refusal) => {
                self.refuse_as(at, &refusal);
                None
            }
        }
    }

    fn change(
        &mut self,
        at: usize,
        number: EntryNo,
        ground: &Ground,
        me: MemberNo,
    ) -> Result<Option<Decided>> {
        let (Some(entry), Some(known)) = (self.entries.get(at), ground.entry(number)) else {
            return Err(Error::NotFound);
        };
        let claimed = *self.claimed.entry(number).or_insert(entry.place);
        if claimed != entry.place {
            let detail = format!(
                "Line {} is about the entry {number} here already, and so is this one. Keep one of the two.",
                claimed.line
            );
            self.refuse(at, "preferred", detail);
            return Ok(None);
        }
        let existing = known.content()?;
        let mut wanted = import::merge(&existing, entry, &ground.languages);
        let foreign = entry
            .words
            .keys()
            .filter(|lang| !ground.languages.contains(lang));
        let mut notes: Vec<_> = foreign.map(left_out).collect();
        if entry.retired && !known.has_ended() {
            notes.push("It is retired in the file. Here only a call retires an entry.".to_owned());
        }
        wanted.relations = self.relations_of_known(at, number, &existing, ground, &mut notes)?;
        let changes = Changes::between(&existing, &wanted);
        let already = ground.proposed(number, known.wording(), &changes);
        let mut item = self.item(at, Outcome::Same);
        (item.entry, item.slug) = (Some(number), Some(known.slug.clone()));
        item.notes = notes;
        // What ended in both does not change any more.
        let ended = entry.retired && known.has_ended();
        if changes.is_empty() || already.is_some() || ended {
            item.redline = already;
            let already =
                already.map(|redline| format!("Redline {redline} proposes this already."));
            item.notes.extend(already);
            self.done(at, item);
            return Ok(None);
        }
        let redline = ground.next_redline();
        match self.redline(redline, (ground, number, &existing), changes.clone(), me) {
            Ok(decided) => {
                let lang = ground.languages.first();
                let parts = lang
                    .map(|lang| parts_of(&changes, lang))
                    .unwrap_or_default();
                item.parts = parts.iter().map(ToString::to_string).collect();
                item.outcome = Outcome::Changed;
                item.redline = Some(redline);
                item.changes = Some(Change {
                    base: known.wording(),
                    changes,
                });
                self.done(at, item);
                Ok(Some(decided))
            }
            Err(refusal) => {
                self.refuse_as(at, &refusal);
                Ok(None)
            }
        }
    }

    fn redline(
        &self,
        redline: RedlineNo,
        (ground, number, existing): (&Ground, EntryNo, &Content),
        changes: Changes,
        me: MemberNo,
    ) -> std::result::Result<Decided, Refusal> {
        let known = ground.entry(number).ok_or(Refusal::EntryUnknown)?;
        let words = changes.designations.is_some() || changes.definition.is_some();
        let new = NewRedline {
            base: known.wording(),
            // Whoever reviews it may find that it matters less.
            impact: match words {
                true => Impact::Meaning,
                false => Impact::Clarifying,
            },
            changes: changes.into(),
            rationale: self.rationale.clone(),
            moved_by: None,
            answers_objection: None,
        };
        let drafted = Drafted {
            base: Some(existing),
            mover: None,
            languages: &ground.languages,
        };
        let exists = |entry: EntryNo| ground.entry(entry).is_some();
        entry::propose_redline(redline, &known.standing, me, new, drafted, exists)
    }

    fn item(&self, at: usize, outcome: Outcome) -> Item {
        let entry = self.entries.get(at);
        Item {
            place: entry.map(|entry| entry.place).unwrap_or_default(),
            term: entry.map(|entry| entry.name.clone()).unwrap_or_default(),
            outcome,
            entry: None,
            slug: None::<Slug>,
            redline: None,
            parts: Vec::new(),
            changes: None,
            problems: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn done(&mut self, at: usize, item: Item) {
        if let Some(place) = self.items.get_mut(at) {
            *place = Some(item);
        }
    }

    /// It is known now what an entry of the file is here.
    fn settle(&mut self, at: usize, number: EntryNo) {
        if let Some(here) = self.here.get_mut(at) {
            *here = Some(number);
        }
        self.of_entry.entry(number).or_insert(at);
    }
}

fn left_out(lang: &domain::Lang) -> String {
    format!("What it says in {lang} is left out: the process does not work in that language.")
}
