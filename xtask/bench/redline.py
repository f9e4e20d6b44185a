"""Measures the redline of 5,000 words against jsdiff's, both in this run, in CPU time.

Prints seconds and the ratio. A process that does nothing but start and read the texts is taken off
each figure; what is left is comparing.
"""

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

OURS, FOLDER = sys.argv[1], Path(sys.argv[2]).resolve()
JSDIFF = "9.0.0"
WORDS = 5000
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
HERE = Path(__file__).parent
TEXTS = [("one word in fifty", 0.02), ("one word in ten", 0.1), ("one word in three", 0.33)]


def cpu(command):
    """Seconds of CPU that a command took, in itself and for the system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(command, rounds):
    """Seconds of one redline: the smallest of three runs, less the smallest of three that redline nothing."""
    def least(count):
        return min(cpu([*command, str(count)]) for _ in range(3))
    return max(least(rounds) - least(0), 0.0) / rounds


def texts(rate):
    """Sentences of words that are as often there as in English, and the same after a reviewer."""
    chance = random.Random(20160215)
    letters = "etaoinshrdlucmfwypvbgkqjxz"
    known = ["".join(chance.choice(letters) for _ in range(chance.randint(2, 10))) for _ in range(1200)]
    common = [1 / (rank + 3) for rank in range(len(known))]
    words = chance.choices(known, common, k=WORDS)
    changed = []
    for word in words:
        if chance.random() >= rate:
            changed.append(word)
        elif (what := chance.random()) < 0.6:
            changed.append(chance.choices(known, common)[0])
        elif what < 0.8:
            changed.extend([word, chance.choices(known, common)[0]])
    return running(words), running(changed)


def running(words):
    sentences = [words[at:at + 14] for at in range(0, len(words), 14)]
    return "\n".join(f"{sentence[0].title()} {', '.join([' '.join(sentence[1:8]), ' '.join(sentence[8:])])}."
                     for sentence in sentences)


def library():
    """jsdiff, fetched once."""
    place = FOLDER / "node_modules" / "diff"
    if not place.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--prefix", str(FOLDER), "--no-save", "--no-audit", "--no-fund",
                        f"diff@{JSDIFF}"], check=True, stdout=subprocess.DEVNULL)
    return str(place)


def main():
    if not shutil.which("node"):
        sys.exit("measuring redlines needs node and npm (Debian: nodejs, npm)")
    jsdiff = library()
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "old.txt", Path(folder) / "new.txt"
        for name, rate in TEXTS:
            before, after = texts(rate)
            old.write_text(before)
            new.write_text(after)
            for how, rounds in [("once", 1), ("again and again", ROUNDS)]:
                # One of ours is shorter than the system's clock can tell, and nothing in it gets faster by repeating.
                ours = measure([OURS, str(old), str(new)], 20)
                theirs = measure(["node", str(HERE / "redline.js"), jsdiff, str(old), str(new)], rounds)
                ratio = f"{ours / theirs:.3f} of it" if theirs else "too short to tell"
                print(f"{f'{WORDS} words, {name} changed, {how}':<58} "
                      f"{ours * 1000:.2f} ms, jsdiff {theirs * 1000:.1f} ms: {ratio}", flush=True)


main()
