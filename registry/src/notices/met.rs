//! What a meeting has to say to the members: that it is planned, at another time or place, or does not take place.
//! It comes along as a file for their calendars, which cross out or move what they know already. Afterwards, that its
//! minutes are before everybody, what it gave one to do, and what became of one's corrections.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Moment, Slug,
    ids::MeetingNo,
    meeting::{ActionState, Meeting, MeetingState},
    record::CorrectionAnswer,
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
    rows::word,
    tables::{meeting_actions, meetings},
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
        items.extend(came_of(registry, who, &process, &meeting, happened, now).await?);
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
    if !new && !happened.contains(&Met::Moved) && !happened.contains(&Met::Cancelled) {
        return None;
    }
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

/// What came of a meeting for the reader, as far as it still stands.
async fn came_of(
    registry: &Registry,
    who: &Recipient,
    process: &Slug,
    meeting: &Meeting,
    happened: &BTreeSet<Met>,
    now: Moment,
) -> Result<Vec<Item>> {
    let number = meeting.facts.number;
    let of = format!("meeting {number}, “{}”", meeting.title);
    let path = format!("/p/{process}/meetings/{number}/minutes");
    let mut items = Vec::new();
    for happened in happened {
        items.extend(match happened {
            Met::Planned | Met::Moved | Met::Cancelled => None,
            Met::Circulated => circulated(meeting, &of, &path, now),
            Met::Assigned(action) => {
                let key = (who.process_id, i64::from(number), i64::from(*action));
                let row = meeting_actions::Entity::find_by_id(key);
                let row = row.one(&registry.db).await?;
                let open = word(&ActionState::Open)?;
                let row = row.filter(|row| row.state == open && row.owner == who.member);
                row.map(|row| assigned(&row, &of, &path))
            }
            Met::Answered(correction) => {
                let mut corrections = meeting.corrections.iter();
                let mine = corrections.find(|it| {
                    it.request.correction == *correction && i64::from(it.by) == who.member
                });
                let answer = mine.and_then(|it| it.answer.as_ref());
                answer.map(|answer| answered(answer, &of, &path))
            }
        });
    }
    Ok(items)
}

fn circulated(meeting: &Meeting, of: &str, path: &str, now: Moment) -> Option<Item> {
    let until = meeting.facts.due().filter(|until| *until > now)?;
    let statement = meeting.statement.as_ref();
    let statement = statement.map(|text| format!("In the words of the convener: {}", quoted(text)));
    Some(Item {
        waits: false,
        what: format!(
            "The minutes of {of}, are before everybody; corrections can be asked for until {}",
            time(until)
        ),
        more: statement.into_iter().collect(),
        path: path.to_owned(),
    })
}

fn assigned(action: &meeting_actions::Model, of: &str, path: &str) -> Item {
    let until = action.due.as_ref().map(|day| format!("Until {day}"));
    Item {
        waits: true,
        what: format!("In {of}, you were given something to do"),
        more: [quoted(&action.body)].into_iter().chain(until).collect(),
        path: format!("{path}#action-{}", action.number),
    }
}

fn answered(answer: &CorrectionAnswer, of: &str, path: &str) -> Item {
    Item {
        waits: false,
        what: match answer.made {
            true => format!("The minutes of {of}, say now what you asked for"),
            false => format!("Your correction of the minutes of {of}, was not made"),
        },
        more: answer.response.iter().map(|text| quoted(text)).collect(),
        path: format!("{path}#correction-{}", answer.correction),
    }
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
