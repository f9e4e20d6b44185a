//! What changing an entry touches.

use domain::{Slug, ids::RedlineNo};
use leptos::prelude::*;
use registry::ripple::{Holding, Ripple, Several, Touched, TouchedCall, TouchedComment};

use super::{counted, enumerated};

/// Everything that is touched, as a list; `touched` is what one redline takes away from others.
pub fn ripple(ripple: &Ripple, touched: Option<&Touched>, process: &Slug) -> AnyView {
    let home = format!("/p/{process}");
    let entry = format!("{home}/entries/{}", ripple.slug);
    let takes = touched.is_some();
    let (comments, redlines) = match touched {
        Some(touched) => (&touched.comments, &touched.redlines),
        None => (&ripple.comments, &ripple.redlines),
    };
    let items: Vec<_> = [
        calls(&ripple.calls, &home),
        uses(ripple, &home),
        related(ripple, &home),
        releases(&ripple.releases, process),
        quoting(comments, &entry, takes),
        waiting(redlines, &entry, takes),
    ]
    .into_iter()
    .flatten()
    .collect();
    if items.is_empty() {
        return view! { <p class="quiet">"Nothing else: no other entry, release, call or comment leans on these words."</p> }
            .into_any();
    }
    view! { <ul class="ripple">{items}</ul> }.into_any()
}

fn calls(calls: &Several<TouchedCall>, home: &str) -> Option<AnyView> {
    let links = calls.items.iter().map(|call| {
        let words = if call.here {
            format!("call {}", call.number)
        } else {
            format!("call {} on {}", call.number, call.entry.term)
        };
        (format!("{home}/calls/{}", call.number), words)
    });
    let what = counted(count(calls), "open call", "open calls");
    listed(&what, calls, links.collect())
}

fn uses(ripple: &Ripple, home: &str) -> Option<AnyView> {
    let links = ripple.used_in.items.iter().map(|used| {
        let href = format!("{home}/entries/{}", used.entry.slug);
        (href, used.entry.term.clone())
    });
    let what = counted(count(&ripple.used_in), "entry uses", "entries use");
    listed(
        &format!("{what} this word"),
        &ripple.used_in,
        links.collect(),
    )
}

fn related(ripple: &Ripple, home: &str) -> Option<AnyView> {
    let links = ripple.related.items.iter().map(|related| {
        let href = format!("{home}/entries/{}", related.entry.slug);
        (href, related.entry.term.clone())
    });
    let what = counted(count(&ripple.related), "entry", "entries");
    listed(
        &format!("Related to {what}"),
        &ripple.related,
        links.collect(),
    )
}

fn releases(releases: &Several<Holding>, process: &Slug) -> Option<AnyView> {
    let links = releases.items.iter().map(|held| {
        let now = if held.current {
            format!("{}, as it reads now", held.version)
        } else {
            format!("{}, wording {}", held.version, held.wording)
        };
        (format!("/g/{process}/{}/", held.version), now)
    });
    let what = counted(count(releases), "release holds", "releases hold");
    listed(&format!("{what} it"), releases, links.collect())
}

fn quoting(comments: &Several<TouchedComment>, entry: &str, takes: bool) -> Option<AnyView> {
    let links = comments.items.iter().map(|comment| {
        let href = format!("{entry}#comment-{}", comment.number);
        (
            href,
            format!("comment {} on “{}”", comment.number, comment.text),
        )
    });
    let what = counted(count(comments), "comment", "comments");
    let what = if takes {
        format!("Takes away the words of {what}")
    } else {
        format!("{what} on its words")
    };
    listed(&what, comments, links.collect())
}

fn waiting(redlines: &Several<RedlineNo>, entry: &str, takes: bool) -> Option<AnyView> {
    let links = redlines.items.iter().map(|number| {
        (
            format!("{entry}/redlines/{number}"),
            format!("redline {number}"),
        )
    });
    let what = counted(count(redlines), "redline", "redlines");
    let what = if takes {
        format!("Wants the same words as {what}")
    } else {
        format!("{what} not settled")
    };
    listed(&what, redlines, links.collect())
}

fn listed<T>(what: &str, of: &Several<T>, links: Vec<(String, String)>) -> Option<AnyView> {
    if of.is_empty() {
        return None;
    }
    let rest = count(of).saturating_sub(links.len());
    let links = links
        .into_iter()
        .map(|(href, words)| view! { <li><a href=href>{words}</a></li> })
        .collect_view();
    let rest = (rest > 0).then(|| view! { <li class="quiet">{format!("and {rest} more")}</li> });
    Some(view! { <li><b>{what.to_owned()}</b> <ul>{links}{rest}</ul></li> }.into_any())
}

/// What is touched, in a few words for a summary: "2 entries, 1 release and 1 comment".
pub fn ripple_summary(ripple: &Ripple, touched: &Touched) -> String {
    let counts = [
        (count(&ripple.used_in), "entry", "entries"),
        (count(&ripple.releases), "release", "releases"),
        (count(&ripple.calls), "open call", "open calls"),
        (count(&touched.comments), "comment", "comments"),
        (count(&touched.redlines), "redline", "redlines"),
    ];
    let words: Vec<_> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect();
    match words.as_slice() {
        [] => "What this touches: nothing else".to_owned(),
        words => format!("What this touches: {}", enumerated(words)),
    }
}

fn count<T>(of: &Several<T>) -> usize {
    usize::try_from(of.count).unwrap_or(usize::MAX)
}
