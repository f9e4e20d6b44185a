//! Public review: Cleo opens it, people from outside comment, Ada, who holds the pen, answers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

#[path = "../common/mod.rs"]
mod common;

mod moderation;
mod names;
mod periods;
mod saying;

use common::{
    backstage::token_in,
    cast::{Cast, casts},
    minute, text, title,
};
use domain::{
    account::Email,
    comment::Quote,
    record::Line,
    review::{NewPublicComment, NewReview, NewReviewedEntry},
};
use registry::{
    Caller, Page, record,
    reviews::{self, Confirmed, Left, Review, ReviewComment},
};

const NAME: &str = "Iris Quist";
const ORGANISATION: &str = "Quist Repairs";
const MAIL: &str = "iris@outside.example";

/// A review of these entries that is open until minute 100.
fn review(entries: &[u32]) -> NewReview {
    NewReview {
        title: title("First draft"),
        introduction: Some(text("Tell us where it does not work.")),
        opens_at: None,
        closes_at: minute(100),
        entries: entries
            .iter()
            .map(|entry| NewReviewedEntry {
                entry: *entry,
                wording: None,
            })
            .collect(),
    }
}

fn said(entry: Option<u32>, body: &str) -> NewPublicComment {
    NewPublicComment {
        name: title(NAME),
        organisation: Some(title(ORGANISATION)),
        interest: Some(common::slug("users")),
        email: Some(Email::parse(MAIL).unwrap()),
        entry,
        body: text(body),
        proposed: None,
        quote: None,
    }
}

fn quoting(entry: u32, body: &str, exact: &str, proposed: &str) -> NewPublicComment {
    NewPublicComment {
        quote: Some(Quote {
            exact: text(exact),
            prefix: None,
            suffix: None,
        }),
        proposed: Some(text(proposed)),
        ..said(Some(entry), body)
    }
}

/// Two entries of Ada's and an open review of both, on every database.
async fn scenes() -> Vec<Cast> {
    let mut scenes = casts().await;
    for cast in &mut scenes {
        cast.propose(&cast.ada, "Patch", "Code that mends a bug.")
            .await
            .unwrap();
        cast.propose(&cast.ada, "Update", "A newer version.")
            .await
            .unwrap();
        open(cast, &[1, 2]).await.unwrap();
        cast.stage.post();
    }
    scenes
}

async fn open(cast: &Cast, entries: &[u32]) -> registry::Result<Review> {
    let new = review(entries);
    reviews::open(cast.registry(), &cast.cleo, minute(2), &cast.process, new).await
}

async fn leave(cast: &Cast, by: &Caller, at: i64, new: NewPublicComment) -> registry::Result<Left> {
    reviews::leave(cast.registry(), by, minute(at), &cast.process, 1, new).await
}

/// Leaves a comment as nobody known, and returns the token that was sent.
async fn sent(cast: &mut Cast, at: i64, new: NewPublicComment) -> String {
    leave(cast, &Caller::nobody(), at, new).await.unwrap();
    token_in(&cast.stage.letter().body)
}

async fn confirm(cast: &Cast, at: i64, token: &str) -> registry::Result<Confirmed> {
    reviews::confirm(cast.registry(), minute(at), token, None).await
}

/// A comment that is public, by somebody from outside.
async fn published(cast: &mut Cast, at: i64, new: NewPublicComment) -> u32 {
    let token = sent(cast, at, new).await;
    confirm(cast, at, &token).await.unwrap().comment
}

async fn comments(cast: &Cast, at: i64) -> Vec<ReviewComment> {
    let (nobody, page) = (Caller::nobody(), Page::default());
    reviews::comments(
        cast.registry(),
        &nobody,
        minute(at),
        &cast.process,
        1,
        &page,
    )
    .await
    .unwrap()
    .items
}

async fn find(cast: &Cast, at: i64) -> Review {
    let nobody = Caller::nobody();
    reviews::find(cast.registry(), &nobody, minute(at), &cast.process, 1)
        .await
        .unwrap()
}

/// The acts of the record, and all of it as text.
async fn lines(cast: &Cast, at: i64) -> (Vec<String>, String) {
    let (nobody, process) = (Caller::nobody(), &cast.process);
    let lines: Vec<Line> = record::lines(cast.registry(), &nobody, minute(at), process, 0, 1000)
        .await
        .unwrap();
    domain::record::verify_chain(&lines).unwrap();
    let acts = lines.iter().map(|line| {
        let event = serde_json::to_value(&line.event).unwrap();
        event["act"].as_str().unwrap().to_owned()
    });
    (acts.collect(), serde_json::to_string(&lines).unwrap())
}
