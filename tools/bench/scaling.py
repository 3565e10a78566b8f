#!/usr/bin/env python3
"""How cost and speed change with threads, partitions and distinct tags.

    tools/bench/scaling.py [--only threads|partitions|tags] [--tweets N]

Everything on, from a log directory. Threads (and as many workers a leg) and
partitions: whole drains. Distinct tags: an engine whose ledger holds so many
tags of 15 bytes already; what is measured is the tweets that come after it is
ready, raw ones whose tags follow Zipf's law over all of those. Writes
scaling.csv, scaling.md and scaling.svg to build/bench.
"""
import argparse
import csv
import json
import math
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import time

import line_charts
import measuring

TAGS_A_TWEET = 20  # of those that fill a ledger


def inject(asked, log, partitions):
    subprocess.run([asked.bin / "murmuration-inject", "--log-dir", log,
                    "--partitions", str(partitions), "--rate", "0", "--seed",
                    "1", "--count", str(asked.tweets)], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return log


def drain(asked, scratch, log, settings):
    ledger = scratch / "ledger"
    used = measuring.run([asked.bin / "murmuration", "--drain",
                          *measuring.arguments({
                              "source.log.directory": log,
                              "store.rocksdb.directory": ledger, **settings})])
    shutil.rmtree(ledger)
    return {"cpu_us_a_tweet": used.cpu_s * 1e6 / asked.tweets,
            "tweets_a_second": asked.tweets / used.wall_s,
            "peak_mib": used.peak_mb}


def threads(asked, scratch):
    log = inject(asked, scratch / "log", 8)
    most = max(4, os.cpu_count())
    counts = [2**i for i in range(most.bit_length()) if 2**i <= most]
    for _ in range(asked.runs):
        for n in counts:
            yield n, drain(asked, scratch, log, {
                "scheduler.threads": n, "hashtag-counter.pool-size": n,
                "word-counter.pool-size": n, "classifier.pool-size": n})


def partitions(asked, scratch):
    for n in [1, 2, 4, 8, 16, 32, 64]:
        log = inject(asked, scratch / "log", n)
        for _ in range(asked.runs):
            yield n, drain(asked, scratch, log, {})
        shutil.rmtree(log)


def tag(number):
    return f"t{number:014d}"


def fill(path, distinct):
    """Tweets that use each of so many tags once."""
    path.parent.mkdir(parents=True)
    with open(path, "w", encoding="ascii") as out:
        for first in range(0, distinct, TAGS_A_TWEET):
            tags = [{"text": tag(i)} for i in
                    range(first, min(first + TAGS_A_TWEET, distinct))]
            out.write(json.dumps(
                {"id_str": str(first), "text": "", "user": {"id_str": "1"},
                 "entities": {"hashtags": tags}}) + "\n")


def retag(origin, path, distinct):
    """The same tweets with Zipf's tags: rank r is used like 1 / r."""
    path.parent.mkdir(parents=True)
    dice = random.Random(1)
    high = math.log(distinct)
    with (open(origin, encoding="utf-8") as records,
          open(path, "w", encoding="ascii") as out):
        for line in records:
            record = json.loads(line)
            for part in (record, record.get("retweeted_status", {})):
                for x in part.get("entities", {}).get("hashtags", []):
                    x["text"] = tag(int(math.exp(dice.random() * high)) - 1)
            out.write(json.dumps(record, separators=(",", ":")) + "\n")


def wait_for(engine, tweets):
    while True:
        top = engine.get("/api/v1/top?k=10")
        if top and top["tweets"] >= tweets:
            return
        time.sleep(0.005)


def tags(asked, scratch):
    origin = inject(asked, scratch / "origin", 1) / "tweets/0.jsonl"
    for distinct in [10**i for i in range(3, 8) if 10**i <= asked.tags_max]:
        log = scratch / "log"
        settings = {"source.log.directory": log,
                    "store.rocksdb.directory": scratch / "ledger"}
        fill(log / "before/0.jsonl", distinct)
        measuring.run([asked.bin / "murmuration", "--drain",
                       *measuring.arguments(settings)])
        retag(origin, scratch / "tweets/0.jsonl", distinct)
        before = -(-distinct // TAGS_A_TWEET)
        for i in range(asked.runs):
            with measuring.Engine(asked.bin, settings) as engine:
                wait_for(engine, before)
                ready, cpu = time.monotonic(), measuring.cpu_s(engine.pid)
                # Another topic each time, since a log is append only.
                (log / f"tweets-{i}").mkdir()
                os.link(scratch / "tweets/0.jsonl", log / f"tweets-{i}/0.jsonl")
                before += asked.tweets
                wait_for(engine, before)
                took = time.monotonic() - ready
                yield distinct, {
                    "cpu_us_a_tweet": (measuring.cpu_s(engine.pid) - cpu) * 1e6
                                      / asked.tweets,
                    "tweets_a_second": asked.tweets / took,
                    "peak_mib": engine.peak_mb(),
                    "ready_s": ready - engine.started}
        for used in (log, scratch / "ledger", scratch / "tweets"):
            shutil.rmtree(used)


AXES = {"threads": threads, "partitions": partitions, "tags": tags}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", default=measuring.PROGRAMS, type=pathlib.Path)
    parser.add_argument("--only", choices=AXES)
    parser.add_argument("--tweets", default=200_000, type=int)
    parser.add_argument("--tags-max", default=10**7, type=int)
    parser.add_argument("--runs", default=3, type=int)
    parser.add_argument("--out", default=measuring.ROOT / "build/bench",
                        type=pathlib.Path)
    asked = parser.parse_args()
    facts = measuring.machine(asked.bin)
    asked.out.mkdir(parents=True, exist_ok=True)
    rows, lines, charts = [], [], []
    for axis in [asked.only] if asked.only else AXES:
        found = {}  # value: [figures of each repetition]
        with tempfile.TemporaryDirectory(dir=asked.out) as scratch:
            for value, figures in AXES[axis](asked, pathlib.Path(scratch)):
                print(axis, value, {k: round(x, 2) for k, x in figures.items()},
                      flush=True)
                found.setdefault(value, []).append(figures)
                rows.append({"axis": axis, "value": value, **figures})
        for value, runs in found.items():
            lines.append([axis, f"{value:,}", *(
                measuring.spread([x.get(name, math.nan) for x in runs], digits)
                for name, digits in (("cpu_us_a_tweet", 2),
                                     ("tweets_a_second", 0),
                                     ("peak_mib", 0), ("ready_s", 2)))])
        for name, title in (("cpu_us_a_tweet", "CPU µs a tweet"),
                            ("tweets_a_second", "tweets a second")):
            charts.append((axis, title, {
                value: [x[name] for x in runs]
                for value, runs in found.items()}))
    with open(asked.out / "scaling.csv", "w", encoding="utf-8") as file:
        out = csv.DictWriter(file, ["axis", "value", "cpu_us_a_tweet",
                                    "tweets_a_second", "peak_mib", "ready_s"])
        out.writeheader()
        out.writerows(rows)
    text = "\n".join([*(f"* {x}" for x in facts), "", measuring.markdown(
        ["of", "number", "CPU µs a tweet", "tweets/s", "peak MiB",
         "ready after s"], lines), ""])
    (asked.out / "scaling.md").write_text(text, "utf-8")
    (asked.out / "scaling.svg").write_text(line_charts.svg(charts), "utf-8")
    print("\n" + text + f"\nwritten to {asked.out}/scaling.md, .csv and .svg")


if __name__ == "__main__":
    main()
