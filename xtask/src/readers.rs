//! Other people's readers, in a Python environment of their own.

use crate::process::{find, install, run};
use crate::{root, target};
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

/// Where tests find the interpreter.
pub const VARIABLE: &str = "PARLANCE_TEST_PYTHON";

/// Where tests find the Python that speaks with LibreOffice.
pub const OFFICE: &str = "PARLANCE_TEST_OFFICE";

/// The Python that LibreOffice brings along or works with; both are installed on first use.
pub fn office() -> Result<PathBuf> {
    if find("soffice", &[]).is_none() {
        install("libreoffice-writer-nogui", "LibreOffice Writer")?;
    }
    let python = PathBuf::from("/usr/bin/python3");
    let speaks = || run(Command::new(&python).args(["-c", "import uno"]));
    if speaks().is_err() {
        install("python3-uno", "Python's bridge to LibreOffice")?;
        speaks()?;
    }
    Ok(python)
}

/// The interpreter that has the readers; made on first use and when their list changes.
pub fn python() -> Result<PathBuf> {
    let list = root().join("xtask/readers/requirements-light.txt");
    let folder = target().join("xtask/readers");
    let (python, mark) = (folder.join("bin/python"), folder.join("installed.txt"));
    let wanted = std::fs::read(&list)?;
    if python.exists() && std::fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    if find("python3", &[]).is_none() {
        install("python3-venv", "Python 3")?;
    }
    let make = || {
        run(Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&folder))
    };
    if make().is_err() {
        // Debian's Python comes without the module.
        install("python3-venv", "Python's module venv")?;
        make()?;
    }
    run(Command::new(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--requirement",
        ])
        .arg(&list))?;
    std::fs::write(mark, wanted)?;
    Ok(python)
}
