use std::io::Write;

use futures_util::TryStreamExt;
use sea_orm::{DatabaseTransaction, EntityTrait, Iterable, PrimaryKeyToColumn, QueryOrder};
use serde::Serialize;
use sha2::{Digest, Sha256};
use zstd::stream::write::Encoder;

use super::{FORM, Fault, Footer, Header, Row, Rows, cells, hex, migrations, tables::kept};
use crate::{Registry, tables};

/// Writes a backup. All of it is read at one point in time, while the site goes on; a row at a time
/// is in memory.
pub async fn write(registry: &Registry, out: impl Write) -> Result<Rows, Fault> {
    let tx = registry.snapshot().await?;
    let mut lines = Lines::new(out)?;
    lines.add(&Header {
        parlance_backup: FORM,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        migrations: migrations(),
    })?;
    macro_rules! copy {
        ($($table:ident),* $(,)?) => {
            $(lines.table::<tables::$table::Entity>(&tx).await?;)*
        };
    }
    kept!(copy);
    tx.rollback().await?;
    lines.finish()
}

struct Lines<W: Write> {
    out: Encoder<'static, W>,
    digest: Sha256,
    rows: Rows,
}

impl<W: Write> Lines<W> {
    fn new(out: W) -> Result<Self, Fault> {
        let mut out = Encoder::new(out, zstd::DEFAULT_COMPRESSION_LEVEL)?;
        out.include_checksum(true)?;
        Ok(Self {
            out,
            digest: Sha256::new(),
            rows: Rows::new(),
        })
    }

    async fn table<E: EntityTrait>(&mut self, tx: &DatabaseTransaction) -> Result<(), Fault> {
        let table = E::default().table_name().to_owned();
        let mut query = E::find();
        for column in E::PrimaryKey::iter() {
            query = query.order_by_asc(column.into_column());
        }
        let mut found = query.stream(tx).await?;
        let mut count = 0;
        while let Some(row) = found.try_next().await? {
            let row = cells::to_json(&row)?;
            self.add(&Row {
                table: table.clone(),
                row,
            })?;
            count += 1;
        }
        self.rows.insert(table, count);
        Ok(())
    }

    fn add(&mut self, line: &impl Serialize) -> Result<(), Fault> {
        let mut bytes = serde_json::to_vec(line).map_err(std::io::Error::from)?;
        bytes.push(b'\n');
        self.digest.update(&bytes);
        Ok(self.out.write_all(&bytes)?)
    }

    fn finish(mut self) -> Result<Rows, Fault> {
        let footer = Footer {
            rows: self.rows.clone(),
            sha256: hex(self.digest.clone().finalize()),
        };
        self.add(&footer)?;
        self.out.finish()?.flush()?;
        Ok(self.rows)
    }
}
