//! One's own account: who one is, where one takes part, tokens for programs, and the way out.

use leptos::prelude::*;
use registry::{
    Page as Piece, Registry, Result,
    accounts::{self, Account},
    notices,
    processes::{self, ProcessSummary},
    tokens::{self, Token},
};

use super::sign_in::password;
use crate::{
    Form, Page, Visit,
    parts::{Field, day, empty, error_summary, hidden, notice, when},
};

/// What was done just before this page is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// A token was made; it is shown this once.
    Token(String),
    Renamed,
    PasswordChanged,
    MailChanged,
}

pub async fn account(
    registry: &Registry,
    visit: &Visit,
    done: Option<Done>,
    sent: Option<Form>,
) -> Result<Page> {
    let account = accounts::find(registry, &visit.caller).await?;
    let tokens = tokens::list(registry, &visit.caller).await?;
    let mail = notices::list(registry, &visit.caller).await?;
    let known = processes::list(
        registry,
        &visit.caller,
        &Piece {
            limit: Some(200),
            cursor: None,
        },
    )
    .await?;
    let mine: Vec<_> = known
        .items
        .into_iter()
        .filter(|process| process.me.is_some())
        .collect();
    let now = visit.now;
    Ok(Page::new("Account", move || {
        let sent = sent.as_ref();
        view! {
            {sent.and_then(error_summary)}
            <div class="page-head">
                <h1>"Account"</h1>
                <form method="post" action="/sign-out">
                    <button class="button" data-rank="second">"Sign out"</button>
                </form>
            </div>
            {done.map(told)}
            {who(&account, mine, sent)}
            {super::notices::mail(&mail, sent)}
            {secrets(sent)}
            {programs(&tokens, sent, now)}
            {leave(sent)}
        }
        .into_any()
    }))
}

fn told(done: Done) -> AnyView {
    match done {
        Done::Token(secret) => view! {
            <div class="notice" data-kind="done" role="status">
                <h2>"Your new token"</h2>
                <p>"It is shown once. Keep it where you keep passwords."</p>
                <p class="secret">{secret}</p>
            </div>
        }
        .into_any(),
        Done::Renamed => notice(
            "done",
            "Your name is changed",
            "Processes you joined before keep the name you agreed to then.",
        ),
        Done::MailChanged => notice(
            "done",
            "Your choice of mail is changed",
            "It holds from now on.",
        ),
        Done::PasswordChanged => notice(
            "done",
            "Your password is changed",
            "You are signed out everywhere but here.",
        ),
    }
}

fn who(account: &Account, mine: Vec<ProcessSummary>, sent: Option<&Form>) -> AnyView {
    let form = Form::resume(sent, "name", [("name", account.name.clone())]);
    let places = mine
        .into_iter()
        .map(|process| {
            let role = process.me.map(super::role_word).unwrap_or_default();
            view! {
                <dd>{format!("{role} in ")} <a href=format!("/p/{}", process.slug)>{process.title}</a></dd>
            }
        })
        .collect_view();
    view! {
        <section class="part">
            <div class="part-head"><h2>"Who you are"</h2></div>
            <dl class="facts">
                <dt>"E-mail"</dt>
                <dd>{account.email.clone()}</dd>
                <dt>"Here since"</dt>
                <dd>{day(account.created_at)}</dd>
                <dt>"Takes part as"</dt>
                {places}
            </dl>
            <form class="form" method="post" action="/account/name" novalidate>
                {hidden("form", "name")}
                {Field::new("name", "Name").width("half").autocomplete("name").line(&form)}
                <div class="actions"><button class="button" data-rank="second">"Change the name"</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn secrets(sent: Option<&Form>) -> AnyView {
    let form = Form::resume(sent, "password", []);
    view! {
        <section class="part">
            <div class="part-head"><h2>"Password"</h2></div>
            <form class="form" method="post" action="/account/password" novalidate>
                {hidden("form", "password")}
                {Field::new("present", "Present password")
                    .width("half")
                    .autocomplete("current-password")
                    .typed(&form, "password")}
                {password(&form, "New password")}
                <div class="actions"><button class="button" data-rank="second">"Change the password"</button></div>
            </form>
            <form class="form" method="post" action="/account/sessions">
                <p class="part-note">"Lost a device, or used somebody else’s?"</p>
                <div class="actions">
                    <button class="button" data-rank="second">"Sign out everywhere"</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn programs(tokens: &[Token], sent: Option<&Form>, now: domain::Moment) -> AnyView {
    let form = Form::resume(sent, "token", []);
    let rows = tokens
        .iter()
        .map(|token| {
            let action = format!("/account/tokens/{}/revocation", token.id);
            let used = token.used_at.map_or_else(|| "never".into_any(), |at| when(at, now));
            view! {
                <tr>
                    <th scope="row">{token.label.clone()}</th>
                    <td data-label="Made">{day(token.created_at)}</td>
                    <td data-label="Good until">{day(token.expires_at)}</td>
                    <td data-label="Last used">{used}</td>
                    <td>
                        <form method="post" action=action>
                            <button class="link-button">
                                "Take back" <span class="unseen">{format!(" {}", token.label)}</span>
                            </button>
                        </form>
                    </td>
                </tr>
            }
        })
        .collect_view();
    let list = if tokens.is_empty() {
        empty(
            "No tokens yet",
            "A program that reads or writes for you through the API needs one.",
        )
    } else {
        view! {
            <table class="table table-stack">
                <caption class="unseen">"Your tokens"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Label"</th>
                        <th scope="col">"Made"</th>
                        <th scope="col">"Good until"</th>
                        <th scope="col">"Last used"</th>
                        <th scope="col"><span class="unseen">"Action"</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section class="part">
            <div class="part-head"><h2>"Tokens for programs"</h2><a href="/api">"The API"</a></div>
            {list}
            <form class="form" method="post" action="/account/tokens" novalidate>
                {hidden("form", "token")}
                {Field::new("label", "Label of a new token")
                    .hint("What it is for, such as “build server”.")
                    .width("half")
                    .line(&form)}
                <div class="actions"><button class="button" data-rank="second">"Make a token"</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn leave(sent: Option<&Form>) -> AnyView {
    let form = Form::resume(sent, "erasure", []);
    view! {
        <section class="part">
            <div class="part-head"><h2>"Leave"</h2></div>
            <p class="part-note">
                "Your memberships end, and your name and address are erased. What you contributed stays under "
                "the terms you accepted, by your member number. This cannot be taken back."
            </p>
            <form class="form" method="post" action="/account/erasure" novalidate>
                {hidden("form", "erasure")}
                {Field::new("present", "Present password")
                    .width("half")
                    .autocomplete("current-password")
                    .typed(&form, "password")}
                <div class="actions"><button class="button" data-rank="limit">"Erase my account"</button></div>
            </form>
        </section>
    }
    .into_any()
}
