use domain::{
    Lang,
    lint::{Draft, Known, Lexicon, Name},
};

use super::{
    advice::{Fields, advice},
    marks::redline,
};

fn html(definition: &str, awake: bool) -> String {
    let known = Known {
        number: 1,
        slug: "update".to_owned(),
        names: vec![Name::used("update")],
        leads: None,
    };
    let lexicon = Lexicon::new(Lang::parse("en").unwrap(), vec![known]);
    let draft = Draft {
        names: vec![Name::used("rollback")],
        definition: definition.to_owned(),
        examples: vec!["The rollback <b>ran</b>.".to_owned()],
    };
    let fields = Fields {
        definition: "definition".to_owned(),
        example: "example".to_owned(),
    };
    advice(&draft, &lexicon, awake.then_some(&fields))
}

#[test]
fn a_redline_is_of_the_words_people_read() {
    let html = redline("change that *fixes* a bug", "change that mends a <b>").unwrap();
    assert_eq!(
        html,
        "change that <del>fixes a bug</del><ins>mends a &lt;b&gt;</ins>"
    );
    assert_eq!(redline("the same", "the same \n"), None);
    assert!(
        redline("an update", "an [[update]]").is_some(),
        "a new link is seen"
    );
}

#[test]
fn findings_lead_to_their_letters_as_browsers_count_them() {
    let html = html("𝒢 return by an update", true);
    for words in [
        "data-in=\"definition\" data-from=\"16\" data-to=\"22\"",
        "data-put=\"[[update]]\">Link “update”",
        "<p class=\"lint-source\">ISO 704",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
}

#[test]
fn nothing_can_be_pressed_before_a_program_runs() {
    assert!(!html("return by an update", false).contains("<button"));
}

#[test]
fn what_was_typed_is_no_markup() {
    let html = html("the <img src=x> return", true);
    assert!(html.contains("&lt;img"), "{html}");
    assert!(!html.contains("<img") && !html.contains("<b>"), "{html}");
}

#[test]
fn a_page_says_when_all_is_well() {
    assert!(html("return to an earlier state", true).contains("data-level=\"fine\""));
    assert!(html(" ", true).contains("Nothing written yet."));
}
