//! The questions of a form: label, hint, what is wrong, and what was typed.

use domain::{Lang, markdown::escape_html};
use leptos::prelude::*;

use super::{direction, language_name};
use crate::Form;

/// One question of a form. What was typed and what is wrong with it come from the [`Form`].
#[derive(Debug, Clone)]
pub struct Field {
    name: String,
    label: String,
    hint: Option<String>,
    optional: bool,
    hidden_label: bool,
    lang: Option<Lang>,
    /// `definition` where the words will be published: they are typed in the face they are read in.
    face: Option<&'static str>,
    width: Option<&'static str>,
    autocomplete: Option<&'static str>,
    list: Option<&'static str>,
    inline: bool,
}

/// One of several answers to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    value: String,
    word: String,
    meaning: Option<String>,
}

impl Choice {
    pub fn new(value: impl Into<String>, word: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            word: word.into(),
            meaning: None,
        }
    }

    /// Says in one line what choosing it means.
    pub fn meaning(mut self, meaning: impl Into<String>) -> Self {
        self.meaning = Some(meaning.into());
        self
    }
}

impl Field {
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            hint: None,
            optional: false,
            hidden_label: false,
            lang: None,
            face: None,
            width: None,
            autocomplete: None,
            list: None,
            inline: false,
        }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Keeps the label for ears only, where a row of fields stands under one legend.
    pub fn label_unseen(mut self) -> Self {
        self.hidden_label = true;
        self
    }

    /// Says in which language the answer is written, and names it beside the label.
    pub fn language(mut self, lang: &Lang) -> Self {
        self.lang = Some(lang.clone());
        self
    }

    /// Sets the answer like a definition, because it will be published.
    pub fn published(mut self) -> Self {
        self.face = Some("definition");
        self
    }

    /// `short` or `half`.
    pub fn width(mut self, width: &'static str) -> Self {
        self.width = Some(width);
        self
    }

    /// What the browser may fill in, such as `email`.
    pub fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = Some(autocomplete);
        self
    }

    /// The id of a `datalist` with what could be meant.
    pub fn list(mut self, id: &'static str) -> Self {
        self.list = Some(id);
        self
    }

    /// Lets choices stand beside each other.
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    /// One line of text.
    pub fn line(self, form: &Form) -> AnyView {
        self.typed(form, "text")
    }

    /// One line of another kind: `email`, `url`, `number`, `password` … What was typed into a
    /// password field is never sent back.
    pub fn typed(self, form: &Form, kind: &'static str) -> AnyView {
        let (id, described, wrong) = self.ties(form);
        let value = (kind != "password").then(|| form.value(&self.name).to_owned());
        let control = view! {
            <input
                class="input"
                data-width=self.width
                data-face=self.face
                type=kind
                id=id
                name=self.name.clone()
                value=value
                lang=self.lang.as_ref().map(Lang::to_string)
                dir=self.lang.as_ref().and_then(direction)
                autocomplete=self.autocomplete
                list=self.list
                aria-describedby=described
                aria-invalid=wrong
            />
        };
        self.around(form, control.into_any())
    }

    /// A text of any number of lines.
    pub fn area(self, form: &Form) -> AnyView {
        let (id, described, wrong) = self.ties(form);
        // The parser drops one line end after the tag; this one, so that none of the typed is lost.
        let text = format!("\n{}", escape_html(form.value(&self.name)));
        let control = view! {
            <textarea
                class="textarea"
                data-face=self.face
                id=id
                name=self.name.clone()
                lang=self.lang.as_ref().map(Lang::to_string)
                dir=self.lang.as_ref().and_then(direction)
                aria-describedby=described
                aria-invalid=wrong
                inner_html=text
            ></textarea>
        };
        self.around(form, control.into_any())
    }

    /// One of several values, given with the words that stand for them.
    pub fn select(self, form: &Form, options: Vec<(String, String)>) -> AnyView {
        let (id, described, wrong) = self.ties(form);
        let chosen = form.value(&self.name).to_owned();
        let options = options
            .into_iter()
            .map(|(value, word)| {
                let selected = value == chosen;
                view! { <option value=value selected=selected>{word}</option> }
            })
            .collect_view();
        let control = view! {
            <select class="select" id=id name=self.name.clone() aria-describedby=described aria-invalid=wrong>
                {options}
            </select>
        };
        self.around(form, control.into_any())
    }

    /// One choice of several, all of them in sight.
    pub fn choices(self, form: &Form, choices: Vec<Choice>) -> AnyView {
        self.group(form, choices, "radio")
    }

    /// Any number of choices.
    pub fn ticks(self, form: &Form, choices: Vec<Choice>) -> AnyView {
        self.group(form, choices, "checkbox")
    }

    fn group(self, form: &Form, choices: Vec<Choice>, kind: &'static str) -> AnyView {
        let (id, described, _) = self.ties(form);
        let items = choices
            .into_iter()
            .enumerate()
            .map(|(at, choice)| {
                // The error summary leads to the first choice.
                let id = if at == 0 { id.clone() } else { format!("{id}-{}", choice.value) };
                let checked = form.has(&self.name, &choice.value);
                let meaning = choice.meaning.map(|meaning| view! { <span class="choice-meaning">{meaning}</span> });
                view! {
                    <label class="choice">
                        <input type=kind id=id name=self.name.clone() value=choice.value checked=checked/>
                        <span><span class="choice-word">{choice.word}</span>{meaning}</span>
                    </label>
                }
            })
            .collect_view();
        let flow = self.inline.then_some("inline");
        let refused = form.error(&self.name).is_some();
        let (hint, error) = self.words(form);
        view! {
            <fieldset class="field" data-refused=refused aria-describedby=described>
                <legend class="label" class:unseen=self.hidden_label>{self.label.clone()}{self.aside()}</legend>
                {hint}
                {error}
                <div class="choices" data-flow=flow>{items}</div>
            </fieldset>
        }
        .into_any()
    }

    fn around(self, form: &Form, control: AnyView) -> AnyView {
        let id = form.id(&self.name);
        let refused = form.error(&self.name).is_some();
        let (hint, error) = self.words(form);
        let class = if self.hidden_label {
            "label unseen"
        } else {
            "label"
        };
        view! {
            <div class="field" data-refused=refused>
                <label class=class for=id>{self.label.clone()}{self.aside()}</label>
                {hint}
                {error}
                {control}
            </div>
        }
        .into_any()
    }

    /// The id of the control, the ids of what describes it, and whether it is wrong.
    fn ties(&self, form: &Form) -> (String, Option<String>, Option<&'static str>) {
        let id = form.id(&self.name);
        let refused = form.error(&self.name).is_some();
        let hint = self.hint.as_ref().map(|_| format!("{id}-hint"));
        let error = refused.then(|| format!("{id}-error"));
        let described: Vec<_> = hint.into_iter().chain(error).collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        (id, described, refused.then_some("true"))
    }

    fn words(&self, form: &Form) -> (Option<AnyView>, Option<AnyView>) {
        let id = form.id(&self.name);
        let hint = self
            .hint
            .clone()
            .map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> }.into_any());
        let error = form.error(&self.name).map(|error| {
            let error = error.to_owned();
            view! {
                <p class="field-error" id=format!("{id}-error")><span class="unseen">"Error: "</span>{error}</p>
            }
            .into_any()
        });
        (hint, error)
    }

    /// What stands behind the label: the language, and whether it may be left empty.
    fn aside(&self) -> impl IntoView + use<> {
        let language = self.lang.as_ref().map(|lang| {
            view! { " " <span class="language">{language_name(lang)}</span> }
        });
        let optional = self
            .optional
            .then(|| view! { " " <span class="label-optional">"(optional)"</span> });
        (language, optional)
    }
}

/// A value that is sent along unseen.
pub fn hidden(name: impl Into<String>, value: impl ToString) -> AnyView {
    view! { <input type="hidden" name=name.into() value=value.to_string()/> }.into_any()
}

/// What is wrong with a form, at the top of the page, each error leading to its field.
pub fn error_summary(form: &Form) -> Option<AnyView> {
    if form.errors.is_empty() {
        return None;
    }
    let items = form
        .errors
        .iter()
        .map(|error| {
            let message = error.message.clone();
            match &error.field {
                Some(field) => {
                    let href = format!("#{}", form.id(field));
                    view! { <li><a href=href>{message}</a></li> }.into_any()
                }
                None => view! { <li>{message}</li> }.into_any(),
            }
        })
        .collect_view();
    Some(
        view! {
            <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="errors">
                <h2 id="errors">"There is a problem"</h2>
                <ul>{items}</ul>
            </div>
        }
        .into_any(),
    )
}
