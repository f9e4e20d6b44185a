//! Text search over entries, the one file where each database is spoken to in its own words.
//!
//! What is typed becomes plain words before it becomes a query, so it cannot say anything in the
//! query languages of the databases; and it still travels as a bound value.

use std::collections::BTreeSet;

use domain::entry::words;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement, Value, sea_query::Expr};

use crate::Result;

/// Entries are counted below this within a process; see the migration.
const PROCESS_BITS: u32 = 24;
/// More words than this narrow nothing down.
const QUERY_MAX: usize = 16;

/// Makes an entry findable by the words of these texts, and no longer by those it had before.
pub(crate) async fn index<'a>(
    tx: &DatabaseTransaction,
    process_id: i64,
    entry: i64,
    texts: impl Iterator<Item = &'a str>,
) -> Result<()> {
    let words: BTreeSet<String> = texts.flat_map(words).collect();
    let id = first_id(process_id) + entry;
    let backend = tx.get_database_backend();
    let joined = words.into_iter().collect::<Vec<_>>().join(" ");
    let statement = match backend {
        DbBackend::Postgres => {
            "INSERT INTO entry_texts (id, words) VALUES ($1, array_to_tsvector(string_to_array($2, ' '))) \
             ON CONFLICT (id) DO UPDATE SET words = excluded.words"
        }
        _ => "INSERT OR REPLACE INTO entry_texts (rowid, words) VALUES (?, ?)",
    };
    tx.execute_raw(Statement::from_sql_and_values(
        backend,
        statement,
        [id.into(), joined.into()],
    ))
    .await?;
    Ok(())
}

/// The condition that an entry has all these words, the last one as far as it was typed. None
/// where there are no words: everything is found.
pub(crate) fn matching(backend: DbBackend, process_id: i64, typed: &str) -> Option<Expr> {
    let mut words = words(typed);
    words.truncate(QUERY_MAX);
    // What ends in anything but a letter or digit was typed to its end.
    let whole = !typed.ends_with(char::is_alphanumeric);
    let last = words.pop()?;
    let (first, after) = (first_id(process_id), first_id(process_id + 1));
    Some(match backend {
        DbBackend::Postgres => {
            let before: String = words.iter().map(|word| format!("'{word}' & ")).collect();
            let query = format!("{before}'{last}'{}", if whole { "" } else { ":*" });
            Expr::cust_with_values(
                "\"number\" IN (SELECT id - $1 FROM entry_texts \
                 WHERE words @@ CAST($2 AS tsquery) AND id >= $3 AND id < $4)",
                bound(first, query, after),
            )
        }
        _ => {
            let before: String = words.iter().map(|word| format!("\"{word}\" ")).collect();
            let query = format!("{before}\"{last}\"{}", if whole { "" } else { "*" });
            Expr::cust_with_values(
                "\"number\" IN (SELECT rowid - ? FROM entry_texts \
                 WHERE entry_texts MATCH ? AND rowid >= ? AND rowid < ?)",
                bound(first, query, after),
            )
        }
    })
}

fn bound(first: i64, query: String, after: i64) -> [Value; 4] {
    [first.into(), query.into(), first.into(), after.into()]
}

fn first_id(process_id: i64) -> i64 {
    process_id << PROCESS_BITS
}
