//! Ways through the site: breadcrumbs, pages of lists, empty places.

use leptos::prelude::*;

/// The way down to this page: names and addresses.
pub fn crumbs(way: impl IntoIterator<Item = (String, String)>) -> AnyView {
    let items = way
        .into_iter()
        .map(|(name, href)| view! { <li><a href=href>{name}</a></li> })
        .collect_view();
    view! { <nav class="crumbs" aria-label="Breadcrumb"><ol>{items}</ol></nav> }.into_any()
}

/// The way on in a list. `first` leads back to its beginning, `place` says where one is.
pub fn pagination(first: Option<String>, place: String, next: Option<String>) -> AnyView {
    view! {
        <nav class="pagination" aria-label="Pages">
            {first.map(|href| view! { <a rel="first" href=href>"From the beginning"</a> })}
            <span class="pagination-place">{place}</span>
            {next.map(|href| view! { <a rel="next" href=href>"More"</a> })}
        </nav>
    }
    .into_any()
}

/// An empty place: what will be here, and how to begin.
pub fn empty(title: &'static str, words: impl IntoView + 'static) -> AnyView {
    view! { <div class="empty"><h3>{title}</h3><p>{words}</p></div> }.into_any()
}

/// Something to know before reading on; `kind` is `done`, `warning` or `refused`.
pub fn notice(
    kind: &'static str,
    title: impl Into<String>,
    words: impl IntoView + 'static,
) -> AnyView {
    view! { <div class="notice" data-kind=kind role="status"><h2>{title.into()}</h2><p>{words}</p></div> }
        .into_any()
}
