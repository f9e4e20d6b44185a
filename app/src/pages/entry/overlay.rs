//! All redlines that wait, on one text, and beside each other where they want the same words.

use domain::{Lang, ids::RedlineNo, redline::Fields};
use leptos::prelude::*;
use registry::redlines::Redline;

use crate::parts::{self, Byline, rivalries};

/// Nothing while fewer than two wait.
pub fn together(redlines: &[Redline], authoritative: &Lang) -> Option<AnyView> {
    if redlines.len() < 2 {
        return None;
    }
    let laid: Vec<(RedlineNo, &Fields)> = redlines
        .iter()
        .filter_map(|redline| Some((redline.number, redline.on_current()?)))
        .collect();
    let rivalries = rivalries(&laid, authoritative);
    let lead = if rivalries.is_empty() {
        "Each change carries the number of its redline. None is in the way of another."
    } else {
        "Each change carries the number of its redline. Where ≠ stands, several want the same words."
    };
    let competing = rivalries
        .into_iter()
        .map(|rivalry| {
            let who: Vec<&Redline> = redlines
                .iter()
                .filter(|redline| rivalry.who.contains(&redline.number))
                .collect();
            let parts = rivalry
                .parts
                .into_iter()
                .map(|(name, views)| {
                    let sides = who.iter().zip(views).map(|(redline, words)| side(redline, words)).collect_view();
                    view! { <p class="redline-part-name">{name}</p> <div class="sides">{sides}</div> }
                })
                .collect_view();
            let named: Vec<String> = rivalry.who.iter().map(ToString::to_string).collect();
            view! {
                <section class="conflict">
                    <h4>{format!("Redlines {} want the same words", parts::enumerated(&named))}</h4>
                    <p class="conflict-what">"Whichever is folded in first, the others stay here with both texts, to be taken up again."</p>
                    {parts}
                </section>
            }
        })
        .collect_view();
    let over = parts::overlaid(&laid, authoritative, |number| format!("#redline-{number}"));
    Some(
        view! {
            <section class="overlaid" id="together">
                <h3>"All on one text"</h3>
                <p class="part-note">{lead}</p>
                {over}
                {left_out(redlines)}
                {competing}
            </section>
        }
        .into_any(),
    )
}

/// What has no place on the words as they are now stands with its redline.
fn left_out(redlines: &[Redline]) -> Option<AnyView> {
    let out: Vec<RedlineNo> = redlines
        .iter()
        .filter(|redline| !redline.conflicts.is_empty())
        .map(|redline| redline.number)
        .collect();
    (!out.is_empty()).then(|| {
        let words = format!(
            "Not on this text, because the same words were changed since: {}. Both texts stand above.",
            parts::redlines_named(&out)
        );
        view! { <p class="quiet">{words}</p> }.into_any()
    })
}

fn side(redline: &Redline, words: AnyView) -> AnyView {
    view! {
        <div class="side">
            <h5>{format!("Redline {}", redline.number)}</h5>
            {Byline::from(&redline.author).view(redline.at)}
            {words}
            <p class="redline-reason"><b>"Why: "</b>{redline.rationale.clone()}</p>
        </div>
    }
    .into_any()
}
