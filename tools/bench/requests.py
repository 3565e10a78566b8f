#!/usr/bin/env python3
"""What a request costs the engine, and how long its answer takes.

    tools/bench/requests.py [--rate R] [--ingest T…] [--path PATH] [--bin DIR…]

Starts an embedded engine that follows a log, and for each T appends T records a
second to it; first without requests, then with R a second on connections that
are kept, due at random times (bench_requests). Prints the engine's CPU (user and
system, of its process only) without requests, what a request adds to it, and the
time from when a request is due to its answer. With several --bin, engines take
turns. The log, below TMPDIR, grows by 4 kB a record.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile
import threading
import time

import measuring

FEED_S = 0.005  # between two writes: making tweets up would take a core


def share(engine, do):
    """Of one core that the engine used meanwhile, and what `do` returned."""
    start, cpu = time.monotonic(), measuring.cpu_s(engine.pid)
    result = do()
    took = time.monotonic() - start
    return (measuring.cpu_s(engine.pid) - cpu) / took, took, result


def feed(log, rate, stop):
    """Appends the records of a file to it, over and over, so many a second."""
    records = log.read_bytes().splitlines(True)
    start, sent = time.monotonic(), 0
    with open(log, "ab", buffering=0) as out:
        while rate and not stop.wait(FEED_S):
            due = int((time.monotonic() - start) * rate)
            out.write(b"".join(records[i % len(records)]
                               for i in range(sent, due)))
            sent = due


def ask(engine, asked):
    """The object that bench_requests prints."""
    return json.loads(subprocess.run(
        [measuring.PROGRAMS / "bench_requests", "--port",
         str(engine.address[1]), "--path", asked.path, "--rate",
         str(asked.rate), "--seconds", str(asked.seconds), "--connections",
         str(asked.connections)], check=True, capture_output=True).stdout)


def measure(programs, ingest, asked):
    """One engine: a list of figures."""
    with tempfile.TemporaryDirectory() as scratch:
        log = pathlib.Path(scratch) / "log"
        settings = {"source.log.directory": log,
                    "store.rocksdb.directory": f"{scratch}/ledger"}
        subprocess.run([programs / "murmuration-inject", "--log-dir", log,
                        "--rate", "0", "--count", "20000", "--seed", "1",
                        "--start-time", "now"], check=True,
                       stdout=subprocess.DEVNULL)
        with measuring.Engine(programs, settings, asked.set) as engine:
            stop = threading.Event()
            writer = threading.Thread(
                target=feed, args=(log / "tweets/0.jsonl", ingest, stop))
            writer.start()
            try:
                time.sleep(2)
                tweets = engine.get("/api/v1/top?k=1")["tweets"]
                bare, took, _ = share(engine, lambda: time.sleep(asked.seconds))
                tweets = engine.get("/api/v1/top?k=1")["tweets"] - tweets
                busy, long, told = share(engine, lambda: ask(engine, asked))
            finally:
                stop.set()
                writer.join()
    if told["failed"]:
        raise SystemExit(f"{told['failed']} requests failed")
    return (tweets / took, bare * 100,
            (busy - bare) * long * 1e6 / told["requests"],
            told["p50_us"] / 1000, told["p90_us"] / 1000,
            told["p99_us"] / 1000, told["most_us"] / 1000)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", default=[measuring.PROGRAMS],
                        type=pathlib.Path, nargs="+")
    parser.add_argument("--path", default="/api/v1/top?k=10")
    parser.add_argument("--rate", default=5000, type=int,
                        help="requests a second")
    parser.add_argument("--ingest", default=[0, 50_000], type=int, nargs="+",
                        help="records a second")
    parser.add_argument("--connections", default=50, type=int)
    parser.add_argument("--seconds", default=5, type=float)
    parser.add_argument("--runs", default=3, type=int)
    parser.add_argument("--set", default=[], action="append",
                        help="the engine's, key=value")
    asked = parser.parse_args()
    print("\n".join(f"* {x}" for x in measuring.machine(asked.bin[0])))
    rows = []
    for ingest in asked.ingest:
        seen = [[] for _ in asked.bin]
        for _ in range(asked.runs):
            for programs, into in zip(asked.bin, seen):
                into.append(measure(programs, ingest, asked))
        for programs, figures in zip(asked.bin, seen):
            tweets, *others = zip(*figures)
            rows.append([programs, f"{statistics.median(tweets):,.0f}",
                         *(measuring.spread(x, 1) for x in others[:2]),
                         *(measuring.spread(x) for x in others[2:])])
    print("\n" + measuring.markdown(
        ["programs", "tweets/s", "% of a core without", "CPU µs a request",
         "p50 ms", "p90", "p99", "most"], rows))


if __name__ == "__main__":
    main()
