//! What is doubtful in the definition, beside the fields it is typed in.

use domain::{
    Lang,
    lint::{Draft, Lexicon, Name, SHIPPED_MAX, abridge},
};
use leptos::prelude::*;
use registry::lint::Others;

use super::rows::{cell, key, rows};
use crate::{Form, islands::DefinitionLint, parts::language_name};

/// Advice on the definition in every language that it is, or can be, written in.
pub fn advice(form: &Form, languages: &[Lang], others: &Others) -> AnyView {
    let several = languages.len() > 1;
    let sections = languages
        .iter()
        .map(|lang| {
            let draft = draft(form, lang, languages);
            // Advice on what nobody has begun to translate would be in the way.
            if draft.definition.is_empty() && languages.first() != Some(lang) {
                return None;
            }
            let known = others.known(lang);
            let (shipped, all) = abridge(&known, &draft, lang, SHIPPED_MAX / languages.len());
            let name = several.then(|| view! { <h3>{language_name(lang)}</h3> });
            let abridged = (!all).then(|| {
                view! {
                    <p class="lint-source">
                        "This process has too many words to look at all of them while you type. Preview looks at all."
                    </p>
                }
            });
            Some(view! {
                {name}
                <DefinitionLint
                    draft=draft
                    lexicon=Lexicon::new(lang.clone(), known)
                    shipped=shipped
                    field=key("definition", lang, languages)
                    example=key("example", lang, languages)
                />
                {abridged}
            })
        })
        .collect_view();
    view! {
        <aside class="beside compose-beside" id="advice">
            <section>
                <h2>"As you write"</h2>
                {sections}
            </section>
        </aside>
    }
    .into_any()
}

fn draft(form: &Form, lang: &Lang, languages: &[Lang]) -> Draft {
    let example = key("example", lang, languages);
    let value = |name: String| form.value(&name).to_owned();
    Draft {
        names: names(form, lang, languages),
        definition: value(key("definition", lang, languages)),
        examples: (1..=rows(form, &example, ""))
            .map(|row| value(cell(&example, row, "")))
            .collect(),
    }
}

/// The designations as they are typed, the preferred one first.
fn names(form: &Form, lang: &Lang, languages: &[Lang]) -> Vec<Name> {
    let mut names = Vec::new();
    for row in 1..=rows(form, "term", "text") {
        let text = form.value(&cell("term", row, "text")).trim();
        let in_lang = match form.value(&cell("term", row, "lang")) {
            "" => languages.first() == Some(lang),
            tag => tag == lang.as_str(),
        };
        if text.is_empty() || !in_lang {
            continue;
        }
        let kind = form.value(&cell("term", row, "kind"));
        let name = Name {
            text: text.to_owned(),
            deprecated: kind == "deprecated",
        };
        if kind == "preferred" {
            names.insert(0, name);
        } else {
            names.push(name);
        }
    }
    names
}
