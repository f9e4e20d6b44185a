//! How to cite the release: the Citation File Format, version 1.2.0.

use domain::release::Document;
use serde::Serialize;

use crate::{Form, FormError, receipt::CITATION, words::one_line, yaml::yaml};

pub(crate) const FORM: Form = Form {
    extension: "cff",
    media_type: "application/yaml; charset=utf-8",
    name: "CITATION.cff",
    audience: "citing the release (GitHub, Zenodo, Zotero)",
    receipt: CITATION,
    write,
};

/// The licences of texts and data that the format has identifiers for; others of its long list are for programs.
const LICENCES: [&str; 26] = [
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-NC-3.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-ND-3.0",
    "CC-BY-NC-ND-4.0",
    "CC-BY-NC-SA-3.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-3.0",
    "CC-BY-ND-4.0",
    "CC-BY-SA-3.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "EUPL-1.2",
    "GFDL-1.3-only",
    "GFDL-1.3-or-later",
    "ISC",
    "MIT",
    "MPL-2.0",
    "ODC-By-1.0",
    "ODbL-1.0",
    "PDDL-1.0",
    "Unlicense",
];

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Citation {
    cff_version: &'static str,
    message: String,
    r#type: &'static str,
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    r#abstract: String,
    version: String,
    date_released: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    url: String,
    authors: [Author; 1],
    identifiers: [Identifier; 1],
}

#[derive(Serialize)]
struct Author {
    name: String,
}

#[derive(Serialize)]
struct Identifier {
    r#type: &'static str,
    value: String,
    description: &'static str,
}

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let about = &document.glossary;
    let known = LICENCES.contains(&about.licence.as_str());
    let mut message = "Cite this version of the glossary as below.".to_owned();
    if !known {
        message.push_str(&format!(" Licence: {}", one_line(&about.licence)));
    }
    let citation = Citation {
        cff_version: "1.2.0",
        message,
        r#type: "dataset",
        title: one_line(&about.title),
        r#abstract: one_line(&about.description),
        version: document.version.to_string(),
        date_released: document.released_at.date().to_string(),
        license: known.then(|| about.licence.clone()),
        url: document.address(),
        authors: [Author {
            name: one_line(&about.publisher),
        }],
        identifiers: [Identifier {
            r#type: "url",
            value: about.id.clone(),
            description: "The glossary, whatever its version",
        }],
    };
    Ok(yaml(&citation)?.into_bytes())
}
