//! The TBX form: TBX-Basic of the third version, data categories as attributes.

use std::{
    collections::{HashMap, HashSet},
    io::{self, Write},
};

use domain::{
    Lang,
    content::{DesignationKind, RelationKind},
    ids::EntryNo,
    release::{Document, Origin, Term, TermStatus},
};

use super::{MEDIA_TYPE, Xml, header, main_lang, text, typed, within, worded, write_xml};
use crate::{Form, FormError, Receipt};

pub(crate) const FORM: Form = Form {
    extension: "tbx",
    media_type: MEDIA_TYPE,
    name: "TBX-Basic (ISO 30042:2019)",
    audience: "terminology databases",
    receipt: Receipt {
        weakened: &[
            ("definition", "as plain text"),
            ("examples", "beside the first word of their language"),
            (
                "sources",
                "as text and address in one, of the first definition",
            ),
            ("relations", "without their kind"),
            ("part_of", "as any other relation"),
            ("replaced_by", "as a note"),
            ("status", "as a note, where the entry is retired"),
            ("version", "as the address of the release"),
            ("history", "as the date of these words and a note"),
            ("consensus", "as notes, without the tallies of groups"),
        ],
        dropped: &[],
    },
    write: |document| crate::collected(document, write),
};

const NAMESPACE: &str = "urn:iso:std:iso:30042:ed-2";

fn write(document: &Document, to: &mut dyn Write) -> Result<(), FormError> {
    let attributes = [
        ("type", "TBX-Basic"),
        ("style", "dca"),
        ("xml:lang", main_lang(document)),
        ("xmlns", NAMESPACE),
    ];
    let by_number = document.terms.iter().map(|term| (term.number, term));
    let entries = Entries {
        document,
        terms: by_number.collect(),
    };
    let source = document.address();
    write_xml(to, |xml| {
        within(xml, "tbx", &attributes, |xml| {
            header(xml, "tbxHeader", &source)?;
            within(xml, "text", &[], |xml| {
                within(xml, "body", &[], |xml| {
                    let mut terms = document.terms.iter();
                    terms.try_for_each(|term| entries.entry(xml, term))
                })
            })
        })
    })
}

struct Entries<'d> {
    document: &'d Document,
    terms: HashMap<EntryNo, &'d Term>,
}

impl Entries<'_> {
    fn entry(&self, xml: &mut Xml<'_>, term: &Term) -> io::Result<()> {
        within(xml, "conceptEntry", &[("id", &id(term))], |xml| {
            let address = [("type", "externalCrossReference"), ("target", &*term.id)];
            text(xml, "xref", &address, term.slug.as_str())?;
            self.history(xml, term)?;
            self.relations(xml, term)?;
            self.notes(xml, term)?;
            let worded = worded(self.document, term);
            let mut sources = sourced(term, worded.iter().map(|(lang, _)| *lang));
            self.wordless(xml, term, &worded, &mut sources)?;
            for (lang, words) in &worded {
                let sources = sources.take_if(|(of, _)| of == lang);
                let sources = sources.map_or(&[][..], |(_, sources)| sources);
                section(xml, term, lang, words, sources)?;
            }
            Ok(())
        })
    }

    /// When the words were agreed.
    fn history(&self, xml: &mut Xml<'_>, term: &Term) -> io::Result<()> {
        let kind = match term.since == term.changed {
            true => "origination",
            false => "modification",
        };
        let since = format!(
            "In the glossary since {}; these words, number {}, since {}.",
            term.since, term.wording, term.changed
        );
        within(xml, "transacGrp", &[], |xml| {
            typed(xml, "transac", "transactionType", kind)?;
            text(xml, "date", &[], &term.consensus.decided_at.date())?;
            let publisher = &self.document.glossary.publisher;
            typed(xml, "transacNote", "responsibility", publisher)?;
            text(xml, "note", &[], &since)
        })
    }

    fn relations(&self, xml: &mut Xml<'_>, term: &Term) -> io::Result<()> {
        let mut said = HashSet::new();
        let relations = term
            .relations
            .iter()
            .filter(|relation| relation.kind != RelationKind::ReplacedBy);
        for other in relations.filter_map(|relation| self.terms.get(&relation.term)) {
            if said.insert(other.number) {
                let target = [("type", "crossReference"), ("target", &*id(other))];
                text(xml, "ref", &target, other.headword(self.document.lang()))?;
            }
        }
        Ok(())
    }

    /// What there is no data category for: what became of the entry, and how it was agreed.
    fn notes(&self, xml: &mut Xml<'_>, term: &Term) -> io::Result<()> {
        if term.status == TermStatus::Retired {
            text(xml, "note", &[], "Retired.")?;
        }
        for relation in &term.relations {
            if relation.kind == RelationKind::ReplacedBy
                && let Some(other) = self.terms.get(&relation.term)
            {
                let word = other.headword(self.document.lang());
                let said = format!("Replaced by: {word} <{}>", other.id);
                text(xml, "note", &[], &said)?;
            }
        }
        let consensus = &term.consensus;
        let all = &consensus.tally.all;
        let agreed = format!(
            "Agreed in call {} <{}> on {} under the rule {}: {}; {} support, {} accept, {} concern, {} object, {} abstain of {} eligible; {} recused.",
            consensus.call_number,
            consensus.call,
            consensus.decided_at,
            consensus.rule,
            consensus.level,
            all.support,
            all.accept,
            all.concern,
            all.object,
            all.abstain,
            all.eligible,
            all.recused,
        );
        text(xml, "note", &[], &agreed)?;
        for minority in &consensus.minority {
            let who = minority.organisation.as_ref().or(minority.group.as_ref());
            let who = who.map_or("A participant", String::as_str);
            let said = format!("Minority statement. {who}: {}", minority.text);
            text(xml, "note", &[], &said)?;
        }
        Ok(())
    }

    /// What is said in a language that has no word for the term: a section of a language needs one,
    /// so it stands beside the sections and names its language itself.
    fn wordless<'t>(
        &self,
        xml: &mut Xml<'_>,
        term: &'t Term,
        worded: &[(&Lang, Vec<(DesignationKind, &str)>)],
        sources: &mut Option<(&'t Lang, &'t [Origin])>,
    ) -> io::Result<()> {
        let languages = term.languages(&self.document.glossary.languages);
        for lang in languages.filter(|lang| worded.iter().all(|(of, _)| of != lang)) {
            let own = ("xml:lang", lang.as_str());
            if let Some(definition) = term.definition(lang) {
                let sources = sources.take_if(|(of, _)| *of == lang);
                let sources = sources.map_or(&[][..], |(_, sources)| sources);
                defined(
                    xml,
                    &[("type", "definition"), own],
                    &definition.text,
                    sources,
                )?;
            }
            for (word, phrases) in [("", &term.notes), ("Example: ", &term.examples)] {
                for phrase in phrases.iter().filter(|phrase| phrase.lang == *lang) {
                    text(xml, "note", &[own], &format!("{word}{}", phrase.text))?;
                }
            }
        }
        match sources.take_if(|_| term.definitions.is_empty()) {
            Some((_, sources)) => sources.iter().try_for_each(|source| admin(xml, source)),
            None => Ok(()),
        }
    }
}

/// Sources belong to the definition, of which there may be one for each language: they stand with
/// the authoritative one, or with the first there is.
fn sourced<'t>(
    term: &'t Term,
    worded: impl Iterator<Item = &'t Lang>,
) -> Option<(&'t Lang, &'t [Origin])> {
    let mut languages = worded.collect::<Vec<_>>();
    languages.extend(term.definitions.iter().map(|definition| &definition.lang));
    let defined = |lang: &&&Lang| term.definition(lang).is_some();
    let lang = languages.iter().find(defined).or(languages.first())?;
    Some((lang, &term.sources))
}

/// What is said in one language.
fn section(
    xml: &mut Xml<'_>,
    term: &Term,
    lang: &Lang,
    words: &[(DesignationKind, &str)],
    sources: &[Origin],
) -> io::Result<()> {
    within(xml, "langSec", &[("xml:lang", lang.as_str())], |xml| {
        if let Some(definition) = term.definition(lang) {
            defined(xml, &[("type", "definition")], &definition.text, sources)?;
        }
        for note in term.notes.iter().filter(|note| note.lang == *lang) {
            text(xml, "note", &[], &note.text)?;
        }
        for (place, (kind, word)) in words.iter().enumerate() {
            within(xml, "termSec", &[], |xml| {
                text(xml, "term", &[], word)?;
                let (category, value) = match kind {
                    DesignationKind::Preferred => {
                        ("administrativeStatus", "preferredTerm-admn-sts")
                    }
                    DesignationKind::Abbreviation => ("termType", "abbreviation"),
                    DesignationKind::Admitted => ("administrativeStatus", "admittedTerm-admn-sts"),
                    DesignationKind::Deprecated => {
                        ("administrativeStatus", "deprecatedTerm-admn-sts")
                    }
                };
                typed(xml, "termNote", category, value)?;
                // A context belongs to a word, so that examples stand with the first.
                let examples = term.examples.iter().filter(|it| it.lang == *lang);
                for example in examples.filter(|_| place == 0) {
                    typed(xml, "descrip", "context", &example.text)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })
}

/// A definition with where it was taken from.
fn defined(
    xml: &mut Xml<'_>,
    attributes: &[(&str, &str)],
    definition: &str,
    sources: &[Origin],
) -> io::Result<()> {
    within(xml, "descripGrp", &[], |xml| {
        text(xml, "descrip", attributes, definition)?;
        sources.iter().try_for_each(|source| admin(xml, source))
    })
}

fn admin(xml: &mut Xml<'_>, source: &Origin) -> io::Result<()> {
    let mut said = source.text.clone();
    if source.modified {
        said.push_str(", modified");
    }
    if let Some(url) = &source.url {
        said.push_str(&format!(" <{url}>"));
    }
    typed(xml, "admin", "source", &said)
}

/// The name of an entry within the file.
fn id(term: &Term) -> String {
    format!("c{}", term.number)
}
