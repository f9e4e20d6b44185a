//! A published document held against the record: every definition must be the wording that a call
//! agreed, and carry what that call came to; what the document says of itself must follow too.

mod roster;
mod terms;

use super::report::{Agreed, Releasable, Report};
use crate::{
    Version,
    release::{About, Document, Roster},
};

/// What must hold, and the words for where it does not.
type Check = (bool, &'static str);

impl Report {
    /// What stands in a document and does not follow from this record, in words; nothing where all
    /// of it follows. The record is the one of before the release, and `names` are those beside it,
    /// as both lie in a bundle: organisations are named nowhere else.
    ///
    /// When it was released is on the line that published it, which the record in a bundle ends
    /// before: here it can only be seen not to be earlier than that record.
    pub fn contradictions(&self, document: &Document, names: Option<&Roster>) -> Vec<String> {
        let mut found = Vec::new();
        if self.process.as_ref() != Some(&document.glossary.slug) {
            found.push(format!(
                "it is of the process {}, and the record is not",
                document.glossary.slug
            ));
        }
        let base = self.base(document);
        let meant = |it: &&Releasable| it.called.is_none_or(|called| called == document.version);
        let Some(releasable) = self.releasable.iter().find(meant) else {
            let words =
                "the charter asks for a call on this release, and none was reached that it follows";
            found.push(words.to_owned());
            return found;
        };
        let checks = [
            self.heading(document, releasable.at_least),
            self.addresses(document, base),
        ];
        found.extend(failed(checks.concat()).map(str::to_owned));
        let held = |agreed: &&Agreed| releasable.holds.contains_key(&agreed.entry);
        for agreed in self.entries.iter().filter(held) {
            if document.term(agreed.entry).is_none() {
                found.push(format!("{} was agreed and is missing", agreed.slug));
            }
        }
        for term in &document.terms {
            let told = |part| format!("{}: {part}", term.slug);
            let parts = match releasable.holds.get(&term.number) {
                Some(held) => self.contradictions_of(term, held, document, base, names),
                None => vec!["was never agreed"],
            };
            found.extend(parts.into_iter().map(told));
        }
        found
    }

    /// What the document says of the glossary and of itself.
    fn heading(&self, document: &Document, at_least: Option<Version>) -> Vec<Check> {
        let Some(declared) = &self.declared else {
            return vec![(false, "the record does not say what it is of")];
        };
        let stated = &document.glossary;
        let before = self.before();
        let in_order = document.terms.is_sorted_by(|a, b| a.number < b.number);
        vec![
            (
                stated.title == *declared.title,
                "its title is another one in the record",
            ),
            (
                stated.publisher == *declared.title,
                "its publisher is not the process",
            ),
            (
                stated.description == About::described(&declared.charter),
                "its description is not how the charter begins",
            ),
            (
                stated.licence == *declared.licence,
                "its licence is another one in the record",
            ),
            (
                stated.languages == declared.languages,
                "its languages are others in the record",
            ),
            (
                document.previous == before,
                "the release before it is another one in the record",
            ),
            (
                before.max(at_least).is_none_or(|least| {
                    document.version >= least && Some(document.version) != before
                }),
                "its version is lower than what changed asks for",
            ),
            (
                self.last_at.is_none_or(|last| document.released_at >= last),
                "it says it was released before the record in it ends",
            ),
            (
                in_order,
                "its terms are not each there once, by their numbers",
            ),
        ]
    }

    fn addresses(&self, document: &Document, base: Option<&str>) -> Vec<Check> {
        let stated = &document.glossary;
        let is = |base: &str| stated.id == format!("{base}/g/{}", stated.slug);
        let schema = |base: &str| document.schema == format!("{base}/schema/glossary-1.json");
        vec![
            (base.is_some_and(is), "its address is another one"),
            (
                // One fault is not told twice.
                base.is_none_or(schema),
                "the address of its schema is another one",
            ),
        ]
    }

    /// The newest release of the record, which is the one before the document.
    fn before(&self) -> Option<Version> {
        self.releases.iter().map(|release| release.version).max()
    }

    /// What addresses begin with. The first release fixes it, so of that the document tells.
    fn base<'a>(&'a self, document: &'a Document) -> Option<&'a str> {
        let fixed = self.declared.as_ref().and_then(|it| it.base.as_deref());
        let stated = Some(document.glossary.base());
        fixed.or(stated.filter(|base| !base.is_empty()))
    }
}

fn failed(checks: Vec<Check>) -> impl Iterator<Item = &'static str> {
    let failed = checks.into_iter().filter(|(holds, _)| !holds);
    failed.map(|(_, words)| words)
}
