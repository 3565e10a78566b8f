#!/usr/bin/env python3
"""What kcat and HappyBase see: records of all kinds, offsets, the ledger."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main  # noqa: E402
from engine import Engine, Workspace, drain  # noqa: E402
from hostile import RECORDS, TAGS  # noqa: E402
from kafka import (PYTHON, happybase, kcat, needs_both,  # noqa: E402
                   needs_kafka, new_topic, on_hbase, on_kafka, produce,
                   services)


class Records(Laws):
    def settings(self, topic):
        return {**on_kafka(topic), "classifier.assume-language": "en"}

    @needs_kafka
    def test_every_row_of_the_table(self):
        topic = new_topic(1)
        wanted = {x: 0 for x in ("counted", "skipped", "malformed")}
        with Workspace() as at, Engine(
                at, self.settings(topic)).wait_ready() as engine:
            for name, value, outcome, _ in RECORDS:
                produce(topic, 0, value, "-X", "message.max.bytes=30000000")
                wanted[outcome] += 1
            # A tombstone: a key, and no value at all.
            kcat("-P", "-t", topic, "-p", 0, "-Z", "-K", ":", data=b"key:\n")
            wanted["skipped"] += 1
            total = sum(wanted.values())
            engine.wait_for(
                lambda: engine.status()["tally"]["records"] >= total, 60,
                f"{total} records")
            status = engine.wait_durable()
            self.assert_laws(status)
            self.assertEqual({x: status["tally"][x] for x in wanted}, wanted)
            self.assertEqual(engine.top()["tweets"], wanted["counted"])
            self.assert_top(engine.top(100)["tags"], TAGS)
            self.assertEqual(engine.stop()[0], 0, engine.said())
            self.assert_counts(drain(at, self.settings(topic))[1], TAGS)

    @needs_kafka
    def test_partitions_added_later_count_from_their_beginning(self):
        topic = new_topic(1)
        quick = {**on_kafka(topic, **{
            "source.kafka.properties.topic.metadata.refresh.interval.ms":
            1000})}
        with Workspace() as at, Engine(at, quick).wait_ready() as engine:
            produce(topic, 0, b"one #a")
            engine.wait_tweets(1)
            services("topic", topic, 3)
            for partition in range(3):
                produce(topic, partition, b"two #b")
            engine.wait_tweets(4)
            status = engine.wait_durable()
            self.assertEqual([x["partition"] for x in status["partitions"]],
                             [0, 1, 2])
            self.assert_top(engine.top()["tags"], {"a": 1, "b": 3})
            self.assertEqual(engine.stop()[0], 0, engine.said())

    @needs_kafka
    def test_durable_offsets_are_committed_for_lag_tools(self):
        topic = new_topic(2)
        with Workspace() as at, Engine(
                at, on_kafka(topic)).wait_ready() as engine:
            for text in b"one #a", b"two #b":
                produce(topic, 0, text)
            produce(topic, 1, b"three")
            engine.wait_tweets(3)
            status = engine.wait_durable()
            self.assertEqual(engine.stop()[0], 0, engine.said())
        durable = {x["partition"]: x["durable"] for x in status["partitions"]}
        self.assertEqual(durable, {0: 2, 1: 1})
        # kcat as a member of the group begins where it was committed.
        for partition in range(2):
            produce(topic, partition, b"after")
        said = kcat("-G", topic, "-e", "-f", r"%p %o\n", topic).decode()
        self.assertEqual({tuple(map(int, x.split()))
                          for x in said.split("\n") if x}, {(0, 2), (1, 1)})

    @needs_kafka
    def test_latest_leaves_out_what_was_there_before_the_job(self):
        topic = new_topic(2)
        produce(topic, 0, b"before #a")
        settings = {**on_kafka(topic), "source.start": "latest"}
        with Workspace() as at:
            with Engine(at, settings).wait_ready() as engine:
                produce(topic, 0, b"after #b")
                produce(topic, 1, b"after #b")
                engine.wait_tweets(2)
                status = engine.wait_durable()
                self.assert_laws(status)
                self.assertEqual([x["origin"] for x in status["partitions"]],
                                 [1, 0])
                self.assertEqual(engine.stop()[0], 0, engine.said())
            # What came while nobody ran is not left out.
            produce(topic, 0, b"between #c")
            document, counts = drain(at, settings)
            self.assertEqual(counts, {"b": 2, "c": 1})


@needs_both
class Ledger(Laws):
    def test_happybase_reads_what_interface_md_says(self):
        if not PYTHON.exists():
            self.skipTest(f"HappyBase is not installed: {PYTHON} is missing")
        topic = new_topic(1)
        for text in b"one #a", b"two #b":
            produce(topic, 0, text)
        with Workspace() as at:
            drain(at, {**on_kafka(topic), **on_hbase(topic)})
        found = happybase("""
table = c.table('murmuration_tests')
rows = {k.decode(): sorted(x.decode() for x in v)
        for k, v in table.scan(row_prefix=sys.argv[1].encode())}
print(json.dumps({'tables': [x.decode() for x in c.tables()],
                  'families': [x.decode() for x in table.families()],
                  'rows': rows}))
""", topic + "|")
        self.assertIn("murmuration_tests", found["tables"])
        self.assertEqual([x.rstrip(":") for x in found["families"]], ["l"])
        rows = found["rows"]
        deltas = [x for x in rows if x.startswith(f"{topic}|d|")]
        self.assertEqual(deltas,
                         [f"{topic}|d|{topic}|00000|00000|{0:020}"])
        self.assertEqual({tuple(x) for x in rows.values()}, {("l:v",)},
                         json.dumps(rows))


if __name__ == "__main__":
    main()
