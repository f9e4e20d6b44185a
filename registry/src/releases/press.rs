//! Making the files of a release, once: every form, the bundle with the proof, and what each is
//! compressed to.

use std::collections::BTreeMap;

use domain::{
    Version,
    release::{Document, NamedMember, NamedOrganisation, Roster},
};
use formats::bundle;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Error, Registry, Result,
    door::Stored,
    keys::{self, SigningKey},
    names::Names,
    rows::json,
    tables::{artefacts, processes, record, releases},
};

/// How many lines of the record are read at once.
const LINES: u64 = 1000;

/// What a bundle says of itself to whoever opens it years later.
const README: &str = include_str!("bundle.txt");

/// The files of a release, to be stored beside the line that holds their digests.
pub(super) struct Pressed {
    /// The document as it is kept for pages.
    document: String,
    files: Vec<Made>,
}

/// A file with its compressed forms.
struct Made {
    extension: &'static str,
    sha256: String,
    bytes: Vec<u8>,
    br: Vec<u8>,
    gzip: Vec<u8>,
    zstd: Vec<u8>,
}

/// What lies in the bundle beside the forms.
struct Proof {
    record: Vec<u8>,
    members: Vec<u8>,
    /// What is signed along with the digests.
    comment: String,
    key: SigningKey,
}

/// Makes every file of the document. The record in the bundle ends where the process stands.
pub(super) async fn press(
    registry: &Registry,
    process: &processes::Model,
    document: Document,
) -> Result<Pressed> {
    let key = keys::signing(registry).await?.clone();
    let names = Names::load(&registry.db, process.id).await?;
    let proof = Proof {
        record: whole_record(registry, process).await?,
        members: members(&names)?,
        comment: format!(
            "{} {} at line {} with hash {}",
            process.slug, document.version, process.seq, process.head
        ),
        key,
    };
    let made = tokio::task::spawn_blocking(move || make(&document, proof)).await;
    made.map_err(|error| Error::Storage(error.to_string()))?
}

impl Pressed {
    /// The digest of each file, by extension.
    pub(super) fn digests(&self) -> BTreeMap<String, String> {
        let digest = |made: &Made| (made.extension.to_owned(), made.sha256.clone());
        self.files.iter().map(digest).collect()
    }

    pub(super) async fn keep(self, stored: &Stored, version: Version) -> Result<()> {
        let process_id = stored.process.id;
        let row = releases::ActiveModel {
            process_id: Set(process_id),
            version: Set(version.to_string()),
            document: Set(self.document),
            ..Default::default()
        };
        releases::Entity::update(row).exec(stored.tx()).await?;
        for made in self.files {
            let row = artefacts::ActiveModel {
                process_id: Set(process_id),
                version: Set(version.to_string()),
                extension: Set(made.extension.to_owned()),
                sha256: Set(made.sha256),
                size: Set(i64::try_from(made.bytes.len()).unwrap_or(i64::MAX)),
                bytes: Set(made.bytes),
                br: Set(made.br),
                gzip: Set(made.gzip),
                zstd: Set(made.zstd),
            };
            artefacts::Entity::insert(row)
                .exec_without_returning(stored.tx())
                .await?;
        }
        Ok(())
    }
}

/// Writes every form, and packs all of them with the proof.
fn make(document: &Document, proof: Proof) -> Result<Pressed> {
    let mut files = Vec::new();
    let mut packed = Vec::new();
    for form in formats::FORMS {
        let bytes = form.write(document).map_err(failed)?;
        let name = format!(
            "{}-{}.{}",
            document.glossary.slug, document.version, form.extension
        );
        packed.push((name, bytes.clone()));
        files.push(Made::of(form.extension, bytes)?);
    }
    let bundle = proof.bundle(packed)?;
    files.push(Made::of(formats::BUNDLE.extension, bundle)?);
    Ok(Pressed {
        document: json(document)?,
        files,
    })
}

impl Proof {
    /// Digests go over every file, the signature over the digests.
    fn bundle(self, mut files: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>> {
        files.push((bundle::RECORD.to_owned(), self.record));
        files.push((bundle::MEMBERS.to_owned(), self.members));
        files.push((bundle::README.to_owned(), README.into()));
        let sums: String = files
            .iter()
            .map(|(name, bytes)| format!("{}  {name}\n", sha256(bytes)))
            .collect();
        let signature = self.key.sign(sums.as_bytes(), &self.comment)?;
        files.push((bundle::SUMS.to_owned(), sums.into_bytes()));
        files.push((bundle::SIGNATURE.to_owned(), signature.into_bytes()));
        bundle::pack(files).map_err(failed)
    }
}

impl Made {
    fn of(extension: &'static str, bytes: Vec<u8>) -> Result<Self> {
        let [br, gzip, zstd] = compress(&bytes).map_err(failed)?;
        Ok(Self {
            extension,
            sha256: sha256(&bytes),
            bytes,
            br,
            gzip,
            zstd,
        })
    }
}

/// The lines up to where the process stands, as `GET …/record` gives them.
async fn whole_record(registry: &Registry, process: &processes::Model) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    let mut after = 0;
    loop {
        let rows = record::Entity::find()
            .filter(record::Column::ProcessId.eq(process.id))
            .filter(record::Column::Seq.gt(after))
            .filter(record::Column::Seq.lte(process.seq))
            .order_by_asc(record::Column::Seq)
            .limit(LINES)
            .all(&registry.db)
            .await?;
        let Some(last) = rows.last() else {
            return Ok(text);
        };
        after = last.seq;
        let lines: Vec<_> = rows
            .iter()
            .map(record::Model::line)
            .collect::<Result<_>>()?;
        text.extend(crate::record::ndjson(&lines)?);
    }
}

fn members(names: &Names) -> Result<Vec<u8>> {
    let organisations = names.organisations().into_iter();
    let organisations = organisations.map(|it| NamedOrganisation {
        number: it.number,
        name: it.name,
    });
    let members = names.people().into_iter().map(|person| NamedMember {
        number: person.number,
        name: person.name.clone(),
        role: person.role,
        organisation: person.organisation.as_ref().map(|it| it.number),
        group: person.group.clone(),
        left: person.left,
    });
    let roster = Roster {
        groups: names.groups().to_vec(),
        organisations: organisations.collect(),
        members: members.collect(),
    };
    let mut text =
        serde_json::to_vec_pretty(&roster).map_err(|error| Error::Storage(error.to_string()))?;
    text.push(b'\n');
    Ok(text)
}

fn compress(bytes: &[u8]) -> std::io::Result<[Vec<u8>; 3]> {
    use std::io::Write;
    let mut br = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 9,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut br, &parameters)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes)?;
    Ok([br, gzip.finish()?, zstd::encode_all(bytes, 12)?])
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Storage(format!("making a release: {error}"))
}
