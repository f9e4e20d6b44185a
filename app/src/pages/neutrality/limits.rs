//! Where a convener limited or moved something, and why.

use domain::figures::{Limit, Limited};
use leptos::prelude::*;

use super::Sheet;
use crate::parts::{counted, empty, until, when};

pub(super) fn limits(sheet: &Sheet) -> AnyView {
    let limits = &sheet.figures.limits;
    if limits.is_empty() {
        return view! {
            <section class="part">
                <div class="part-head"><h2>"Where somebody was limited, and why"</h2></div>
                {empty(
                    "Nobody was limited yet",
                    "Calls closed early, extended or withdrawn, and members removed or moved will stand here, each with its reason.",
                )}
            </section>
        }
        .into_any();
    }
    let items = limits
        .iter()
        .rev()
        .map(|limit| item(limit, sheet))
        .collect_view();
    view! {
        <section class="part">
            <div class="part-head">
                <h2>"Where somebody was limited, and why"</h2>
                <span class="quiet">{counted(limits.len(), "act", "acts")}</span>
            </div>
            <ol class="record" role="list">{items}</ol>
        </section>
    }
    .into_any()
}

fn item(limit: &Limit, sheet: &Sheet) -> AnyView {
    let who = sheet.names.person(limit.by).name;
    let reason = match &limit.reason {
        Some(reason) => view! { <q>{reason.to_string()}</q> }.into_any(),
        None => view! { <span class="quiet">"No reason is on record."</span> }.into_any(),
    };
    // The record is read from its end: the line before which it goes on is the one after this.
    let line = format!(
        "{}/record?cursor={}#seq-{}",
        sheet.home,
        limit.seq + 1,
        limit.seq
    );
    let title = format!("Line {} of the record", limit.seq);
    view! {
        <li>
            <article class="record-line">
                <a class="record-seq" href=line aria-label=title>{limit.seq}</a>
                <div>
                    <p>{who} " " {what(limit, sheet)} "."</p>
                    <p>{reason}</p>
                </div>
                <div class="record-meta">{when(limit.at, sheet.now)}</div>
            </article>
        </li>
    }
    .into_any()
}

fn what(limit: &Limit, sheet: &Sheet) -> AnyView {
    let call = limit.call.map(|number| {
        view! { <a href=format!("{}/calls/{number}", sheet.home)>{format!("call {number}")}</a> }
    });
    let member = limit.member.map(|number| sheet.names.person(number).name);
    let member = member.unwrap_or_default();
    let number = limit.number.unwrap_or_default();
    match limit.kind {
        Limited::CallClosedEarly => view! { "closed " {call} " before its time" }.into_any(),
        Limited::CallExtended => {
            let to = limit.until.map(|at| until(at, sheet.now));
            view! { "moved the closing of " {call} " to " {to} }.into_any()
        }
        Limited::CallWithdrawn => view! { "took " {call} " back" }.into_any(),
        Limited::MemberRemoved => format!("removed {member}").into_any(),
        Limited::MemberMoved => {
            format!("moved {member} to another group or organisation").into_any()
        }
        Limited::InterestDeclined => {
            format!("declined a wish to take part (interest {number})").into_any()
        }
        Limited::InvitationWithdrawn => format!("took invitation {number} back").into_any(),
        Limited::CommentHidden => format!("hid comment {number} of a public review").into_any(),
        Limited::ReleaseYanked => "marked a release as not to be used".into_any(),
        Limited::ProcessClosed => "closed the process".into_any(),
    }
}
