//! The demonstration: a process of its own, replayed act by act through the one door, each at the
//! time the scenario gives it.

mod known;
mod meeting;
mod replay;
mod reviewing;
mod step;

#[cfg(test)]
mod tests;

use domain::{Moment, Refusal, account::Password};

use crate::{Error, Registry, Result};
use replay::Replay;
use step::Step;

const CHAPTERS: [&str; 11] = [
    include_str!("scenario/01-gathering.json"),
    include_str!("scenario/02-austin.json"),
    include_str!("scenario/03-first-words.json"),
    include_str!("scenario/04-winter.json"),
    include_str!("scenario/05-spring.json"),
    include_str!("scenario/06-support-period.json"),
    include_str!("scenario/07-compromise.json"),
    include_str!("scenario/08-autumn-and-after.json"),
    include_str!("scenario/09-review.json"),
    include_str!("scenario/10-now.json"),
    include_str!("scenario/11-meetings.json"),
];

/// Somebody of the demonstration who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    pub email: String,
    pub name: String,
    pub convenes: bool,
}

/// Fills an empty database. Everybody in it signs in with `password`; `progress` is told how many
/// of how many acts were replayed. Letters of the past are not sent.
pub async fn fill(
    registry: &Registry,
    now: Moment,
    password: &Password,
    progress: impl Fn(usize, usize),
) -> Result<Vec<SignIn>> {
    let (quiet, letters) = registry.with_own_letters();
    let steps = steps(now)?;
    let mut replay = Replay::new(&quiet, letters, password);
    for (done, step) in steps.iter().enumerate() {
        replay.play(step).await.map_err(|error| {
            Error::Storage(format!(
                "step {} ({} by {} at {}): {error:?}",
                done + 1,
                step.act,
                step.by,
                step.at
            ))
        })?;
        progress(done + 1, steps.len());
    }
    Ok(replay.sign_ins())
}

/// Whether there is nothing in the database that a demonstration would stand beside.
pub async fn is_possible(registry: &Registry) -> Result<bool> {
    use crate::tables::{processes, users};
    use sea_orm::{EntityTrait, PaginatorTrait};
    let users = users::Entity::find().count(&registry.db).await?;
    let processes = processes::Entity::find().count(&registry.db).await?;
    Ok(users == 0 && processes == 0)
}

fn steps(now: Moment) -> Result<Vec<Step>> {
    let broken = |error: serde_json::Error| Error::Storage(format!("the scenario: {error}"));
    let mut steps = Vec::new();
    for chapter in CHAPTERS {
        let raw: Vec<step::Raw> = serde_json::from_str(chapter).map_err(broken)?;
        for raw in raw {
            steps.push(
                raw.at_replay(now)
                    .ok_or(Error::Refused(Refusal::TimeMalformed))?,
            );
        }
    }
    // Meetings are told by themselves, and happened among the rest.
    steps.sort_by_key(|step| step.at);
    Ok(steps)
}
