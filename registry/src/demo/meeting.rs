//! Playing what happens in meetings.

use domain::{
    ids::MeetingNo,
    meeting::{ActionState, ChosenOption, MeetingState, NewSettlement},
};
use serde_json::{Map, Value};

use super::{
    known::field,
    replay::{Replay, whole},
    step::Step,
};
use crate::{Error, Result, meetings};

impl Replay<'_> {
    /// Calls the act, and returns the number of what it made.
    pub(super) async fn act_in_meeting(
        &mut self,
        step: &Step,
        body: &Map<String, Value>,
    ) -> Result<Option<u32>> {
        let (registry, at) = (self.registry, step.at);
        let (caller, slug) = (&self.caller(step), &self.slug()?);
        if step.act == "meeting.plan" {
            let planned = meetings::plan(registry, caller, at, slug, whole(body)?).await?;
            return Ok(Some(planned.summary.number));
        }
        let number = |name: &str| field::<u32>(body, name);
        let meeting: MeetingNo = number("meeting")?;
        match step.act.as_str() {
            "meeting.start" => {
                let state = (MeetingState::Running, None);
                meetings::set_state(registry, caller, at, slug, meeting, state).await?;
            }
            "meeting.end" => {
                let state = (MeetingState::Ended, None);
                meetings::set_state(registry, caller, at, slug, meeting, state).await?;
            }
            "meeting.attend" => {
                let present = field(body, "present").unwrap_or(true);
                meetings::attend(registry, caller, at, slug, meeting, present).await?;
            }
            "meeting.item" => {
                meetings::open_item(registry, caller, at, slug, meeting, number("item")?).await?;
            }
            "meeting.note_taker" => {
                let member = self.member(&field::<String>(body, "member")?, at).await?;
                meetings::name_note_taker(registry, caller, at, slug, meeting, member).await?;
            }
            "meeting.suggest" => {
                meetings::suggest(registry, caller, at, slug, meeting, whole(body)?).await?;
            }
            "meeting.answer" => {
                let which = (meeting, number("suggestion")?);
                let answer = whole(body)?;
                meetings::answer_suggestion(registry, caller, at, slug, which, answer).await?;
            }
            "meeting.poll" => {
                meetings::open_poll(registry, caller, at, slug, meeting, whole(body)?).await?;
            }
            "meeting.choose" => {
                let option: ChosenOption = field(body, "option")?;
                let which = (meeting, number("poll")?);
                meetings::choose(registry, caller, at, slug, which, &option).await?;
            }
            "meeting.close_poll" => {
                let which = (meeting, number("poll")?);
                meetings::close_poll(registry, caller, at, slug, which).await?;
            }
            "meeting.note" => {
                meetings::add_note(registry, caller, at, slug, meeting, whole(body)?).await?;
            }
            "meeting.action" => {
                let owner = self.member(&field::<String>(body, "owner")?, at).await?;
                let mut body = body.clone();
                body.insert("owner".to_owned(), owner.into());
                meetings::assign(registry, caller, at, slug, meeting, whole(&body)?).await?;
            }
            "meeting.done" => {
                let new = NewSettlement {
                    state: ActionState::Done,
                    remark: field(body, "remark").ok(),
                };
                let which = (meeting, number("action")?);
                meetings::settle(registry, caller, at, slug, which, new).await?;
            }
            "meeting.circulate" => {
                meetings::circulate(registry, caller, at, slug, meeting, whole(body)?).await?;
            }
            "meeting.correct" => {
                meetings::correct(registry, caller, at, slug, meeting, whole(body)?).await?;
            }
            "meeting.corrected" => {
                let which = (meeting, number("correction")?);
                let answer = whole(body)?;
                meetings::answer_correction(registry, caller, at, slug, which, answer).await?;
            }
            other => {
                return Err(Error::Storage(format!(
                    "the scenario has an unknown act, {other}"
                )));
            }
        }
        Ok(None)
    }
}
