//! A manuscript as a document.
//!
//! Bookmarks on headings say what stands below them: `parlance_2_of_3` begins the second section, whose base is wording
//! 3, and `parlance_2_not_zh_Hant` the notes in Traditional Chinese. A word processor keeps them, and its limit of 40
//! characters holds every language there is.

use domain::{
    Lang,
    ids::WordingNo,
    manuscript::{Manuscript, Origin},
    redline::PartName,
};

use super::{fixed, package::Property, paragraph::Sheet};
use crate::FormError;

pub(super) const PROCESS: &str = "Parlance process";
pub(super) const ENTRY: &str = "Parlance entry";
pub(super) const RELEASES: &str = "Parlance releases";

const PREFIX: &str = "parlance_";
const SECTION: &str = "of";

/// What a bookmark of ours says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Section(WordingNo),
    Part(PartName),
}

pub(super) fn document(manuscript: &Manuscript) -> Result<Vec<u8>, FormError> {
    let mut sheet = Sheet::begin()?;
    sheet.plain(fixed::TITLE, &manuscript.title, None)?;
    for words in &manuscript.lead {
        sheet.plain(fixed::LEAD, words, None)?;
    }
    for (at, section) in manuscript.sections.iter().enumerate() {
        let place = section
            .base
            .map(|base| format!("{PREFIX}{}_{SECTION}_{base}", at + 1));
        sheet.plain(fixed::SECTION, &section.heading, place.as_deref())?;
        for words in &section.lead {
            sheet.plain(fixed::LEAD, words, None)?;
        }
        for part in &section.parts {
            let place = section.base.map(|_| bookmark(at + 1, &part.name));
            sheet.plain(fixed::PART, &heading(&part.name), place.as_deref())?;
            sheet.lines(fixed::WORDS, part.lang.as_ref(), &part.pieces)?;
        }
    }
    sheet.finish(false)
}

pub(super) fn properties(manuscript: &Manuscript) -> Vec<Property> {
    match &manuscript.origin {
        Origin::Entry { process, entry } => {
            vec![(PROCESS, process.to_string()), (ENTRY, entry.to_string())]
        }
        Origin::Releases { process } => vec![(RELEASES, process.to_string())],
    }
}

/// What a bookmark says, if it is one of ours.
pub(super) fn place(bookmark: &str) -> Option<Place> {
    let rest = bookmark.strip_prefix(PREFIX)?;
    let (section, rest) = rest.split_once('_')?;
    section.parse::<usize>().ok()?;
    let (what, rest) = match rest.split_once('_') {
        Some((what, rest)) => (what, Some(rest)),
        None => (rest, None),
    };
    if what == SECTION {
        return Some(Place::Section(rest?.parse().ok()?));
    }
    let lang = match rest {
        Some(tag) => Some(Lang::parse(&tag.replace('_', "-")).ok()?),
        None => None,
    };
    let part = match what {
        "def" => PartName::Definition(lang),
        "not" => PartName::Notes(lang),
        "exa" => PartName::Examples(lang),
        "des" => PartName::Designations,
        "sou" => PartName::Sources,
        "rel" => PartName::Relations,
        _ => return None,
    };
    Some(Place::Part(part))
}

fn bookmark(section: usize, part: &PartName) -> String {
    let what = match part {
        PartName::Definition(_) => "def",
        PartName::Notes(_) => "not",
        PartName::Examples(_) => "exa",
        PartName::Designations => "des",
        PartName::Sources => "sou",
        PartName::Relations => "rel",
    };
    let lang = part
        .lang()
        .map(|lang| format!("_{}", lang.to_string().replace('-', "_")));
    format!("{PREFIX}{section}_{what}{}", lang.unwrap_or_default())
}

/// What stands above a part; a reader compares it to see that nobody changed it.
pub(crate) fn heading(part: &PartName) -> String {
    let stem = match part {
        PartName::Designations => "Designations",
        PartName::Definition(_) => "Definition",
        PartName::Notes(_) => "Notes",
        PartName::Examples(_) => "Examples",
        PartName::Sources => "Sources",
        PartName::Relations => "Relations to other entries",
    };
    part.lang()
        .map_or_else(|| stem.to_owned(), |lang| format!("{stem} ({lang})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bookmarks_are_read_as_they_were_written() {
        for name in [
            "designations",
            "definition",
            "definition@de",
            "notes@zh-Hant-TW",
            "examples@sl-Latn-IT-nedis",
            "sources",
            "relations",
        ] {
            let part: PartName = name.parse().unwrap();
            let bookmark = bookmark(12, &part);
            assert!(bookmark.len() <= 40, "{bookmark}");
            assert_eq!(place(&bookmark), Some(Place::Part(part)));
        }
        assert_eq!(place("parlance_2_of_3"), Some(Place::Section(3)));
        for other in [
            "_GoBack",
            "parlance_",
            "parlance_x_def",
            "parlance_1_xyz",
            "parlance_1_of_",
        ] {
            assert_eq!(place(other), None, "{other}");
        }
    }
}
