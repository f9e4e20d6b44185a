//! Designations in use: the entry's own, other entries', deprecated ones, and the circles they make.

use std::{collections::BTreeSet, ops::Range};

use super::{
    Draft, Finding, Known, Lexicon, Lint, Part, Text, UNLINKED_MAX,
    lexicon::Phrase,
    link::offer,
    speech::is_article,
    tokens::{keys, stands},
};

/// A designation that stands in a text.
pub(super) struct Use<'a> {
    /// Which tokens it takes.
    pub(super) at: Range<usize>,
    pub(super) phrase: &'a Phrase,
    /// Whether it is one of the entry's own.
    pub(super) own: bool,
}

/// What a definition says by the words of entries.
pub(super) fn in_definition(
    text: &Text<'_>,
    draft: &Draft,
    own: &[Phrase],
    lexicon: &Lexicon,
) -> Vec<Finding> {
    let uses = uses(text, own, lexicon);
    let mut found = circular(text, &uses, draft, lexicon);
    found.extend(own_term(text, &uses, lexicon));
    found.extend(of_deprecated(text, &uses, Part::Definition, draft, lexicon));
    found.extend(unlinked(text, &uses, lexicon));
    found
}

/// The deprecated designations in a text.
pub(super) fn deprecated(
    text: &Text<'_>,
    part: Part,
    draft: &Draft,
    own: &[Phrase],
    lexicon: &Lexicon,
) -> Vec<Finding> {
    of_deprecated(text, &uses(text, own, lexicon), part, draft, lexicon)
}

/// Every designation in a text from left to right, the longest at each place: "security update"
/// says more than the "update" in it.
pub(super) fn uses<'a>(text: &Text<'_>, own: &'a [Phrase], lexicon: &'a Lexicon) -> Vec<Use<'a>> {
    let (read, lang) = (&text.reading.text, lexicon.lang());
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = text.tokens.get(at) {
        let others = keys(&token.word, lang).flat_map(|key| lexicon.beginning(&key));
        let all = own
            .iter()
            .map(|phrase| (phrase, true))
            .chain(others.map(|phrase| (phrase, false)));
        let here = all.filter(|(phrase, _)| stands(read, &text.tokens, at, &phrase.words, lang));
        let longest =
            here.max_by_key(|(phrase, own)| (phrase.words.len(), *own, !phrase.deprecated));
        let Some((phrase, own)) = longest else {
            at += 1;
            continue;
        };
        let end = at + phrase.words.len();
        found.push(Use {
            at: at..end,
            phrase,
            own,
        });
        at = end;
    }
    found
}

fn circular(text: &Text<'_>, uses: &[Use<'_>], draft: &Draft, lexicon: &Lexicon) -> Vec<Finding> {
    let links = text.reading.links.iter().filter_map(|link| {
        let known = lexicon.at(link.entry.as_deref()?)?;
        Some((link.words.clone(), known))
    });
    let used = uses
        .iter()
        .filter(|it| !it.own)
        .filter_map(|it| Some((text.bytes(&it.at), lexicon.entry(it.phrase)?)));
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (at, known) in links.chain(used) {
        if let Some(cycle) = cycle(known, draft, lexicon)
            && seen.insert(known.number)
        {
            found.push(text.finding(Lint::Circular { cycle }, Part::Definition, at));
        }
    }
    found
}

/// The way from the draft by way of an entry back to the draft, term by term.
fn cycle(first: &Known, draft: &Draft, lexicon: &Lexicon) -> Option<Vec<String>> {
    first.leads.as_ref()?;
    let here = draft.names.first().map_or("", |name| &name.text);
    let mut cycle = vec![here.to_owned()];
    let mut visited = BTreeSet::new();
    let mut step = Some(first);
    // The entry that is written is known, where it is, by leading to itself.
    let mut other = |known: &&Known| {
        known.leads.as_deref() != Some(&known.slug) && visited.insert(known.number)
    };
    while let Some(known) = step.filter(&mut other) {
        cycle.push(known.term().to_owned());
        step = known.leads.as_deref().and_then(|leads| lexicon.at(leads));
    }
    cycle.push(here.to_owned());
    Some(cycle)
}

fn own_term(text: &Text<'_>, uses: &[Use<'_>], lexicon: &Lexicon) -> Option<Finding> {
    let first = uses.iter().find(|it| it.own)?;
    let before = text.tokens.get(..first.at.start).unwrap_or_default();
    let begins = before
        .iter()
        .all(|token| is_article(&token.word, lexicon.lang()));
    let at = text.bytes(&first.at);
    Some(text.finding(Lint::OwnTerm { begins }, Part::Definition, at))
}

fn of_deprecated(
    text: &Text<'_>,
    uses: &[Use<'_>],
    part: Part,
    draft: &Draft,
    lexicon: &Lexicon,
) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let mut seen: Vec<&Phrase> = Vec::new();
    for it in uses.iter().filter(|it| it.phrase.deprecated) {
        if seen.contains(&it.phrase) {
            continue;
        }
        seen.push(it.phrase);
        let at = text.bytes(&it.at);
        let of = (!it.own).then(|| lexicon.entry(it.phrase)).flatten();
        let names = of.map_or(&draft.names, |known| &known.names);
        let Some(preferred) = names.iter().find(|name| !name.deprecated) else {
            continue;
        };
        let slug = of.map(|known| known.slug.clone());
        let preferred = preferred.text.clone();
        let linked = || is_linked(text, &at);
        let instead = match (&slug, part) {
            // The entry's own word does not belong in its definition.
            (None, Part::Definition) => None,
            (Some(slug), Part::Definition) if !linked() => {
                offer(text, &at, slug).map(|_| format!("[[{slug}|{preferred}]]"))
            }
            _ => Some(preferred.clone()).filter(|_| !linked()),
        };
        let lint = Lint::Deprecated {
            slug,
            preferred,
            instead,
        };
        found.push(text.finding(lint, part, at));
    }
    found
}

fn unlinked(text: &Text<'_>, uses: &[Use<'_>], lexicon: &Lexicon) -> Vec<Finding> {
    let linked = text.reading.links.iter();
    let linked = linked.filter_map(|link| lexicon.at(link.entry.as_deref()?));
    let mut seen: BTreeSet<u32> = linked.map(|known| known.number).collect();
    let mut found = Vec::new();
    for it in uses.iter().filter(|it| !it.own && !it.phrase.deprecated) {
        let Some(known) = lexicon.entry(it.phrase) else {
            continue;
        };
        let at = text.bytes(&it.at);
        if is_linked(text, &at) || !seen.insert(known.number) {
            continue;
        }
        let lint = Lint::Unlinked {
            slug: known.slug.clone(),
            term: known.term().to_owned(),
            instead: offer(text, &at, &known.slug),
        };
        found.push(text.finding(lint, Part::Definition, at));
        if found.len() == UNLINKED_MAX {
            break;
        }
    }
    found
}

fn is_linked(text: &Text<'_>, at: &Range<usize>) -> bool {
    let links = text.reading.links.iter();
    links
        .into_iter()
        .any(|link| link.words.start < at.end && at.start < link.words.end)
}
