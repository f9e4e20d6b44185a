//! Objections with what would resolve them, their answers, and whether these meet them.

use domain::{call::CallState, reading::Stance};
use leptos::prelude::*;
use registry::calls::{AnswerView, PositionView};

use super::Sheet;
use crate::{
    Form,
    parts::{Byline, Field, counted, hidden, waited},
};

/// The objections that count, each with its answers. Nothing where there is none.
pub(super) fn objections(sheet: &Sheet, sent: Option<&Form>) -> Option<AnyView> {
    let standing: Vec<_> = sheet
        .call
        .positions
        .iter()
        .filter(|it| it.stance == Stance::Object && it.counts)
        .collect();
    if standing.is_empty() || sheet.is_hidden() {
        return None;
    }
    let items = standing
        .into_iter()
        .map(|objection| one(sheet, objection, sent))
        .collect_view();
    Some(
        view! {
            <section class="part">
                <div class="part-head"><h2>"Objections"</h2> <a href=format!("{}/objections", sheet.here())>"To be read out"</a></div>
                <p class="part-note">"Only the objector can clear an objection, by a new position. Answers are for everybody to read."</p>
                {items}
            </section>
        }
        .into_any(),
    )
}

fn one(sheet: &Sheet, objection: &PositionView, sent: Option<&Form>) -> AnyView {
    let waits = (sheet.call.state == CallState::Open && objection.answers.is_empty())
        .then(|| view! { ", " {waited(objection.at, sheet.now)} });
    let answered = match objection.answers.len() {
        0 => "on record, not answered".to_owned(),
        n => format!("on record, {}", counted(n, "answer", "answers")),
    };
    let by = Byline {
        name: objection.member_name.clone(),
        organisation: objection.organisation_name.clone(),
        group: Some(objection.group_name.clone()).filter(|name| !name.is_empty()),
        ..Byline::default()
    };
    let answers = objection
        .answers
        .iter()
        .map(|it| answer(sheet, it, objection))
        .collect_view();
    let resolve = objection.would_resolve.clone().map(|words| {
        view! { <p class="dissent-resolve"><b>"Would be resolved by: "</b> {words}</p> }
    });
    let quote = objection.quote.as_ref().map(|quote| {
        view! { <blockquote class="comment-quote">{quote.exact.to_string()}</blockquote> }
    });
    let redline = sheet.call.entry.as_ref().filter(|_| may_answer(sheet)).map(|entry| {
        view! { <a href=format!("{}/entries/{}", sheet.home, entry.slug)>"Propose words that meet it"</a> }
    });
    view! {
        <article class="dissent" id=format!("objection-{}", objection.number)>
            <h3><span class="stance" data-stance="object">"Objection"</span> " " {answered} {waits}</h3>
            {by.at(objection.at).view(sheet.now)}
            {quote}
            <p class="dissent-text">{objection.reason.clone()}</p>
            {resolve}
            {answers}
            {may_answer(sheet).then(|| reply(sheet, objection, sent))}
            <div class="actions">{redline}</div>
        </article>
    }
    .into_any()
}

fn answer(sheet: &Sheet, answer: &AnswerView, objection: &PositionView) -> AnyView {
    let by = Byline::from(&sheet.names.person(answer.by)).at(answer.at);
    let own = sheet
        .call
        .me
        .as_ref()
        .is_some_and(|me| me.member == objection.member);
    let may_say = sheet.may_take_position() && !own;
    let counts = format!(
        "{} that it answers the objection, {} that it does not",
        counted(answer.confirmed as usize, "voice says", "voices say"),
        answer.contested
    );
    let mine = answer.mine.map(|mine| {
        if mine {
            "You say it does."
        } else {
            "You say it does not."
        }
    });
    let say = may_say.then(|| {
        let action = format!("{}/answers/{}/confirmation", sheet.here(), answer.number);
        let other = action.clone();
        view! {
            <form method="post" action=action>
                {hidden("agree", "yes")}
                <button class="button" data-rank="second" data-size="small">"This answers it"</button>
            </form>
            <form method="post" action=other>
                {hidden("agree", "no")}
                <button class="button" data-rank="second" data-size="small">"It does not"</button>
            </form>
        }
    });
    view! {
        <div class="answer" id=format!("answer-{}", answer.number)>
            {by.view(sheet.now)}
            <p>{answer.body.clone()}</p>
            <div class="actions">{say} <span class="quiet">{counts} ". " {mine}</span></div>
        </div>
    }
    .into_any()
}

fn reply(sheet: &Sheet, objection: &PositionView, sent: Option<&Form>) -> AnyView {
    let name = format!("answer-{}", objection.number);
    let form = Form::resume(sent, &name, []);
    let wrong = !form.errors.is_empty();
    view! {
        <details class="disclosure" id=format!("reply-{}", objection.number) open=wrong>
            <summary>"Answer this objection"</summary>
            <form class="form" method="post" action=format!("{}/answers", sheet.here()) novalidate>
                {hidden("form", &name)}
                {hidden("objection", objection.number)}
                {Field::new("body", "Your answer").hint("On record, for everybody to read.").area(&form)}
                <div class="actions"><button class="button" data-rank="second">"Put the answer on record"</button></div>
            </form>
        </details>
    }
    .into_any()
}

fn may_answer(sheet: &Sheet) -> bool {
    sheet.call.state == CallState::Open && sheet.is_participant()
}
