//! A redline whose words moved on, taken up again on the words as they are now.

use domain::{Slug, entry::EntryRef, ids::RedlineNo};
use leptos::prelude::*;
use registry::{
    Registry,
    entries::Entry,
    redlines::{self, Redline},
};

use super::{Desk, begin};
use crate::{Form, Visit, parts};

/// The field that remembers which redline is taken up, through previews and refusals.
pub const FIELD: &str = "takes_up";

/// The redline that is taken up; one that is not there any more is passed over.
pub async fn find(
    registry: &Registry,
    visit: &Visit,
    process: &Slug,
    entry: &EntryRef,
    number: Option<RedlineNo>,
) -> registry::Result<Option<Redline>> {
    let Some(number) = number else {
        return Ok(None);
    };
    let (caller, now) = (&visit.caller, visit.now);
    match redlines::find(registry, caller, now, process, Some(entry), number).await {
        Ok(redline) => Ok(Some(redline)),
        Err(registry::Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The form as it begins: the words of the redline on the wording of now, with its reason. Who holds the pen takes it
/// up for its author.
pub fn form(desk: &Desk, redline: &Redline, entry: &Entry) -> Form {
    let mut form = begin(desk);
    let mut put = |name: &str, value: String| form.values.push((name.to_owned(), value));
    put("rationale", redline.rationale.clone());
    let impact = serde_json::to_value(redline.impact).unwrap_or_default();
    put("impact", impact.as_str().unwrap_or_default().to_owned());
    if let Some(objection) = redline.answers_objection {
        let value = format!("{}:{}", objection.call, objection.position);
        put("answers_objection", value);
    }
    let me = desk.process.me.as_ref().map(|me| me.number);
    let author = redline.author.number;
    if me == Some(entry.pen) && me != Some(author) {
        put("moved_by", author.to_string());
    }
    form
}

/// What is taken up, with both texts where they collide.
pub fn section(desk: &Desk) -> Option<AnyView> {
    let redline = desk.taken_up.as_ref()?;
    let authoritative = desk.process.languages.first()?;
    let here = format!(
        "/p/{}/entries/{}/redlines/{}",
        desk.process.slug, desk.entry.slug, redline.number
    );
    let words = if redline.conflicts.is_empty() {
        "The fields below hold its words."
    } else {
        "The fields below hold its words; where the wording says something else by now, both texts stand here. Settle on one before you propose."
    };
    Some(
        view! {
            <section class="part" id="taken-up">
                <div class="part-head"><h2>"Taken up again"</h2></div>
                <p class="part-note">
                    <a href=here>{format!("Redline {}", redline.number)}</a>
                    {format!(
                        " by {} was written against wording {}; it reads as wording {} now. {words}",
                        redline.author.name, redline.base, redline.current
                    )}
                </p>
                {parts::conflicts(&redline.conflicts, authoritative, "As it reads now", "As the redline has it")}
            </section>
        }
        .into_any(),
    )
}
