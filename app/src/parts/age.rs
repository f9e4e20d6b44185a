//! How long something has waited, and whether that is too long.

use domain::Moment;
use leptos::prelude::*;

use super::{remaining, time};

/// What waited longer than this is overdue, in days.
const OVERDUE_DAYS: i64 = 14;
const DAY: i64 = 86_400_000;

/// "12 days"; "15 days, overdue".
pub fn waited(since: Moment, now: Moment) -> AnyView {
    let overdue = now.millis() - since.millis() > OVERDUE_DAYS * DAY;
    let long = if overdue { ", overdue" } else { "" };
    let words = format!("{}{long}", remaining(now, since));
    view! { <span class="due" data-overdue=overdue>{time(since, words)}</span> }.into_any()
}
