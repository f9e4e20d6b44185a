//! Public reviews, and what people from outside say.

use super::{Act, Verdict, Wrong, numbered};
use crate::{
    Text,
    comment::{Disposition, NewDisposition},
    ids::{CommentNo, ReviewNo},
    permit::{Denial, May},
    process::State,
    record::{Actor, PublicRemark, ReviewClosing, ReviewExtension, ReviewOpening},
    review::{
        self, Candidate, Contribution, NewReview, NewReviewedEntry, NewVisibility, Place,
        ReviewFacts, ReviewedEntry,
    },
};

pub(super) fn opened(act: &Act<'_>, opening: &ReviewOpening) -> Verdict {
    act.permit(May::Convene)?;
    let process = act.process()?;
    match process.state {
        State::Announced => return Err(Denial::NotOpenYet.into()),
        State::Closed => return Err(Denial::Closed.into()),
        State::Open => {}
    }
    let known = act.ledger.reviews.last_key_value();
    let number = numbered("review", opening.review, known.map(|(number, _)| number))?;
    let candidates = act.ledger.entries.iter().map(|(number, entry)| Candidate {
        number: *number,
        wording: u32::try_from(entry.wordings.len()).unwrap_or(u32::MAX),
        ended: entry.withdrawn || entry.retired,
        in_review: act
            .ledger
            .reviews
            .values()
            .any(|review| review.closed_at.is_none() && review.wording_of(*number).is_some()),
    });
    let candidates: Vec<_> = candidates.collect();
    let entries = opening.entries.iter().map(|it| NewReviewedEntry {
        entry: it.entry,
        wording: Some(it.wording),
    });
    let new = NewReview {
        title: opening.title.clone(),
        introduction: opening.introduction.clone(),
        opens_at: Some(opening.opens_at),
        closes_at: opening.closes_at,
        entries: entries.collect(),
    };
    let decided = review::open(number, new, process.visibility, act.line.at, &candidates)?;
    Ok(decided.into())
}

pub(super) fn extended(act: &Act<'_>, extension: &ReviewExtension) -> Verdict {
    act.permit(May::Convene)?;
    let facts = find(act, extension.review)?;
    let ReviewExtension {
        closes_at, reason, ..
    } = extension.clone();
    Ok(review::extend(facts, act.line.at, closes_at, reason)?.into())
}

pub(super) fn closed(act: &Act<'_>, closing: &ReviewClosing) -> Verdict {
    act.permit(May::Convene)?;
    let facts = find(act, closing.review)?;
    Ok(review::close(facts, None, closing.reason.clone())?.into())
}

/// A comment in a review, or a problem with a published term. Who it was from is not on the record.
pub(super) fn said(act: &Act<'_>, remark: &PublicRemark) -> Verdict {
    if act.line.actor != Actor::Public {
        return Err(Wrong::not_allowed(
            "What is said from outside is said by nobody whom the record knows.",
        ));
    }
    let process = act.process()?;
    if process.state == State::Closed {
        return Err(Denial::Closed.into());
    }
    let known = act.ledger.comments.last_key_value();
    let number = numbered("comment", remark.comment, known.map(|(number, _)| number))?;
    let facts = remark.review.map(|it| find(act, it)).transpose()?;
    let place = match facts {
        Some(facts) => Place::within(facts, remark.entry)?,
        None => published(act, remark)?,
    };
    let ended = match place.entry() {
        Some(on) => {
            let entry = act.entry(on.entry)?;
            entry.withdrawn || entry.retired
        }
        None => false,
    };
    let contribution = Contribution {
        place,
        interest: remark.interest.clone(),
        body: remark.body.clone(),
        quote: remark.quote.clone(),
        proposed: remark.proposed.clone(),
        sent_at: remark.sent_at,
    };
    Ok(review::publish(number, contribution, facts, ended, &process.groups)?.into())
}

pub(super) fn shown(act: &Act<'_>, number: CommentNo, shown: bool, reason: &Text) -> Verdict {
    act.permit(May::Convene)?;
    let comment = act.comment(number)?;
    let new = NewVisibility {
        shown,
        reason: reason.clone(),
    };
    Ok(review::set_visibility(number, comment.by == 0, comment.hidden, new)?.into())
}

/// What becomes of a comment on a review as a whole.
pub(super) fn disposed(
    act: &Act<'_>,
    (review, number): (ReviewNo, CommentNo),
    outcome: Disposition,
    response: Option<&Text>,
) -> Verdict {
    let actor = act.permit(May::Participate)?;
    let under_review = find(act, review)?.entries.iter();
    let pens = under_review.filter_map(|it| Some(act.ledger.entries.get(&it.entry)?.pen));
    let pens: Vec<_> = pens.collect();
    let new = NewDisposition {
        outcome,
        response: response.cloned(),
    };
    Ok(review::dispose_whole(&pens, actor.number, number, new)?.into())
}

fn find<'a>(act: &Act<'a>, number: ReviewNo) -> Result<&'a ReviewFacts, Wrong> {
    let review = act.ledger.reviews.get(&number);
    review.ok_or_else(|| Wrong::unknown("review", number))
}

/// The term as the release has it.
fn published(act: &Act<'_>, remark: &PublicRemark) -> Result<Place, Wrong> {
    let nowhere = || Wrong::not_allowed("It is about no review and about no term of a release.");
    let (version, entry) = remark.version.zip(remark.entry).ok_or_else(nowhere)?;
    let mut releases = act.ledger.releases.iter();
    let release = releases.find(|it| it.version == version);
    let held = release.and_then(|it| it.held.iter().find(|held| held.entry == entry));
    let wording = held.ok_or_else(nowhere)?.wording;
    Ok(Place::Release(version, ReviewedEntry { entry, wording }))
}
