//! Signing in, and the links that lead there: a forgotten password, a new one, the first account.

use domain::account::PASSWORD_MIN;
use leptos::prelude::*;
use registry::{Registry, Result, passwords, setup};

use crate::{
    Form, Page, Visit,
    parts::{Field, error_summary, hidden, notice},
};

/// The way in. `to` is where the visitor wanted to go, a path of this site.
pub fn sign_in(to: &str, sent: Option<Form>) -> Page {
    let form = sent.unwrap_or_else(|| Form::begin("", [("to", to.to_owned())]));
    Page::new("Sign in", move || {
        narrow(
            "Sign in",
            &form,
            view! {
                <form class="form" method="post" action="/sign-in" novalidate>
                    {hidden("to", form.value("to"))}
                    {email(&form, "username")}
                    {Field::new("password", "Password").autocomplete("current-password").typed(&form, "password")}
                    <div class="actions"><button class="button">"Sign in"</button></div>
                </form>
                <div class="narrow-other">
                    <p>"No password, or forgotten? " <a href="/password">"Get a link by mail"</a> "."</p>
                </div>
            }
            .into_any(),
        )
    })
}

/// Asks for the address that a link to set a password goes to.
pub fn forgotten(sent: Option<Form>) -> Page {
    let form = sent.unwrap_or_default();
    Page::new("A link by mail", move || {
        narrow(
            "A link by mail",
            &form,
            view! {
                <p>"We send a link to set a new password. It works once, within an hour."</p>
                <form class="form" method="post" action="/password" novalidate>
                    {email(&form, "username")}
                    <div class="actions"><button class="button">"Send the link"</button></div>
                </form>
            }
            .into_any(),
        )
    })
}

/// What everybody reads who asked for a link, with an account or without.
pub fn link_sent() -> Page {
    Page::new("Look into your mail", || {
        narrow(
            "Look into your mail",
            &Form::default(),
            view! {
                <p>
                    "If this address has an account, a letter with a link is on its way. The link works once, "
                    "within an hour. Nothing there? Look into the folder for unwanted mail, or ask again."
                </p>
                <p><a href="/sign-in">"Back to signing in"</a></p>
            }
            .into_any(),
        )
    })
}

/// Sets a new password by a link that was sent.
pub async fn new_password(
    registry: &Registry,
    visit: &Visit,
    token: &str,
    sent: Option<Form>,
) -> Result<Page> {
    passwords::find(registry, visit.now, token).await?;
    let form = sent.unwrap_or_default();
    let action = format!("/password/{token}");
    Ok(Page::new("A new password", move || {
        narrow(
            "A new password",
            &form,
            view! {
                <p>"Wherever you are signed in, this signs you out."</p>
                <form class="form" method="post" action=action novalidate>
                    {password(&form, "New password")}
                    <div class="actions"><button class="button">"Set the password"</button></div>
                </form>
            }
            .into_any(),
        )
    }))
}

/// Makes the first account of an empty site, by the link that was printed when it started.
pub async fn set_up(
    registry: &Registry,
    visit: &Visit,
    token: &str,
    sent: Option<Form>,
) -> Result<Page> {
    setup::find(registry, visit.now, token).await?;
    let form = sent.unwrap_or_default();
    let action = format!("/set-up/{token}");
    Ok(Page::new("Set up this site", move || {
        narrow(
            "Set up this site",
            &form,
            view! {
                <p>"You make the first account. It runs the site and may convene processes."</p>
                <form class="form" method="post" action=action novalidate>
                    {Field::new("name", "Your name").autocomplete("name").line(&form)}
                    {email(&form, "username")}
                    {password(&form, "Password")}
                    <div class="actions"><button class="button">"Make the account"</button></div>
                </form>
            }
            .into_any(),
        )
    }))
}

/// What is shown for a link that opens nothing any more.
pub fn link_spent(words: String) -> Page {
    Page::new("This link does not work", move || {
        narrow(
            "This link does not work",
            &Form::default(),
            view! {
                {notice("refused", "Used up or out of date", words)}
                <p><a href="/sign-in">"Sign in"</a> " or " <a href="/password">"get a link by mail"</a> "."</p>
            }
            .into_any(),
        )
    })
}

/// A question for a password that is being chosen.
pub(super) fn password(form: &Form, label: &'static str) -> AnyView {
    Field::new("password", label)
        .hint(format!(
            "At least {PASSWORD_MIN} characters. A few words that only you put together are good."
        ))
        .autocomplete("new-password")
        .typed(form, "password")
}

pub(super) fn email(form: &Form, autocomplete: &'static str) -> AnyView {
    Field::new("email", "E-mail address")
        .autocomplete(autocomplete)
        .typed(form, "email")
}

/// A page with one short form.
pub(super) fn narrow(title: &'static str, form: &Form, body: AnyView) -> AnyView {
    view! {
        <div class="narrow">
            {error_summary(form)}
            <div class="page-head"><h1>{title}</h1></div>
            {body}
        </div>
    }
    .into_any()
}
