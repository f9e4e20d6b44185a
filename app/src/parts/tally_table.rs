//! What every group holds, as a table.

use domain::{
    Slug,
    process::Group,
    reading::{Counts, Stance, Tally},
};
use leptos::prelude::*;

use super::{capital, tally_bar};

/// The counts of every group, with the sums below.
pub fn tally_table(tally: &Tally, groups: &[Group]) -> AnyView {
    let name = |slug: &Slug| {
        let group = groups.iter().find(|group| group.slug == *slug);
        group.map_or_else(|| slug.to_string(), |group| group.name.to_string())
    };
    let in_order = groups
        .iter()
        .map(|group| &group.slug)
        .filter(|slug| tally.groups.contains_key(slug));
    let others = tally
        .groups
        .keys()
        .filter(|slug| groups.iter().all(|group| group.slug != **slug));
    let rows = in_order
        .chain(others)
        .map(|slug| row(name(slug), &tally.group(slug)))
        .collect_view();
    let heads = held(&tally.all)
        .map(|(stance, _)| view! { <th scope="col" class="number">{capital(stance.word())}</th> })
        .into_iter()
        .collect_view();
    view! {
        <table class="table table-stack tally-table">
            <caption class="unseen">"Positions by group"</caption>
            <thead>
                <tr>
                    <th scope="col">"Group"</th>
                    <th scope="col"><span class="unseen">"Picture"</span></th>
                    <th scope="col">"Heard"</th>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>{row("All".to_owned(), &tally.all)}</tfoot>
        </table>
    }
    .into_any()
}

fn row(name: String, counts: &Counts) -> AnyView {
    let cells = held(counts)
        .map(|(stance, count)| {
            // On a phone a row is a list, and what nobody holds is no line in it.
            let label = (count > 0).then(|| capital(stance.word()));
            view! { <td class="number" data-label=label>{(count > 0).then_some(count)}</td> }
        })
        .into_iter()
        .collect_view();
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{tally_bar(counts)}</td>
            <td data-label="Heard">{format!("{} of {}", counts.cast, counts.eligible)}</td>
            {cells}
        </tr>
    }
    .into_any()
}

fn held(counts: &Counts) -> [(Stance, u32); 5] {
    [
        (Stance::Support, counts.support),
        (Stance::Accept, counts.accept),
        (Stance::Concern, counts.concern),
        (Stance::Object, counts.object),
        (Stance::Abstain, counts.abstain),
    ]
}
