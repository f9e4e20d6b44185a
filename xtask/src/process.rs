//! Runs other programs, and lets go of them properly when it is interrupted.

use anyhow::{Context, Result, bail};
use signal_hook::consts::{SIGINT, SIGTERM};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
/// The program now running; none is 0, which no program has.
static RUNNING: AtomicU32 = AtomicU32::new(0);

/// From here on an interruption ends the running program, and what follows it is up to the
/// caller: so that a database started for the tests is always stopped again.
pub fn listen_for_signals() {
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else {
        return;
    };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            INTERRUPTED.store(true, Ordering::SeqCst);
            // The terminal sends Ctrl-C to the programs we started as well; a TERM comes to us alone.
            let child = RUNNING.load(Ordering::SeqCst);
            if signal == SIGTERM && child != 0 {
                Command::new("kill")
                    .args(["-INT", &child.to_string()])
                    .status()
                    .ok();
            }
        }
    });
}

/// Whether somebody asked us to stop.
pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Runs a program and fails when it does.
pub fn run(command: &mut Command) -> Result<()> {
    watch(command, |_| {})
}

/// Runs a program, shows what it prints and hands every line to `see` too.
pub fn run_seeing(command: &mut Command, see: impl FnMut(&str) + Send) -> Result<()> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    watch(command, see)
}

/// Runs a program quietly and returns what it printed.
pub fn output(command: &mut Command) -> Result<String> {
    let name = command.get_program().display().to_string();
    let output = command
        .output()
        .with_context(|| format!("cannot start {name}"))?;
    if !output.status.success() {
        bail!(
            "{name}: {}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program is: on the path or in one of `more` folders.
pub fn find(program: &str, more: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(more.iter().cloned())
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// Whether we may install and create users' folders.
pub fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// Installs a Debian package where that is possible, and says what to install where it is not.
pub fn install(package: &str, what_for: &str) -> Result<()> {
    if !is_root() || find("apt-get", &[]).is_none() {
        bail!("{what_for} is missing: please install it (on Debian: apt-get install {package})");
    }
    eprintln!("      {what_for} is missing: installing {package}");
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run(apt().args(["update", "-q"]))?;
    run(apt().args(["install", "-q", "-y", "--no-install-recommends", package]))
}

fn watch(command: &mut Command, mut see: impl FnMut(&str) + Send) -> Result<()> {
    if interrupted() {
        bail!("interrupted");
    }
    let name = command.get_program().display().to_string();
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {name}"))?;
    RUNNING.store(child.id(), Ordering::SeqCst);
    pass_on(&mut child, &mut see);
    let status = child.wait();
    RUNNING.store(0, Ordering::SeqCst);
    if interrupted() {
        bail!("interrupted");
    }
    match status?.success() {
        true => Ok(()),
        false => bail!("{name} failed"),
    }
}

/// Copies both outputs of a program to ours, line by line, as they come.
fn pass_on(child: &mut Child, see: &mut (impl FnMut(&str) + Send)) {
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let see = std::sync::Mutex::new(see);
    let seen = |line: &str| {
        if let Ok(mut see) = see.lock() {
            see(line);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| copy(out, std::io::stdout(), &seen));
        copy(err, std::io::stderr(), &seen);
    });
}

fn copy(from: Option<impl std::io::Read>, mut to: impl Write, seen: &impl Fn(&str)) {
    let Some(from) = from else { return };
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        // Whoever closed our output still wants the tests to finish.
        writeln!(to, "{line}").ok();
        seen(&line);
    }
}
