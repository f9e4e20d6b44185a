//! What stands around an entry: its relations, where it is used, its facts, its pen.

use domain::{Moment, content::RelationKind, process::State, reading::Counts};
use leptos::prelude::*;

use super::{Shown, margin, redlines::said};
use crate::{
    Form,
    parts::{self, Field},
};

const KINDS: [(RelationKind, &str); 5] = [
    (RelationKind::Broader, "Broader"),
    (RelationKind::Narrower, "Narrower"),
    (RelationKind::PartOf, "Part of"),
    (RelationKind::Related, "Related"),
    (RelationKind::ReplacedBy, "Replaced by"),
];

pub fn related(shown: &Shown) -> Option<AnyView> {
    let entry = &shown.entry;
    if entry.related.is_empty() && entry.used_in.is_empty() {
        return None;
    }
    let home = format!("/p/{}/entries", shown.process.slug);
    let kinds = KINDS
        .iter()
        .filter_map(|(kind, word)| {
            let links: Vec<_> = entry
                .related
                .iter()
                .filter(|related| related.kind == *kind)
                .map(|related| {
                    let href = format!("{home}/{}", related.entry.slug);
                    view! { <li><a href=href>{related.entry.term.clone()}</a></li> }
                })
                .collect();
            (!links.is_empty()).then(|| view! { <dt>{*word}</dt><dd><ul>{links}</ul></dd> })
        })
        .collect_view();
    let relations =
        (!entry.related.is_empty()).then(|| view! { <dl class="relations">{kinds}</dl> });
    let uses = entry
        .used_in
        .iter()
        .map(|used| {
            let how = if used.in_definition { " uses this word in its definition" } else { " names it as related" };
            view! { <li><a href=format!("{home}/{}", used.entry.slug)>{used.entry.term.clone()}</a>{how}</li> }
        })
        .collect_view();
    let used = (!entry.used_in.is_empty()).then(|| view! { <ul class="used-in">{uses}</ul> });
    Some(
        view! {
            <section class="part" id="related" data-live="">
                <div class="part-head"><h2>"Related"</h2></div>
                {relations}
                {used}
            </section>
        }
        .into_any(),
    )
}

pub fn beside(shown: &Shown, now: Moment, sent: Option<&Form>) -> AnyView {
    view! {
        <aside class="beside" id="beside" data-live="">
            {margin::section(shown, now)}
            <section><h2>"About this entry"</h2>{facts(shown)}{pen(shown, sent)}</section>
            {unheard(shown)}
            {in_the_way(shown)}
            {withdrawal(shown, now, sent)}
        </aside>
    }
    .into_any()
}

fn facts(shown: &Shown) -> AnyView {
    let entry = &shown.entry;
    let holder = &entry.pen_holder;
    let pen = match &holder.organisation {
        Some(organisation) => format!("{}, {}", holder.name, organisation.name),
        None => holder.name.clone(),
    };
    let agreed = entry
        .agreed_wording
        .filter(|agreed| *agreed != entry.wording.number);
    let agreed =
        agreed.map(|wording| view! { <dt>"Agreed"</dt><dd>{format!("wording {wording}")}</dd> });
    view! {
        <dl class="facts">
            <dt>"Number"</dt><dd>{entry.number.to_string()}</dd>
            <dt>"Pen"</dt><dd>{pen}</dd>
            <dt>"Wording"</dt><dd>{entry.wording.number.to_string()}</dd>
            {agreed}
            <dt>"Proposed"</dt><dd>{parts::day(entry.created_at)}</dd>
        </dl>
    }
    .into_any()
}

fn pen(shown: &Shown, sent: Option<&Form>) -> Option<AnyView> {
    if !shown.standing.passes_pen || shown.process.state != State::Open || shown.holders.is_empty()
    {
        return None;
    }
    let form = Form::resume(sent, "pen", []);
    let options = shown.holders.iter().map(|person| {
        let organisation = person
            .organisation
            .as_ref()
            .map(|organisation| format!(", {}", organisation.name));
        (
            person.number.to_string(),
            format!("{}{}", person.name, organisation.unwrap_or_default()),
        )
    });
    let options = [(String::new(), "Choose".to_owned())]
        .into_iter()
        .chain(options)
        .collect();
    let field = Field::new("member", "Who holds it from now on").select(&form, options);
    let action = format!("/p/{}/entries/{}/pen", shown.process.slug, shown.entry.slug);
    Some(said(
        "Pass the pen",
        "Pass it",
        &form,
        action,
        vec![field],
        sent,
    ))
}

/// The groups of which nobody was heard in the open call.
fn unheard(shown: &Shown) -> Option<AnyView> {
    let tally = shown.call.as_ref()?.tally.as_ref()?;
    let is_silent = |counts: &Counts| counts.eligible > 0 && counts.cast == 0;
    let items: Vec<_> = shown
        .process
        .groups
        .iter()
        .map(|group| (group, tally.group(&group.slug)))
        .filter(|(_, counts)| is_silent(counts))
        .map(|(group, counts)| {
            let words = format!(
                "{}, {} of {} silent",
                group.name,
                counts.silent(),
                counts.eligible
            );
            view! { <li class="stance" data-stance="silent">{words}</li> }
        })
        .collect();
    if items.is_empty() {
        return None;
    }
    Some(view! { <section><h2>"Still to be heard"</h2><ul class="standing-groups">{items}</ul></section> }.into_any())
}

/// The shortest path to agreement in the open call.
fn in_the_way(shown: &Shown) -> Option<AnyView> {
    let readings = shown.call.as_ref()?.readings.as_ref()?;
    if readings.rule.met {
        return Some(
            view! { <section><h2>"In the way of agreement"</h2><p>"Nothing; the rule is met as it stands."</p></section> }
                .into_any(),
        );
    }
    let items = readings
        .rule
        .missing
        .iter()
        .map(|missing| view! { <li>{missing.text.clone()}</li> })
        .collect_view();
    Some(view! { <section><h2>"In the way of agreement"</h2><ul class="path">{items}</ul></section> }.into_any())
}

fn withdrawal(shown: &Shown, _now: Moment, sent: Option<&Form>) -> Option<AnyView> {
    if !shown.standing.withdraws {
        return None;
    }
    let form = Form::resume(sent, "withdrawal", []);
    let field = Field::new("reason", "Reason")
        .hint("The entry and all that was said about it stay readable.")
        .area(&form);
    let action = format!(
        "/p/{}/entries/{}/withdrawal",
        shown.process.slug, shown.entry.slug
    );
    let fold = said(
        "Withdraw the entry",
        "Withdraw the entry",
        &form,
        action,
        vec![field],
        sent,
    );
    Some(view! { <section><h2>"Take it back"</h2>{fold}</section> }.into_any())
}
