//! What is doubtful in a definition, as HTML.

use domain::{
    lint::{Draft, Finding, Level, Lexicon, Lint, Part, Substitution, lint, substitution},
    markdown::escape_html,
};

/// The fields that findings lead to, by their ids: of the definition, and of each example without
/// its number. There are none before a program runs that can lead there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    pub definition: String,
    pub example: String,
}

/// A list of what is doubtful in a draft, and the definition in place of its word.
pub fn advice(draft: &Draft, lexicon: &Lexicon, fields: Option<&Fields>) -> String {
    let found = lint(draft, lexicon);
    let items = if draft.definition.trim().is_empty() {
        plain(
            "hint",
            "Nothing written yet.",
            "Advice on the definition appears here.",
        )
    } else if found.is_empty() {
        plain(
            "fine",
            "",
            "One sentence, no article at its start, not negative, not circular.",
        )
    } else {
        let items = found.iter().map(|finding| item(finding, draft, fields));
        items.collect()
    };
    let shown = found
        .iter()
        .any(|finding| matches!(finding.lint, Lint::Unfit { .. }));
    let example = substitution(draft, lexicon).filter(|_| !shown);
    let example = example.map_or(String::new(), |it| {
        format!(
            "<p class=\"lint-source\">In place of the word:</p>{}",
            substituted(&it)
        )
    });
    format!("<ul class=\"lint\">{items}</ul>{example}")
}

fn plain(level: &str, title: &str, words: &str) -> String {
    let title = match title {
        "" => String::new(),
        title => format!("<span class=\"lint-word\">{title}</span> "),
    };
    format!("<li class=\"lint-item\" data-level=\"{level}\"><div><p>{title}{words}</p></div></li>")
}

fn item(finding: &Finding, draft: &Draft, fields: Option<&Fields>) -> String {
    let level = match finding.lint.level() {
        Level::Problem => "problem",
        Level::Hint => "hint",
    };
    let place = fields.and_then(|fields| place(finding, draft, fields));
    let title = finding.lint.title();
    let title = match &place {
        Some(place) => {
            format!("<button class=\"lint-word\" type=\"button\"{place}>{title}.</button>")
        }
        None => format!("<span class=\"lint-word\">{title}.</span>"),
    };
    let part = match finding.part {
        Part::Definition => String::new(),
        Part::Example(at) => format!("Example {}: ", at + 1),
    };
    let reason = escape_html(&finding.reason());
    let offer = offer(finding, place.as_deref()).unwrap_or_default();
    let shown = match &finding.lint {
        Lint::Unfit { substitution, .. } => substituted(substitution),
        _ => String::new(),
    };
    let source = finding.lint.source();
    format!(
        "<li class=\"lint-item\" data-level=\"{level}\"><div><p>{part}{title} {reason}{offer}</p>\
         {shown}<p class=\"lint-source\">{source}</p></div></li>"
    )
}

/// Which letters of which field it speaks of, counted as browsers do.
fn place(finding: &Finding, draft: &Draft, fields: &Fields) -> Option<String> {
    let span = finding.span.clone()?;
    let (field, source) = match finding.part {
        Part::Definition => (fields.definition.clone(), &draft.definition),
        Part::Example(at) => {
            let field = format!("{}-{}", fields.example, at + 1);
            (field, draft.examples.get(at)?)
        }
    };
    let units = |end: usize| Some(source.get(..end)?.encode_utf16().count());
    Some(format!(
        " data-in=\"{}\" data-from=\"{}\" data-to=\"{}\"",
        escape_html(&field),
        units(span.start)?,
        units(span.end)?
    ))
}

/// A button that puts other words in place of those found.
fn offer(finding: &Finding, place: Option<&str>) -> Option<String> {
    let (place, instead) = (place?, finding.lint.instead()?);
    let words = match &finding.lint {
        Lint::Deprecated { preferred, .. } => format!("Use “{preferred}”"),
        _ => format!("Link “{}”", finding.words),
    };
    Some(format!(
        " <button class=\"link-button\" type=\"button\"{place} data-put=\"{}\">{}</button>",
        escape_html(instead),
        escape_html(&words)
    ))
}

fn substituted(it: &Substitution) -> String {
    format!(
        "<p class=\"substitution\">{}<mark>{}</mark>{}</p>",
        escape_html(&it.before),
        escape_html(&it.definition),
        escape_html(&it.after)
    )
}
