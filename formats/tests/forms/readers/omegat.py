"""The entries that OmegaT's own reader finds in a glossary: word, translation and comment. Groovy, which OmegaT brings
along for its scripts, calls it."""

import json
import pathlib
import subprocess
import sys
import tempfile

SCRIPT = """
import groovy.json.JsonOutput
import org.omegat.gui.glossary.GlossaryReaderTSV
def entries = GlossaryReaderTSV.read(new File(args[0]), false)
def found = entries.collect { [it.srcText, it.locText, it.commentText] }
new File(args[1]).setText(JsonOutput.toJson(found), "UTF-8")
"""

with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    (folder / "read.groovy").write_text(SCRIPT, encoding="utf-8")
    (folder / "terms.utf8").write_bytes(sys.stdin.buffer.read())
    subprocess.run(
        [
            "java",
            "-Djava.awt.headless=true",
            f"-Duser.home={folder}",
            "-cp",
            "/usr/share/omegat/OmegaT.jar:/usr/share/omegat/lib/*:/usr/share/java/groovy-all.jar",
            "groovy.ui.GroovyMain",
            folder / "read.groovy",
            folder / "terms.utf8",
            folder / "found.json",
        ],
        check=True,
        stdout=sys.stderr,
    )
    json.dump(json.loads((folder / "found.json").read_text(encoding="utf-8")), sys.stdout)
