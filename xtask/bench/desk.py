"""Measures the convener's desk: a process with 500 entries beside one with 50, half of them in an open
call in which some have spoken. What grows with the entries shows as a ratio above one; above ten, worse
than their number.

Prints figures; nothing here is a test. Everything is made by the API.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from run import Site, api, call, propose, say  # noqa: E402

MANY = int(os.environ.get("BENCH_DESK", "500"))
FEW = MANY // 10
PEOPLE = 12
GROUPS = 6
ROUNDS = 40


def fill(site, slug, count, convener, people):
    groups = [{"slug": f"group-{n}", "name": f"Group {n}"} for n in range(GROUPS)]
    api(site, "POST", "/processes", convener, {
        "slug": slug, "title": f"Desk {slug}", "charter": "To measure.", "licence": "CC0-1.0",
        "languages": ["en"], "groups": groups, "rule": "iso"})
    api(site, "PATCH", f"/processes/{slug}", convener, {"state": "open"})
    for number, (name, _) in enumerate(people):
        api(site, "POST", f"/processes/{slug}/members", convener, {
            "email": f"{name}@example.org", "role": "participant", "group": f"group-{number % GROUPS}",
            "organisation": f"Organisation {number}"})
    propose(site, slug, count, people[0][1])
    tomorrow = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 86400))
    stances = [{"stance": "support"}, {"stance": "accept"},
               {"stance": "object", "reason": "It is too wide.", "would_resolve": "A narrower word."}]
    for entry in range(1, count + 1):
        if entry % 2:
            made = api(site, "POST", f"/processes/{slug}/calls", convener,
                       {"subject": {"kind": "wording", "entry": entry, "wording": 1}, "closes_at": tomorrow})
            for number in range(3):
                token = people[(entry + number) % PEOPLE][1]
                api(site, "PUT", f"/processes/{slug}/calls/{made['number']}/position", token, stances[number])
        else:
            api(site, "POST", f"/processes/{slug}/entries/{entry}/comments", people[1][1],
                {"body": "Is this the word?", "kind": "general"})


def taken(site, path, token):
    """The median in milliseconds and the size in KiB."""
    times, size = [], 0
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        status, data, _ = call(site.port, "GET", path, token)
        times.append((time.perf_counter() - begun) * 1000)
        size = len(data) / 1024
        if status != 200:
            sys.exit(f"{path}: {status}")
    return statistics.median(times), size


def main():
    folder = Path(tempfile.mkdtemp(prefix="parlance-bench-"))
    site = Site(folder)
    try:
        convener = site.person("con", "--may-convene")
        people = [(f"p{n}", site.person(f"p{n}")) for n in range(PEOPLE)]
        site.start()
        for slug, count in [("few", FEW), ("many", MANY)]:
            fill(site, slug, count, convener, people)
        for name, path in [("desk, as a page", "/p/{}/desk"),
                           ("desk, one group silent", "/p/{}/desk?silent=group-3"),
                           ("desk, a word", "/p/{}/desk?q=update&status=called&status=discussed"),
                           ("desk, by the API", "/api/v1/processes/{}/desk?limit=200")]:
            many, size = taken(site, path.format("many"), convener)
            few, small = taken(site, path.format("few"), convener)
            say(f"{name}, {MANY} entries", f"{many:.1f} ms, {size:.0f} KiB")
            say(f"  {FEW} entries", f"{few:.1f} ms, {small:.0f} KiB")
            say("  ratio", f"{many / few:.1f}")
        say("resident", f"{site.resident_mb():.0f} MB")
    finally:
        if getattr(site, "process", None) and site.process.poll() is None:
            site.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
