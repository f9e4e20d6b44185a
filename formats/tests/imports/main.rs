//! Every form that is read: samples of others, our own exports on their way back, and files that
//! are not what they seem.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../forms/document.rs"]
mod document;
mod hostile;
mod languages;
mod merged;
mod passing;
mod relating;
mod returning;
mod samples;
mod tables;

use domain::{Lang, content::DesignationKind, markdown::plain};
use formats::import::{Entry, Format, Problem, Reading, read};

fn en() -> Lang {
    Lang::parse("en").unwrap()
}

#[track_caller]
fn taken(format: Format, text: &str) -> Reading {
    match read(format, text.as_bytes(), &en()) {
        Ok(reading) => reading,
        Err(problem) => panic!("{}", problem.line()),
    }
}

/// A file that is refused as a whole, at this line and in these words.
#[track_caller]
fn check_refused(format: Format, bytes: &[u8], line: u64, words: &str) {
    let problem = read(format, bytes, &en()).unwrap_err();
    let said = problem.line();
    assert_eq!(problem.place.line, line, "{said}");
    assert!(problem.detail.contains(words), "{said}");
}

/// An entry that is refused, at this line and in these words, while the file is taken.
#[track_caller]
fn check_wrong(format: Format, text: &str, line: u64, words: &str) {
    let reading = taken(format, text);
    let all: Vec<&Problem> = reading
        .entries
        .iter()
        .flat_map(|entry| &entry.problems)
        .collect();
    let found = all
        .iter()
        .any(|problem| problem.place.line == line && problem.detail.contains(words));
    assert!(found, "{all:?}");
}

fn named<'a>(entry: &'a Entry, lang: &str, kind: DesignationKind) -> Vec<&'a str> {
    let lang = Lang::parse(lang).unwrap();
    let words = entry.words.get(&lang).into_iter();
    let names = words.flat_map(|words| &words.designations);
    names
        .filter(|(of, _)| *of == kind)
        .map(|(_, text)| &**text)
        .collect()
}

fn defined(entry: &Entry, lang: &str) -> Option<String> {
    let words = entry.words.get(&Lang::parse(lang).unwrap())?;
    words.definition.as_deref().map(plain)
}

fn noted(entry: &Entry, lang: &str) -> (Vec<String>, Vec<String>) {
    let words = entry.words.get(&Lang::parse(lang).unwrap());
    let list = |list: Option<&Vec<domain::Text>>| {
        list.into_iter().flatten().map(|text| plain(text)).collect()
    };
    (
        list(words.and_then(|words| words.notes.as_ref())),
        list(words.and_then(|words| words.examples.as_ref())),
    )
}
