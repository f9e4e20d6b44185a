//! Finding meetings and who is there.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Moment, Slug,
    ids::{MeetingNo, MemberNo},
    meeting::{self, quorum},
    process::Role,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::{AgendaView, Attendee, GroupHere, Meeting, NoteView, SuggestionView, actions, view};
use crate::{
    Caller, Listed, Page, Registry, Result,
    calls::loading::{participants, seats},
    door::View,
    entries::{EntryLink, link},
    names::Names,
    rows::{moment, number, value},
    tables::{attendances, entries, members},
};

/// One meeting.
pub async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
) -> Result<Meeting> {
    let view = registry.view(caller, now, process).await?;
    let row = view::row(&view, meeting).await?;
    let folded = row.folded()?;
    let names = registry.names(&view.process).await?;
    let here = here(&view, meeting).await?;
    let own = view.member.as_ref().map(|member| member.number);
    let mut polls = Vec::with_capacity(folded.polls.len());
    for polled in &folded.polls {
        polls.push(view::poll(&view, polled).await?);
    }
    let suggestions = folded.suggestions.iter().map(|suggested| SuggestionView {
        suggested_by: names.person(suggested.by),
        suggested: suggested.clone(),
    });
    let notes = folded.notes.iter().map(|noted| NoteView {
        written_by: names.person(noted.by),
        noted: noted.clone(),
    });
    Ok(Meeting {
        summary: view::summary(&folded),
        link: row.link.filter(|_| view.member.is_some()),
        introduction: folded.introduction.as_ref().map(ToString::to_string),
        agenda: agenda(&view, &folded).await?,
        current: folded.facts.current,
        note_taker: folded.facts.note_taker.map(|member| names.person(member)),
        suggestions_until: folded.facts.suggestions_until,
        suggestions: suggestions.collect(),
        present: view::count(here.len()),
        here: by_group(&here, &names),
        quorum: stands(&view, &here).await?,
        polls,
        notes: notes.collect(),
        actions: actions::all(&view, &names, meeting).await?,
        minutes: view::minutes(&folded, &names),
        attending: own.is_some_and(|own| here.contains(&own)),
        seq: u64::try_from(view.process.seq).unwrap_or_default(),
    })
}

/// What the caller is in the process of a meeting that they may know of, if a member.
pub async fn role(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
) -> Result<Option<Role>> {
    let view = registry.view(caller, now, process).await?;
    view::row(&view, meeting).await?;
    Ok(view.member.map(|member| member.role))
}

/// Who is at a meeting, and who was and left, by number.
pub async fn attendees(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
    page: &Page,
) -> Result<Listed<Attendee>> {
    let view = registry.view(caller, now, process).await?;
    view::row(&view, meeting).await?;
    let mut query = attending(view.process.id, meeting)
        .order_by_asc(attendances::Column::Member)
        .limit(page.rows());
    if let Some(after) = page.after()? {
        query = query.filter(attendances::Column::Member.gt(after));
    }
    let found = query.all(&registry.db).await?;
    let names = registry.names(&view.process).await?;
    let items = found.into_iter().map(|row| Attendee {
        person: names.person(number(row.member)),
        present: row.present,
        at: moment(row.at),
    });
    Ok(page.cut(items.collect(), |item: &Attendee| {
        item.person.number.to_string()
    }))
}

/// The numbers of those who are there now.
pub(super) async fn here(view: &View<'_>, meeting: MeetingNo) -> Result<BTreeSet<MemberNo>> {
    let present = attending(view.process.id, meeting).filter(attendances::Column::Present.eq(true));
    let rows = present.all(&view.registry.db).await?;
    Ok(rows.iter().map(|row| number(row.member)).collect())
}

/// How many of each group are here.
pub(super) fn by_group(here: &BTreeSet<MemberNo>, names: &Names) -> Vec<GroupHere> {
    let mut counted: BTreeMap<Slug, u32> = BTreeMap::new();
    for group in here.iter().filter_map(|member| names.person(*member).group) {
        *counted.entry(group).or_default() += 1;
    }
    let groups = names.groups().iter().map(|group| GroupHere {
        group: group.slug.clone(),
        name: group.name.to_string(),
        present: counted.get(&group.slug).copied().unwrap_or(0),
    });
    groups.collect()
}

/// How the voices that are here stand to the quorum of the rule in force.
pub(super) async fn stands(view: &View<'_>, here: &BTreeSet<MemberNo>) -> Result<meeting::Quorum> {
    let roster: Vec<members::Model> = participants(view.process.id).all(&view.registry.db).await?;
    let rule = value(&view.process.rule)?;
    Ok(quorum(&rule, &seats(&roster)?, here))
}

async fn agenda(view: &View<'_>, folded: &meeting::Meeting) -> Result<Vec<AgendaView>> {
    let items = &folded.facts.agenda;
    let wanted = items.iter().filter_map(|item| item.entry).map(i64::from);
    let found = entries::Entity::find()
        .filter(entries::Column::ProcessId.eq(view.process.id))
        .filter(entries::Column::Number.is_in(wanted))
        .all(&view.registry.db)
        .await?;
    let links = found.iter().map(link).collect::<Result<Vec<EntryLink>>>()?;
    let items = items.iter().map(|item| AgendaView {
        number: item.number,
        title: item.title.to_string(),
        entry: item.entry,
        about: links
            .iter()
            .find(|it| Some(it.number) == item.entry)
            .cloned(),
        call: item.call,
        minutes: item.minutes,
        opened: folded.facts.opened.contains(&item.number),
    });
    Ok(items.collect())
}

fn attending(process_id: i64, meeting: MeetingNo) -> Select<attendances::Entity> {
    attendances::Entity::find()
        .filter(attendances::Column::ProcessId.eq(process_id))
        .filter(attendances::Column::Meeting.eq(meeting))
}
