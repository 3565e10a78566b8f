#!/usr/bin/env python3
"""Dead letters in a Kafka topic, through SIGKILLs of the only engine."""
import json
import os
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main, seeded  # noqa: E402
from engine import Engine, Workspace, run  # noqa: E402
from kafka import KAFKA, kcat, needs_both, needs_kafka  # noqa: E402
from kafka import new_name, new_topic, on_hbase, on_kafka  # noqa: E402
from kafka import produce, services  # noqa: E402
from letters import Lines, assert_once  # noqa: E402

KILLS = 8
PARTITIONS = 3


class Producer(threading.Thread):
    """Sends lines to all partitions until it is told to stop."""

    def __init__(self, topic, random):
        super().__init__(daemon=True)
        self.lines = Lines(random)
        self.over = threading.Event()
        self.reasons = {}  # of the malformed, by value
        self.kcats = [subprocess.Popen(
            ["kcat", "-b", KAFKA, "-P", "-t", topic, "-p", str(n), "-X",
             "linger.ms=5"], stdin=subprocess.PIPE) for n in range(PARTITIONS)]

    def run(self):
        while not self.over.is_set():
            for kcat_ in self.kcats:
                for _ in range(20):
                    value, reason = self.lines.next()
                    if reason:
                        self.reasons[value.decode(errors="replace")] = reason
                    kcat_.stdin.write(value + b"\n")
                kcat_.stdin.flush()
            time.sleep(0.01)

    def stop(self):
        self.over.set()
        self.join(30)
        for kcat_ in self.kcats:
            kcat_.stdin.close()
            if kcat_.wait(60) != 0:
                raise AssertionError("kcat could not produce")


def read(topic):
    """What is committed in the topic, each message as kcat's envelope."""
    lines = kcat("-C", "-t", topic, "-o", "beginning", "-e", "-q", "-J", "-X",
                 "isolation.level=read_committed", seconds=120)
    return [json.loads(x.decode(errors="replace"))
            for x in lines.splitlines()]


def headers_of(message):
    pairs = message["headers"]
    return dict(zip(pairs[::2], pairs[1::2]))


@needs_kafka
class Letters(Laws):
    def settings(self, at, topic, dead):
        return {**at.embedded(), **on_kafka(topic), "job": topic,
                "source.kafka.instance-id": topic,
                "dead-letters.kind": "kafka", "dead-letters.topic": dead,
                "aggregator.checkpoint-interval": "30ms"}

    def test_every_malformed_record_is_there_once_after_kills(self):
        random = seeded()
        with Workspace() as at:
            topic, dead = new_topic(PARTITIONS), new_name("dead")
            settings = self.settings(at, topic, dead)
            producer = Producer(topic, random)
            producer.start()
            try:
                for _ in range(KILLS):
                    with Engine(at, settings).wait_ready() as engine:
                        seen = engine.status()["tally"]["malformed"]
                        engine.wait_for(
                            lambda e=engine, s=seen:
                            e.status()["tally"]["malformed"] > s, 60,
                            "reading again")
                        time.sleep(random.uniform(0, 1.5))
                        engine.kill()
            finally:
                producer.stop()
            with Engine(at, settings).wait_ready() as engine:
                records = producer.lines.number
                engine.wait_for(lambda: engine.status()["tally"]["records"]
                                == records, 90, f"{records} records")
                status = engine.wait_durable()
                self.assert_laws(status)
                self.assertEqual(engine.stop()[0], 0, engine.said())
            # An independent look at the source: what stands where.
            wanted, values = {}, {}
            for x in read(topic):
                reason = producer.reasons.get(x["payload"])
                if reason:
                    key = f"{topic}/{x['partition']}/{x['offset']}"
                    wanted[key], values[key] = reason, x["payload"]
            self.assertEqual(status["tally"]["malformed"], len(wanted))
            found = read(dead)
            print(len(found), "letters", flush=True)
            assert_once(self, [(x["key"],
                                headers_of(x)["murmuration.reason"])
                               for x in found], wanted)
            for x in found:
                self.assertEqual(x["payload"], values[x["key"]])
                h = headers_of(x)
                self.assertEqual(
                    x["key"], f"{h['murmuration.topic']}/"
                    f"{h['murmuration.partition']}/{h['murmuration.offset']}")

    def wait_caught_up(self, engine, topic, end):
        def check():
            x = engine.partition(0, topic)
            return x and x["owned"] and x["durable"] == end
        engine.wait_for(check, 30, f"all durable before {end}")

    @needs_both
    def test_letters_that_outran_the_ledger_are_not_written_again(self):
        """Killed between letters and checkpoint, three times over."""
        with Workspace() as at:
            topic, dead = new_topic(1), new_name("dead")
            settings = {**self.settings(at, topic, dead), **on_hbase(topic),
                        "store.hbase.call-timeout": "500ms"}
            for number in range(3):
                with Engine(at, settings).wait_ready() as engine:
                    self.wait_caught_up(engine, topic, number)
                    try:
                        services("stop-thrift")
                        produce(topic, 0, b'{"cut off')
                        engine.wait_for(
                            lambda: engine.status()["dead_letters"]["written"]
                            == 1, 60, "one letter")
                        engine.kill()
                    finally:
                        services("start-thrift")
            with Engine(at, settings).wait_ready() as engine:
                engine.wait_for(
                    lambda: engine.status()["tally"]["malformed"] == 3, 60,
                    "three malformed records")
                engine.wait_durable()
                self.assertEqual(engine.stop()[0], 0, engine.said())
            assert_once(self, [(x["key"], headers_of(x)["murmuration.reason"])
                               for x in read(dead)],
                        {f"{topic}/0/{n}": "bad_json" for n in range(3)})

    def test_a_value_the_topic_does_not_take_is_left_out(self):
        with Workspace() as at:
            topic, dead = new_topic(1), new_name("dead")
            kcat("-P", "-t", topic, "-p", 0, "-k", "a key",
                 data=b'{"cut":"' + b"x" * 900_000)
            kcat("-P", "-t", topic, "-p", 0, data=b'{"short')
            services("topic", dead, 1, "max.message.bytes=100000")
            settings = self.settings(at, topic, dead)
            with Engine(at, settings).wait_ready() as engine:
                engine.wait_for(
                    lambda: engine.status()["dead_letters"]["written"] == 2,
                    60, "two letters")
                engine.wait_durable()
                self.assertEqual(engine.stop()[0], 0, engine.said())
            large, small = read(dead)
            self.assertIsNone(large.get("payload"))
            self.assertEqual(headers_of(large)["murmuration.value-bytes"],
                             "900008")
            self.assertEqual(headers_of(large)["murmuration.key"], "a key")
            self.assertEqual(small["payload"], '{"short')

    def test_the_topic_that_is_read_is_refused(self):
        done = run("murmuration", "--check-config",
                   "--set", "source.kind=kafka",
                   "--set", "source.kafka.topics=a,b",
                   "--set", "dead-letters.kind=kafka",
                   "--set", "dead-letters.topic=b")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(b"dead-letters.topic", done.stderr)


if __name__ == "__main__":
    main()
