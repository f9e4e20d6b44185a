//! Backups: what comes back is what was there, on either database, or nothing comes back at all.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

#[path = "../common/mod.rs"]
mod common;

mod damage;
mod everything;
mod kept;
mod older;

use std::io::Write;

use common::{Stage, cast, minute, stages};
use domain::{Moment, Slug, account::Password, record::verify_chain};
use registry::{
    Caller, Page, Registry,
    backup::{self, Fault, Rows},
    comments, entries, record, releases,
};

/// A backup as it would stand in a file.
async fn taken(registry: &Registry) -> Vec<u8> {
    let mut file = Vec::new();
    backup::write(registry, &mut file).await.unwrap();
    file
}

async fn put_back(stage: &Stage, file: &[u8]) -> Result<Rows, Fault> {
    backup::restore(&stage.registry, file).await
}

/// The lines of a backup.
fn lines(file: &[u8]) -> Vec<String> {
    let text = String::from_utf8(zstd::decode_all(file).unwrap()).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// A backup with these lines.
fn packed(lines: &[String]) -> Vec<u8> {
    let mut encoder = zstd::Encoder::new(Vec::new(), 3).unwrap();
    for line in lines {
        writeln!(encoder, "{line}").unwrap();
    }
    encoder.finish().unwrap()
}

/// The names of the tables a backup counts.
fn counted(file: &[u8]) -> Vec<String> {
    let footer: serde_json::Value = serde_json::from_str(lines(file).last().unwrap()).unwrap();
    footer["rows"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect()
}
