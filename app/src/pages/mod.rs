//! The pages, one file per noun. Each reads the registry and returns a page, or why it cannot.

pub mod account;
pub mod call;
pub mod calls;
pub mod check;
pub mod chronicle;
pub mod compose;
pub mod desk;
pub mod dispositions;
pub mod entries;
pub mod entry;
pub mod figures;
#[cfg(test)]
#[path = "tests/fixtures.rs"]
mod fixtures;
pub mod founding;
pub mod glossary;
pub mod history;
pub mod home;
pub mod import;
pub mod invitation;
pub mod join;
pub mod manuscript;
pub mod meeting;
pub mod members;
pub mod minutes;
pub mod neutrality;
pub mod new_call;
pub mod notices;
pub mod problem;
pub mod process;
pub mod propose;
pub mod redline;
pub mod reference;
pub mod releases;
pub mod review;
pub mod room;
pub mod settings;
pub mod sign_in;

use domain::process::Role;

/// What somebody is in a process, in a word.
pub(crate) fn role_word(role: Role) -> &'static str {
    match role {
        Role::Convener => "convener",
        Role::Participant => "participant",
        Role::Observer => "observer",
    }
}
