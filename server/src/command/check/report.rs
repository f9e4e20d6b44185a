//! What was found, as lines for people, as JSON and as SARIF 2.1.0, which code hosts show beside the lines.

use std::{
    fmt::{self, Write},
    path::Path,
};

use anyhow::Result;
use domain::{
    release::Document,
    usage::{Finding, Kind},
};
use serde_json::{Value, json};

/// The most characters of a line that are shown.
const EXCERPT_MAX: usize = 120;

/// The kinds of findings, each with what it means.
const RULES: [(&str, &str); 4] = [
    ("deprecated", "A word that another one is preferred to"),
    ("retired", "A term that was retired from the glossary"),
    ("outdated", "A link to a term whose words changed since"),
    (
        "undefined",
        "A link to a term that the glossary does not have",
    ),
];

/// Findings with where they are.
#[derive(Debug, Default)]
pub(super) struct Report {
    files: usize,
    places: Vec<Place>,
}

#[derive(Debug)]
struct Place {
    file: String,
    /// Where it is, as SARIF tells it.
    uri: String,
    start: Position,
    end: Position,
    excerpt: String,
    finding: Finding,
}

/// Both count from 1; columns are characters.
#[derive(Debug, Clone, Copy)]
struct Position {
    line: usize,
    column: usize,
}

/// A report as it is printed.
pub(super) struct Told {
    text: String,
    clean: bool,
}

impl Told {
    pub(super) fn is_clean(&self) -> bool {
        self.clean
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Report {
    pub(super) fn add(&mut self, path: &Path, text: &str, findings: Vec<Finding>) {
        self.files += 1;
        // Addresses have slashes, whatever the system has.
        let file = path.display().to_string().replace('\\', "/");
        let uri = uri(path, &file);
        self.places
            .extend(findings.into_iter().map(|finding| Place {
                file: file.clone(),
                uri: uri.clone(),
                start: position(text, finding.at.start),
                end: position(text, finding.at.end),
                excerpt: excerpt(text, finding.at.start),
                finding,
            }));
    }

    pub(super) fn human(self, document: &Document) -> Told {
        let mut text = String::new();
        for place in &self.places {
            let Position { line, column } = place.start;
            text.push_str(&format!(
                "{}:{line}:{column}: {}: {}\n    {}\n",
                place.file,
                place.finding.kind.name(),
                message(&place.finding),
                place.excerpt
            ));
        }
        let (files, found) = (self.files, self.places.len());
        let s = |count: usize| if count == 1 { "" } else { "s" };
        let _ = writeln!(
            text,
            "{found} finding{} in {files} file{}, against {} {}",
            s(found),
            s(files),
            document.glossary.title,
            document.version
        );
        self.told(text)
    }

    pub(super) fn json(self, document: &Document) -> Result<Told> {
        let findings: Vec<Value> = self
            .places
            .iter()
            .map(|place| {
                json!({
                    "file": place.file,
                    "line": place.start.line,
                    "column": place.start.column,
                    "end_line": place.end.line,
                    "end_column": place.end.column,
                    "kind": place.finding.kind.name(),
                    "found": place.finding.found,
                    "instead": instead(&place.finding.kind),
                    "message": message(&place.finding),
                    "excerpt": place.excerpt,
                })
            })
            .collect();
        let whole = json!({
            "glossary": document.glossary.id,
            "version": document.version,
            "files": self.files,
            "findings": findings,
        });
        let text = serde_json::to_string_pretty(&whole)? + "\n";
        Ok(self.told(text))
    }

    pub(super) fn sarif(self, document: &Document) -> Result<Told> {
        let rules: Vec<Value> = RULES
            .iter()
            .map(|(id, words)| json!({"id": id, "shortDescription": {"text": words}}))
            .collect();
        let results: Vec<Value> = self.places.iter().map(result).collect();
        let whole = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "parlance check",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                }},
                "columnKind": "unicodeCodePoints",
                "properties": {
                    "glossary": document.glossary.id,
                    "version": document.version,
                },
                "results": results,
            }],
        });
        let text = serde_json::to_string_pretty(&whole)? + "\n";
        Ok(self.told(text))
    }

    fn told(self, text: String) -> Told {
        Told {
            text,
            clean: self.places.is_empty(),
        }
    }
}

fn result(place: &Place) -> Value {
    let name = place.finding.kind.name();
    let level = match place.finding.kind {
        Kind::Undefined => "error",
        Kind::Deprecated { .. } | Kind::Retired { .. } => "warning",
        Kind::Outdated { .. } => "note",
    };
    json!({
        "ruleId": name,
        "ruleIndex": RULES.iter().position(|(id, _)| *id == name),
        "level": level,
        "message": {"text": message(&place.finding)},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": place.uri},
            "region": {
                "startLine": place.start.line,
                "startColumn": place.start.column,
                "endLine": place.end.line,
                "endColumn": place.end.column,
            },
        }}],
    })
}

fn message(finding: &Finding) -> String {
    let found = &finding.found;
    match &finding.kind {
        Kind::Deprecated { instead } => {
            format!("use \"{}\" instead of \"{found}\"", instead.word)
        }
        Kind::Retired {
            instead: Some(other),
        } => format!("\"{found}\" was retired; use \"{}\"", other.word),
        Kind::Retired { instead: None } => format!("\"{found}\" was retired"),
        Kind::Outdated {
            term,
            since,
            changed,
        } => format!(
            "what \"{}\" means changed in {changed}; this speaks of {since}",
            term.word
        ),
        Kind::Undefined => format!("the glossary has no term \"{found}\""),
    }
}

fn instead(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Deprecated { instead }
        | Kind::Retired {
            instead: Some(instead),
        } => Some(&instead.word),
        Kind::Retired { instead: None } | Kind::Outdated { .. } | Kind::Undefined => None,
    }
}

fn position(text: &str, at: usize) -> Position {
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    Position {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

/// The line a finding begins on, cut to what can be read at a glance.
fn excerpt(text: &str, at: usize) -> String {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let column = text[start..at].chars().count();
    let skipped = column.saturating_sub(EXCERPT_MAX / 2);
    let shown: String = line.chars().skip(skipped).take(EXCERPT_MAX).collect();
    let before = if skipped > 0 { "…" } else { "" };
    let behind = if line.chars().count() > skipped + EXCERPT_MAX {
        "…"
    } else {
        ""
    };
    format!("{before}{}{behind}", shown.trim())
}

/// A path as a reference: a whole one as an address of a file, any other one relative to where the program runs, without a
/// `.` that whoever compares addresses would have to take off.
fn uri(path: &Path, file: &str) -> String {
    let mut uri = match path.is_absolute() {
        true if file.starts_with('/') => "file://".to_owned(),
        true => "file:///".to_owned(),
        false => String::new(),
    };
    for byte in file.trim_start_matches("./").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
