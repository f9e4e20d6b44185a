//! What became of the words of an entry from one call on it to the next.

use domain::{
    Moment, Slug,
    call::{CallState, Subject},
    comment::{
        Quote,
        anchor::{Anchor, Trail},
    },
    content::Content,
    ids::{CallNo, EntryNo, PositionNo, WordingNo},
    reading::{Stance, Tally, Verdict},
    redline::Fields,
    rule::VotingUnit,
};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;

use super::{find::find, view::Call};
use crate::{
    Caller, Error, Registry, Result,
    entries::{authoritative, languages},
    rows::{number, value, word},
    tables::{calls, processes},
    wordings,
};

/// How many earlier rounds are told; what is older is in the history of the entry.
const ROUNDS: u64 = 3;

/// The words a call asks about, and how they fared in the rounds before.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Rounds {
    /// The words of this call that somebody speaks against.
    pub contested: Vec<Contested>,
    /// The calls on earlier wordings of the entry that were closed, the newest first.
    pub earlier: Vec<Round>,
}

/// An earlier call on the same entry.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Round {
    pub call: CallNo,
    pub wording: WordingNo,
    pub closed_at: Option<Moment>,
    pub result: Option<Verdict>,
    pub tally: Option<Tally>,
    /// What changed from its words to those of this call, by part. What stays was before all who
    /// took a position then.
    pub fields: Fields,
    /// The words spoken against then, with where they are in this call's wording.
    pub contested: Vec<Contested>,
    /// How many voices objected or had a concern without naming words.
    pub at_large: u32,
}

/// Words that an objection or a concern speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Contested {
    pub position: PositionNo,
    pub stance: Stance,
    /// The voice: an organisation, or a member.
    pub name: String,
    pub group_name: String,
    pub quote: Quote,
    pub anchor: Anchor,
}

/// How the words of a call on a wording fared so far. Nothing is told of a blind call but what its
/// reader may see of it.
pub async fn rounds(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: &Call,
) -> Result<Rounds> {
    let view = registry.view(caller, now, process).await?;
    let (entry, wording) = asked(call).ok_or(Error::NotFound)?;
    let ended = [
        CallState::Closed,
        CallState::Contested,
        CallState::Final,
        CallState::Superseded,
    ];
    let ended = ended.iter().map(word).collect::<Result<Vec<_>>>()?;
    let before = calls::Entity::find()
        .filter(calls::Column::ProcessId.eq(view.process.id))
        .filter(calls::Column::Entry.eq(entry))
        .filter(calls::Column::Number.lt(call.number))
        .filter(calls::Column::State.is_in(ended))
        .order_by_desc(calls::Column::Number)
        .limit(ROUNDS)
        .all(&registry.db)
        .await?;
    let mut earlier = Vec::new();
    for row in before {
        let round = find(registry, caller, now, process, number(row.number)).await?;
        if let Some((_, held_on)) = asked(&round).filter(|(_, held_on)| *held_on <= wording) {
            earlier.push((held_on, round));
        }
    }
    let oldest = earlier.iter().map(|(held_on, _)| *held_on).min();
    let words = Words::load(
        registry,
        &view.process,
        entry,
        oldest.unwrap_or(wording),
        wording,
    )
    .await?;
    let earlier = earlier
        .into_iter()
        .map(|(held_on, round)| {
            let contested = words.contested(&round, held_on);
            let against = round.positions.iter().filter(|it| speaks_against(it));
            let at_large = against.filter(|it| it.quote.is_none()).count();
            Ok(Round {
                call: round.number,
                wording: held_on,
                closed_at: round.closed_at,
                result: round.outcome.as_ref().map(|outcome| outcome.result),
                tally: round.tally,
                fields: words.since(held_on)?,
                contested,
                at_large: u32::try_from(at_large).unwrap_or(u32::MAX),
            })
        })
        .collect::<Result<_>>()?;
    Ok(Rounds {
        contested: words.contested(call, wording),
        earlier,
    })
}

fn asked(call: &Call) -> Option<(EntryNo, WordingNo)> {
    match call.subject {
        Subject::Wording { entry, wording } => Some((entry, wording)),
        _ => None,
    }
}

fn speaks_against(position: &super::PositionView) -> bool {
    position.counts && matches!(position.stance, Stance::Object | Stance::Concern)
}

/// The wordings from the oldest round on to that of the call.
struct Words<'p> {
    process: &'p processes::Model,
    wordings: Vec<(WordingNo, Content)>,
    trail: Trail,
}

impl<'p> Words<'p> {
    async fn load(
        registry: &Registry,
        process: &'p processes::Model,
        entry: EntryNo,
        from: WordingNo,
        to: WordingNo,
    ) -> Result<Self> {
        use crate::tables::wordings::Column;
        let rows = wordings::of_entry(process.id, i64::from(entry))
            .filter(Column::Number.between(from, to))
            .order_by_asc(Column::Number)
            .all(&registry.db)
            .await?;
        let wordings = rows
            .iter()
            .map(|row| Ok((number(row.number), value(&row.content)?)))
            .collect::<Result<Vec<(WordingNo, Content)>>>()?;
        let trail = Trail::of(
            wordings.iter().map(|(number, content)| (*number, content)),
            &languages(process)?,
        );
        Ok(Self {
            process,
            wordings,
            trail,
        })
    }

    fn contested(&self, call: &Call, held_on: WordingNo) -> Vec<Contested> {
        let against = call.positions.iter().filter(|it| speaks_against(it));
        let quoting = against.filter_map(|position| {
            let quote = position.quote.clone()?;
            let name = position
                .organisation_name
                .as_ref()
                .filter(|_| call.rule.unit == VotingUnit::Organisation);
            Some(Contested {
                position: position.number,
                stance: position.stance,
                name: name.unwrap_or(&position.member_name).clone(),
                group_name: position.group_name.clone(),
                anchor: self.trail.anchor(&quote, held_on),
                quote,
            })
        });
        quoting.collect()
    }

    fn since(&self, from: WordingNo) -> Result<Fields> {
        let found = self.wordings.iter().find(|(number, _)| *number == from);
        let (Some((_, old)), Some((_, new))) = (found, self.wordings.last()) else {
            return Err(Error::NotFound);
        };
        Ok(domain::redline::between(
            old,
            new,
            &authoritative(self.process)?,
        ))
    }
}
