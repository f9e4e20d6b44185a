"""Measures Parlance against baselines in the same run, on this machine.

Prints figures and, where there is something to compare with, ratios. Nothing here is a test: a busy
machine gives smaller figures, while ratios stay. Needs wrk, nginx and brotli (Debian's packages).
"""

import http.client
import json
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

PARLANCE = sys.argv[1]
SECONDS = int(os.environ.get("BENCH_SECONDS", "4"))
MANY = int(os.environ.get("BENCH_ENTRIES", "10000"))
FEW = 100
HERE = Path(__file__).parent
ROUNDS = 3


def say(name, figure):
    print(f"{name:<58} {figure}", flush=True)


class Site:
    """A running Parlance on a data folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.env = dict(os.environ, PARLANCE_DATA=str(folder), RUST_LOG="error",
                        PARLANCE_RATE_SIGN_IN="0", PARLANCE_RATE_MAIL="0", PARLANCE_RATE_WRITE="0")

    def command(self, *words, stdin=None):
        done = subprocess.run([PARLANCE, *words], env=self.env, input=stdin, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"parlance {' '.join(words)}: {done.stderr}")
        return done.stdout.strip()

    def person(self, name, *flags):
        email = f"{name}@example.org"
        self.command("user", "add", "--email", email, "--name", name, *flags, "--password-stdin",
                     stdin="a password for the bench")
        return self.command("token", "add", "--email", email, "--label", "bench")

    def start(self):
        begun = time.monotonic()
        self.process = subprocess.Popen([PARLANCE, "serve", "--listen", "127.0.0.1:0"], env=self.env,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            found = re.search(r"http://127\.0\.0\.1:(\d+)\s*$", line)
            if found:
                self.port = int(found[1])
                break
        else:
            sys.exit("the site did not start")
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        while call(self.port, "GET", "/healthz")[0] != 200:
            time.sleep(0.002)
        return time.monotonic() - begun

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=15)

    def resident_mb(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def call(port, method, path, token=None, body=None, headers=None, connection=None):
    connection = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = dict(headers or {})
    if token:
        headers["Authorization"] = f"Bearer {token}"
    if body is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(body)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    except ConnectionRefusedError:
        return 0, b"", {}


def api(site, method, path, token, body=None, connection=None):
    status, data, _ = call(site.port, method, "/api/v1" + path, token, body, connection=connection)
    if status >= 300:
        sys.exit(f"{method} {path}: {status} {data[:500]!r}")
    return json.loads(data) if data else None


def wrk(url, *more, connections=16, env=None):
    """Requests per second and the 99th percentile in milliseconds."""
    words = ["wrk", "-t2", f"-c{connections}", f"-d{SECONDS}s", "--latency", *more, url]
    printed = subprocess.run(words, capture_output=True, text=True, env=env).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", printed)[1])
    figure, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", printed).groups()
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", printed)
    if errors:
        sys.exit(f"{url}: {errors[0]}")
    return rate, float(figure) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def found(site, slug, convener, participant):
    api(site, "POST", "/processes", convener, {
        "slug": slug, "title": f"Bench {slug}", "charter": "To measure.", "licence": "CC0-1.0",
        "languages": ["en"], "groups": [{"slug": "makers", "name": "Makers"}], "contest_days": 0,
        "rule": {"name": "one", "unit": "person", "support_min": 1}})
    api(site, "PATCH", f"/processes/{slug}", convener, {"state": "open"})
    api(site, "POST", f"/processes/{slug}/members", convener,
        {"email": "pat@example.org", "role": "participant", "group": "makers"})


def propose(site, slug, count, token):
    """Proposes entries on four connections."""
    def work(share):
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
        for n in share:
            api(site, "POST", f"/processes/{slug}/entries", token, {
                "designations": [{"text": f"update kind {n:05}", "kind": "preferred", "lang": "en"}],
                "definition": f"software change that corrects a vulnerability of sort {n} in a connected device "
                              "and reaches the device over a network",
                "notes": [f"Note to sort {n}."]}, connection=connection)
    threads = [threading.Thread(target=work, args=(range(first, count, 4),)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def release(site, slug, entries, convener, participant):
    tomorrow = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 86400))
    for entry in range(1, entries + 1):
        made = api(site, "POST", f"/processes/{slug}/calls", convener,
                   {"subject": {"kind": "wording", "entry": entry, "wording": 1}, "closes_at": tomorrow})
        number = made["number"]
        api(site, "PUT", f"/processes/{slug}/calls/{number}/position", participant, {"stance": "support"})
        api(site, "POST", f"/processes/{slug}/calls/{number}/closure", convener, {"statement": "Done."})
    api(site, "POST", f"/processes/{slug}/releases", convener, {})


def nginx(folder, file):
    """Serves the same bytes by nginx, one worker per core."""
    (folder / "www").mkdir()
    shutil.copy(file, folder / "www/file.json")
    port = 18999
    (folder / "nginx.conf").write_text(f"""
worker_processes 2; daemon off; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; types {{ application/json json; }}
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e; open_file_cache max=100; open_file_cache_valid 1s;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }} }}
""")
    os.chmod(folder, 0o755)
    process = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-e", "stderr"])
    time.sleep(0.5)
    return process, port


def bare_commits(folder):
    """Commits per second of one small row, as durable as Parlance's acts."""
    database = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, data TEXT)")
    count, begun = 0, time.monotonic()
    while time.monotonic() - begun < SECONDS:
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO t (data) VALUES (?)", ("x" * 300,))
        database.execute("COMMIT")
        count += 1
    return count / (time.monotonic() - begun)


def paired(first, second):
    """Measures two things in turns and returns the median of each and of their ratio."""
    rounds = [(first(), second()) for _ in range(ROUNDS)]
    middle = statistics.median
    return middle(a for a, _ in rounds), middle(b for _, b in rounds), middle(a / b for a, b in rounds)


def first_page(site):
    """Bytes that a browser loads for the first page, by kind, as sent with brotli."""
    accept = {"Accept-Encoding": "br"}
    _, page, headers = call(site.port, "GET", "/", headers=accept)
    text = page
    if headers.get("Content-Encoding") == "br":
        text = subprocess.run(["brotli", "-dc"], input=page, capture_output=True).stdout
    sizes = {"html": len(page), "css": 0, "js": 0, "wasm": 0, "font": 0}
    for address in set(re.findall(r'(?:src|href)="(/pkg/[^"]+)"', text.decode())):
        _, body, _ = call(site.port, "GET", address, headers=accept)
        kind = {"css": "css", "js": "js", "wasm": "wasm", "woff2": "font"}.get(address.rsplit(".", 1)[-1])
        if kind:
            sizes[kind] += len(body)
    return sizes


def main():
    folder = Path(tempfile.mkdtemp(prefix="parlance-bench-"))
    site = Site(folder / "data")
    (folder / "data").mkdir()
    server = None
    try:
        convener = site.person("con", "--may-convene")
        participant = site.person("pat")
        site.start()
        for slug, count in [("few", FEW), ("many", MANY)]:
            found(site, slug, convener, participant)
            begun = time.monotonic()
            propose(site, slug, count, participant)
            say(f"proposing {count} entries by the API", f"{count / (time.monotonic() - begun):.0f} acts/s")
        release(site, "few", FEW, convener, participant)
        base = f"http://127.0.0.1:{site.port}"

        _, artefact, _ = call(site.port, "GET", "/g/few/1.0.0.json")
        (folder / "release.json").write_bytes(artefact)
        files = folder / "nginx"
        files.mkdir()
        os.chmod(folder, 0o755)
        server, port = nginx(files, folder / "release.json")
        # Large and plain, packed, as browsers and most tools take it, and as small as there is.
        for form, coding in [("json", "identity"), ("zip", "identity"), ("ttl", "identity"), ("json", "br"), ("bib", "identity")]:
            wanted = {"Accept-Encoding": coding}
            _, sent, _ = call(site.port, "GET", f"/g/few/1.0.0.{form}", headers=wanted)
            (files / "www/file.json").write_bytes(sent)
            time.sleep(1.1)
            asked = ["-H", f"Accept-Encoding: {coding}"]
            ours, theirs, ratio = paired(lambda: wrk(f"{base}/g/few/1.0.0.{form}", *asked)[0],
                                         lambda: wrk(f"http://127.0.0.1:{port}/file.json")[0])
            say(f"release download, {form}, {coding}, {len(sent)} bytes", f"{ours:.0f} req/s")
            say("  nginx static, same bytes", f"{theirs:.0f} req/s")
            say("  ratio (aim: at least 0.9)", f"{ratio:.2f}")

        # Everybody who is not signed in is shown the same page; whoever is gets one of their own.
        own = ["-H", f"Authorization: Bearer {participant}"]
        for who, more in [("everybody", []), ("somebody signed in", own)]:
            rate, late = wrk(f"{base}/p/few/entries/update-kind-00007", *more)
            say(f"entry page for {who}", f"{rate:.0f} req/s, p99 {late:.1f} ms")

        env = dict(os.environ, BENCH_TOKEN=participant)
        acts = lambda: wrk(f"{base}/api/v1/processes/few/entries/50/comments", "-s", str(HERE / "post.lua"),
                           connections=8, env=env)[0]
        commits = lambda: bare_commits(Path(tempfile.mkdtemp(dir=folder)))
        ours, theirs, ratio = paired(acts, commits)
        say("acts (comments by the API, 8 connections)", f"{ours:.0f} acts/s")
        say("  bare SQLite commits, synchronous=FULL", f"{theirs:.0f} commits/s")
        say("  ratio", f"{ratio:.2f}")

        for name, page in [("entry page", "entries/update-kind-00042"), ("search", "entries?q=vulnerability+00042"),
                           ("search with many hits", "entries?q=vulnerab")]:
            many, few, ratio = paired(lambda: 1 / wrk(f"{base}/p/many/{page}", *own)[0], lambda: 1 / wrk(f"{base}/p/few/{page}", *own)[0])
            say(f"{name}: cost with {MANY} entries ÷ with {FEW}", f"{ratio:.2f} (aim: at most 1.3; {1 / many:.0f} and {1 / few:.0f} req/s)")

        for kind, size in first_page(site).items():
            say(f"first page, {kind}, brotli", f"{size} bytes")
        say("resident after load", f"{site.resident_mb():.0f} MB")
        site.stop()
        starts = []
        for _ in range(5):
            starts.append(site.start())
            time.sleep(1)
            idle = site.resident_mb()
            site.stop()
        say("cold start to the first answer", f"{statistics.median(starts) * 1000:.0f} ms")
        say("resident, idle", f"{idle:.0f} MB")
    finally:
        if server:
            server.terminate()
            server.wait(timeout=10)
        if getattr(site, "process", None) and site.process.poll() is None:
            site.process.kill()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
