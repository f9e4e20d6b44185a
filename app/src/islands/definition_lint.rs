//! What is doubtful in a definition, while it is written.

use domain::{
    Lang,
    lint::{Draft, Known, Level, Lint, lint, substitution},
};
use leptos::prelude::*;

/// Says beside the text what is doubtful in it. It is computed on the server first, so that it is
/// there without a script too, and follows while one types.
#[island]
pub fn DefinitionLint(
    /// What stands in the fields at first.
    draft: Draft,
    lang: Lang,
    known: Vec<Known>,
    /// The id of the field with the definition.
    field: String,
    /// The id of the field with the term, where the term is typed too.
    term_field: Option<String>,
) -> impl IntoView {
    let (draft, set_draft) = signal(draft);
    // Buttons do nothing before there is a program behind them.
    let (awake, set_awake) = signal(false);
    #[cfg(feature = "hydrate")]
    {
        let field = field.clone();
        let read = move || {
            let definition = super::fields::value(&field);
            let term = term_field.as_deref().and_then(super::fields::value);
            set_draft.update(|draft| {
                draft.definition = definition.unwrap_or_default();
                if let Some(term) = term {
                    draft.term = term;
                }
            });
        };
        Effect::new({
            let read = read.clone();
            move || {
                read();
                set_awake.set(true);
            }
        });
        super::fields::on_typing(read);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (set_draft, set_awake, term_field);
    let items = move || {
        let draft = draft.get();
        let found = lint(&draft, &lang, &known);
        if draft.definition.trim().is_empty() {
            return vec![item(
                "hint",
                "Nothing written yet.",
                "Advice on the definition appears here.",
                None,
            )];
        }
        if found.is_empty() {
            return vec![item(
                "fine",
                "",
                "One sentence, no article at its start, not negative, not circular.",
                None,
            )];
        }
        found
            .into_iter()
            .map(|lint| {
                let level = if lint.level() == Level::Problem {
                    "problem"
                } else {
                    "hint"
                };
                let (word, words) = said(&lint);
                let button = match lint {
                    Lint::Unlinked { term, slug } if awake.get() => {
                        Some(link_button(field.clone(), term, slug))
                    }
                    _ => None,
                };
                item(level, word, &words, button)
            })
            .collect()
    };
    let example = move || {
        substitution(&draft.get()).map(|(before, definition, after)| {
            view! { <p class="substitution">{before}<mark>{definition}</mark>{after}</p> }
        })
    };
    view! {
        <ul class="lint">{items}</ul>
        {example}
    }
}

fn item(level: &'static str, word: &'static str, words: &str, button: Option<AnyView>) -> AnyView {
    let word = (!word.is_empty()).then(|| view! { <span class="lint-word">{word}" "</span> });
    view! { <li class="lint-item" data-level=level><div>{word}{words.to_owned()}{button}</div></li> }.into_any()
}

fn link_button(field: String, term: String, slug: String) -> AnyView {
    let words = format!("Link “{term}”");
    let link = move |_| {
        #[cfg(feature = "hydrate")]
        if let Some(text) =
            super::fields::value(&field).and_then(|text| domain::lint::link(&text, &term, &slug))
        {
            super::fields::write(&field, &text);
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (&field, &term, &slug);
    };
    view! { " " <button class="link-button" type="button" on:click=link>{words}</button> }
        .into_any()
}

/// A finding in a word and a sentence.
fn said(lint: &Lint) -> (&'static str, String) {
    match lint {
        Lint::Circular { term } => (
            "Circular.",
            format!("“{term}” is itself defined by way of this word."),
        ),
        Lint::BeginsWithTerm => (
            "Begins with its own word.",
            "Begin with what the thing is.".into(),
        ),
        Lint::UsesTerm => ("Uses its own word.", "Say it in other words.".into()),
        Lint::BeginsWithArticle { article } => (
            "Begins with an article.",
            format!("Leave out “{article}”, so that it can stand in place of the word."),
        ),
        Lint::IsWhen { words } => (
            "Says when, not what.",
            format!("Put what the thing is in place of “{words}”."),
        ),
        Lint::Negative { word } => (
            "Negative.",
            format!("It begins with “{word}”; say what the thing is, if that can be said."),
        ),
        Lint::Sentences => (
            "More than one sentence.",
            "Put what goes beyond the first into a note.".into(),
        ),
        Lint::Unlinked { term, .. } => (
            "Is an entry.",
            format!("“{term}” is used here without a link."),
        ),
    }
}
