//! Who said something, for whom, and when.

use domain::Moment;
use leptos::prelude::*;
use registry::names::Person;

use super::when;

/// Who said something. What is known of them stands beside the name, never only as a colour.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Byline {
    pub name: String,
    pub organisation: Option<String>,
    pub group: Option<String>,
    /// The kind of a comment.
    pub kind: Option<&'static str>,
    /// A word about them here, such as "holds the pen".
    pub role: Option<&'static str>,
    pub at: Option<Moment>,
}

impl From<&Person> for Byline {
    fn from(person: &Person) -> Self {
        Self {
            name: person.name.clone(),
            organisation: person
                .organisation
                .as_ref()
                .map(|organisation| organisation.name.clone()),
            group: person.group_name.clone(),
            ..Self::default()
        }
    }
}

impl Byline {
    pub fn at(mut self, at: Moment) -> Self {
        self.at = Some(at);
        self
    }

    pub fn role(mut self, role: &'static str) -> Self {
        self.role = Some(role);
        self
    }

    pub fn kind(mut self, kind: &'static str) -> Self {
        self.kind = Some(kind);
        self
    }

    pub fn view(self, now: Moment) -> AnyView {
        view! {
            <p class="byline">
                <span class="byline-name">{self.name}</span>
                {self.organisation.map(|organisation| view! { <span>{organisation}</span> })}
                {self.group.map(|group| view! { <span class="group">{group}</span> })}
                {self.role.map(|role| view! { <span>{role}</span> })}
                {self.kind.map(|kind| view! { <span class="comment-kind">{kind}</span> })}
                {self.at.map(|at| when(at, now))}
            </p>
        }
        .into_any()
    }
}
