//! TBX: version 3 (ISO 30042:2019) with its categories as attributes (DCA) or as elements (DCT),
//! and version 2, which most tools write.

use domain::{
    Lang, Slug,
    content::{DesignationKind, RelationKind},
};

use super::{
    Fidelity, Place, Problem, Reading, bounded,
    draft::{Draft, markdown_of, source_of},
    passing::Passed,
    xml::{Element, Step, Steps},
};

const FIDELITY: Fidelity = Fidelity {
    markdown: false,
    abbreviations: false,
    relations: false,
    adds_stops: false,
};

/// Categories that are taken, or that tell only when and by whom something was entered.
const KNOWN: [&str; 13] = [
    "term",
    "administrativeStatus",
    "normativeAuthorization",
    "termType",
    "definition",
    "context",
    "example",
    "note",
    "source",
    "crossReference",
    "transactionType",
    "responsibility",
    "date",
];

/// A term of an entry, before it is known which kind it is.
#[derive(Default)]
struct Term {
    place: Place,
    text: String,
    status: String,
    short: bool,
}

/// An element that is open: what it says, once it closes.
struct Open {
    name: String,
    category: String,
    target: Option<String>,
    /// Its own language, where it names one.
    lang: Option<Lang>,
    place: Place,
    text: String,
}

struct Reader<'a> {
    steps: Steps<'a>,
    open: Vec<Open>,
    default: &'a Lang,
    /// The language of the whole file.
    lang: Option<Lang>,
    /// What the header says the file is of.
    source: String,
    draft: Option<Draft>,
    section: Option<Lang>,
    terms: Vec<Term>,
    passed: Passed,
    reading: Reading,
}

pub(super) fn read(text: &str, lang: &Lang) -> Result<Reading, Problem> {
    let mut reader = Reader {
        steps: Steps::of(text),
        open: Vec::new(),
        default: lang,
        lang: None,
        source: String::new(),
        draft: None,
        section: None,
        terms: Vec::new(),
        passed: Passed::default(),
        reading: Reading::default(),
    };
    loop {
        match reader.steps.step()? {
            Step::Open(element) => reader.begin(&element)?,
            Step::Text(text) => {
                if let Some(open) = reader.open.last_mut() {
                    open.text.push_str(&text);
                }
            }
            Step::Close => reader.end(),
            Step::End => break,
        }
    }
    reader.reading.remarks = reader.passed.remarks("element");
    Ok(reader.reading)
}

impl Reader<'_> {
    fn begin(&mut self, element: &Element) -> Result<(), Problem> {
        let place = self.steps.place();
        if self.open.is_empty() {
            if !matches!(element.name.as_str(), "tbx" | "martif") {
                let detail = format!(
                    "This is not TBX: it begins with <{}> and not with <tbx> or <martif>.",
                    element.name
                );
                return Err(Problem::at(place, detail));
            }
            let lang = element.attribute("xml:lang");
            self.lang = lang.and_then(|lang| Lang::parse(lang).ok());
        }
        match element.name.as_str() {
            "conceptEntry" | "termEntry" => {
                bounded(self.reading.entries.len(), place)?;
                let mut draft = Draft::new(place, FIDELITY);
                if let Some(id) = element.attribute("id") {
                    draft.entry.keys.push(id.to_owned());
                    draft.entry.identity.iri = self.iri(id);
                    // What we write as version 2 has the slug there.
                    let slug = id.strip_prefix("c-").map(Slug::parse);
                    draft.entry.identity.slug = slug.and_then(Result::ok);
                }
                self.draft = Some(draft);
            }
            "langSec" | "langSet" => {
                if let Some(draft) = &mut self.draft {
                    let tag = element.attribute("xml:lang").unwrap_or_default();
                    self.section = draft.lang(place, "xml:lang", tag);
                }
            }
            "termSec" | "tig" | "ntig" => self.terms.push(Term {
                place,
                ..Term::default()
            }),
            _ => {}
        }
        let category = element.attribute("type").unwrap_or(&element.name);
        self.open.push(Open {
            category: category.to_owned(),
            target: element.attribute("target").map(str::to_owned),
            lang: element
                .attribute("xml:lang")
                .and_then(|lang| Lang::parse(lang).ok()),
            name: element.name.clone(),
            place,
            text: String::new(),
        });
        Ok(())
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        match open.name.as_str() {
            // Words within words, such as <hi>, belong to what is around them.
            "hi" | "foreign" | "sub" | "sup" => {
                if let Some(around) = self.open.last_mut() {
                    around.text.push_str(&open.text);
                }
            }
            "p" if self.within("sourceDesc") && self.source.is_empty() => {
                self.source = squeezed(&open.text);
            }
            "termSec" | "tig" | "ntig" => {}
            "langSec" | "langSet" => {
                self.name_terms();
                self.section = None;
            }
            "conceptEntry" | "termEntry" => {
                if let Some(draft) = self.draft.take() {
                    self.reading.entries.push(draft.finish(self.default));
                }
            }
            _ => self.take(&open),
        }
    }

    /// What a data category says where it stands.
    fn take(&mut self, open: &Open) {
        let text = squeezed(&open.text);
        let in_term = self.within("termSec") || self.within("tig") || self.within("ntig");
        if let Some(name) = self.foreign(open, in_term) {
            self.passed.note(name, open.place);
        }
        let lang = open.lang.as_ref().or(self.section.as_ref());
        let lang = lang.or(self.lang.as_ref()).unwrap_or(self.default).clone();
        let Some(draft) = &mut self.draft else {
            return;
        };
        let place = open.place;
        match open.category.as_str() {
            "term" => {
                if let Some(term) = self.terms.last_mut() {
                    term.text = text;
                    term.place = place;
                }
            }
            "administrativeStatus" | "normativeAuthorization" => {
                if let Some(term) = self.terms.last_mut() {
                    term.status = text;
                }
            }
            "termType" => {
                if let Some(term) = self.terms.last_mut() {
                    let short = ["abbreviation", "acronym", "initialism", "shortForm"];
                    term.short = short.contains(&text.as_str());
                    draft.entry.fidelity.abbreviations = true;
                }
            }
            "definition" if !text.is_empty() => {
                draft.definition(place, "definition", &lang, &markdown_of(&text));
            }
            "context" | "example" if !text.is_empty() => {
                draft.phrase(place, "context", &lang, &markdown_of(&text));
            }
            "note" if text == "Retired." && self.section.is_none() => draft.entry.retired = true,
            // A note of the whole entry tells of its history and its agreement, unless it says
            // which language it is in.
            "note" if !text.is_empty() && !in_term => {
                let example = text
                    .strip_prefix("Example: ")
                    .filter(|_| open.lang.is_some());
                match example {
                    Some(text) => draft.phrase(place, "example", &lang, &markdown_of(text)),
                    None if self.section.is_some() || open.lang.is_some() => {
                        draft.phrase(place, "note", &lang, &markdown_of(&text));
                    }
                    None => {}
                }
            }
            "externalCrossReference" if self.section.is_none() => {
                let address = open.target.clone().filter(|to| to.contains("/c/"));
                draft.entry.identity.iri = address.or(draft.entry.identity.iri.take());
            }
            "source" if !text.is_empty() && !in_term => {
                let (text, url) = source_of(&text);
                let (text, modified) = match text.strip_suffix(", modified") {
                    Some(text) => (text, true),
                    None => (text, false),
                };
                let url = url.or(domain::content::is_web_address(text).then_some(text));
                draft.source(place, "source", (text, url, modified));
            }
            "crossReference" => {
                let to = open.target.as_deref().unwrap_or_default();
                draft.relation(place, RelationKind::Related, to.trim_start_matches('#'));
            }
            _ => {}
        }
    }

    /// What an element is called that means nothing here; none where it does, or where it tells how
    /// the entry was made, as ours do.
    fn foreign<'o>(&self, open: &'o Open, in_term: bool) -> Option<&'o str> {
        let is_silent = open.text.trim().is_empty() && open.target.is_none();
        if is_silent || self.draft.is_none() || self.within("transacGrp") {
            return None;
        }
        let of_entry = self.section.is_none() && open.lang.is_none();
        let category = open.category.as_str();
        match category {
            "note" if in_term => Some("note of a term"),
            "note" if of_entry => {
                let ours = [
                    "Retired.",
                    "Replaced by: ",
                    "Agreed in call ",
                    "Minority statement. ",
                ];
                let is_ours = ours.iter().any(|begin| open.text.starts_with(begin));
                (!is_ours).then_some("note of an entry")
            }
            "source" if in_term => Some("source of a term"),
            "externalCrossReference" => {
                let target = open.target.as_deref().unwrap_or_default();
                (!of_entry || !target.contains("/c/")).then_some(category)
            }
            category => (!KNOWN.contains(&category)).then_some(category),
        }
    }

    /// The terms of a language: of those that nothing is said about, the first is preferred.
    fn name_terms(&mut self) {
        let terms = std::mem::take(&mut self.terms);
        let (Some(draft), Some(lang)) = (&mut self.draft, &self.section) else {
            return;
        };
        let says_preferred = |term: &Term| term.status.starts_with("preferred");
        let plain = |term: &Term| term.status.is_empty() && !term.short;
        let preferred = terms.iter().position(says_preferred);
        let preferred = preferred.or_else(|| terms.iter().position(plain));
        for (at, term) in terms.iter().enumerate() {
            let kind = match term.status.split('-').next().unwrap_or_default() {
                _ if Some(at) == preferred => DesignationKind::Preferred,
                "deprecatedTerm" | "supersededTerm" | "obsoleteTerm" => DesignationKind::Deprecated,
                _ if term.short => DesignationKind::Abbreviation,
                _ => DesignationKind::Admitted,
            };
            draft.designation(term.place, "term", lang, kind, &term.text);
        }
        // What nobody shall use any more has no word that they may use.
        let deprecated = |term: &Term| term.status.starts_with("deprecated");
        draft.entry.retired |= preferred.is_none() && terms.iter().all(deprecated);
    }

    fn within(&self, name: &str) -> bool {
        self.open.iter().any(|open| open.name == name)
    }

    /// The permanent address of a concept of ours, from its id and what the header says the file is
    /// of: `https://…/g/words/1.2.0/` and `c7`.
    fn iri(&self, id: &str) -> Option<String> {
        let number = id.strip_prefix('c')?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let address = self
            .source
            .split_whitespace()
            .find(|word| word.starts_with("http"))?;
        let (base, _version) = address.trim_end_matches('/').rsplit_once('/')?;
        is_number.then(|| format!("{base}/c/{number}"))
    }
}

/// Line ends inside XML are as good as blanks; an empty line parts paragraphs.
fn squeezed(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|paragraph| {
        let words: Vec<_> = paragraph.split_whitespace().collect();
        words.join(" ")
    });
    let paragraphs: Vec<_> = paragraphs.filter(|text| !text.is_empty()).collect();
    paragraphs.join("\n\n")
}
