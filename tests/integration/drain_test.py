#!/usr/bin/env python3
"""Drains from real Kafka equal the truth, with either ledger."""
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main, seeded  # noqa: E402
from engine import (PROGRAMS, Workspace, arguments, drain,  # noqa: E402
                    inject, read_truth)
from kafka import (load, needs_both, needs_kafka, new_topic,  # noqa: E402
                   on_hbase, on_kafka)


class Drain(Laws):
    def fill(self, at, count, seed):
        topic = new_topic(2)
        inject(at, *load(topic, at / "truth.json", "--count", count, "--seed",
                         seed))
        return topic

    def assert_exact(self, at, drained):
        document, counts = drained
        tweets, tags = read_truth(at / "truth.json")
        self.assert_laws(document)
        self.assertEqual(document["tally"]["counted"], tweets)
        for x in document["partitions"]:
            self.assertEqual((x["unit"], x["lag"]), ("records", 0))
        self.assert_counts(counts, tags)
        self.assert_top(document["top"], tags)

    @needs_kafka
    def test_embedded_ledger(self):
        with Workspace() as at:
            topic = self.fill(at, 20000, 21)
            self.assert_exact(at, drain(at, on_kafka(topic)))
            # Nothing is new: nothing is counted.
            self.assert_exact(at, drain(at, on_kafka(topic)))

    @needs_both
    def test_ledger_in_hbase_killed_ten_times(self):
        random = seeded()
        with Workspace() as at:
            topic = self.fill(at, 30000, 22)
            settings = {**on_kafka(topic), **on_hbase(topic),
                        "aggregator.checkpoint-interval": "50ms",
                        "consumer.batch-records-max": 50}
            command = [PROGRAMS / "murmuration", "--drain",
                       *arguments(settings)]
            killed = 0
            for _ in range(10):
                with open(at / "killed.log", "ab") as said:
                    child = subprocess.Popen(command, stderr=said,
                                             stdout=subprocess.DEVNULL)
                time.sleep(random.uniform(0.02, 0.4))
                child.kill()
                killed += child.wait() == -9
            print(f"killed {killed} of 10")
            self.assert_exact(at, drain(at, settings))


if __name__ == "__main__":
    main()
