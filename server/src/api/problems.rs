//! Problems that readers of a published glossary report.

use axum::http::Method;
use domain::review::NewProblem;
use registry::{
    comments::{self, Comment},
    problems,
    reviews::{self, Left, LeftState, Which},
};

use super::{address, input::Confirmation, reviews::left_at};
use crate::{
    answer::{Answer, Created},
    ask::Ask,
    at::{At, AtComment, AtEntry},
    security::address::ClientAddress,
    sent::Sent,
    table::{Access, Table},
};

pub fn rows(table: Table) -> Table {
    table
        .api(
            Method::POST,
            "/api/v1/processes/{p}/entries/{e}/problems",
            Access::Reader,
            report_problem,
            "Report a problem with an entry as a release has it; no account is needed\n\
             It reaches the pen holder like a comment from a public review, and is signed and confirmed likewise. A \
             closed process takes none: its `maintainer` is asked.",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/entries/{e}/problems/{n}/confirmation",
            Access::Reader,
            confirm_problem,
            "Confirm a report with the token that was sent\n`{n}` is its `submission`.",
        )
}

async fn report_problem(
    ask: Ask,
    from: ClientAddress,
    At(at): At<AtEntry>,
    Sent(new): Sent<NewProblem>,
) -> Answer<Created<Left>> {
    let to = new.email.as_ref().map(|email| email.as_str());
    let limits = &ask.site.security.limits;
    limits.comment(from, ask.caller.user, to)?;
    let left = problems::report(ask.registry(), &ask.caller, ask.now, &at.p, &at.e, new).await?;
    let home = match left.state {
        LeftState::Public => format!("{}/comments", address(&at.p)),
        LeftState::Unconfirmed => format!("{}/entries/{}/problems", address(&at.p), at.e),
    };
    Ok(left_at(&home, left))
}

async fn confirm_problem(
    ask: Ask,
    At(at): At<AtComment>,
    Sent(body): Sent<Confirmation>,
) -> Answer<Created<Comment>> {
    let which = Which {
        process: &at.p,
        review: None,
        submission: at.n,
    };
    let registry = ask.registry();
    let confirmed = reviews::confirm(registry, ask.now, &body.token, Some(which)).await?;
    let number = confirmed.comment;
    let comment = comments::find(registry, &ask.caller, ask.now, &at.p, None, number).await?;
    Ok(Created::at(
        format!("{}/comments/{number}", address(&at.p)),
        comment,
    ))
}
