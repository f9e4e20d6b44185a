//! `parlance restore`: fills an empty database from a backup.

use std::{fs::File, path::PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use registry::backup;

use crate::settings::Given;

#[derive(Debug, Args)]
pub struct Restore {
    #[command(flatten)]
    given: Given,
    /// A file that `parlance backup` wrote, of either database
    file: PathBuf,
}

impl Restore {
    pub async fn run(self) -> Result<()> {
        let file = File::open(&self.file)
            .with_context(|| format!("cannot read {}", self.file.display()))?;
        let registry = super::open_or_make(self.given).await?;
        let rows: u64 = backup::restore(&registry, file).await?.values().sum();
        println!("{rows} rows are restored from {}", self.file.display());
        Ok(())
    }
}
