//! What an address says: the names and numbers in its path, and what its query asks for.

use aide::{
    OperationInput,
    generate::GenContext,
    openapi::Operation,
    operation::{ParamLocation, add_parameters, parameters_from_schema},
};
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use domain::{
    Slug, Version,
    entry::EntryRef,
    ids::{CallNo, CommentNo, MeetingNo, MemberNo, OrganisationNo, RedlineNo, ReviewNo},
};
use schemars::JsonSchema;
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    site::Site,
    trouble::{Fault, Trouble},
};

/// The parts of a path. What cannot be a name or a number is at no address.
#[derive(Debug, Clone)]
pub struct At<T>(pub T);

/// What the query of an address asks for.
#[derive(Debug, Clone)]
pub struct Asked<T>(pub T);

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct InProcess {
    pub p: Slug,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtEntry {
    pub p: Slug,
    /// The slug or the number of the entry.
    pub e: EntryRef,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtWordings {
    pub p: Slug,
    pub e: EntryRef,
    /// The number of a wording, or two with `...` between them.
    pub which: String,
}

/// Something that belongs to an entry and has a number of the process: it is found by that alone,
/// and below its entry.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtNumber {
    pub p: Slug,
    #[serde(default)]
    pub e: Option<EntryRef>,
    pub n: u32,
}

impl AtNumber {
    /// The number, and the entry where the address names it.
    pub fn which(&self) -> (Option<&EntryRef>, u32) {
        (self.e.as_ref(), self.n)
    }
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtRedline {
    pub p: Slug,
    pub e: EntryRef,
    pub n: RedlineNo,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtComment {
    pub p: Slug,
    pub e: EntryRef,
    pub n: CommentNo,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtCall {
    pub p: Slug,
    pub n: CallNo,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtAnswer {
    pub p: Slug,
    pub n: CallNo,
    pub a: u32,
}

/// Somebody on the roster of a call.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtVoice {
    pub p: Slug,
    pub n: CallNo,
    pub m: MemberNo,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtMember {
    pub p: Slug,
    pub m: MemberNo,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtOrganisation {
    pub p: Slug,
    pub n: OrganisationNo,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtInterest {
    pub p: Slug,
    pub n: u32,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtInvitation {
    pub p: Slug,
    pub n: u32,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtReview {
    pub p: Slug,
    pub r: ReviewNo,
}

/// A comment of a review, or what waits to become one.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtReviewed {
    pub p: Slug,
    pub r: ReviewNo,
    pub n: u32,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtMeeting {
    pub p: Slug,
    pub m: MeetingNo,
}

/// A meeting, or its calendar file: the router takes no `{m}.ics` in one segment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtMeetingOrFile {
    pub p: Slug,
    /// The number of the meeting; with `.ics` behind it, its calendar file.
    pub m: String,
}

/// Something that is numbered within a meeting: a straw poll, a note, an action, a suggestion.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtMeetingThing {
    pub p: Slug,
    pub m: MeetingNo,
    pub n: u32,
}

impl AtMeetingThing {
    pub fn meeting(&self) -> AtMeeting {
        AtMeeting {
            p: self.p.clone(),
            m: self.m,
        }
    }
}

/// A member in a meeting.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtMeetingMember {
    pub p: Slug,
    pub m: MeetingNo,
    pub n: MemberNo,
}

impl AtMeetingMember {
    pub fn meeting(&self) -> AtMeeting {
        AtMeeting {
            p: self.p.clone(),
            m: self.m,
        }
    }
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtRelease {
    pub p: Slug,
    pub v: domain::Version,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtConcept {
    pub p: Slug,
    pub n: domain::ids::EntryNo,
}

/// A last segment that is read in the domain: more than a name stands in it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtSegment {
    pub p: Slug,
    pub segment: String,
}

/// A term of whichever release is the newest.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct AtLatestTerm {
    pub p: Slug,
    pub term: Slug,
}

/// A release as its readers address it.
#[derive(Debug, Clone, Deserialize)]
pub struct AtEdition {
    pub p: Slug,
    pub segment: Version,
}

impl<T: DeserializeOwned + Send> FromRequestParts<Site> for At<T> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Trouble> {
        match Path::<T>::from_request_parts(parts, site).await {
            Ok(Path(at)) => Ok(Self(at)),
            Err(_) => Err(Trouble::not_found()),
        }
    }
}

impl<T: DeserializeOwned> FromRequestParts<Site> for Asked<T> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Trouble> {
        let query = parts.uri.query().unwrap_or_default();
        // A field left empty in a form is one that was not asked for; one given twice is a list.
        let mut given: Vec<(String, String)> = Vec::new();
        for (name, value) in
            form_urlencoded::parse(query.as_bytes()).filter(|(_, value)| !value.is_empty())
        {
            match given.iter_mut().find(|(known, _)| *known == name) {
                Some((_, values)) => values.extend([",", &*value]),
                None => given.push((name.into_owned(), value.into_owned())),
            }
        }
        let given = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(given)
            .finish();
        let reader = serde_urlencoded::Deserializer::new(form_urlencoded::parse(given.as_bytes()));
        serde_path_to_error::deserialize(reader)
            .map(Self)
            .map_err(|error| {
                let field = error.path().to_string();
                Trouble::Unread(vec![Fault {
                    field: Some(field),
                    detail: error.inner().to_string(),
                }])
            })
    }
}

impl<T: JsonSchema> OperationInput for At<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        let schema = ctx.schema.subschema_for::<T>();
        let parameters = parameters_from_schema(ctx, schema, ParamLocation::Path);
        add_parameters(ctx, operation, parameters);
    }
}

impl<T: JsonSchema> OperationInput for Asked<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        let schema = ctx.schema.subschema_for::<T>();
        let parameters = parameters_from_schema(ctx, schema, ParamLocation::Query);
        add_parameters(ctx, operation, parameters);
    }
}
