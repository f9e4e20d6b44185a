//! The fields in which a whole wording is typed, for proposing an entry and for changing one.

use domain::{
    Lang,
    content::Content,
    lint::{Draft, Known},
};
use leptos::prelude::*;
use registry::entries::EntryLink;

use super::rows::{DESIGNATION_KINDS, RELATION_KINDS, cell, key, rows};
use crate::{
    Form,
    islands::{DefinitionLint, LiveRedline},
    parts::{Choice, Field},
};

/// What the fields need to know of the process and of what they start from.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    pub languages: &'a [Lang],
    /// The wording that is changed; none where an entry is proposed.
    pub base: Option<&'a Content>,
    /// The entries that relations and links can lead to.
    pub terms: &'a [EntryLink],
    /// Where the form is sent.
    pub action: &'a str,
    /// What the enter key does in a line. Browsers press the first button of a form for it, and that
    /// would add a row.
    pub on_enter: &'static str,
}

/// What is doubtful in the definition, beside the fields it is typed in.
pub fn advice(form: &Form, ground: &Ground<'_>, term: Option<&str>, used_in: &[String]) -> Option<AnyView> {
    let lang = ground.languages.first()?.clone();
    let count = rows(form, "example", "");
    let draft = Draft {
        term: term.unwrap_or(form.value("term-1-text")).to_owned(),
        definition: form.value("definition").to_owned(),
        examples: (1..=count).map(|row| form.value(&cell("example", row, "")).to_owned()).collect(),
    };
    let known = ground.terms.iter().map(|link| Known {
        slug: link.slug.to_string(),
        term: link.term.clone(),
        leads_here: used_in.iter().any(|slug| slug == link.slug.as_str()),
    });
    let known: Vec<_> = known.collect();
    let term_field = term.is_none().then(|| "term-1-text".to_owned());
    Some(
        view! {
            <section>
                <h2>"As you write"</h2>
                <DefinitionLint draft=draft lang=lang known=known field="definition".to_owned() term_field=term_field/>
            </section>
        }
        .into_any(),
    )
}

/// All parts of a wording.
pub fn fields(form: &Form, ground: &Ground<'_>) -> AnyView {
    let form = &with_beginnings(form, ground);
    let by_language = ground.languages.iter().map(|lang| in_language(form, ground, lang)).collect_view();
    let options = ground
        .terms
        .iter()
        .map(|link| view! { <option value=link.slug.to_string()>{link.term.clone()}</option> })
        .collect_view();
    view! {
        <button class="unseen" name="act" value=ground.on_enter tabindex="-1" aria-hidden="true">{ground.on_enter}</button>
        {terms(form, ground)}
        {by_language}
        {sources(form, ground)}
        {relations(form, ground)}
        <datalist id="known-entries">{options}</datalist>
    }
    .into_any()
}

fn terms(form: &Form, ground: &Ground<'_>) -> AnyView {
    let count = shown(form, "term", "text", 2);
    let kinds = || DESIGNATION_KINDS.iter().map(|(_, value, word)| ((*value).to_owned(), (*word).to_owned())).collect();
    let langs = || ground.languages.iter().map(|lang| (lang.to_string(), crate::parts::language_name(lang))).collect();
    let several = ground.languages.len() > 1;
    let items = (1..=count)
        .map(|row| {
            let mut text = Field::new(cell("term", row, "text"), if row == 1 { "Term".to_owned() } else { format!("Term {row}") }).published();
            if row == 1 {
                text = text.hint("As it stands in running text: singular, no article, capitals only where they always are.");
            } else {
                text = text.optional();
            }
            let lang = several.then(|| Field::new(cell("term", row, "lang"), "Language").select(form, langs()));
            view! {
                <div class="field-row">
                    {text.line(form)}
                    {Field::new(cell("term", row, "kind"), "Use").select(form, kinds())}
                    {lang}
                </div>
            }
        })
        .collect_view();
    view! { <div class="compose-part">{items}{more(ground, "term", "Add another term", cell("term", count + 1, "text"))}</div> }.into_any()
}

fn in_language(form: &Form, ground: &Ground<'_>, lang: &Lang) -> AnyView {
    let authoritative = ground.languages.first() == Some(lang);
    let several = ground.languages.len() > 1;
    let tongue = |field: Field| if several { field.language(lang) } else { field };
    let name = key("definition", lang, ground.languages);
    let mut field = tongue(Field::new(name.clone(), "Definition").published());
    if authoritative {
        field = field.hint("One phrase without an article at its start, that could stand in place of the word. Link another entry with [[its-name]].");
    } else {
        field = field.optional();
    }
    let base = ground.base.map(|base| base.definition.get(lang).map_or(String::new(), |text| text.to_string()));
    let live = base.map(|base| view! { <LiveRedline base=base field=name.clone()/> });
    let notes = texts(form, ground, lang, ("note", "Note", "Add a note"), |base| base.notes.get(lang));
    let examples = texts(form, ground, lang, ("example", "Example", "Add an example"), |base| base.examples.get(lang));
    view! {
        <div class="compose-part">{field.area(form)}{live}</div>
        {notes}
        {examples}
    }
    .into_any()
}

fn texts<'a>(
    form: &Form,
    ground: &Ground<'a>,
    lang: &Lang,
    (stem, label, add): (&'static str, &'static str, &'static str),
    of: impl Fn(&'a Content) -> Option<&'a Vec<domain::Text>>,
) -> AnyView {
    let key = key(stem, lang, ground.languages);
    let count = shown(form, &key, "", 0);
    let several = ground.languages.len() > 1;
    let items = (1..=count)
        .map(|row| {
            let name = cell(&key, row, "");
            let field = Field::new(name.clone(), format!("{label} {row}")).optional().published();
            let field = if several { field.language(lang) } else { field };
            let base = ground.base.map(|base| of(base).and_then(|texts| texts.get(row - 1)).map_or(String::new(), |text| text.to_string()));
            let live = base.map(|base| view! { <LiveRedline base=base field=name/> });
            view! { {field.area(form)} {live} }
        })
        .collect_view();
    let add = if several { format!("{add} in {}", crate::parts::language_name(lang)) } else { add.to_owned() };
    view! { <div class="compose-part">{items}{more(ground, &key, &add, cell(&key, count + 1, ""))}</div> }.into_any()
}

fn sources(form: &Form, ground: &Ground<'_>) -> AnyView {
    let count = shown(form, "source", "text", 0);
    let items = (1..=count)
        .map(|row| {
            let modified = vec![Choice::new("yes", "Its words were changed")];
            view! {
                <div class="field-row">
                    {Field::new(cell("source", row, "text"), format!("Source {row}")).optional().line(form)}
                    {Field::new(cell("source", row, "url"), "Address").optional().typed(form, "url")}
                </div>
                {Field::new(cell("source", row, "modified"), "Changed").label_unseen().inline().ticks(form, modified)}
            }
        })
        .collect_view();
    view! { <div class="compose-part">{items}{more(ground, "source", "Add a source", cell("source", count + 1, "text"))}</div> }.into_any()
}

fn relations(form: &Form, ground: &Ground<'_>) -> AnyView {
    let count = shown(form, "relation", "entry", 0);
    let kinds = || RELATION_KINDS.iter().map(|(_, value, word)| ((*value).to_owned(), (*word).to_owned())).collect();
    let items = (1..=count)
        .map(|row| {
            view! {
                <div class="field-row">
                    {Field::new(cell("relation", row, "kind"), format!("Relation {row}")).select(form, kinds())}
                    {Field::new(cell("relation", row, "entry"), "To the entry").optional().list("known-entries").line(form)}
                </div>
            }
        })
        .collect_view();
    let next = cell("relation", count + 1, "entry");
    view! { <div class="compose-part">{items}{more(ground, "relation", "Add a relation", next)}</div> }.into_any()
}

/// As many rows as were sent, one more where that was asked for, and at least `least`.
fn shown(form: &Form, key: &str, part: &str, least: usize) -> usize {
    let asked = usize::from(form.value("more") == key);
    (rows(form, key, part) + asked).max(least)
}

/// A button that adds a row and leads to it, without a script too.
fn more(ground: &Ground<'_>, key: &str, words: &str, field: String) -> AnyView {
    view! {
        <div class="actions">
            <button class="link-button" name="more" value=key.to_owned() formaction=format!("{}#{field}", ground.action)>{words.to_owned()}</button>
        </div>
    }
    .into_any()
}

/// New rows begin with what is most often chosen in them.
fn with_beginnings(form: &Form, ground: &Ground<'_>) -> Form {
    let mut form = form.clone();
    let authoritative = ground.languages.first().map(Lang::to_string).unwrap_or_default();
    let mut begin = |name: String, value: &str| {
        if !form.values.iter().any(|(known, _)| *known == name) {
            form.values.push((name, value.to_owned()));
        }
    };
    for row in 1..=domain::content::ITEMS_MAX {
        begin(cell("term", row, "kind"), if row == 1 { "preferred" } else { "admitted" });
        begin(cell("term", row, "lang"), &authoritative);
        begin(cell("relation", row, "kind"), "related");
    }
    form
}
