//! Text search over entries, the one file where each database is spoken to in its own words.
//!
//! What is typed becomes plain words before it becomes a query, so it cannot say anything in the
//! query languages of the databases; and it still travels as a bound value.

use std::collections::BTreeSet;

use domain::entry::words;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, Statement, Value,
    sea_query::Expr,
};

use crate::Result;

/// Entries are counted below this within a process; see the migration.
const PROCESS_BITS: u32 = 24;
/// More words than this narrow nothing down.
const QUERY_MAX: usize = 16;
/// So many entries are looked up one by one rather than picked out of all.
const FEW: usize = 200;

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

/// What the index knows about what was typed.
pub(crate) enum Hits {
    /// No words were typed: nothing is narrowed.
    All,
    /// Entries by number, few enough to be named one by one.
    Few(Vec<i64>),
    /// The condition that an entry is among them.
    Many(Expr),
}

/// The entries that have all these words, the last one as far as it was typed.
///
/// The index is asked first, because a database that has to guess walks all entries in their
/// order to find the few that match.
pub(crate) async fn hits(db: &DatabaseConnection, process_id: i64, typed: &str) -> Result<Hits> {
    let backend = db.get_database_backend();
    let Some((sql, values)) = matching(backend, process_id, typed) else {
        return Ok(Hits::All);
    };
    let few = format!("{sql} LIMIT {}", FEW + 1);
    let few = Statement::from_sql_and_values(backend, few, values.clone());
    let rows = db.query_all_raw(few).await?;
    if rows.len() > FEW {
        let among = format!("\"number\" IN ({sql})");
        return Ok(Hits::Many(Expr::cust_with_values(among, values)));
    }
    let numbers = rows.iter().map(|row| row.try_get_by_index(0));
    Ok(Hits::Few(numbers.collect::<std::result::Result<_, _>>()?))
}

/// The query for the numbers of entries that match, and what it is bound to. None where there
/// are no words.
fn matching(
    backend: DbBackend,
    process_id: i64,
    typed: &str,
) -> Option<(&'static str, [Value; 4])> {
    let mut words = words(typed);
    words.truncate(QUERY_MAX);
    // What ends in anything but a letter or digit was typed to its end.
    let whole = !typed.ends_with(char::is_alphanumeric);
    let last = words.pop()?;
    let (sql, query) = match backend {
        DbBackend::Postgres => {
            let before: String = words.iter().map(|word| format!("'{word}' & ")).collect();
            let query = format!("{before}'{last}'{}", if whole { "" } else { ":*" });
            let sql = "SELECT id - $1 FROM entry_texts \
                       WHERE words @@ CAST($2 AS tsquery) AND id >= $3 AND id < $4";
            (sql, query)
        }
        _ => {
            let before: String = words.iter().map(|word| format!("\"{word}\" ")).collect();
            let query = format!("{before}\"{last}\"{}", if whole { "" } else { "*" });
            let sql = "SELECT rowid - ? FROM entry_texts \
                       WHERE entry_texts MATCH ? AND rowid >= ? AND rowid < ?";
            (sql, query)
        }
    };
    let (first, after) = (first_id(process_id), first_id(process_id + 1));
    Some((
        sql,
        [first.into(), query.into(), first.into(), after.into()],
    ))
}

fn first_id(process_id: i64) -> i64 {
    process_id << PROCESS_BITS
}
