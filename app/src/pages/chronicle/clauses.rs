//! Clauses that sentences of the record are made of.

use domain::{
    call::{Stated, Subject},
    comment::Disposition,
    process::{Role, State},
    record::Reform,
};

/// How much of what somebody wrote is told, in characters.
const SAID_MAX: usize = 160;

/// What somebody wrote, to stand at the end of a sentence. The whole of it is in the line itself.
pub(super) fn said(text: &str) -> String {
    let plain = domain::markdown::plain(text);
    let line = plain.lines().next().unwrap_or_default();
    match line.char_indices().nth(SAID_MAX) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.trim_end_matches('.').to_owned(),
    }
}

pub(super) fn reformed(reform: &Reform) -> String {
    let mut what = Vec::new();
    if let Some(state) = reform.state {
        what.push(match state {
            State::Announced => "announced the process",
            State::Open => "opened the process",
            State::Closed => "closed the process",
        });
    }
    for (changed, words) in [
        (reform.title.is_some(), "changed the title"),
        (reform.charter.is_some(), "changed the charter"),
        (reform.groups.is_some(), "changed the groups"),
        (reform.contest_days.is_some(), "changed the contest window"),
        (
            reform.maintainer.is_some(),
            "changed who keeps the glossary up to date",
        ),
        (
            reform.release_call.is_some(),
            "changed the terms of publication",
        ),
    ] {
        if changed {
            what.push(words);
        }
    }
    let why = reform
        .reason
        .as_ref()
        .map(|reason| format!(": {}", said(reason)))
        .unwrap_or_default();
    format!("{}{why}", what.join(" and "))
}

pub(super) fn subject(subject: &Subject) -> String {
    match subject {
        Subject::Wording { wording, .. } => format!("shall wording {wording} stand"),
        Subject::Retirement { .. } => "shall the entry be retired".to_owned(),
        Subject::Rule { .. } => "shall this rule govern".to_owned(),
        Subject::Release { version, .. } => format!("shall release {version} be published"),
        Subject::Charter { .. } => "shall this be the charter".to_owned(),
        Subject::Minutes { meeting } => format!("are these the minutes of meeting {meeting}"),
        Subject::Resolution { text } => format!("“{}”", said(text)),
    }
}

/// What somebody did in a call; of a sealed position nobody can tell.
pub(super) fn held(stated: Option<&Stated>) -> &'static str {
    use domain::reading::Stance;
    match stated.map(|stated| stated.stance) {
        Some(Stance::Support) => "supports in",
        Some(Stance::Accept) => "accepts in",
        Some(Stance::Concern) => "has a concern in",
        Some(Stance::Object) => "objects in",
        Some(Stance::Abstain) => "abstains in",
        Some(Stance::Recuse) => "recused in",
        None => "took a sealed position in",
    }
}

pub(super) fn disposed(outcome: Disposition) -> &'static str {
    match outcome {
        Disposition::Accepted => ": accepted",
        Disposition::Partly => ": accepted in part",
        Disposition::NotAccepted => ": not accepted",
        Disposition::Noted => ": noted",
        Disposition::OutOfScope => ": out of scope",
        Disposition::Duplicate => ": a duplicate",
    }
}

pub(super) fn role_word(role: Role) -> &'static str {
    match role {
        Role::Convener => "a convener",
        Role::Participant => "a participant",
        Role::Observer => "an observer",
    }
}
