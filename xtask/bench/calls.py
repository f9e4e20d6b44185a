"""Measures a call in which two thousand take part, and how soon a thousand who follow it hear of a
position. The baseline is a bare loop that writes the same bytes to as many connections.

Prints figures; nothing here is a test. People are written into the database at once, because their
passwords are not what is measured; everything else goes by the API.
"""

import asyncio
import base64
import hashlib
import multiprocessing
import os
import secrets
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from run import Site, api, call, say  # noqa: E402

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "2000"))
WATCHERS = int(os.environ.get("BENCH_WATCHERS", "1000"))
GROUPS = 8
ACTS = 20


def people(folder):
    """Accounts with a token each, all with the first account's password."""
    database = sqlite3.connect(min(folder.glob("*.sqlite*"), key=lambda file: len(file.name)), timeout=60)
    database.row_factory = sqlite3.Row
    user = dict(database.execute("SELECT * FROM users ORDER BY id LIMIT 1").fetchone())
    token = dict(database.execute("SELECT * FROM api_tokens ORDER BY id LIMIT 1").fetchone())
    made = []
    for number in range(PEOPLE):
        email, secret = f"p{number}@example.org", secrets.token_urlsafe(32)
        user |= {"id": 10_000 + number, "email": email, "name": f"Person {number}", "may_convene": False}
        token |= {"id": 10_000 + number, "user_id": user["id"],
                  "hash": digest(secret)}
        for table, row in [("users", user), ("api_tokens", token)]:
            marks = ", ".join("?" * len(row))
            database.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
        made.append((email, secret))
    database.commit()
    database.close()
    return made


def digest(secret):
    """As tokens are stored."""
    return base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest()).rstrip(b"=").decode()


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


async def follow(port, path, heard):
    """Reads lines as they come and notes when; `heard` is called with each chunk."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/event-stream\r\n\r\n".encode())
    await writer.drain()
    begun = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in begun.split(b"\r\n", 1)[0]:
        sys.exit(begun.decode())
    async def read():
        while data := await reader.read(65536):
            heard(data)
        writer.close()
    return asyncio.create_task(read())


async def spread(port, path, act):
    """How long after each act every follower hears something, in milliseconds."""
    late, state = [], {"begun": None, "count": 0}
    def heard(data):
        if state["begun"] is not None and b"data:" in data:
            late.append((time.perf_counter() - state["begun"]) * 1000)
            state["count"] += 1
    tasks = []
    for _ in range(WATCHERS):
        tasks.append(await follow(port, path, heard))
    await asyncio.sleep(1)
    for number in range(ACTS):
        state.update(begun=time.perf_counter(), count=0)
        await asyncio.to_thread(act, number)
        until = time.perf_counter() + 5
        while state["count"] < WATCHERS and time.perf_counter() < until:
            await asyncio.sleep(0.005)
        if state["count"] < WATCHERS:
            sys.exit(f"only {state['count']} of {WATCHERS} heard of an act")
        await asyncio.sleep(0.3)
    for task in tasks:
        task.cancel()
    return late


def bare(port, size, pipe):
    """A loop that writes the same bytes to all who are connected, whenever it is told to."""
    async def run():
        writers = []
        async def greet(reader, writer):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
            writers.append(writer)
        server = await asyncio.start_server(greet, "127.0.0.1", port, backlog=2048)
        pipe.send(server.sockets[0].getsockname()[1])
        line = b"data: " + b"x" * size + b"\n\n"
        while await asyncio.to_thread(pipe.recv):
            for writer in writers:
                writer.write(line)
    asyncio.run(run())


def main():
    folder = Path(tempfile.mkdtemp(prefix="parlance-bench-"))
    site = Site(folder)
    loop = None
    try:
        convener = site.person("con", "--may-convene")
        made = people(folder)
        site.start()
        groups = [{"slug": f"group-{n}", "name": f"Group {n}"} for n in range(GROUPS)]
        api(site, "POST", "/processes", convener, {
            "slug": "crowd", "title": "A crowd", "charter": "To measure.", "licence": "CC0-1.0",
            "languages": ["en"], "groups": groups, "rule": {"name": "ours", "unit": "person",
            "approval": {"num": 2, "den": 3}, "groups": {"required": "all"}}})
        api(site, "PATCH", "/processes/crowd", convener, {"state": "open"})
        for number, (email, _) in enumerate(made):
            api(site, "POST", "/processes/crowd/members", convener, {
                "email": email, "role": "participant", "group": f"group-{number % GROUPS}",
                "organisation": f"Organisation {number % GROUPS}-{number // 16}"})
        tomorrow = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 86400))
        api(site, "POST", "/processes/crowd/calls", convener,
            {"subject": {"kind": "resolution", "text": "Shall it be so?"}, "closes_at": tomorrow})
        stances = [{"stance": "support"}, {"stance": "accept"}, {"stance": "abstain"},
                   {"stance": "concern", "reason": "It may be misread."}]
        position = "/processes/crowd/calls/1/position"
        begun = time.perf_counter()
        for number, (_, token) in enumerate(made[:-ACTS - 1]):
            api(site, "PUT", position, token, stances[number % len(stances)])
        say(f"positions taken one after the other, {PEOPLE} on the roster",
            f"{(PEOPLE - ACTS - 1) / (time.perf_counter() - begun):.0f} acts/s")

        reader = made[-1][1]
        for name, path in [("call page with {} participants, signed in (aim: 50 ms)", ""),
                           ("the first hundred of its roll call", "/roll")]:
            taken = []
            for _ in range(40):
                begun = time.perf_counter()
                status, page, _ = call(site.port, "GET", f"/p/crowd/calls/1{path}", reader)
                taken.append((time.perf_counter() - begun) * 1000)
                if status != 200:
                    sys.exit(f"the call page: {status}")
            say(name.format(PEOPLE),
                f"{statistics.median(taken):.1f} ms, slowest {max(taken):.1f}, {len(page) // 1024} KiB")

        def act(number):
            api(site, "PUT", position, made[-ACTS - 1 + number][1], {"stance": "support"})
        late = asyncio.run(spread(site.port, "/api/v1/processes/crowd/events", act))
        ours = percentile(late, 0.99)
        say(f"a position reaches {WATCHERS} followers (aim: p99 250 ms)",
            f"p50 {percentile(late, 0.5):.0f} ms, p99 {ours:.0f} ms")
        here, there = multiprocessing.Pipe()
        loop = multiprocessing.Process(target=bare, args=(0, 400, there), daemon=True)
        loop.start()
        late = asyncio.run(spread(here.recv(), "/", lambda _: here.send(True)))
        theirs = percentile(late, 0.99)
        say("  bare loop that writes the same bytes", f"p50 {percentile(late, 0.5):.0f} ms, p99 {theirs:.0f} ms")
        say("  ratio", f"{ours / theirs:.1f}")
        say("resident after load", f"{site.resident_mb():.0f} MB")
    finally:
        if loop:
            loop.terminate()
        if getattr(site, "process", None) and site.process.poll() is None:
            site.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
