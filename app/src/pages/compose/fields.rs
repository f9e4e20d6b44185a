//! The fields in which a whole wording is typed, for proposing an entry and for changing one.

use domain::{Lang, Text, content::Content};
use leptos::prelude::*;
use registry::entries::EntryLink;

use super::rows::{DESIGNATION_KINDS, RELATION_KINDS, cell, key, rows};
use crate::{
    Form,
    islands::LiveRedline,
    parts::{Choice, Field, language_name},
};

/// The most entries that are listed where one is to be named. A longer list would weigh more than
/// the page; every entry can be typed.
const LISTED_MAX: usize = 500;

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

/// All parts of a wording, and `advice` on its definition: after the fields it speaks of, or beside
/// them where there is room.
pub fn fields(form: &Form, ground: &Ground<'_>, advice: AnyView) -> AnyView {
    let form = &with_beginnings(form, ground);
    let mut advice = Some(advice);
    let by_language = ground
        .languages
        .iter()
        .map(|lang| view! { {in_language(form, ground, lang)} {advice.take()} })
        .collect_view();
    let options = ground
        .terms
        .iter()
        .take(LISTED_MAX)
        .map(|link| view! { <option value=link.slug.to_string()>{link.term.clone()}</option> })
        .collect_view();
    let (sources, source) = sources(form);
    let (relations, relation) = relations(form);
    view! {
        <button class="unseen" name="act" value=ground.on_enter tabindex="-1" aria-hidden="true">{ground.on_enter}</button>
        <datalist id="known-entries">{options}</datalist>
        <h2 class="unseen">"The words"</h2>
        {term(form, ground, 1)}
        {by_language}
        {more_terms(form, ground)}
        {sources}
        {relations}
        {more(ground, vec![("source", "Add a source".to_owned(), source), ("relation", "Add a relation".to_owned(), relation)])}
    }
    .into_any()
}

/// One designation. The first stands above the definition, the others below it, because what most
/// people come to change are the words that are defined.
fn term(form: &Form, ground: &Ground<'_>, row: usize) -> AnyView {
    let kinds = DESIGNATION_KINDS
        .iter()
        .map(|(_, value, word)| ((*value).to_owned(), (*word).to_owned()))
        .collect();
    let langs = ground
        .languages
        .iter()
        .map(|lang| (lang.to_string(), language_name(lang)))
        .collect();
    let label = match row {
        1 => "Term".to_owned(),
        _ => format!("Term {row}"),
    };
    let text = Field::new(cell("term", row, "text"), label).published();
    let text = match row {
        1 => text.hint(
            "As it stands in running text: singular, no article, capitals only where they always are.",
        ),
        _ => text.optional(),
    };
    let lang = (ground.languages.len() > 1)
        .then(|| Field::new(cell("term", row, "lang"), "Language").select(form, langs));
    view! {
        <div class="compose-part">
            {text.line(form)}
            <div class="field-row">
                {Field::new(cell("term", row, "kind"), "Use").select(form, kinds)}
                {lang}
            </div>
        </div>
    }
    .into_any()
}

fn more_terms(form: &Form, ground: &Ground<'_>) -> AnyView {
    let count = shown(form, "term", "text", 2);
    let items = (2..=count)
        .map(|row| term(form, ground, row))
        .collect_view();
    let next = cell("term", count + 1, "text");
    let add = more(ground, vec![("term", "Add another term".to_owned(), next)]);
    view! { {items} {add} }.into_any()
}

fn in_language(form: &Form, ground: &Ground<'_>, lang: &Lang) -> AnyView {
    let several = ground.languages.len() > 1;
    let name = key("definition", lang, ground.languages);
    let field = Field::new(name.clone(), "Definition").published();
    let field = if several { field.language(lang) } else { field };
    let field = if ground.languages.first() == Some(lang) {
        field.hint("One phrase without an article at its start, that could stand in place of the word. Link another entry with [[its-name]].")
    } else {
        field.optional()
    };
    let base = ground.base.map(|base| {
        base.definition
            .get(lang)
            .map_or(String::new(), |text| text.to_string())
    });
    let live = base.map(|base| {
        let typed = form.value(&name).to_owned();
        view! { <LiveRedline base=base typed=typed field=name lang=lang.to_string()/> }
    });
    let (notes, note) = texts(form, ground, lang, ("note", "Note"), |base| {
        base.notes.get(lang)
    });
    let (examples, example) = texts(form, ground, lang, ("example", "Example"), |base| {
        base.examples.get(lang)
    });
    let within = if several {
        format!(" in {}", language_name(lang))
    } else {
        String::new()
    };
    let (note_key, example_key) = (
        key("note", lang, ground.languages),
        key("example", lang, ground.languages),
    );
    let add = vec![
        (&*note_key, format!("Add a note{within}"), note),
        (&*example_key, format!("Add an example{within}"), example),
    ];
    view! {
        <div class="compose-part">{field.area(form)}{live}</div>
        {notes}
        {examples}
        {more(ground, add)}
    }
    .into_any()
}

/// The rows of a list of texts, and the field of the next one.
fn texts<'a>(
    form: &Form,
    ground: &Ground<'a>,
    lang: &Lang,
    (stem, label): (&'static str, &'static str),
    of: impl Fn(&'a Content) -> Option<&'a Vec<Text>>,
) -> (AnyView, String) {
    let key = key(stem, lang, ground.languages);
    let count = shown(form, &key, "", 0);
    let several = ground.languages.len() > 1;
    let items = (1..=count)
        .map(|row| {
            let name = cell(&key, row, "");
            let field = Field::new(name.clone(), format!("{label} {row}"))
                .optional()
                .published();
            let field = if several { field.language(lang) } else { field };
            let base = ground.base.map(|base| {
                of(base)
                    .and_then(|texts| texts.get(row - 1))
                    .map_or(String::new(), |text| text.to_string())
            });
            let live = base.map(|base| {
                let typed = form.value(&name).to_owned();
                view! { <LiveRedline base=base typed=typed field=name lang=lang.to_string()/> }
            });
            view! { <div class="compose-part">{field.area(form)}{live}</div> }
        })
        .collect_view();
    (items.into_any(), cell(&key, count + 1, ""))
}

fn sources(form: &Form) -> (AnyView, String) {
    let count = shown(form, "source", "text", 0);
    let items = (1..=count)
        .map(|row| {
            let modified = vec![Choice::new("yes", "Its words were changed")];
            view! {
                <div class="compose-part">
                    <div class="field-row">
                        {Field::new(cell("source", row, "text"), format!("Source {row}")).optional().line(form)}
                        {Field::new(cell("source", row, "url"), "Address").optional().typed(form, "url")}
                    </div>
                    {Field::new(cell("source", row, "modified"), "Changed").label_unseen().inline().ticks(form, modified)}
                </div>
            }
        })
        .collect_view();
    (items.into_any(), cell("source", count + 1, "text"))
}

fn relations(form: &Form) -> (AnyView, String) {
    let count = shown(form, "relation", "entry", 0);
    let kinds = || {
        RELATION_KINDS
            .iter()
            .map(|(_, value, word)| ((*value).to_owned(), (*word).to_owned()))
            .collect()
    };
    let items = (1..=count)
        .map(|row| {
            view! {
                <div class="compose-part">
                    <div class="field-row">
                        {Field::new(cell("relation", row, "kind"), format!("Relation {row}")).select(form, kinds())}
                        {Field::new(cell("relation", row, "entry"), "To the entry").optional().list("known-entries").line(form)}
                    </div>
                </div>
            }
        })
        .collect_view();
    (items.into_any(), cell("relation", count + 1, "entry"))
}

/// As many rows as were sent, one more where that was asked for, and at least `least`.
fn shown(form: &Form, key: &str, part: &str, least: usize) -> usize {
    let asked = usize::from(form.value("more") == key);
    (rows(form, key, part) + asked).max(least)
}

/// Buttons that add a row and lead to it, without a script too: the list, the words, the new field.
fn more(ground: &Ground<'_>, lists: Vec<(&str, String, String)>) -> AnyView {
    let buttons = lists
        .into_iter()
        .map(|(key, words, field)| {
            let action = format!("{}#{field}", ground.action);
            view! { <button class="link-button" name="more" value=key.to_owned() formaction=action>{words}</button> }
        })
        .collect_view();
    view! { <div class="compose-part"><div class="actions">{buttons}</div></div> }.into_any()
}

/// New rows begin with what is most often chosen in them.
fn with_beginnings(form: &Form, ground: &Ground<'_>) -> Form {
    let mut form = form.clone();
    let authoritative = ground
        .languages
        .first()
        .map(Lang::to_string)
        .unwrap_or_default();
    let mut begin = |name: String, value: &str| {
        if !form.values.iter().any(|(known, _)| *known == name) {
            form.values.push((name, value.to_owned()));
        }
    };
    for row in 1..=domain::content::ITEMS_MAX {
        begin(
            cell("term", row, "kind"),
            if row == 1 { "preferred" } else { "admitted" },
        );
        begin(cell("term", row, "lang"), &authoritative);
        begin(cell("relation", row, "kind"), "related");
    }
    form
}
