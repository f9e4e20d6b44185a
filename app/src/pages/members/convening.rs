//! What a convener does about people: admit, invite, move, remove.

use domain::{Moment, process::Role};
use leptos::prelude::*;
use registry::{
    interests::Interest,
    invitations::Invited,
    names::{Names, Person},
    organisations::Organisation,
    processes::Process,
};

use super::Affairs;
use crate::{
    Form,
    parts::{Byline, Choice, Field, counted, empty, hidden, when},
};

pub(super) fn convening(
    affairs: Affairs,
    names: &Names,
    process: &Process,
    sent: Option<&Form>,
    now: Moment,
) -> AnyView {
    let home = format!("/p/{}", process.slug);
    view! {
        {interests(&affairs.interests, process, &home, sent, now)}
        {add(process, &home, sent)}
        {invited(&affairs.invited, &home, sent, now)}
        {moving(names, process, &home, sent)}
        {organisations(&affairs.organisations, &home, sent)}
    }
    .into_any()
}

/// Wishes to take part. They are also on the desk.
pub(in crate::pages) fn interests(
    interests: &[Interest],
    process: &Process,
    home: &str,
    sent: Option<&Form>,
    now: Moment,
) -> AnyView {
    let items = interests
        .iter()
        .map(|interest| one(interest, process, home, sent, now))
        .collect_view();
    let none = interests.is_empty().then(|| {
        empty(
            "Nobody waits",
            "Who asks to take part stands here until you admit or decline.",
        )
    });
    let count = format!("{} to decide", interests.len());
    view! {
        <section class="part" id="interests">
            <div class="part-head"><h2>"Wishes to take part"</h2> <span class="quiet">{count}</span></div>
            {none}
            {items}
        </section>
    }
    .into_any()
}

fn one(
    interest: &Interest,
    process: &Process,
    home: &str,
    sent: Option<&Form>,
    now: Moment,
) -> AnyView {
    let number = interest.number;
    let group = process
        .groups
        .iter()
        .find(|group| group.slug == interest.group);
    let byline = Byline {
        name: interest.name.clone(),
        organisation: interest.organisation.clone(),
        group: group.map(|group| group.name.to_string()),
        ..Byline::default()
    };
    let form = Form::resume(sent, &format!("interest-{number}"), []);
    view! {
        <article class="interest" id=format!("interest-{number}")>
            {byline.at(interest.at).view(now)}
            <p>{interest.statement.clone()}</p>
            <p class="quiet">{interest.email.clone()}</p>
            <form class="actions" method="post" action=format!("{home}/interests/{number}/admission")>
                <button class="button">"Admit" <span class="unseen">{format!(" {}", interest.name)}</span></button>
            </form>
            <form class="inline-form" method="post" action=format!("{home}/interests/{number}/refusal") novalidate>
                {hidden("form", format!("interest-{number}"))}
                {Field::new("reason", "Reason to decline").hint("It goes on record and to its author.").line(&form)}
                <button class="button" data-rank="limit">"Decline" <span class="unseen">{format!(" {}", interest.name)}</span></button>
            </form>
        </article>
    }
    .into_any()
}

fn add(process: &Process, home: &str, sent: Option<&Form>) -> AnyView {
    let form = Form::resume(sent, "member", [("role", "participant".to_owned())]);
    let roles = vec![
        Choice::new("participant", "Participant")
            .meaning("Proposes, redlines, comments and takes positions."),
        Choice::new("observer", "Observer").meaning("Reads and follows."),
        Choice::new("convener", "Convener")
            .meaning("Keeps the process fair and holds no position in it."),
    ];
    view! {
        <section class="part" id="add">
            <div class="part-head"><h2>"Add somebody"</h2></div>
            <p class="part-note">
                "Who has an account is on the roster at once. Others get an invitation by mail; it is good for 14 days."
            </p>
            <form class="form" method="post" action=format!("{home}/members") novalidate>
                {hidden("form", "member")}
                {Field::new("email", "E-mail address").width("half").typed(&form, "email")}
                {Field::new("role", "As").choices(&form, roles)}
                <div class="field-row">
                    {Field::new("group", "Group").select(&form, groups(process, "No group"))}
                    {Field::new("organisation", "Organisation").optional().line(&form)}
                </div>
                <div class="actions"><button class="button" data-rank="second">"Add or invite"</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn invited(invited: &[Invited], home: &str, sent: Option<&Form>, now: Moment) -> Option<AnyView> {
    if invited.is_empty() {
        return None;
    }
    let rows = invited
        .iter()
        .map(|invited| {
            let expired = invited.expires_at <= now;
            let until = if expired {
                "ran out".into_any()
            } else {
                when(invited.expires_at, now)
            };
            view! {
                <tr>
                    <th scope="row">{invited.email.clone()}</th>
                    <td data-label="As">{crate::pages::role_word(invited.role)}</td>
                    <td data-label="Sent">{when(invited.at, now)}</td>
                    <td data-label="Runs out">{until}</td>
                    <td>{take_back(invited, home, sent)}</td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="part" id="invitations">
                <div class="part-head"><h2>"Invitations under way"</h2></div>
                <p class="part-note">"Invite an address again to send a new link; the older one stops working."</p>
                <table class="table table-stack">
                    <caption class="unseen">"Invitations under way"</caption>
                    <thead><tr><th scope="col">"Address"</th><th scope="col">"As"</th><th scope="col">"Sent"</th><th scope="col">"Runs out"</th><td></td></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

fn take_back(invited: &Invited, home: &str, sent: Option<&Form>) -> AnyView {
    let number = invited.invitation;
    let form = Form::resume(sent, &format!("invitation-{number}"), []);
    let open = !form.errors.is_empty();
    view! {
        <details class="disclosure" open=open>
            <summary>"Take it back" <span class="unseen">{format!(", the one to {}", invited.email)}</span></summary>
            <form class="inline-form" method="post" action=format!("{home}/invitations/{number}/withdrawal") novalidate>
                {hidden("form", format!("invitation-{number}"))}
                {Field::new("reason", "Reason").hint("It goes on record; the address does not.").line(&form)}
                <button class="button" data-rank="limit">"Take it back"</button>
            </form>
        </details>
    }
    .into_any()
}

/// Moving somebody to another group or organisation, and removing somebody. One pair of forms for
/// all: a roster of hundreds does not want hundreds of forms.
fn moving(names: &Names, process: &Process, home: &str, sent: Option<&Form>) -> AnyView {
    let moved = Form::resume(sent, "move", []);
    let removed = Form::resume(sent, "remove", []);
    let people = |roles: &[Role]| {
        let mut options = vec![(String::new(), "Choose".to_owned())];
        let shown = names
            .people()
            .into_iter()
            .filter(|person| !person.left && roles.contains(&person.role));
        options.extend(shown.map(|person| (person.number.to_string(), told(person))));
        options
    };
    view! {
        <section class="part" id="move">
            <div class="part-head"><h2>"Move or remove"</h2></div>
            <p class="part-note">"Both need a reason; it stands in the record. In an open call it changes nothing."</p>
            <details class="disclosure" id="move-form" open=!moved.errors.is_empty()>
                <summary>"Move to another group or organisation"</summary>
                <form class="form" method="post" action=format!("{home}/members/move") novalidate>
                    {hidden("form", "move")}
                    {Field::new("member", "Who").select(&moved, people(&[Role::Participant, Role::Observer]))}
                    <div class="field-row">
                        {Field::new("group", "Group from now on").select(&moved, groups(process, "As it is"))}
                        {Field::new("organisation", "Organisation from now on").optional().line(&moved)}
                    </div>
                    {Field::new("reason", "Reason").line(&moved)}
                    <div class="actions"><button class="button" data-rank="second">"Move"</button></div>
                </form>
            </details>
            <details class="disclosure" id="remove-form" open=!removed.errors.is_empty()>
                <summary>"Remove from the roster"</summary>
                <form class="form" method="post" action=format!("{home}/members/remove") novalidate>
                    {hidden("form", "remove")}
                    {Field::new("member", "Who").select(&removed, people(&[Role::Participant, Role::Observer, Role::Convener]))}
                    {Field::new("reason", "Reason").line(&removed)}
                    <div class="actions"><button class="button" data-rank="limit">"Remove"</button></div>
                </form>
            </details>
        </section>
    }
    .into_any()
}

fn organisations(
    organisations: &[Organisation],
    home: &str,
    sent: Option<&Form>,
) -> Option<AnyView> {
    let standing: Vec<_> = organisations
        .iter()
        .filter(|it| it.merged_into.is_none())
        .collect();
    if standing.is_empty() {
        return None;
    }
    let form = Form::resume(sent, "organisation", []);
    let options = |first: &str| {
        let mut options = vec![(String::new(), first.to_owned())];
        options.extend(standing.iter().map(|it| {
            let people = counted(it.members as usize, "person", "people");
            (
                it.number.to_string(),
                format!("{} ({}, {people})", it.name, it.group_name),
            )
        }));
        options
    };
    Some(
        view! {
            <section class="part" id="organisations">
                <div class="part-head"><h2>"Organisations"</h2></div>
                <p class="part-note">"Each belongs to one group. They are not renamed or merged while a call is open."</p>
                <details class="disclosure" id="organisation-form" open=!form.errors.is_empty()>
                    <summary>"Rename or merge"</summary>
                    <form class="form" method="post" action=format!("{home}/organisations") novalidate>
                        {hidden("form", "organisation")}
                        {Field::new("number", "Which organisation").select(&form, options("Choose"))}
                        {Field::new("organisation", "New name").optional().line(&form)}
                        {Field::new("merge_into", "Or it belongs to").select(&form, options("Stays by itself"))}
                        <div class="actions"><button class="button" data-rank="second">"Change"</button></div>
                    </form>
                </details>
            </section>
        }
        .into_any(),
    )
}

fn groups(process: &Process, none: &str) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), none.to_owned())];
    options.extend(
        process
            .groups
            .iter()
            .map(|group| (group.slug.to_string(), group.name.to_string())),
    );
    options
}

fn told(person: &Person) -> String {
    let of = person
        .organisation
        .as_ref()
        .map(|it| format!(", {}", it.name))
        .unwrap_or_default();
    let group = person
        .group_name
        .as_ref()
        .map(|it| format!(" ({it})"))
        .unwrap_or_default();
    format!("{}{of}{group}", person.name)
}
