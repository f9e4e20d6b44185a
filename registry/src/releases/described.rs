//! What is said of a release beside its files: what each form carries, and the description by which
//! catalogues of data find it (DCAT 3). Neither is a file of the release: both name files by their
//! digests, and a file cannot hold its own.

use std::collections::BTreeSet;

use domain::{Lang, Moment, Slug, Version};
use formats::{Carriage, FIELDS, licence_address};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::find::{File, Release, find, published};
use crate::{Caller, Registry, Result};

/// What becomes of the fields of a term in one form. Every field is in one of the lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FormReceipt {
    pub extension: String,
    pub media_type: String,
    pub name: String,
    /// Who has use for it, in a few words.
    pub audience: String,
    pub carries: Vec<String>,
    pub weakens: Vec<Weakened>,
    pub drops: Vec<String>,
}

/// A field that is there, but not as it was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Weakened {
    pub field: String,
    pub how: String,
}

/// The receipts of the forms that a release was made in.
pub async fn receipts(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
    version: Version,
) -> Result<Vec<FormReceipt>> {
    let release = find(registry, caller, now, slug, version).await?;
    Ok(release.files.iter().filter_map(receipt).collect())
}

fn receipt(file: &File) -> Option<FormReceipt> {
    let form = formats::form(&file.extension)?;
    let mut receipt = FormReceipt {
        extension: file.extension.clone(),
        media_type: file.media_type.clone(),
        name: form.name.to_owned(),
        audience: form.audience.to_owned(),
        carries: Vec::new(),
        weakens: Vec::new(),
        drops: Vec::new(),
    };
    for (field, _) in FIELDS {
        let field = field.to_owned();
        match form.receipt.of(&field) {
            Carriage::Carried => receipt.carries.push(field),
            Carriage::Weakened(how) => receipt.weakens.push(Weakened {
                field,
                how: how.to_owned(),
            }),
            Carriage::Dropped => receipt.drops.push(field),
        }
    }
    Some(receipt)
}

/// The description of a release as a data set, with a distribution for each of its files.
pub async fn catalogue(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    slug: &Slug,
    version: Version,
) -> Result<Value> {
    let release = find(registry, caller, now, slug, version).await?;
    let about = published(registry, caller, now, slug, Some(version))
        .await?
        .glossary;
    let lang = about.languages.first().map_or("en", Lang::as_str);
    let said = |text: &str| json!({"@value": text, "@language": lang});
    let licence = named_licence(&about.licence);
    let distributions: Vec<_> = release
        .files
        .iter()
        .map(|file| distribution(&release, file, &licence))
        .collect();
    let mut dataset = json!({
        "@context": context(),
        "@id": release.url,
        "@type": "dcat:Dataset",
        "dct:title": said(&format!("{} {version}", about.title)),
        "dct:identifier": release.url,
        "dct:issued": moment(release.released_at),
        "dct:license": licence,
        "dct:language": languages(&about.languages),
        "dct:publisher": {
            "@id": format!("{}#publisher", about.id),
            "@type": "foaf:Agent",
            "foaf:name": about.publisher,
        },
        "dct:conformsTo": thing("http://www.w3.org/TR/skos-reference"),
        "dcat:landingPage": thing(&release.url),
        "dcat:version": version,
        "dcat:isVersionOf": thing(&about.id),
        "adms:status": thing(match release.yanked {
            None => "http://purl.org/adms/status/Completed",
            Some(_) => "http://purl.org/adms/status/Withdrawn",
        }),
        "dcat:distribution": distributions,
    });
    if !about.description.is_empty() {
        dataset["dct:description"] = said(&about.description);
    }
    if let Some(previous) = release.previous {
        let previous = format!("{}/{previous}/", about.id);
        dataset["dcat:previousVersion"] = thing(&previous);
    }
    let notes = [release.notes.as_deref(), release.yanked.as_deref()];
    let notes: Vec<_> = notes.into_iter().flatten().map(said).collect();
    if !notes.is_empty() {
        dataset["adms:versionNotes"] = notes.into();
    }
    Ok(dataset)
}

fn context() -> Value {
    json!({
        "adms": "http://www.w3.org/ns/adms#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

fn distribution(release: &Release, file: &File, licence: &Value) -> Value {
    let essence = file.media_type.split(';').next().unwrap_or_default().trim();
    let mut distribution = json!({
        "@id": format!("{}dcat.jsonld#{}", release.url, file.extension),
        "@type": "dcat:Distribution",
        "dct:title": formats::form(&file.extension).map(|form| form.name),
        "dct:license": licence,
        "dct:issued": moment(release.released_at),
        "dcat:accessURL": thing(&release.url),
        "dcat:downloadURL": thing(&file.url),
        "dcat:byteSize": {"@value": file.size.to_string(), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    });
    // What is registered has an address there; the rest goes by its name.
    if essence.contains("/x-") {
        distribution["dct:format"] =
            json!({"@type": "dct:MediaTypeOrExtent", "rdfs:label": essence});
    } else {
        let registered = format!("https://www.iana.org/assignments/media-types/{essence}");
        distribution["dcat:mediaType"] = thing(&registered);
    }
    distribution
}

fn thing(address: &str) -> Value {
    json!({"@id": address})
}

fn moment(at: Moment) -> Value {
    json!({"@value": at, "@type": "xsd:dateTime"})
}

/// A licence by its address where it has one, else by its words.
fn named_licence(name: &str) -> Value {
    match licence_address(name) {
        Some(address) => thing(&address),
        None => json!({"@type": "dct:LicenseDocument", "rdfs:label": name}),
    }
}

/// Languages by their addresses at the Library of Congress, which keeps ISO 639.
fn languages(languages: &[Lang]) -> Value {
    let primary = languages
        .iter()
        .filter_map(|lang| lang.as_str().split('-').next());
    let known: BTreeSet<_> = primary.collect();
    let address = |lang: &str| {
        let part = if lang.len() == 2 {
            "iso639-1"
        } else {
            "iso639-2"
        };
        thing(&format!("http://id.loc.gov/vocabulary/{part}/{lang}"))
    };
    known.into_iter().map(address).collect()
}
