//! SKOS: concepts from statements, in the order in which the file comes to speak of them.

use std::collections::{HashMap, HashSet};

use domain::{
    Lang,
    content::{DesignationKind, RelationKind},
};

use super::{
    Fidelity, Place, Problem, Reading, bounded,
    draft::{Draft, markdown_of},
    properties::{SKOS, Says},
    statements::{Object, Statement, Statements},
};

const FIDELITY: Fidelity = Fidelity {
    markdown: false,
    abbreviations: false,
    relations: true,
    adds_stops: false,
};

pub(super) fn read(all: &Statements, lang: &Lang) -> Result<Reading, Problem> {
    let statements = &all.said;
    let mut others = HashSet::new();
    let mut concepts: HashMap<&str, Vec<&Statement>> = HashMap::new();
    let mut order = Vec::new();
    let mut values: HashMap<&str, &Statement> = HashMap::new();
    let is_concept = |statement: &Statement| match (&statement.says, &statement.object) {
        (Says::Type, Object::Node(class)) => class.strip_prefix(SKOS) == Some("Concept"),
        (says, _) => *says == Says::PrefLabel,
    };
    for statement in statements {
        match (&statement.says, &statement.object) {
            (Says::Type, Object::Node(class)) if class.strip_prefix(SKOS) != Some("Concept") => {
                let is_skos = class.starts_with(SKOS);
                is_skos.then(|| others.insert(statement.subject.as_str()));
            }
            (Says::Value, _) => {
                values.entry(&statement.subject).or_insert(statement);
            }
            _ => {}
        }
        if is_concept(statement) && !concepts.contains_key(statement.subject.as_str()) {
            concepts.insert(&statement.subject, Vec::new());
            order.push(statement.subject.as_str());
        }
    }
    for statement in statements {
        if let Some(said) = concepts.get_mut(statement.subject.as_str()) {
            said.push(statement);
        }
    }
    let mut reading = Reading::default();
    // Schemes and collections have labels, too.
    for subject in order
        .into_iter()
        .filter(|subject| !others.contains(subject))
    {
        let said = concepts.remove(subject).unwrap_or_default();
        let place = Place::line(
            said.iter()
                .map(|statement| statement.line)
                .min()
                .unwrap_or(1),
        );
        bounded(reading.entries.len(), place)?;
        let mut draft = Draft::new(place, FIDELITY);
        draft.entry.keys.push(subject.to_owned());
        draft.entry.identity.iri = Some(subject.to_owned());
        // The preferred label goes first, so that another one of the same words gives way to it.
        let (first, rest): (Vec<_>, Vec<_>) = said
            .into_iter()
            .partition(|statement| statement.says == Says::PrefLabel);
        for statement in first.into_iter().chain(rest) {
            take(&mut draft, statement, &values, lang);
        }
        reading.entries.push(draft.finish(lang));
    }
    let concepts = reading.entries.iter().flat_map(|entry| &entry.keys);
    reading.remarks = all.passed_over(concepts.map(String::as_str));
    reading.remarks.extend(collections(statements));
    Ok(reading)
}

/// A remark on what the file gathers concepts in.
fn collections(statements: &[Statement]) -> Option<Problem> {
    let is_collection = |statement: &&Statement| match (&statement.says, &statement.object) {
        (Says::Type, Object::Node(class)) => matches!(
            class.strip_prefix(SKOS),
            Some("Collection" | "OrderedCollection")
        ),
        _ => false,
    };
    let mut found = statements.iter().filter(is_collection);
    let first = Place::line(found.next()?.line);
    let detail = match found.count() + 1 {
        1 => "A collection is passed over: here entries stand in no groups.".to_owned(),
        many => format!("{many} collections are passed over: here entries stand in no groups."),
    };
    Some(Problem::at(first, detail))
}

fn take(
    draft: &mut Draft,
    statement: &Statement,
    values: &HashMap<&str, &Statement>,
    default: &Lang,
) {
    let place = Place::line(statement.line);
    let relation = match statement.says {
        Says::Broader => Some(RelationKind::Broader),
        Says::Narrower => Some(RelationKind::Narrower),
        Says::Related => Some(RelationKind::Related),
        Says::PartOf => Some(RelationKind::PartOf),
        Says::ReplacedBy => Some(RelationKind::ReplacedBy),
        _ => None,
    };
    match (relation, &statement.object) {
        (Some(kind), Object::Node(to)) => return draft.relation(place, kind, to),
        (Some(_), Object::Literal { .. }) => {
            let detail = "A relation leads to a concept, not to a text. Give its address.";
            return draft.wrong(place, field(statement.says), detail);
        }
        _ => {}
    }
    // A definition may be a thing of its own, whose value is the text.
    let object = match &statement.object {
        Object::Node(node) => values.get(node.as_str()).map(|statement| &statement.object),
        literal => Some(literal),
    };
    let object = object.unwrap_or(&statement.object);
    if statement.says == Says::Source {
        return match object {
            Object::Node(iri) => {
                let url = domain::content::is_web_address(iri).then_some(iri.as_str());
                draft.source(place, "source", (iri, url, false));
            }
            Object::Literal { text, .. } => {
                let url = domain::content::is_web_address(text).then_some(text.as_str());
                draft.source(place, "source", (text, url, false));
            }
        };
    }
    let Object::Literal { text, lang } = object else {
        return;
    };
    let name = field(statement.says);
    let lang = match lang {
        Some(tag) => draft.lang(place, name, tag),
        None => Some(default.clone()),
    };
    let Some(lang) = lang else {
        return;
    };
    match statement.says {
        Says::PrefLabel => {
            draft.designation(place, name, &lang, DesignationKind::Preferred, text);
        }
        Says::AltLabel => draft.designation(place, name, &lang, DesignationKind::Admitted, text),
        Says::HiddenLabel => {
            draft.designation(place, name, &lang, DesignationKind::Deprecated, text);
        }
        Says::Definition => draft.definition(place, name, &lang, &markdown_of(text)),
        Says::Note | Says::Example => draft.phrase(place, name, &lang, &markdown_of(text)),
        Says::Deprecated => draft.entry.retired |= text == "true" || text == "1",
        _ => {}
    }
}

fn field(says: Says) -> &'static str {
    match says {
        Says::PrefLabel => "prefLabel",
        Says::AltLabel => "altLabel",
        Says::HiddenLabel => "hiddenLabel",
        Says::Definition => "definition",
        Says::Note => "scopeNote",
        Says::Example => "example",
        Says::Broader => "broader",
        Says::Narrower => "narrower",
        Says::Related => "related",
        Says::PartOf => "isPartOf",
        Says::ReplacedBy => "isReplacedBy",
        Says::Deprecated => "deprecated",
        Says::Type | Says::Value | Says::Source => "source",
    }
}
