//! One term held against what was agreed about it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::report::{Agreed, Counted, Holding, Report},
    Check, failed,
};
use crate::{
    Lang, Text,
    call::Subject,
    content::{Content, RelationKind},
    ids::MemberNo,
    markdown,
    reading::Level,
    release::{Document, Minority, Phrase, Roster, Term, TermStatus},
};

impl Report {
    pub(super) fn contradictions_of(
        &self,
        term: &Term,
        held: &Holding,
        document: &Document,
        base: Option<&str>,
        names: Option<&Roster>,
    ) -> Vec<&'static str> {
        let languages = &document.glossary.languages;
        let content = &held.content;
        let agreed = self.entries.iter().find(|it| it.entry == term.number);
        let call = self.calls.iter().find(|it| it.call == held.call);
        let (Some(agreed), Some(call)) = (agreed, call) else {
            return vec!["the call that agreed it is not in the record"];
        };
        let mut checks = vec![
            (term.slug == agreed.slug, "its name is another one"),
            (term.wording == held.wording, "another wording was agreed"),
            (
                (term.status == TermStatus::Retired) == held.retired,
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
                term.consensus.call_number == held.call,
                "another call agreed it",
            ),
            (
                Some(&term.consensus.rule) == call.rule.as_ref(),
                "the rule was another one",
            ),
            (counts(term, call), "the tally is not what its call came to"),
        ];
        checks.extend(self.dissents(term, call, names));
        checks.extend(released(term, agreed, document));
        checks.extend(
            base.into_iter()
                .flat_map(|base| addresses(term, document, base)),
        );
        failed(checks).collect()
    }

    /// What each minority statement says, and whom it stands for. The record has an organisation's
    /// number, the list beside it the name; without that list it is only seen whether there is one.
    fn dissents(&self, term: &Term, call: &Counted, names: Option<&Roster>) -> [Check; 3] {
        let stated = &term.consensus.minority;
        let left = || stated.iter().zip(&call.minorities);
        let texts = call.minorities.values().map(|text| &**text);
        let organised = |(stated, (member, _)): (&Minority, (&MemberNo, &Text))| {
            let seat = self.roster.get(member);
            let number = seat.and_then(|(member, _)| member.organisation);
            match (number, names) {
                (Some(number), Some(names)) => {
                    stated.organisation.is_some()
                        && stated.organisation.as_deref() == names.organisation(number)
                }
                (number, _) => stated.organisation.is_some() == number.is_some(),
            }
        };
        let grouped = |(stated, (member, _)): (&Minority, (&MemberNo, &Text))| {
            let seat = self.roster.get(member);
            let slug = seat.and_then(|(member, _)| member.group.as_ref());
            let named = self.groups.iter().find(|group| Some(&group.slug) == slug);
            let name = named.map(|group| &*group.name);
            stated.group.as_deref() == name.or(slug.map(|slug| slug.as_str()))
        };
        [
            (
                stated.iter().map(|it| &*it.text).eq(texts),
                "the minority statements are not those that were left",
            ),
            (
                left().all(organised),
                "the organisation of a minority statement is not the one that left it",
            ),
            (
                left().all(grouped),
                "the group of a minority statement is not the one that left it",
            ),
        ]
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

/// The releases that first held the entry, and in which its words changed last.
fn released(term: &Term, agreed: &Agreed, document: &Document) -> [Check; 2] {
    let before = agreed.released;
    let same = before.filter(|it| it.wording == term.wording);
    [
        (
            term.since == before.map_or(document.version, |it| it.since),
            "it was first released in another version",
        ),
        (
            term.changed == same.map_or(document.version, |it| it.changed),
            "its words changed last in another version",
        ),
    ]
}

fn addresses(term: &Term, document: &Document, base: &str) -> [Check; 2] {
    let slug = &document.glossary.slug;
    let call = term.consensus.call_number;
    [
        (
            term.id == format!("{base}/g/{slug}/c/{}", term.number),
            "its address is another one",
        ),
        (
            term.consensus.call == format!("{base}/p/{slug}/calls/{call}"),
            "the address of its call is another one",
        ),
    ]
}
