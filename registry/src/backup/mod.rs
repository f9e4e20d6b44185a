//! A copy of everything that is kept, in one file that either database can be filled from.
//!
//! The file is compressed lines of JSON: a header, a line per row, and a footer with how many rows
//! of each table there were and the SHA-256 of all lines before it. Sessions, one-time links that let
//! somebody in, comments that wait for theirs, and answers kept for repeated requests are left out,
//! and what text search needs is made anew.

mod cells;
mod older;
mod restoring;
mod tables;
mod writing;

use std::collections::BTreeMap;

use migrations::{Migrator, MigratorTrait};
use serde::{Deserialize, Serialize};
use thiserror::Error as ThisError;

use crate::Error;

pub use restoring::restore;
pub use writing::write;

/// The form of the file; another form has another number.
const FORM: u32 = 1;

/// How many rows of each table a backup holds.
pub type Rows = BTreeMap<String, u64>;

/// Why a backup was not written or not restored.
#[derive(Debug, ThisError)]
pub enum Fault {
    #[error("the database holds something already; a backup is restored into an empty one")]
    NotEmpty,
    #[error("this is not a backup of Parlance")]
    NotABackup,
    #[error("the backup is of form {found}; this program reads form {FORM}")]
    OtherForm { found: u32 },
    /// The tables of then are none that this program ever had, or it has no place for them any more.
    #[error(
        "the backup was made by Parlance {version}, whose tables are others: restore it with that \
         version"
    )]
    OtherTables { version: String },
    #[error("the backup ends too early: it was cut off")]
    Truncated,
    #[error("line {line} of the backup is not what was written")]
    Damaged { line: u64 },
    #[error(transparent)]
    File(#[from] std::io::Error),
    #[error(transparent)]
    Database(#[from] Error),
}

impl From<sea_orm::DbErr> for Fault {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Database(error.into())
    }
}

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    parlance_backup: u32,
    /// Of the program that wrote it.
    version: String,
    /// The names of the migrations that made the tables.
    migrations: Vec<String>,
}

impl Header {
    fn other_tables(&self) -> Fault {
        Fault::OtherTables {
            version: self.version.clone(),
        }
    }
}

/// The last line.
#[derive(Debug, Serialize, Deserialize)]
struct Footer {
    rows: Rows,
    /// Of all bytes before this line, in lower-case hex.
    sha256: String,
}

/// Any other line.
#[derive(Debug, Serialize, Deserialize)]
struct Row {
    table: String,
    row: serde_json::Map<String, serde_json::Value>,
}

fn migrations() -> Vec<String> {
    let migrations = Migrator::migrations();
    let names = migrations.iter().map(|migration| migration.name());
    names.map(str::to_owned).collect()
}

fn hex(digest: impl AsRef<[u8]>) -> String {
    let bytes = digest.as_ref().iter();
    bytes.map(|byte| format!("{byte:02x}")).collect()
}
