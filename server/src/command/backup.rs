//! `parlance backup`: a copy of everything that is kept, taken while the site runs.

use std::{
    fs::{File, OpenOptions, remove_file, rename},
    io::{BufWriter, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use clap::Args;
use registry::{Registry, backup};

use crate::settings::Given;

#[derive(Debug, Args)]
pub struct Backup {
    #[command(flatten)]
    given: Given,
    /// The file to write; one of this name is replaced once the new one is whole
    file: PathBuf,
}

impl Backup {
    pub async fn run(self) -> Result<()> {
        let registry = super::open(self.given).await?;
        let beside = beside(&self.file);
        let done = write(&registry, &beside, &self.file).await;
        if done.is_err() {
            // What is left of it is of no use; where nothing was begun there is nothing to remove.
            remove_file(&beside).ok();
        }
        let rows: u64 = done?.values().sum();
        println!("{rows} rows are in {}", self.file.display());
        Ok(())
    }
}

/// Writes it under another name first, so that the name always leads to something whole.
async fn write(registry: &Registry, beside: &Path, file: &Path) -> Result<backup::Rows> {
    let cannot = || format!("cannot write {}", file.display());
    // It holds addresses and hashed passwords.
    let mut options = OpenOptions::new();
    let out = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(beside);
    let mut out = BufWriter::new(out.with_context(cannot)?);
    let rows = backup::write(registry, &mut out).await?;
    if rows.values().sum::<u64>() == 0 {
        bail!(
            "nothing was ever written into this database: is it the right one? {} stays as it was",
            file.display()
        )
    }
    out.flush().with_context(cannot)?;
    out.get_ref().sync_all().with_context(cannot)?;
    rename(beside, file).with_context(cannot)?;
    // The new name lasts only once the folder is on the disk too.
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = File::open(folder.unwrap_or(Path::new(".")));
    folder
        .and_then(|folder| folder.sync_all())
        .with_context(cannot)?;
    Ok(rows)
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{}.unfinished", std::process::id()));
    name.into()
}
