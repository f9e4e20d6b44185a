//! Playing what happens in public reviews.

use domain::{
    Slug,
    review::{NewPublicComment, NewVisibility},
};
use serde_json::{Map, Value};

use super::{
    known::field,
    replay::{Replay, whole},
    step::Step,
};
use crate::{Caller, Error, Result, reviews};

impl Replay<'_> {
    /// Calls the act, and returns the number of what it made.
    pub(super) async fn act_in_review(
        &mut self,
        step: &Step,
        body: &Map<String, Value>,
        caller: &Caller,
        slug: &Slug,
    ) -> Result<Option<u32>> {
        let (registry, at) = (self.registry, step.at);
        let number = |name: &str| field::<u32>(body, name);
        match step.act.as_str() {
            "review.open" => {
                let opened = reviews::open(registry, caller, at, slug, whole(body)?).await?;
                return Ok(Some(opened.number));
            }
            "review.comment" => {
                let mut body = body.clone();
                if let Some(group) = body.remove("closest_to") {
                    body.insert("interest".to_owned(), group);
                }
                let new: NewPublicComment = whole(&body)?;
                let nobody = &Caller::nobody();
                reviews::leave(registry, nobody, at, slug, number("review")?, new).await?;
                let token = self.confirmation()?;
                let confirmed = reviews::confirm(registry, at, &token, None).await?;
                return Ok(Some(confirmed.comment));
            }
            "review.dispose" => {
                let which = (number("review")?, number("comment")?);
                reviews::dispose(registry, caller, at, slug, which, whole(body)?).await?;
            }
            "review.hide" => {
                let which = (Some(number("review")?), number("comment")?);
                let new = NewVisibility {
                    shown: false,
                    reason: field(body, "reason")?,
                };
                reviews::set_visibility(registry, caller, at, slug, which, new).await?;
            }
            other => {
                return Err(Error::Storage(format!(
                    "the scenario has an unknown act, {other}"
                )));
            }
        }
        Ok(None)
    }

    /// The token of the newest letter that asks somebody to confirm a comment.
    fn confirmation(&mut self) -> Result<String> {
        let link = format!("{}/confirmations/", self.registry.base_url());
        let mut found = None;
        while let Ok(letter) = self.letters.try_recv() {
            let token = letter
                .body
                .lines()
                .find_map(|line| line.strip_prefix(&link).map(str::to_owned));
            found = token.or(found);
        }
        found.ok_or(Error::NotFound)
    }
}
