//! What conveners did, by kind.

use leptos::prelude::*;

use super::Sheet;
use crate::parts::{counted, when};

pub(super) fn acts(sheet: &Sheet) -> AnyView {
    let acts = &sheet.figures.acts;
    let all: u32 = acts.iter().map(|it| it.count).sum();
    let rows = acts
        .iter()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row">{words(&it.act)}</th>
                    <td class="number" data-label="Times">{it.count}</td>
                    <td data-label="Last">{when(it.newest, sheet.now)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="part">
            <div class="part-head">
                <h2>"What the convener did"</h2>
                <span class="quiet">{counted(all as usize, "act", "acts")}</span>
            </div>
            <p class="part-note">
                "By kind. What follows by itself, such as the opening of a call or its finality, is not counted beside the act."
            </p>
            <table class="table table-stack">
                <caption class="unseen">"Acts of the convener by kind"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Act"</th>
                        <th scope="col" class="number">"Times"</th>
                        <th scope="col">"Last"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// An act of the record in words; one that has none yet goes by its name.
fn words(act: &str) -> String {
    let words = match act {
        "process.created" => "Began the process",
        "process.updated" => {
            "Changed the process: its title, its state, or what its charter was before it opened"
        }
        "interest.admitted" => "Admitted somebody who asked to take part",
        "interest.declined" => "Declined somebody who asked to take part",
        "organisation.added" => "Named an organisation for the first time",
        "organisation.renamed" => "Renamed an organisation",
        "organisation.merged" => "Merged an organisation into another one",
        "member.invited" => "Invited somebody",
        "invitation.withdrawn" => "Took an invitation back",
        "member.joined" => "Put somebody on the roster",
        "member.changed" => "Moved a member to another group or organisation",
        "member.left" => "Removed a member, or left",
        "pen.passed" => "Gave the pen of an entry to another participant",
        "call.scheduled" => "Made a call",
        "call.extended" => "Moved the closing of a call to later",
        "call.withdrawn" => "Took a call back",
        "call.closed" => "Closed a call before its time",
        "call.stated" => "Said something of an outcome",
        "call.nudged" => "Asked the silent to take a position",
        "review.opened" => "Opened a public review",
        "review.extended" => "Moved the end of a public review",
        "review.closed" => "Ended a public review before its time",
        "review.comment_hidden" => "Hid a comment of a public review",
        "review.comment_shown" => "Showed a hidden comment again",
        "release.published" => "Published a release",
        "release.yanked" => "Marked a release as not to be used",
        other => other,
    };
    words.to_owned()
}
