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
    /// The language of the words.
    lang: String,
) -> impl IntoView {
    let (ops, set_ops) = signal(Vec::<Op>::new());
    #[cfg(feature = "hydrate")]
    {
        // The first reading waits until what the server rendered has come to life.
        let read = move || {
            if let Some(typed) = super::fields::value(&field) {
                // What is sent is trimmed, so spaces at the ends are no change.
                set_ops.set(diff(&base, typed.trim()));
            }
        };
        Effect::new({
            let read = read.clone();
            move || read()
        });
        super::fields::on_typing(read);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (base, field, set_ops);
    let changed = move || ops.with(|ops| ops.iter().any(|op| op.op != OpKind::Equal));
    view! {
        <div class="compose-redline" aria-live="off" hidden=move || !changed()>
            <h3>"Your redline"</h3>
            <p class="redline-text" lang=lang>
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
