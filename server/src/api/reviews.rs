//! Public reviews, and what people from outside say in them.

use axum::http::Method;
use domain::{
    Slug,
    comment::NewDisposition,
    review::{NewPublicComment, NewReview, NewVisibility},
};
use registry::{
    Listed, Page,
    comments::{self, Comment},
    reviews::{self, Left, LeftState, Review, ReviewComment, ReviewSummary, Which},
};

use super::{
    address,
    input::{Confirmation, Extension, Reason},
};
use crate::{
    answer::{Answer, Created, Media, Raw, Thing},
    ask::Ask,
    at::{Asked, At, AtNumber, AtReview, AtReviewed, InProcess},
    file::attachment,
    security::address::ClientAddress,
    sent::Sent,
    table::{Access, Table},
};

#[derive(Debug)]
struct Csv;

impl Media for Csv {
    const TYPE: &'static str = "text/csv; charset=utf-8; header=present";
    const WORDS: &'static str = "A comment on each line (RFC 4180).";
}

pub fn rows(table: Table) -> Table {
    let table = periods(table);
    table
        .api(
            Method::GET,
            "/api/v1/processes/{p}/reviews/{r}/comments",
            Access::Reader,
            list_review_comments,
            "What was said in a review, oldest first\nOf a hidden comment only the reason is shown.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/reviews/{r}/comments.csv",
            Access::Reader,
            read_review_csv,
            "What was said in a review as CSV",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/reviews/{r}/comments",
            Access::Reader,
            leave_review_comment,
            "Comment in a review; no account is needed\n\
             A link to confirm it is sent to `email`; nobody sees the comment before. `name`, `organisation` and \
             `interest` are shown beside it, the address never. What is contributed becomes part of the record under the \
             licence of the process; names stand beside the record and can be taken away. Who is signed in confirms by \
             that, and is answered at the address of the account.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/reviews/{r}/comments/{n}",
            Access::Reader,
            read_review_comment,
            "One comment of a review",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/reviews/{r}/comments/{n}/confirmation",
            Access::Reader,
            confirm_review_comment,
            "Confirm a comment with the token that was sent\n`{n}` is its `submission`. The token works once, within two \
             days; a comment that was sent before the review closed can be confirmed after that.",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/reviews/{r}/comments/{n}/disposition",
            Access::Participant,
            dispose_review_comment,
            "Say what becomes of a comment in a review\nThe pen holder of its entry does; of a comment on the review as \
             a whole, whoever holds the pen of an entry in it. Its author is told by mail.",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/reviews/{r}/comments/{n}/visibility",
            Access::Convener,
            hide_review_comment,
            "Hide a comment in a review or show it again, with the reason\nPages show the reason in its place. The line \
             of the record stays.",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/comments/{n}/visibility",
            Access::Convener,
            hide_comment,
            "Hide any comment from outside or show it again, with the reason\nMembers' comments cannot be hidden.",
        )
}

/// The life of a review.
fn periods(table: Table) -> Table {
    table
        .api(
            Method::GET,
            "/api/v1/processes/{p}/reviews",
            Access::Reader,
            list_reviews,
            "The public reviews, newest first",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/reviews",
            Access::Convener,
            open_review,
            "Open a public review of some entries\nThe wordings named are frozen for it, the newest ones where none is \
             named; the entries themselves may change meanwhile. An entry is in one open review at a time. Without \
             `opens_at` it opens at once; the clock closes it. A members-only process has no public reviews.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/reviews/{r}",
            Access::Reader,
            read_review,
            "One review: the words that are read, what changed in them since, and counts",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/reviews/{r}/extension",
            Access::Convener,
            extend_review,
            "Move the closing of a review to later",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/reviews/{r}/closure",
            Access::Convener,
            close_review,
            "Close a review before its time, with the reason",
        )
}

async fn list_reviews(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<ReviewSummary>>> {
    Ok(Thing::plain(
        reviews::list(ask.registry(), &ask.caller, ask.now, &at.p, &page).await?,
    ))
}

async fn open_review(
    ask: Ask,
    At(at): At<InProcess>,
    Sent(new): Sent<NewReview>,
) -> Answer<Created<Review>> {
    let review = reviews::open(ask.registry(), &ask.caller, ask.now, &at.p, new).await?;
    Ok(created(&at.p, review))
}

async fn read_review(ask: Ask, At(at): At<AtReview>) -> Answer<Thing<Review>> {
    Ok(Thing::plain(
        reviews::find(ask.registry(), &ask.caller, ask.now, &at.p, at.r).await?,
    ))
}

async fn extend_review(
    ask: Ask,
    At(at): At<AtReview>,
    Sent(body): Sent<Extension>,
) -> Answer<Thing<Review>> {
    let Extension { closes_at, reason } = body;
    let (registry, caller) = (ask.registry(), &ask.caller);
    let review = reviews::extend(registry, caller, ask.now, &at.p, at.r, closes_at, reason);
    Ok(Thing::plain(review.await?))
}

async fn close_review(
    ask: Ask,
    At(at): At<AtReview>,
    Sent(body): Sent<Reason>,
) -> Answer<Created<Review>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    let review = reviews::close(registry, caller, ask.now, &at.p, at.r, body.reason).await?;
    Ok(created(&at.p, review))
}

async fn list_review_comments(
    ask: Ask,
    At(at): At<AtReview>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<ReviewComment>>> {
    Ok(Thing::plain(
        reviews::comments(ask.registry(), &ask.caller, ask.now, &at.p, at.r, &page).await?,
    ))
}

async fn read_review_csv(ask: Ask, At(at): At<AtReview>) -> Answer<Raw<Csv>> {
    let csv = reviews::csv(ask.registry(), &ask.caller, ask.now, &at.p, at.r).await?;
    let name = format!("{}-review-{}.csv", at.p, at.r);
    Ok(Raw::new((attachment(&name), csv)))
}

async fn leave_review_comment(
    ask: Ask,
    from: ClientAddress,
    At(at): At<AtReview>,
    Sent(new): Sent<NewPublicComment>,
) -> Answer<Created<Left>> {
    let to = new.email.as_ref().map(|email| email.as_str());
    let limits = &ask.site.security.limits;
    limits.comment(from, ask.caller.user, to)?;
    let left = reviews::leave(ask.registry(), &ask.caller, ask.now, &at.p, at.r, new).await?;
    let comments = format!("{}/reviews/{}/comments", address(&at.p), at.r);
    Ok(left_at(&comments, left))
}

/// Where something is that was left, or where it is confirmed.
pub fn left_at(home: &str, left: Left) -> Created<Left> {
    let location = match left.state {
        LeftState::Public => format!("{home}/{}", left.comment.unwrap_or_default()),
        LeftState::Unconfirmed => {
            format!(
                "{home}/{}/confirmation",
                left.submission.unwrap_or_default()
            )
        }
    };
    Created::at(location, left)
}

async fn read_review_comment(ask: Ask, At(at): At<AtReviewed>) -> Answer<Thing<ReviewComment>> {
    Ok(Thing::plain(
        reviews::comment(ask.registry(), &ask.caller, ask.now, &at.p, at.r, at.n).await?,
    ))
}

async fn confirm_review_comment(
    ask: Ask,
    At(at): At<AtReviewed>,
    Sent(body): Sent<Confirmation>,
) -> Answer<Created<ReviewComment>> {
    let which = Which {
        process: &at.p,
        review: Some(at.r),
        submission: at.n,
    };
    let registry = ask.registry();
    let confirmed = reviews::confirm(registry, ask.now, &body.token, Some(which)).await?;
    let number = confirmed.comment;
    let comment = reviews::comment(registry, &ask.caller, ask.now, &at.p, at.r, number).await?;
    Ok(Created::at(
        format!("{}/reviews/{}/comments/{number}", address(&at.p), at.r),
        comment,
    ))
}

async fn dispose_review_comment(
    ask: Ask,
    At(at): At<AtReviewed>,
    Sent(new): Sent<NewDisposition>,
) -> Answer<Thing<ReviewComment>> {
    let which = (at.r, at.n);
    Ok(Thing::plain(
        reviews::dispose(ask.registry(), &ask.caller, ask.now, &at.p, which, new).await?,
    ))
}

async fn hide_review_comment(
    ask: Ask,
    At(at): At<AtReviewed>,
    Sent(new): Sent<NewVisibility>,
) -> Answer<Thing<ReviewComment>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    let which = (Some(at.r), at.n);
    reviews::set_visibility(registry, caller, ask.now, &at.p, which, new).await?;
    Ok(Thing::plain(
        reviews::comment(registry, caller, ask.now, &at.p, at.r, at.n).await?,
    ))
}

async fn hide_comment(
    ask: Ask,
    At(at): At<AtNumber>,
    Sent(new): Sent<NewVisibility>,
) -> Answer<Thing<Comment>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    let which = (None, at.n);
    reviews::set_visibility(registry, caller, ask.now, &at.p, which, new).await?;
    Ok(Thing::plain(
        comments::find(registry, caller, ask.now, &at.p, None, at.n).await?,
    ))
}

fn created(process: &Slug, review: Review) -> Created<Review> {
    let location = format!("{}/reviews/{}", address(process), review.number);
    Created::at(location, review)
}
