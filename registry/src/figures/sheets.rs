//! The figures as tables for spreadsheets (RFC 4180), each cell harmless there.

use csv::{Terminator, WriterBuilder};
use domain::{
    Moment, Slug,
    figures::{AgendaShare, GroupResponses, Limit, Neutrality, Response},
    ids::CallNo,
};

use crate::{Caller, Error, Registry, Result, names::Names};

/// One figure on each line: which, of whom, of what, and its value or its times.
const NEUTRALITY: [&str; 9] = [
    "figure",
    "group",
    "group_name",
    "about",
    "measure",
    "value",
    "at",
    "until",
    "reason",
];
const VOICE: [&str; 7] = [
    "group",
    "group_name",
    "participants",
    "proposals",
    "redlines",
    "comments",
    "positions",
];
const ENTRIES: [&str; 8] = [
    "at",
    "proposed",
    "discussed",
    "called",
    "agreed",
    "withdrawn",
    "retired",
    "released",
];
const POSITIONS: [&str; 8] = [
    "at", "support", "accept", "concern", "object", "abstain", "silent", "recused",
];

/// The convener's own figures as CSV.
pub async fn neutrality_csv(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Vec<u8>> {
    let view = registry.view(caller, now, process).await?;
    let names = registry.names(&view.process).await?;
    let figures = view.figures().await?.neutrality();
    table(&NEUTRALITY, neutrality_rows(&figures, &names)?)
}

/// Each group's share of what was said, as CSV.
pub async fn voice_csv(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Vec<u8>> {
    let view = registry.view(caller, now, process).await?;
    let names = registry.names(&view.process).await?;
    let voice = view.figures().await?.voice();
    let rows = voice.groups.iter().map(|it| {
        let said = &it.spoken;
        let [slug, name] = group(it.group.as_ref(), &names);
        vec![
            slug,
            name,
            said.participants.to_string(),
            said.proposals.to_string(),
            said.redlines.to_string(),
            said.comments.to_string(),
            said.positions.to_string(),
        ]
    });
    table(&VOICE, rows)
}

/// Where the entries stood, as CSV.
pub async fn entries_csv(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<Vec<u8>> {
    let entries = super::entries(registry, caller, now, process).await?;
    let rows = entries.points.iter().map(|it| {
        let counts = [
            it.proposed,
            it.discussed,
            it.called,
            it.agreed,
            it.withdrawn,
            it.retired,
            it.released,
        ];
        counted(it.at, &counts)
    });
    table(&ENTRIES, rows)
}

/// How the positions of a call came about, as CSV; of a blind call only the head before it has closed.
pub async fn positions_csv(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
) -> Result<Vec<u8>> {
    let positions = super::positions(registry, caller, now, process, call).await?;
    let rows = positions.points.iter().map(|it| {
        let counts = [
            it.support, it.accept, it.concern, it.object, it.abstain, it.silent, it.recused,
        ];
        counted(it.at, &counts)
    });
    table(&POSITIONS, rows)
}

fn counted(at: Moment, counts: &[u32]) -> Vec<String> {
    let counts = counts.iter().map(ToString::to_string);
    std::iter::once(at.to_string()).chain(counts).collect()
}

fn neutrality_rows(figures: &Neutrality, names: &Names) -> Result<Vec<Vec<String>>> {
    let mut rows = Vec::new();
    for tenure in &figures.conveners {
        let mut row = Row::new("convener", None, names);
        row.about = format!("member {}", tenure.member);
        row.measure = "convened".to_owned();
        row.at = tenure.from.to_string();
        row.until = tenure.until.map(text).unwrap_or_default();
        rows.push(row.cells());
    }
    for act in &figures.acts {
        let mut row = Row::new("acts", None, names);
        row.about.clone_from(&act.act);
        row.measure = "count".to_owned();
        row.value = act.count.to_string();
        row.at = act.newest.to_string();
        rows.push(row.cells());
    }
    for group in &figures.responses.groups {
        rows.extend(responses(group, names));
    }
    for share in &figures.agenda.groups {
        rows.extend(agenda(share, names));
    }
    for limit in &figures.limits {
        rows.push(limited(limit, names)?);
    }
    Ok(rows)
}

fn responses(of: &GroupResponses, names: &Names) -> Vec<Vec<String>> {
    let matters = [
        ("interests", &of.interests),
        ("contests", &of.contests),
        ("objections", &of.objections),
        ("all", &of.all),
    ];
    let mut rows = Vec::new();
    for (about, response) in matters {
        for (measure, value) in measures(response) {
            let mut row = Row::new("response", of.group.as_ref(), names);
            row.about = about.to_owned();
            row.measure = measure.to_owned();
            row.value = value;
            rows.push(row.cells());
        }
    }
    rows
}

fn measures(of: &Response) -> [(&'static str, String); 7] {
    [
        ("asked", of.asked.to_string()),
        ("answered", of.answered.to_string()),
        ("ended_otherwise", of.ended_otherwise.to_string()),
        ("waiting", of.waiting.to_string()),
        (
            "waiting_since",
            of.waiting_since.map(text).unwrap_or_default(),
        ),
        (
            "median_seconds",
            of.median_seconds.map(text).unwrap_or_default(),
        ),
        (
            "longest_seconds",
            of.longest_seconds.map(text).unwrap_or_default(),
        ),
    ]
}

fn agenda(share: &AgendaShare, names: &Names) -> Vec<Vec<String>> {
    let measures = [
        ("calls", share.calls),
        ("entries", share.entries),
        ("participants", share.participants),
    ];
    let row = |(measure, value): (&str, u32)| {
        let mut row = Row::new("agenda", share.group.as_ref(), names);
        row.measure = measure.to_owned();
        row.value = value.to_string();
        row.cells()
    };
    measures.into_iter().map(row).collect()
}

fn limited(limit: &Limit, names: &Names) -> Result<Vec<String>> {
    let about = [
        limit.call.map(|call| format!("call {call}")),
        limit.member.map(|member| format!("member {member}")),
        limit.number.map(text),
    ];
    let mut row = Row::new("limit", None, names);
    row.about = about.into_iter().flatten().collect::<Vec<_>>().join(", ");
    row.measure = crate::rows::word(&limit.kind)?;
    row.at = limit.at.to_string();
    row.until = limit.until.map(text).unwrap_or_default();
    row.reason = limit.reason.as_ref().map(text).unwrap_or_default();
    Ok(row.cells())
}

/// A line of the convener's figures.
#[derive(Debug, Default)]
struct Row {
    figure: &'static str,
    group: [String; 2],
    about: String,
    measure: String,
    value: String,
    at: String,
    until: String,
    reason: String,
}

impl Row {
    fn new(figure: &'static str, of: Option<&Slug>, names: &Names) -> Self {
        Self {
            figure,
            group: group(of, names),
            ..Self::default()
        }
    }

    fn cells(self) -> Vec<String> {
        let [slug, name] = self.group;
        let figure = self.figure.to_owned();
        vec![
            figure,
            slug,
            name,
            self.about,
            self.measure,
            self.value,
            self.at,
            self.until,
            self.reason,
        ]
    }
}

/// The slug of a group and its name in the charter; nothing for what belongs to none.
fn group(slug: Option<&Slug>, names: &Names) -> [String; 2] {
    slug.map_or_else(Default::default, |slug| {
        [slug.to_string(), names.group(slug)]
    })
}

fn text(value: impl ToString) -> String {
    value.to_string()
}

fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let failed = |error: csv::Error| Error::Storage(error.to_string());
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(head).map_err(failed)?;
    for row in rows {
        let row = row.iter().map(|cell| formats::harmless(cell));
        writer.write_record(row).map_err(failed)?;
    }
    writer
        .into_inner()
        .map_err(|error| Error::Storage(error.to_string()))
}
