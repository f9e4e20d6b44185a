//! What a check of the record found, as HTML.

mod calls;
#[cfg(test)]
mod tests;

use domain::{
    markdown::escape_html,
    recount::{Fault, Report},
};

/// How many faults are told; the others are only counted.
const TOLD: usize = 50;

/// All of it: the verdict, what is wrong, every call counted again, what was agreed and released.
/// `home` is the address of the process whose record it is here, where it is one.
pub fn findings(report: &Report, home: Option<&str>) -> String {
    let home = home.filter(|home| {
        let own = report.process.as_ref().map(|slug| format!("/p/{slug}"));
        own.as_deref() == Some(*home)
    });
    [
        verdict(report),
        first_fault(report, home),
        more_faults(report),
        remarks(report),
        facts(report),
        calls::calls(report, home),
        calls::agreed(report, home),
        calls::releases(report),
    ]
    .concat()
}

/// The verdict in one sentence.
fn summary(report: &Report) -> String {
    match (report.faults.len(), report.first()) {
        (0, _) | (_, None) => "Nothing is wrong with this record.".to_owned(),
        (1, Some(only)) => format!("One thing is wrong, at line {}.", only.seq),
        (n, Some(first)) => format!("{n} things are wrong, the first at line {}.", first.seq),
    }
}

fn verdict(report: &Report) -> String {
    let (closed, agree) = report.closed();
    let counted_calls = match (closed, agree) {
        (0, _) => "No call has closed yet.".to_owned(),
        (1, 1) => "The one closed call comes out as recorded.".to_owned(),
        (all, agreeing) if all == agreeing => {
            format!("All {all} closed calls come out as recorded.")
        }
        (all, agreeing) => format!("{agreeing} of {all} closed calls come out as recorded."),
    };
    let words = match report.is_sound() {
        true => format!(
            "Each of its {} lines is what was written and follows the one before; every act was allowed when it was done. {counted_calls}",
            report.lines
        ),
        false => format!("It has {} lines. {counted_calls}", report.lines),
    };
    format!(
        "<h2 class=\"check-verdict reading\" data-met=\"{}\" tabindex=\"-1\" id=\"verdict\"><span>{}</span></h2><p class=\"page-lead\">{words}</p>",
        report.is_sound(),
        summary(report),
    )
}

fn first_fault(report: &Report, home: Option<&str>) -> String {
    let Some(fault) = report.first() else {
        return String::new();
    };
    let link = home.filter(|_| fault.line.is_some()).map(|home| {
        let (seq, next) = (fault.seq, fault.seq.saturating_add(1));
        format!("<p><a href=\"{home}/record?cursor={next}#seq-{seq}\">Line {seq} as this site shows it</a></p>")
    });
    format!(
        "<div class=\"notice\" data-kind=\"refused\" id=\"first-fault\"><h3>{}</h3>{}{}</div>",
        heading(fault),
        told(fault),
        link.unwrap_or_default()
    )
}

fn heading(fault: &Fault) -> String {
    let place = match fault.line {
        Some(line) if line as u64 != fault.seq => format!(" (line {line} of the file)"),
        _ => String::new(),
    };
    format!("Line {}{place}: {}", fault.seq, fault.kind.words())
}

fn told(fault: &Fault) -> String {
    let should = fault
        .should
        .as_ref()
        .map(|should| format!("<p class=\"check-should\">{}</p>", escape_html(should)));
    format!(
        "<p>{}</p>{}",
        escape_html(&fault.says),
        should.unwrap_or_default()
    )
}

fn more_faults(report: &Report) -> String {
    let more = report.faults.get(1..).unwrap_or_default();
    if more.is_empty() {
        return String::new();
    }
    let items: String = more
        .iter()
        .take(TOLD)
        .map(|fault| format!("<li><b>{}</b>{}</li>", heading(fault), told(fault)))
        .collect();
    let untold = match more.len().saturating_sub(TOLD) {
        0 => String::new(),
        n => format!("<p>And {n} more.</p>"),
    };
    format!(
        "<details class=\"disclosure\" id=\"more-faults\"><summary>{} more, perhaps because of it</summary>\
         <ol class=\"check-faults\" role=\"list\">{items}</ol>{untold}</details>",
        more.len()
    )
}

fn remarks(report: &Report) -> String {
    let notes: Vec<String> = report
        .remarks
        .iter()
        .map(|remark| format!("Line {}: {}", remark.seq, remark.says))
        .collect();
    if notes.is_empty() {
        return String::new();
    }
    let items: String = notes
        .iter()
        .take(TOLD)
        .map(|note| format!("<li>{}</li>", escape_html(note)))
        .collect();
    format!(
        "<section class=\"part\"><h3>No fault, but good to know</h3><ul class=\"path\">{items}</ul></section>"
    )
}

fn facts(report: &Report) -> String {
    let mut facts = String::new();
    let mut fact = |name: &str, value: &str| {
        facts.push_str(&format!("<dt>{name}</dt><dd>{value}</dd>"));
    };
    if let Some(process) = &report.process {
        fact("Process", &escape_html(process.as_str()));
    }
    if let Some(head) = &report.head {
        let head = format!(
            "<code class=\"digest\">{}</code>",
            escape_html(&head.to_string())
        );
        fact("It ends at", &head);
    }
    if let Some(noted) = &report.noted {
        let missed = report
            .faults
            .iter()
            .any(|it| it.kind == domain::recount::FaultKind::Head);
        let words = match missed {
            true => "is not what you noted",
            false => "is what you noted",
        };
        fact("Your head", &format!("line {} {words}", noted.seq));
    }
    format!("<dl class=\"facts\">{facts}</dl>")
}
