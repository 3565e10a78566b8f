#!/usr/bin/env python3
"""The broker, the Thrift server and HBase go away under load, and come back.

`outages_test.py CLASS` runs one class; `HBASE_DOWN_S=120` makes HBase's
outage longer.
"""
import os
import sys
import time
from contextlib import contextmanager

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main  # noqa: E402
from engine import (Engine, Process, Workspace, drain,  # noqa: E402
                    inject)
from kafka import (kcat, load, needs_both, needs_kafka,  # noqa: E402
                   new_topic, on_hbase, on_kafka, services)
from recount import recount  # noqa: E402

HBASE_DOWN_S = float(os.environ.get("HBASE_DOWN_S", 60))
# Prefetch, batches and open deltas of two partitions, far below `memory`.
RSS_MB_MAX = 350


def recount_topic(topic):
    said = kcat("-C", "-t", topic, "-e", "-q", "-o", "beginning")
    return recount(said.splitlines())


class Outage(Laws):
    @contextmanager
    def under_load(self, settings, topic, rate=1000):
        """An engine under load; afterwards its counts are the truth."""
        with (Workspace() as at,
              Process("murmuration-inject",
                      load(topic, at / "truth.json", "--rate", rate),
                      at / "inject.log") as feed,
              Engine(at, settings).wait_ready() as engine):
            engine.wait_for(lambda: engine.tweets() > 2 * rate, 30,
                            "counts before the outage")
            yield engine
            if feed.running():
                self.assertEqual(feed.stop(seconds=40)[0], 0, feed.said())
            # It may have given up on a broker: the topic knows what arrived.
            tweets, tags = recount_topic(topic)
            engine.wait_tweets(tweets, 120)
            self.assert_laws(engine.wait_durable(60))
            self.assert_top(engine.top(100)["tags"], tags)
            engine.wait_for(lambda: engine.status()["state"] == "running", 30,
                            "running again")
            self.assertEqual(engine.stop()[0], 0, engine.said())
            document, counts = drain(at, settings)
            self.assertEqual(document["tally"]["counted"], tweets)
            self.assert_counts(counts, tags)

    def watch(self, engine, seconds):
        """Readers are served all the while; the worst answer and memory."""
        until = time.monotonic() + seconds
        slowest = rss = 0
        while time.monotonic() < until:
            from_ = time.monotonic()
            self.assertEqual(engine.ask("/readyz")[0], 200)
            self.assertTrue(engine.top()["tags"])
            self.assert_laws(engine.status())
            slowest = max(slowest, time.monotonic() - from_)
            rss = max(rss, engine.rss_mb())
            time.sleep(0.2)
        print(f"slowest answers {slowest * 1000:.0f} ms, {rss:.0f} MB")
        self.assertLess(rss, RSS_MB_MAX)
        return slowest

    def assert_degraded(self, engine, seconds=30):
        status = engine.wait_for(
            lambda: (s := engine.status())["state"] == "degraded" and s,
            seconds, "degraded")
        print("degraded:", status["reasons"])
        self.assertTrue(status["reasons"])
        return status


class Hbase(Outage):
    @needs_both
    def test_down_under_load(self):
        topic = new_topic(2)
        settings = {**on_kafka(topic), **on_hbase(topic)}
        with self.under_load(settings, topic) as engine:
            services("kill-hbase")
            try:
                status = self.assert_degraded(engine)
                self.assertFalse(status["store"]["reachable"])
                self.watch(engine, HBASE_DOWN_S)
                self.assert_degraded(engine)
            finally:
                services("start-hbase")


class Thrift(Outage):
    @needs_both
    def test_killed_and_restarted_under_load(self):
        topic = new_topic(2)
        settings = {**on_kafka(topic), **on_hbase(topic)}
        with self.under_load(settings, topic) as engine:
            for _ in range(2):
                services("kill-thrift")
                try:
                    self.assert_degraded(engine)
                    self.watch(engine, 2)
                finally:
                    services("start-thrift")
                engine.wait_for(lambda: engine.status()["state"] == "running",
                                30, "running again")


class Broker(Outage):
    @needs_kafka
    def test_killed_and_restarted_under_load(self):
        topic = new_topic(2)
        with self.under_load(on_kafka(topic), topic) as engine:
            services("kill-kafka")
            try:
                self.assert_degraded(engine)
                self.watch(engine, 2)
            finally:
                services("start-kafka")
            before = engine.tweets()
            with Workspace() as at:
                inject(at, *load(topic, at / "more.json", "--count", 500),
                       seconds=60)
            engine.wait_for(lambda: engine.tweets() >= before + 500, 60,
                            "counting again")


if __name__ == "__main__":
    main()
