#!/usr/bin/env python3
"""SIGKILL of engines on real Kafka and HBase while tweets keep coming."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main, seeded  # noqa: E402
from engine import Engine, Process, Workspace, drain, read_truth  # noqa: E402
from kafka import load, needs_both, new_topic, on_hbase, on_kafka  # noqa: E402

KILLS = 20


@needs_both
class Kills(Laws):
    def test_one_engine_killed_twenty_times(self):
        random = seeded()
        with Workspace() as at:
            topic = new_topic(2)
            settings = {**on_kafka(topic), **on_hbase(topic),
                        "source.kafka.instance-id": "one"}
            with Process("murmuration-inject",
                         load(topic, at / "truth.json", "--rate", 1000),
                         at / "inject.log") as feed:
                back = []
                for _ in range(KILLS):
                    from_ = time.monotonic()
                    with Engine(at, settings).wait_ready() as engine:
                        seen = engine.tweets()
                        engine.wait_for(
                            lambda e=engine, s=seen: e.tweets() > s, 30,
                            "counting again")
                        back.append(time.monotonic() - from_)
                        time.sleep(random.uniform(0, 1.2))
                        self.assert_laws(engine.status())
                        engine.kill()
                print("counting again after s:", *(f"{x:.2f}" for x in back))
                self.assertLess(max(back), 10)
                self.assertTrue(feed.running(), feed.said())
                with Engine(at, settings).wait_ready() as engine:
                    self.assertEqual(feed.stop(seconds=30)[0], 0, feed.said())
                    tweets, tags = read_truth(at / "truth.json")
                    engine.wait_tweets(tweets)
                    self.assert_laws(engine.wait_durable())
                    self.assert_top(engine.top(100)["tags"], tags)
                    self.assertEqual(engine.stop()[0], 0, engine.said())
            document, counts = drain(at, settings)
            self.assertEqual(document["tally"]["counted"], tweets)
            self.assert_counts(counts, tags)

    def test_two_engines_serve_the_same_also_when_one_is_killed(self):
        with Workspace() as at:
            topic = new_topic(4)
            settings = {**on_kafka(topic), **on_hbase(topic)}

            def engine(name):
                return Engine(at, {**settings,
                                   "source.kafka.instance-id": name}, name)

            with (Process("murmuration-inject",
                          load(topic, at / "truth.json", "--rate", 1000),
                          at / "inject.log") as feed,
                  engine("a").wait_ready() as a,
                  engine("b").wait_ready() as b):
                self.both_own(a, b)
                b.kill()
                # The other one takes its partitions when the session is over.
                a.wait_for(lambda: self.owned(a) == 4, 40, "all owned by a")
                with engine("b").wait_ready() as b:
                    self.both_own(a, b)
                    time.sleep(2)
                    self.assert_laws(a.status())
                    self.assert_laws(b.status())
                    self.assertEqual(feed.stop(seconds=30)[0], 0, feed.said())
                    tweets, tags = read_truth(at / "truth.json")
                    for x in a, b:
                        x.wait_tweets(tweets)
                        self.assert_top(x.top(10)["tags"], tags)
                        self.assert_top(x.top(100)["tags"], tags)
                        self.assert_laws(x.status())
                    self.assertEqual(a.stop()[0], 0, a.said())
                    b.wait_for(lambda: self.owned(b) == 4, 40, "all owned")
                    self.assertEqual(b.tweets(), tweets)
            self.assert_counts(drain(at, settings)[1], tags)

    def owned(self, engine):
        return sum(x["owned"] for x in engine.status()["partitions"])

    def both_own(self, a, b):
        a.wait_for(lambda: (self.owned(a), self.owned(b)) == (2, 2), 60,
                   "two partitions each")


if __name__ == "__main__":
    main()
