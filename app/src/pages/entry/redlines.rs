//! The redlines that wait at an entry, and what may be done with them.

use domain::{Moment, entry::RedlineState};
use leptos::prelude::*;
use registry::{processes::Process, redlines::Redline};

use super::{
    Shown, Standing,
    anchored::quotes_on,
    discussion::{discussion, touches},
    overlay,
    takeover::from_comment,
};
use crate::{
    Form,
    parts::{self, Byline, Choice, Field, Quoted, conflicts},
};

pub fn section(shown: &Shown, now: Moment, sent: Option<&Form>) -> AnyView {
    let here = format!("/p/{}/entries/{}", shown.process.slug, shown.entry.slug);
    let articles = shown
        .redlines
        .iter()
        .map(|redline| {
            view! {
                {redline_article(redline, &shown.process, &shown.standing, &quotes_on(shown, redline.number), now, sent)}
                {touches(shown, redline)}
                {discussion(shown, redline, now, sent)}
            }
        })
        .collect_view();
    let none = shown.redlines.is_empty().then(|| {
        parts::empty(
            "No redline waits",
            "Who takes part proposes changes to the wording here, each with its reason. The pen holder folds them in or says why not.",
        )
    });
    let authoritative = shown.process.languages.first();
    let together = authoritative.map(|lang| overlay::together(&shown.redlines, lang));
    view! {
        <section class="part" id="redlines" data-live="">
            <div class="part-head"><h2>"Redlines"</h2><a href=format!("{here}/history")>"Settled ones"</a></div>
            {word_processor(shown, &here)}
            {none}
            {articles}
            {together}
        </section>
    }
    .into_any()
}

/// The ways to a word processor and back.
fn word_processor(shown: &Shown, here: &str) -> AnyView {
    let file = format!(
        "/api/v1/processes/{}/entries/{}/redlines.docx",
        shown.process.slug, shown.entry.slug
    );
    let back = shown.standing.participates.then(|| {
        view! { ". You may also " <a href=format!("{here}/docx")>"redline it in a word processor"</a> }
    });
    view! {
        <p class="part-note"><a href=file download="">"Download with tracked changes (DOCX)"</a>{back}"."</p>
    }
    .into_any()
}

/// A redline with everything one may do with it.
pub fn redline_article(
    redline: &Redline,
    process: &Process,
    standing: &Standing,
    quotes: &[Quoted],
    now: Moment,
    sent: Option<&Form>,
) -> AnyView {
    let address = format!(
        "/p/{}/entries/{}/redlines/{}",
        process.slug, redline.slug, redline.number
    );
    let Some(authoritative) = process.languages.first() else {
        return ().into_any();
    };
    let id = format!("redline-{}", redline.number);
    let state = match redline.state {
        RedlineState::Pending => "pending",
        RedlineState::Folded => "folded",
        RedlineState::Refused => "refused",
        RedlineState::Withdrawn => "withdrawn",
    };
    let fields = redline.fields_now.as_ref().unwrap_or(&redline.fields);
    let answer = redline.answers_objection.map(|objection| {
        let call = format!("/p/{}/calls/{}", process.slug, objection.call);
        view! {
            <p class="redline-reason"><b>"Answers: "</b><a href=format!("{call}#position-{}", objection.position)>
                {format!("an objection in call {}", objection.call)}
            </a></p>
        }
    });
    let reason = redline.reason.clone().map(|reason| {
        let who = if redline.state == RedlineState::Refused {
            "Why not: "
        } else {
            "Why it was withdrawn: "
        };
        view! { <p class="redline-reason"><b>{who}</b>{reason}</p> }
    });
    view! {
        <article class="redline" id=id.clone() data-state=state>
            <div class="redline-head">
                <h3><a href=address.clone()>{format!("Redline {}", redline.number)}</a></h3>
                {parts::impact(redline.impact)}
                <span class="redline-state">{state_words(redline, standing)}</span>
            </div>
            {Byline::from(&redline.author).at(redline.at).view(now)}
            {moved(redline)}
            {against(redline)}
            {parts::redline_parts_quoted(fields, authoritative, quotes)}
            <p class="redline-reason"><b>"Why: "</b>{redline.rationale.clone()}</p>
            {answer}
            {from_comment(redline, process)}
            {reason}
            {parts::redline_ways(fields, authoritative, &id)}
            {conflicts(&redline.conflicts, authoritative, "Wording now", "This redline")}
            {way_forward(redline, standing, process)}
            {acts(redline, standing, &address, sent)}
        </article>
    }
    .into_any()
}

fn state_words(redline: &Redline, standing: &Standing) -> String {
    match redline.state {
        RedlineState::Pending if redline.moved_by.is_some() && redline.confirmed == Some(false) => {
            "disowned by who is said to move it".to_owned()
        }
        RedlineState::Pending if !redline.folded_parts.is_empty() => {
            "folded in part; the rest waits".to_owned()
        }
        RedlineState::Pending if standing.frozen => "waits until the call is over".to_owned(),
        RedlineState::Pending => "waits for the pen holder".to_owned(),
        RedlineState::Folded => redline.wording.map_or("folded in".to_owned(), |wording| {
            format!("folded into wording {wording}")
        }),
        RedlineState::Refused => "refused".to_owned(),
        RedlineState::Withdrawn => "withdrawn".to_owned(),
    }
}

/// Who typed it for whom, where these are two.
fn moved(redline: &Redline) -> Option<AnyView> {
    let mover = redline.mover.as_ref()?;
    let words = match redline.confirmed {
        Some(true) => format!(
            "Typed by another participant for {}, who confirmed it.",
            mover.name
        ),
        Some(false) => format!(
            "Typed as moved by {}, who says it is not theirs.",
            mover.name
        ),
        None => format!(
            "Typed as moved by {}, who has not confirmed it yet.",
            mover.name
        ),
    };
    Some(view! { <p class="quiet">{words}</p> }.into_any())
}

/// Which wording it was written against, where the words moved on.
fn against(redline: &Redline) -> Option<AnyView> {
    if redline.state != RedlineState::Pending || redline.base == redline.current {
        return None;
    }
    let words = if redline.carries {
        format!(
            "Written against wording {}; shown on wording {}, which it still fits.",
            redline.base, redline.current
        )
    } else if !redline.foldable.is_empty() {
        let fitting = redline.foldable.iter().map(parts::part_name);
        format!(
            "Written against wording {}. On wording {} this part of it still fits: {}.",
            redline.base,
            redline.current,
            parts::enumerated(&fitting.collect::<Vec<_>>())
        )
    } else {
        format!(
            "Written against wording {}; the words are those of wording {} now.",
            redline.base, redline.current
        )
    };
    Some(view! { <p class="quiet">{words}</p> }.into_any())
}

/// Where the words moved on: anybody who takes part can make its point again on the words as they are.
fn way_forward(redline: &Redline, standing: &Standing, process: &Process) -> Option<AnyView> {
    if redline.conflicts.is_empty() || !standing.participates {
        return None;
    }
    let href = format!(
        "/p/{}/entries/{}/compose?redline={}",
        process.slug, redline.slug, redline.number
    );
    Some(
        view! {
            <p class="actions"><a class="button" data-rank="second" href=href>"Take it up in a new redline"</a></p>
        }
        .into_any(),
    )
}

fn acts(
    redline: &Redline,
    standing: &Standing,
    address: &str,
    sent: Option<&Form>,
) -> Option<AnyView> {
    if redline.state != RedlineState::Pending || !standing.participates {
        return None;
    }
    let name = |act: &str| format!("redline-{}-{act}", redline.number);
    let fold = standing
        .holds_pen
        .then(|| folding(redline, standing, address, &name("folding"), sent));
    let refuse = standing.holds_pen.then(|| {
        let form = Form::resume(sent, &name("refusal"), []);
        let field = Field::new("reason", "Reason")
            .hint("Say what would make it acceptable, if anything would.");
        said(
            "Refuse it",
            "Refuse",
            &form,
            format!("{address}/refusal"),
            vec![field.area(&form)],
            sent,
        )
    });
    let withdraw = standing.is(redline.author.number).then(|| {
        let form = Form::resume(sent, &name("withdrawal"), []);
        let field = Field::new("reason", "Reason").optional();
        said(
            "Withdraw it",
            "Withdraw",
            &form,
            format!("{address}/withdrawal"),
            vec![field.area(&form)],
            sent,
        )
    });
    let asked =
        redline.moved_by.is_some_and(|mover| standing.is(mover)) && redline.confirmed.is_none();
    let confirm = asked.then(|| {
        view! {
            <form class="actions" method="post" action=format!("{address}/confirmation")>
                <span>"You are said to move this redline."</span>
                <button class="button" data-rank="second" data-size="small" name="agree" value="yes">"It is mine"</button>
                <button class="link-button" name="agree" value="no">"It is not mine"</button>
            </form>
        }
    });
    Some(view! { {confirm} {fold} {refuse} {withdraw} }.into_any())
}

/// Takes all of it, or the parts that are ticked.
fn folding(
    redline: &Redline,
    standing: &Standing,
    address: &str,
    name: &str,
    sent: Option<&Form>,
) -> AnyView {
    if standing.frozen {
        return view! {
            <p class="quiet">"A call on this entry is open, so its wording holds still. Fold this in once the call is over."</p>
        }
        .into_any();
    }
    if redline.foldable.is_empty() {
        return view! {
            <p class="quiet">"The same words were changed since, so it cannot be folded in as it stands. Take it up in a new redline, or refuse it."</p>
        }
        .into_any();
    }
    let left = &redline.foldable;
    let mut form = Form::resume(sent, name, []);
    if sent.is_none_or(|sent| sent.name != name) {
        form.values = left
            .iter()
            .map(|part| ("parts".to_owned(), part.to_string()))
            .collect();
    }
    // Where only this part fits, it is named although there is nothing to choose.
    let only = (left.len() == 1 && !redline.carries).then(|| {
        left.iter()
            .map(|part| parts::hidden("parts", part))
            .collect_view()
    });
    let choice = (left.len() > 1).then(|| {
        let choices = left
            .iter()
            .map(|part| Choice::new(part.to_string(), parts::part_name(part)));
        Field::new("parts", "Fold in")
            .inline()
            .ticks(&form, choices.collect())
    });
    let words = match left.as_slice() {
        [_, _, ..] => "Fold in what is ticked".to_owned(),
        [part] if !redline.carries => {
            format!("Fold in its {}", parts::part_name(part).to_lowercase())
        }
        _ => "Fold in".to_owned(),
    };
    view! {
        <form class="form" method="post" action=format!("{address}/folding")>
            {parts::hidden("form", name)}
            {only}
            {choice}
            <div class="actions"><button class="button">{words}</button></div>
        </form>
    }
    .into_any()
}

/// Something that needs a few words said, folded away until wanted.
pub fn said(
    summary: &'static str,
    button: &'static str,
    form: &Form,
    action: String,
    fields: Vec<AnyView>,
    sent: Option<&Form>,
) -> AnyView {
    let open = sent.is_some_and(|sent| sent.name == form.name);
    let rank = if matches!(
        button,
        "Refuse" | "Withdraw" | "Withdraw the entry" | "Hide it"
    ) {
        "limit"
    } else {
        "second"
    };
    view! {
        <details class="disclosure" id=format!("{}-form", form.name) open=open>
            <summary>{summary}</summary>
            <form class="form" method="post" action=action novalidate>
                {parts::hidden("form", &form.name)}
                {fields}
                <div class="actions"><button class="button" data-rank=rank>{button}</button></div>
            </form>
        </details>
    }
    .into_any()
}
