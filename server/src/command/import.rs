//! `parlance import`: the entries of a file, proposed in a participant's name.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use domain::{Slug, Text, account::Email};
use registry::{
    Caller, Registry, accounts,
    imports::{self, FILE_MAX, Format, Item, Outcome, Report, Settings},
};

use super::say::say;
use crate::{settings::Given, site::Clock};

#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    given: Given,
    #[arg(long)]
    process: String,
    /// The participant in whose name it is proposed
    #[arg(long)]
    email: String,
    /// csv, json, ttl, nt, rdf, jsonld, tbx or md
    #[arg(long)]
    format: String,
    file: PathBuf,
    /// Only say what would be new, changed, the same, and refused
    #[arg(long)]
    dry_run: bool,
    /// What stands beside every proposal and redline
    #[arg(long)]
    rationale: Option<String>,
}

impl Import {
    pub async fn run(self) -> Result<()> {
        let process = Slug::parse(&self.process)?;
        let email = Email::parse(&self.email)?;
        let Some(format) = Format::of_name(&self.format) else {
            bail!("`{}` is no form that is read", self.format);
        };
        let rationale = self.rationale.as_deref().map(Text::parse).transpose()?;
        let bytes = self.bytes()?;
        let registry = super::open(self.given).await?;
        let caller = accounts::caller(&registry, &email)
            .await
            .with_context(|| format!("is there an account for {email}?"))?;
        let settings = Settings { rationale };
        let report = if self.dry_run {
            let now = Clock::system().now();
            let brought = imports::read(&registry, &caller, now, &process, format, bytes).await?;
            imports::preview(&registry, &caller, now, &process, brought, settings).await?
        } else {
            propose(&registry, &caller, &process, (format, bytes), settings).await?
        };
        tell(&report);
        match report.counts.refused {
            0 => Ok(()),
            1 => bail!("1 entry was refused"),
            refused => bail!("{refused} entries were refused"),
        }
    }

    fn bytes(&self) -> Result<Vec<u8>> {
        let name = self.file.display();
        let size = std::fs::metadata(&self.file)
            .with_context(|| format!("cannot read {name}"))?
            .len();
        if size > FILE_MAX as u64 {
            bail!("{name} has more than 64 MiB");
        }
        std::fs::read(&self.file).with_context(|| format!("cannot read {name}"))
    }
}

async fn propose(
    registry: &Registry,
    caller: &Caller,
    process: &Slug,
    (format, bytes): (Format, Vec<u8>),
    settings: Settings,
) -> Result<Report> {
    let now = Clock::system().now();
    let brought = imports::read(registry, caller, now, process, format, bytes).await?;
    let clock = || Clock::system().now();
    let told = |done: usize, total: usize| eprintln!("parlance: {done} of {total} entries");
    let what = (brought, settings);
    Ok(imports::run(registry, caller, clock, process, what, None, told).await?)
}

/// The report in lines that people read and programs can part.
fn tell(report: &Report) {
    for remark in &report.remarks {
        say!("passed over: {}", remark.line());
    }
    for item in &report.items {
        say!("{}", line(item));
        for problem in &item.problems {
            say!("  {}", problem.line());
        }
        for note in &item.notes {
            say!("  {note}");
        }
    }
    if report.left_out > 0 {
        say!("and {} others", report.left_out);
    }
    let counts = report.counts;
    let would = if report.dry_run { "would be " } else { "" };
    say!(
        "{would}new {}, changed {}, same {}, refused {}",
        counts.new,
        counts.changed,
        counts.same,
        counts.refused
    );
}

fn line(item: &Item) -> String {
    let outcome = match item.outcome {
        Outcome::New => "new",
        Outcome::Changed => "changed",
        Outcome::Same => "same",
        Outcome::Refused => "refused",
    };
    let place = item.place.to_string().to_lowercase();
    let entry = match (&item.slug, item.redline) {
        (Some(slug), Some(redline)) => format!(" ({slug}, redline {redline})"),
        (Some(slug), None) => format!(" ({slug})"),
        _ => String::new(),
    };
    let parts = match item.parts.is_empty() {
        true => String::new(),
        false => format!(": {}", item.parts.join(", ")),
    };
    format!("{outcome}: {place}: {}{entry}{parts}", item.term)
}
