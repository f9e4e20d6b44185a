//! Objections as they are read out in a meeting: in full, and in a sentence or two. They are made of
//! what was said and of who said it; nothing is put into anybody's mouth.

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    Moment, Text,
    ids::{PositionNo, WordingNo},
};

/// Sentences do not end after these, whatever follows.
const SHORTENED: [&str; 22] = [
    "e.g.", "i.e.", "cf.", "vs.", "no.", "nos.", "art.", "sec.", "para.", "fig.", "ch.", "p.",
    "pp.", "dr.", "mr.", "mrs.", "ms.", "prof.", "st.", "z.b.", "d.h.", "nr.",
];

/// A standing objection and what is on record about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection<'a> {
    pub position: PositionNo,
    pub name: &'a str,
    pub organisation: Option<&'a str>,
    /// The group as the charter calls it.
    pub group: &'a str,
    pub at: Moment,
    /// The wording it was taken on, and the term; absent where the call asks about no wording.
    pub on: Option<(WordingNo, &'a str)>,
    pub quote: Option<&'a Text>,
    pub reason: Option<&'a str>,
    pub would_resolve: Option<&'a str>,
    pub answers: Vec<Reply<'a>>,
}

/// An answer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply<'a> {
    pub name: &'a str,
    pub body: &'a str,
    pub at: Moment,
    /// Voices that say it answers the objection, and that it does not.
    pub confirmed: u32,
    pub contested: u32,
}

impl Objection<'_> {
    /// All of it, a paragraph for each thing to say.
    pub fn formal(&self, now: Moment) -> Vec<String> {
        let on = self.on.map_or_else(String::new, |(wording, term)| {
            format!(", on wording {wording} of “{term}”")
        });
        let mut said = vec![format!(
            "Objection {}, by {}{on}, taken on {}, {}.",
            self.position,
            self.speaker(),
            self.at.date(),
            age(self.at, now),
        )];
        said.extend(
            self.quote
                .map(|words| format!("It speaks of the words “{}”.", squeezed(words))),
        );
        said.extend(self.reason.map(|words| format!("Reason: {words}")));
        said.extend(
            self.would_resolve
                .map(|words| format!("Would be resolved by: {words}")),
        );
        said.extend(self.answers.iter().map(Reply::formal));
        if self.answers.is_empty() {
            said.push("No answer is on record.".to_owned());
        }
        said
    }

    /// A sentence or two: who objects to which words, the first sentence of the reason, and the
    /// first of what would resolve it.
    pub fn brief(&self) -> String {
        let words = self.quote.map_or_else(String::new, |words| {
            format!(" to the words “{}”", squeezed(words))
        });
        let reason = self.reason.map(first_sentence);
        let reason = reason.map_or_else(|| ".".to_owned(), |reason| format!(": {reason}"));
        let resolve = self.would_resolve.map(first_sentence);
        let resolve = resolve.map_or_else(String::new, |words| {
            format!(" It would be resolved by: {words}")
        });
        // What is put in between a name and its verb ends in a comma.
        let pause = self.organisation.map_or("", |_| ",");
        format!("{}{pause} objects{words}{reason}{resolve}", self.speaker())
    }

    fn speaker(&self) -> String {
        match self.organisation {
            Some(organisation) => format!("{}, for {organisation} ({})", self.name, self.group),
            None => format!("{} ({})", self.name, self.group),
        }
    }
}

impl Reply<'_> {
    fn formal(&self) -> String {
        format!(
            "Answered by {} on {}: {} {} that it answers the objection, {} that it does not.",
            self.name,
            self.at.date(),
            ended(self.body.trim()),
            match self.confirmed {
                1 => "1 voice says".to_owned(),
                n => format!("{n} voices say"),
            },
            self.contested,
        )
    }
}

/// How long ago something was said, in whole days.
fn age(at: Moment, now: Moment) -> String {
    const DAY: i64 = 86_400_000;
    match (now.millis() - at.millis()).max(0) / DAY {
        0 => "today".to_owned(),
        1 => "1 day ago".to_owned(),
        days => format!("{days} days ago"),
    }
}

/// The first sentence of a text, with a full stop where it has no end of its own. Sentences are
/// told apart as Unicode does (UAX #29), but for words that are written short.
pub fn first_sentence(text: &str) -> String {
    let text = text.trim();
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    let paragraph = squeezed(paragraph);
    let mut end = 0;
    for piece in paragraph.split_sentence_bounds() {
        end += piece.len();
        if !is_shortened(&paragraph[..end]) {
            break;
        }
    }
    ended(paragraph[..end].trim_end())
}

/// Whether what was read so far ends in a word that is only written short, or in an initial.
fn is_shortened(read: &str) -> bool {
    let last = read.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let mut letters = last.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.as_str() == ".";
    initial || SHORTENED.contains(&last.to_lowercase().as_str())
}

/// The same words with an end that can be heard.
fn ended(words: &str) -> String {
    let closing = |letter: char| matches!(letter, '”' | '"' | '’' | '\'' | ')' | '»' | ']');
    let bare = words.trim_end_matches(closing);
    if bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।']) || bare.is_empty() {
        words.to_owned()
    } else {
        format!("{}.", words.trim_end_matches([',', ';', ':', ' ']))
    }
}

/// White space as it is spoken: not at all.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn gerd<'a>(quote: Option<&'a Text>) -> Objection<'a> {
        Objection {
            position: 12,
            name: "Gerd Okafor",
            organisation: Some("Larkspur"),
            group: "manufacturers",
            at: at("2017-05-24T17:00:00Z"),
            on: Some((2, "security update")),
            quote,
            reason: Some("Nobody can promise this. A device may be offline."),
            would_resolve: Some("saying “makes available” instead"),
            answers: Vec::new(),
        }
    }

    #[test]
    fn in_brief_it_is_a_sentence_or_two() {
        let quote = Text::parse("reaches\nthe device").unwrap();
        assert_eq!(
            gerd(Some(&quote)).brief(),
            "Gerd Okafor, for Larkspur (manufacturers), objects to the words “reaches the device”: \
             Nobody can promise this. It would be resolved by: saying “makes available” instead."
        );
        let alone = Objection {
            organisation: None,
            reason: None,
            would_resolve: None,
            ..gerd(None)
        };
        assert_eq!(alone.brief(), "Gerd Okafor (manufacturers) objects.");
    }

    #[test]
    fn in_full_nothing_is_left_out() {
        let mut objection = gerd(None);
        let now = at("2017-05-27T18:00:00Z");
        assert_eq!(
            objection.formal(now),
            [
                "Objection 12, by Gerd Okafor, for Larkspur (manufacturers), on wording 2 of \
                 “security update”, taken on 2017-05-24, 3 days ago.",
                "Reason: Nobody can promise this. A device may be offline.",
                "Would be resolved by: saying “makes available” instead",
                "No answer is on record.",
            ]
        );
        objection.answers.push(Reply {
            name: "Ada Lind",
            body: "The note says so",
            at: now,
            confirmed: 1,
            contested: 0,
        });
        assert_eq!(
            objection.formal(now).last().unwrap(),
            "Answered by Ada Lind on 2017-05-27: The note says so. 1 voice says that it answers \
             the objection, 0 that it does not."
        );
    }

    #[test]
    fn a_sentence_ends_where_it_ends() {
        for (text, first) in [
            ("", ""),
            ("  One thing.  Two things.", "One thing."),
            ("One thing", "One thing."),
            ("Who says so? Nobody.", "Who says so?"),
            (
                "Parts, e.g. IoT devices, stay out. More.",
                "Parts, e.g. IoT devices, stay out.",
            ),
            ("See No. 5 of the list. More.", "See No. 5 of the list."),
            ("As J. Smith wrote. More.", "As J. Smith wrote."),
            ("In version 2.0 it works. More.", "In version 2.0 it works."),
            ("He said “no.” Then yes.", "He said “no.”"),
            ("It says (this) ", "It says (this)."),
            ("Two things:\n\n- one\n- two", "Two things."),
            ("broken\nover lines. More", "broken over lines."),
            ("日本語の文。次の文。", "日本語の文。"),
        ] {
            assert_eq!(first_sentence(text), first, "{text:?}");
        }
    }
}
