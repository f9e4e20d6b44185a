//! The roll call: every voice and what it holds, the silent ones too.

use std::collections::BTreeMap;

use domain::{Moment, Slug, reading::Stance, rule::VotingUnit};
use leptos::prelude::*;
use registry::calls::PositionView;

use super::Sheet;
use crate::parts::{counted, stance, when};

/// More voices than this are folded on the page of the call: they have a page of their own.
pub(super) const WHOLE: usize = 60;
/// As many of a group as are shown of a folded roll call.
const FOLDED: usize = 20;

/// What the rows of a roll call need to know.
pub(super) struct Ground {
    pub here: String,
    pub unit: VotingUnit,
    pub now: Moment,
}

/// Every eligible voice by group, in the order of the charter; of many those that speak against, and
/// the way to all.
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
    let voices = call.positions.iter().filter(|it| it.counts).count() + call.silent.len();
    let folded = voices > WHOLE;
    let ground = Ground {
        here: sheet.here(),
        unit: call.rule.unit,
        now: sheet.now,
    };
    let bodies = groups
        .into_iter()
        .filter_map(|(slug, name)| group(sheet, &ground, &slug, name, folded))
        .collect_view();
    let csv = format!(
        "/api/v1/processes/{}/calls/{}/positions.csv",
        sheet.process.slug, call.number
    );
    let note = folded.then(|| {
        view! {
            <p class="part-note">
                {format!("Of {voices} voices those stand here that object, have a concern or quote words, at most {FOLDED} of a group. ")}
                <a href=format!("{}/roll", ground.here)>"Every voice"</a>
            </p>
        }
    });
    Some(
        view! {
            <section class="part">
                <div class="part-head"><h2>"Roll call"</h2> <a href=csv>"As CSV"</a></div>
                {note}
                <table class="table table-stack roll">
                    <caption class="unseen">"Every eligible voice and its position"</caption>
                    {head(ground.unit)}
                    {bodies}
                </table>
            </section>
        }
        .into_any(),
    )
}

pub(super) fn head(unit: VotingUnit) -> AnyView {
    let heading = match unit {
        VotingUnit::Organisation => "Organisation",
        VotingUnit::Person => "Participant",
    };
    view! {
        <thead>
            <tr>
                <th scope="col">{heading}</th>
                <th scope="col">"Position"</th>
                <th scope="col">"Reason"</th>
                <th scope="col">"When"</th>
            </tr>
        </thead>
    }
    .into_any()
}

fn group(
    sheet: &Sheet,
    ground: &Ground,
    slug: &Slug,
    name: String,
    folded: bool,
) -> Option<AnyView> {
    let call = &sheet.call;
    // What counts comes first in each voice, and what a colleague took before it follows.
    let mut voices: BTreeMap<String, Vec<&PositionView>> = BTreeMap::new();
    for position in call.positions.iter().filter(|it| it.group == *slug) {
        voices
            .entry(voice(ground.unit, position))
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
    let all = voices.len() + silent.len();
    let heard = format!("{} of {all} heard", voices.len());
    if folded {
        voices.retain(|_, positions| positions.iter().any(|it| it.counts && stands_out(it)));
    }
    let most = if folded { FOLDED } else { usize::MAX };
    let rows = voices
        .into_iter()
        .take(most)
        .flat_map(|(name, mut positions)| {
            positions.sort_by_key(|position| !position.counts);
            positions
                .into_iter()
                .map(|position| row(ground, &name, position))
                .collect::<Vec<_>>()
        })
        .collect_view();
    let silent = silent
        .into_iter()
        .filter(|_| !folded)
        .map(|unit| quiet(&unit.name, stance(None)))
        .collect_view();
    let rest = folded.then(|| {
        let href = format!("{}/roll?group={slug}", ground.here);
        let words = format!("All of {name}: {}", counted(all, "voice", "voices"));
        view! { <tr><td colspan="4"><a href=href>{words}</a></td></tr> }
    });
    Some(
        view! {
            <tbody>
                <tr class="roll-group">
                    <th colspan="4" scope="rowgroup">{name} " " <span class="quiet">{heard}</span></th>
                </tr>
                {rows}
                {silent}
                {rest}
            </tbody>
        }
        .into_any(),
    )
}

/// Whether a position is looked for first where there are many.
fn stands_out(position: &PositionView) -> bool {
    matches!(position.stance, Stance::Object | Stance::Concern) || position.quote.is_some()
}

fn voice(unit: VotingUnit, position: &PositionView) -> String {
    match (unit, &position.organisation_name) {
        (VotingUnit::Organisation, Some(organisation)) => organisation.clone(),
        (VotingUnit::Person, Some(organisation)) => {
            format!("{}, {organisation}", position.member_name)
        }
        (_, None) => position.member_name.clone(),
    }
}

/// A voice of which nothing is told but a word.
pub(super) fn quiet(name: &str, word: AnyView) -> AnyView {
    view! {
        <tr>
            <th scope="row">{name.to_owned()}</th>
            <td data-label="Position">{word}</td>
            <td class="reason"></td>
            <td></td>
        </tr>
    }
    .into_any()
}

pub(super) fn row(ground: &Ground, name: &str, position: &PositionView) -> AnyView {
    let of = format!("{}/members/{}", ground.here, position.member);
    let by = position
        .organisation_name
        .as_ref()
        .filter(|_| ground.unit == VotingUnit::Organisation);
    let (name, by) = match by {
        Some(_) => {
            let by = view! { " " <span class="quiet">"by " <a href=of>{position.member_name.clone()}</a></span> };
            (name.to_owned().into_any(), Some(by))
        }
        None => (view! { <a href=of>{name.to_owned()}</a> }.into_any(), None),
    };
    let aside = (!position.counts).then(|| {
        view! { <p class="quiet">"Not counted: a newer position of the same voice stands."</p> }
    });
    let earlier = (position.earlier > 0).then(|| {
        let words = counted(position.earlier as usize, "earlier one", "earlier ones");
        view! { <span class="quiet">{format!(", after {words}")}</span> }
    });
    let (said, words) = words(position);
    let said = said || aside.is_some();
    view! {
        <tr id=format!("position-{}", position.number)>
            <th scope="row">{name}{by}</th>
            <td data-label="Position">{stance(Some(position.stance))}</td>
            <td class="reason" data-label=said.then_some("Reason")><div>{words}{aside}</div></td>
            <td data-label="When"><span>{when(position.at, ground.now)}{earlier}</span></td>
        </tr>
    }
    .into_any()
}

/// What a position says beside its stance, and whether it says anything.
pub(super) fn words(position: &PositionView) -> (bool, AnyView) {
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
    let said = quote.is_some() || reason.is_some() || resolves.is_some();
    (said, view! { {quote}{reason}{resolves} }.into_any())
}
