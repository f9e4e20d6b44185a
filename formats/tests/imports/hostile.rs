use std::time::{Duration, Instant};

use formats::import::{ENTRIES_MAX, FILE_MAX, Format, read};
use proptest::prelude::*;

use super::{check_refused, check_wrong, en, taken};

const SKOS: &str = "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n";

/// Whatever a file costs, it is refused before it costs more than this.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn entities_are_neither_expanded_nor_fetched() {
    let laughs = r#"<?xml version="1.0"?>
<!DOCTYPE tbx [ <!ENTITY a "ha"> <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"> <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;"> ]>
<tbx><text>&c;</text></tbx>"#;
    let outside = "<?xml version=\"1.0\"?>\n<!DOCTYPE x [ <!ENTITY e SYSTEM \"file:///etc/passwd\"> ]>\n<x>&e;</x>";
    for format in [Format::Tbx, Format::RdfXml] {
        check_refused(format, laughs.as_bytes(), 2, "document type declares");
        check_refused(format, outside.as_bytes(), 2, "document type declares");
        let unknown = b"<tbx><text>\n&e;</text></tbx>";
        check_refused(format, unknown, 2, "&e; is not known");
    }
    let named = "<!DOCTYPE martif SYSTEM \"http://nowhere.invalid/x.dtd\">\n<martif xml:lang='en'><text><body><termEntry><langSet xml:lang='en'><tig><term>a</term></tig></langSet></termEntry></body></text></martif>";
    assert_eq!(
        taken(Format::Tbx, named).entries.len(),
        1,
        "it is named and not fetched"
    );
}

#[test]
fn a_context_elsewhere_is_not_fetched() {
    let text = "{\"@context\":\n\"https://nowhere.invalid/c.jsonld\",\"@id\":\"https://a.example/\",\"skos:prefLabel\":\"a\"}";
    check_refused(Format::JsonLd, text.as_bytes(), 2, "nothing is fetched");
}

#[test]
fn what_is_nested_deeply_is_refused() {
    let deep = "[".repeat(100_000);
    check_refused(Format::JsonLd, deep.as_bytes(), 1, "deep in each other");
    let json = format!("{{\"terms\":{deep}");
    check_refused(Format::Json, json.as_bytes(), 1, "");
    let xml = format!("<tbx>{}", "<a>".repeat(100_000));
    check_refused(Format::Tbx, xml.as_bytes(), 1, "deep in each other");
    check_refused(Format::RdfXml, xml.as_bytes(), 1, "deep in each other");
    let turtle = format!("{SKOS}<http://a.example/> s:note {}", "(".repeat(100_000));
    assert!(read(Format::Turtle, turtle.as_bytes(), &en()).is_err());
    let quoted = format!("## a\n\n{}b", "> ".repeat(100_000));
    check_wrong(Format::Markdown, &quoted, 3, "no part of an entry");
}

#[test]
fn what_is_too_large_is_refused() {
    for format in Format::ALL {
        let large = vec![b'a'; FILE_MAX + 1];
        check_refused(format, &large, 1, "64 MiB");
    }
    let rows = "a,b\n".repeat(ENTRIES_MAX + 1);
    let text = format!("preferred,definition\n{rows}");
    check_refused(
        Format::Csv,
        text.as_bytes(),
        ENTRIES_MAX as u64 + 2,
        "Part the file",
    );
    let many: String = (0..200_000).map(|at| format!("{at}|")).collect();
    let began = Instant::now();
    let text = format!("preferred,definition,notes,broader,admitted\na,b,{many},{many},{many}\n");
    check_wrong(Format::Csv, &text, 2, "100 items");
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    let long = format!("preferred,definition\na,{}\n", "b".repeat(20_001));
    check_wrong(Format::Csv, &long, 2, "20000");
    let long = format!(
        "{SKOS}<http://a.example/{}> s:prefLabel \"a\" .",
        "b".repeat(3000)
    );
    check_refused(Format::Turtle, long.as_bytes(), 2, "2048");
}

#[test]
fn a_prefix_is_no_bomb() {
    let began = Instant::now();
    let prefix = format!(
        "@prefix b: <http://a.example/{}> .\n",
        "b".repeat(1_000_000)
    );
    let text = format!("{prefix}{}", "b:a b:b b:c .\n".repeat(100_000));
    check_refused(Format::Turtle, text.as_bytes(), 180, "more in this file");
    let lines = "\n".repeat(8_000_000);
    let text = format!("{SKOS}<http://a.example/> s:note \"\"\"{lines}\"\"\" .");
    let _ = read(Format::Turtle, text.as_bytes(), &en());
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
}

#[test]
fn a_file_that_was_cut_is_refused() {
    check_refused(Format::Json, b"{\"terms\":[\n{\"number\":1", 2, "cut");
    check_refused(Format::Tbx, b"<tbx>\n<text>", 2, "cut");
    check_refused(Format::RdfXml, b"<a>\n<b>", 2, "cut");
    let turtle = format!("{SKOS}<http://a.example/> s:prefLabel \"a");
    check_refused(Format::Turtle, turtle.as_bytes(), 2, "");
    assert!(read(Format::JsonLd, b"{\"@id\":\"https://a.example/\"", &en()).is_err());
    check_refused(Format::NTriples, b"<http://a.example/> <http://b", 1, "");
}

#[test]
fn other_encodings_are_named() {
    let text = "preferred,definition\nm\u{fc}ll,x\n";
    let latin: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    check_refused(Format::Csv, &latin, 2, "Latin-1");
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_refused(Format::Csv, &wide, 1, "UTF-16");
    check_refused(
        Format::Csv,
        &[&[0xff, 0xfe], &wide[..]].concat(),
        1,
        "UTF-16",
    );
    check_refused(Format::Csv, b"preferred,definition\na,\0", 2, "NUL");
    let marked = taken(Format::Csv, &format!("\u{feff}{text}"));
    assert_eq!(marked.entries[0].name, "müll");
    check_refused(Format::Csv, b" \n", 1, "empty");
    check_refused(Format::Csv, b"preferred,definition\n", 1, "no entry");
}

#[test]
fn faults_are_named_by_line_and_field() {
    check_refused(Format::Csv, b"a,b\n1,2\n", 1, "“preferred” is missing");
    check_refused(
        Format::Csv,
        b"preferred,definition,preferred\n",
        1,
        "two columns",
    );
    check_wrong(
        Format::Csv,
        "preferred,definition\n\na,b,c\n",
        3,
        "3 cells and the header 2",
    );
    check_wrong(
        Format::Csv,
        "lang,preferred,definition\nenglish,a,b\n",
        2,
        "language tag",
    );
    check_wrong(Format::Csv, "preferred,definition\na\u{7},b\n", 2, "U+0007");
    check_wrong(
        Format::Csv,
        "preferred,definition,status\na,b,new\n",
        2,
        "no status",
    );
    let turtle = format!("{SKOS}<http://a.example/> s:prefLabel x .");
    check_refused(Format::Turtle, turtle.as_bytes(), 2, "");
    let json = "{\"terms\":[\n{\"designations\":[{\"text\":\"a\",\n\"kind\":\"best\"}]},\n{\"designations\":[]}]}";
    check_wrong(Format::Json, json, 3, "unknown variant");
    assert_eq!(
        taken(Format::Json, json).entries.len(),
        2,
        "the next one is read"
    );
    let twice = "{\"terms\":[\n{\"number\":1,\"number\":2}]}";
    check_wrong(Format::Json, twice, 2, "duplicate field");
    check_refused(Format::Tbx, b"<html/>", 1, "not TBX");
}

proptest! {
    #[test]
    fn no_bytes_bring_a_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in Format::ALL {
            let _ = read(format, &bytes, &en());
        }
    }

    #[test]
    fn no_text_brings_a_reader_down(text in "[a-z{}\\[\\]\"':;,.|\\\\<>/&#@=_()^ \n*-]{0,200}") {
        for format in Format::ALL {
            let _ = read(format, text.as_bytes(), &en());
            let sample = match format {
                Format::Turtle => include_str!("samples/iot.ttl"),
                Format::JsonLd => include_str!("samples/iot.jsonld"),
                _ => include_str!("samples/iot.tbx"),
            };
            let at = sample.len() * (text.len() + 1) / 250;
            let at = (at..).find(|at| sample.is_char_boundary(*at)).unwrap();
            let mixed = format!("{}{text}{}", &sample[..at], &sample[at..]);
            let _ = read(format, mixed.as_bytes(), &en());
        }
    }
}
