//! Releases and terms as search engines read them (schema.org), embedded in their pages.

use domain::{
    content::DesignationKind,
    release::{Document, Term},
};
use leptos::{nonce::use_nonce, prelude::*};
use registry::releases::Release;
use serde_json::{Value, json};

/// The most terms that a release's page names here: each has a page that says all of it.
const NAMED_MAX: usize = 500;

/// A term with the set it belongs to.
pub(super) fn term(term: &Term, document: &Document, address: &str) -> AnyView {
    let about = &document.glossary;
    let mut described = named(term, document);
    described["@context"] = "https://schema.org".into();
    described["url"] = address.into();
    described["inDefinedTermSet"] = json!({
        "@type": "DefinedTermSet",
        "@id": about.id,
        "name": about.title,
        "version": document.version,
        "inLanguage": about.languages,
    });
    script(&described)
}

/// A release with its terms.
pub(super) fn set(document: &Document, release: &Release, licence: Option<&str>) -> AnyView {
    let about = &document.glossary;
    let terms = document.terms.iter().take(NAMED_MAX).map(|term| {
        let mut described = named(term, document);
        described["url"] = format!("{}{}", release.url, term.slug).into();
        described
    });
    let mut described = json!({
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": about.id,
        "url": release.url,
        "name": about.title,
        "version": document.version,
        "inLanguage": about.languages,
        "datePublished": document.released_at.date(),
        "publisher": {"@type": "Organization", "name": about.publisher},
        "hasDefinedTerm": terms.collect::<Vec<_>>(),
    });
    if let Some(licence) = licence {
        described["license"] = licence.into();
    }
    if !about.description.is_empty() {
        described["description"] = about.description.clone().into();
    }
    script(&described)
}

/// What a term is called and what it means, in the authoritative language.
fn named(term: &Term, document: &Document) -> Value {
    let lang = document.lang();
    let mut named = json!({
        "@type": "DefinedTerm",
        "@id": term.id,
        "name": term.headword(lang),
        "termCode": term.number.to_string(),
    });
    let others = [DesignationKind::Abbreviation, DesignationKind::Admitted];
    let others: Vec<_> = lang
        .iter()
        .flat_map(|lang| others.iter().flat_map(|kind| term.named(*kind, lang)))
        .collect();
    if !others.is_empty() {
        named["alternateName"] = json!(others);
    }
    if let Some(definition) = lang.and_then(|lang| term.definition(lang)) {
        named["description"] = definition.text.clone().into();
    }
    named
}

fn script(described: &Value) -> AnyView {
    view! { <script type="application/ld+json" nonce=use_nonce() inner_html=in_script(described)></script> }.into_any()
}

/// JSON that cannot end the script element it stands in, whatever its texts say.
fn in_script(value: &Value) -> String {
    value
        .to_string()
        .chars()
        .map(|c| match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => format!("\\u{:04x}", u32::from(c)),
            other => other.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::in_script;

    #[test]
    fn a_text_cannot_end_its_script() {
        let value = serde_json::json!({ "name": "</script><!--\u{2028}&" });
        let written = in_script(&value);
        assert!(!written.contains(['<', '>', '&', '\u{2028}']));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&written).unwrap(),
            value
        );
    }
}
