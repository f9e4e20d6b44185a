//! Comments and what became of them.

use super::{Act, Judged, Verdict, numbered, reviews};
use crate::{
    Decided, Event, Text,
    comment::{self, Disposition, NewComment, NewDisposition, Parent},
    ids::CommentNo,
    permit::May,
    record::Remark,
};

pub(super) fn added(act: &Act<'_>, remark: &Remark) -> Verdict {
    act.permit(May::Participate)?;
    let known = act.ledger.comments.last_key_value();
    let number = numbered("comment", remark.comment, known.map(|(number, _)| number))?;
    let standing = act.ledger.standing(remark.entry)?;
    let redline = remark.redline.and_then(|it| act.ledger.redlines.get(&it));
    let parent = remark
        .in_reply_to
        .and_then(|it| act.ledger.comments.get(&it));
    let parent = parent.filter(|parent| parent.entry == remark.entry);
    let new = NewComment {
        body: remark.body.clone(),
        kind: remark.kind,
        quote: remark.quote.clone(),
        redline: remark.redline,
        proposed: remark.proposed.clone(),
        in_reply_to: remark.in_reply_to,
        wording: remark.wording,
    };
    let decided = comment::add(
        number,
        &standing,
        new,
        redline.is_some_and(|redline| redline.entry == remark.entry),
        parent.map(|parent| Parent {
            redline: parent.redline,
        }),
    )?;
    Ok(as_stated(decided, remark))
}

pub(super) fn disposed(
    act: &Act<'_>,
    number: CommentNo,
    outcome: Disposition,
    response: Option<&Text>,
) -> Verdict {
    let remark = act.comment(number)?;
    if let (0, Some(review)) = (remark.entry, remark.review) {
        return reviews::disposed(act, (review, number), outcome, response);
    }
    let actor = act.permit(May::Participate)?;
    let standing = act.ledger.standing(remark.entry)?;
    let new = NewDisposition {
        outcome,
        response: response.cloned(),
    };
    Ok(comment::dispose(&standing, actor.number, number, new)?.into())
}

pub(super) fn acknowledged(act: &Act<'_>, number: CommentNo, satisfied: bool) -> Verdict {
    let actor = act.permit(May::Participate)?;
    let remark = act.comment(number)?;
    let standing = act.ledger.standing(remark.entry)?;
    let whose = (number, remark.by);
    let decided = comment::acknowledge(&standing, actor.number, whose, remark.disposed, satisfied)?;
    Ok(decided.into())
}

/// Lines from before comments said which wording they speak of say none.
fn as_stated(decided: Decided, stated: &Remark) -> Judged {
    match decided.into_event() {
        Event::CommentAdded(mut remark) if stated.wording.is_none() => {
            remark.wording = None;
            Decided::new(Event::CommentAdded(remark)).into()
        }
        event => Decided::new(event).into(),
    }
}
