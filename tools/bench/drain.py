#!/usr/bin/env python3
"""How many raw tweets a CPU-second the engine drains from a log directory.

    tools/bench/drain.py [--bin DIR] [--tweets N] [--runs N]

Makes a log with murmuration-inject, then alternates between variants of the
engine (all legs on; without words and sentiment; counting nothing) so that a
noisy machine is noisy for all of them. Prints the medians of CPU seconds (user
and system, of the whole process) and of tweets a CPU-second.
"""
import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
VARIANTS = {
    "all legs": [],
    "hashtags only": ["word-counter.pool-size=0", "classifier.pool-size=0"],
    "no leg": ["word-counter.pool-size=0", "classifier.pool-size=0",
               "hashtag-counter.pool-size=0"],
}


def cpu_seconds(command):
    """CPU seconds of one child, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = (after.ru_utime - before.ru_utime
            + after.ru_stime - before.ru_stime)
    return used, done.stdout


def drain(programs, log, settings):
    with tempfile.TemporaryDirectory(dir=log.parent) as ledger:
        command = [programs / "murmuration", "--drain"]
        for setting in [f"source.log.directory={log}",
                        f"store.rocksdb.directory={ledger}/ledger", *settings]:
            command += ["--set", setting]
        used, out = cpu_seconds(command)
    return used, json.loads(out)["tally"]["counted"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", default=ROOT / "build/release/bin",
                        type=pathlib.Path, help="where the programs are")
    parser.add_argument("--tweets", default=200_000, type=int)
    parser.add_argument("--runs", default=5, type=int, help="of each variant")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        log = pathlib.Path(scratch) / "log"
        subprocess.run(
            [asked.bin / "murmuration-inject", "--log-dir", log,
             "--partitions", "2", "--rate", "0", "--seed", "1",
             "--count", str(asked.tweets)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        size = sum(f.stat().st_size for f in log.rglob("*.jsonl"))
        seconds = {name: [] for name in VARIANTS}
        counted = 0
        for _ in range(asked.runs):
            for name, settings in VARIANTS.items():
                used, counted = drain(asked.bin, log, settings)
                seconds[name].append(used)
    print(f"{counted} tweets, {size / 1e6:.0f} MB, {asked.runs} runs each, "
          f"{os.cpu_count()} cores")
    for name, values in seconds.items():
        median = statistics.median(values)
        print(f"{name:14} {median:7.3f} CPU s  {counted / median:10,.0f} "
              f"tweets a CPU-second  (from {min(values):.3f} "
              f"to {max(values):.3f} s)")


if __name__ == "__main__":
    main()
