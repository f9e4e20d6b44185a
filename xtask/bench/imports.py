"""Measures how long an import of ten thousand entries takes, as CSV and as Turtle, on SQLite.

The baselines: the same rows put bare into a table in one transaction, and the same proposals sent
one by one to the API. Prints figures; nothing here is a test.
"""

import csv
import io
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from run import PARLANCE, Site, api, found, say  # noqa: E402

ENTRIES = int(os.environ.get("BENCH_ENTRIES", "10000"))
SINGLE = 300
MEANING = "a thing that is told from others by its number {0}, and that holds for as long as it is numbered so"


def as_csv():
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["slug", "preferred", "abbreviations", "definition", "notes", "broader"])
    for at in range(ENTRIES):
        broader = f"word-{at // 10}" if at else ""
        writer.writerow([f"word-{at}", f"word {at}", f"W{at}", MEANING.format(at), "It is made up.", broader])
    return text.getvalue()


def as_turtle():
    lines = ["@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."]
    for at in range(ENTRIES):
        broader = f' ; skos:broader <https://a.example/{at // 10}>' if at else ""
        lines.append(
            f'<https://a.example/{at}> a skos:Concept ;\n  skos:prefLabel "word {at}"@en ; skos:altLabel "W{at}"@en ;\n'
            f'  skos:definition "{MEANING.format(at)}"@en ; skos:scopeNote "It is made up."@en{broader} .'
        )
    return "\n".join(lines)


def bare(folder):
    """The same words in one table with an index, in one transaction."""
    database = sqlite3.connect(folder / "bare.sqlite3")
    database.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE bare (number INTEGER PRIMARY KEY, slug TEXT UNIQUE, content TEXT);"
    )
    begun = time.perf_counter()
    with database:
        for at in range(ENTRIES):
            row = (at, f"word-{at}", f"word {at} W{at} {MEANING.format(at)} It is made up.")
            database.execute("INSERT INTO bare VALUES (?, ?, ?)", row)
    return time.perf_counter() - begun


def single(site, token):
    """So many proposals by the API, one after the other."""
    begun = time.perf_counter()
    for at in range(SINGLE):
        new = {
            "designations": [{"text": f"word {at}", "kind": "preferred", "lang": "en"}],
            "definition": MEANING.format(at),
            "notes": ["It is made up."],
            "rationale": "Why not.",
        }
        api(site, "POST", "/processes/single/entries", token, new)
    return (time.perf_counter() - begun) / SINGLE


def run(site, process, form, file, *more):
    begun = time.perf_counter()
    done = subprocess.run(
        [PARLANCE, "import", "--process", process, "--email", "pat@example.org", "--format", form, *more, str(file)],
        env=site.env, capture_output=True, text=True,
    )
    took = time.perf_counter() - begun
    counts = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr
    return took, counts


def main():
    folder = Path(tempfile.mkdtemp(prefix="parlance-bench-"))
    try:
        site = Site(folder)
        carla, pat = site.person("carla", "--may-convene"), site.person("pat")
        site.start()
        for process in ["csv", "ttl", "single"]:
            found(site, process, carla, pat)
        each = single(site, pat)
        site.stop()
        say("import: one proposal by the API", f"{each * 1000:.2f} ms")
        base = bare(folder)
        say(f"import: {ENTRIES} bare rows in one transaction", f"{base:.2f} s")
        for form, text in [("csv", as_csv()), ("ttl", as_turtle())]:
            file = folder / f"words.{form}"
            file.write_text(text)
            dry, would = run(site, form, form, file, "--dry-run")
            took, counts = run(site, form, form, file)
            again, same = run(site, form, form, file)
            assert would.removeprefix("would be ") == counts, (would, counts)
            say(f"import: {ENTRIES} entries, {form}, dry run", f"{dry:.2f} s")
            say(f"import: {ENTRIES} entries, {form}", f"{took:.2f} s ({counts})")
            say(f"import: the same again, {form}", f"{again:.2f} s ({same})")
            say(f"import: {form}, to single proposals by the API", f"{took / (each * ENTRIES):.2f}")
            say(f"import: {form}, to bare rows", f"{took / base:.0f}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
