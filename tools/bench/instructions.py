#!/usr/bin/env python3
"""Instructions a tweet, under callgrind, against the figure that was recorded.

    tools/bench/instructions.py [--record] [--bin DIR]

The same tweets, the same machine code and simdjson's kernel for any x86-64:
the figure depends on the compiler, hardly on the machine (0.1 %). Fails above
5 % more than tools/bench/instructions.json has for this compiler; `--record`
writes what was measured there. Exit code 77, skipped: no valgrind, or another
compiler.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FIGURES = pathlib.Path(__file__).with_suffix(".json")
PROGRAMS = pathlib.Path(__file__).resolve().parents[2] / "build/release/bin"
RECORDS = 4000
SLACK = 1.05
SKIPPED = 77


def measure(program, legs):
    """What the program says of itself, and instructions a tweet."""
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(scratch) / "callgrind.out"
        done = subprocess.run(
            ["valgrind", "-q", "--tool=callgrind",
             f"--callgrind-out-file={out}", "--toggle-collect=count_tweets",
             program, legs, str(RECORDS)], stdout=subprocess.PIPE, check=True,
            env={**os.environ, "SIMDJSON_FORCE_IMPLEMENTATION": "westmere"})
        total = re.search(r"^totals: (\d+)$", out.read_text("utf-8"), re.M)
    told = json.loads(done.stdout)
    return told["compiler"], round(int(total[1]) / told["tweets"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", default=PROGRAMS, type=pathlib.Path)
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not installed")
        return SKIPPED
    figures = json.loads(FIGURES.read_text("utf-8"))
    code = 0
    for legs in ("hashtags", "all"):
        compiler, now = measure(asked.bin / "bench_instructions", legs)
        known = figures.get(compiler, {}).get(legs)
        print(f"{legs}: {now} instructions a tweet with {compiler}, recorded: "
              f"{known}", flush=True)
        if asked.record:
            figures.setdefault(compiler, {})[legs] = now
        elif known is None:
            print(f"skipped: nothing is recorded for {compiler}; --record")
            code = code or SKIPPED
        elif now > known * SLACK:
            print(f"{now / known - 1:.1%} more: either it is worth it, then "
                  f"--record, or something became slower")
            code = 1
        elif now * SLACK < known:
            print("less than recorded: --record, so that it stays so")
    if asked.record:
        FIGURES.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
