#!/usr/bin/env python3
"""A full disk under the ledger: degraded, served, and on when there is room.

The disk is a small tmpfs, so this needs the right to mount one.
"""
import json
import os
import subprocess
import sys
import threading
import time
import unittest
from collections import Counter
from contextlib import contextmanager
from random import Random
from string import ascii_lowercase

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main  # noqa: E402
from engine import Engine, Workspace, drain  # noqa: E402

DISK = "48m"


class ManyTags(threading.Thread):
    """Writes texts full of tags: their counts fill a ledger soon.

    RocksDB takes room for 4 MB ahead; small deltas would fit in there for
    minutes.
    """

    def __init__(self, directory):
        super().__init__()
        self.tweets, self.tags = 0, Counter()
        self.files = []
        (directory / "tweets").mkdir(parents=True)
        for number in range(2):
            self.files.append(open(directory / f"tweets/{number}.jsonl", "wb"))
        self.over = threading.Event()

    def run(self):
        random = Random(1)
        words = ["".join(random.choices(ascii_lowercase, k=40))
                 for _ in range(20000)]
        while not self.over.wait(0.005):
            for file in self.files:
                tags = set(random.choices(words, k=200))
                self.tweets += 1
                self.tags.update(tags)
                text = " ".join("#" + x for x in tags)
                file.write(json.dumps(text).encode() + b"\n")
                file.flush()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.over.set()
        self.join()
        for file in self.files:
            file.close()


@contextmanager
def small_disk(path):
    path.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}",
                           "tmpfs", path], capture_output=True, check=False)
    if done.returncode != 0:
        raise unittest.SkipTest("mounting a tmpfs needs root: "
                                + done.stderr.decode().strip())
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", path], check=True)


def fill(path):
    """Takes all that is left of the disk."""
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                pass


class DiskFull(Laws):
    def test_it_serves_while_full_and_counts_on_afterwards(self):
        with (Workspace() as at, small_disk(at / "disk") as disk,
              ManyTags(at / "log") as load):
            where = {"store.rocksdb.directory": disk / "ledger"}
            with Engine(at, where).wait_ready() as engine:
                engine.wait_for(lambda: engine.tweets() > 200)
                for _ in range(2):
                    self.fill_and_free(engine, disk / "ballast")
                load.stop()
                engine.wait_tweets(load.tweets)
                status = engine.wait_durable()
                self.assert_laws(status)
                self.assert_top(engine.top(100)["tags"], load.tags)
                self.assertEqual(engine.stop()[0], 0, engine.said())
            document, counts = drain(at, where)
            self.assertEqual(document["tally"], status["tally"])
            self.assert_counts(counts, load.tags)

    def fill_and_free(self, engine, ballast):
        fill(ballast)
        from_ = time.monotonic()
        status = engine.wait_for(
            lambda: (s := engine.status())["state"] == "degraded" and s, 30,
            "degraded")
        print(f"degraded after {time.monotonic() - from_:.1f} s:",
              status["reasons"])
        self.assertTrue(status["reasons"])
        self.assertFalse(status["store"]["reachable"])
        self.assert_laws(status)
        until = time.monotonic() + 3
        while time.monotonic() < until:
            self.assertEqual(engine.ask("/readyz")[0], 200)
            self.assertTrue(engine.top()["tags"])
            time.sleep(0.1)
        before = engine.tweets()
        ballast.unlink()
        from_ = time.monotonic()
        engine.wait_for(lambda: engine.status()["state"] == "running", 30,
                        "running again")
        print(f"running {time.monotonic() - from_:.1f} s after there was room")
        engine.wait_for(lambda: engine.tweets() > before, 10, "counting again")

    def test_killed_while_full_it_starts_again_when_there_is_room(self):
        with (Workspace() as at, small_disk(at / "disk") as disk,
              ManyTags(at / "log") as load):
            where = {"store.rocksdb.directory": disk / "ledger"}
            with Engine(at, where).wait_ready() as engine:
                engine.wait_for(lambda: engine.tweets() > 200)
                fill(disk / "ballast")
                engine.wait_for(
                    lambda: engine.status()["state"] == "degraded", 30,
                    "degraded")
                engine.kill()
            (disk / "ballast").unlink()
            with Engine(at, where).wait_ready() as engine:
                load.stop()
                engine.wait_tweets(load.tweets)
                engine.wait_durable()
                self.assert_top(engine.top(100)["tags"], load.tags)


if __name__ == "__main__":
    main()
