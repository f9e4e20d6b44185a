//! What a call asks about, as it will stand if it is agreed.

use domain::{
    call::Subject,
    process::Group,
    rule::{RuleChoice, words},
};
use leptos::prelude::*;

use super::Sheet;
use crate::parts::{EntryLinks, Quoted, QuotedBy, abbreviation, direction, rule_words, wording};

/// The question, as people would ask it.
pub(super) fn question(sheet: &Sheet) -> AnyView {
    let term = sheet
        .call
        .entry
        .as_ref()
        .map(|entry| entry.term.clone())
        .unwrap_or_default();
    match &sheet.call.subject {
        Subject::Wording { .. } => view! { "Shall " <i>{term}</i> " read so?" }.into_any(),
        Subject::Retirement { .. } => view! { "Shall " <i>{term}</i> " be retired?" }.into_any(),
        Subject::Rule { .. } => "Shall this rule govern?".into_any(),
        Subject::Release { version, .. } => {
            format!("Shall release {version} be published?").into_any()
        }
        Subject::Charter { .. } => "Shall this be the charter?".into_any(),
        Subject::Resolution { .. } => "Shall this be resolved?".into_any(),
        Subject::Minutes { meeting } => {
            format!("Are these the minutes of meeting {meeting}?").into_any()
        }
    }
}

/// The frozen subject itself.
pub(super) fn subject(sheet: &Sheet) -> AnyView {
    match &sheet.call.subject {
        Subject::Wording { wording, .. } => entry(sheet, format!("wording {wording}")),
        Subject::Retirement { replaced_by, .. } => view! {
            {entry(sheet, "as it reads now".to_owned())}
            {replaced_by.map(|by| view! { <p>"It would be replaced by " <a href=format!("{}/entries/{by}", sheet.home)>{format!("entry {by}")}</a> "."</p> })}
        }
        .into_any(),
        Subject::Rule { rule: RuleChoice::Own(rule) } => {
            let named: Vec<_> = sheet.process.groups.iter().map(|it| (it.slug.clone(), it.name.to_string())).collect();
            let lead = format!("“{}”: a call agrees when all of this holds at its close:", rule.name);
            rule_words(lead.into_any(), &words::in_words(rule, &named), None, false)
        }
        Subject::Rule { rule: RuleChoice::Preset(name) } => view! { <p>{name.clone()}</p> }.into_any(),
        Subject::Release { terms, version } => {
            let count = crate::parts::counted(terms.len(), "entry", "entries");
            view! {
                <p class="page-lead">{format!("The glossary at version {version}, with {count} as they are agreed now.")}</p>
                <p><a href=format!("{}/releases", sheet.home)>"What it would hold and change"</a></p>
            }
            .into_any()
        }
        Subject::Charter { text, groups, contest_days, release_call } => {
            charter(sheet, text, groups.as_deref(), *contest_days, *release_call)
        }
        Subject::Resolution { text } => EntryLinks::of(&sheet.process.slug).blocks("charter prose", text),
        Subject::Minutes { meeting } => {
            let href = format!("{}/meetings/{meeting}", sheet.home);
            let title = sheet.meeting.clone().unwrap_or_default();
            view! {
                <p class="page-lead"><a href=format!("{href}/minutes")>{format!("The minutes of “{title}”")}</a></p>
                <p>"They stay as they are while the call asks about them. Where it agrees, they are final; where it does not, they are open again to be put right. Who says no can say what they should read."</p>
            }
            .into_any()
        }
    }
}

fn entry(sheet: &Sheet, which: String) -> AnyView {
    let (Some(words), Some(entry), Some(lang)) = (
        &sheet.wording,
        &sheet.call.entry,
        sheet.process.languages.first(),
    ) else {
        return ().into_any();
    };
    let href = format!("{}/entries/{}", sheet.home, entry.slug);
    let short = abbreviation(&words.content, lang)
        .map(|short| view! { <span class="entry-abbr">{short.to_owned()}</span> });
    let links = EntryLinks::of(&sheet.process.slug);
    let body = wording(
        &words.content,
        &sheet.process.languages,
        &links,
        &quotes(sheet),
        None,
    );
    view! {
        <article class="entry call-subject">
            <div class="entry-head">
                <h2 class="headword" lang=lang.to_string() dir=direction(lang)><a href=href.clone()>{entry.term.clone()}</a></h2>
                {short}
                <span class="language">{which}</span>
            </div>
            {body}
        </article>
        <p class="actions">
            <a href=format!("{href}#comments")>"Comments on it"</a>
            <a href=format!("{href}/history")>"How it came about"</a>
        </p>
    }
    .into_any()
}

/// The words that positions of this call speak of, where they stand.
fn quotes(sheet: &Sheet) -> Vec<Quoted> {
    let contested = sheet.rounds.iter().flat_map(|rounds| &rounds.contested);
    let standing = contested.filter(|it| it.anchor.start.is_some());
    let quoted = standing.map(|it| Quoted {
        by: QuotedBy::Position(it.position),
        anchor: it.anchor.clone(),
    });
    quoted.collect()
}

fn charter(
    sheet: &Sheet,
    text: &str,
    groups: Option<&[Group]>,
    contest_days: Option<u32>,
    release_call: Option<bool>,
) -> AnyView {
    let groups = groups.map(|groups| {
        let names: Vec<_> = groups.iter().map(|group| group.name.to_string()).collect();
        view! { <dt>"Groups"</dt><dd>{names.join(", ")}</dd> }
    });
    let days = contest_days.map(|days| view! { <dt>"Days to contest"</dt><dd>{days}</dd> });
    let release = release_call.map(|needed| {
        view! { <dt>"Publishing"</dt><dd>{if needed { "needs a call" } else { "needs no call" }}</dd> }
    });
    view! {
        {EntryLinks::of(&sheet.process.slug).blocks("charter prose", text)}
        <dl class="facts">{groups}{days}{release}</dl>
    }
    .into_any()
}
