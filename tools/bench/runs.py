#!/usr/bin/env python3
"""Whole runs of the engine, of the floor and of peers; called by run.sh.

Alternates between all variants, so that a noisy machine is noisy for each of
them, and compares within one repetition. Every answer is checked.
"""
import argparse
import csv
import dataclasses
import json
import math
import os
import pathlib
import shutil
import statistics
import tempfile
import time

import measuring
import peers

LEGS = {"hashtags only": measuring.HASHTAGS_ONLY, "everything on": {}}


@dataclasses.dataclass
class Variant:
    source: str   # `kafka` or `log`
    name: str
    command: list
    settings: dict = None  # an engine's; None: another program
    top: object = None     # from what was printed to {key: count}
    more: dict = dataclasses.field(default_factory=dict)  # for Popen
    rows: list = dataclasses.field(default_factory=list)


def engine_top(out):
    return {x["key"]: x["count"] for x in json.loads(out)["top"][:10]}


def floor_top(out):
    return json.loads(out)["top"]


def right(top, truth):
    """Are these ten of the highest counts? None when it gave no answer."""
    if top is None:
        return None
    best = sorted(truth.values(), reverse=True)[:10]
    return (sorted(top.values(), reverse=True) == best
            and all(truth.get(key) == n for key, n in top.items()))


def variants(asked, scratch):
    """All of one repetition."""
    found = []
    sources = {}
    if asked.log:
        sources["log"] = ({"source.log.directory": asked.log},
                          ["--log", asked.log])
    if asked.kafka:
        sources["kafka"] = ({"source.kind": "kafka",
                             "source.kafka.brokers": asked.kafka,
                             "source.kafka.topics": asked.topic},
                            ["--kafka", asked.kafka, "--topic", asked.topic])
    for source, (settings, options) in sources.items():
        found.append(Variant(source, "floor",
                             [asked.bin / "murmuration-floor", *options],
                             top=floor_top))
        found += [Variant(source, name, [], {**settings, **legs}, engine_top)
                  for name, legs in LEGS.items()]
    if asked.peers and asked.kafka == "127.0.0.1:9092":
        for name, command, more, environment in peers.prepare(
                asked.peers, scratch, print):
            found.append(Variant("kafka", name, command, top=peers.top_of,
                                 more={**more, "env": {
                                     **os.environ, "TOPIC": asked.topic,
                                     **environment}}))
    elif asked.peers:
        print("skipped: all peers: they expect Kafka at 127.0.0.1:9092")
    return found


def first_answer_s(asked, settings):
    """From an engine's start until its list of tags is not empty."""
    with measuring.Engine(asked.bin, settings) as engine:
        while True:
            top = engine.get("/api/v1/top?k=10")
            if top and top["tags"]:
                return time.monotonic() - engine.started
            time.sleep(0.001)


def measure(variant, asked, scratch, truth):
    command = variant.command
    if variant.settings is not None:
        ledger = scratch / "ledger"
        settings = {**variant.settings, "store.rocksdb.directory": ledger}
        command = [asked.bin / "murmuration", "--drain",
                   *measuring.arguments(settings)]
    used = measuring.run(command, first=b"TOP", **variant.more)
    if variant.settings is not None:
        shutil.rmtree(ledger)
        used.first_s = first_answer_s(asked, settings)
        shutil.rmtree(ledger)
    ok = right(variant.top(used.out), truth["tags"])
    variant.rows.append(
        {"cpu_s": used.cpu_s, "wall_s": used.wall_s, "peak_mb": used.peak_mb,
         "first_answer_s": used.first_s, "others_cpu_s": used.others_cpu_s,
         "tweets_per_cpu_s": truth["tweets"] / used.cpu_s, "right": ok})
    print(f"  {variant.source:5} {variant.name:32} {used.cpu_s:7.2f} CPU s "
          f"{used.wall_s:7.2f} s  right: {ok}", flush=True)


def ratio(variant, floor, figure):
    """To the floor of the same repetition."""
    return [mine[figure] / its[figure]
            for mine, its in zip(variant.rows, floor.rows)]


def table(measured):
    floors = {x.source: x for x in measured if x.name == "floor"}
    lines = []
    for x in sorted(measured, key=lambda x: (x.source, statistics.median(
            row["cpu_s"] for row in x.rows))):
        def column(figure, digits=2, rows=x.rows):
            return measuring.spread([r[figure] for r in rows], digits)
        floor = floors[x.source]
        answers = {row["right"] for row in x.rows}
        lines.append([
            x.source, x.name, column("tweets_per_cpu_s", 0), column("cpu_s"),
            measuring.spread(ratio(x, floor, "cpu_s")), column("wall_s"),
            measuring.spread(ratio(x, floor, "wall_s")), column("peak_mb", 0),
            column("first_answer_s"),
            "–" if answers == {None} else "no" if False in answers else "yes"])
    return measuring.markdown(
        ["from", "program", "tweets a CPU-second", "CPU s", "CPU to floor",
         "wall s", "wall to floor", "peak MiB", "first answer s", "right"],
        lines)


def write(asked, measured, truth):
    asked.out.mkdir(parents=True, exist_ok=True)
    with open(asked.out / "runs.csv", "w", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["from", "program", "repetition",
                      *measured[0].rows[0]])
        for x in measured:
            for i, row in enumerate(x.rows):
                out.writerow([x.source, x.name, i, *(
                    "" if isinstance(v, float) and math.isnan(v) else
                    round(v, 4) if isinstance(v, float) else v
                    for v in row.values())])
    others = [r["others_cpu_s"] / r["wall_s"] for x in measured
              for r in x.rows if x.source == "log"]
    facts = [f"{truth['tweets']:,} tweets, {len(truth['tags']):,} different "
             f"tags, {asked.partitions} partitions, seed {asked.seed}; "
             f"{asked.runs} repetitions, median (least–most)",
             *asked.fact]
    if others:
        facts.append("others used " + measuring.spread(others)
                     + " cores during the runs from the log")
    text = "\n".join([*(f"* {x}" for x in facts), "", table(measured), ""])
    (asked.out / "runs.md").write_text(text, "utf-8")
    print("\n" + text + f"\nwritten to {asked.out}/runs.md and runs.csv")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    path = pathlib.Path
    parser.add_argument("--bin", default=measuring.PROGRAMS, type=path)
    parser.add_argument("--log", type=path, help="a log directory")
    parser.add_argument("--kafka", help="HOST:PORT")
    parser.add_argument("--topic", default="tweets")
    parser.add_argument("--partitions", default=2, type=int)
    parser.add_argument("--truth", type=path, required=True)
    parser.add_argument("--seed", default="?")
    parser.add_argument("--runs", default=5, type=int)
    parser.add_argument("--peers", type=path)
    parser.add_argument("--fact", action="append", default=[])
    parser.add_argument("--out", type=path, required=True)
    asked = parser.parse_args()
    asked.fact = measuring.machine(asked.bin) + asked.fact
    truth = json.loads(asked.truth.read_text("utf-8"))
    with tempfile.TemporaryDirectory(dir=asked.truth.parent) as directory:
        scratch = path(directory)
        measured = variants(asked, scratch)
        for i in range(asked.runs):
            print(f"repetition {i + 1} of {asked.runs}")
            for x in measured:
                measure(x, asked, scratch, truth)
    write(asked, measured, truth)


if __name__ == "__main__":
    main()
