//! Pages for people.

mod calls;
mod dispositions;
pub mod doors;
mod entries;
mod figures;
mod glossaries;
mod meetings;
mod minutes;
mod processes;
pub mod reviews;
mod room;

use crate::table::Table;

pub fn rows(table: Table) -> Table {
    let table = calls::rows(table);
    let table = dispositions::rows(table);
    let table = doors::rows(table);
    let table = entries::rows(table);
    let table = figures::rows(table);
    let table = glossaries::rows(table);
    let table = meetings::rows(table);
    let table = minutes::rows(table);
    let table = reviews::rows(table);
    let table = room::rows(table);
    processes::rows(table)
}
