use domain::redline::carry;
use leptos::prelude::*;

use super::*;
use crate::pages::fixtures::{HOSTILE, content, en, entry, process, ripple, text};

fn html(draft: &Draft) -> String {
    let base = content("change that fixes a bug");
    let desk = Desk {
        process: process(Some(3)),
        entry: entry(base.clone()),
        base: 1,
        content: base.clone(),
        taken_up: None,
        begins: base,
        terms: Vec::new(),
        others: Others::default(),
        objections: vec![("12:3".to_owned(), HOSTILE.to_owned())],
        movers: Vec::new(),
        ripple: ripple(),
    };
    let owner = Owner::new_root(None);
    owner.with(|| body(&desk, draft).to_html())
}

#[test]
fn the_fields_begin_with_the_wording_as_it_reads() {
    let html = html(&Draft::default());
    for words in [
        "\nchange that fixes a bug</textarea>",
        "name=\"definition-ar\"",
        "dir=\"rtl\"",
        "value=\"security &lt;i&gt;update&lt;/i&gt;\"",
        "name=\"base\" value=\"1\"",
        "name=\"note-1\"",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    assert!(
        !html.contains("<script") && !html.contains("<img"),
        "{html}"
    );
}

#[test]
fn what_was_typed_stays_when_it_is_refused() {
    let mut form = Form {
        values: vec![("definition".to_owned(), HOSTILE.to_owned())],
        ..Form::default()
    };
    form.refuse(Some("rationale"), "Say why you propose this.");
    let html = html(&Draft {
        form: Some(form),
        ..Draft::default()
    });
    for words in [
        "\n&lt;/textarea&gt;&lt;script",
        "href=\"#rationale\"",
        "id=\"rationale-error\"",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
}

#[test]
fn a_conflict_shows_both_texts_and_loses_nothing() {
    let base = content("change that fixes a bug");
    let theirs = content("change that mends a hole");
    let changes = domain::content::Changes {
        definition: Some([(en(), text("change that corrects a vulnerability"))].into()),
        ..Default::default()
    };
    let conflicts = carry(&base, &changes, &theirs).unwrap_err();
    let form = Form {
        values: vec![(
            "definition".to_owned(),
            "change that corrects a vulnerability".to_owned(),
        )],
        ..Form::default()
    };
    let html = html(&Draft {
        form: Some(form),
        conflicts,
        ..Draft::default()
    });
    for words in [
        "class=\"conflict\"",
        "mends a hole",
        "corrects a vulnerability",
        "name=\"seen\"",
        "all the same",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
}
