//! Who takes part: the public roster, and for the convener what is done about it.

mod convening;

pub(super) use convening::interests;

use domain::{Slug, ids::MemberNo, people::InterestState, process::Role};
use leptos::prelude::*;
use registry::{
    Listed, Page as Piece, Registry, Result,
    interests::{self, Interest},
    invitations::{self, Invited},
    names::{Names, Person},
    organisations::{self, Organisation},
    overview,
    page::LIMIT_MAX,
    processes::{self, Process},
};

use crate::{
    Form, Page, Visit,
    parts::{counted, empty, error_summary},
};

/// What only conveners see on this page.
struct Affairs {
    interests: Vec<Interest>,
    invited: Vec<Invited>,
    organisations: Vec<Organisation>,
}

pub async fn members(
    registry: &Registry,
    visit: &Visit,
    slug: &Slug,
    sent: Option<Form>,
) -> Result<Page> {
    let (caller, now) = (&visit.caller, visit.now);
    let process = processes::find(registry, caller, now, slug).await?;
    let names = overview::names(registry, caller, now, slug).await?;
    let convenes = process
        .me
        .as_ref()
        .is_some_and(|me| me.role == Role::Convener);
    let affairs = if convenes {
        Some(affairs(registry, visit, slug).await?)
    } else {
        None
    };
    let shown = process.clone();
    Ok(Page::new("People", move || {
        let home = format!("/p/{}", shown.slug);
        let join = shown.me.is_none().then(|| {
            view! { <a class="button" href=format!("{home}/join")>"Take part"</a> }
        });
        view! {
            {sent.as_ref().and_then(error_summary)}
            <div class="page-head"><h1>"People"</h1>{join}</div>
            <p class="page-lead">{lead(&names, &shown)}</p>
            <div class="columns">
                <div>
                    <div id="roster" data-live="">
                        {participants(&names, &shown)}
                        {observers(&names)}
                    </div>
                    {affairs.map(|affairs| convening::convening(affairs, &names, &shown, sent.as_ref(), now))}
                </div>
                <aside class="beside">{conveners(&names)}{leaving(&shown, sent.as_ref())}</aside>
            </div>
        }
        .into_any()
    })
    .at(process, "People")
    .live_at(format!("/p/{slug}/members")))
}

async fn affairs(registry: &Registry, visit: &Visit, slug: &Slug) -> Result<Affairs> {
    let (caller, now) = (&visit.caller, visit.now);
    let piece = Piece {
        limit: Some(LIMIT_MAX),
        cursor: None,
    };
    let Listed { items, .. } = interests::list(registry, caller, now, slug, &piece).await?;
    Ok(Affairs {
        interests: items
            .into_iter()
            .filter(|interest| interest.state == InterestState::Pending)
            .collect(),
        invited: invitations::list(registry, caller, now, slug, &piece)
            .await?
            .items,
        organisations: organisations::list(registry, caller, now, slug, &piece)
            .await?
            .items,
    })
}

fn present(names: &Names, role: Role) -> Vec<&Person> {
    names
        .people()
        .into_iter()
        .filter(|person| !person.left && person.role == role)
        .collect()
}

fn lead(names: &Names, process: &Process) -> String {
    let people = present(names, Role::Participant);
    let mut voices: Vec<_> = people.iter().map(|person| voice(person)).collect();
    voices.sort();
    voices.dedup();
    let heard = process.groups.iter().filter(|group| {
        people
            .iter()
            .any(|it| it.group.as_ref() == Some(&group.slug))
    });
    format!(
        "{} with {} in {} of {}.",
        counted(people.len(), "participant", "participants"),
        counted(voices.len(), "voice", "voices"),
        heard.count(),
        counted(process.groups.len(), "group", "groups"),
    )
}

/// The organisation somebody speaks for; who speaks for nobody else is a voice alone.
fn voice(person: &Person) -> String {
    person.organisation.as_ref().map_or_else(
        || person.name.clone(),
        |organisation| organisation.name.clone(),
    )
}

fn participants(names: &Names, process: &Process) -> AnyView {
    let people = present(names, Role::Participant);
    if people.is_empty() {
        return empty(
            "No participants yet",
            "Who takes part will be named here, by group and organisation.",
        );
    }
    let groups = process
        .groups
        .iter()
        .map(|group| {
            let of_group = people
                .iter()
                .copied()
                .filter(|person| person.group.as_ref() == Some(&group.slug));
            roster_group(&group.name, of_group.collect())
        })
        .collect_view();
    view! {
        <section class="part"><div class="part-head"><h2>"Participants"</h2></div>{groups}</section>
    }
    .into_any()
}

fn roster_group(name: &str, people: Vec<&Person>) -> AnyView {
    let mut voices: Vec<(String, Vec<(MemberNo, String)>)> = Vec::new();
    for person in people {
        let of = voice(person);
        let one = (person.number, person.name.clone());
        match voices.iter_mut().find(|(name, _)| *name == of) {
            Some((_, people)) => people.push(one),
            None => voices.push((of, vec![one])),
        }
    }
    let count = counted(voices.len(), "voice", "voices");
    let none = voices
        .is_empty()
        .then(|| view! { <p class="quiet">"Nobody speaks for them yet."</p> });
    let items = voices
        .into_iter()
        .map(|(voice, people)| {
            let people: Vec<_> = people
                .iter()
                .map(|(number, name)| format!("{name}, member {number}"))
                .collect();
            view! {
                <li>
                    <p class="roster-organisation">{voice}</p>
                    <p class="roster-people">{people.join("; ")}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="roster-group">
            <h3>{name.to_owned()} " " <span class="quiet">{count}</span></h3>
            {none}
            <ul class="roster">{items}</ul>
        </section>
    }
    .into_any()
}

fn observers(names: &Names) -> AnyView {
    let people = present(names, Role::Observer);
    let list = if people.is_empty() {
        empty(
            "No observers",
            "Observers read and follow. Where a process is public, everybody can read without asking.",
        )
    } else {
        let items = people
            .into_iter()
            .map(|person| {
                let of = person
                    .organisation
                    .as_ref()
                    .map(|it| format!("{}, ", it.name))
                    .unwrap_or_default();
                view! {
                    <li>
                        <p class="roster-organisation">{person.name.clone()}</p>
                        <p class="roster-people">{format!("{of}member {}", person.number)}</p>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="roster">{items}</ul> }.into_any()
    };
    view! { <section class="part"><div class="part-head"><h2>"Observers"</h2></div>{list}</section> }.into_any()
}

fn conveners(names: &Names) -> AnyView {
    let items = present(names, Role::Convener)
        .into_iter()
        .map(|person| view! { <p>{format!("{}, member {}", person.name, person.number)}</p> })
        .collect_view();
    view! {
        <section>
            <h2>"Convener"</h2>
            {items}
            <p class="quiet">"Keeps the process fair. Holds no position and no pen in it."</p>
        </section>
    }
    .into_any()
}

fn leaving(process: &Process, sent: Option<&Form>) -> Option<AnyView> {
    let me = process.me.as_ref()?;
    let form = Form::resume(sent, "leave", []);
    let action = format!("/p/{}/members/{}/removal", process.slug, me.number);
    Some(
        view! {
            <section>
                <h2>"Leave"</h2>
                <details class="disclosure" id="leave">
                    <summary>"Leave this process"</summary>
                    <p>"What you contributed stays. Where you are eligible in an open call you stay counted: leaving never makes agreement easier."</p>
                    <form class="form" method="post" action=action novalidate>
                        {crate::parts::hidden("form", "leave")}
                        {crate::parts::Field::new("reason", "Reason").optional().line(&form)}
                        <div class="actions"><button class="button" data-rank="limit">"Leave"</button></div>
                    </form>
                </details>
            </section>
        }
        .into_any(),
    )
}
