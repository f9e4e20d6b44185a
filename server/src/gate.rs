//! The gate before every handler. Whoever may not act is told so before anybody looks at what they
//! sent: first whether there is something, then whether they may, and only then the input.

use axum::{
    extract::{FromRequestParts, RawPathParams, Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{
    Slug,
    permit::{self, Denial, May, Member},
};
use registry::processes;

use crate::{
    ask::Ask,
    repeat,
    security::address::ClientAddress,
    shared,
    site::Site,
    table::{Access, Kind, Row},
    trouble::Trouble,
};

/// The gate of one route.
#[derive(Debug, Clone)]
pub struct Gate {
    pub site: Site,
    pub row: Row,
}

pub async fn pass(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    match check(&gate, request).await {
        Ok((ask, request)) if gate.row.kind == Kind::Api && gate.row.method == Method::POST => {
            repeat::once(ask, request, next).await.into_response()
        }
        Ok((ask, request)) if shared::is_public(&gate.row, &ask) => {
            shared::read(ask, request, next).await.into_response()
        }
        Ok((_, request)) => next.run(request).await,
        Err(trouble) => trouble.into_response(),
    }
}

async fn check(gate: &Gate, request: Request) -> Result<(Ask, Request), Trouble> {
    let (mut parts, body) = request.into_parts();
    let writes = !parts.method.is_safe();
    let address = ClientAddress::of(&parts, &gate.site);
    let limits = &gate.site.security.limits;
    // What is typed before a room is sent as it is typed, by many who share the address of one room. It is counted by
    // account alone.
    let typed = gate.row.path.ends_with("/meetings/{m}/draft");
    if writes && !typed {
        limits.write_from(address)?;
    }
    let ask = Ask::from_request_parts(&mut parts, &gate.site).await?;
    match ask.caller.user.filter(|_| writes) {
        Some(user) if typed => limits.type_by(user)?,
        Some(user) => limits.write_by(user)?,
        None => {}
    }
    match gate.row.access {
        Access::Anyone => {}
        // A read finds out by itself.
        Access::Reader if !writes => {}
        Access::Reader => drop(process(&mut parts, &ask).await?),
        Access::SignedIn => drop(ask.caller.signed_in()?),
        Access::MayConvene => {
            ask.caller.signed_in()?;
            if !ask.caller.admin && !ask.caller.may_convene {
                return Err(Denial::NotConvener.into());
            }
        }
        Access::Member => may(&mut parts, &ask, May::Belong).await?,
        Access::Participant => may(&mut parts, &ask, May::Participate).await?,
        Access::PenOrConvener => may(&mut parts, &ask, May::PassPen).await?,
        Access::Convener => may(&mut parts, &ask, May::Convene).await?,
    }
    Ok((ask, Request::from_parts(parts, body)))
}

async fn may(parts: &mut axum::http::request::Parts, ask: &Ask, may: May) -> Result<(), Trouble> {
    let process = process(parts, ask).await?;
    let member = process.me.map(|me| Member {
        number: me.number,
        role: me.role,
        group: me.group,
        organisation: me.organisation,
    });
    if member.is_none() {
        ask.caller.signed_in()?;
    }
    Ok(permit::permit(member.as_ref(), process.state, may)?)
}

/// The process that the path names as `{p}`.
async fn process(
    parts: &mut axum::http::request::Parts,
    ask: &Ask,
) -> Result<processes::Process, Trouble> {
    let params = RawPathParams::from_request_parts(parts, &())
        .await
        .map_err(|_| Trouble::not_found())?;
    let named = params.iter().find(|(name, _)| *name == "p");
    let slug = named
        .and_then(|(_, slug)| Slug::parse(slug).ok())
        .ok_or_else(Trouble::not_found)?;
    Ok(processes::find(ask.registry(), &ask.caller, ask.now, &slug).await?)
}
