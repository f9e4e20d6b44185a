//! What `islands.js` calls.

use domain::{
    Lang,
    lint::{Draft, Known, Lexicon, Name},
};
use wasm_bindgen::prelude::wasm_bindgen;

use super::{
    advice::{Fields, advice},
    marks,
};

/// How a text differs from the one it began with, as HTML; nothing where it does not.
#[wasm_bindgen]
pub fn redline(base: &str, typed: &str) -> Option<String> {
    marks::redline(base, typed)
}

/// Advice on the definition in one language.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Advice {
    lexicon: Lexicon,
    fields: Fields,
}

#[wasm_bindgen]
impl Advice {
    /// `known` has a line for each other entry; `definition` and `example` are the ids of fields.
    pub fn beside(lang: &str, known: &str, definition: String, example: String) -> Option<Advice> {
        let known = known.lines().filter_map(Known::parse).collect();
        Some(Self {
            lexicon: Lexicon::new(Lang::parse(lang).ok()?, known),
            fields: Fields {
                definition,
                example,
            },
        })
    }

    /// What is doubtful now, as HTML. A name begins with `-` where it is deprecated, else with `=`.
    pub fn html(&self, names: Vec<String>, definition: String, examples: Vec<String>) -> String {
        let name = |name: String| {
            let text = name.get(1..).unwrap_or_default().to_owned();
            Name {
                text,
                deprecated: name.starts_with('-'),
            }
        };
        let draft = Draft {
            names: names.into_iter().map(name).collect(),
            definition,
            examples,
        };
        advice(&draft, &self.lexicon, Some(&self.fields))
    }
}
