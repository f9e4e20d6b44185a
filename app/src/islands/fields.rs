//! Fields of a form, watched from an island.

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Event, HtmlInputElement, HtmlTextAreaElement},
};

/// What stands in a field now.
pub fn value(id: &str) -> Option<String> {
    let element = document().get_element_by_id(id)?;
    let area = element
        .dyn_ref::<HtmlTextAreaElement>()
        .map(HtmlTextAreaElement::value);
    area.or_else(|| {
        element
            .dyn_ref::<HtmlInputElement>()
            .map(HtmlInputElement::value)
    })
}

/// Writes into a text field as if it had been typed.
pub fn write(id: &str, text: &str) {
    let Some(area) = document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok())
    else {
        return;
    };
    area.set_value(text);
    // What follows typing listens at the window. It cannot fail for an event that was never sent.
    if let Ok(event) = Event::new("input") {
        let _ = window().dispatch_event(&event);
    }
    let _ = area.focus();
}

/// Calls `changed` whenever somebody types anywhere on the page.
pub fn on_typing(changed: impl Fn() + 'static) {
    let handle = leptos::leptos_dom::helpers::window_event_listener(ev::input, move |_| changed());
    on_cleanup(move || handle.remove());
}
