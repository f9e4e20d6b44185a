//! The languages of a file against those of a process: files often name a country with the
//! language, and what is in another language is refused by its name.

use std::collections::BTreeMap;

use domain::{Lang, content::DesignationKind};

use super::{Entry, Place, Problem, Reading, Words};

/// Takes what a file says in `en-GB` as said in `en`, where the process works in this and the entry
/// says nothing of the kind in exactly this. Remarks tell so once, however many entries there are.
pub fn adapt(reading: &mut Reading, languages: &[Lang]) {
    let mut taken: BTreeMap<(Lang, Lang), (Place, usize)> = BTreeMap::new();
    for entry in &mut reading.entries {
        for (variety, lang) in varieties(entry, languages) {
            if take_over(entry, &variety, &lang) {
                let found = taken.entry((variety, lang)).or_insert((entry.place, 0));
                found.1 += 1;
            }
        }
    }
    let remarks = taken.into_iter().map(|((variety, lang), (place, count))| {
        let say = match count {
            1 => "this entry says".to_owned(),
            many => format!("{many} entries say"),
        };
        let works = working(languages);
        let detail = format!("What {say} in {variety} is taken as {lang}: {works}.");
        Problem::at(place, detail)
    });
    reading.remarks.extend(remarks);
}

/// Why an entry is none in the languages of a process, where it says in another what is missing.
pub fn elsewhere(entry: &Entry, languages: &[Lang]) -> Option<String> {
    let foreign = |says: fn(&Words) -> bool| -> Vec<&str> {
        let words = entry.words.iter();
        let words = words.filter(|(lang, words)| !languages.contains(lang) && says(words));
        words.map(|(lang, _)| lang.as_str()).collect()
    };
    let here = languages.first().and_then(|lang| entry.words.get(lang));
    let (what, found) = if languages.iter().all(|lang| !entry.words.contains_key(lang)) {
        ("It", foreign(|_| true))
    } else if here.is_none_or(|words| words.definition.is_none()) {
        (
            "Its definition",
            foreign(|words| words.definition.is_some()),
        )
    } else if !here.is_some_and(is_named) {
        ("Its preferred designation", foreign(is_named))
    } else {
        return None;
    };
    let works = working(languages);
    (!found.is_empty()).then(|| format!("{what} is in {}; {works}.", listed(&found)))
}

fn is_named(words: &Words) -> bool {
    let mut names = words.designations.iter();
    names.any(|(kind, _)| *kind == DesignationKind::Preferred)
}

/// The languages of an entry of which a process knows only the first subtag.
fn varieties(entry: &Entry, languages: &[Lang]) -> Vec<(Lang, Lang)> {
    let foreign = entry.words.keys().filter(|lang| !languages.contains(lang));
    let primary = |lang: &Lang| {
        let first = lang.as_str().split('-').next();
        languages.iter().find(|known| Some(known.as_str()) == first)
    };
    foreign
        .filter_map(|lang| Some((lang.clone(), primary(lang)?.clone())))
        .collect()
}

/// Whether anything of the one language could be taken as the other.
fn take_over(entry: &mut Entry, from: &Lang, to: &Lang) -> bool {
    let Some(mut there) = entry.words.remove(from) else {
        return false;
    };
    let here = entry.words.entry(to.clone()).or_default();
    let mut taken = false;
    if here.designations.is_empty() && !there.designations.is_empty() {
        here.designations.append(&mut there.designations);
        here.kinds.append(&mut there.kinds);
        taken = true;
    }
    if here.definition.is_none() && there.definition.is_some() {
        here.definition = there.definition.take();
        taken = true;
    }
    for (here, there) in [
        (&mut here.notes, &mut there.notes),
        (&mut here.examples, &mut there.examples),
    ] {
        if here.is_none() && there.is_some() {
            *here = there.take();
            taken = true;
        }
    }
    let left = !there.designations.is_empty() || there.definition.is_some();
    if left || there.notes.is_some() || there.examples.is_some() {
        entry.words.insert(from.clone(), there);
    }
    taken
}

/// In which languages a process works, as a clause.
fn working(languages: &[Lang]) -> String {
    let languages: Vec<_> = languages.iter().map(Lang::as_str).collect();
    format!("this process works in {}", listed(&languages))
}

fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
