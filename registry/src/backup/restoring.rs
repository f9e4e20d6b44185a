use std::io::{BufRead, BufReader, ErrorKind, Read};

use domain::content::Content;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, PrimaryKeyTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use zstd::stream::read::Decoder;

use super::{
    FORM, Fault, Footer, Header, Row, Rows, cells, hex,
    older::Age,
    tables::{kept, left_out},
};
use crate::{Registry, connection::number_on, projection, rows::value, tables};

/// How many rows are inserted at once, and how many bytes of lines they may come from.
const BATCH_ROWS: usize = 200;
const BATCH_BYTES: usize = 8 << 20;

/// Fills an empty database from a backup, all or nothing. One that an older program made is brought up to date.
pub async fn restore(registry: &Registry, file: impl Read) -> Result<Rows, Fault> {
    let mut lines = Lines::open(file)?;
    let writing = registry.write().await?;
    make_room(&writing.tx).await?;
    lines.age.go_back(&writing.tx).await?;
    let rows = fill(&writing.tx, &mut lines).await?;
    lines.age.come_back(&writing.tx).await?;
    make_findable(&writing.tx).await?;
    writing.commit().await?;
    Ok(rows)
}

/// Refuses a database that holds anything; what merely starting a site leaves behind is taken away.
async fn make_room(tx: &DatabaseTransaction) -> Result<(), Fault> {
    macro_rules! clear {
        ($($table:ident),* $(,)?) => {
            $(tables::$table::Entity::delete_many().exec(tx).await?;)*
        };
    }
    left_out!(clear);
    tables::site_keys::Entity::delete_many().exec(tx).await?;
    macro_rules! check {
        ($($table:ident),* $(,)?) => {
            $(if tables::$table::Entity::find().limit(1).one(tx).await?.is_some() {
                return Err(Fault::NotEmpty);
            })*
        };
    }
    kept!(check);
    Ok(())
}

async fn fill<R: Read>(tx: &DatabaseTransaction, lines: &mut Lines<R>) -> Result<Rows, Fault> {
    let mut counted = Rows::new();
    let mut batch: Vec<Row> = Vec::new();
    let mut size = 0;
    loop {
        let before = hex(lines.digest.clone().finalize());
        let line = lines.next()?;
        let Ok(row) = lines.read::<Row>(&line) else {
            insert(tx, &batch, lines).await?;
            let footer: Footer = lines.read(&line)?;
            lines.check_end()?;
            counted_as_written(&footer, &counted, &before, lines.number)?;
            return Ok(footer.rows);
        };
        *counted.entry(row.table.clone()).or_default() += 1;
        let other = batch.first().is_some_and(|first| first.table != row.table);
        if other || batch.len() >= BATCH_ROWS || size >= BATCH_BYTES {
            insert(tx, &batch, lines).await?;
            batch.clear();
            size = 0;
        }
        size += line.len();
        batch.push(row);
    }
}

/// What was read must be what was written.
fn counted_as_written(
    footer: &Footer,
    counted: &Rows,
    digest: &str,
    line: u64,
) -> Result<(), Fault> {
    let written = footer.rows.iter().filter(|(_, count)| **count > 0);
    if footer.sha256 == digest && written.eq(counted) {
        Ok(())
    } else {
        Err(Fault::Damaged { line })
    }
}

async fn insert<R: Read>(
    tx: &DatabaseTransaction,
    rows: &[Row],
    lines: &Lines<R>,
) -> Result<(), Fault> {
    let Some(first) = rows.first() else {
        return Ok(());
    };
    macro_rules! choose {
        ($($table:ident),* $(,)?) => {
            match first.table.as_str() {
                $(stringify!($table) => {
                    insert_into::<tables::$table::Entity, tables::$table::ActiveModel, R>(tx, rows, lines).await
                })*
                _ => Err(lines.misfit()),
            }
        };
    }
    kept!(choose)
}

async fn insert_into<E, A, R>(
    tx: &DatabaseTransaction,
    rows: &[Row],
    lines: &Lines<R>,
) -> Result<(), Fault>
where
    E: EntityTrait,
    A: sea_orm::ActiveModelTrait<Entity = E>,
    R: Read,
{
    for row in rows {
        let compared = cells::compared::<E>(&row.row);
        if compared.others || (compared.fewer && lines.age == Age::Same) {
            return Err(lines.misfit());
        }
    }
    let rows: Option<Vec<A>> = rows.iter().map(|row| cells::from_json(&row.row)).collect();
    let rows = rows.ok_or(Fault::Damaged { line: lines.number })?;
    E::insert_many(rows).exec_without_returning(tx).await?;
    if E::PrimaryKey::auto_increment() {
        number_on(tx, E::default().table_name()).await?;
    }
    Ok(())
}

/// Makes the search index anew, from each entry's newest wording.
async fn make_findable(tx: &DatabaseTransaction) -> Result<(), Fault> {
    use tables::{entries, wordings};
    let columns = [
        entries::Column::ProcessId,
        entries::Column::Number,
        entries::Column::Wording,
    ];
    let newest: Vec<(i64, i64, i64)> = entries::Entity::find()
        .select_only()
        .columns(columns)
        .order_by_asc(entries::Column::ProcessId)
        .order_by_asc(entries::Column::Number)
        .into_tuple()
        .all(tx)
        .await?;
    for of_process in newest.chunk_by(|(a, ..), (b, ..)| a == b) {
        for some in of_process.chunks(BATCH_ROWS) {
            let numbers = some.iter().map(|(_, number, _)| *number);
            let rows = wordings::Entity::find()
                .filter(wordings::Column::ProcessId.eq(some[0].0))
                .filter(wordings::Column::Entry.is_in(numbers))
                .all(tx)
                .await?;
            let newest =
                |row: &&wordings::Model| some.contains(&(row.process_id, row.entry, row.number));
            for row in rows.iter().filter(newest) {
                let content: Content = value(&row.content)?;
                projection::entries::make_findable(tx, row.process_id, row.entry, &content).await?;
            }
        }
    }
    Ok(())
}

/// The lines of a backup, counted and digested as they come.
struct Lines<R: Read> {
    file: BufReader<Decoder<'static, BufReader<R>>>,
    digest: Sha256,
    /// Of the line that was read last, counted from one.
    number: u64,
    header: Header,
    age: Age,
}

impl<R: Read> Lines<R> {
    /// Begins to read, if it is a backup of tables that this program knows.
    fn open(file: R) -> Result<Self, Fault> {
        let mut file = BufReader::new(Decoder::new(file)?);
        let first = next(&mut file).map_err(|fault| match fault {
            Fault::File(_) => Fault::NotABackup,
            other => other,
        })?;
        let header: Header = serde_json::from_slice(&first).map_err(|_| Fault::NotABackup)?;
        if header.parlance_backup != FORM {
            return Err(Fault::OtherForm {
                found: header.parlance_backup,
            });
        }
        Ok(Self {
            file,
            digest: Sha256::new_with_prefix(&first),
            number: 1,
            age: Age::of(&header)?,
            header,
        })
    }

    fn next(&mut self) -> Result<Vec<u8>, Fault> {
        let line = next(&mut self.file)?;
        self.number += 1;
        self.digest.update(&line);
        Ok(line)
    }

    /// A table or a column that there is not. An older backup may have some that were given up since.
    fn misfit(&self) -> Fault {
        match self.age {
            Age::Same => Fault::Damaged { line: self.number },
            Age::Older(_) => self.header.other_tables(),
        }
    }

    fn read<T: DeserializeOwned>(&self, line: &[u8]) -> Result<T, Fault> {
        let damaged = Fault::Damaged { line: self.number };
        serde_json::from_slice(line).map_err(|_| damaged)
    }

    /// Nothing may follow, and the checksum of the compression must hold.
    fn check_end(&mut self) -> Result<(), Fault> {
        match self.file.fill_buf() {
            Ok([]) => Ok(()),
            Ok(_) => Err(Fault::Damaged {
                line: self.number + 1,
            }),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Err(Fault::Truncated),
            Err(error) => Err(error.into()),
        }
    }
}

/// The next line; there must be one, and it must be whole.
fn next(file: &mut impl BufRead) -> Result<Vec<u8>, Fault> {
    let mut line = Vec::new();
    match file.read_until(b'\n', &mut line) {
        Ok(_) if line.ends_with(b"\n") => Ok(line),
        Ok(_) => Err(Fault::Truncated),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Err(Fault::Truncated),
        Err(error) => Err(error.into()),
    }
}
