"""Measures a meeting with a thousand participants who look at its room while fifty votes a second come in: how long a
vote takes until the screen shows it. The baseline is a bare loop that writes the same bytes to as many connections as
often. Then a hundred who take nothing are beside them: what that costs in memory, and what it costs the others.

Prints figures; nothing here is a test.
"""

import asyncio
import json
import multiprocessing
import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import calls  # noqa: E402
from calls import GROUPS, percentile  # noqa: E402
from run import Site, api, say  # noqa: E402

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "1000"))
SECONDS = int(os.environ.get("BENCH_SECONDS", "12"))
RATE = 50
STALLED = 100
MEETING = "/processes/crowd/meetings/1"
ROOM = "/p/crowd/meetings/1/live"
ANSWERED = re.compile(rb"(\d+) of \d+ here have answered")


async def look(port, path, token, heard, limit=1 << 16):
    """Follows a stream; `heard` is called with each chunk. Without it nothing is ever taken."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=limit)
    sign = f"Authorization: Bearer {token}\r\n" if token else ""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{sign}Accept: text/event-stream\r\n\r\n".encode())
    await writer.drain()
    begun = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in begun.split(b"\r\n", 1)[0]:
        sys.exit(begun.decode())
    if heard is None:
        writer.transport.pause_reading()
        return writer

    async def read():
        while data := await reader.read(65536):
            heard(data)

    task = asyncio.create_task(read())
    task.add_done_callback(lambda _: writer.close())
    return task


async def vote(port, poll, tokens, done):
    """Votes one after the other on one connection, each at its time."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for due, token, option in tokens:
        await asyncio.sleep(max(0, due - time.perf_counter()))
        body = json.dumps({"option": option}).encode()
        begun = time.perf_counter()
        writer.write(
            f"PUT /api/v1{MEETING}/polls/{poll}/choice HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Authorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            sys.exit(f"a vote failed: {head.decode()}")
        await reader.readexactly(int(re.search(rb"content-length: (\d+)", head, re.I)[1]))
        done.append((time.perf_counter(), begun))
    writer.close()


async def hold(port, poll, tokens):
    """Everybody looks and votes; from sending a vote to the screen that counts it, in milliseconds."""
    seen, size = [], {"bytes": 0, "chunks": 0}

    def screen(data):
        found = ANSWERED.findall(data)
        if found:
            seen.append((time.perf_counter(), int(found[-1])))

    def other(data):
        size["bytes"] += len(data)
        size["chunks"] += 1

    tasks = [await look(port, f"{ROOM}?as=screen", None, screen)]
    for token in tokens:
        tasks.append(await look(port, ROOM, token, other))
    await asyncio.sleep(2)
    size.update(bytes=0, chunks=0)
    # What the streams began with is of the poll before.
    seen.clear()
    begun, done = time.perf_counter() + 0.5, []
    due = [(begun + number / RATE, token, 1 + number % 3) for number, token in enumerate(tokens[: RATE * SECONDS])]
    lanes = [vote(port, poll, due[lane::25], done) for lane in range(25)]
    await asyncio.gather(*lanes)
    await asyncio.sleep(1)
    for task in tasks:
        task.cancel()
    late = []
    for number, (_, sent) in enumerate(sorted(done), start=1):
        at = next((at for at, count in seen if count >= number), None)
        if at is None:
            sys.exit(f"the screen never showed {number} votes")
        late.append((at - sent) * 1000)
    frames = max(1, size["chunks"] // max(1, len(tokens)))
    return late, size["bytes"] // max(1, size["chunks"]), frames / SECONDS


def bare(pipe):
    """Writes the same bytes to all who are connected, as often as the room does."""
    async def run():
        writers, size, pause = [], *pipe.recv()
        async def greet(reader, writer):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
            writers.append(writer)
        server = await asyncio.start_server(greet, "127.0.0.1", 0, backlog=2048)
        pipe.send(server.sockets[0].getsockname()[1])
        while True:
            line = f"data: {time.time():.6f} ".encode() + b"x" * size + b"\n\n"
            for writer in writers:
                writer.write(line)
            await asyncio.sleep(pause)
    asyncio.run(run())


async def listen(port, people):
    """How long the bare loop takes to each of those who are connected."""
    late = []
    def heard(data):
        for at in re.findall(rb"data: (\d+\.\d+) ", data):
            late.append((time.time() - float(at)) * 1000)
    tasks = [await look(port, "/", None, heard) for _ in range(people)]
    await asyncio.sleep(1)
    late.clear()
    await asyncio.sleep(SECONDS / 2)
    for task in tasks:
        task.cancel()
    return late


def next_poll(site, convener, number):
    if number > 1:
        api(site, "PUT", f"{MEETING}/polls/{number - 1}/state", convener, {"state": "closed"})
    api(site, "POST", f"{MEETING}/polls", convener, {"question": "Which?", "options": ["One", "Two", "Three"]})
    return number


async def with_stalled(site, poll, tokens):
    """The same with some beside them who take nothing."""
    before = site.resident_mb()
    stalled = [await look(site.port, ROOM, token, None, limit=1 << 10) for token in tokens[:STALLED]]
    late, _, _ = await hold(site.port, poll, tokens)
    grown = site.resident_mb() - before
    for writer in stalled:
        writer.close()
    return late, grown


def main():
    folder = Path(tempfile.mkdtemp(prefix="parlance-bench-"))
    site, loop = Site(folder), None
    try:
        convener = site.person("con", "--may-convene")
        calls.PEOPLE = PEOPLE
        made = calls.people(folder)
        site.start()
        groups = [{"slug": f"group-{n}", "name": f"Group {n}"} for n in range(GROUPS)]
        api(site, "POST", "/processes", convener, {
            "slug": "crowd", "title": "A crowd", "charter": "To measure.", "licence": "CC0-1.0",
            "languages": ["en"], "groups": groups})
        api(site, "PATCH", "/processes/crowd", convener, {"state": "open"})
        for number, (email, _) in enumerate(made):
            api(site, "POST", "/processes/crowd/members", convener, {
                "email": email, "role": "participant", "group": f"group-{number % GROUPS}",
                "organisation": f"Organisation {number % GROUPS}-{number // 16}"})
        tokens = [token for _, token in made]
        api(site, "POST", "/processes/crowd/entries", tokens[0], {
            "designations": [{"text": "patch", "kind": "preferred", "lang": "en"}],
            "definition": "piece of software applied to installed software", "rationale": "To measure."})
        soon = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 600))
        api(site, "POST", "/processes/crowd/meetings", convener, {
            "title": "A crowd meets", "starts_at": soon, "agenda": [{"title": "Patch", "entry": 1, "minutes": 30}]})
        api(site, "PUT", f"{MEETING}/state", convener, {"state": "running"})
        begun = time.perf_counter()
        for token in tokens:
            api(site, "PUT", f"{MEETING}/attendance", token, {"present": True})
        say(f"{PEOPLE} check in one after the other", f"{PEOPLE / (time.perf_counter() - begun):.0f} acts/s")
        api(site, "PUT", f"{MEETING}/current", convener, {"item": 1})

        late, size, rate = asyncio.run(hold(site.port, next_poll(site, convener, 1), tokens))
        ours = percentile(late, 0.99)
        say(f"a vote reaches the screen, {PEOPLE} looking, {RATE} votes/s (aim: p99 250 ms)",
            f"p50 {percentile(late, 0.5):.0f} ms, p99 {ours:.0f} ms, no error")
        say("  what each of them is sent meanwhile", f"{size} bytes, {rate:.1f} times a second")
        here, there = multiprocessing.Pipe()
        loop = multiprocessing.Process(target=bare, args=(there,), daemon=True)
        loop.start()
        here.send((size, 1 / max(rate, 1)))
        theirs = percentile(asyncio.run(listen(here.recv(), PEOPLE)), 0.99)
        loop.terminate()
        say("  bare loop that writes the same bytes as often", f"p99 {theirs:.0f} ms")
        say("  ratio", f"{ours / theirs:.1f}")

        # What grew in the first round would be counted as theirs.
        again, _, _ = asyncio.run(hold(site.port, next_poll(site, convener, 2), tokens))
        alone = percentile(again, 0.99)
        late, grown = asyncio.run(with_stalled(site, next_poll(site, convener, 3), tokens))
        beside = percentile(late, 0.99)
        say(f"the same with {STALLED} who take nothing (aim: 1.2 of before)", f"p99 {beside:.0f} ms, {beside / alone:.2f} of {alone:.0f} ms")
        say("  memory that it takes (aim: 64 MB)", f"{grown:.1f} MB")
        say("resident after load", f"{site.resident_mb():.0f} MB")
    finally:
        if loop:
            loop.terminate()
        if getattr(site, "process", None) and site.process.poll() is None:
            site.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
