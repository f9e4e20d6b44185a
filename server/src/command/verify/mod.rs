//! `parlance verify`: checks a record, or the bundle of a release, with no server and no database.

mod bundle;
mod signature;

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use clap::Args;
use domain::recount::{Fault, FaultKind, Head, Report, recount};

use super::say::say;
use bundle::{Bundle, Claims};

/// The most bytes of a record: reading takes a few times as much memory.
const RECORD_MAX: u64 = 256 << 20;

#[derive(Debug, Args)]
pub struct Verify {
    /// A record as the site gives it (NDJSON), or the bundle of a release (ZIP)
    file: PathBuf,
    /// The site's minisign public key, as a file or as its one line; then the bundle must be signed
    #[arg(long)]
    key: Option<String>,
    /// A line's number and hash that you noted earlier, or a file with them
    #[arg(long, value_name = "SEQ:HASH")]
    head: Option<String>,
}

/// What is printed: a line for each check, and which failed first.
#[derive(Debug, Default)]
struct Checks {
    failed: Option<String>,
}

impl Checks {
    fn passed(&self, name: &str, words: &str) {
        say!("ok      {name:<10} {words}");
    }

    fn skipped(&self, name: &str, words: &str) {
        say!("-       {name:<10} {words}");
    }

    fn failed(&mut self, name: &str, words: &str) {
        say!("FAILED  {name:<10} {words}");
        if self.failed.is_none() {
            self.failed = Some(format!("{name}: {words}"));
        }
    }

    fn told(&mut self, name: &str, found: Result<String>) {
        match found {
            Ok(words) => self.passed(name, &words),
            Err(error) => self.failed(name, &format!("{error:#}")),
        }
    }
}

impl Verify {
    pub fn run(self) -> Result<()> {
        let head = self.head.as_deref().map(noted).transpose()?;
        let mut file = File::open(&self.file)
            .with_context(|| format!("cannot read {}", self.file.display()))?;
        let mut checks = Checks::default();
        let (record, more) = if is_zip(&mut file)? {
            let bundle = match Bundle::open(file) {
                Ok(bundle) => bundle,
                Err(error) => bail!("file: {} cannot be read: {error:#}", self.file.display()),
            };
            checks.passed("file", &format!("a bundle of {} files", bundle.files()));
            check_bundle(&bundle, self.key.as_deref(), &mut checks)?;
            let (record, more) = bundle.into_record()?;
            (record, Some(more))
        } else {
            if self.key.is_some() {
                bail!("signature: a record alone is not signed; the bundle of a release is");
            }
            (read(&mut file)?, None)
        };
        let report = recount(record, head);
        check_record(&report, &mut checks);
        if let Some(more) = more {
            check_claims(more, &report, &mut checks);
        }
        for remark in &report.remarks {
            say!("note    line {}: {}", remark.seq, remark.says);
        }
        match checks.failed {
            None => Ok(()),
            Some(failed) => bail!("{failed}"),
        }
    }
}

fn check_bundle(bundle: &Bundle, key: Option<&str>, checks: &mut Checks) -> Result<()> {
    match bundle.sums() {
        None => checks.skipped("digests", "the bundle has no SHA256SUMS"),
        Some(_) => checks.told("digests", bundle.check_digests()),
    }
    match (key, bundle.signature()) {
        (None, None) => checks.skipped("signature", "the bundle is not signed"),
        (None, Some(_)) => {
            checks.skipped("signature", "not checked: give the site's key with --key");
        }
        (Some(key), signature) => {
            let key = signature::key(key)?;
            let checked = match (bundle.sums(), signature) {
                (Some(sums), Some(signature)) => signature::check(&key, sums, signature),
                _ => Err(anyhow::anyhow!(
                    "the bundle has no SHA256SUMS with a signature"
                )),
            };
            checks.told("signature", checked);
        }
    }
    Ok(())
}

/// Names and definitions are held against the record.
fn check_claims(claims: Claims, report: &Report, checks: &mut Checks) {
    let mut names = None;
    if let Some(members) = claims.members {
        let checked = bundle::names(&members).and_then(|read| {
            let words = bundle::check_members(&read, report);
            names = Some(read);
            words
        });
        checks.told("members", checked);
    }
    match claims.document {
        None => checks.skipped("terms", "the bundle has no JSON form"),
        Some(document) => {
            let checked = bundle::check_document(&document, report, names.as_ref());
            checks.told("terms", checked);
        }
    }
}

fn check_record(report: &Report, checks: &mut Checks) {
    let first = |test: &dyn Fn(FaultKind) -> bool| report.faults.iter().find(|it| test(it.kind));
    let broken = first(&|kind| kind.is_of_the_chain() && kind != FaultKind::Head);
    let head = report.head.as_ref().map(ToString::to_string);
    let chained = format!("{} lines, to {}", report.lines, head.unwrap_or_default());
    match report.lines {
        // Nothing proves nothing.
        0 => checks.failed(
            "chain",
            "there is no line in it: this is no record and no bundle",
        ),
        _ => tell(checks, "chain", broken, &chained),
    }
    match &report.noted {
        None => checks.skipped("head", "no head was noted: give one with --head"),
        Some(noted) => {
            let words = format!("line {} is the one you noted", noted.seq);
            tell(
                checks,
                "head",
                first(&|kind| kind == FaultKind::Head),
                &words,
            );
        }
    }
    let acts = |kind: FaultKind| !kind.is_of_the_chain() && kind != FaultKind::Miscounted;
    let allowed = "each was allowed when it was done".to_owned();
    let (closed, _) = report.closed();
    let counted = format!(
        "{closed} closed calls, {} agreed wordings and {} releases come out as recorded",
        report
            .entries
            .iter()
            .filter(|it| it.agreed.is_some())
            .count(),
        report.releases.len(),
    );
    let mut both = [
        ("acts", first(&acts), allowed),
        (
            "count",
            first(&|kind| kind == FaultKind::Miscounted),
            counted,
        ),
    ];
    // What is wrong first is named first: what comes behind may only follow from it.
    both.sort_by_key(|(_, fault, _)| fault.map_or(u64::MAX, |fault| fault.seq));
    for (name, fault, words) in both {
        tell(checks, name, fault, &words);
    }
}

fn tell(checks: &mut Checks, name: &str, fault: Option<&Fault>, words: &str) {
    match fault {
        None => checks.passed(name, words),
        Some(fault) => checks.failed(name, &fault.to_string()),
    }
}

fn is_zip(file: &mut File) -> Result<bool> {
    let mut mark = Vec::new();
    file.by_ref().take(4).read_to_end(&mut mark)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(mark == b"PK\x03\x04" || mark == b"PK\x05\x06")
}

fn read(file: &mut File) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(RECORD_MAX + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > RECORD_MAX {
        bail!("file: the record is larger than {} MiB", RECORD_MAX >> 20);
    }
    Ok(bytes)
}

/// A head as it is given: itself, or the name of a file with it.
fn noted(given: &str) -> Result<Head> {
    let path = Path::new(given);
    let text = match path.is_file() {
        true => std::fs::read_to_string(path).with_context(|| format!("cannot read {given}"))?,
        false => given.to_owned(),
    };
    Ok(Head::parse(&text)?)
}
