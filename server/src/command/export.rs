//! `parlance export`: one published file.

use std::{io::Write, path::PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use domain::{Slug, Version};
use registry::releases;

use crate::settings::Given;

#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    given: Given,
    #[arg(long)]
    process: String,
    #[arg(long)]
    version: String,
    /// The extension of the form, such as `json` or `ttl`
    #[arg(long)]
    format: String,
    /// Where to write it [default: standard output]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub async fn run(self) -> Result<()> {
        let process = Slug::parse(&self.process)?;
        let version = Version::parse(&self.version)?;
        let registry = super::open(self.given).await?;
        // Whoever runs the site may have everything on it.
        let bytes = match releases::stored(&registry, &process, version, &self.format).await {
            Err(registry::Error::NotFound) => bail!(
                "{process} has no release {version} in the form `{}`",
                self.format
            ),
            found => found?,
        };
        match self.output {
            Some(path) => std::fs::write(&path, bytes)
                .with_context(|| format!("cannot write {}", path.display())),
            None => std::io::stdout().write_all(&bytes).context("cannot write"),
        }
    }
}
