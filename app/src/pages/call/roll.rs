//! The roll call: every voice and what it holds, the silent ones too.

use std::collections::BTreeMap;

use domain::{Slug, rule::VotingUnit};
use leptos::prelude::*;
use registry::calls::PositionView;

use super::Sheet;
use crate::parts::{stance, when};

/// Every eligible voice by group, in the order of the charter.
pub(super) fn roll(sheet: &Sheet) -> Option<AnyView> {
    let call = &sheet.call;
    if call.opened_at.is_none() || sheet.is_hidden() {
        return None;
    }
    let mut groups: Vec<(Slug, String)> = sheet
        .names
        .groups()
        .iter()
        .map(|group| (group.slug.clone(), group.name.to_string()))
        .collect();
    let others = call
        .positions
        .iter()
        .map(|it| (it.group.clone(), it.group_name.clone()));
    let others = others.chain(
        call.silent
            .iter()
            .map(|it| (it.group.clone(), it.group_name.clone())),
    );
    for (slug, name) in others {
        if groups.iter().all(|(known, _)| *known != slug) {
            groups.push((slug, name));
        }
    }
    let bodies = groups
        .into_iter()
        .filter_map(|(slug, name)| group(sheet, &slug, name))
        .collect_view();
    let heading = match call.rule.unit {
        VotingUnit::Organisation => "Organisation",
        VotingUnit::Person => "Participant",
    };
    let csv = format!(
        "/api/v1/processes/{}/calls/{}/positions.csv",
        sheet.process.slug, call.number
    );
    Some(
        view! {
            <section class="part">
                <div class="part-head"><h2>"Roll call"</h2> <a href=csv>"As CSV"</a></div>
                <table class="table table-stack roll">
                    <caption class="unseen">"Every eligible voice and its position"</caption>
                    <thead>
                        <tr>
                            <th scope="col">{heading}</th>
                            <th scope="col">"Position"</th>
                            <th scope="col">"Reason"</th>
                            <th scope="col">"When"</th>
                        </tr>
                    </thead>
                    {bodies}
                </table>
            </section>
        }
        .into_any(),
    )
}

fn group(sheet: &Sheet, slug: &Slug, name: String) -> Option<AnyView> {
    let call = &sheet.call;
    // What counts comes first in each voice, and what a colleague took before it follows.
    let mut voices: BTreeMap<String, Vec<&PositionView>> = BTreeMap::new();
    for position in call.positions.iter().filter(|it| it.group == *slug) {
        voices
            .entry(voice(sheet, position))
            .or_default()
            .push(position);
    }
    let silent: Vec<_> = call
        .silent
        .iter()
        .filter(|unit| unit.group == *slug)
        .collect();
    if voices.is_empty() && silent.is_empty() {
        return None;
    }
    let heard = format!("{} of {} heard", voices.len(), voices.len() + silent.len());
    let rows = voices
        .into_iter()
        .flat_map(|(name, mut positions)| {
            positions.sort_by_key(|position| !position.counts);
            positions
                .into_iter()
                .map(move |position| row(sheet, &name, position))
                .collect::<Vec<_>>()
        })
        .collect_view();
    let silent = silent
        .into_iter()
        .map(|unit| {
            view! {
                <tr>
                    <th scope="row">{unit.name.clone()}</th>
                    <td data-label="Position">{stance(None)}</td>
                    <td class="reason"></td>
                    <td></td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <tbody>
                <tr class="roll-group">
                    <th colspan="4" scope="rowgroup">{name} " " <span class="quiet">{heard}</span></th>
                </tr>
                {rows}
                {silent}
            </tbody>
        }
        .into_any(),
    )
}

fn voice(sheet: &Sheet, position: &PositionView) -> String {
    match (sheet.call.rule.unit, &position.organisation_name) {
        (VotingUnit::Organisation, Some(organisation)) => organisation.clone(),
        (VotingUnit::Person, Some(organisation)) => {
            format!("{}, {organisation}", position.member_name)
        }
        (_, None) => position.member_name.clone(),
    }
}

fn row(sheet: &Sheet, name: &str, position: &PositionView) -> AnyView {
    let by = position
        .organisation_name
        .as_ref()
        .filter(|_| sheet.call.rule.unit == VotingUnit::Organisation);
    let by = by
        .map(|_| view! { " " <span class="quiet">{format!("by {}", position.member_name)}</span> });
    let aside = (!position.counts).then(|| {
        view! { <p class="quiet">"Not counted: a newer position of the same voice stands."</p> }
    });
    let reason = position
        .reason
        .clone()
        .map(|reason| view! { <p>{reason}</p> });
    let quote = position.quote.as_ref().map(|quote| {
        view! { <blockquote class="comment-quote">{quote.exact.to_string()}</blockquote> }
    });
    let resolves = position.would_resolve.clone().map(|words| {
        view! { <p class="resolves"><b>"Would be resolved by: "</b> {words}</p> }
    });
    let said = quote.is_some() || reason.is_some() || resolves.is_some() || aside.is_some();
    view! {
        <tr id=format!("position-{}", position.number)>
            <th scope="row">{name.to_owned()}{by}</th>
            <td data-label="Position">{stance(Some(position.stance))}</td>
            <td class="reason" data-label=said.then_some("Reason")><div>{quote}{reason}{resolves}{aside}</div></td>
            <td data-label="When">{when(position.at, sheet.now)}</td>
        </tr>
    }
    .into_any()
}
