//! Comments and what becomes of them.

use axum::http::Method;
use domain::comment::{NewComment, NewCommentRedline, NewDisposition};
use registry::{
    Listed, Page,
    comments::{self, Comment},
    redlines::Redline,
};

use super::{address, input::Acknowledgement};
use crate::{
    answer::{Answer, Created, Thing},
    ask::Ask,
    at::{Asked, At, AtEntry, AtNumber},
    sent::Sent,
    table::{Access, Table},
};

pub fn rows(table: Table) -> Table {
    let dispose = "Say what becomes of a comment, as pen holder";
    let acknowledge = "Say whether that satisfies you, as the author of the comment";
    let redline = "Make a redline of a comment that proposes other words\n\
        It replaces exactly the words the comment speaks of, for the reason the comment gives; its author is asked to \
        confirm it where another participant does this. Refused where the words changed since or cut a link.";
    let table = table
        .api(
            Method::POST,
            "/api/v1/processes/{p}/comments/{n}/redline",
            Access::Participant,
            redline_comment,
            redline,
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/entries/{e}/comments/{n}/redline",
            Access::Participant,
            redline_comment,
            redline,
        );
    table
        .api(
            Method::GET,
            "/api/v1/processes/{p}/entries/{e}/comments",
            Access::Reader,
            list_comments,
            "The comments on an entry and its redlines, oldest first\n\
            `anchor` says where the quoted words stand now: `found` where exactly these words do, `moved` where some of \
            them changed, `orphaned` where they are gone. `start` and `end` count characters of the part as it is read, \
            without Markdown.",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/entries/{e}/comments",
            Access::Participant,
            add_comment,
            "Comment on an entry or one of its redlines",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/comments/{n}",
            Access::Reader,
            read_comment,
            "One comment",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/entries/{e}/comments/{n}",
            Access::Reader,
            read_comment,
            "One comment on an entry",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/comments/{n}/disposition",
            Access::Participant,
            dispose_comment,
            dispose,
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/entries/{e}/comments/{n}/disposition",
            Access::Participant,
            dispose_comment,
            dispose,
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/comments/{n}/acknowledgement",
            Access::Participant,
            acknowledge_comment,
            acknowledge,
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/entries/{e}/comments/{n}/acknowledgement",
            Access::Participant,
            acknowledge_comment,
            acknowledge,
        )
}

async fn list_comments(
    ask: Ask,
    At(at): At<AtEntry>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<Comment>>> {
    Ok(Thing::plain(
        comments::list(ask.registry(), &ask.caller, ask.now, &at.p, &at.e, &page).await?,
    ))
}

async fn add_comment(
    ask: Ask,
    At(at): At<AtEntry>,
    Sent(new): Sent<NewComment>,
) -> Answer<Created<Comment>> {
    let comment = comments::add(ask.registry(), &ask.caller, ask.now, &at.p, &at.e, new).await?;
    Ok(Created::at(
        format!("{}/comments/{}", address(&at.p), comment.number),
        comment,
    ))
}

async fn read_comment(ask: Ask, At(at): At<AtNumber>) -> Answer<Thing<Comment>> {
    Ok(Thing::plain(
        comments::find(
            ask.registry(),
            &ask.caller,
            ask.now,
            &at.p,
            at.e.as_ref(),
            at.n,
        )
        .await?,
    ))
}

async fn dispose_comment(
    ask: Ask,
    At(at): At<AtNumber>,
    Sent(new): Sent<NewDisposition>,
) -> Answer<Thing<Comment>> {
    Ok(Thing::plain(
        comments::dispose(ask.registry(), &ask.caller, ask.now, &at.p, at.which(), new).await?,
    ))
}

async fn acknowledge_comment(
    ask: Ask,
    At(at): At<AtNumber>,
    Sent(body): Sent<Acknowledgement>,
) -> Answer<Thing<Comment>> {
    let which = at.which();
    Ok(Thing::plain(
        comments::acknowledge(
            ask.registry(),
            &ask.caller,
            ask.now,
            &at.p,
            which,
            body.satisfied,
        )
        .await?,
    ))
}

async fn redline_comment(
    ask: Ask,
    At(at): At<AtNumber>,
    Sent(new): Sent<NewCommentRedline>,
) -> Answer<Created<Redline>> {
    let which = at.which();
    let redline =
        comments::redline(ask.registry(), &ask.caller, ask.now, &at.p, which, new).await?;
    Ok(made(&at.p, redline))
}

fn made(process: &domain::Slug, redline: Redline) -> Created<Redline> {
    let location = format!("{}/redlines/{}", address(process), redline.number);
    Created::at(location, redline)
}
