//! The texts of an entry that comments speak of, as they are read.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Lang, Text, content::Content, markdown::plain};

/// A part of an entry that words can be quoted from.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AnchorPart {
    Definition,
    Note,
    Example,
}

/// Which text of an entry it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub part: AnchorPart,
    pub lang: Lang,
    /// Which note or example, counted from 0.
    pub index: usize,
}

/// One text of an entry, without its Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    pub place: Place,
    pub text: String,
}

impl Place {
    /// Which note or example, as people count; none for a definition.
    pub fn item(&self) -> Option<u32> {
        let item = u32::try_from(self.index).unwrap_or(u32::MAX);
        (self.part != AnchorPart::Definition).then(|| item.saturating_add(1))
    }

    /// The Markdown it was typed in.
    pub fn source<'a>(&self, content: &'a Content) -> Option<&'a Text> {
        match self.part {
            AnchorPart::Definition => content.definition.get(&self.lang),
            AnchorPart::Note => content.notes.get(&self.lang)?.get(self.index),
            AnchorPart::Example => content.examples.get(&self.lang)?.get(self.index),
        }
    }
}

/// The texts of a wording: by language, the authoritative one first; the definition before notes and examples.
pub fn passages(content: &Content, languages: &[Lang]) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut add = |part, lang: &Lang, index, text: &Text| {
        let place = Place {
            part,
            lang: lang.clone(),
            index,
        };
        let text = plain(text);
        passages.push(Passage { place, text });
    };
    for lang in languages {
        if let Some(text) = content.definition.get(lang) {
            add(AnchorPart::Definition, lang, 0, text);
        }
        let lists = [
            (AnchorPart::Note, &content.notes),
            (AnchorPart::Example, &content.examples),
        ];
        for (part, lists) in lists {
            for (index, text) in lists.get(lang).into_iter().flatten().enumerate() {
                add(part, lang, index, text);
            }
        }
    }
    passages
}
