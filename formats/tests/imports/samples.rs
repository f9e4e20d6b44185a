use domain::content::{DesignationKind::*, RelationKind};
use formats::import::Format;

use super::{check_wrong, defined, named, noted, taken};

const DEFINED: &str = "software update that corrects a vulnerability";

#[test]
fn turtle_of_others_is_read() {
    let reading = taken(Format::Turtle, include_str!("samples/iot.ttl"));
    let [entry] = &reading.entries[..] else {
        panic!("{reading:?}");
    };
    assert_eq!(entry.name, "security update");
    assert_eq!(entry.place.line, 15);
    assert_eq!(
        entry.identity.iri.as_deref(),
        Some("https://terms.example.org/iotsu/c/7")
    );
    assert_eq!(named(entry, "en", Preferred), ["security update"]);
    assert_eq!(named(entry, "en", Admitted), ["SU", "security patch"]);
    assert_eq!(named(entry, "en", Deprecated), ["hotfix"]);
    assert_eq!(defined(entry, "en").as_deref(), Some(DEFINED));
    let (notes, examples) = noted(entry, "en");
    assert_eq!(notes, ["Excludes feature updates."]);
    assert_eq!(examples, ["The vendor shipped a security update."]);
    let source = &entry.sources.as_ref().unwrap()[0];
    assert_eq!(
        source.url.as_deref(),
        Some("https://www.rfc-editor.org/rfc/rfc9019")
    );
}

#[test]
fn json_ld_with_its_context_is_read() {
    let reading = taken(Format::JsonLd, include_str!("samples/iot.jsonld"));
    assert_eq!(reading.entries.len(), 1);
    let entry = &reading.entries[0];
    assert_eq!(named(entry, "en", Admitted), ["SU", "security patch"]);
    assert_eq!(defined(entry, "en").as_deref(), Some(DEFINED));
    assert!((9..=12).contains(&entry.place.line), "{:?}", entry.place);
}

#[test]
fn tbx_of_both_versions_is_read() {
    let reading = taken(Format::Tbx, include_str!("samples/iot.tbx"));
    let entry = &reading.entries[0];
    assert_eq!(entry.place.line, 4);
    assert_eq!(
        entry.identity.iri.as_deref(),
        Some("https://terms.example.org/iotsu/c/7")
    );
    assert_eq!(named(entry, "en", Preferred), ["security update"]);
    assert_eq!(named(entry, "en", Abbreviation), ["SU"]);
    assert_eq!(named(entry, "en", Deprecated), ["hotfix"]);
    assert_eq!(defined(entry, "en").as_deref(), Some(DEFINED));
    let source = &entry.sources.as_ref().unwrap()[0];
    assert_eq!((&*source.text, source.modified), ("RFC 9019", true));
    let (notes, examples) = noted(entry, "en");
    assert_eq!(notes, ["Excludes feature updates."]);
    assert_eq!(examples, ["The vendor shipped a security update."]);

    let reading = taken(Format::Tbx, include_str!("samples/iot-cat-v2.tbx"));
    let entry = &reading.entries[0];
    assert_eq!(named(entry, "en", Preferred), ["security update"]);
    assert_eq!(named(entry, "en", Admitted), ["SU"]);
    assert_eq!(named(entry, "en", Deprecated), ["hotfix"]);
    assert_eq!(defined(entry, "en").as_deref(), Some(DEFINED));
}

#[test]
fn tbx_may_name_its_categories_by_elements() {
    let text = r##"<?xml version="1.0"?>
<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<text><body>
<conceptEntry id="a"><basic:crossReference target="#b">b</basic:crossReference><langSec xml:lang="de">
 <descripGrp><basic:definition>Was <hi>es</hi> ist &amp; war</basic:definition><basic:source>Buch</basic:source></descripGrp>
 <termSec><term>eins</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
</langSec></conceptEntry>
</body></text></tbx>"##;
    let reading = taken(Format::Tbx, text);
    let entry = &reading.entries[0];
    assert_eq!(named(entry, "de", Preferred), ["eins"]);
    assert_eq!(defined(entry, "de").as_deref(), Some("Was es ist & war"));
    assert_eq!(&*entry.sources.as_ref().unwrap()[0].text, "Buch");
    assert_eq!(entry.relations[0].to, "b");
}

#[test]
fn rdf_xml_and_n_triples_are_read() {
    let text = r#"<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
 <skos:ConceptScheme rdf:about="https://a.example/s"><skos:prefLabel xml:lang="en">All</skos:prefLabel></skos:ConceptScheme>
 <skos:Concept rdf:about="https://a.example/1">
  <skos:prefLabel xml:lang="en">patch</skos:prefLabel>
  <skos:definition rdf:parseType="Resource"><rdf:value xml:lang="en">a piece</rdf:value></skos:definition>
  <skos:broader rdf:resource="https://a.example/2"/>
 </skos:Concept>
</rdf:RDF>"#;
    let reading = taken(Format::RdfXml, text);
    assert_eq!(reading.entries.len(), 1, "a scheme is no entry");
    let entry = &reading.entries[0];
    assert_eq!(entry.place.line, 4);
    assert_eq!(defined(entry, "en").as_deref(), Some("a piece"));
    assert_eq!(entry.relations[0].kind, RelationKind::Broader);

    let text = "<https://a.example/1> <http://www.w3.org/2004/02/skos/core#prefLabel> \"patch\"@en .\n\
                <https://a.example/1> <http://www.w3.org/2004/02/skos/core#definition> \"a piece\" .\n";
    let reading = taken(Format::NTriples, text);
    assert_eq!(
        defined(&reading.entries[0], "en").as_deref(),
        Some("a piece")
    );
}

#[test]
fn csv_is_read_as_spreadsheets_save_it() {
    let text = "Preferred;Definition;Lang;Color\n\"a; b\";one;en;red\nplain;two;;\n";
    let reading = taken(Format::Csv, text);
    assert_eq!(reading.entries.len(), 2);
    assert_eq!(reading.entries[0].name, "a; b");
    assert_eq!(reading.remarks[0].field.as_deref(), Some("color"));
    assert!(
        reading.entries[0].sources.is_none(),
        "there is no such column"
    );
}

#[test]
fn markdown_is_a_heading_and_a_paragraph_or_a_definition_list() {
    let text = "# Words\n\nIntroduction.\n\n## patch\n\nA piece of *software*.\nIn two lines.\n\nIt is small.\n\n\
                Note: Not cloth.\n\nSource: [RFC](<https://a.example/?a&amp;b>), modified\n\nRelated: fix\n\n## fix ##\n\nA repair.\n";
    let reading = taken(Format::Markdown, text);
    let patch = &reading.entries[0];
    assert_eq!((patch.name.as_str(), patch.place.line), ("patch", 5));
    let markdown = patch.words[&super::en()].definition.as_deref();
    assert_eq!(markdown, Some("A piece of *software*.\nIn two lines."));
    assert_eq!(noted(patch, "en").0, ["It is small.", "Not cloth."]);
    let source = &patch.sources.as_ref().unwrap()[0];
    assert_eq!(source.url.as_deref(), Some("https://a.example/?a&b"));
    assert!(source.modified);
    assert_eq!(patch.relations[0].to, "fix");
    assert_eq!(reading.entries[1].name, "fix");

    let reading = taken(
        Format::Markdown,
        "patch\n: A piece.\n\nfix\n: A repair\n  of it.\n",
    );
    let names: Vec<_> = reading
        .entries
        .iter()
        .map(|entry| entry.name.as_str())
        .collect();
    assert_eq!(names, ["patch", "fix"]);
    assert_eq!(
        defined(&reading.entries[1], "en").as_deref(),
        Some("A repair of it.")
    );
}

#[test]
fn what_contradicts_itself_is_named_with_both_lines() {
    let head = "number,slug,lang,preferred,definition\n";
    check_wrong(
        Format::Csv,
        &format!("{head}1,a,en,a,one\n1,a,en,a,two\n"),
        3,
        "Line 2 is about the same entry",
    );
    let prefix = "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n";
    check_wrong(
        Format::Turtle,
        &format!(
            "{prefix}<http://a.example/1> s:prefLabel \"a\"@en ;\n s:definition \"one\"@en ;\n s:definition \"two\"@en .\n"
        ),
        4,
        "contradicts line 3",
    );
    check_wrong(
        Format::Turtle,
        &format!("{prefix}<http://a.example/1> s:prefLabel \"a\"@en ;\n s:prefLabel \"b\"@en ."),
        3,
        "“a” in line 2",
    );
    let terms = "{\"terms\":[\n{\"number\":1,\"designations\":[]},\n{\"number\":1}\n]}";
    check_wrong(Format::Json, terms, 3, "a term 1 before");
    check_wrong(
        Format::Markdown,
        "a\n: one\n: two\n",
        3,
        "contradicts line 2",
    );
    let tbx = "<martif xml:lang='en'><text><body><termEntry><descrip type='definition'>a</descrip>\n<descrip type='definition'>b</descrip></termEntry></body></text></martif>";
    check_wrong(Format::Tbx, tbx, 2, "contradicts line 1");
}

#[test]
fn several_words_may_stand_over_one_definition() {
    let text = "Term C\nTerm *D*\nTerm E\n: shared def\n\nTerm F\n: another\n";
    let reading = taken(Format::Markdown, text);
    assert_eq!(reading.entries.len(), 2);
    let entry = &reading.entries[0];
    assert_eq!(named(entry, "en", Preferred), ["Term C"]);
    assert_eq!(named(entry, "en", Admitted), ["Term D", "Term E"]);
    assert_eq!(defined(entry, "en").as_deref(), Some("shared def"));
    check_wrong(Format::Markdown, "Term\nterm\n: def\n", 2, "stands twice");
}
