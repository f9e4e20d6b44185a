//! One call, with everything that may be seen of it now.

use domain::{
    Moment, Slug, Text,
    call::{CallState, Prolonged, Subject},
    entry::Impact,
    ids::{CallNo, MemberNo},
    reading,
    rule::{Rule, words},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    rows,
    sheet::Sheet,
    summary::title,
    view::{Call, CalledEntry, ContestView, Earlier, MinorityView, MyPart},
};
use crate::{
    Caller, Registry, Result,
    door::View,
    names::Names,
    rows::{from_word, moment, number, value, word},
    tables::{calls, contests, entries, minorities, positions, wordings},
};

/// One call, to those who may read its process.
pub async fn find(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
) -> Result<Call> {
    let view = registry.view(caller, now, process).await?;
    let sheet = Sheet::load(&view, call).await?;
    let (row, facts) = (&sheet.row, &sheet.facts);
    let rule: Rule = match &facts.rule {
        Some(rule) => rule.clone(),
        None => value(&view.process.rule)?,
    };
    let readings = (facts.rule.is_some() && !facts.is_hidden())
        .then(|| {
            row.ballot(&sheet.said)
                .map(|ballot| reading::readings(&rule, &ballot))
        })
        .transpose()?;
    let entry = entry(&view, &facts.subject).await?;
    let positions = sheet.positions();
    let contests = contests(&view, call, &sheet.names).await?;
    let minority = minority(&view, &sheet).await?;
    let me = match &view.member {
        Some(member) => Some(MyPart {
            member: member.number,
            eligible: facts.seat(member.number).is_ok(),
            position: positions
                .iter()
                .find(|it| it.member == member.number)
                .cloned(),
            earlier: earlier(&view, row, member.number).await?,
            contest: contests
                .iter()
                .find(|it| it.member == member.number && it.withdrawn_at.is_none())
                .map(|it| it.number),
            minority: minority
                .iter()
                .find(|it| it.member == member.number)
                .map(|it| it.text.clone()),
        }),
        None => None,
    };
    let groups: Vec<_> = sheet
        .names
        .groups()
        .iter()
        .map(|it| (it.slug.clone(), it.name.to_string()))
        .collect();
    let extensions: Vec<Prolonged> = row.extensions.as_deref().map_or(Ok(Vec::new()), value)?;
    Ok(Call {
        number: facts.number,
        state: facts.state,
        title: title(&facts.subject, entry.as_ref()),
        entry,
        rule_words: words::in_words(&rule, &groups),
        rule,
        opens_at: facts.opens_at,
        closes_at: facts.closes_at,
        opened_at: row.opened_at.map(moment),
        closed_at: row.closed_at.map(moment),
        final_at: facts.final_at,
        blind: facts.blind,
        silence: facts.silence,
        early: row.early,
        extensions,
        nudged_at: row.nudged_at.map(moment),
        answers: row.answers_call.map(number),
        superseded_by: row.superseded_by.map(number),
        silent: sheet.silent(),
        positions,
        tally: readings.as_ref().map(|it| it.rule.tally.clone()),
        readings: readings.map(|it| it.tell(&sheet)),
        impact: impact(&view, row).await?,
        outcome: row.outcome()?.map(|outcome| outcome.tell(&sheet)),
        statement: row.statement.clone(),
        minority,
        contests,
        left: row.left_groups.as_deref().map_or(Ok(Vec::new()), value)?,
        reason: row.reason.clone(),
        me,
        subject: facts.subject.clone(),
    })
}

async fn entry(view: &View<'_>, subject: &Subject) -> Result<Option<CalledEntry>> {
    let Some(number) = subject.entry() else {
        return Ok(None);
    };
    let row = entries::Entity::find_by_id((view.process.id, i64::from(number)));
    let row = row.one(&view.registry.db).await?;
    row.map(|row| {
        Ok(CalledEntry {
            number,
            slug: Slug::parse(&row.slug)?,
            term: row.term,
        })
    })
    .transpose()
}

async fn contests(view: &View<'_>, call: CallNo, names: &Names) -> Result<Vec<ContestView>> {
    let rows = rows::contests_of(view.process.id, call)
        .all(&view.registry.db)
        .await?;
    Ok(rows.iter().map(|row| contest_view(row, names)).collect())
}

pub(crate) fn contest_view(row: &contests::Model, names: &Names) -> ContestView {
    ContestView {
        number: number(row.number),
        member: number(row.member),
        member_name: names.person(number(row.member)).name,
        reason: row.reason.clone(),
        at: moment(row.at),
        withdrawn_at: row.withdrawn_at.map(moment),
    }
}

pub(crate) async fn minority(view: &View<'_>, sheet: &Sheet) -> Result<Vec<MinorityView>> {
    let rows = minorities::Entity::find()
        .filter(minorities::Column::ProcessId.eq(view.process.id))
        .filter(minorities::Column::Call.eq(sheet.row.number))
        .order_by_asc(minorities::Column::Member);
    let mut views = Vec::new();
    for row in rows.all(&view.registry.db).await? {
        let member = number(row.member);
        // Only who had a seat could leave one.
        let Ok(seat) = sheet.facts.seat(member) else {
            continue;
        };
        views.push(MinorityView {
            member,
            member_name: sheet.names.person(member).name,
            organisation: seat.organisation,
            organisation_name: seat
                .organisation
                .map(|it| sheet.names.organisation(it).name),
            group: seat.group.clone(),
            group_name: sheet.names.group(&seat.group),
            text: row.text,
            at: moment(row.at),
        });
    }
    Ok(views)
}

/// The position that the member held last in an earlier call on the same entry.
async fn earlier(view: &View<'_>, row: &calls::Model, member: MemberNo) -> Result<Option<Earlier>> {
    let Some(entry) = row.entry else {
        return Ok(None);
    };
    let before = calls::Entity::find()
        .filter(calls::Column::ProcessId.eq(view.process.id))
        .filter(calls::Column::Entry.eq(entry))
        .filter(calls::Column::Number.lt(row.number))
        .all(&view.registry.db)
        .await?;
    let last = positions::Entity::find()
        .filter(positions::Column::ProcessId.eq(view.process.id))
        .filter(positions::Column::Call.is_in(before.iter().map(|it| it.number)))
        .filter(positions::Column::Member.eq(member))
        .order_by_desc(positions::Column::Call)
        .order_by_desc(positions::Column::Number)
        .one(&view.registry.db)
        .await?;
    let Some(last) = rows::taken(last.into_iter().collect())?.pop() else {
        return Ok(None);
    };
    let its_call = before.iter().find(|it| it.number == last.row.call);
    let text = |text: Option<Text>| text.map(String::from);
    Ok(Some(Earlier {
        call: number(last.row.call),
        wording: its_call.and_then(|it| it.wording).map(number),
        stance: last.stated.stance,
        reason: text(last.stated.reason),
        would_resolve: text(last.stated.would_resolve),
        at: moment(last.row.at),
    }))
}

/// The highest impact among the redlines folded since the wording that was agreed before.
async fn impact(view: &View<'_>, row: &calls::Model) -> Result<Option<Impact>> {
    let (Some(entry), Some(called)) = (row.entry, row.wording) else {
        return Ok(None);
    };
    let decided = calls::Entity::find()
        .filter(calls::Column::ProcessId.eq(view.process.id))
        .filter(calls::Column::Entry.eq(entry))
        .filter(calls::Column::Kind.eq("wording"))
        .filter(calls::Column::State.eq(word(&CallState::Final)?))
        .filter(calls::Column::Number.lt(row.number))
        .all(&view.registry.db)
        .await?;
    let mut agreed = 0;
    for call in decided {
        if call.outcome()?.is_some_and(|outcome| outcome.is_reached()) {
            agreed = agreed.max(call.wording.unwrap_or(0));
        }
    }
    let folded = wordings::Entity::find()
        .filter(wordings::Column::ProcessId.eq(view.process.id))
        .filter(wordings::Column::Entry.eq(entry))
        .filter(wordings::Column::Number.gt(agreed))
        .filter(wordings::Column::Number.lte(called))
        .all(&view.registry.db)
        .await?;
    let mut highest: Option<Impact> = None;
    for impact in folded.iter().filter_map(|row| row.impact.as_deref()) {
        highest = highest.max(Some(from_word(impact)?));
    }
    Ok(highest)
}
