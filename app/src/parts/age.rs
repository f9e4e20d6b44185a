//! How long something has waited, and whether that is too long.

use domain::Moment;
use leptos::prelude::*;

use super::{remaining, time};

/// "12 days"; "15 days, overdue".
pub fn waited(since: Moment, now: Moment) -> AnyView {
    let overdue = registry::desk::is_overdue(since, now);
    let long = if overdue { ", overdue" } else { "" };
    let words = format!("{}{long}", remaining(now, since));
    view! { <span class="due" data-overdue=overdue>{time(since, words)}</span> }.into_any()
}
