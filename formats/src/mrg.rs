//! The machine readable glossary of the Terminology Engine v2 (TNO, Trust over IP): an entry for each designation.

use std::collections::HashSet;

use domain::{
    Slug,
    content::{Designation, DesignationKind},
    markdown::escape_md,
    release::{Document, Term, TermStatus},
};
use serde::Serialize;

use crate::{Form, FormError, Receipt, words::one_line, yaml::yaml};

pub(crate) const FORM: Form = Form {
    extension: "mrg.yaml",
    media_type: "application/yaml; charset=utf-8; variant=mrg",
    name: "Machine readable glossary",
    audience: "TEv2 tools (TNO, Trust over IP)",
    receipt: Receipt {
        weakened: &[
            (
                "abbreviation",
                "as an entry of its own, a synonym of the preferred one",
            ),
            (
                "admitted",
                "as an entry of its own, a synonym of the preferred one",
            ),
            (
                "deprecated",
                "as an entry of its own, a synonym of the preferred one",
            ),
            ("definition", "as plain text"),
            ("version", "the number only"),
            ("consensus", "as the address of the call"),
        ],
        dropped: &[
            "notes",
            "examples",
            "sources",
            "relations",
            "part_of",
            "replaced_by",
            "history",
        ],
    },
    write,
};

#[derive(Serialize)]
struct Glossary {
    terminology: Terminology,
    scopes: Vec<Scope>,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Terminology {
    scopetag: String,
    scopedir: String,
    curatedir: String,
    vsntag: String,
    altvsntags: Vec<String>,
    license: String,
}

#[derive(Serialize)]
struct Scope {
    scopetag: String,
    scopedir: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    #[serde(rename = "scopetag")]
    scope_tag: String,
    vsntag: String,
    locator: String,
    navurl: String,
    headingids: Vec<String>,
    termid: String,
    term: String,
    term_type: &'static str,
    glossary_term: String,
    glossary_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    synonym_of: Option<String>,
    form_phrases: Vec<String>,
    status: &'static str,
    updated: String,
    attribution: String,
}

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let about = &document.glossary;
    let scope = about.slug.to_string();
    let mut taken = Taken::of(document);
    let mut entries = Vec::new();
    for term in &document.terms {
        for designation in ordered(document, term) {
            entries.push(entry(document, term, designation, &mut taken));
        }
    }
    let glossary = Glossary {
        terminology: Terminology {
            scopetag: scope.clone(),
            scopedir: about.id.clone(),
            // With the locator of an entry this is the address of its page.
            curatedir: document.version.to_string(),
            vsntag: document.version.to_string(),
            altvsntags: Vec::new(),
            license: about.licence.clone(),
        },
        scopes: vec![Scope {
            scopetag: scope,
            scopedir: about.id.clone(),
        }],
        entries,
    };
    Ok(yaml(&glossary)?.into_bytes())
}

/// The headword first, which the others are synonyms of.
fn ordered<'d>(document: &Document, term: &'d Term) -> Vec<&'d Designation> {
    let is_head = |designation: &Designation| {
        Some(&designation.lang) == document.lang() && designation.kind == DesignationKind::Preferred
    };
    let mut all: Vec<_> = term.designations.iter().collect();
    all.sort_by_key(|designation| !is_head(designation));
    all
}

/// What can be given only once.
struct Taken {
    terms: HashSet<String>,
    phrases: HashSet<String>,
    /// The terms that have their first entry.
    headed: HashSet<u32>,
}

impl Taken {
    /// The slugs of terms are theirs, whichever entry comes first.
    fn of(document: &Document) -> Self {
        Self {
            terms: document
                .terms
                .iter()
                .map(|term| term.slug.to_string())
                .collect(),
            phrases: HashSet::new(),
            headed: HashSet::new(),
        }
    }
}

fn entry(document: &Document, term: &Term, designation: &Designation, taken: &mut Taken) -> Entry {
    let word = one_line(&designation.text);
    let is_head = taken.headed.insert(term.number);
    let id = if is_head {
        term.slug.to_string()
    } else {
        let id = Slug::derive(&word, |slug| taken.terms.contains(slug)).to_string();
        taken.terms.insert(id.clone());
        id
    };
    // Readers look for a phrase in small letters, and refuse one that two entries have.
    let phrase = word.to_lowercase();
    let form_phrases = match taken.phrases.insert(phrase.clone()) {
        true => vec![phrase],
        false => Vec::new(),
    };
    let definition = term
        .definition(&designation.lang)
        .or_else(|| document.lang().and_then(|lang| term.definition(lang)))
        .or(term.definitions.first());
    let text = definition.map(|definition| escape_md(&one_line(&definition.text)));
    Entry {
        scope_tag: document.glossary.slug.to_string(),
        vsntag: document.version.to_string(),
        locator: term.slug.to_string(),
        navurl: document.page(term),
        // The page is about this term alone.
        headingids: Vec::new(),
        termid: format!("concept:{id}"),
        term: id,
        term_type: "concept",
        glossary_term: escape_md(&word),
        glossary_text: text.unwrap_or_default(),
        synonym_of: (!is_head).then(|| term.slug.to_string()),
        form_phrases,
        status: match (term.status, designation.kind) {
            (TermStatus::Retired, _) => "retired",
            (TermStatus::Agreed, DesignationKind::Deprecated) => "deprecated",
            (TermStatus::Agreed, _) => "accepted",
        },
        updated: term.consensus.decided_at.date().to_string(),
        attribution: format!("Agreed in {}", term.consensus.call),
    }
}
