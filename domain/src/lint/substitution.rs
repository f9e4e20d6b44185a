//! The substitution principle of ISO 704: a definition can stand in place of the word it defines.

use super::{
    Draft, Finding, Lexicon, Lint, Part, Text,
    form::second_sentence,
    lexicon::Phrase,
    speech::{is_article, is_when},
    uses::uses,
};

/// An example with the definition in place of the word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitution {
    pub before: String,
    pub definition: String,
    pub after: String,
}

/// Why a definition cannot stand in place of the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// The example has an article before the word, and the definition begins with one.
    Article,
    /// The definition would end a sentence in the midst of another.
    Sentences,
    /// The definition says when, not what.
    When,
}

/// The definition put in place of the word in its first example that holds it.
pub fn substitution(draft: &Draft, lexicon: &Lexicon) -> Option<Substitution> {
    let definition = Text::read(&draft.definition, lexicon);
    if definition.tokens.is_empty() {
        return None;
    }
    let own = lexicon.phrases(&draft.names);
    draft.examples.iter().find_map(|example| {
        let example = Text::read(example, lexicon);
        let (substitution, _) = substituted(&definition, &example, &own, lexicon)?;
        Some(substitution)
    })
}

pub(super) fn findings(
    definition: &Text<'_>,
    example: &Text<'_>,
    part: Part,
    own: &[Phrase],
    lexicon: &Lexicon,
) -> Option<Finding> {
    if own.is_empty() {
        return None;
    }
    let Some((substitution, at)) = substituted(definition, example, own, lexicon) else {
        return Some(Finding {
            lint: Lint::NoWord,
            part,
            span: None,
            words: String::new(),
        });
    };
    let why = unfit(definition, example, at.start, lexicon)?;
    let lint = Lint::Unfit { why, substitution };
    Some(example.finding(lint, part, example.bytes(&at)))
}

fn substituted(
    definition: &Text<'_>,
    example: &Text<'_>,
    own: &[Phrase],
    lexicon: &Lexicon,
) -> Option<(Substitution, std::ops::Range<usize>)> {
    let found = uses(example, own, lexicon);
    let at = found.into_iter().find(|it| it.own)?.at;
    let bytes = example.bytes(&at);
    let read = &example.reading.text;
    let substitution = Substitution {
        before: read[..bytes.start].to_owned(),
        definition: phrase(&definition.reading.text).to_owned(),
        after: read[bytes.end..].to_owned(),
    };
    Some((substitution, at))
}

fn unfit(
    definition: &Text<'_>,
    example: &Text<'_>,
    word: usize,
    lexicon: &Lexicon,
) -> Option<Unfit> {
    let lang = lexicon.lang();
    let begins = |is: fn(&str, &crate::Lang) -> bool| {
        definition
            .tokens
            .first()
            .is_some_and(|first| is(&first.word, lang))
    };
    let before = word
        .checked_sub(1)
        .and_then(|before| example.tokens.get(before));
    if begins(is_article) && before.is_some_and(|token| is_article(&token.word, lang)) {
        Some(Unfit::Article)
    } else if begins(is_when) {
        Some(Unfit::When)
    } else {
        second_sentence(definition, lang).map(|_| Unfit::Sentences)
    }
}

/// A definition without the full stop that people put behind it.
fn phrase(definition: &str) -> &str {
    definition.trim().trim_end_matches(['.', '。'])
}
