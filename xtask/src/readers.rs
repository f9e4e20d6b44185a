//! Other people's readers, in a Python environment of their own.

use crate::process::{find, install, run};
use crate::{root, target};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where tests find the interpreter.
pub const VARIABLE: &str = "PARLANCE_TEST_PYTHON";

/// Where tests find the Python that speaks with LibreOffice.
pub const OFFICE: &str = "PARLANCE_TEST_OFFICE";

/// Where tests find the Python that runs XeLaTeX, OmegaT's reader, and the one with the program of CITATION.cff.
pub const LATEX: &str = "PARLANCE_TEST_LATEX";
pub const OMEGAT: &str = "PARLANCE_TEST_OMEGAT";
pub const CITATION: &str = "PARLANCE_TEST_CITATION";

/// A Python beside XeLaTeX with the package glossaries, which are installed on first use.
pub fn latex() -> Result<PathBuf> {
    let package = || run(Command::new("kpsewhich").arg("glossaries.sty"));
    if find("xelatex", &[]).is_none() || package().is_err() {
        install("texlive-latex-extra", "LaTeX's package glossaries")?;
        install("texlive-xetex", "XeLaTeX")?;
    }
    if find("pdftotext", &[]).is_none() {
        install("poppler-utils", "a reader of PDF")?;
    }
    install_unless(
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        "fonts-dejavu-core",
        "DejaVu fonts",
    )?;
    system_python()
}

/// A Python beside OmegaT, which is installed on first use.
pub fn omegat() -> Result<PathBuf> {
    if find("java", &[]).is_none() {
        install("default-jre-headless", "Java")?;
    }
    install_unless("/usr/share/omegat/OmegaT.jar", "omegat", "OmegaT")?;
    system_python()
}

/// The interpreter that has cffconvert, which does not get along with newer readers of JSON Schema.
pub fn citation() -> Result<PathBuf> {
    environment("citation", "xtask/citation")
}

fn install_unless(file: &str, package: &str, name: &str) -> Result<()> {
    if Path::new(file).exists() {
        return Ok(());
    }
    install(package, name)
}

fn system_python() -> Result<PathBuf> {
    match find("python3", &[]) {
        Some(python) => Ok(python),
        None => {
            install("python3", "Python 3")?;
            Ok(PathBuf::from("/usr/bin/python3"))
        }
    }
}

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
    environment("light", "xtask/readers")
}

/// A Python environment with what a list asks for.
fn environment(name: &str, folder: &str) -> Result<PathBuf> {
    let list = root().join(format!("xtask/readers/requirements-{name}.txt"));
    let folder = target().join(folder);
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
