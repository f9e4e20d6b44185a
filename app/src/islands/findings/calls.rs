//! What calls came to, which wordings were agreed, what was released.

use domain::{
    call::{CallState, Subject},
    ids::EntryNo,
    markdown::escape_html,
    reading::{Counts, Level, ToldReadings, Verdict},
    recount::{Counted, Report},
};

pub(super) fn calls(report: &Report, home: Option<&str>) -> String {
    if report.calls.is_empty() {
        return String::new();
    }
    let items: String = report
        .calls
        .iter()
        .map(|call| one(call, report, home))
        .collect();
    format!(
        "<section class=\"part\"><h3>Every call, counted again</h3>\
         <ul class=\"check-calls\" role=\"list\">{items}</ul></section>"
    )
}

fn one(call: &Counted, report: &Report, home: Option<&str>) -> String {
    let number = call.call;
    let subject = call.subject.as_ref().map(|subject| asked(subject, report));
    let came = match (&call.outcome, call.state) {
        (Some(outcome), _) => result(outcome.result),
        (None, Some(CallState::Withdrawn)) => "withdrawn",
        (None, Some(CallState::Scheduled)) => "not open yet",
        (None, _) if call.stated.is_some() => "cannot be counted",
        (None, _) => "still open",
    };
    let agrees = match (call.agrees, call.stated) {
        (None, _) => String::new(),
        (Some(true), _) => met(true, "as recorded"),
        (Some(false), None) => met(false, "differs"),
        (Some(false), Some(stated)) => met(
            false,
            &format!("differs: the record says {}", result(stated)),
        ),
    };
    let row = format!(
        "<span><b>Call {number}</b> <span class=\"check-asked\">{}</span></span>\
         <span class=\"check-came\"><span>{came}</span> {agrees}</span>",
        escape_html(&subject.unwrap_or_default())
    );
    let inner = match counted(call, report, home) {
        Some(count) => format!(
            "<details class=\"disclosure\" id=\"count-{number}\"><summary>{row}</summary><div class=\"check-count\">{count}</div></details>"
        ),
        None => format!("<p class=\"check-row\">{row}</p>"),
    };
    format!("<li class=\"check-call\" id=\"call-{number}\">{inner}</li>")
}

/// Whether it comes out, with a glyph and in words.
fn met(met: bool, words: &str) -> String {
    format!("<span class=\"reading\" data-met=\"{met}\">{words}</span>")
}

const fn result(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Reached => "reached",
        Verdict::NotReached => "not reached",
    }
}

/// What a call asked about, in a few words.
fn asked(subject: &Subject, report: &Report) -> String {
    match subject {
        Subject::Wording { entry, wording } => {
            format!("wording {wording} of {}", named(report, *entry))
        }
        Subject::Retirement { entry, .. } => format!("retirement of {}", named(report, *entry)),
        Subject::Rule { .. } => "the rule".to_owned(),
        Subject::Release { version, .. } => format!("release {version}"),
        Subject::Charter { .. } => "the charter".to_owned(),
        Subject::Resolution { .. } => "a resolution".to_owned(),
        Subject::Minutes { meeting } => format!("the minutes of meeting {meeting}"),
    }
}

fn named(report: &Report, number: EntryNo) -> String {
    match report.entries.iter().find(|entry| entry.entry == number) {
        Some(entry) => format!("“{}”", entry.slug),
        None => format!("entry {number}"),
    }
}

/// The counts of every group, what was missing, and what the presets would have made of it.
fn counted(call: &Counted, report: &Report, home: Option<&str>) -> Option<String> {
    let tally = call.tally.as_ref()?;
    let name = |slug: &domain::Slug| {
        let group = report.groups.iter().find(|group| group.slug == *slug);
        group.map_or_else(|| slug.to_string(), |group| group.name.to_string())
    };
    let rows: String = tally
        .groups
        .iter()
        .map(|(slug, counts)| row(&name(slug), counts))
        .collect();
    let missing: String = call
        .outcome
        .iter()
        .flat_map(|outcome| &outcome.missing)
        .map(|missing| format!("<li>{}</li>", escape_html(&missing.text)))
        .collect();
    let missing = match missing.is_empty() {
        true => String::new(),
        false => format!("<p>Missing:</p><ul class=\"path\">{missing}</ul>"),
    };
    let rule = call.rule.as_deref().unwrap_or_default();
    let lines = match (call.opened, call.closed) {
        (Some(opened), Some(closed)) => {
            format!(" It opened with line {opened} and closed with line {closed}.")
        }
        _ => String::new(),
    };
    let link = home.map(|home| {
        let number = call.call;
        format!(" <a href=\"{home}/calls/{number}\">Call {number} as this site shows it</a>")
    });
    Some(format!(
        "<p>Under the rule “{}”.{lines}{}</p>\
         <table class=\"table table-stack tally-table\"><caption class=\"unseen\">Call {}, counted again</caption>\
         <thead><tr><th scope=\"col\">Group</th><th scope=\"col\">Heard</th>\
         <th scope=\"col\" class=\"number\">Support</th><th scope=\"col\" class=\"number\">Accept</th>\
         <th scope=\"col\" class=\"number\">Concern</th><th scope=\"col\" class=\"number\">Object</th>\
         <th scope=\"col\" class=\"number\">Abstain</th></tr></thead>\
         <tbody>{rows}</tbody><tfoot>{}</tfoot></table>{missing}{}",
        escape_html(rule),
        link.unwrap_or_default(),
        call.call,
        row("All", &tally.all),
        call.readings.as_ref().map(readings).unwrap_or_default()
    ))
}

fn row(name: &str, counts: &Counts) -> String {
    let cells: String = [
        ("Support", counts.support),
        ("Accept", counts.accept),
        ("Concern", counts.concern),
        ("Object", counts.object),
        ("Abstain", counts.abstain),
    ]
    .into_iter()
    .map(|(label, count)| match count {
        0 => "<td class=\"number\"></td>".to_owned(),
        count => format!("<td class=\"number\" data-label=\"{label}\">{count}</td>"),
    })
    .collect();
    format!(
        "<tr><th scope=\"row\">{}</th><td data-label=\"Heard\">{} of {}</td>{cells}</tr>",
        escape_html(name),
        counts.cast,
        counts.eligible
    )
}

fn readings(told: &ToldReadings) -> String {
    let level = match told.level {
        Level::None => "nobody said yes or no",
        Level::FullConsensus => "full consensus",
        Level::Consensus => "consensus",
        Level::StrongSupport => "strong support but significant opposition",
        Level::Divergence => "divergence",
    };
    let names = |met: bool| {
        let presets = told.presets.iter().filter(|it| it.reading.met == met);
        let names: Vec<_> = presets
            .map(|it| format!("“{}”", escape_html(&it.name)))
            .collect();
        match names.is_empty() {
            true => "none".to_owned(),
            false => names.join(", "),
        }
    };
    format!(
        "<p>Level: {level}. Presets that it would meet: {}; that it would not: {}.</p>",
        names(true),
        names(false)
    )
}

pub(super) fn agreed(report: &Report, home: Option<&str>) -> String {
    let rows: String = report
        .entries
        .iter()
        .filter_map(|entry| {
            let (wording, call) = (entry.agreed?, entry.call?);
            let name = match home {
                Some(home) => format!("<a href=\"{home}/entries/{0}\">{0}</a>", entry.slug),
                None => entry.slug.to_string(),
            };
            Some(format!(
                "<tr><th scope=\"row\">{name}</th><td data-label=\"Wording\">{wording} of {}</td><td data-label=\"Agreed in\">call {call}</td></tr>",
                entry.wordings
            ))
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "<section class=\"part\"><h3>Which wording of each entry was agreed</h3>\
         <details class=\"disclosure\" id=\"agreed-wordings\"><summary>The agreed wordings</summary>\
         <table class=\"table table-stack\"><caption class=\"unseen\">Agreed wordings</caption>\
         <thead><tr><th scope=\"col\">Entry</th><th scope=\"col\">Wording</th><th scope=\"col\">Agreed in</th></tr></thead>\
         <tbody>{rows}</tbody></table></details></section>"
    )
}

pub(super) fn releases(report: &Report) -> String {
    if report.releases.is_empty() {
        return String::new();
    }
    let items: String = report
        .releases
        .iter()
        .map(|release| {
            let least = release.at_least.map_or_else(String::new, |least| {
                format!("; by what changed it had to be {least} or higher")
            });
            let came = match release.agrees {
                true => met(true, "as recorded"),
                false => met(false, "differs from what was agreed"),
            };
            format!(
                "<li class=\"check-call\"><p class=\"check-row\"><span><b>{}</b> <span class=\"check-asked\">{} terms, line {}{least}</span></span>\
                 <span class=\"check-came\">{came}</span></p></li>",
                release.version, release.terms, release.line
            )
        })
        .collect();
    format!(
        "<section class=\"part\"><h3>Releases</h3><ul class=\"check-calls\" role=\"list\">{items}</ul></section>"
    )
}
