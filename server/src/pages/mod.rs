//! Pages for people.

mod entries;

use crate::table::Table;

pub fn rows(table: Table) -> Table {
    entries::rows(table)
}
