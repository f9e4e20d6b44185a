//! The HTML form: one page that stands alone, with schema.org's terms in it.

use std::fmt::Write;

use domain::{
    Lang,
    markdown::{escape_html, to_html},
    release::{Document, Term, TermStatus},
};
use serde_json::json;

use crate::{
    Form, FormError, Receipt,
    words::{DESIGNATIONS, relations},
};

pub(crate) const FORM: Form = Form {
    extension: "html",
    media_type: "text/html; charset=utf-8",
    name: "HTML",
    audience: "reading and printing",
    receipt: Receipt {
        weakened: &[
            ("version", "without the release before"),
            (
                "consensus",
                "as a sentence, without the rule and the tallies",
            ),
        ],
        dropped: &["history"],
    },
    write,
};

const STYLE: &str = "body{font:1.05rem/1.55 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem;\
color:#1b1b1b;background:#fffdf8}h1,h2{line-height:1.2}h2{margin:2rem 0 .25rem}.small{font-size:.85rem}\
dl{margin:.25rem 0}dt{float:left;clear:left;margin-right:.5em;font-style:italic}dd{margin:0 0 .25rem}\
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}a{color:#9cc3ff}}";

fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let mut page = String::new();
    let lang = document.lang().map_or_else(|| "lang=\"en\"".into(), spoken);
    let about = &document.glossary;
    let title = escape_html(&about.title);
    let failed = |error: std::fmt::Error| FormError::Write(error.to_string());
    write!(
        page,
        "<!DOCTYPE html>\n<html {lang}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} {version}</title>\n<link rel=\"canonical\" href=\"{id}/{version}/\">\n\
         <style>{STYLE}</style>\n<script type=\"application/ld+json\">{data}</script>\n</head>\n<body>\n\
         <h1>{title}</h1>\n<p>{description}</p>\n\
         <p class=\"small\">Version {version}, {date}. Licence: {licence}.</p>\n",
        version = document.version,
        id = escape_html(&about.id),
        data = linked_data(document)?,
        description = escape_html(&about.description),
        date = document.released_at.date(),
        licence = escape_html(&about.licence),
    )
    .map_err(failed)?;
    for term in &document.terms {
        write_term(&mut page, document, term).map_err(failed)?;
    }
    page.push_str("</body>\n</html>\n");
    Ok(page.into_bytes())
}

fn write_term(page: &mut String, document: &Document, term: &Term) -> std::fmt::Result {
    let main = document.lang();
    let headword = escape_html(term.headword(main));
    writeln!(page, "<article id=\"{}\">\n<h2>{headword}</h2>", term.slug)?;
    if term.status == TermStatus::Retired {
        writeln!(page, "<p class=\"small\">Retired</p>")?;
    }
    for lang in term.languages(&document.glossary.languages) {
        write_language(page, document, term, lang)?;
    }
    writeln!(page, "<dl class=\"small\">")?;
    for (name, phrases) in [("Note", &term.notes), ("Example", &term.examples)] {
        for phrase in phrases {
            writeln!(
                page,
                "<dt>{name}</dt><dd {}>{}</dd>",
                spoken(&phrase.lang),
                escape_html(&phrase.text)
            )?;
        }
    }
    for (name, others) in relations(document, term) {
        for other in others {
            let headword = escape_html(other.headword(main));
            let slug = &other.slug;
            writeln!(
                page,
                "<dt>{name}</dt><dd><a href=\"#{slug}\">{headword}</a></dd>"
            )?;
        }
    }
    for source in &term.sources {
        let text = escape_html(&source.text);
        let text = match &source.url {
            Some(url) => format!("<a href=\"{}\">{text}</a>", escape_html(url)),
            None => text,
        };
        let modified = if source.modified { ", modified" } else { "" };
        writeln!(page, "<dt>Source</dt><dd>{text}{modified}</dd>")?;
    }
    let consensus = &term.consensus;
    writeln!(
        page,
        "<dt>Agreed</dt><dd>{} in <a href=\"{}\">call {}</a>: {}</dd>",
        consensus.decided_at.date(),
        escape_html(&consensus.call),
        consensus.call_number,
        consensus.level,
    )?;
    for minority in &consensus.minority {
        let who = minority.organisation.as_ref().or(minority.group.as_ref());
        let who = who.map_or_else(|| "A participant".into(), |who| escape_html(who));
        writeln!(
            page,
            "<dt>Dissent</dt><dd>{who}: {}</dd>",
            escape_html(&minority.text)
        )?;
    }
    writeln!(page, "</dl>\n</article>")
}

fn write_language(
    page: &mut String,
    document: &Document,
    term: &Term,
    lang: &Lang,
) -> std::fmt::Result {
    writeln!(page, "<div {}>", spoken(lang))?;
    if Some(lang) != document.lang()
        && let Some(word) = term.preferred(lang)
    {
        writeln!(page, "<h3>{}</h3>", escape_html(word))?;
    }
    if let Some(definition) = term.definition(lang) {
        let link = |target: &str| {
            let found = document
                .terms
                .iter()
                .find(|t| t.slug.as_str() == target || t.number.to_string() == target);
            found.map(|found| format!("#{}", found.slug))
        };
        writeln!(page, "{}", to_html(&definition.markdown, &link))?;
    }
    for (name, kind) in DESIGNATIONS {
        let words: Vec<_> = term.named(kind, lang).map(escape_html).collect();
        if !words.is_empty() {
            writeln!(page, "<p class=\"small\">{name}: {}</p>", words.join(", "))?;
        }
    }
    writeln!(page, "</div>")
}

/// The attributes of an element whose words are in a language.
fn spoken(lang: &Lang) -> String {
    let direction = if lang.is_rtl() { "rtl" } else { "ltr" };
    format!("lang=\"{lang}\" dir=\"{direction}\"")
}

/// schema.org's `DefinedTermSet`, safe inside a script element.
fn linked_data(document: &Document) -> Result<String, FormError> {
    let lang = document.lang();
    let terms: Vec<_> = document
        .terms
        .iter()
        .map(|term| {
            json!({
                "@type": "DefinedTerm",
                "@id": term.id,
                "termCode": term.number.to_string(),
                "name": term.headword(lang),
                "description": lang.and_then(|lang| term.definition(lang)).map(|d| &d.text),
                "inDefinedTermSet": document.glossary.id,
            })
        })
        .collect();
    let data = json!({
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": document.glossary.id,
        "name": document.glossary.title,
        "version": document.version,
        "hasDefinedTerm": terms,
    });
    let data = serde_json::to_string(&data).map_err(|error| FormError::Write(error.to_string()))?;
    Ok(data.replace('<', "\\u003c"))
}
