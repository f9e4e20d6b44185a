//! Languages of a file that are not quite those of the process.

use domain::{Lang, content::DesignationKind::Preferred};
use formats::import::{Format, Reading, adapt, elsewhere};

use super::{defined, named, taken};

const SKOS: &str = "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n";

fn languages() -> [Lang; 2] {
    ["en", "de"].map(|tag| tag.parse().unwrap())
}

fn adapted(format: Format, text: &str) -> Reading {
    let mut reading = taken(format, text);
    adapt(&mut reading, &languages());
    reading
}

#[test]
fn what_is_said_in_a_country_is_taken_as_its_language() {
    let text = format!(
        "{SKOS}<http://a.example/1> s:prefLabel \"alpha\"@en-GB ; s:definition \"A def\"@en-GB .\n\
         <http://a.example/2> s:prefLabel \"beta\"@en-GB ; s:definition \"B def\"@en ; s:definition \"fr\"@fr ."
    );
    let reading = adapted(Format::Turtle, &text);
    let remarks: Vec<_> = reading.remarks.iter().map(|remark| remark.line()).collect();
    assert_eq!(
        remarks,
        ["Line 2: What 2 entries say in en-GB is taken as en: this process works in en and de."]
    );
    for entry in &reading.entries {
        assert_eq!(named(entry, "en", Preferred).len(), 1);
        assert!(defined(entry, "en").is_some());
        assert_eq!(elsewhere(entry, &languages()), None);
    }
    let tbx = "<martif xml:lang='en'><text><body><termEntry><langSet xml:lang='en-US'><descrip type='definition'>d</descrip>\
               <tig><term>a</term></tig></langSet></termEntry></body></text></martif>";
    let reading = adapted(Format::Tbx, tbx);
    assert_eq!(defined(&reading.entries[0], "en").as_deref(), Some("d"));
    assert_eq!(
        reading.remarks[0].line(),
        "Line 1: What this entry says in en-US is taken as en: this process works in en and de."
    );
}

#[test]
fn what_is_said_in_the_language_itself_stays() {
    let text =
        "slug,lang,preferred,definition\na,en,color,one\na,en-GB,colour,two\na,de-AT,Farbe,drei\n";
    let reading = adapted(Format::Csv, text);
    let entry = &reading.entries[0];
    assert_eq!(named(entry, "en", Preferred), ["color"]);
    assert_eq!(named(entry, "en-GB", Preferred), ["colour"]);
    assert_eq!(named(entry, "de", Preferred), ["Farbe"]);
    assert_eq!(reading.remarks.len(), 1);
}

#[test]
fn what_is_in_another_language_is_refused_by_its_name() {
    let head = "slug,lang,preferred,definition\n";
    for (rows, said) in [
        (
            "a,fr,b,deux\n",
            "It is in fr; this process works in en and de.",
        ),
        (
            "a,fr,b,deux\na,es,c,dos\n",
            "It is in es and fr; this process works in en and de.",
        ),
        (
            "a,en,a,\na,fr,b,deux\n",
            "Its definition is in fr; this process works in en and de.",
        ),
        (
            "a,en,,one\na,fr,b,deux\n",
            "Its preferred designation is in fr; this process works in en and de.",
        ),
    ] {
        let reading = adapted(Format::Csv, &format!("{head}{rows}"));
        assert_eq!(
            elsewhere(&reading.entries[0], &languages()).as_deref(),
            Some(said)
        );
    }
}
