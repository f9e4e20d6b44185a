//! How a line differs from what should stand in it, in words.

use serde_json::Value;

use super::{FaultKind, Wrong};
use crate::{
    Event,
    reading::{Numbers, Outcome, Verdict},
};

/// How many differences are told, and how much of each value.
const TOLD: usize = 3;
const SHOWN: usize = 80;

/// What is wrong with a line that states something else than what is computed.
pub(super) fn compare(stated: &Event, computed: &Event) -> Option<Wrong> {
    if stated == computed {
        return None;
    }
    if let (
        Event::CallClosed { call, outcome, .. },
        Event::CallClosed {
            outcome: counted, ..
        },
    ) = (stated, computed)
        && outcome.result != counted.result
    {
        let says = format!(
            "It says that call {call} {}. Counted again it {}.",
            ended(outcome),
            ended(counted)
        );
        let wrong = Wrong::new(FaultKind::Miscounted, says);
        return Some(wrong.should(missing(counted)));
    }
    let value = |event: &Event| serde_json::to_value(event).unwrap_or_default();
    let (stated, computed) = (value(stated), value(computed));
    if stated["act"] != computed["act"] {
        let says = format!(
            "It is {}, which does not follow here.",
            shown(&stated["act"])
        );
        let should = format!("{} should stand there.", shown(&computed["act"]));
        return Some(Wrong::not_allowed(says).should(should));
    }
    let mut found = Vec::new();
    differ(&stated["data"], &computed["data"], "", &mut found);
    let told = |which: fn(&Difference) -> String| {
        let told: Vec<_> = found.iter().take(TOLD).map(which).collect();
        let more = found.len().saturating_sub(TOLD);
        match more {
            0 => told.join("; "),
            more => format!("{}; and {more} more", told.join("; ")),
        }
    };
    let says = format!(
        "It does not say what follows from the lines before it: {}.",
        told(|it| format!("{} is {}", it.path, it.stated))
    );
    let should = format!(
        "{}.",
        told(|it| format!("{} should be {}", it.path, it.computed))
    );
    Some(Wrong::new(FaultKind::Miscounted, says).should(should))
}

fn ended(outcome: &Outcome) -> &'static str {
    match outcome.result {
        Verdict::Reached => "reached agreement",
        Verdict::NotReached => "did not reach agreement",
    }
}

fn missing(counted: &Outcome) -> String {
    let missing: Vec<_> = counted
        .missing
        .iter()
        .map(|finding| finding.text(&Numbers))
        .collect();
    match missing.is_empty() {
        true => "Nothing is missing.".to_owned(),
        false => format!("Missing: {}.", missing.join("; ")),
    }
}

struct Difference {
    path: String,
    stated: String,
    computed: String,
}

fn differ(stated: &Value, computed: &Value, path: &str, found: &mut Vec<Difference>) {
    let inner = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    match (stated, computed) {
        (Value::Object(one), Value::Object(other)) => {
            let names = one
                .keys()
                .chain(other.keys().filter(|name| !one.contains_key(*name)));
            for name in names {
                differ(&stated[name], &computed[name], &inner(name), found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                differ(one, other, &inner(&index.to_string()), found);
            }
        }
        _ if stated != computed => found.push(Difference {
            path: format!("`{path}`"),
            stated: shown(stated),
            computed: shown(computed),
        }),
        _ => {}
    }
}

fn shown(value: &Value) -> String {
    let text = match value {
        Value::Null => return "absent".to_owned(),
        Value::String(text) => format!("“{text}”"),
        other => other.to_string(),
    };
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
