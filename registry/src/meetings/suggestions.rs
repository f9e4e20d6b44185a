//! What participants ask to discuss.

use domain::{
    Moment, Slug,
    ids::MeetingNo,
    meeting::{self, NewSuggestion, NewSuggestionAnswer},
    permit::May,
};

use super::{Meeting, bound, convene, find, load};
use crate::{Caller, Registry, Result, door::Act};

/// Asks for an item on the agenda of a planned meeting.
pub async fn suggest(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    meeting: MeetingNo,
    new: NewSuggestion,
) -> Result<Meeting> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = act.permit(May::Participate)?;
    let bound = bound(&act, [(new.entry, None)].into_iter()).await?;
    let last = folded.suggestions.last();
    let number = last.map_or(0, |it| it.suggestion.suggestion) + 1;
    let decided = meeting::suggest(&folded.facts, number, new, &bound, act.at)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, meeting).await
}

/// Puts a suggested item on the agenda, or says why not.
pub async fn answer(
    registry: &Registry,
    caller: &Caller,
    now: Moment,
    process: &Slug,
    (meeting, suggestion): (MeetingNo, u32),
    answer: NewSuggestionAnswer,
) -> Result<Meeting> {
    let act = Act::load(registry, caller, now, process).await?;
    let folded = load(&act, meeting).await?;
    let permit = convene(&act)?;
    let suggested = folded.suggestion(suggestion);
    let decided = meeting::answer_suggestion(&folded.facts, suggestion, suggested, answer)?;
    act.store(permit, [decided]).await?.commit().await?;
    find(registry, caller, now, process, meeting).await
}
