//! Taking a position: six choices with one line of meaning each.

use domain::{call::Subject, reading::Stance};
use leptos::prelude::*;
use registry::calls::{Earlier, PositionView};

use super::Sheet;
use crate::{
    Form,
    parts::{Field, hidden, redline_parts, stance_chip, when},
};

/// The reader's own part: the position taken, the one held before, and the form.
pub(super) fn position(sheet: &Sheet, sent: Option<&Form>) -> Option<AnyView> {
    let me = sheet.call.me.as_ref()?;
    if !sheet.is_participant() {
        return None;
    }
    let mine = me.position.as_ref();
    let form = sheet.may_take_position().then(|| ask(sheet, mine, sent));
    let late = (!me.eligible && sheet.call.opened_at.is_some()).then(|| {
        view! { <p>"You joined after this call opened. You may comment, but hold no position in it."</p> }
    });
    if form.is_none() && late.is_none() && mine.is_none() {
        return None;
    }
    let earlier = me
        .earlier
        .as_ref()
        .filter(|_| mine.is_none() && form.is_some());
    Some(
        view! {
            <section class="part" id="position">
                <div class="part-head"><h2>"Your position"</h2></div>
                {late}
                {mine.map(|mine| held(mine, sheet))}
                {earlier.map(|earlier| before(earlier, sheet))}
                {form}
            </section>
        }
        .into_any(),
    )
}

fn held(mine: &PositionView, sheet: &Sheet) -> AnyView {
    let replaced =
        (!mine.counts).then_some(" A newer position of your organisation counts instead.");
    view! {
        <p class="position-mine">
            "On record " {when(mine.at, sheet.now)} ": " {stance_chip(Some(mine.stance))} {replaced}
        </p>
    }
    .into_any()
}

/// What was held in the last call on the same entry, beside what changed since. It never carries
/// over by itself; one step reaffirms it.
fn before(earlier: &Earlier, sheet: &Sheet) -> AnyView {
    let changed = match (&sheet.since, sheet.process.languages.first()) {
        (Some(since), Some(lang)) if !since.is_empty() => {
            view! { <p class="part-note">"What changed since then:"</p> {redline_parts(since, lang)} }.into_any()
        }
        _ => view! { <p class="part-note">"The words are the same as then."</p> }.into_any(),
    };
    let reason = earlier.reason.clone();
    view! {
        <div class="notice" data-kind="warning" role="status">
            <h2>{format!("What you held in call {}", earlier.call)}</h2>
            <p>{stance_chip(Some(earlier.stance))} " " {when(earlier.at, sheet.now)}</p>
            {reason.clone().map(|reason| view! { <p>{reason}</p> })}
            {changed}
            <form method="post" action=format!("{}/position", sheet.here())>
                {hidden("form", "position")}
                {hidden("stance", earlier.stance.word())}
                {reason.map(|reason| hidden("reason", reason))}
                {earlier.would_resolve.clone().map(|words| hidden("would_resolve", words))}
                <div class="actions">
                    <button class="button" data-rank="second">{format!("Reaffirm: {}", earlier.stance.word())}</button>
                </div>
            </form>
        </div>
    }
    .into_any()
}

fn ask(sheet: &Sheet, mine: Option<&PositionView>, sent: Option<&Form>) -> AnyView {
    let begin = mine.map(|mine| {
        [
            ("stance", mine.stance.word().to_owned()),
            ("reason", mine.reason.clone().unwrap_or_default()),
            (
                "would_resolve",
                mine.would_resolve.clone().unwrap_or_default(),
            ),
            (
                "quote",
                mine.quote
                    .as_ref()
                    .map_or_else(String::new, |quote| quote.exact.to_string()),
            ),
        ]
    });
    let form = Form::resume(sent, "position", begin.into_iter().flatten());
    let organisation = sheet.process.me.as_ref().and_then(|me| me.organisation);
    let speaks = match organisation {
        Some(number) if sheet.call.rule.unit == domain::rule::VotingUnit::Organisation => {
            let name = sheet.names.organisation(number).name;
            view! {
                <p class="position-organisation">
                    "You speak for " <b>{name}</b>
                    ", one voice: the newest position of any of its members counts."
                </p>
            }
            .into_any()
        }
        _ => view! { <p class="position-organisation">"You speak for yourself, one voice."</p> }
            .into_any(),
    };
    let blind = sheet.call.blind.then(|| {
        view! { <p class="quiet">"Your position is sealed. Nobody sees it before the call closes; you may change it until then."</p> }
    });
    let words = matches!(sheet.call.subject, Subject::Wording { .. }).then(|| {
        Field::new("quote", "Words you speak of")
            .hint("Copied from the text, where some words are the matter and the others are not. Everybody sees then which words stand unopposed.")
            .optional()
            .published()
            .line(&form)
    });
    let word = if mine.is_some() {
        "Change it on record"
    } else {
        "Put it on record"
    };
    view! {
        <form class="form position-form" method="post" action=format!("{}/position", sheet.here()) novalidate>
            {hidden("form", "position")}
            {speaks}
            {blind}
            {stances(&form)}
            {Field::new("reason", "Reason").hint("Needed for an objection and for a concern. It is read by everybody.").area(&form)}
            {words}
            <div class="position-resolve">
                {Field::new("would_resolve", "What would resolve your objection?")
                    .hint("Words you could accept, if you can. They are shown to everybody who can change them.")
                    .published()
                    .area(&form)}
            </div>
            <div class="actions"><button class="button">{word}</button></div>
        </form>
    }
    .into_any()
}

fn stances(form: &Form) -> AnyView {
    let first = form.id("stance");
    let error = form.error("stance").map(str::to_owned);
    let items = Stance::ALL
        .into_iter()
        .enumerate()
        .map(|(at, stance)| {
            let id = if at == 0 { first.clone() } else { format!("{first}-{}", stance.word()) };
            let word = stance.word();
            view! {
                <label class="choice">
                    <input type="radio" name="stance" id=id value=word checked=form.has("stance", word)/>
                    <span>
                        <span class="stance" data-stance=word>{word[..1].to_uppercase() + &word[1..]}</span>
                        <span class="choice-meaning">{stance.meaning()}</span>
                    </span>
                </label>
            }
        })
        .collect_view();
    let refused = error.is_some();
    view! {
        <fieldset class="field" data-refused=refused>
            <legend class="label">"What do you hold?"</legend>
            {error.map(|error| view! { <p class="field-error"><span class="unseen">"Error: "</span>{error}</p> })}
            <div class="choices position-choices">{items}</div>
        </fieldset>
    }
    .into_any()
}
