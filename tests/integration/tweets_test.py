#!/usr/bin/env python3
"""The live source into a real Kafka, read back by kcat.

`HOSTILE_S=600` makes the hostile run longer (20 s).
"""
import json
import os
import random
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import main, seeded  # noqa: E402
from engine import Workspace  # noqa: E402
from fake_x_api import FakeX, stream  # noqa: E402
from kafka import KAFKA, kcat, needs_kafka, new_name  # noqa: E402
from live_source import hostile_run, tweets  # noqa: E402

HOSTILE_S = float(os.environ.get("HOSTILE_S", 20))


def records(topic):
    """Keys, partitions and values of all records."""
    said = kcat("-C", "-t", topic, "-e", "-q", "-o", "beginning", "-f",
                "%k %p %s\n")
    return [x.split(b" ", 2) for x in said.splitlines()]


@needs_kafka
class Kafka(unittest.TestCase):
    def test_a_missing_topic_is_made_and_records_have_the_id_as_key(self):
        topic = new_name("live")
        with Workspace() as at, FakeX(seed=2) as fake:
            fake.script(stream(tweets=60, rate=2000))
            done = tweets(at, fake, "--hosts", KAFKA, "--topic", topic,
                          "--partitions", 3, "--count", 60)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            found = records(topic)
            self.assertEqual(len(found), 60)
            self.assertEqual({p for _, p, _ in found}, {b"0", b"1", b"2"})
            for key, _, value in found:
                self.assertEqual(key.decode(), json.loads(value)["data"]["id"])
                self.assertEqual(value, fake.objects[key.decode()])

    def test_a_hostile_stream_loses_nothing_and_repeats_nothing(self):
        topic = new_name("live")
        dice = seeded()
        with Workspace() as at, FakeX() as fake:
            fake.random = random.Random(dice.random())
            hostile_run(at, fake, dice, HOSTILE_S,
                        ["--brokers", KAFKA, "--topic", topic],
                        lambda: [x[2] for x in records(topic)])


if __name__ == "__main__":
    main()
