//! The API (contract, section 2), one file per noun. Every handler reads its input into types of
//! the domain, asks the registry once and answers with what it says.

mod calendar;
mod calls;
mod comments;
mod desk;
mod dispositions;
pub mod document;
mod entries;
mod figures;
mod imports;
mod input;
mod interests;
mod lint;
pub mod manuscripts;
mod meetings;
mod members;
pub mod minutes;
mod notices;
mod organisations;
mod positions;
mod problems;
mod processes;
mod record;
mod redlines;
pub mod reference;
mod releases;
mod reviews;
mod rooms;
mod wordings;

use domain::Slug;

use crate::table::{Access, Table};

pub fn rows(table: Table) -> Table {
    let table = table.get("/api", Access::Anyone, reference::show_reference);
    let table = document::rows(table);
    let table = processes::rows(table);
    let table = interests::rows(table);
    let table = members::rows(table);
    let table = minutes::rows(table);
    let table = notices::rows(table);
    let table = organisations::rows(table);
    let table = entries::rows(table);
    let table = wordings::rows(table);
    let table = redlines::rows(table);
    let table = imports::rows(table);
    let table = manuscripts::rows(table);
    let table = comments::rows(table);
    let table = lint::rows(table);
    let table = dispositions::rows(table);
    let table = calls::rows(table);
    let table = calendar::rows(table);
    let table = desk::rows(table);
    let table = positions::rows(table);
    let table = releases::rows(table);
    let table = figures::rows(table);
    let table = reviews::rows(table);
    let table = problems::rows(table);
    let table = meetings::rows(table);
    let table = rooms::rows(table);
    record::rows(table)
}

/// The address of a process in the API.
fn address(process: &Slug) -> String {
    format!("/api/v1/processes/{process}")
}
