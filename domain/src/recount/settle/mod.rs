//! What a line changes for those after it.
//!
//! Words and people are as the line states them, even where it should not stand there: what follows
//! builds on what was written. Calls are as they are computed: a position that was not allowed does
//! not count, and an outcome is the one that follows from the positions.

mod calls;
mod meetings;
mod people;
mod reviews;
mod words;

use super::ledger::{Ledger, Process, Release};
use crate::{
    Event,
    process::State,
    record::{Line, Reform},
    release::Held,
};

impl Ledger {
    /// Carries a line over. `decided` is what should stand in it; none where it was not allowed.
    pub(super) fn settle(&mut self, line: &Line, decided: Option<&Event>) {
        match &line.event {
            Event::ProcessCreated(founding) if self.process.is_none() => {
                self.process = Some(Process {
                    slug: founding.slug.clone(),
                    title: founding.title.clone(),
                    charter: founding.charter.clone(),
                    licence: founding.licence.clone(),
                    languages: founding.languages.clone(),
                    groups: founding.groups.clone(),
                    rule: founding.rule.clone(),
                    visibility: founding.visibility,
                    state: State::Announced,
                    contest_days: founding.contest_days,
                    release_call: founding.release_call,
                    base: None,
                });
            }
            Event::ProcessUpdated(_) => {
                if let Some(Event::ProcessUpdated(reform)) = decided {
                    self.reform(reform);
                }
            }
            Event::RuleAdopted { .. } => {
                if let (Some(Event::RuleAdopted { rule, .. }), Some(process)) =
                    (decided, &mut self.process)
                {
                    process.rule = rule.clone();
                }
            }
            Event::ReleasePublished(publication) => {
                let held = publication.terms.iter().map(|term| Held {
                    entry: term.entry,
                    wording: term.wording,
                    retired: term.retired,
                });
                let held = held.collect();
                self.publish(line, decided, publication);
                self.releases.push(Release {
                    version: publication.version,
                    held,
                    yanked: false,
                });
                if let Some(process) = &mut self.process {
                    process.base.get_or_insert_with(|| publication.base.clone());
                }
            }
            Event::ReleaseYanked { version, .. } => {
                let released = self.releases.iter_mut();
                for release in released.filter(|it| it.version == *version) {
                    release.yanked = true;
                }
            }
            _ => {
                self.settle_people(line);
                self.settle_words(line);
                self.settle_calls(line, decided);
                self.settle_reviews(line);
                self.settle_meetings(line);
            }
        }
    }

    fn reform(&mut self, reform: &Reform) {
        let Some(process) = &mut self.process else {
            return;
        };
        if let Some(title) = &reform.title {
            process.title.clone_from(title);
        }
        if let Some(charter) = &reform.charter {
            process.charter.clone_from(charter);
        }
        if let Some(groups) = &reform.groups {
            process.groups.clone_from(groups);
        }
        if let Some(days) = reform.contest_days {
            process.contest_days = days;
        }
        if let Some(needed) = reform.release_call {
            process.release_call = needed;
        }
        if let Some(state) = reform.state {
            process.state = state;
        }
    }
}
