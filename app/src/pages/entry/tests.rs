use leptos::prelude::*;

use super::*;
use crate::pages::fixtures::{HOSTILE, now, shown};

fn html(me: Option<u32>, sent: Option<&Form>) -> String {
    let owner = Owner::new_root(None);
    owner.with(|| body(&shown(me), now(), sent).to_html())
}

fn check(html: &str, words: &[&str]) {
    for words in words {
        assert!(html.contains(words), "{words} is not in {html}");
    }
}

#[test]
fn hostile_texts_stay_texts() {
    let html = html(Some(2), None);
    for element in [
        "<script",
        "<img",
        "<b>Marsh",
        "<i>update",
        "href=\"javascript:",
    ] {
        assert!(!html.contains(element), "{element} got through in {html}");
    }
    check(&html, &["&lt;script", "entry-unknown"]);
}

#[test]
fn what_was_typed_is_kept_with_its_error() {
    let mut sent = Form::begin("redline-5-refusal", [("reason", HOSTILE.to_owned())]);
    sent.refuse(Some("reason"), "Shorten this.");
    let html = html(Some(2), Some(&sent));
    check(
        &html,
        &[
            "href=\"#redline-5-refusal-reason\"",
            "id=\"redline-5-refusal-reason\"",
            "id=\"redline-5-refusal-reason-error\"",
            "aria-invalid=\"true\"",
            "&lt;/textarea&gt;&lt;script&gt;",
            "id=\"redline-5-refusal-form\" open",
        ],
    );
}

#[test]
fn acts_are_shown_to_whom_they_are_for() {
    let holder = html(Some(2), None);
    check(
        &holder,
        &[
            "/redlines/5/folding",
            "/redlines/5/refusal",
            "/comments/3/disposition",
            "security-update/pen",
        ],
    );
    assert!(!holder.contains("/redlines/5/withdrawal"));
    let author = html(Some(3), None);
    check(
        &author,
        &["/redlines/5/withdrawal", "security-update/comments"],
    );
    assert!(!author.contains("/redlines/5/folding") && !author.contains("/disposition\""));
    let reader = html(None, None);
    assert!(!reader.contains("<form"), "{reader}");
}

#[test]
fn languages_are_marked_and_quoted_words_lead_to_their_comment() {
    let html = html(None, None);
    check(
        &html,
        &[
            "lang=\"ar\" dir=\"rtl\"",
            "<mark class=\"quoted\" data-comments=\"3\">corrects a vulnerability</mark>",
            "id=\"quote-3\" href=\"#comment-3\"",
            "id=\"comment-3\"",
        ],
    );
}

#[test]
fn an_empty_text_field_is_empty() {
    let html = html(Some(3), None);
    let at = html.find("<textarea").unwrap();
    let inner = html[at..]
        .split_once('>')
        .unwrap()
        .1
        .split_once("</textarea>")
        .unwrap()
        .0;
    assert_eq!(inner, "\n");
}
