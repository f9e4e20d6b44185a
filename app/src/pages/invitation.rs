//! An invitation, as whoever holds its link sees it.

use domain::{notice::Frequency, process::Role};
use leptos::prelude::*;
use registry::{
    Registry, Result,
    invitations::{self, Invitation},
};

use super::sign_in::{narrow, password};
use crate::{
    Form, Page, Visit,
    parts::{Field, day, hidden, query_value},
};

/// What one is invited to, and how to accept: with the account of the address, or by making one.
pub async fn invitation(
    registry: &Registry,
    visit: &Visit,
    token: &str,
    sent: Option<Form>,
) -> Result<Page> {
    let invited = invitations::find(registry, visit.now, token).await?;
    let name = invited.name.clone().unwrap_or_default();
    let form = sent.unwrap_or_else(|| Form::begin("", [("name", name)]));
    let action = format!("/invitations/{token}");
    let signed_in = visit.name.clone();
    Ok(Page::new("Invitation", move || {
        let answer = match (signed_in, invited.has_account) {
            (Some(name), true) => accept(action, name),
            (_, true) => sign_in(&action),
            (_, false) => sign_up(action, &form),
        };
        let body = view! {
            <p>{format!("You are invited to take part in “{}”.", invited.title)}</p>
            {terms(&invited)}
            {answer}
        };
        narrow("Invitation", &form, body.into_any())
    }))
}

fn terms(invited: &Invitation) -> AnyView {
    let role = match invited.role {
        Role::Convener => "convener: you keep the process fair and hold no position in it",
        Role::Participant => "participant: you propose, redline, comment and take positions",
        Role::Observer => "observer: you read and follow",
    };
    let organisation = invited.organisation.clone().map(|organisation| {
        view! { <dt>"Speaking for"</dt><dd>{organisation.name}</dd> }
    });
    let group = invited
        .group_name
        .clone()
        .map(|group| view! { <dt>"Group"</dt><dd>{group}</dd> });
    view! {
        <dl class="facts">
            <dt>"As"</dt>
            <dd>{role}</dd>
            {organisation}
            {group}
            <dt>"Sent to"</dt>
            <dd>{invited.email.clone()}</dd>
            <dt>"Good until"</dt>
            <dd>{day(invited.expires_at)}</dd>
        </dl>
        {mail(invited.role)}
        <p class="quiet">
            {format!(
                "What you contribute is published under {} and stays in the record. Your name stands in the public roster; your address does not.",
                invited.licence,
            )}
        </p>
    }
    .into_any()
}

/// How often one is written to, before one says yes.
fn mail(role: Role) -> AnyView {
    let often = match Frequency::usual(role) {
        Frequency::None => "You get no mail of it",
        _ => "You get at most one mail a day about what waits for you",
    };
    view! { <p class="quiet">{format!("{often}; on your account you choose how often.")}</p> }
        .into_any()
}

fn accept(action: String, name: String) -> AnyView {
    view! {
        <form class="form" method="post" action=action>
            {hidden("as", "account")}
            <p>{format!("You are signed in as {name}.")}</p>
            <div class="actions"><button class="button">"Accept the invitation"</button></div>
        </form>
    }
    .into_any()
}

fn sign_in(action: &str) -> AnyView {
    let href = format!("/sign-in?to={}", query_value(action));
    view! {
        <p>"This address has an account. Sign in with it to accept."</p>
        <p class="actions"><a class="button" href=href>"Sign in"</a></p>
    }
    .into_any()
}

fn sign_up(action: String, form: &Form) -> AnyView {
    view! {
        <form class="form" method="post" action=action novalidate>
            {Field::new("name", "Your name")
                .hint("It stands in the public roster.")
                .autocomplete("name")
                .line(form)}
            {password(form, "Password")}
            <div class="actions"><button class="button">"Make an account and accept"</button></div>
        </form>
    }
    .into_any()
}
