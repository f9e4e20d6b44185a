//! Writing between what the record says by itself.

use domain::meeting::ItemNo;
use leptos::prelude::*;

use super::Shown;
use crate::{
    Form,
    parts::{Field, hidden},
};

/// A note and an action under an item, or under none.
pub fn under(item: Option<ItemNo>, shown: &Shown, sent: Option<&Form>) -> AnyView {
    view! { <div class="minutes-write">{note(item, shown, sent)}{action(item, shown, sent)}</div> }
        .into_any()
}

fn item_value(item: Option<ItemNo>) -> String {
    item.map_or_else(String::new, |item| item.to_string())
}

fn note(item: Option<ItemNo>, shown: &Shown, sent: Option<&Form>) -> AnyView {
    let name = format!("note-{}", item.unwrap_or(0));
    let form = Form::resume(sent, &name, []);
    view! {
        <details class="disclosure" id=format!("{name}-form") open=!form.errors.is_empty()>
            <summary>"Add a note"</summary>
            <form class="form" method="post" action=format!("{}/notes", shown.here()) novalidate>
                {hidden("form", &name)}
                {hidden("item", item_value(item))}
                {Field::new("body", "Note").hint("What the record does not say by itself. Markdown.").area(&form)}
                <div class="actions"><button class="button" data-rank="second">"Add"</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// Lets a note read otherwise, or takes it out.
pub fn change(number: u32, text: &str, shown: &Shown, sent: Option<&Form>) -> AnyView {
    let name = format!("change-{number}");
    let form = Form::resume(sent, &name, [("body", text.to_owned())]);
    let action = format!("{}/notes/{number}", shown.here());
    view! {
        <details class="disclosure" id=format!("{name}-form") open=!form.errors.is_empty()>
            <summary>"Change it"</summary>
            <form class="form" method="post" action=action novalidate>
                {hidden("form", &name)}
                {Field::new("body", "Note").hint("What it said before stays on the record. Markdown.").area(&form)}
                <div class="actions">
                    <button class="button" data-rank="second">"Change it"</button>
                    <button class="button" data-rank="limit" name="out" value="yes">"Take it out"</button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

fn action(item: Option<ItemNo>, shown: &Shown, sent: Option<&Form>) -> AnyView {
    let name = format!("action-{}", item.unwrap_or(0));
    let form = Form::resume(sent, &name, []);
    let people = shown.people.iter();
    let people = people.map(|(number, name)| (number.to_string(), name.clone()));
    let owners = [(String::new(), "Choose somebody".to_owned())]
        .into_iter()
        .chain(people)
        .collect();
    view! {
        <details class="disclosure" id=format!("{name}-form") open=!form.errors.is_empty()>
            <summary>"Give somebody something to do"</summary>
            <form class="form" method="post" action=format!("{}/actions", shown.here()) novalidate>
                {hidden("form", &name)}
                {hidden("item", item_value(item))}
                {Field::new("body", "What is to do").line(&form)}
                {Field::new("owner", "Who does it").width("half").select(&form, owners)}
                {Field::new("due", "By when").optional().width("half").typed(&form, "date")}
                <div class="actions"><button class="button" data-rank="second">"Give it"</button></div>
            </form>
        </details>
    }
    .into_any()
}
