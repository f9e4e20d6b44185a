//! What has no meaning here is told, and how often it stands there.

use domain::content::DesignationKind::{Admitted, Preferred};
use formats::import::Format;

use super::{check_refused, check_wrong, named, taken};

#[track_caller]
fn check_remarks(format: Format, text: &str, wanted: &[&str]) {
    let reading = taken(format, text);
    let said: Vec<_> = reading.remarks.iter().map(|remark| remark.line()).collect();
    assert_eq!(said, wanted);
}

const HEAD: &str = "@prefix s: <http://www.w3.org/2004/02/skos/core#> .
@prefix x: <http://www.w3.org/2008/05/skos-xl#> .
@prefix r: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix i: <http://purl.org/iso25964/skos-thes#> .
@prefix d: <http://purl.org/dc/terms/> .
@prefix ex: <https://a.example/> .
";

#[test]
fn properties_without_a_meaning_here_are_told() {
    let text = format!(
        "{HEAD}
ex:s a s:ConceptScheme ; d:title \"All\" ; r:comment \"of the scheme\" .
ex:1 a s:Concept ;
  s:prefLabel \"a\"@en ; s:definition \"one\"@en ; s:inScheme ex:s ; d:created \"2020-01-01\" ;
  s:notation \"1\" ; s:changeNote \"new\"@en ;
  s:exactMatch ex:y ; s:broaderTransitive ex:2 ; i:broaderGeneric ex:2 .
ex:2 a s:Concept ; s:prefLabel \"b\"@en ; s:definition \"two\"@en ;
  s:notation \"2\" ; r:comment \"said\"@en ; <https://b.example/own> 7 .
ex:c a s:Collection ; s:member ex:1 .
ex:d a s:OrderedCollection ; s:prefLabel \"some\"@en .
"
    );
    check_remarks(
        Format::Turtle,
        &text,
        &[
            "Line 11, skos:changeNote: Passed over: this property has no meaning here.",
            "Line 11, skos:notation: Passed over in 2 places: this property has no meaning here.",
            "Line 12, iso-thes:broaderGeneric: Passed over: this property has no meaning here.",
            "Line 12, skos:broaderTransitive: Passed over: this property has no meaning here.",
            "Line 12, skos:exactMatch: Passed over: this property has no meaning here.",
            "Line 14, https://b.example/own: Passed over: this property has no meaning here.",
            "Line 14, rdfs:comment: Passed over: this property has no meaning here.",
            "Line 15: 2 collections are passed over: here entries stand in no groups.",
        ],
    );
}

#[test]
fn elements_without_a_meaning_here_are_told() {
    let tbx = "<martif xml:lang='en'><text><body>
<termEntry><descrip type='subjectField'>law</descrip><note>Checked twice.</note>
<transacGrp><transac type='transactionType'>origination</transac><date>2020-01-01</date></transacGrp>
<langSet xml:lang='en'><descrip type='definition'>d</descrip><tig><term>a</term>
<termNote type='partOfSpeech'>noun</termNote><note>rare</note></tig></langSet></termEntry>
<termEntry><descrip type='superordinateConceptGeneric' target='#a'>a</descrip>
<langSet xml:lang='en'><tig><term>b</term><termNote type='partOfSpeech'>noun</termNote></tig></langSet></termEntry>
</body></text></martif>";
    check_remarks(
        Format::Tbx,
        tbx,
        &[
            "Line 2, note of an entry: Passed over: this element has no meaning here.",
            "Line 2, subjectField: Passed over: this element has no meaning here.",
            "Line 5, note of a term: Passed over: this element has no meaning here.",
            "Line 5, partOfSpeech: Passed over in 2 places: this element has no meaning here.",
            "Line 6, superordinateConceptGeneric: Passed over: this element has no meaning here.",
        ],
    );
}

#[test]
fn fields_without_a_meaning_here_are_told() {
    let json = "{\"terms\":[\n{\"designations\":[],\"note\":\"a\",\"since\":\"1.0.0\"},\n{\"note\":{\"b\":[1]},\"tags\":[]}]}";
    check_remarks(
        Format::Json,
        json,
        &[
            "Line 2, note: Passed over in 2 places: this field has no meaning here.",
            "Line 3, tags: Passed over: this field has no meaning here.",
        ],
    );
}

#[test]
fn a_status_that_does_not_exist_is_refused_in_json_too() {
    check_wrong(
        Format::Json,
        "{\"terms\":[\n{\"status\":\"draft\"}]}",
        2,
        "“draft” is no status",
    );
}

#[test]
fn labels_that_are_things_are_read_by_their_words() {
    let text = format!(
        "{HEAD}ex:1 a s:Concept ; x:prefLabel ex:l1 ; x:altLabel ex:l2, ex:l3 ;
  s:prefLabel \"alpha\"@en ; s:altLabel \"al\"@en .
ex:2 x:prefLabel ex:l4 .
ex:l1 a x:Label ; x:literalForm \"alpha\"@en .
ex:l2 a x:Label ; x:literalForm \"al\"@en .
ex:l3 a x:Label ; x:literalForm \"alfa\"@en .
ex:l4 a x:Label ; x:literalForm \"beta\"@en .
"
    );
    let reading = taken(Format::Turtle, &text);
    assert_eq!(reading.remarks, []);
    let [one, two] = &reading.entries[..] else {
        panic!("{reading:?}");
    };
    assert_eq!(one.problems, []);
    assert_eq!(named(one, "en", Preferred), ["alpha"]);
    assert_eq!(named(one, "en", Admitted), ["al", "alfa"]);
    assert_eq!(named(two, "en", Preferred), ["beta"]);
}

#[test]
fn concepts_of_turtle_stand_where_they_begin() {
    let text = format!(
        "{HEAD}\nex:1 a s:Concept ;\n s:prefLabel \"a\"@en .\n\nex:2\n a s:Concept ; s:prefLabel \"b\"@en .\n"
    );
    let lines: Vec<_> = taken(Format::Turtle, &text)
        .entries
        .iter()
        .map(|entry| entry.place.line)
        .collect();
    assert_eq!(lines, [8, 11]);
}

#[test]
fn concepts_of_json_ld_stand_where_their_addresses_do() {
    let text = r#"{"@context": {"s": "http://www.w3.org/2004/02/skos/core#", "ex": "https://a.example/",
  "id": "@id", "broader": {"@id": "s:broader", "@type": "@id"}},
 "@graph": [
 {"id": "ex:2", "@type": "s:Concept", "broader": "ex:1", "s:related": {"@id": "ex:1"},
  "s:prefLabel": {"@value": "beta", "@language": "en"},
  "s:definition": [{"@value": "one", "@language": "en"},
   {"@value": "t\u0077o", "@language": "en"}]},
 {"@id": "https://a.example/1",
  "@type": "s:Concept",
  "s:prefLabel": "alpha"}]}"#;
    let reading = taken(Format::JsonLd, text);
    let places: Vec<_> = reading
        .entries
        .iter()
        .map(|entry| (entry.name.as_str(), entry.place.line))
        .collect();
    assert_eq!(places, [("beta", 4), ("alpha", 8)]);
    check_wrong(Format::JsonLd, text, 7, "contradicts line 6");
}

#[test]
fn contexts_elsewhere_are_named_by_their_lines() {
    let elsewhere = "nothing is fetched";
    let listed = b"{\"@context\": [{\"a\": \"b:c\"},\n\"https://nowhere.invalid/c\"],\n\"@id\": \"https://a.example/\"\n}";
    check_refused(Format::JsonLd, listed, 2, elsewhere);
    let scoped = b"{\"@context\": {\"t\": {\"@id\": \"https://a.example/t\",\n\"@context\": \"https://nowhere.invalid/c\"}},\n\"@id\": \"https://a.example/\",\"t\":{\"@id\":\"https://a.example/2\"}\n}";
    check_refused(Format::JsonLd, scoped, 2, elsewhere);
}

#[test]
fn relative_addresses_need_a_base() {
    let text = format!("{HEAD}<a> a s:Concept .\n");
    check_refused(Format::Turtle, text.as_bytes(), 7, "@base");
    let text = b"<a> <https://b.example/> <https://c.example/> .";
    check_refused(
        Format::NTriples,
        text,
        1,
        "is relative: write the address in full",
    );
    let text = b"<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<r:Description r:about='a'/></r:RDF>";
    check_refused(Format::RdfXml, text, 2, "xml:base");
}
