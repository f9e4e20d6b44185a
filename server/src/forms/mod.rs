//! Forms that people post.

mod comments;
mod content;
mod entries;
mod reading;
mod redlines;

use crate::table::Table;

pub fn rows(table: Table) -> Table {
    let table = comments::rows(table);
    let table = entries::rows(table);
    redlines::rows(table)
}
