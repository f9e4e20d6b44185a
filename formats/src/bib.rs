//! How to cite the release in a paper: BibTeX.

use domain::release::Document;

use crate::{Form, FormError, receipt::CITATION, tex::bibtex, words::one_line};

pub(crate) const FORM: Form = Form {
    extension: "bib",
    media_type: "application/x-bibtex; charset=utf-8",
    name: "BibTeX",
    audience: "citing the release",
    receipt: CITATION,
    write,
};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let about = &document.glossary;
    let date = document.released_at.date().to_string();
    let mut parts = date.splitn(3, '-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|month| month.parse::<usize>().ok());
    let month = month.and_then(|month| MONTHS.get(month.checked_sub(1)?));
    let version = document.version;
    // Within two pairs of braces nothing is taken for a family name or put in small letters.
    let mut fields = vec![
        ("title", format!("{{{{{}}}}}", bibtex(&about.title))),
        ("author", format!("{{{{{}}}}}", bibtex(&about.publisher))),
        ("year", format!("{{{year}}}")),
    ];
    fields.extend(month.map(|month| ("month", (*month).to_owned())));
    fields.extend([
        ("version", format!("{{{version}}}")),
        (
            "note",
            format!("{{Version {version}. Licence: {}}}", bibtex(&about.licence)),
        ),
        ("url", format!("{{{}}}", one_line(&document.address()))),
    ]);
    let fields: Vec<String> = fields
        .into_iter()
        .map(|(name, value)| format!("  {name} = {value}"))
        .collect();
    let entry = format!(
        "@misc{{{}-{version},\n{}\n}}\n",
        about.slug,
        fields.join(",\n")
    );
    Ok(entry.into_bytes())
}
