//! The program itself, started as people start it, and spoken to over HTTP.

#![allow(dead_code, reason = "each test uses some of it")]

use std::{
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::Mutex,
    time::{SystemTime, UNIX_EPOCH},
};

use domain::{Moment, record::Line};
use serde_json::{Value, json};

/// A data folder and the program that works on it.
pub struct Program {
    pub data: PathBuf,
}

/// The running site. It is stopped when it goes out of scope.
pub struct Site {
    child: Mutex<Child>,
    pub url: String,
    agent: ureq::Agent,
}

impl Program {
    pub fn new(name: &str) -> Self {
        let data = std::env::temp_dir().join(format!("parlance-{name}-{}", std::process::id()));
        std::fs::remove_dir_all(&data).ok();
        std::fs::create_dir_all(&data).unwrap();
        Self { data }
    }

    pub fn database(&self) -> String {
        format!("sqlite://{}", self.data.join("parlance.sqlite3").display())
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parlance"));
        command
            .env("PARLANCE_DATA", &self.data)
            .env("RUST_LOG", "error")
            .envs([
                ("PARLANCE_RATE_SIGN_IN", "0"),
                ("PARLANCE_RATE_MAIL", "0"),
                ("PARLANCE_RATE_WRITE", "0"),
            ])
            .stdout(Stdio::piped());
        command
    }

    /// Makes an account and returns a bearer token of it.
    pub fn person(&self, name: &str, may_convene: bool) -> String {
        let email = format!("{name}@example.org");
        let mut add = self.command();
        add.args([
            "user",
            "add",
            "--email",
            &email,
            "--name",
            name,
            "--password-stdin",
        ]);
        if may_convene {
            add.arg("--may-convene");
        }
        let mut child = add.stdin(Stdio::piped()).spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(b"a long enough password")
            .unwrap();
        assert!(child.wait_with_output().unwrap().status.success());
        let token = self
            .command()
            .args(["token", "add", "--email", &email, "--label", "test"])
            .output()
            .unwrap();
        assert!(token.status.success());
        String::from_utf8(token.stdout).unwrap().trim().to_owned()
    }

    pub fn start(&self) -> Site {
        self.begin(self.command())
    }

    /// Starts it where no file may grow beyond so many KiB, as on a disk that is full then.
    pub fn start_on_small_disk(&self, kib: u32) -> Site {
        self.start_after(&format!("trap '' XFSZ; ulimit -S -f {kib}"))
    }

    /// Starts it where so many files may be open, unless it asks for more.
    pub fn start_with_few_files(&self, files: u32) -> Site {
        self.start_after(&format!("ulimit -S -n {files}"))
    }

    /// Starts it from a shell that was told something before.
    fn start_after(&self, told: &str) -> Site {
        let plain = self.command();
        let mut command = Command::new("bash");
        command.arg("-c").arg(format!("{told}; exec \"$0\" \"$@\""));
        command.arg(plain.get_program()).stdout(Stdio::piped());
        for (name, value) in plain.get_envs() {
            command.env(name, value.unwrap_or_default());
        }
        self.begin(command)
    }

    fn begin(&self, mut command: Command) -> Site {
        let mut child = command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = lines.find_map(|line| {
            let line = line.unwrap();
            line.split_whitespace()
                .find(|word| line.contains("listens") && word.starts_with("http://"))
                .map(str::to_owned)
        });
        // Whatever else it prints has somewhere to go.
        std::thread::spawn(move || lines.for_each(drop));
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build();
        Site {
            child: Mutex::new(child),
            url: said.unwrap(),
            agent: config.into(),
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.data).ok();
    }
}

impl Site {
    pub fn try_post(&self, path: &str, token: &str, body: &Value) -> bool {
        let request = self.agent.post(format!("{}/api/v1{path}", self.url));
        let answer = request
            .header("Authorization", format!("Bearer {token}"))
            .send_json(body);
        answer.is_ok_and(|answer| answer.status() == 201)
    }

    pub fn send(&self, method: &str, path: &str, token: &str, body: Value) -> Value {
        let address = format!("{}/api/v1{path}", self.url);
        let bearer = format!("Bearer {token}");
        let answer = match method {
            "POST" => self
                .agent
                .post(address)
                .header("Authorization", bearer)
                .send_json(body),
            "PATCH" => self
                .agent
                .patch(address)
                .header("Authorization", bearer)
                .send_json(body),
            "PUT" => self
                .agent
                .put(address)
                .header("Authorization", bearer)
                .send_json(body),
            other => panic!("{other}"),
        };
        let mut answer = answer.unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        assert!(
            answer.status().is_success(),
            "{method} {path}: {} {text}",
            answer.status()
        );
        serde_json::from_str(&text).unwrap_or_default()
    }

    pub fn post(&self, path: &str, token: &str, body: Value) -> Value {
        self.send("POST", path, token, body)
    }

    pub fn get(&self, path: &str, token: Option<&str>) -> Vec<u8> {
        let mut request = self.agent.get(format!("{}{path}", self.url));
        if let Some(token) = token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let mut answer = request.call().unwrap();
        assert!(
            answer.status().is_success(),
            "GET {path}: {}",
            answer.status()
        );
        answer
            .body_mut()
            .with_config()
            .limit(1 << 30)
            .read_to_vec()
            .unwrap()
    }

    /// An open process with one participant, in which one support is enough and final at once.
    pub fn found_process(&self, slug: &str, convener: &str, participant: &str) {
        self.post("/processes", convener, json!({
            "slug": slug, "title": "Words", "charter": "We agree on words.", "licence": "CC0-1.0",
            "languages": ["en"], "groups": [{"slug": "makers", "name": "Makers"}], "contest_days": 0,
            "rule": {"name": "one", "unit": "person", "support_min": 1},
        }));
        self.send(
            "PATCH",
            &format!("/processes/{slug}"),
            convener,
            json!({"state": "open"}),
        );
        let member = json!({"email": participant, "role": "participant", "group": "makers"});
        self.post(&format!("/processes/{slug}/members"), convener, member);
    }

    /// A process of the name `words` in which one entry was agreed.
    pub fn agree_on(&self, convener: &str, participant: (&str, &str), entry: Value) {
        let (email, ada) = participant;
        self.found_process("words", convener, email);
        self.post("/processes/words/entries", ada, entry);
        self.call(convener, 1, 1);
        let position = json!({"stance": "support"});
        self.send("PUT", "/processes/words/calls/1/position", ada, position);
        let closure = json!({"statement": "All have spoken."});
        self.post("/processes/words/calls/1/closure", convener, closure);
    }

    /// Opens a call on a wording in the process `words`, which nobody has to wait for.
    pub fn call(&self, convener: &str, entry: u32, wording: u32) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let closes_at = Moment::from_millis(i64::try_from(now.as_millis()).unwrap()).plus_days(9);
        let subject = json!({"kind": "wording", "entry": entry, "wording": wording});
        let call = json!({"subject": subject, "closes_at": closes_at});
        self.post("/processes/words/calls", convener, call);
    }

    pub fn record(&self, slug: &str) -> Vec<Line> {
        let bytes = self.get(&format!("/api/v1/processes/{slug}/record"), None);
        let text = String::from_utf8(bytes).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// How many comments an entry has, counted page by page.
    pub fn comments(&self, slug: &str, entry: u32, token: &str) -> usize {
        let mut count = 0;
        let mut cursor = String::new();
        loop {
            let path =
                format!("/api/v1/processes/{slug}/entries/{entry}/comments?limit=200{cursor}");
            let page: Value = serde_json::from_slice(&self.get(&path, Some(token))).unwrap();
            count += page["items"].as_array().unwrap().len();
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return count,
            }
        }
    }

    /// Takes the limit of [`Program::start_on_small_disk`] away, as somebody who makes room does.
    pub fn make_room(&self) {
        let id = self.child.lock().unwrap().id().to_string();
        let status = Command::new("prlimit")
            .args(["--fsize=unlimited", "--pid", &id])
            .status();
        assert!(status.unwrap().success());
    }

    /// Asks it to end and returns whether it ended by itself within so many seconds.
    pub fn ends_within(&self, seconds: u64) -> bool {
        let mut child = self.child.lock().unwrap();
        let asked = Command::new("kill").arg(child.id().to_string()).status();
        assert!(asked.unwrap().success());
        let tries = seconds * 20;
        (0..tries).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            child
                .try_wait()
                .unwrap()
                .is_some_and(|status| status.success())
        })
    }

    pub fn kill(&self) {
        let mut child = self.child.lock().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let mut child = self.child.lock().unwrap();
        child.kill().ok();
        child.wait().ok();
    }
}
