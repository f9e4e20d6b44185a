//! The questions that everybody answers who says something from outside.

use domain::process::Group;
use leptos::prelude::*;

use crate::{
    Form, Visit,
    parts::{Choice, Field},
};

/// What one says: the comment itself, the words it speaks of, other words for them.
pub fn said(form: &Form, label: &'static str, hint: &'static str) -> AnyView {
    view! {
        {Field::new("body", label).hint(hint).area(form)}
        {Field::new("quote", "Words you speak of").optional().hint("Copy them here, if it is about some words more than about others.").line(form)}
        {Field::new("proposed", "Words you propose instead").optional().published().area(form)}
    }
    .into_any()
}

/// Who says it. Whoever is signed in is reached already.
pub fn signed(form: &Form, groups: &[Group], signed_in: bool, licence: &str) -> AnyView {
    let mut interests: Vec<_> = groups
        .iter()
        .map(|group| Choice::new(group.slug.to_string(), group.name.to_string()))
        .collect();
    interests.push(Choice::new("none", "None of these"));
    let email = (!signed_in).then(|| {
        Field::new("email", "E-mail address")
            .hint("Never shown. The link to confirm your comment goes there, and the answer to it.")
            .width("half")
            .autocomplete("email")
            .typed(form, "email")
    });
    let next = match signed_in {
        true => "You are signed in, so your comment is public at once.",
        false => "Your comment is public once you followed the link that we send you.",
    };
    view! {
        <div class="part-head part"><h2>"Who you are"</h2></div>
        {Field::new("name", "Your name")
            .hint("Shown beside your comment.")
            .width("half")
            .autocomplete("name")
            .line(form)}
        {Field::new("organisation", "Organisation")
            .hint("Shown beside your comment. Leave it empty if you speak for yourself.")
            .optional()
            .width("half")
            .autocomplete("organization")
            .line(form)}
        {Field::new("interest", "Which group are you closest to?").choices(form, interests)}
        {email}
        <p class="part-note signing">
            {format!("{next} What you write becomes part of the public record under {licence} and stays there. Your name and organisation stand beside it; you can have them taken away at any time.")}
        </p>
    }
    .into_any()
}

/// The form as it begins: with the name of whoever is signed in.
pub fn begin(visit: &Visit, entry: String) -> Form {
    let name = visit.name.clone().unwrap_or_default();
    Form::begin("", [("name", name), ("entry", entry)])
}
