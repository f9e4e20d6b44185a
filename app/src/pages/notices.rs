//! How often one wants mail of each process, and the page of the link that ends it.

use domain::{Slug, notice::Frequency};
use leptos::prelude::*;
use registry::{
    Registry, Result,
    notices::{self, Setting, Stop},
};

use super::sign_in::narrow;
use crate::{
    Form, Page, Visit,
    parts::{Field, hidden, notice},
};

/// The name of the field that holds the choice for a process.
pub fn field(process: &Slug) -> String {
    format!("frequency-{process}")
}

/// The part of the account's page where one chooses.
pub(super) fn mail(settings: &[Setting], sent: Option<&Form>) -> AnyView {
    let chosen = || {
        let values = settings.iter();
        let values = values.map(|it| (field(&it.process), it.frequency.word().to_owned()));
        Form {
            name: "mail".to_owned(),
            values: values.collect(),
            errors: Vec::new(),
        }
    };
    let form = sent
        .filter(|sent| sent.name == "mail")
        .cloned()
        .unwrap_or_else(chosen);
    let fields = settings
        .iter()
        .map(|setting| {
            let hint = format!(
                "You take part as {}; usual is {}.",
                super::role_word(setting.role),
                setting.usual.meaning()
            );
            Field::new(field(&setting.process), setting.process_title.clone())
                .hint(hint)
                .select(&form, options())
        })
        .collect_view();
    let choose = (!settings.is_empty()).then(|| {
        view! {
            <form class="form" method="post" action="/account/notices" novalidate>
                {hidden("form", "mail")}
                {fields}
                <div class="actions"><button class="button" data-rank="second">"Change the mail"</button></div>
            </form>
        }
    });
    let none = settings
        .is_empty()
        .then(|| view! { <p>"You take part in no process yet."</p> });
    view! {
        <section class="part" id="mail">
            <div class="part-head"><h2>"Mail"</h2></div>
            <p class="part-note">
                "What waits for you and what became of it, process by process. Reminders before a call closes, and "
                "a convener who asks the silent, come at once, unless you want no mail. Only you see what you choose."
            </p>
            {none}
            {choose}
        </section>
    }
    .into_any()
}

fn options() -> Vec<(String, String)> {
    Frequency::ALL
        .map(|frequency| {
            let word = match frequency {
                Frequency::Immediate => "At once",
                Frequency::Daily => "Once a day",
                Frequency::Weekly => "Once a week",
                Frequency::None => "No mail",
            };
            (frequency.word().to_owned(), word.to_owned())
        })
        .into()
}

/// Asks whoever followed the link in a mail whether they want no more of it.
pub async fn unsubscribe(registry: &Registry, visit: &Visit, token: &str) -> Result<Page> {
    let found = notices::find_stop(registry, visit.now, token).await?;
    if found.stopped {
        return Ok(stopped(found));
    }
    let action = format!("/unsubscribe/{token}");
    Ok(Page::new("No more mail", move || {
        let body = view! {
            <p>{format!("“{}” writes to you about what waits for you there. Shall it write no more?", found.process_title)}</p>
            <form class="form" method="post" action=action>
                <div class="actions"><button class="button">"No more mail of it"</button></div>
            </form>
            <div class="narrow-other">
                <p>"Less of it, not none? " <a href="/account#mail">"Choose on your account"</a> "."</p>
            </div>
        };
        narrow("No more mail", &Form::default(), body.into_any())
    }))
}

/// Ends the mail, and says so.
pub async fn unsubscribed(registry: &Registry, visit: &Visit, token: &str) -> Result<Page> {
    Ok(stopped(notices::stop(registry, visit.now, token).await?))
}

fn stopped(found: Stop) -> Page {
    Page::new("No more mail", move || {
        let body = view! {
            {notice(
                "done",
                "It is done",
                format!("“{}” writes to you no more. You take part as before.", found.process_title),
            )}
            <p>"What waits for you stands on the " <a href="/">"front page"</a> ", and "
                <a href="/account#mail">"your account"</a> " is where you can have mail again."</p>
        };
        narrow("No more mail", &Form::default(), body.into_any())
    })
}
