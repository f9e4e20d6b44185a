//! Meetings for people's own calendars.

use domain::{
    Moment, Slug,
    ids::MeetingNo,
    markdown,
    meeting::{Meeting, MeetingState},
};
use formats::calendar::{self, Occasion};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{of, view};
use crate::{
    Caller, Registry, Result,
    tables::meetings::{Column, Model},
};

const MINUTE_MS: i64 = 60_000;
/// How long a meeting takes where its agenda does not tell, in minutes.
const USUAL_MINUTES: i64 = 60;
/// How long a meeting stays in the calendar that one subscribes to, and how many stand in it.
const KEPT_MS: i64 = 90 * 86_400_000;
const KEPT_MAX: u64 = 500;

/// One meeting as a calendar file. Only members find in it where to join.
pub async fn invitation(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
) -> Result<String> {
    let view = registry.view(caller, now, process).await?;
    let row = view::row(&view, meeting).await?;
    written(
        registry,
        process,
        &view.process.title,
        &row,
        view.member.is_some(),
    )
}

/// The meetings of a process as a calendar to subscribe to: what is to come and what was in the last three months, the
/// cancelled ones too, so that they are crossed out. Who is no member finds those that were announced.
pub async fn calendar(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
) -> Result<String> {
    let view = registry.view(caller, now, process).await?;
    let member = view.member.is_some();
    let mut query = of(view.process.id)
        .filter(Column::StartsAt.gt(now.millis() - KEPT_MS))
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Number)
        .limit(KEPT_MAX);
    if !member {
        query = query.filter(Column::Announced.eq(true));
    }
    let rows = query.all(&registry.db).await?;
    let occasions = rows
        .iter()
        .map(|row| occasion(registry.base_url(), process, row, member));
    let occasions = occasions.collect::<Result<Vec<_>>>()?;
    Ok(calendar::write(&view.process.title, &occasions))
}

/// A calendar file of one meeting; `member` says whether its reader may know where to join.
pub(crate) fn written(
    registry: &Registry,
    process: &Slug,
    title: &str,
    row: &Model,
    member: bool,
) -> Result<String> {
    let occasion = occasion(registry.base_url(), process, row, member)?;
    Ok(calendar::write(title, &[occasion]))
}

fn occasion(base_url: &str, process: &Slug, row: &Model, member: bool) -> Result<Occasion> {
    let meeting = row.folded()?;
    let number = meeting.facts.number;
    let url = format!("{base_url}/p/{process}/meetings/{number}");
    let link = row.link.clone().filter(|_| member);
    let starts_at = meeting.facts.starts_at;
    Ok(Occasion {
        uid: format!("{process}-meeting-{number}@{}", host(base_url)),
        revision: meeting.revision,
        planned_at: meeting.at,
        revised_at: meeting.revised_at,
        starts_at,
        ends_at: starts_at + lasts(&meeting) * MINUTE_MS,
        title: meeting.title.to_string(),
        description: description(&meeting, &url, link.as_deref()),
        place: meeting
            .place
            .as_ref()
            .map(ToString::to_string)
            .or_else(|| link.clone()),
        url,
        link,
        cancelled: meeting.facts.state == MeetingState::Cancelled,
    })
}

/// How long it takes, in minutes.
fn lasts(meeting: &Meeting) -> i64 {
    let items = meeting.facts.agenda.iter();
    match items.filter_map(|item| item.minutes).map(i64::from).sum() {
        0 => USUAL_MINUTES,
        minutes => minutes,
    }
}

/// What people should know before they come, the agenda, and where all of it is.
fn description(meeting: &Meeting, url: &str, link: Option<&str>) -> String {
    let mut parts = Vec::new();
    if let Some(reason) = &meeting.cancelled {
        parts.push(format!("Does not take place: {reason}"));
    }
    if let Some(link) = link {
        parts.push(format!("Join: {link}"));
    }
    let introduction = meeting.introduction.as_ref();
    parts.extend(introduction.map(|text| markdown::plain(text)));
    let agenda = agenda(meeting);
    if !agenda.is_empty() {
        parts.push(format!("Agenda\n{}", agenda.join("\n")));
    }
    parts.push(format!("Agenda, materials and changes: {url}"));
    parts.join("\n\n")
}

/// The items as lines: "2. Security update (20 minutes)".
pub(crate) fn agenda(meeting: &Meeting) -> Vec<String> {
    let items = (1..).zip(&meeting.facts.agenda).map(|(at, item)| {
        let time = match item.minutes {
            None => String::new(),
            Some(1) => " (1 minute)".to_owned(),
            Some(minutes) => format!(" ({minutes} minutes)"),
        };
        format!("{at}. {}{time}", item.title)
    });
    items.collect()
}

/// The name of the site, which makes what is known by a number known everywhere.
fn host(base_url: &str) -> &str {
    let (_, rest) = base_url.split_once("://").unwrap_or(("", base_url));
    rest.split(['/', ':']).next().unwrap_or(rest)
}
