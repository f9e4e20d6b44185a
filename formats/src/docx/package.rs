//! The package around a document: a zip of a few XML files, always the same bytes for the same document.

use std::io::{Cursor, Read};

use domain::manuscript::Fault;
use zip::ZipArchive;

use super::{
    FILE_MAX, fixed,
    xml::{Step, Steps, Xml},
};
use crate::{FormError, archive};

/// The most files a package that is read may name, and the most bytes of each of those that are read: an entry has at
/// most some hundred texts of 20,000 characters, and word processors write a multiple of that around them.
const FILES_MAX: usize = 2_000;
const TEXT_MAX: u64 = 24 * 1024 * 1024;
const PROPERTIES_MAX: u64 = 256 * 1024;

/// A name and what it is set to.
pub(super) type Property = (&'static str, String);

/// What is read of a package.
pub(super) struct Package {
    pub(super) document: Vec<u8>,
    pub(super) properties: Vec<(String, String)>,
}

/// Whether what is changed in a document is to be tracked.
#[derive(Clone, Copy)]
pub(super) enum Settings {
    Tracking,
    Plain,
}

pub(super) fn pack(
    document: &[u8],
    title: &str,
    properties: &[Property],
    settings: Settings,
) -> Result<Vec<u8>, FormError> {
    let settings = match settings {
        Settings::Tracking => fixed::SETTINGS,
        Settings::Plain => fixed::PLAIN_SETTINGS,
    };
    archive::pack([
        ("[Content_Types].xml", fixed::CONTENT_TYPES.into()),
        ("_rels/.rels", fixed::RELATIONS.into()),
        ("docProps/core.xml", core(title)?),
        ("docProps/custom.xml", custom(properties)?),
        ("word/document.xml", document.to_vec()),
        (
            "word/_rels/document.xml.rels",
            fixed::DOCUMENT_RELATIONS.into(),
        ),
        ("word/settings.xml", settings.into()),
        ("word/styles.xml", fixed::styles().into_bytes()),
    ])
}

/// Opens a package. Only the files that are needed are unpacked, and only as far as their bounds.
pub(super) fn unpack(bytes: &[u8]) -> Result<Package, Fault> {
    if bytes.len() > FILE_MAX {
        return Err(Fault::Oversized);
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::NotDocx)?;
    if zip.len() > FILES_MAX {
        return Err(Fault::Oversized);
    }
    let document = file(&mut zip, "word/document.xml", TEXT_MAX)?.ok_or(Fault::NotDocx)?;
    let properties = file(&mut zip, "docProps/custom.xml", PROPERTIES_MAX)?;
    Ok(Package {
        document,
        properties: properties.map_or(Ok(Vec::new()), |bytes| read_custom(&bytes))?,
    })
}

fn file(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    max: u64,
) -> Result<Option<Vec<u8>>, Fault> {
    let file = match zip.by_name(name) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(_) => return Err(Fault::Broken),
    };
    let mut bytes = Vec::new();
    // What a package says of its sizes is not to be believed.
    file.take(max + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| Fault::Broken)?;
    if bytes.len() as u64 > max {
        return Err(Fault::Oversized);
    }
    Ok(Some(bytes))
}

fn core(title: &str) -> Result<Vec<u8>, FormError> {
    let mut xml = Xml::begin()?;
    xml.open(
        "cp:coreProperties",
        &[
            (
                "xmlns:cp",
                "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
            ),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    )?;
    xml.open("dc:title", &[])?;
    xml.text(title)?;
    xml.close("dc:title")?;
    xml.close("cp:coreProperties")?;
    Ok(xml.finish())
}

fn custom(properties: &[Property]) -> Result<Vec<u8>, FormError> {
    let mut xml = Xml::begin()?;
    xml.open(
        "Properties",
        &[
            (
                "xmlns",
                "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
            ),
            (
                "xmlns:vt",
                "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
            ),
        ],
    )?;
    for (at, (name, value)) in properties.iter().enumerate() {
        // Numbers begin at 2; the identifier is the one of all custom properties.
        let number = (at + 2).to_string();
        xml.open(
            "property",
            &[
                ("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"),
                ("pid", &number),
                ("name", name),
            ],
        )?;
        xml.open("vt:lpwstr", &[])?;
        xml.text(value)?;
        xml.close("vt:lpwstr")?;
        xml.close("property")?;
    }
    xml.close("Properties")?;
    Ok(xml.finish())
}

fn read_custom(bytes: &[u8]) -> Result<Vec<(String, String)>, Fault> {
    let mut steps = Steps::of(bytes);
    let mut properties: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    loop {
        match steps.step()? {
            Step::Open(open) if open.name == "property" => {
                let name = open.attribute("name").unwrap_or_default().to_owned();
                properties.push((name, String::new()));
                inside = true;
            }
            Step::Close(name) if name == "property" => inside = false,
            Step::Text(text) if inside => {
                if let Some((_, value)) = properties.last_mut() {
                    value.push_str(&text);
                }
            }
            Step::End => return Ok(properties),
            Step::Open(_) | Step::Close(_) | Step::Text(_) => {}
        }
    }
}
