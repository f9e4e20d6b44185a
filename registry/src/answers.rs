//! Answers to objections, and whether they are found to meet them.

use domain::{Moment, Slug, call::NewAnswer, ids::CallNo};

use crate::{Caller, Error, Registry, Result, calls::AnswerView};

/// Answers a standing objection on record.
pub async fn give(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    new: NewAnswer,
) -> Result<AnswerView> {
    let _ = (registry, caller, now, process, call, new);
    Err(Error::NotFound)
}

/// Says whether an answer meets the objection; the newest word of a member counts.
pub async fn confirm(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    call: CallNo,
    answer: u32,
    agree: bool,
) -> Result<AnswerView> {
    let _ = (registry, caller, now, process, call, answer, agree);
    Err(Error::NotFound)
}
