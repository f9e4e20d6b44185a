//! What an entry would say if it said what a file says: of nothing, or of what it says now.

use domain::{
    Lang, Text,
    content::{Content, Designation, DesignationKind, Source},
    markdown::plain,
};

use super::{Entry, Fidelity, Words};

/// What a new entry would hold, without its relations, and the languages that are left out because
/// the process does not work in them.
pub fn content(entry: &Entry, languages: &[Lang]) -> (Content, Vec<Lang>) {
    let nothing = Content {
        designations: Vec::new(),
        definition: Default::default(),
        notes: Default::default(),
        examples: Default::default(),
        sources: Vec::new(),
        relations: Vec::new(),
    };
    let foreign = entry.words.keys().filter(|lang| !languages.contains(lang));
    let foreign = foreign.cloned().collect();
    (merge(&nothing, entry, languages), foreign)
}

/// What an existing entry would hold, relations aside. What the file does not speak of, and what
/// its form cannot tell apart, stays as it is.
pub fn merge(existing: &Content, entry: &Entry, languages: &[Lang]) -> Content {
    let mut content = existing.clone();
    let spoken = languages
        .iter()
        .filter_map(|lang| Some((lang, entry.words.get(lang)?)));
    for (lang, words) in spoken {
        merge_designations(&mut content.designations, lang, words, entry.fidelity);
        if let Some(new) = &words.definition {
            let old = content.definition.get(lang);
            let same = match entry.fidelity.markdown {
                true => old == Some(new),
                false => old.is_some_and(|old| {
                    let stopped = || format!("{}.", words_of(old)) == words_of(new);
                    reads_like(old, new) || (entry.fidelity.adds_stops && stopped())
                }),
            };
            if !same {
                content.definition.insert(lang.clone(), new.clone());
            }
        }
        for (lists, new) in [
            (&mut content.notes, &words.notes),
            (&mut content.examples, &words.examples),
        ] {
            let Some(new) = new else {
                continue;
            };
            let old = lists.remove(lang).unwrap_or_default();
            let merged = merge_list(&old, new, reads_like);
            if !merged.is_empty() {
                lists.insert(lang.clone(), merged);
            }
        }
    }
    if let Some(sources) = &entry.sources {
        let same = |old: &Source, new: &Source| same_source(old, new, entry.fidelity);
        content.sources = merge_list(&content.sources, sources, same);
    }
    content
}

/// The old items that are meant by new ones stay as they are, in their order; new ones follow.
fn merge_list<T: Clone>(old: &[T], new: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<T> {
    let kept = old
        .iter()
        .filter(|old| new.iter().any(|new| same(old, new)));
    let added = new
        .iter()
        .filter(|new| !old.iter().any(|old| same(old, new)));
    kept.chain(added).cloned().collect()
}

fn merge_designations(
    designations: &mut Vec<Designation>,
    lang: &Lang,
    words: &Words,
    fidelity: Fidelity,
) {
    let speaks = |kind: DesignationKind| {
        let other = match kind {
            DesignationKind::Abbreviation if !fidelity.abbreviations => DesignationKind::Admitted,
            kind => kind,
        };
        words.kinds.contains(&other)
    };
    let of_kind = |kind: DesignationKind| {
        let names = words.designations.iter().filter(|(of, _)| *of == kind);
        joined(names.map(|(_, text)| &**text))
    };
    let old_of_kind: Vec<_> = [
        DesignationKind::Abbreviation,
        DesignationKind::Admitted,
        DesignationKind::Deprecated,
    ]
    .into_iter()
    .filter(|kind| {
        let names = designations
            .iter()
            .filter(|d| d.kind == *kind && d.lang == *lang);
        let names = joined(names.map(|d| &*d.text));
        // A comma in a name parts it in forms that list names with commas: the list is the same.
        !names.is_empty() && names == of_kind(*kind)
    })
    .collect();
    let mut left: Vec<_> = words.designations.iter().collect();
    left.retain(|(kind, _)| !old_of_kind.contains(kind));
    designations.retain_mut(|old| {
        if old.lang != *lang || old_of_kind.contains(&old.kind) {
            return true;
        }
        let same = |text: &str| text.to_lowercase() == old.text.to_lowercase();
        let found = left.iter().position(|(_, text)| same(text));
        match found.map(|at| left.remove(at)) {
            Some((kind, text)) => {
                let abbreviates = old.kind == DesignationKind::Abbreviation
                    && *kind == DesignationKind::Admitted
                    && !fidelity.abbreviations;
                old.text.clone_from(text);
                if !abbreviates {
                    old.kind = *kind;
                }
                true
            }
            None => !speaks(old.kind),
        }
    });
    designations.extend(left.into_iter().map(|(kind, text)| Designation {
        text: text.clone(),
        kind: *kind,
        lang: lang.clone(),
    }));
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// Whether two texts are the same words, whatever their marks and blanks.
fn reads_like(old: &Text, new: &Text) -> bool {
    old == new || words_of(old) == words_of(new)
}

fn words_of(markdown: &str) -> String {
    let text = plain(markdown);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Some forms carry the address alone, some the text alone, and few that it was modified.
fn same_source(old: &Source, new: &Source, fidelity: Fidelity) -> bool {
    if fidelity.markdown {
        return old == new;
    }
    let address_alone = new.url.as_ref() == Some(&new.text);
    match (&old.url, &new.url) {
        (Some(old), Some(new)) if address_alone => old == new,
        (_, None) => old.text == new.text,
        (from, to) => from == to && old.text == new.text,
    }
}
