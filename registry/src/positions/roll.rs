//! The roll call in pieces, voice by voice, for calls in which many take part.

use std::collections::BTreeMap;

use domain::{
    Moment, Slug,
    ids::{CallNo, MemberNo, OrganisationNo},
    reading::{Stance, Unit},
    rule::VotingUnit,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Caller, Error, Page, Registry, Result,
    calls::{self, PositionView, Sheet, UnitView},
};

/// Which voices are wanted; what is empty does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RollFilter {
    #[serde(default)]
    pub group: Option<Slug>,
    #[serde(default)]
    pub holds: Option<Holding>,
}

/// What a voice may hold; nothing said is silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Holding {
    Support,
    Accept,
    Concern,
    Object,
    Abstain,
    Recuse,
    Silent,
}

/// A piece of the roll call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Roll {
    pub items: Vec<Voice>,
    pub next: Option<String>,
    /// What the call is about, in a few words, and who has one voice in it.
    pub title: String,
    pub unit: VotingUnit,
    /// How many voices the filter lets through.
    pub total: u32,
    /// Whether positions are sealed: then only who is silent and one's own position is told.
    pub hidden: bool,
}

/// An eligible voice: an organisation, or a participant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Voice {
    pub organisation: Option<OrganisationNo>,
    pub member: Option<MemberNo>,
    pub name: String,
    pub group: Slug,
    pub group_name: String,
    pub silent: bool,
    /// The newest of each of its members, the one that counts first.
    pub positions: Vec<PositionView>,
}

/// The roll call: groups in the order of the charter, voices by name. A call has as many voices as
/// it has from its opening on, so that a cursor leads to the same place whoever speaks meanwhile.
pub async fn roll(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    filter: &RollFilter,
    page: &Page,
) -> Result<Roll> {
    let view = registry.view(caller, now, process).await?;
    let sheet = Sheet::load(&view, call).await?;
    let mut voices = voices(&sheet);
    voices.retain(|(_, voice)| filter.lets(voice));
    let total = voices.len();
    if let Some(cursor) = &page.cursor {
        let last = voices.iter().position(|(unit, _)| key(*unit) == *cursor);
        let last = last.ok_or(Error::NotFound)?;
        voices.drain(..=last);
    }
    let piece = page.cut(voices, |(unit, _)| key(*unit));
    Ok(Roll {
        title: calls::title_of(&view, &sheet.facts.subject).await?,
        unit: sheet.facts.unit(),
        items: piece.items.into_iter().map(|(_, voice)| voice).collect(),
        next: piece.next,
        total: u32::try_from(total).unwrap_or(u32::MAX),
        hidden: sheet.facts.is_hidden(),
    })
}

fn voices(sheet: &Sheet) -> Vec<(Unit, Voice)> {
    let mut said: BTreeMap<Unit, Vec<PositionView>> = BTreeMap::new();
    for position in sheet.positions() {
        if let Some(unit) = sheet.unit(position.member) {
            said.entry(unit).or_default().push(position);
        }
    }
    let place = |group: &Slug| {
        let mut groups = sheet.names.groups().iter();
        groups
            .position(|it| it.slug == *group)
            .unwrap_or(usize::MAX)
    };
    let mut voices: Vec<_> = sheet
        .all_units()
        .into_iter()
        .map(|(unit, silent, view)| {
            let UnitView {
                organisation,
                member,
                name,
                group,
                group_name,
            } = view;
            let mut positions = said.remove(&unit).unwrap_or_default();
            positions.sort_by_key(|position| !position.counts);
            let voice = Voice {
                organisation,
                member,
                name,
                group,
                group_name,
                silent,
                positions,
            };
            (unit, voice)
        })
        .collect();
    voices.sort_by_cached_key(|(unit, voice)| {
        let group = (place(&voice.group), voice.group.to_string());
        (group, voice.name.to_lowercase(), *unit)
    });
    voices
}

fn key(unit: Unit) -> String {
    match unit {
        Unit::Organisation(number) => format!("o{number}"),
        Unit::Member(number) => format!("m{number}"),
    }
}

impl RollFilter {
    fn lets(&self, voice: &Voice) -> bool {
        let here = self
            .group
            .as_ref()
            .is_none_or(|group| *group == voice.group);
        let holds = self.holds.is_none_or(|wanted| {
            let newest = voice.positions.first();
            match newest.map(|it| Holding::from(it.stance)) {
                Some(held) => held == wanted,
                None => wanted == Holding::Silent && voice.silent,
            }
        });
        here && holds
    }
}

impl From<Stance> for Holding {
    fn from(stance: Stance) -> Self {
        match stance {
            Stance::Support => Self::Support,
            Stance::Accept => Self::Accept,
            Stance::Concern => Self::Concern,
            Stance::Object => Self::Object,
            Stance::Abstain => Self::Abstain,
            Stance::Recuse => Self::Recuse,
        }
    }
}
