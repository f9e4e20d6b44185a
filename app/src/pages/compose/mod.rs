//! Redlining an entry: every part of its wording as it reads now, to be changed.

mod advice;
mod fields;
pub mod rows;
mod taking_up;

#[cfg(test)]
mod tests;

use domain::{
    Lang, Slug,
    content::Content,
    entry::EntryRef,
    ids::{RedlineNo, WordingNo},
    process::Role,
    reading::Stance,
    redline::{Conflict, Fields},
};
use leptos::prelude::*;
use registry::{
    Registry,
    calls::{self, CallFilter},
    entries::{self, Entry, EntryLink},
    lint::{self, Others},
    overview,
    processes::{self, Process},
    redlines::{self, Redline},
    ripple::{self, Ripple, RippleFilter},
    wordings,
};

use crate::{
    Form, Page, Visit,
    parts::{self, Choice, Field, hidden},
};

pub use advice::advice;
pub use fields::{Ground, fields};

/// How many calls back objections are looked for that a redline may answer.
const CALLS_LOOKED_AT: u32 = 2;

/// What was made of a redline that was sent and is shown again.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    pub form: Option<Form>,
    /// What it would change, where that was asked for.
    pub preview: Option<Fields>,
    /// Where the words moved on meanwhile.
    pub conflicts: Vec<Conflict>,
    /// The redline whose words are taken up again.
    pub takes_up: Option<RedlineNo>,
}

/// What the page is made of.
struct Desk {
    process: Process,
    entry: Entry,
    base: WordingNo,
    content: Content,
    /// The redline that is taken up again, and the words it begins with.
    taken_up: Option<Redline>,
    begins: Content,
    terms: Vec<EntryLink>,
    others: Others,
    /// Objections that a redline may answer, and participants it may be moved by.
    objections: Vec<(String, String)>,
    movers: Vec<(String, String)>,
    ripple: Ripple,
}

/// Composing a redline of an entry.
pub async fn compose(
    registry: &Registry,
    visit: &Visit,
    process: &Slug,
    entry: &EntryRef,
    draft: Draft,
) -> registry::Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, process).await?;
    let p = &process.slug;
    let entry = entries::find(registry, caller, now, p, entry).await?;
    let at = EntryRef::Number(entry.number);
    let base = draft
        .form
        .as_ref()
        .and_then(|form| form.value("base").parse().ok());
    let wording = match base.filter(|base| *base != entry.wording.number) {
        Some(base) => wordings::find(registry, caller, now, p, &at, base).await?,
        None => entry.wording.clone(),
    };
    let takes_up = draft.form.as_ref().map_or(draft.takes_up, |form| {
        form.value(taking_up::FIELD).parse().ok()
    });
    let taken_up = taking_up::find(registry, visit, p, &at, takes_up).await?;
    let begins = match &taken_up {
        Some(redline) => redlines::take_up(registry, caller, now, p, &at, redline.number).await?,
        None => wording.content.clone(),
    };
    let terms = entries::terms(registry, caller, now, p).await?;
    let others = lint::others(registry, caller, now, p, Some(&at)).await?;
    let objections = objections(registry, visit, p, &entry).await?;
    let me = process.me.as_ref().map(|me| me.number);
    let names = overview::names(registry, caller, now, p).await?;
    let movers = names
        .people()
        .into_iter()
        .filter(|person| !person.left && person.role == Role::Participant)
        .filter(|person| Some(person.number) != me)
        .map(|person| (person.number.to_string(), person.name.clone()))
        .collect();
    let ripple = ripple::find(registry, caller, now, p, &at, RippleFilter::default()).await?;
    let title = format!("Redline {}", entry.term);
    let shown = process.clone();
    let desk = Desk {
        process,
        entry,
        base: wording.number,
        content: wording.content,
        taken_up,
        begins,
        terms,
        others,
        objections,
        movers,
        ripple,
    };
    Ok(Page::new(title, move || body(&desk, &draft))
        .at(shown, "Entries")
        .with_islands())
}

async fn objections(
    registry: &Registry,
    visit: &Visit,
    process: &Slug,
    entry: &Entry,
) -> registry::Result<Vec<(String, String)>> {
    let filter = CallFilter {
        entry: Some(entry.number),
        ..CallFilter::default()
    };
    let newest = registry::Page {
        limit: Some(CALLS_LOOKED_AT),
        cursor: None,
    };
    let listed = calls::list(
        registry,
        &visit.caller,
        visit.now,
        process,
        &filter,
        &newest,
    )
    .await?;
    let mut objections = Vec::new();
    for summary in listed.items {
        let call = calls::find(registry, &visit.caller, visit.now, process, summary.number).await?;
        // In a blind call that is open one sees only one's own, and cannot answer that.
        if call.tally.is_none() {
            continue;
        }
        let objecting = call
            .positions
            .into_iter()
            .filter(|position| position.stance == Stance::Object && position.counts);
        objections.extend(objecting.map(|position| {
            let who = position.organisation_name.unwrap_or(position.member_name);
            (
                format!("{}:{}", call.number, position.number),
                format!("Call {}: {who}", call.number),
            )
        }));
    }
    Ok(objections)
}

fn body(desk: &Desk, draft: &Draft) -> AnyView {
    let home = format!("/p/{}/entries", desk.process.slug);
    let here = format!("{home}/{}", desk.entry.slug);
    let action = format!("{here}/compose");
    let languages = &desk.process.languages;
    let Some(authoritative) = languages.first() else {
        return ().into_any();
    };
    let form = draft.form.clone().unwrap_or_else(|| match &desk.taken_up {
        Some(redline) => taking_up::form(desk, redline, &desk.entry),
        None => begin(desk),
    });
    let ground = Ground {
        languages,
        base: Some(&desk.content),
        terms: &desk.terms,
        action: &action,
        on_enter: "preview",
    };
    let term = view! { <i lang=authoritative.to_string()>{desk.entry.term.clone()}</i> };
    // What stands above the form keeps its distance.
    let shown_above =
        draft.preview.is_some() || !draft.conflicts.is_empty() || desk.taken_up.is_some();
    let class = if shown_above {
        "form compose part"
    } else {
        "form compose"
    };
    let seen = (!draft.conflicts.is_empty()).then(|| hidden("seen", desk.entry.wording.number));
    let send = if draft.conflicts.is_empty() {
        "Propose this redline"
    } else {
        "Propose it all the same"
    };
    view! {
        {parts::crumbs([
            ("Entries".to_owned(), home.clone()),
            (desk.entry.term.clone(), here.clone()),
            ("Redline".to_owned(), action.clone()),
        ])}
        <div class="page-head"><h1>"Redline " {term}</h1></div>
        <p class="page-lead">{against(desk)}</p>
        {parts::error_summary(&form)}
        {preview(draft, authoritative)}
        {moved_on(desk, draft, authoritative, &action)}
        {taking_up::section(desk)}
        <form class=class method="post" action=action.clone() novalidate>
            {hidden("base", desk.base)}
            {seen}
            {desk.taken_up.as_ref().map(|redline| hidden(taking_up::FIELD, redline.number))}
            {fields(&form, &ground, advice(&form, languages, &desk.others))}
            {why(&form, desk)}
            <div class="actions">
                <button class="button" name="act" value="propose">{send}</button>
                <button class="button" data-rank="second" name="act" value="preview" formaction=format!("{action}#preview")>"Preview"</button>
                <a href=here.clone()>"Leave it"</a>
            </div>
        </form>
    }
    .into_any()
}

fn begin(desk: &Desk) -> Form {
    let slug = |number: domain::ids::EntryNo| {
        let related = desk
            .entry
            .related
            .iter()
            .find(|related| related.entry.number == number);
        let known = desk.terms.iter().find(|link| link.number == number);
        known
            .or(related.map(|related| &related.entry))
            .map_or(number.to_string(), |link| link.slug.to_string())
    };
    Form {
        values: rows::values(&desk.begins, &desk.process.languages, slug),
        ..Form::default()
    }
}

fn against(desk: &Desk) -> String {
    let current = desk.entry.wording.number;
    if desk.base == current {
        format!(
            "Against wording {current}, as it reads now. If it changes while you write, you are told when you send this, and nothing you typed is lost."
        )
    } else {
        format!(
            "Against wording {}, as you began. It reads as wording {current} now.",
            desk.base
        )
    }
}

fn preview(draft: &Draft, authoritative: &Lang) -> Option<AnyView> {
    let fields = draft.preview.as_ref()?;
    let words = if fields.is_empty() {
        view! { <p>"Nothing would change yet."</p> }.into_any()
    } else {
        view! {
            {parts::redline_parts(fields, authoritative)}
            {parts::redline_ways(fields, authoritative, "preview")}
        }
        .into_any()
    };
    Some(
        view! {
            <section class="part" id="preview">
                <div class="part-head"><h2>"Your redline"</h2></div>
                <p class="part-note">"This is how it would read to others. It is not proposed yet."</p>
                {words}
            </section>
        }
        .into_any(),
    )
}

/// Both texts, where the words moved on under what was typed.
fn moved_on(desk: &Desk, draft: &Draft, authoritative: &Lang, action: &str) -> Option<AnyView> {
    if draft.conflicts.is_empty() {
        return None;
    }
    let current = desk.entry.wording.number;
    Some(
        view! {
            <section class="part" id="moved-on">
                <div class="notice" data-kind="warning" role="status">
                    <h2>"The words changed while you wrote"</h2>
                    <p>
                        {format!("You began with wording {}; it reads as wording {current} now, and both change the same words. ", desk.base)}
                        "Everything you typed is below. You may change it, propose it all the same, or "
                        <a href=action.to_owned()>"begin again from the new wording"</a> "."
                    </p>
                </div>
                {parts::conflicts(&draft.conflicts, authoritative, "As it reads now", "As you typed it")}
            </section>
        }
        .into_any(),
    )
}

fn why(form: &Form, desk: &Desk) -> AnyView {
    let none = |words: &str| vec![(String::new(), words.to_owned())];
    let objection = (!desk.objections.is_empty()).then(|| {
        let options = none("None")
            .into_iter()
            .chain(desk.objections.clone())
            .collect();
        Field::new("answers_objection", "Answers an objection")
            .optional()
            .select(form, options)
    });
    let mover = (!desk.movers.is_empty()).then(|| {
        let options = none("Nobody else")
            .into_iter()
            .chain(desk.movers.clone())
            .collect();
        Field::new("moved_by", "Typed for")
            .optional()
            .hint("If you type this for another participant, they are asked to confirm it.")
            .select(form, options)
    });
    view! {
        <div class="compose-part">
            {Field::new("rationale", "Why").hint("What is wrong or missing today, and for whom.").area(form)}
            <section class="compose-touched">
                <h2 class="label">"What this touches"</h2>
                {parts::ripple(&desk.ripple, None, &desk.process.slug)}
            </section>
            {impact_field(form)}
            {objection}
            {mover}
        </div>
    }
    .into_any()
}

/// How far a redline goes, as its author sees it.
pub fn impact_field(form: &Form) -> AnyView {
    let impacts = vec![
        Choice::new("editorial", "Editorial")
            .meaning("Spelling, grammar, form. Nobody would act differently."),
        Choice::new("clarifying", "Clarifying").meaning("The same meaning, harder to misread."),
        Choice::new("meaning", "Meaning")
            .meaning("Something falls under the word, or out of it, that did not before."),
    ];
    Field::new("impact", "How far does it go?").choices(form, impacts)
}
