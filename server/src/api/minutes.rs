//! The minutes of meetings.

use axum::http::Method;
use domain::{
    Slug,
    ids::MeetingNo,
    meeting::{NewCirculation, NewCorrection, NewCorrectionAnswer},
};
use registry::meetings::{self, Meeting, minutes::Minutes};
use schemars::JsonSchema;
use serde::Deserialize;

use super::address;
use crate::{
    answer::{Answer, Created, Docx, Media, Raw, Thing},
    ask::Ask,
    at::{At, AtMeeting},
    file::attachment,
    sent::Sent,
    table::{Access, Table},
};

#[derive(Debug)]
struct Markdown;

impl Media for Markdown {
    const TYPE: &'static str = "text/markdown; charset=utf-8; variant=CommonMark";
    const WORDS: &'static str = "CommonMark.";
}

/// A correction of minutes.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
struct AtCorrection {
    p: Slug,
    m: MeetingNo,
    /// Its number among the corrections of these minutes.
    c: u32,
}

pub fn rows(table: Table) -> Table {
    table
        .api(
            Method::GET,
            "/api/v1/processes/{p}/meetings/{m}/minutes",
            Access::Reader,
            read_minutes,
            "The minutes of a meeting, as far as they are\nThey come of the record: who was there and when, the items in \
             the order in which they were under discussion, what was done under each and meanwhile elsewhere, the \
             wordings before and after with their redline, straw polls, positions, how calls ended, notes and actions. \
             Of a blind call that is open only how many took a position is told. Once they are final they say the same \
             for ever, but for names that were erased; what became of actions stands beside them as `later`.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/meetings/{m}/minutes.md",
            Access::Reader,
            read_minutes_md,
            "The minutes of a meeting as Markdown\nWhat a text lost and gained stands in `del` and `ins` elements.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/meetings/{m}/minutes.docx",
            Access::Reader,
            read_minutes_docx,
            "The minutes of a meeting as DOCX\nWhat a text lost and gained is a tracked change of the meeting.",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/meetings/{m}/minutes/circulation",
            Access::Convener,
            circulate_minutes,
            "Put the minutes before everybody, to be corrected until a time\nWhen it is over they are final. A call whose \
             subject is `minutes` settles them as well.",
        )
        .api(
            Method::POST,
            "/api/v1/processes/{p}/meetings/{m}/minutes/corrections",
            Access::Member,
            request_correction,
            "Say that the minutes should read otherwise\nWhile they are before everybody. It stands in them with its \
             answer, also where it is not made.",
        )
        .api(
            Method::PUT,
            "/api/v1/processes/{p}/meetings/{m}/minutes/corrections/{c}/answer",
            Access::Member,
            answer_correction,
            "Answer a correction\nFor the convener and the note taker. Not making it needs a response that says why.",
        )
}

async fn read_minutes(ask: Ask, At(at): At<AtMeeting>) -> Answer<Thing<Minutes>> {
    let minutes = meetings::minutes(ask.registry(), &ask.caller, ask.now, &at.p, at.m).await?;
    Ok(Thing::plain(minutes))
}

async fn read_minutes_md(ask: Ask, At(at): At<AtMeeting>) -> Answer<Raw<Markdown>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    let text = meetings::minutes_markdown(registry, caller, ask.now, &at.p, at.m).await?;
    Ok(Raw::new((attachment(&file_name(&at, "md")), text)))
}

async fn read_minutes_docx(ask: Ask, At(at): At<AtMeeting>) -> Answer<Raw<Docx>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    let docx = meetings::minutes_docx(registry, caller, ask.now, &at.p, at.m).await?;
    Ok(Raw::new((attachment(&file_name(&at, "docx")), docx)))
}

async fn circulate_minutes(
    ask: Ask,
    At(at): At<AtMeeting>,
    Sent(new): Sent<NewCirculation>,
) -> Answer<Thing<Meeting>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    let meeting = meetings::circulate(registry, caller, ask.now, &at.p, at.m, new).await?;
    Ok(Thing::plain(meeting))
}

async fn request_correction(
    ask: Ask,
    At(at): At<AtMeeting>,
    Sent(new): Sent<NewCorrection>,
) -> Answer<Created<Meeting>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    let meeting = meetings::correct(registry, caller, ask.now, &at.p, at.m, new).await?;
    let location = format!("{}/meetings/{}/minutes", address(&at.p), at.m);
    Ok(Created::at(location, meeting))
}

async fn answer_correction(
    ask: Ask,
    At(at): At<AtCorrection>,
    Sent(answer): Sent<NewCorrectionAnswer>,
) -> Answer<Thing<Meeting>> {
    let (registry, caller) = (ask.registry(), &ask.caller);
    let which = (at.m, at.c);
    let meeting =
        meetings::answer_correction(registry, caller, ask.now, &at.p, which, answer).await?;
    Ok(Thing::plain(meeting))
}

/// What a file of minutes is called.
pub fn file_name(at: &AtMeeting, extension: &str) -> String {
    format!("{}-meeting-{}-minutes.{extension}", at.p, at.m)
}
