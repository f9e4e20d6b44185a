//! The bundle of a release: the files of a ZIP, each no larger than it may be.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{Read, Write},
};

use anyhow::{Context, Result, bail};
use domain::{
    recount::Report,
    release::{Document, Roster},
};
use formats::bundle::{MEMBERS, RECORD, SIGNATURE, SUMS};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::RECORD_MAX;

/// A ZIP says how large its files will be and need not keep to it: reading stops here.
const FILES_MAX: usize = 1000;
const FILE_MAX: u64 = 512 << 20;
const ALL_MAX: u64 = 1 << 30;
/// What is read whole beside the record.
const TEXT_MAX: u64 = 64 << 20;

/// The files that are looked into, and the digest of every one.
#[derive(Debug)]
pub(super) struct Bundle {
    digests: BTreeMap<String, String>,
    kept: BTreeMap<String, Vec<u8>>,
}

/// What a bundle says that must follow from its record.
#[derive(Debug)]
pub(super) struct Claims {
    pub members: Option<Vec<u8>>,
    /// The JSON form, from which every other one is made.
    pub document: Option<Vec<u8>>,
}

impl Bundle {
    pub fn open(file: File) -> Result<Self> {
        let mut archive = ZipArchive::new(file)?;
        if archive.len() > FILES_MAX {
            bail!("it has more than {FILES_MAX} files");
        }
        if archive.has_overlapping_files()? {
            bail!("files in it overlap, as no program writes them");
        }
        let mut bundle = Self {
            digests: BTreeMap::new(),
            kept: BTreeMap::new(),
        };
        let mut left = ALL_MAX;
        for index in 0..archive.len() {
            let file = archive.by_index(index)?;
            if file.is_dir() {
                continue;
            }
            let name = file.name()?.into_owned();
            let most = left.min(match name.as_str() {
                RECORD => RECORD_MAX,
                _ if keeps(&name) => TEXT_MAX,
                _ => FILE_MAX,
            });
            let (size, digest, bytes) =
                read(file, most, keeps(&name)).with_context(|| format!("{name} in it"))?;
            left -= size;
            if bundle.digests.insert(name.clone(), digest).is_some() {
                bail!("{name} stands in it twice");
            }
            bundle.kept.extend(bytes.map(|bytes| (name, bytes)));
        }
        Ok(bundle)
    }

    pub fn files(&self) -> usize {
        self.digests.len()
    }

    pub fn sums(&self) -> Option<&[u8]> {
        self.kept.get(SUMS).map(Vec::as_slice)
    }

    pub fn signature(&self) -> Option<&[u8]> {
        self.kept.get(SIGNATURE).map(Vec::as_slice)
    }

    /// The record, and what is held against it.
    pub fn into_record(mut self) -> Result<(Vec<u8>, Claims)> {
        let record = self.kept.remove(RECORD);
        let record = record.with_context(|| format!("file: the bundle has no {RECORD}"))?;
        let claims = Claims {
            members: self.kept.remove(MEMBERS),
            document: self
                .kept
                .into_iter()
                .find_map(|(name, bytes)| is_document(&name).then_some(bytes)),
        };
        Ok((record, claims))
    }

    /// Every file is named with its digest, and every one that is named is there.
    pub fn check_digests(&self) -> Result<String> {
        let sums = std::str::from_utf8(self.sums().unwrap_or_default())
            .context("SHA256SUMS is no text")?;
        let mut named = BTreeSet::new();
        for line in sums.lines().filter(|line| !line.trim().is_empty()) {
            let (digest, name) = line
                .split_once("  ")
                .or_else(|| line.split_once(" *"))
                .with_context(|| format!("SHA256SUMS has a line that is none: {line}"))?;
            match self.digests.get(name) {
                None => bail!("{name} stands in SHA256SUMS and is missing"),
                Some(is) if !is.eq_ignore_ascii_case(digest) => {
                    bail!("{name} is not what SHA256SUMS says: its SHA-256 is {is}")
                }
                Some(_) => named.insert(name),
            };
        }
        let own = [SUMS, SIGNATURE];
        let unnamed = self
            .digests
            .keys()
            .find(|name| !named.contains(name.as_str()) && !own.contains(&name.as_str()));
        match unnamed {
            Some(name) => bail!("{name} does not stand in SHA256SUMS"),
            None => Ok(format!("{} files are what SHA256SUMS says", named.len())),
        }
    }
}

fn keeps(name: &str) -> bool {
    [RECORD, MEMBERS, SUMS, SIGNATURE].contains(&name) || is_document(name)
}

/// The JSON form; the search index and `members.json` end like it.
fn is_document(name: &str) -> bool {
    name.ends_with(".json") && !name.ends_with(".index.json") && name != MEMBERS
}

/// Reads a file of at most so many bytes; returns its size, its digest and, if asked for, itself.
fn read(mut file: impl Read, most: u64, keep: bool) -> Result<(u64, String, Option<Vec<u8>>)> {
    let mut size = 0;
    let mut digest = Sha256::new();
    let mut kept = keep.then(Vec::new);
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        size += read as u64;
        if size > most {
            bail!("is larger than {most} bytes");
        }
        digest.write_all(&buffer[..read])?;
        if let Some(kept) = &mut kept {
            kept.extend_from_slice(&buffer[..read]);
        }
    }
    let digest = digest.finalize();
    let digest = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((size, digest, kept))
}

/// Every term of the release is what the record says was agreed, with what its call came to.
pub(super) fn check_document(
    bytes: &[u8],
    report: &Report,
    names: Option<&Roster>,
) -> Result<String> {
    let document: Document =
        serde_json::from_slice(bytes).context("the JSON form is not what it should be")?;
    told(&report.contradictions(&document, names))?;
    Ok(format!(
        "{} definitions of {} are word for word what was agreed",
        document.terms.len(),
        document.version
    ))
}

/// Who is named in a bundle, by the numbers of the record.
pub(super) fn names(bytes: &[u8]) -> Result<Roster> {
    serde_json::from_slice(bytes).context("members.json is not what it should be")
}

/// Everybody who is named in the bundle is on the record's roster, and nobody is missing.
pub(super) fn check_members(names: &Roster, report: &Report) -> Result<String> {
    told(&report.contradictions_of_names(names))?;
    Ok(format!(
        "{} people are on the record's roster",
        names.members.len()
    ))
}

fn told(found: &[String]) -> Result<()> {
    match found {
        [] => Ok(()),
        [first] => bail!("{first}"),
        [first, rest @ ..] => bail!("{first}, and {} more", rest.len()),
    }
}
