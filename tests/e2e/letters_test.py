#!/usr/bin/env python3
"""Dead letters in a file, through SIGKILLs of the engine."""
import base64
import json
import os
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main, seeded  # noqa: E402
from engine import Engine, Workspace, run  # noqa: E402
from letters import Lines, assert_once  # noqa: E402

KILLS = 8


class Writer(threading.Thread):
    """Appends to two partitions until it is told to stop."""

    def __init__(self, at, random):
        super().__init__(daemon=True)
        self.lines = Lines(random)
        self.over = threading.Event()
        self.wanted, self.values, self.records = {}, {}, 0
        directory = at / "log/tweets"
        directory.mkdir(parents=True)
        self.files = [open(directory / f"{n}.jsonl", "ab", buffering=0)
                      for n in range(2)]

    def run(self):
        while not self.over.is_set():
            for number, file in enumerate(self.files):
                self.append(number, file, 50)
            time.sleep(0.005)

    def append(self, number, file, count):
        lines, offset = [], file.tell()
        for _ in range(count):
            value, reason = self.lines.next()
            if reason:
                key = f"tweets/{number}/{offset}"
                self.wanted[key], self.values[key] = reason, value
            lines.append(value + b"\n")
            offset += len(lines[-1])
        file.write(b"".join(lines))
        self.records += count

    def stop(self):
        self.over.set()
        self.join(30)
        for file in self.files:
            file.close()


def read_letters(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def value_of(letter):
    if "value_base64" in letter:
        return base64.b64decode(letter["value_base64"])
    return letter["value"].encode()


class Letters(Laws):
    def test_every_malformed_record_is_there_once_after_kills(self):
        random = seeded()
        with Workspace() as at:
            path = at / "letters/dead.jsonl"
            settings = {"dead-letters.kind": "file", "dead-letters.path": path,
                        "aggregator.checkpoint-interval": "20ms"}
            writer = Writer(at, random)
            writer.start()
            try:
                for _ in range(KILLS):
                    with Engine(at, settings, wait=0) as engine:
                        time.sleep(random.uniform(0.1, 0.8))
                        self.assertTrue(engine.running(), engine.said())
                        engine.kill()
            finally:
                writer.stop()
            with Engine(at, settings).wait_ready() as engine:
                engine.wait_for(lambda: engine.status()["tally"]["records"]
                                == writer.records, 60, "all records")
                status = engine.wait_durable()
                self.assert_laws(status)
                self.assertEqual(status["tally"]["malformed"],
                                 len(writer.wanted))
                self.assertEqual(engine.stop()[0], 0, engine.said())
            found = read_letters(path)
            assert_once(self, [(x["key"], x["reason"]) for x in found],
                        writer.wanted)
            for x in found:
                self.assertEqual(value_of(x), writer.values[x["key"]])
                self.assertEqual(x["key"], f"{x['topic']}/{x['partition']}/"
                                           f"{x['offset']}")

    def test_a_record_that_is_too_large_is_there_with_its_length(self):
        with Workspace() as at:
            log = at / "log/tweets/0.jsonl"
            log.parent.mkdir(parents=True)
            log.write_bytes(b"x" * 5000 + b"\n")
            settings = {**at.embedded(), "dead-letters.kind": "file",
                        "dead-letters.path": at / "dead.jsonl",
                        "source.record-bytes-max": "4KiB"}
            with Engine(at, settings).wait_ready() as engine:
                engine.wait_for(
                    lambda: engine.status()["dead_letters"]["written"] == 1,
                    20, "a letter")
                metrics = engine.ask("/metrics")[1].decode()
                self.assertIn("murmuration_dead_letters_total 1", metrics)
                self.assertEqual(engine.stop()[0], 0, engine.said())
            letter, = read_letters(at / "dead.jsonl")
            self.assertEqual((letter["reason"], letter["value_bytes"],
                              letter["value"]), ("too_large", 5000, None))

    def test_a_file_among_the_records_is_refused(self):
        with Workspace() as at:
            done = run("murmuration", "--check-config",
                       "--set", f'source.log.directory="{at / "log"}"',
                       "--set", "dead-letters.kind=file", "--set",
                       f'dead-letters.path="{at / "log/dead/0.jsonl"}"')
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(b"dead-letters.path", done.stderr)


if __name__ == "__main__":
    main()
