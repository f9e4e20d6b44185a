"""Measures the export of a large glossary as linked data: CPU time against rdflib's serialisation of
the same graph, both in this run, and the memory it takes beyond the document.

Prints figures and ratios. Reading the document is taken off each figure of ours, reading the graph off
each of theirs; what is left is writing.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rdflib import Graph

OURS = sys.argv[1]
TERMS = int(os.environ.get("BENCH_TERMS", "10000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
FORMS = [("Turtle", "ttl", "turtle"), ("JSON-LD", "jsonld", "json-ld"), ("RDF/XML", "rdf", "xml")]
BASE = "https://terms.example/g/large"


def sentence(chance, words, count):
    return " ".join(chance.choices(words, k=count)).capitalize() + "."


def term(chance, words, number):
    """A term as agreed glossaries have them: two languages, a note, a source, relations, a tally."""
    counts = {"eligible": 30, "cast": 25, "support": 18, "accept": 5, "concern": 1, "object": 1,
              "abstain": 0, "recused": 0}
    name = f"{chance.choice(words)} {chance.choice(words)} {number}"
    said = {lang: sentence(chance, words, 18) for lang in ("en", "de")}
    relations = [{"kind": "broader", "term": max(1, number // 8)}] if number > 8 else []
    relations.append({"kind": "related", "term": chance.randint(1, TERMS)})
    return {
        "id": f"{BASE}/c/{number}", "number": number, "slug": f"term-{number}", "status": "agreed",
        "designations": [
            {"text": name, "kind": "preferred", "lang": "en"},
            {"text": f"T{number}", "kind": "abbreviation", "lang": "en"},
            {"text": f"old {name}", "kind": "deprecated", "lang": "en"},
            {"text": f"{name} (de)", "kind": "preferred", "lang": "de"},
        ],
        "definitions": [{"lang": lang, "markdown": text, "text": text} for lang, text in said.items()],
        "notes": [{"lang": "en", "text": sentence(chance, words, 10)}],
        "examples": [{"lang": "en", "text": sentence(chance, words, 8)}],
        "sources": [{"text": "A standard", "url": f"https://example.org/{number}", "modified": False}],
        "relations": relations, "wording": 2, "since": "1.0.0", "changed": "1.0.0",
        "consensus": {
            "call": f"https://terms.example/p/large/calls/{number}", "call_number": number, "rule": "consent",
            "level": "consensus", "decided_at": "2026-02-01T09:30:00.000Z",
            "tally": {"all": counts, "groups": {"makers": counts, "users": counts}}, "minority": [],
        },
    }


def document():
    chance = random.Random(30042)
    letters = "etaoinshrdlucmfwypvbgk"
    words = ["".join(chance.choice(letters) for _ in range(chance.randint(3, 10))) for _ in range(800)]
    return {
        "$schema": "https://terms.example/schema/glossary-1.json",
        "glossary": {"id": BASE, "slug": "large", "title": "A large glossary", "description": "Many words.",
                     "licence": "CC-BY-4.0", "languages": ["en", "de"], "publisher": "Its makers"},
        "version": "1.0.0", "previous": None, "released_at": "2026-03-01T10:00:00.000Z",
        "terms": [term(chance, words, number) for number in range(1, TERMS + 1)],
    }


def cpu(command):
    """Seconds of CPU that a command took, in itself and for the system, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, printed


def ours(command):
    def least(rounds):
        return min(cpu([*command, str(rounds)])[0] for _ in range(3))
    return max(least(ROUNDS) - least(0), 0.0) / ROUNDS


def theirs(graph, form):
    before = time.process_time()
    written = graph.serialize(format=form)
    return time.process_time() - before, len(written.encode())


def main():
    with tempfile.TemporaryDirectory() as folder:
        file, lines = Path(folder) / "document.json", Path(folder) / "graph.nt"
        file.write_text(json.dumps(document()))
        subprocess.run([OURS, file, "nt", "1", lines], check=True, stdout=subprocess.DEVNULL)
        graph = Graph().parse(lines, format="nt")
        print(f"{'export: terms, statements':<58} {TERMS}, {len(graph)}", flush=True)
        for name, extension, form in FORMS:
            seconds = ours([OURS, str(file), extension])
            other, size = theirs(graph, form)
            print(f"{f'export: {name}, CPU':<58} {seconds * 1000:.0f} ms, rdflib {other * 1000:.0f} ms: "
                  f"1/{other / seconds:.0f} of it", flush=True)
            piece = Path(folder) / f"graph.{extension}"
            whole = int(cpu([OURS, str(file), extension, "1"])[1])
            pieces = int(cpu([OURS, str(file), extension, "1", str(piece)])[1])
            print(f"{f'export: {name}, memory beyond the document':<58} {whole / 1024:.1f} MB as one file of "
                  f"{piece.stat().st_size / 1e6:.1f} MB, {pieces / 1024:.1f} MB piece by piece; rdflib's file "
                  f"{size / 1e6:.1f} MB", flush=True)


main()
