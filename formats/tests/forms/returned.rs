//! Files that come back from wherever: each bad one is refused in words, and none breaks anything.

use std::io::{Cursor, Read, Write};

use domain::manuscript::{Fault, Origin};
use formats::docx;
use proptest::prelude::*;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::docx::manuscript;

/// The files of a package.
fn files(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.push((file.name().unwrap().into_owned(), bytes));
    }
    files
}

fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The document of the manuscript with something in it changed.
fn with(old: &str, new: &str) -> Vec<u8> {
    let mut files = files(&docx::write(&manuscript()).unwrap());
    for (name, bytes) in &mut files {
        if name == "word/document.xml" {
            let text = String::from_utf8(bytes.clone()).unwrap();
            assert!(text.contains(old), "{old}");
            *bytes = text.replacen(old, new, 1).into_bytes();
        }
    }
    packed(&files)
}

#[track_caller]
fn refused(bytes: &[u8], fault: Fault) {
    assert_eq!(docx::read(bytes), Err(fault));
}

#[test]
fn what_is_no_manuscript_is_refused() {
    refused(b"", Fault::NotDocx);
    refused(b"Dear all, please find attached", Fault::NotDocx);
    refused(&packed(&[("a.txt".into(), b"a".to_vec())]), Fault::NotDocx);
    let document = ("word/document.xml".to_owned(), b"<w:document/>".to_vec());
    refused(&packed(&[document]), Fault::Foreign);
    refused(&vec![0; docx::FILE_MAX + 1], Fault::Oversized);
    let whole = docx::write(&manuscript()).unwrap();
    refused(&whole[..whole.len() / 2], Fault::NotDocx);
    refused(&with("</w:body>", ""), Fault::Broken);
    refused(
        &with("<w:body>", "<w:body><w:p a=\"&x;\"/>"),
        Fault::Entities,
    );
    refused(
        &with("<w:document", "<!DOCTYPE d [<!ENTITY x \"y\">]><w:document"),
        Fault::Entities,
    );
    refused(&with("As typed.", "As &x;"), Fault::Entities);
    refused(
        &with("Definition (de)", "Definition (xx)"),
        Fault::Heading {
            part: "definition@de".into(),
        },
    );
    refused(
        &with(
            "<w:sectPr>",
            "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:sectPr>",
        ),
        Fault::Table,
    );
}

#[test]
fn bombs_are_not_unpacked() {
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    let zeros = vec![b' '; 1024 * 1024];
    for _ in 0..64 {
        bomb.write_all(&zeros).unwrap();
    }
    let bomb = bomb.finish().unwrap().into_inner();
    assert!(bomb.len() < 1024 * 1024);
    refused(&bomb, Fault::Oversized);
    let many: Vec<_> = (0..2_001)
        .map(|at| (format!("f{at}"), Vec::new()))
        .collect();
    refused(&packed(&many), Fault::Oversized);
}

#[test]
fn the_look_of_words_is_told_from_the_words() {
    let bold = "<w:rPr><w:b/><w:rPrChange w:id=\"900\" w:author=\"Ben\"><w:rPr/></w:rPrChange>";
    let returned = docx::read(&with("<w:rPr>", bold)).unwrap();
    assert!(returned.formatted);
    let mut releases = manuscript();
    releases.origin = Origin::Releases {
        process: domain::Slug::parse("iot").unwrap(),
    };
    let returned = docx::read(&docx::write(&releases).unwrap()).unwrap();
    assert_eq!(returned.origin, releases.origin);
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = docx::write(&manuscript()).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = docx::read(&bytes);
    }

    #[test]
    fn no_document_breaks_the_reader(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in any::<prop::sample::Index>()) {
        let mut files = files(&docx::write(&manuscript()).unwrap());
        for (name, bytes) in &mut files {
            if name == "word/document.xml" {
                for (at, byte) in &changes {
                    let at = at.index(bytes.len());
                    bytes[at] = *byte;
                }
                let from = cut.index(bytes.len());
                bytes.drain(from..(from + 7).min(bytes.len()));
            }
        }
        let _ = docx::read(&packed(&files));
    }
}
