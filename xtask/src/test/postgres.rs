//! A PostgreSQL that lives as long as the tests do.

use crate::process::{find, install, is_root, output, run};
use anyhow::{Context, Result, bail};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where tests find the address.
pub const VARIABLE: &str = "PARLANCE_TEST_POSTGRES";

/// Stopped and removed when it goes out of scope.
pub struct Cluster {
    address: String,
    /// Nothing is ours where the address was given from outside.
    ours: Option<Ours>,
}

struct Ours {
    tools: Tools,
    folder: PathBuf,
}

impl Cluster {
    /// Makes an empty cluster on a free local port, or takes the one that `PARLANCE_TEST_POSTGRES` names.
    pub fn start() -> Result<Self> {
        if let Ok(address) = std::env::var(VARIABLE) {
            return Ok(Self {
                address,
                ours: None,
            });
        }
        let tools = Tools::find()?;
        let folder = std::env::temp_dir().join(format!("parlance-postgres-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        tools.give(&folder)?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        // From here on dropping it cleans up, whatever fails.
        let cluster = Self {
            address: format!("postgres://parlance@127.0.0.1:{port}/postgres"),
            ours: Some(Ours { tools, folder }),
        };
        if let Some(ours) = &cluster.ours {
            ours.start(port)?;
        }
        Ok(cluster)
    }

    /// A URL at which databases may be created.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Ours {
    fn drop(&mut self) {
        let data = self.folder.join("data");
        let mut stop = self.tools.command("pg_ctl", &self.folder);
        stop.arg("stop")
            .arg("-D")
            .arg(data)
            .args(["-m", "immediate", "-s"]);
        // Where it never started there is nothing to stop.
        stop.stderr(Stdio::null()).status().ok();
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

impl Ours {
    fn start(&self, port: u16) -> Result<()> {
        let data = self.folder.join("data");
        let mut init = self.tools.command("initdb", &self.folder);
        init.arg("-D")
            .arg(&data)
            .args(["-U", "parlance", "-A", "trust", "-E", "UTF8"]);
        init.args(["--lc-collate=C", "--lc-ctype=C.UTF-8", "--no-sync"]);
        run(init.stdout(Stdio::null())).context("initdb")?;
        // What is thrown away need not survive a power loss. Sockets would need a short path.
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off \
             -c full_page_writes=off -c synchronous_commit=off -c max_connections=300"
        );
        let mut start = self.tools.command("pg_ctl", &self.folder);
        start
            .arg("start")
            .arg("-D")
            .arg(&data)
            .args(["-w", "-s", "-o", &options]);
        start.arg("-l").arg(self.folder.join("log"));
        run(start.stdout(Stdio::null())).with_context(|| self.log())
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

/// PostgreSQL's programs and who runs them: it refuses to run as root.
struct Tools {
    folder: PathBuf,
    user: Option<(u32, u32)>,
}

impl Tools {
    fn find() -> Result<Self> {
        let folder = match find_tools() {
            Some(folder) => folder,
            None => {
                install("postgresql", "PostgreSQL (initdb, pg_ctl)")?;
                find_tools().context("PostgreSQL is installed but initdb is nowhere to be found")?
            }
        };
        let user = if is_root() { Some(other_user()?) } else { None };
        Ok(Self { folder, user })
    }

    fn command(&self, program: &str, working: &Path) -> Command {
        let mut command = Command::new(self.folder.join(program));
        command.current_dir(working);
        #[cfg(unix)]
        if let Some((user, group)) = self.user {
            use std::os::unix::process::CommandExt;
            command.uid(user).gid(group);
        }
        command
    }

    fn give(&self, folder: &Path) -> Result<()> {
        #[cfg(unix)]
        if let Some((user, group)) = self.user {
            std::os::unix::fs::chown(folder, Some(user), Some(group))?;
        }
        Ok(())
    }
}

/// Debian keeps the programs off the path, one folder per version: the newest is taken.
fn find_tools() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut folders: Vec<PathBuf> = versions.map(|entry| entry.path().join("bin")).collect();
    folders.sort();
    folders.reverse();
    let initdb = find("initdb", &folders)?;
    // A link on the path leads to the folder where its companions are.
    let initdb = initdb.canonicalize().unwrap_or(initdb);
    initdb.parent().map(Path::to_path_buf)
}

fn other_user() -> Result<(u32, u32)> {
    let id = |option: &str, user: &str| {
        output(Command::new("id").args([option, user])).and_then(|id| Ok(id.parse()?))
    };
    for user in ["postgres", "nobody"] {
        if let (Ok(user), Ok(group)) = (id("-u", user), id("-g", user)) {
            return Ok((user, group));
        }
    }
    bail!("PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody`")
}
