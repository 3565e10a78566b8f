#!/usr/bin/env python3
"""Drains from real Kafka equal the truth, with either ledger."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main, seeded  # noqa: E402
from engine import (Workspace, drain, inject, kill_drains,  # noqa: E402
                    read_truth, read_truths)
from kafka import (load, needs_both, needs_kafka, new_topic,  # noqa: E402
                   on_hbase, on_kafka)


class Drain(Laws):
    def assert_exact(self, drained, truth):
        document, counts = drained
        tweets, tags = truth
        self.assert_laws(document)
        self.assertEqual(document["tally"]["counted"], tweets)
        for x in document["partitions"]:
            self.assertEqual((x["unit"], x["lag"]), ("records", 0))
        self.assert_counts(counts, tags)
        self.assert_top(document["top"], tags)

    @needs_kafka
    def test_embedded_ledger(self):
        with Workspace() as at:
            topic, truth = new_topic(2), at / "truth.json"
            inject(at, *load(topic, truth, "--count", 20000, "--seed", 21))
            self.assert_exact(drain(at, on_kafka(topic)), read_truth(truth))
            # Nothing is new: nothing is counted.
            self.assert_exact(drain(at, on_kafka(topic)), read_truth(truth))

    @needs_both
    def test_ledger_in_hbase_killed_ten_times(self):
        random = seeded()
        with Workspace() as at:
            topic, truths = new_topic(2), []

            def add(count=15000):
                truths.append(at / f"truth{len(truths)}.json")
                inject(at, *load(topic, truths[-1], "--count", count,
                                 "--seed", len(truths)))

            add(30000)
            settings = {**on_kafka(topic), **on_hbase(topic),
                        "aggregator.checkpoint-interval": "50ms",
                        "consumer.batch-records-max": 50}
            behind = kill_drains(at, settings, add, random, wait_s=0.8)
            self.assertGreater(behind, 3)
            self.assert_exact(drain(at, settings), read_truths(truths))


if __name__ == "__main__":
    main()
