//! The process itself: its founding, its reforms, the rule in force.

use domain::{
    Event, Moment,
    process::State,
    record::{Founding, Line, START},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, IntoActiveModel, NotSet};

use crate::{
    Result,
    rows::{json, word},
    tables::processes,
};

/// Makes the row that the first line belongs to.
pub(crate) async fn create(
    tx: &DatabaseTransaction,
    founding: &Founding,
    at: Moment,
) -> Result<processes::Model> {
    let row = processes::ActiveModel {
        id: NotSet,
        slug: Set(founding.slug.to_string()),
        title: Set(founding.title.to_string()),
        charter: Set(founding.charter.to_string()),
        licence: Set(founding.licence.to_string()),
        languages: Set(json(&founding.languages)?),
        groups: Set(json(&founding.groups)?),
        rule: Set(json(&founding.rule)?),
        rule_call: Set(None),
        visibility: Set(word(&founding.visibility)?),
        state: Set(word(&State::Announced)?),
        contest_days: Set(founding.contest_days.into()),
        release_call: Set(founding.release_call),
        created_at: Set(at.millis()),
        seq: Set(0),
        head: Set(START.to_owned()),
        last_at: Set(at.millis()),
        next_due: Set(None),
        base: Set(None),
        maintainer: Set(None),
    };
    Ok(row.insert(tx).await?)
}

pub(super) async fn apply(
    tx: &DatabaseTransaction,
    process: &mut processes::Model,
    line: &Line,
) -> Result<()> {
    let mut row = process.clone().into_active_model();
    match &line.event {
        Event::ProcessUpdated(reform) => {
            if let Some(title) = &reform.title {
                row.title = Set(title.to_string());
            }
            if let Some(charter) = &reform.charter {
                row.charter = Set(charter.to_string());
            }
            if let Some(groups) = &reform.groups {
                row.groups = Set(json(groups)?);
            }
            if let Some(days) = reform.contest_days {
                row.contest_days = Set(days.into());
            }
            if let Some(release_call) = reform.release_call {
                row.release_call = Set(release_call);
            }
            if let Some(maintainer) = &reform.maintainer {
                row.maintainer = Set(Some(maintainer.to_string()));
            }
            if let Some(state) = &reform.state {
                row.state = Set(word(state)?);
            }
        }
        Event::RuleAdopted { call, rule } => {
            row.rule = Set(json(rule)?);
            row.rule_call = Set(Some(i64::from(*call)));
        }
        _ => return Ok(()),
    }
    if row.is_changed() {
        *process = row.update(tx).await?;
    }
    Ok(())
}
