//! Forms that people post.

mod account;
mod calls;
mod comments;
mod content;
mod doors;
mod entries;
mod imports;
mod leading;
mod manuscripts;
mod meetings;
mod members;
mod minutes;
mod notices;
mod outside;
mod positions;
mod processes;
mod reading;
mod redlines;
mod releases;
mod reviews;
mod room;
mod rule;
mod settle;

use crate::table::Table;

pub fn rows(table: Table) -> Table {
    let table = account::rows(table);
    let table = calls::rows(table);
    let table = comments::rows(table);
    let table = doors::rows(table);
    let table = entries::rows(table);
    let table = imports::rows(table);
    let table = manuscripts::rows(table);
    let table = meetings::rows(table);
    let table = members::rows(table);
    let table = minutes::rows(table);
    let table = notices::rows(table);
    let table = positions::rows(table);
    let table = processes::rows(table);
    let table = releases::rows(table);
    let table = reviews::rows(table);
    let table = room::rows(table);
    let table = leading::rows(table);
    let table = outside::rows(table);
    redlines::rows(table)
}
