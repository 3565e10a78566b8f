#!/usr/bin/env python3
"""`murmuration --drain` is exact: at once, in parts, and however it is killed.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main, seeded  # noqa: E402
from engine import (PROGRAMS, Workspace, arguments, drain,  # noqa: E402
                    inject, kill_drains, read_truth, read_truths)
from recount import recount_log  # noqa: E402


class Drain(Laws):
    def assert_exact(self, drained, truth):
        document, counts = drained
        tweets, tags = truth
        self.assert_laws(document)
        self.assertEqual(document["tally"]["counted"], tweets)
        self.assert_counts(counts, tags)
        self.assert_top(document["top"], tags)
        return document

    def test_a_drain_equals_the_truth_and_a_recount(self):
        with Workspace() as at:
            inject(at, "--count", 20000, "--partitions", 2, "--seed", 1,
                   "--truth", at / "truth.json")
            drained = drain(at)
            document = self.assert_exact(drained,
                                         read_truth(at / "truth.json"))
            tweets, tags = recount_log(at / "log")
            self.assertEqual(tweets, 20000)
            self.assert_counts(drained[1], tags)
            self.assertEqual(sum(document["sentiment"].values()), tweets)
            for x in document["partitions"]:
                size = (at / f"log/tweets/{x['partition']}.jsonl").stat()
                self.assertEqual((x["durable"], x["unit"]),
                                 (size.st_size, "bytes"))

    def test_a_drain_of_nothing_counts_nothing(self):
        with Workspace() as at:
            document, counts = drain(at)
            self.assertEqual(document["tally"]["records"], 0)
            self.assertEqual((document["partitions"], document["top"]),
                             ([], []))
            self.assertEqual(counts, {})

    def test_a_second_drain_adds_only_what_is_new(self):
        with Workspace() as at:
            for part in (1, 2):
                inject(at, "--count", 10000, "--partitions", 2, "--seed", part,
                       "--truth", at / f"truth{part}.json")
                drained = drain(at)
            first, second = (read_truth(at / f"truth{x}.json") for x in (1, 2))
            tags = dict(first[1])
            for key, count in second[1].items():
                tags[key] = tags.get(key, 0) + count
            self.assertEqual(drained[0]["tally"]["counted"], 20000)
            self.assert_counts(drained[1], tags)
            again = drain(at)
            self.assertEqual(again[0]["tally"], drained[0]["tally"])
            self.assert_counts(again[1], tags)

    def test_killed_ten_times_it_still_counts_each_record_once(self):
        random = seeded()
        with Workspace() as at:
            truths = []

            def add(count=20000):
                truths.append(at / f"truth{len(truths)}.json")
                inject(at, "--count", count, "--partitions", 2, "--seed",
                       len(truths), "--truth", truths[-1])

            add(40000)
            # Checkpoints so often that every run leaves something behind.
            settings = {"aggregator.checkpoint-interval": "20ms",
                        "consumer.batch-records-max": 50}
            behind = kill_drains(at, {**at.embedded(), **settings}, add,
                                 random)
            self.assertGreater(behind, 3)
            self.assert_exact(drain(at, settings), read_truths(truths))

    def test_a_signal_before_the_end_is_a_failure_that_loses_nothing(self):
        with Workspace() as at:
            inject(at, "--count", 60000, "--partitions", 2, "--seed", 4,
                   "--truth", at / "truth.json")
            child = subprocess.Popen(
                [PROGRAMS / "murmuration", "--drain",
                 *arguments(at.embedded())],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            while b"event=consume" not in child.stderr.readline():
                self.assertIsNone(child.poll())
            child.terminate()
            out, said = child.communicate(timeout=10)
            self.assertEqual((child.returncode, out), (1, b""), said)
            self.assert_exact(drain(at), read_truth(at / "truth.json"))


if __name__ == "__main__":
    main()
