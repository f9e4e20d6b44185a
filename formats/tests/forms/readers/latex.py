"""What XeLaTeX prints of the entries of a file for the package glossaries: label, name and description of each."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

entries = sys.stdin.buffer.read().decode("utf-8")
labels = re.findall(r"\\newglossaryentry\{([a-z0-9-]+)\}", entries)
pages = "".join(
    rf"BEGINNAME\par\glsentryname{{{label}}}\par BEGINDESCRIPTION\par\glsentrydesc{{{label}}}\par ENDENTRY\newpage "
    for label in labels
)
# Tall pages of one column, so that an entry is never parted; words are not hyphenated.
document = rf"""\documentclass{{article}}
\usepackage[paperwidth=60cm,paperheight=60cm,margin=1cm]{{geometry}}
\usepackage{{fontspec}}
\setmainfont{{DejaVu Sans}}
\usepackage{{glossaries}}
\loadglsentries{{terms}}
\pagestyle{{empty}}\raggedright\hyphenpenalty=10000\exhyphenpenalty=10000
\begin{{document}}
{pages}
\end{{document}}
"""
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    (folder / "terms.tex").write_text(entries, encoding="utf-8")
    (folder / "page.tex").write_text(document, encoding="utf-8")
    done = subprocess.run(
        ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "page.tex"],
        cwd=folder,
        capture_output=True,
    )
    if done.returncode:
        sys.exit(done.stdout.decode("utf-8", "replace")[-3000:])
    text = subprocess.run(
        ["pdftotext", "-layout", "page.pdf", "-"], cwd=folder, capture_output=True, check=True
    ).stdout.decode("utf-8")
found = re.findall(r"BEGINNAME(.*?)BEGINDESCRIPTION(.*?)ENDENTRY", text, re.DOTALL)
json.dump([[label, *parts] for label, parts in zip(labels, found, strict=True)], sys.stdout)
