//! A wording set as an entry of a dictionary.

use domain::{
    Lang,
    comment::anchor::AnchorPart,
    content::{Content, Designation, DesignationKind, Source, is_web_address},
};
use leptos::prelude::*;

use super::{EntryLinks, Quoted, direction, language_name, quoted, quotes::quotes_in};

/// What stands below the headword: other designations, the definition, notes, examples and sources
/// in the authoritative language, then every other language. Words that comments speak of are
/// marked; `state` stands between the designations and the definition.
pub fn wording(
    content: &Content,
    languages: &[Lang],
    links: &EntryLinks,
    quotes: &[Quoted],
    state: Option<AnyView>,
) -> AnyView {
    let Some(authoritative) = languages.first() else {
        return ().into_any();
    };
    let others = languages.iter().skip(1).filter(|lang| has(content, lang));
    let others = others
        .map(|lang| other_language(content, lang, authoritative, links, quotes))
        .collect_view();
    let definition = content.definition.get(authoritative).map(|text| {
        let here = quotes_in(quotes, AnchorPart::Definition, authoritative, 0);
        let html = quoted(text, links.html(text), &here);
        view! {
            <div class="definition" lang=authoritative.to_string() dir=direction(authoritative) inner_html=html></div>
        }
    });
    view! {
        {also(content, authoritative)}
        {state}
        {definition}
        {notes(content, authoritative, links, quotes)}
        {sources(&content.sources)}
        {others}
    }
    .into_any()
}

/// The abbreviation that stands beside the headword.
pub fn abbreviation<'a>(content: &'a Content, lang: &'a Lang) -> Option<&'a str> {
    of_kind(content, lang, DesignationKind::Abbreviation)
        .map(|designation| &*designation.text)
        .next()
}

/// "also security patch; not bug fix".
fn also(content: &Content, lang: &Lang) -> Option<AnyView> {
    let admitted: Vec<_> = of_kind(content, lang, DesignationKind::Admitted)
        .chain(of_kind(content, lang, DesignationKind::Abbreviation).skip(1))
        .map(|designation| view! { <i>{designation.text.to_string()}</i> }.into_any())
        .collect();
    let deprecated: Vec<_> = of_kind(content, lang, DesignationKind::Deprecated)
        .map(|designation| {
            view! { <i class="deprecated">{designation.text.to_string()}</i> }.into_any()
        })
        .collect();
    if admitted.is_empty() && deprecated.is_empty() {
        return None;
    }
    let between = (!admitted.is_empty() && !deprecated.is_empty()).then_some("; ");
    let lead = (!admitted.is_empty()).then_some("also ");
    let warn = (!deprecated.is_empty()).then_some("not ");
    Some(
        view! {
            <p class="entry-also" lang=lang.to_string()>
                {lead}{listed(admitted)}{between}{warn}{listed(deprecated)}
            </p>
        }
        .into_any(),
    )
}

fn other_language(
    content: &Content,
    lang: &Lang,
    authoritative: &Lang,
    links: &EntryLinks,
    quotes: &[Quoted],
) -> AnyView {
    let preferred = content.preferred(lang).map(str::to_owned);
    // A page may show several entries, and each of these parts has a name of its own.
    let name = match content.preferred(authoritative) {
        Some(term) => format!("{term}, {}", language_name(lang)),
        None => language_name(lang),
    };
    let definition = content.definition.get(lang).map(|text| {
        let here = quotes_in(quotes, AnchorPart::Definition, lang, 0);
        let html = quoted(text, links.html(text), &here);
        view! { <div class="definition" inner_html=html></div> }
    });
    view! {
        <section class="entry-language" lang=lang.to_string() dir=direction(lang) aria-label=name>
            <h2 class="headword">{preferred}" " <span class="language" lang="en" dir="ltr">{language_name(lang)}</span></h2>
            {also(content, lang)}
            {definition}
            {notes(content, lang, links, quotes)}
        </section>
    }
    .into_any()
}

fn notes(content: &Content, lang: &Lang, links: &EntryLinks, quotes: &[Quoted]) -> Option<AnyView> {
    let notes = content.notes.get(lang).map_or(&[][..], Vec::as_slice);
    let examples = content.examples.get(lang).map_or(&[][..], Vec::as_slice);
    if notes.is_empty() && examples.is_empty() {
        return None;
    }
    let numbered = |word: &'static str, at: usize, of: usize| {
        if of > 1 || word == "Note" {
            format!("{word} {}", at + 1)
        } else {
            word.to_owned()
        }
    };
    let item = |word: &'static str, at: usize, of: usize, text: &str| {
        let part = if word == "Note" {
            AnchorPart::Note
        } else {
            AnchorPart::Example
        };
        let here = quotes_in(quotes, part, lang, at);
        let html = quoted(text, links.html_inline(text), &here);
        view! { <dt>{numbered(word, at, of)}</dt><dd inner_html=html></dd> }.into_any()
    };
    let items: Vec<_> = notes
        .iter()
        .enumerate()
        .map(|(at, text)| item("Note", at, notes.len(), text))
        .chain(
            examples
                .iter()
                .enumerate()
                .map(|(at, text)| item("Example", at, examples.len(), text)),
        )
        .collect();
    let dir = direction(lang);
    Some(view! { <dl class="entry-notes" lang=lang.to_string() dir=dir>{items}</dl> }.into_any())
}

fn sources(sources: &[Source]) -> Option<AnyView> {
    if sources.is_empty() {
        return None;
    }
    let items = sources
        .iter()
        .map(|source| {
            let text = source.text.to_string();
            let text = match &source.url {
                Some(url) if is_web_address(url) => {
                    view! { <a href=url.to_string() rel="nofollow noopener ugc">{text}</a> }
                        .into_any()
                }
                _ => text.into_any(),
            };
            let modified = source
                .modified
                .then(|| view! { " " <span class="modified">"(modified)"</span> });
            view! { <p>"Source: " {text} {modified}</p> }
        })
        .collect_view();
    Some(view! { <div class="entry-sources">{items}</div> }.into_any())
}

fn of_kind<'a>(
    content: &'a Content,
    lang: &'a Lang,
    kind: DesignationKind,
) -> impl Iterator<Item = &'a Designation> {
    content
        .designations
        .iter()
        .filter(move |designation| designation.kind == kind && designation.lang == *lang)
}

fn has(content: &Content, lang: &Lang) -> bool {
    content.definition.contains_key(lang)
        || content.notes.contains_key(lang)
        || content.examples.contains_key(lang)
        || content
            .designations
            .iter()
            .any(|designation| designation.lang == *lang)
}

fn listed(items: Vec<AnyView>) -> AnyView {
    items
        .into_iter()
        .enumerate()
        .map(|(at, item)| ((at > 0).then_some(", "), item))
        .collect_view()
        .into_any()
}
