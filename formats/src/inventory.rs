//! The inventory by which Sphinx finds the terms of a release from other manuals: version 2, compressed with zlib.
//!
//! Addresses in it stand relative to the release's page, `…/g/{p}/{version}/`, because readers join the two.

use std::{collections::HashSet, io::Write};

use domain::{
    content::DesignationKind,
    release::{Document, Term},
};
use flate2::{Compression, write::ZlibEncoder};

use crate::{Form, FormError, Receipt, words::one_line};

pub(crate) const FORM: Form = Form {
    extension: "objects.inv",
    media_type: "application/octet-stream",
    name: "Sphinx inventory",
    audience: "references from other manuals (intersphinx)",
    receipt: Receipt {
        weakened: &[
            (
                "preferred",
                "as a name that leads to the term; of names that differ by case alone, the first",
            ),
            ("abbreviation", "as a name that leads to the term"),
            ("admitted", "as a name that leads to the term"),
            ("deprecated", "as a name that leads to the term"),
            ("version", "the number only"),
        ],
        dropped: &[
            "definition",
            "notes",
            "examples",
            "sources",
            "relations",
            "part_of",
            "replaced_by",
            "status",
            "history",
            "consensus",
        ],
    },
    write,
};

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let failed = |error: std::io::Error| FormError::Write(error.to_string());
    let mut file = format!(
        "# Sphinx inventory version 2\n# Project: {}\n# Version: {}\n# The remainder of this file is compressed using zlib.\n",
        one_line(&document.glossary.title),
        document.version
    )
    .into_bytes();
    let mut body = ZlibEncoder::new(Vec::new(), Compression::best());
    for (name, term) in names(document) {
        let plain = without_numbers(&name);
        let shown = if plain == name { "-" } else { &name };
        // A `$` at its end would stand for the name; a slug has none.
        writeln!(body, "{plain} std:term 1 {} {shown}", term.slug).map_err(failed)?;
    }
    file.extend(body.finish().map_err(failed)?);
    Ok(file)
}

/// Each name with its term, once: what is preferred goes before other names of other terms.
fn names(document: &Document) -> Vec<(String, &Term)> {
    let mut known = HashSet::new();
    let mut names = Vec::new();
    let kinds: [&[DesignationKind]; 2] = [
        &[DesignationKind::Preferred],
        &[
            DesignationKind::Abbreviation,
            DesignationKind::Admitted,
            DesignationKind::Deprecated,
        ],
    ];
    for kinds in kinds {
        for term in &document.terms {
            for designation in &term.designations {
                let name = one_line(&designation.text);
                if kinds.contains(&designation.kind)
                    && known.insert(without_numbers(&name).to_lowercase())
                {
                    names.push((name, term));
                }
            }
        }
    }
    names
}

/// Readers find the parts of a line by the first number that stands alone behind two words: `IPsec phase 1 key` would
/// end there. Such a number is joined to the word before it.
fn without_numbers(name: &str) -> String {
    let mut plain = String::new();
    for (at, word) in name.split(' ').enumerate() {
        let digits = word.strip_prefix('-').unwrap_or(word);
        let is_number = !digits.is_empty() && digits.chars().all(char::is_numeric);
        if at > 0 {
            plain.push(if is_number && at > 1 { '-' } else { ' ' });
        }
        plain.push_str(word);
    }
    plain
}
