//! Where the words stand now that a comment was made on.
//!
//! A comment quotes words of the wording it was made on. They are looked up there, by what stands before and after
//! them, and followed through every wording since: where the text around them changes they go along, where some of them
//! change they are said to have moved, and where they are gone the comment is orphaned. All of it is about the words
//! people read, not the Markdown they were typed in.

mod find;
mod follow;
mod passage;

#[cfg(test)]
mod tests;

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::{
    find::{Wanted, again, at_all},
    follow::{Link, links},
};
use super::Quote;
use crate::{Lang, content::Content, ids::WordingNo};

pub use passage::{AnchorPart, Passage, Place, passages};

/// How the words of a comment fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnchorState {
    /// Exactly these words stand there.
    Found,
    /// Some of them changed; what is left of them stands there.
    Moved,
    /// They are gone.
    Orphaned,
}

/// Where the words of a comment stand in the current wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Anchor {
    pub state: AnchorState,
    /// The part they stand in; the last one they stood in where they are gone.
    pub part: Option<AnchorPart>,
    pub lang: Option<Lang>,
    /// Which note or example, counted from 1.
    pub item: Option<u32>,
    /// In characters of the part as it is read, without Markdown.
    pub start: Option<u32>,
    pub end: Option<u32>,
    /// The words that stand there; the quote where they are gone.
    pub text: String,
    /// The first wording in which they did not stand any more.
    pub gone_since: Option<WordingNo>,
}

/// Where words stand, in bytes of a passage as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    pub place: Place,
    pub span: Range<usize>,
}

/// The wordings of an entry, along which words are followed.
#[derive(Debug, Clone)]
pub struct Trail {
    wordings: Vec<(WordingNo, Vec<Passage>)>,
    /// For every wording but the last, what became of each of its passages in the next one.
    links: Vec<Vec<Option<Link>>>,
}

impl Trail {
    /// Wordings in their order, the current one last. The authoritative language stands first.
    pub fn of<'a>(
        wordings: impl IntoIterator<Item = (WordingNo, &'a Content)>,
        languages: &[Lang],
    ) -> Self {
        let wordings: Vec<_> = wordings
            .into_iter()
            .map(|(number, content)| (number, passages(content, languages)))
            .collect();
        let links = wordings
            .windows(2)
            .map(|pair| links(&pair[0].1, &pair[1].1))
            .collect();
        Self { wordings, links }
    }

    /// Where the words of a quote stand now. One that was made on a wording the trail does not reach back to is looked
    /// up in the first that it has.
    pub fn anchor(&self, quote: &Quote, made_on: WordingNo) -> Anchor {
        let (spot, last, gone_since) = self.follow(quote, made_on);
        let known = spot.as_ref().or(last.as_ref());
        let place = known.map(|spot| spot.place.clone());
        let text = spot.as_ref().and_then(|spot| self.words_at(spot));
        let state = match &text {
            None => AnchorState::Orphaned,
            Some(text) if squeezed(text) == squeezed(&quote.exact) => AnchorState::Found,
            Some(_) => AnchorState::Moved,
        };
        let letters = spot.as_ref().and_then(|spot| self.letters(spot));
        Anchor {
            state,
            part: place.as_ref().map(|place| place.part),
            lang: place.as_ref().map(|place| place.lang.clone()),
            item: place.and_then(|place| place.item()),
            start: letters.as_ref().map(|letters| letters.start),
            end: letters.map(|letters| letters.end),
            gone_since: gone_since.filter(|_| text.is_none()),
            text: text.map_or_else(|| quote.exact.to_string(), str::to_owned),
        }
    }

    /// The same in bytes, for who changes the text; none where the words are gone.
    pub fn spot(&self, quote: &Quote, made_on: WordingNo) -> Option<Spot> {
        self.follow(quote, made_on).0
    }

    /// Whether words that stand at a place of the first wording still stand in the last one.
    pub fn keeps(&self, spot: &Spot) -> bool {
        let Some((_, passages)) = self.wordings.first() else {
            return false;
        };
        let passage = passages.iter().position(|it| it.place == spot.place);
        let here = passage.map(|passage| (passage, spot.span.clone()));
        here.is_some_and(|here| self.along(0, Some(here), None).0.is_some())
    }

    /// What stands at a place of the current wording.
    pub fn words_at(&self, spot: &Spot) -> Option<&str> {
        let (_, passages) = self.wordings.last()?;
        let passage = passages
            .iter()
            .find(|passage| passage.place == spot.place)?;
        passage.text.get(spot.span.clone())
    }

    /// Where the words stand, where they stood last, and since when they do not.
    fn follow(
        &self,
        quote: &Quote,
        made_on: WordingNo,
    ) -> (Option<Spot>, Option<Spot>, Option<WordingNo>) {
        let origin = self
            .wordings
            .iter()
            .position(|(number, _)| *number >= made_on)
            .unwrap_or(0);
        let Some((_, passages)) = self.wordings.get(origin) else {
            return (None, None, None);
        };
        let quoted = Wanted::of(quote);
        let here = at_all(passages, &quoted);
        self.along(origin, here, Some(quoted))
    }

    /// Follows words from one wording to the last.
    fn along(
        &self,
        origin: usize,
        mut here: Option<(usize, Range<usize>)>,
        quoted: Option<Wanted>,
    ) -> (Option<Spot>, Option<Spot>, Option<WordingNo>) {
        let mut wanted = quoted.clone();
        let (mut last, mut gone_since) = (None, None);
        for (at, links) in self.links.iter().enumerate().skip(origin) {
            let (before, (number, after)) = (&self.wordings[at].1, &self.wordings[at + 1]);
            match here {
                Some((passage, span)) => {
                    let text = &before[passage].text;
                    let stood = Wanted::from(text, &span);
                    last = Some(spot(before, passage, &span));
                    here = links[passage]
                        .as_ref()
                        .and_then(|link| link.carry(&span, &after[link.to].text))
                        .or_else(|| again(after, &stood));
                    wanted = Some(stood);
                    gone_since = here.is_none().then_some(*number);
                }
                // Words that come back are found again.
                None => {
                    let either = wanted.iter().chain(&quoted);
                    here = either.into_iter().find_map(|wanted| again(after, wanted));
                }
            }
        }
        let current = self.wordings.last().map(|(_, passages)| passages);
        let here = here
            .zip(current)
            .map(|((passage, span), passages)| spot(passages, passage, &span));
        (here, last, gone_since)
    }

    fn letters(&self, spot: &Spot) -> Option<Range<u32>> {
        let (_, passages) = self.wordings.last()?;
        let text = &passages
            .iter()
            .find(|passage| passage.place == spot.place)?
            .text;
        let count = |end: usize| Some(text.get(..end)?.chars().count() as u32);
        Some(count(spot.span.start)?..count(spot.span.end)?)
    }
}

fn spot(passages: &[Passage], passage: usize, span: &Range<usize>) -> Spot {
    Spot {
        place: passages[passage].place.clone(),
        span: span.clone(),
    }
}

/// White space as single spaces, as browsers hand over what was selected.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
