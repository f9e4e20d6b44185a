//! `parlance verify`, as it is typed: a record, a bundle, and both after somebody was at them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::{
    io::{Cursor, Write},
    path::PathBuf,
    process::Output,
};

use minisign::KeyPair;
use program::Program;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A folder of files to verify, and the program.
struct Desk {
    program: Program,
    keys: KeyPair,
    record: String,
}

impl Desk {
    /// The record of a small process, in which a call was closed and a release published.
    fn new(name: &str) -> Self {
        let program = Program::new(name);
        let (carla, ada) = (program.person("carla", true), program.person("ada", false));
        let site = program.start();
        let entry = json!({
            "designations": [{"text": "Patch", "kind": "preferred", "lang": "en"}],
            "definition": "Code that changes a program.", "rationale": "Needed.",
        });
        site.agree_on(&carla, ("ada@example.org", &ada), entry);
        site.post("/processes/words/releases", &carla, json!({}));
        let record = site.get("/api/v1/processes/words/record", None);
        Self {
            record: String::from_utf8(record).unwrap(),
            keys: KeyPair::generate_unencrypted_keypair().unwrap(),
            program,
        }
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.program.data.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn verify(&self, file: &PathBuf, more: &[&str]) -> Output {
        let mut command = self.program.command();
        command.arg("verify").arg(file).args(more);
        // It needs neither.
        command
            .env("PARLANCE_DATA", "/nowhere")
            .env("PARLANCE_DATABASE_URL", "nothing");
        command
            .stderr(std::process::Stdio::piped())
            .output()
            .unwrap()
    }

    fn key(&self) -> String {
        self.keys.pk.to_base64()
    }

    /// The record with the stance of its only position exchanged, hashed anew or not.
    fn altered(&self) -> String {
        let altered = self
            .record
            .replace(r#""stance":"support""#, r#""stance":"abstain""#);
        assert_ne!(altered, self.record);
        altered
    }

    /// A bundle with these files beside the digests, signed.
    fn bundle(&self, files: &[(&str, &[u8])]) -> Vec<(String, Vec<u8>)> {
        let mut all: Vec<(String, Vec<u8>)> = files
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
            .collect();
        let sums: String = all
            .iter()
            .map(|(name, bytes)| format!("{}  {name}\n", hex(bytes)))
            .collect();
        let signed = minisign::sign(
            Some(&self.keys.pk),
            &self.keys.sk,
            Cursor::new(&sums),
            Some("words 1.0.0"),
            None,
        );
        all.push(("SHA256SUMS".into(), sums.into_bytes()));
        all.push((
            "SHA256SUMS.minisig".into(),
            signed.unwrap().into_string().into_bytes(),
        ));
        all
    }
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// It fails, and names this check first with these words.
#[track_caller]
fn fails(output: &Output, check: &str, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{}{said}", out(output));
    assert!(said.starts_with(&format!("parlance: {check}: ")), "{said}");
    assert!(said.contains(words), "{said}");
}

#[track_caller]
fn passes(output: &Output, checks: &[&str]) {
    let (told, said) = (out(output), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{told}{said}");
    let passed: Vec<_> = told
        .lines()
        .filter_map(|line| line.strip_prefix("ok      ")?.split_whitespace().next())
        .collect();
    assert_eq!(passed, checks, "{told}");
}

#[test]
fn a_record_is_checked_without_server_and_database() {
    let desk = Desk::new("verify-record");
    let lines: Vec<&str> = desk.record.lines().collect();
    let sound = desk.write("sound.ndjson", &desk.record);
    passes(&desk.verify(&sound, &[]), &["chain", "acts", "count"]);
    assert!(
        out(&desk.verify(&sound, &[])).contains("1 closed calls, 1 agreed wordings and 1 releases")
    );

    let changed = desk.write("changed.ndjson", desk.altered());
    let position = lines
        .iter()
        .position(|line| line.contains("position.taken"))
        .unwrap()
        + 1;
    fails(
        &desk.verify(&changed, &[]),
        "chain",
        &format!("line {position}: changed"),
    );

    let mut dropped = lines.clone();
    dropped.remove(4);
    let dropped = desk.write("dropped.ndjson", dropped.join("\n"));
    fails(&desk.verify(&dropped, &[]), "chain", "line 5: dropped");

    let mut swapped = lines.clone();
    swapped.swap(4, 5);
    let swapped = desk.write("swapped.ndjson", swapped.join("\n"));
    fails(&desk.verify(&swapped, &[]), "chain", "line 5: swapped");

    let torn = desk.write("torn.ndjson", &desk.record[..desk.record.len() - 30]);
    fails(&desk.verify(&torn, &[]), "chain", "unreadable");

    // Hashed anew the chain is whole, and the count is not.
    let mut prev = "0".repeat(64);
    let hashed: String = desk
        .altered()
        .lines()
        .map(|line| {
            let mut line: Value = serde_json::from_str(line).unwrap();
            line["prev"] = prev.clone().into();
            line.as_object_mut().unwrap().remove("hash");
            prev = domain::record::canonical_sha256(&line);
            line["hash"] = prev.clone().into();
            format!("{line}\n")
        })
        .collect();
    let hashed = desk.write("hashed.ndjson", hashed);
    fails(
        &desk.verify(&hashed, &[]),
        "count",
        "Counted again it did not reach agreement",
    );

    // So is what was noted before.
    let last: Value = serde_json::from_str(lines.last().unwrap()).unwrap();
    let head = format!("{}:{}", last["seq"], last["hash"].as_str().unwrap());
    passes(
        &desk.verify(&sound, &["--head", &head]),
        &["chain", "head", "acts", "count"],
    );
    fails(
        &desk.verify(&hashed, &["--head", &head]),
        "head",
        "another hash",
    );
    let noted = desk.write(
        "head.json",
        json!({"seq": last["seq"], "hash": last["hash"]}).to_string(),
    );
    let noted = noted.to_str().unwrap();
    passes(
        &desk.verify(&sound, &["--head", noted]),
        &["chain", "head", "acts", "count"],
    );
    let nonsense = desk.verify(&sound, &["--head", "nonsense"]);
    assert_eq!(nonsense.status.code(), Some(1));
    let nowhere = desk.verify(&desk.program.data.join("nowhere.ndjson"), &[]);
    assert_eq!(nowhere.status.code(), Some(1));
}

fn named(number: u32, name: &str, role: &str, group: Option<&str>) -> Value {
    json!({"number": number, "name": name, "role": role, "organisation": null, "group": group, "left": false})
}

#[test]
fn a_bundle_is_checked_with_its_digests_its_signature_and_its_members() {
    let desk = Desk::new("verify-bundle");
    let members = json!({
        "groups": [{"slug": "makers", "name": "Makers"}], "organisations": [],
        "members": [named(1, "carla", "convener", None), named(2, "ada", "participant", Some("makers"))],
    });
    let (record, members) = (desk.record.as_bytes(), members.to_string());
    let form: &[u8] = b"# Words\n";
    let files = desk.bundle(&[
        ("record.ndjson", record),
        ("members.json", members.as_bytes()),
        ("glossary.md", form),
    ]);
    let sound = desk.write("sound.zip", zip(&files));
    let all = [
        "file",
        "digests",
        "signature",
        "chain",
        "acts",
        "count",
        "members",
    ];
    passes(&desk.verify(&sound, &["--key", &desk.key()]), &all);
    let key = desk.keys.pk.to_box().unwrap().into_string();
    let key = desk.write("key.pub", key);
    passes(
        &desk.verify(&sound, &["--key", key.to_str().unwrap()]),
        &all,
    );
    let without: Vec<_> = all.into_iter().filter(|it| *it != "signature").collect();
    passes(&desk.verify(&sound, &[]), &without);

    let other = KeyPair::generate_unencrypted_keypair()
        .unwrap()
        .pk
        .to_base64();
    fails(
        &desk.verify(&sound, &["--key", &other]),
        "signature",
        "not signed with this key",
    );
    let nonsense = desk.verify(&sound, &["--key", "nonsense"]);
    assert_eq!(nonsense.status.code(), Some(1));

    let at = |name: &str| files.iter().position(|(own, _)| own == name).unwrap();
    // Any byte of any file.
    for name in ["record.ndjson", "members.json", "glossary.md", "SHA256SUMS"] {
        let mut files = files.clone();
        let bytes = &mut files[at(name)].1;
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        let changed = desk.write("changed.zip", zip(&files));
        let output = desk.verify(&changed, &["--key", &desk.key()]);
        fails(&output, "digests", "");
    }
    let mut unnamed = files.clone();
    unnamed.push(("extra.txt".into(), b"more".to_vec()));
    let unnamed = desk.write("unnamed.zip", zip(&unnamed));
    fails(
        &desk.verify(&unnamed, &[]),
        "digests",
        "extra.txt does not stand in SHA256SUMS",
    );
    let mut missing = files.clone();
    missing.remove(at("glossary.md"));
    let missing = desk.write("missing.zip", zip(&missing));
    fails(
        &desk.verify(&missing, &[]),
        "digests",
        "glossary.md stands in SHA256SUMS and is missing",
    );
    let mut unsigned = files.clone();
    unsigned.remove(at("SHA256SUMS.minisig"));
    let unsigned = desk.write("unsigned.zip", zip(&unsigned));
    fails(
        &desk.verify(&unsigned, &["--key", &desk.key()]),
        "signature",
        "no SHA256SUMS with a signature",
    );
    passes(&desk.verify(&unsigned, &[]), &without);

    // Whoever has the key can sign a record that does not hold; the recount tells.
    let altered = desk.bundle(&[("record.ndjson", desk.altered().as_bytes())]);
    let altered = desk.write("altered.zip", zip(&altered));
    fails(
        &desk.verify(&altered, &["--key", &desk.key()]),
        "chain",
        "changed",
    );
    let strangers = members.replace(r#""number":2"#, r#""number":9"#);
    let strangers = desk.bundle(&[
        ("record.ndjson", record),
        ("members.json", strangers.as_bytes()),
    ]);
    let strangers = desk.write("strangers.zip", zip(&strangers));
    fails(&desk.verify(&strangers, &[]), "members", "member 9");
    let plain = zip(&[("record.ndjson".into(), record.to_vec())]);
    passes(
        &desk.verify(&desk.write("plain.zip", plain), &[]),
        &["file", "chain", "acts", "count"],
    );
    let empty = zip(&[("glossary.md".into(), form.to_vec())]);
    fails(
        &desk.verify(&desk.write("empty.zip", empty), &[]),
        "file",
        "no record.ndjson",
    );
    // As a download leaves it that was led elsewhere.
    let nothing = desk.write("nothing.zip", "");
    fails(&desk.verify(&nothing, &[]), "chain", "no line");
    let record = desk.write("record.ndjson", record);
    fails(
        &desk.verify(&record, &["--key", &desk.key()]),
        "signature",
        "not signed",
    );
}

#[test]
fn a_bundle_that_swells_is_left_alone() {
    let desk = Desk::new("verify-bomb");
    // A few hundred kilobytes that would become more than a record may be.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("record.ndjson", options).unwrap();
    let piece = vec![b' '; 1 << 20];
    for _ in 0..257 {
        bomb.write_all(&piece).unwrap();
    }
    let bomb = bomb.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20);
    fails(
        &desk.verify(&desk.write("bomb.zip", bomb), &[]),
        "file",
        "is larger than",
    );

    let many: Vec<_> = (0..1001)
        .map(|number| (format!("{number}.txt"), Vec::new()))
        .collect();
    fails(
        &desk.verify(&desk.write("many.zip", zip(&many)), &[]),
        "file",
        "more than 1000 files",
    );

    let cut = zip(&[("record.ndjson".into(), desk.record.clone().into_bytes())]);
    let cut = desk.write("cut.zip", &cut[..cut.len() / 2]);
    fails(&desk.verify(&cut, &[]), "file", "cannot be read");
}
