//! What a meeting has to say to the members: that it is planned, at another time or place, or does not take place.
//! It comes along as a file for their calendars, which cross out or move what they know already.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Moment, Slug,
    ids::MeetingNo,
    meeting::{Meeting, MeetingState},
};
use sea_orm::EntityTrait;

use super::{
    concerns::Met,
    letter::{Item, quoted, time},
    roll::Recipient,
};
use crate::{
    Attachment, Registry, Result,
    meetings::{agenda_lines, written},
    tables::meetings,
};

/// How many items of an agenda a letter names; the file has them all.
const ITEMS_TOLD: usize = 20;

/// What is to be told of these meetings, with the files.
pub(super) async fn tell(
    registry: &Registry,
    now: Moment,
    who: &Recipient,
    met: &BTreeMap<MeetingNo, BTreeSet<Met>>,
) -> Result<(Vec<Item>, Vec<Attachment>)> {
    let process = who.process()?;
    let (mut items, mut files) = (Vec::new(), Vec::new());
    for (number, happened) in met {
        let key = (who.process_id, i64::from(*number));
        let Some(row) = meetings::Entity::find_by_id(key).one(&registry.db).await? else {
            continue;
        };
        let meeting = row.folded()?;
        let Some(item) = told(&process, &meeting, row.link.as_deref(), happened, now) else {
            continue;
        };
        items.push(item);
        files.push(Attachment {
            name: format!("{process}-meeting-{number}.ics"),
            media_type: formats::calendar::MEDIA_TYPE,
            bytes: written(registry, &process, &who.title, &row, true)?.into_bytes(),
        });
    }
    Ok((items, files))
}

/// What is to be told of one meeting as it stands now. Of one that began or is over there is nothing, nor of one that
/// was cancelled before the reader heard of it.
fn told(
    process: &Slug,
    meeting: &Meeting,
    link: Option<&str>,
    happened: &BTreeSet<Met>,
    now: Moment,
) -> Option<Item> {
    let new = happened.contains(&Met::Planned);
    let (number, starts_at) = (meeting.facts.number, meeting.facts.starts_at);
    let name = format!("Meeting {number}, “{}”,", meeting.title);
    let begins = time(starts_at);
    let (what, more) = match meeting.facts.state {
        _ if starts_at <= now => return None,
        MeetingState::Running | MeetingState::Ended => return None,
        MeetingState::Cancelled if new => return None,
        MeetingState::Cancelled => {
            let reason = meeting.cancelled.as_ref();
            let reason =
                reason.map(|text| format!("In the words of the convener: {}", quoted(text)));
            (
                format!("{name} does not take place on {begins}"),
                reason.into_iter().collect(),
            )
        }
        MeetingState::Planned if new => (format!("{name} begins on {begins}"), plan(meeting, link)),
        MeetingState::Planned => (
            format!("{name} is at another time or place: it begins on {begins}"),
            plan(meeting, link),
        ),
    };
    Some(Item {
        waits: false,
        what,
        more,
        path: format!("/p/{process}/meetings/{number}"),
    })
}

fn plan(meeting: &Meeting, link: Option<&str>) -> Vec<String> {
    let mut more = Vec::new();
    more.extend(
        meeting
            .place
            .as_ref()
            .map(|place| format!("Place: {place}")),
    );
    more.extend(link.map(|link| format!("Join: {link}")));
    let agenda = agenda_lines(meeting);
    if !agenda.is_empty() {
        more.push("Agenda:".to_owned());
        let rest = agenda.len().saturating_sub(ITEMS_TOLD);
        more.extend(agenda.into_iter().take(ITEMS_TOLD));
        more.extend((rest > 0).then(|| format!("… and {rest} more")));
    }
    let until = meeting.facts.suggestions_until;
    more.extend(
        until.map(|until| format!("Participants can suggest items until {}.", time(until))),
    );
    more
}
