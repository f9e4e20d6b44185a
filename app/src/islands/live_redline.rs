//! The redline of a text as it is typed.

#[cfg(feature = "hydrate")]
use domain::redline::diff;
use domain::redline::{Op, OpKind};
use leptos::prelude::*;

/// Shows how the text in the field with the id `field` differs from `base`, while it is typed.
#[island]
pub fn LiveRedline(
    /// The words the change starts from.
    base: String,
    /// The id of the text field.
    field: String,
) -> impl IntoView {
    let (ops, set_ops) = signal(Vec::<Op>::new());
    #[cfg(feature = "hydrate")]
    follow(base, field, set_ops);
    #[cfg(not(feature = "hydrate"))]
    let _ = (base, field, set_ops);
    let changed = move || ops.with(|ops| ops.iter().any(|op| op.op != OpKind::Equal));
    view! {
        <div class="compose-redline" aria-live="off" hidden=move || !changed()>
            <h3>"Your redline"</h3>
            <p class="redline-text">
                {move || {
                    ops.get()
                        .into_iter()
                        .map(|op| match op.op {
                            OpKind::Equal => view! { <span>{op.text}</span> }.into_any(),
                            OpKind::Insert => view! { <ins>{op.text}</ins> }.into_any(),
                            OpKind::Delete => view! { <del>{op.text}</del> }.into_any(),
                        })
                        .collect_view()
                }}
            </p>
        </div>
    }
}

/// Computes the redline now and at every change of the field.
#[cfg(feature = "hydrate")]
fn follow(base: String, field: String, set_ops: WriteSignal<Vec<Op>>) {
    use leptos::{ev, wasm_bindgen::JsCast, web_sys::HtmlTextAreaElement};
    let found = document().get_element_by_id(&field);
    let Some(area) = found.and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) else {
        return;
    };
    set_ops.set(diff(&base, &area.value()));
    let watched = area.clone();
    let handle = leptos::leptos_dom::helpers::window_event_listener(ev::input, move |event| {
        if event.target().is_some_and(|target| target == *watched.as_ref()) {
            set_ops.set(diff(&base, &watched.value()));
        }
    });
    on_cleanup(move || handle.remove());
}
