//! Public reviews, and what was said from outside.

use super::super::ledger::{Comment, Ledger};
use crate::{
    Event,
    ids::CommentNo,
    record::{Line, PublicRemark},
    review::ReviewFacts,
};

impl Ledger {
    pub(super) fn settle_reviews(&mut self, line: &Line) {
        match &line.event {
            Event::ReviewOpened(opening) => {
                let facts = ReviewFacts {
                    number: opening.review,
                    opens_at: opening.opens_at,
                    closes_at: opening.closes_at,
                    closed_at: None,
                    entries: opening.entries.clone(),
                };
                self.reviews.entry(opening.review).or_insert(facts);
            }
            Event::ReviewExtended(extension) => {
                if let Some(review) = self.reviews.get_mut(&extension.review) {
                    review.closes_at = extension.closes_at;
                }
            }
            Event::ReviewClosed(closing) => {
                if let Some(review) = self.reviews.get_mut(&closing.review) {
                    review.closed_at = Some(closing.due.unwrap_or(line.at));
                }
            }
            Event::ReviewCommented(remark) | Event::ProblemReported(remark) => {
                self.heard_from_outside(remark);
            }
            Event::ReviewCommentHidden { comment, .. } => self.hide(*comment, true),
            Event::ReviewCommentShown { comment, .. } => self.hide(*comment, false),
            _ => {}
        }
    }

    /// It breaks no silence: only members can do that.
    fn heard_from_outside(&mut self, remark: &PublicRemark) {
        let comment = Comment {
            entry: remark.entry.unwrap_or_default(),
            by: 0,
            redline: None,
            disposed: false,
            review: remark.review,
            hidden: false,
        };
        self.comments.insert(remark.comment, comment);
        if let Some(entry) = remark.entry {
            self.change(entry, |entry| entry.discussed = true);
        }
    }

    fn hide(&mut self, number: CommentNo, hidden: bool) {
        if let Some(comment) = self.comments.get_mut(&number) {
            comment.hidden = hidden;
        }
    }
}
