//! The disposition report.

use axum::http::Method;
use registry::{
    Listed, Page,
    dispositions::{self, DispositionFilter, DispositionRow},
};

use crate::{
    answer::{Answer, Docx, Media, Raw, Thing},
    ask::Ask,
    at::{Asked, At, InProcess},
    file::attachment,
    table::{Access, Table},
};

#[derive(Debug)]
struct Csv;

impl Media for Csv {
    const TYPE: &'static str = "text/csv; charset=utf-8; header=present";
    const WORDS: &'static str = "A comment on each line (RFC 4180).";
}

pub fn rows(table: Table) -> Table {
    table
        .api(
            Method::GET,
            "/api/v1/processes/{p}/dispositions",
            Access::Reader,
            list_dispositions,
            "Every comment and what became of it\nReplies are read with their comment.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/dispositions.csv",
            Access::Reader,
            read_dispositions_csv,
            "The disposition report as CSV\nThe columns of ISO's commenting template in their order, then number, author, \
             date, redline and whether the author is satisfied.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/dispositions.docx",
            Access::Reader,
            read_dispositions_docx,
            "The disposition report as DOCX\nThe same columns as in the CSV.",
        )
}

async fn list_dispositions(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(filter): Asked<DispositionFilter>,
    Asked(page): Asked<Page>,
) -> Answer<Thing<Listed<DispositionRow>>> {
    let listed = dispositions::list(ask.registry(), &ask.caller, ask.now, &at.p, &filter, &page);
    Ok(Thing::plain(listed.await?))
}

async fn read_dispositions_csv(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(filter): Asked<DispositionFilter>,
) -> Answer<Raw<Csv>> {
    let csv = dispositions::csv(ask.registry(), &ask.caller, ask.now, &at.p, &filter).await?;
    let name = format!("{}-dispositions.csv", at.p);
    Ok(Raw::new((attachment(&name), csv)))
}

async fn read_dispositions_docx(
    ask: Ask,
    At(at): At<InProcess>,
    Asked(filter): Asked<DispositionFilter>,
) -> Answer<Raw<Docx>> {
    let docx = dispositions::docx(ask.registry(), &ask.caller, ask.now, &at.p, &filter).await?;
    let name = format!("{}-dispositions.docx", at.p);
    Ok(Raw::new((attachment(&name), docx)))
}
