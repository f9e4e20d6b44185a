//! What the lines of a meeting only name by number.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Event, Text,
    call::{Stated, Subject},
    content::Content,
    ids::{CallNo, EntryNo, MemberNo, PositionNo, WordingNo},
    meeting::{
        self,
        minutes::{Ground, Minutes, Standing, Told, named},
    },
    record::Line,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Condition,
};

use crate::{
    Result,
    door::View,
    rows::{moment, number, value},
    tables::{attendances, calls, comments, entries, positions, record, redlines, wordings},
};

/// What was looked up.
pub(super) struct Looked {
    pub(super) numbers: Ground,
    pub(super) slugs: BTreeMap<EntryNo, String>,
    pub(super) subjects: BTreeMap<CallNo, Subject>,
    /// The newest wording of each entry when the meeting ended, or now.
    pub(super) last: BTreeMap<EntryNo, WordingNo>,
    /// What would resolve the objections of the calls that closed, in their words.
    pub(super) resolves: BTreeMap<(CallNo, PositionNo), Text>,
}

/// The contents of wordings.
pub(super) type Texts = BTreeMap<(EntryNo, WordingNo), Content>;

pub(super) async fn load(
    view: &View<'_>,
    folded: &meeting::Meeting,
    lines: &[Line],
) -> Result<Looked> {
    let (db, id) = (&view.registry.db, view.process.id);
    let named = named(lines);
    let agenda = &folded.facts.agenda;
    let wanted = named.redlines.iter().copied().map(i64::from);
    let found: Vec<(i64, i64)> = redlines::Entity::find()
        .select_only()
        .columns([redlines::Column::Number, redlines::Column::Entry])
        .filter(redlines::Column::ProcessId.eq(id))
        .filter(redlines::Column::Number.is_in(wanted))
        .into_tuple()
        .all(db)
        .await?;
    let mut numbers = Ground {
        here: here(view, folded, lines).await?,
        ..Ground::default()
    };
    let of = found.into_iter();
    numbers.redlines = of
        .map(|(redline, entry)| (number(redline), number(entry)))
        .collect();
    let wanted = named.comments.iter().copied().map(i64::from);
    let found: Vec<(i64, i64)> = comments::Entity::find()
        .select_only()
        .columns([comments::Column::Number, comments::Column::Entry])
        .filter(comments::Column::ProcessId.eq(id))
        .filter(comments::Column::Number.is_in(wanted))
        // Those on a review as a whole are on no entry.
        .filter(comments::Column::Entry.ne(0))
        .into_tuple()
        .all(db)
        .await?;
    let found = found.into_iter();
    numbers.comments = found
        .map(|(comment, entry)| (number(comment), number(entry)))
        .collect();
    let called = agenda.iter().filter_map(|item| item.call);
    let wanted = named.calls.iter().copied().chain(called).map(i64::from);
    let found = calls::Entity::find()
        .filter(calls::Column::ProcessId.eq(id))
        .filter(calls::Column::Number.is_in(wanted))
        .all(db)
        .await?;
    let mut subjects = BTreeMap::new();
    for row in found {
        let call = number(row.number);
        let subject: Subject = value(&row.subject)?;
        if let Some(entry) = subject.entry() {
            numbers.calls.insert(call, entry);
        }
        subjects.insert(call, subject);
    }
    let of_agenda = agenda.iter().filter_map(|item| item.entry);
    let all: BTreeSet<EntryNo> = named
        .entries
        .into_iter()
        .chain(of_agenda)
        .chain(numbers.redlines.values().copied())
        .chain(numbers.comments.values().copied())
        .chain(numbers.calls.values().copied())
        .collect();
    let found: Vec<(i64, String)> = entries::Entity::find()
        .select_only()
        .columns([entries::Column::Number, entries::Column::Slug])
        .filter(entries::Column::ProcessId.eq(id))
        .filter(entries::Column::Number.is_in(all.iter().copied().map(i64::from)))
        .into_tuple()
        .all(db)
        .await?;
    let slugs = found.into_iter();
    let slugs = slugs.map(|(entry, slug)| (number(entry), slug)).collect();
    let (first, last) = wordings_of(view, folded, lines, &all).await?;
    numbers.wordings = first;
    Ok(Looked {
        slugs,
        last,
        resolves: resolves(view, lines).await?,
        numbers,
        subjects,
    })
}

/// Who had come before the meeting began. The table says when somebody came or left last; whoever did so while it ran
/// is in its lines.
async fn here(
    view: &View<'_>,
    folded: &meeting::Meeting,
    lines: &[Line],
) -> Result<BTreeSet<MemberNo>> {
    let Some(began) = folded.started_at else {
        return Ok(BTreeSet::new());
    };
    let moved: BTreeSet<MemberNo> = lines
        .iter()
        .filter(|line| line.event.meeting() == Some(folded.facts.number))
        .filter_map(|line| match &line.event {
            Event::AttendanceChanged { member, .. } => Some(*member),
            _ => None,
        })
        .collect();
    let rows = attendances::Entity::find()
        .filter(attendances::Column::ProcessId.eq(view.process.id))
        .filter(attendances::Column::Meeting.eq(folded.facts.number))
        .all(&view.registry.db)
        .await?;
    // Whoever was still there at the end left with it.
    let stayed = |row: &attendances::Model| {
        row.present || (folded.ended_at.is_some() && moment(row.at) > began)
    };
    let rows = rows.into_iter().filter(stayed);
    let members = rows.map(|row| number(row.member));
    Ok(members.filter(|member| !moved.contains(member)).collect())
}

type Newest = BTreeMap<EntryNo, WordingNo>;

/// The newest wordings when the meeting began, and when it ended.
async fn wordings_of(
    view: &View<'_>,
    folded: &meeting::Meeting,
    lines: &[Line],
    entries: &BTreeSet<EntryNo>,
) -> Result<(Newest, Newest)> {
    let (mut first, mut last) = (Newest::new(), Newest::new());
    let Some(began) = folded.started_at else {
        return Ok((first, last));
    };
    let rows: Vec<(i64, i64, i64)> = wordings::Entity::find()
        .select_only()
        .columns([
            wordings::Column::Entry,
            wordings::Column::Number,
            wordings::Column::At,
        ])
        .filter(wordings::Column::ProcessId.eq(view.process.id))
        .filter(wordings::Column::Entry.is_in(entries.iter().copied().map(i64::from)))
        .order_by_asc(wordings::Column::Number)
        .into_tuple()
        .all(&view.registry.db)
        .await?;
    for (entry, wording, at) in rows {
        let (entry, wording, at) = (number(entry), number(wording), moment(at));
        if at <= began {
            first.insert(entry, wording);
        }
        if folded.ended_at.is_none_or(|ended| at <= ended) {
            last.insert(entry, wording);
        }
    }
    // Where something happened in the moment of the beginning, the lines know better than the time.
    for line in lines.iter().rev() {
        match &line.event {
            Event::RedlineFolded { entry, wording, .. } => {
                first.insert(*entry, wording.saturating_sub(1));
            }
            Event::EntryProposed { entry, .. } => {
                first.remove(entry);
            }
            _ => {}
        }
    }
    Ok((first, last))
}

/// What would resolve objections, where calls closed: what is missing is told in these words.
async fn resolves(view: &View<'_>, lines: &[Line]) -> Result<BTreeMap<(CallNo, PositionNo), Text>> {
    let closed: BTreeSet<CallNo> = lines
        .iter()
        .filter_map(|line| match &line.event {
            Event::CallClosed { call, .. } => Some(*call),
            _ => None,
        })
        .collect();
    if closed.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = positions::Entity::find()
        .filter(positions::Column::ProcessId.eq(view.process.id))
        .filter(positions::Column::Call.is_in(closed.into_iter().map(i64::from)))
        .all(&view.registry.db)
        .await?;
    let mut resolves = BTreeMap::new();
    for row in rows {
        let stated: Stated = value(&row.stated)?;
        if let Some(words) = stated.would_resolve {
            resolves.insert((number(row.call), number(row.number)), words);
        }
    }
    Ok(resolves)
}

/// The contents that are told: wordings before and after, what redlines were written against, and where terms are from.
pub(super) async fn contents(view: &View<'_>, minutes: &Minutes, looked: &Looked) -> Result<Texts> {
    let mut wanted: BTreeSet<(EntryNo, WordingNo)> = looked
        .last
        .iter()
        .map(|(entry, wording)| (*entry, *wording))
        .collect();
    let parts = [&minutes.before, &minutes.after];
    for part in parts.into_iter().chain(&minutes.items) {
        for texts in &part.texts {
            let both = [texts.before, texts.after].into_iter().flatten();
            wanted.extend(both.map(|wording| (texts.entry, wording)));
        }
        for deed in part.deeds.iter().chain(&part.elsewhere) {
            let Told::Act(event) = &deed.told else {
                continue;
            };
            if let Event::RedlineProposed(proposal) = &**event {
                wanted.insert((proposal.entry, proposal.base));
            }
        }
    }
    let mut of: BTreeMap<EntryNo, Vec<i64>> = BTreeMap::new();
    for (entry, wording) in wanted {
        of.entry(entry).or_default().push(wording.into());
    }
    if of.is_empty() {
        return Ok(Texts::new());
    }
    let mut any = Condition::any();
    for (entry, wanted) in of {
        any = any.add(
            Condition::all()
                .add(wordings::Column::Entry.eq(entry))
                .add(wordings::Column::Number.is_in(wanted)),
        );
    }
    let rows = wordings::Entity::find()
        .filter(wordings::Column::ProcessId.eq(view.process.id))
        .filter(any)
        .all(&view.registry.db)
        .await?;
    let texts = rows.into_iter().map(|row| {
        let key = (number(row.entry), number(row.number));
        Ok((key, value(&row.content)?))
    });
    texts.collect()
}

/// The process and its roster when the meeting ended, or now.
pub(super) async fn standing(view: &View<'_>, folded: &meeting::Meeting) -> Result<Standing> {
    let mut query = record::Entity::find()
        .filter(record::Column::ProcessId.eq(view.process.id))
        .filter(record::Column::Act.is_in(Standing::ACTS.iter().copied()))
        .order_by_asc(record::Column::Seq);
    if let Some(ended) = folded.ended_seq {
        let ended = i64::try_from(ended).unwrap_or(i64::MAX);
        query = query.filter(record::Column::Seq.lte(ended));
    }
    let rows = query.all(&view.registry.db).await?;
    let lines = rows.iter().map(record::Model::line);
    let lines = lines.collect::<Result<Vec<_>>>()?;
    Ok(Standing::of(&lines))
}
