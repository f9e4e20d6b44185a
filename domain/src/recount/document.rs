//! A published document held against the record: every definition must be the wording that a call
//! agreed, and carry what that call came to.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{Agreed, Counted, Report};
use crate::{
    Lang, Text,
    call::Subject,
    content::{Content, RelationKind},
    entry::EntryStatus,
    markdown,
    reading::Level,
    release::{Document, Phrase, Term, TermStatus},
};

impl Report {
    /// What stands in a document and does not follow from this record, in words; nothing where all
    /// of it follows. The record is the one of before the release, as it lies in a bundle.
    pub fn contradictions(&self, document: &Document) -> Vec<String> {
        let mut found = Vec::new();
        if self.process.as_ref() != Some(&document.glossary.slug) {
            found.push(format!(
                "it is of the process {}, and the record is not",
                document.glossary.slug
            ));
        }
        let before = self.releases.iter().map(|release| release.version).max();
        if document.previous != before {
            found.push("the release before it is another one in the record".to_owned());
        }
        let held = |agreed: &&Agreed| agreed.agreed.is_some();
        for agreed in self.entries.iter().filter(held) {
            if document.term(agreed.entry).is_none() {
                found.push(format!("{} was agreed and is missing", agreed.slug));
            }
        }
        let languages = &document.glossary.languages;
        for term in &document.terms {
            let parts = self.contradictions_of(term, document, languages);
            let told = |part| format!("{}: {part}", term.slug);
            found.extend(parts.into_iter().map(told));
        }
        found
    }

    fn contradictions_of(
        &self,
        term: &Term,
        document: &Document,
        languages: &[Lang],
    ) -> Vec<&'static str> {
        let agreed = self.entries.iter().find(|it| it.entry == term.number);
        let Some((agreed, content)) = agreed.and_then(|it| Some((it, it.content.as_ref()?))) else {
            return vec!["was never agreed"];
        };
        let call = self.calls.iter().find(|it| Some(it.call) == agreed.call);
        let Some(call) = call else {
            return vec!["the call that agreed it is not in the record"];
        };
        let retired = agreed.status == Some(EntryStatus::Retired);
        let checks = [
            (term.slug == agreed.slug, "its name is another one"),
            (
                Some(term.wording) == agreed.agreed,
                "another wording was agreed",
            ),
            (
                (term.status == TermStatus::Retired) == retired,
                "whether it is retired",
            ),
            (
                term.designations == content.designations,
                "its designations are not those that were agreed",
            ),
            (
                defines(term, content, languages),
                "its definition is not the one that was agreed",
            ),
            (
                says(&term.notes, &content.notes, languages),
                "its notes are not those that were agreed",
            ),
            (
                says(&term.examples, &content.examples, languages),
                "its examples are not those that were agreed",
            ),
            (
                cites(term, content),
                "its sources are not those that were agreed",
            ),
            (
                self.relates(term, content, document),
                "its relations are not those that were agreed",
            ),
            (
                Some(term.consensus.call_number) == agreed.call,
                "another call agreed it",
            ),
            (
                Some(&term.consensus.rule) == call.rule.as_ref(),
                "the rule was another one",
            ),
            (counts(term, call), "the tally is not what its call came to"),
            (
                dissents(term, call),
                "the minority statements are not those that were left",
            ),
        ];
        let failed = checks.into_iter().filter(|(holds, _)| !holds);
        failed.map(|(_, words)| words).collect()
    }

    /// Whether exactly the agreed relations are stated. Those to what the release does not hold are
    /// left out; what replaces a retired term comes of the call that retired it.
    fn relates(&self, term: &Term, content: &Content, document: &Document) -> bool {
        let agreed = content.relations.iter();
        let agreed = agreed.map(|it| (it.kind, it.entry));
        let retired_for = self.calls.iter().filter_map(|call| match call.subject {
            Some(Subject::Retirement { entry, replaced_by }) if call.is_in_force() => {
                replaced_by.filter(|_| entry == term.number)
            }
            _ => None,
        });
        let replaced = retired_for.map(|by| (RelationKind::ReplacedBy, by));
        let wanted: BTreeSet<_> = agreed
            .chain(replaced)
            .filter(|(_, other)| document.term(*other).is_some())
            .collect();
        let stated = term.relations.iter().map(|it| (it.kind, it.term));
        stated.collect::<BTreeSet<_>>() == wanted
    }
}

fn defines(term: &Term, content: &Content, languages: &[Lang]) -> bool {
    let agreed = languages
        .iter()
        .filter_map(|lang| Some((lang, content.definition.get(lang)?)));
    let agreed = agreed.map(|(lang, text)| (lang, &**text, markdown::plain(text)));
    let stated = term.definitions.iter();
    stated
        .map(|it| (&it.lang, &*it.markdown, it.text.clone()))
        .eq(agreed)
}

fn says(phrases: &[Phrase], agreed: &BTreeMap<Lang, Vec<Text>>, languages: &[Lang]) -> bool {
    let agreed = languages.iter().flat_map(|lang| {
        let texts = agreed.get(lang).into_iter().flatten();
        texts.map(move |text| (lang, markdown::plain(text)))
    });
    phrases
        .iter()
        .map(|phrase| (&phrase.lang, phrase.text.clone()))
        .eq(agreed)
}

fn cites(term: &Term, content: &Content) -> bool {
    let agreed = content
        .sources
        .iter()
        .map(|it| (&*it.text, it.url.as_deref(), it.modified));
    term.sources
        .iter()
        .map(|it| (&*it.text, it.url.as_deref(), it.modified))
        .eq(agreed)
}

fn counts(term: &Term, call: &Counted) -> bool {
    let stated = &term.consensus;
    let level = call.tally.as_ref().map(|tally| Level::of(&tally.all));
    call.tally.as_ref() == Some(&stated.tally)
        && level == Some(stated.level)
        && call.closed_at == Some(stated.decided_at)
}

fn dissents(term: &Term, call: &Counted) -> bool {
    let texts = call.minorities.values().map(|text| &**text);
    let stated = term.consensus.minority.iter();
    stated.map(|it| &*it.text).eq(texts)
}
