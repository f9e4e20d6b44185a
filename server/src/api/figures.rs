//! Figures: what the record says about how a process is convened and worked in.

use axum::http::Method;
use domain::figures::{EntriesOverTime, Neutrality, PositionsOverTime, Voice};
use registry::figures;

use crate::{
    answer::{Answer, Media, Raw, Thing},
    ask::Ask,
    at::{At, AtCall, InProcess},
    file::attachment,
    table::{Access, Table},
};

#[derive(Debug)]
struct Csv;

impl Media for Csv {
    const TYPE: &'static str = "text/csv; charset=utf-8; header=present";
    const WORDS: &'static str = "A figure on each line (RFC 4180).";
}

pub fn rows(table: Table) -> Table {
    table
        .api(
            Method::GET,
            "/api/v1/processes/{p}/neutrality",
            Access::Reader,
            read_neutrality,
            "The convener's own figures\nWho convened when, acts by kind, how long each group waited for an act of the \
             convener, whose entries were called, and where somebody was limited, with the reason. From the record alone.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/neutrality.csv",
            Access::Reader,
            read_neutrality_csv,
            "The convener's own figures as CSV",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/figures/voice",
            Access::Reader,
            read_voice,
            "Each group's share of what was said\nEntries, redlines, comments and positions by group, beside its participants.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/figures/voice.csv",
            Access::Reader,
            read_voice_csv,
            "Each group's share of what was said, as CSV",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/figures/entries",
            Access::Reader,
            read_entries_over_time,
            "How many entries stood where, over time\nA point for each moment at which a count changed.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/figures/entries.csv",
            Access::Reader,
            read_entries_over_time_csv,
            "How many entries stood where, over time, as CSV",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/calls/{n}/positions-over-time",
            Access::Reader,
            read_positions_over_time,
            "How the positions of a call came about\nA point for each moment at which a count changed. Of a blind call \
             there is none before it has closed.",
        )
        .api(
            Method::GET,
            "/api/v1/processes/{p}/calls/{n}/positions-over-time.csv",
            Access::Reader,
            read_positions_over_time_csv,
            "How the positions of a call came about, as CSV",
        )
}

async fn read_neutrality(ask: Ask, At(at): At<InProcess>) -> Answer<Thing<Neutrality>> {
    let told = figures::neutrality(ask.registry(), &ask.caller, ask.now, &at.p).await?;
    Ok(Thing::plain(told))
}

async fn read_neutrality_csv(ask: Ask, At(at): At<InProcess>) -> Answer<Raw<Csv>> {
    let csv = figures::neutrality_csv(ask.registry(), &ask.caller, ask.now, &at.p).await?;
    Ok(file(&format!("{}-neutrality.csv", at.p), csv))
}

async fn read_voice(ask: Ask, At(at): At<InProcess>) -> Answer<Thing<Voice>> {
    let told = figures::voice(ask.registry(), &ask.caller, ask.now, &at.p).await?;
    Ok(Thing::plain(told))
}

async fn read_voice_csv(ask: Ask, At(at): At<InProcess>) -> Answer<Raw<Csv>> {
    let csv = figures::voice_csv(ask.registry(), &ask.caller, ask.now, &at.p).await?;
    Ok(file(&format!("{}-voice.csv", at.p), csv))
}

async fn read_entries_over_time(ask: Ask, At(at): At<InProcess>) -> Answer<Thing<EntriesOverTime>> {
    let told = figures::entries(ask.registry(), &ask.caller, ask.now, &at.p).await?;
    Ok(Thing::plain(told))
}

async fn read_entries_over_time_csv(ask: Ask, At(at): At<InProcess>) -> Answer<Raw<Csv>> {
    let csv = figures::entries_csv(ask.registry(), &ask.caller, ask.now, &at.p).await?;
    Ok(file(&format!("{}-entries.csv", at.p), csv))
}

async fn read_positions_over_time(
    ask: Ask,
    At(at): At<AtCall>,
) -> Answer<Thing<PositionsOverTime>> {
    let told = figures::positions(ask.registry(), &ask.caller, ask.now, &at.p, at.n).await?;
    Ok(Thing::plain(told))
}

async fn read_positions_over_time_csv(ask: Ask, At(at): At<AtCall>) -> Answer<Raw<Csv>> {
    let csv = figures::positions_csv(ask.registry(), &ask.caller, ask.now, &at.p, at.n).await?;
    Ok(file(&format!("{}-call-{}-over-time.csv", at.p, at.n), csv))
}

fn file(name: &str, csv: Vec<u8>) -> Raw<Csv> {
    Raw::new((attachment(name), csv))
}
