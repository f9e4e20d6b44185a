//! `parlance check`: reads documents and tells where they do not agree with a release of a glossary.
//!
//! No server and no database is needed: the release is its JSON form, as a file or as an address.

mod files;
mod report;

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use domain::{
    Version,
    release::Document,
    usage::{self, Prose, Words},
};

use report::{Report, Told};

/// The most bytes of a release that is fetched or read.
const RELEASE_MAX: u64 = 64 << 20;

#[derive(Debug, Args)]
pub struct Check {
    /// The release in the form JSON, as a file or an address such as …/g/words/latest.json
    #[arg(long, value_name = "FILE|URL")]
    glossary: String,
    /// The release that the documents were written for: links that name none are told when words changed since
    #[arg(long, value_name = "VERSION")]
    since: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Files, and folders to look through; what git ignores is passed over
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

/// How findings are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    Sarif,
}

impl Check {
    /// 0 where documents and glossary agree, 1 where something was found, 2 where it could not be told.
    pub fn run(self) -> ExitCode {
        match self.look() {
            Ok(report) => {
                super::say::text(format_args!("{report}"));
                ExitCode::from(u8::from(!report.is_clean()))
            }
            Err(error) => {
                eprintln!("parlance: {error:#}");
                ExitCode::from(2)
            }
        }
    }

    fn look(&self) -> Result<Told> {
        let since = self.since.as_deref().map(Version::parse).transpose()?;
        let document = glossary(&self.glossary)?;
        let words = Words::of(&document).context("the glossary has too many words")?;
        let mut report = Report::default();
        for (path, syntax) in files::find(&self.paths)? {
            let bytes =
                std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let Ok(text) = String::from_utf8(bytes) else {
                bail!("{} is not UTF-8", path.display());
            };
            let prose = Prose::read(&text, syntax);
            let findings = usage::check(&document, &words, &text, &prose, since);
            report.add(&path, &text, findings);
        }
        match self.format {
            Format::Human => Ok(report.human(&document)),
            Format::Json => report.json(&document),
            Format::Sarif => report.sarif(&document),
        }
    }
}

/// A release by its file or its address.
fn glossary(from: &str) -> Result<Document> {
    let bytes = if from.starts_with("https://") || from.starts_with("http://") {
        let mut response = ureq::get(from)
            .call()
            .with_context(|| format!("cannot fetch {from}"))?;
        let body = response.body_mut().with_config().limit(RELEASE_MAX);
        body.read_to_vec()
            .with_context(|| format!("cannot fetch {from}"))?
    } else {
        let size = std::fs::metadata(from).with_context(|| format!("cannot read {from}"))?;
        if size.len() > RELEASE_MAX {
            bail!("{from} is too large for a release");
        }
        std::fs::read(from).with_context(|| format!("cannot read {from}"))?
    };
    serde_json::from_slice(&bytes)
        .with_context(|| format!("{from} is not a release in the form JSON"))
}
