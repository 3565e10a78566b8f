#!/usr/bin/env python3
"""The tables of older readers in a real HBase, read as those readers do.

A reads `row('latest')` and the first rows of `scan()`, B reads
`rows(['0', … '8'])`, both with HappyBase. What they find is checked against a
recount of the topic that shares no code with the engine.
"""
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main  # noqa: E402
from engine import Engine, Process, Workspace, read_truth  # noqa: E402
from kafka import (PYTHON, THRIFT, happybase, kcat, load,  # noqa: E402
                   needs_both, new_name, new_topic, on_hbase, on_kafka,
                   produce, services)
from recount import key_of  # noqa: E402

TABLES = ("hashtags", "word-counts", "texts", "predictions")


def serving(names):
    """Settings that switch all tables on, under names of this test's own."""
    host, port = THRIFT.rsplit(":", 1)
    settings = {"store.hbase.host": host, "store.hbase.port": int(port),
                "classifier.assume-language": "en"}
    for table in TABLES:
        settings[f"serving.hbase.{table}.enabled"] = True
        settings[f"serving.hbase.{table}.table"] = names[table]
    return settings


def new_names():
    return {table: new_name(table) for table in TABLES}


# As in A's page: `table.row`, and `scan` from which it takes the first N.
READ = """
t = c.table(sys.argv[1])
def text(row):
    return {k.decode(): v.decode() for k, v in row.items()}
"""


def latest(names):
    return happybase(READ + "print(json.dumps(text(t.row(b'latest'))))",
                     names["word-counts"])


def first_rows(table, count):
    return happybase(READ + """
result = []
for key, row in t.scan():
    if key == b'latest' or len(result) == int(sys.argv[2]):
        break
    result.append([key.decode(), text(row)])
print(json.dumps(result))""", table, count)


def hashtags(names, rows=9):
    """What B's /refreshData was made of."""
    return happybase(READ + """
keys = [str(i).encode() for i in range(int(sys.argv[2]))]
print(json.dumps([[k.decode(), text(row)] for k, row in t.rows(keys)]))""",
                     names["hashtags"], rows)


def table_exists(name):
    return happybase("print(json.dumps(sys.argv[1].encode() in c.tables()))",
                     name)


def sums(names):
    total = Counter()
    for _, row in first_rows(names["predictions"], 100_000):
        total["positive"] += int(row["tweet_count:positive"])
        total["negative"] += int(row["tweet_count:negative"])
    return total


def word_sums(names):
    total = Counter()
    for _, row in first_rows(names["word-counts"], 100_000):
        for column, count in row.items():
            total[column.partition(":")[2]] += int(count)
    return total


class Recount:
    """The topic's records, read by kcat and understood by Python."""

    def __init__(self, topic, kind):
        said = kcat("-C", "-t", topic, "-e", "-q", "-o", "beginning")
        self.words, self.shown = Counter(), set()
        for line in said.decode().split("\n"):
            if not line:
                continue
            top, counted, lang = getattr(self, "read_" + kind)(line)
            if lang == "en" and top:
                self.shown.add(top)
            if lang == "en":
                self.words.update(re.findall(r"\w+", counted.lower()))

    @staticmethod
    def inner(tweet):
        tweet = tweet.get("retweeted_status") or tweet
        return (tweet.get("extended_tweet", {}).get("full_text")
                or tweet.get("full_text") or tweet["text"])

    def read_v1(self, line):
        tweet = json.loads(line)
        if "text" not in tweet:
            return "", "", ""
        return tweet["text"], self.inner(tweet), tweet["lang"]

    def read_python(self, line):
        import ast
        tweet = ast.literal_eval(line)
        if "text" not in tweet:
            return "", "", ""
        return tweet["text"], self.inner(tweet), tweet["lang"]

    def read_v2(self, line):
        value = json.loads(line)
        if "data" not in value:
            return "", "", ""
        tweet = value["data"]
        text = tweet["text"]
        others = {x["id"]: x
                  for x in value.get("includes", {}).get("tweets", [])}
        for x in tweet.get("referenced_tweets", []):
            if x["type"] == "retweeted" and x["id"] in others:
                text = others[x["id"]]["text"]
        return tweet["text"], text, tweet["lang"]

    def read_text(self, line):
        text = json.loads(line)
        return text, text, "en"


class Tables(Laws):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # One that another test killed may have given up after its recovery.
        if THRIFT:
            services("start-hbase")

    def assert_hashtags(self, names, truth):
        _, tags = read_truth(truth)
        rows = hashtags(names, 10)
        shown = [(row["hashtag:name"], int(row["hashtag:count"]))
                 for _, row in rows]
        counts = sorted(tags.values(), reverse=True)[:10]
        self.assertEqual([key for key, _ in rows],
                         [str(i) for i in range(len(counts))])
        self.assertEqual([count for _, count in shown], counts)
        for name, count in shown:
            self.assertTrue(name.startswith("#"), name)
            self.assertEqual(tags[key_of(name[1:])], count, name)

    @staticmethod
    def wait_hashtags(engine, names):
        """Until the table, written every 2 s, shows what the API shows."""
        def same():
            shown = [row["hashtag:count"] for _, row in hashtags(names, 10)]
            return shown == [str(x["count"]) for x in engine.top()["tags"]]
        engine.wait_for(same, 30, "the last hashtags")

    @staticmethod
    def wait_latest(engine, names):
        """Until the last write is done: `latest` is the newest row."""
        def same():
            newest = first_rows(names["word-counts"], 1)
            return newest and newest[0][1] == latest(names)
        engine.wait_for(same, 30, "the newest row as `latest`")

    def assert_settled(self, engine, names):
        """The sums of the history are those of the API."""
        want = engine.json("/api/v1/sentiment")

        def same():
            got = sums(names)
            return all(got[x] == want[x] for x in ("positive", "negative"))
        engine.wait_for(same, 60, f"{want}, but {sums(names)}")

    def assert_order(self, table):
        keys = [key for key, _ in first_rows(table, 100_000)]
        self.assertEqual(keys, sorted(keys))
        left = [float(key.split("-")[0]) for key in keys]
        now = 1893456000 - time.time()
        self.assertTrue(all(now - 5 < x < now + 600 for x in left), left[:3])


class Formats(Tables):
    """2,000 tweets a second in each format."""

    def check(self, kind):
        topic, names = new_topic(2), new_names()
        with Workspace() as at, Engine(
                at, {**on_kafka(topic), **serving(names)}).wait_ready() as engine:
            truth = at / "truth.json"
            with Process("murmuration-inject",
                         load(topic, truth, "--rate", 2000, "--count", 12000,
                              "--format", kind, "--seed", 7),
                         at / "inject.log") as feed:
                self.assertEqual(feed.child.wait(120), 0, feed.said())
            tweets, _ = read_truth(truth)
            engine.wait_tweets(tweets, 60)
            self.assert_laws(engine.wait_durable())
            self.assert_settled(engine, names)
            self.wait_hashtags(engine, names)
            self.assert_hashtags(names, truth)
            expected = Recount(topic, kind)
            got = word_sums(names)
            for word, count in expected.words.most_common(5):
                self.assertEqual(got[word], count, word)
            self.wait_latest(engine, names)
            self.assertLessEqual(len(latest(names)), 100)
            for _, row in first_rows(names["texts"], 5):
                self.assertIn(row["text_data:text"], expected.shown)
                self.assertIn("metadata:author", row)
                self.assertIn("metadata:publication_date", row)
            for table in TABLES[1:]:
                self.assert_order(names[table])
            self.assertEqual(engine.status()["state"], "running")

    @needs_both
    def test_v1(self):
        self.check("v1")

    @needs_both
    def test_v2(self):
        self.check("v2")

    @needs_both
    def test_texts(self):
        self.check("text")

    @needs_both
    def test_python(self):
        self.check("python")


class Latest(Tables):
    @needs_both
    def test_read_10000_times_while_it_is_written(self):
        topic, names = new_topic(2), new_names()
        host, port = THRIFT.rsplit(":", 1)
        program = f"""
import happybase, json, sys
t = happybase.Connection({host!r}, {port}).table({names['word-counts']!r})
reads, empty, seen = 0, 0, []
while reads < 10000:
    words = sorted(k.decode() for k in t.row(b'latest'))
    if not words and not seen:
        continue
    reads += 1
    empty += not words
    if not seen or seen[-1] != words:
        seen.append(words)
print(json.dumps([reads, empty, seen]))
"""
        with Workspace() as at, Engine(
                at, {**on_kafka(topic), **serving(names)}).wait_ready() as engine:
            engine.wait_for(lambda: table_exists(names["word-counts"]), 30,
                            "the table")
            with Process("murmuration-inject",
                         load(topic, at / "truth.json", "--rate", 2000),
                         at / "inject.log") as feed:
                done = subprocess.run([PYTHON, "-c", program],
                                      capture_output=True, timeout=170,
                                      check=False)
                self.assertEqual(feed.stop(seconds=40)[0], 0, feed.said())
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            reads, empty, seen = json.loads(done.stdout)
            history = [set(row) for _, row in
                       reversed(first_rows(names["word-counts"], 100_000))]
        self.assertEqual((reads, empty), (10000, 0))
        allowed = {frozenset(x) for x in history}
        whole = len(allowed)
        allowed |= {frozenset(a | b) for a, b in zip(history, history[1:])}
        for words in seen:
            self.assertIn(frozenset(words), allowed)
        print(f"{reads} reads saw {len(seen)} states of {whole}")
        self.assertGreater(len(seen), 5)


class Outage(Tables):
    @needs_both
    def test_hbase_killed_and_back_costs_no_count(self):
        topic, names = new_topic(2), new_names()
        # The ledger is elsewhere: it must not notice.
        with Workspace() as at, Engine(
                at, {**on_kafka(topic), **serving(names)}).wait_ready() as engine:
            with Process("murmuration-inject",
                         load(topic, at / "truth.json", "--rate", 500),
                         at / "inject.log") as feed:
                engine.wait_for(lambda: table_exists(names["predictions"])
                                and sums(names)["positive"] > 100, 60,
                                "rows before the outage")
                services("kill-hbase")
                try:
                    status = engine.wait_for(
                        lambda: (s := engine.status())["state"] == "degraded"
                        and s, 40, "degraded")
                    self.assertIn("is behind", status["reasons"][0])
                    self.assertTrue(status["store"]["reachable"])
                    before = engine.status()["tally"]["counted"]
                    time.sleep(5)
                    durable = engine.status()
                    self.assertGreater(durable["tally"]["counted"], before)
                    self.assertTrue(durable["store"]["reachable"])
                finally:
                    services("start-hbase")
                engine.wait_for(
                    lambda: engine.status()["state"] == "running", 90,
                    "running again")
                self.assertEqual(feed.stop(seconds=40)[0], 0, feed.said())
            engine.wait_durable()
            self.assert_settled(engine, names)
            self.wait_latest(engine, names)


class TwoEngines(Tables):
    @needs_both
    def test_the_other_goes_on_when_one_is_killed(self):
        topic, names = new_topic(2), new_names()
        settings = {**serving(names), **on_kafka(topic), **on_hbase(topic)}

        def engine(at, name):
            return Engine(at, {**settings,
                               "source.kafka.instance-id": name}, name)
        with Workspace() as at, engine(at, "a") as a, engine(at, "b") as b:
            a.wait_ready()
            b.wait_ready()
            both = {"a": a, "b": b}
            with Process("murmuration-inject",
                         load(topic, at / "truth.json", "--rate", 500),
                         at / "inject.log") as feed:
                def leader():
                    for name, x in both.items():
                        low = x.partition(0, topic)
                        if low and low["owner"] == name:
                            return name
                    return None
                a.wait_for(leader, 40, "an owner of partition 0")
                a.wait_for(lambda: table_exists(names["predictions"])
                           and sums(names)["positive"] > 50, 40, "rows")
                killed = leader()
                both.pop(killed).kill()
                (name, left), = both.items()
                before = sums(names)["positive"]
                left.wait_for(lambda: sums(names)["positive"] > before + 100,
                              60, f"rows by {name}")
                self.assertEqual(feed.stop(seconds=40)[0], 0, feed.said())
            tweets, _ = read_truth(at / "truth.json")
            left.wait_tweets(tweets, 60)
            left.wait_durable()
            self.wait_hashtags(left, names)
            self.assert_hashtags(names, at / "truth.json")
            self.wait_latest(left, names)


class Notices(Tables):
    @needs_both
    def test_a_tweet_taken_back_is_shown_no_more(self):
        topic, names = new_topic(2), new_names()
        settings = {**on_kafka(topic), **serving(names)}

        def tweet(number):
            return json.dumps({
                "id_str": str(number), "text": f"tea {number} #tea",
                "lang": "en", "created_at": "Sat Nov 21 10:00:00 +0000 2026",
                "user": {"screen_name": "ann"}}).encode()

        def notice(number):
            return json.dumps({"delete": {"status": {
                "id": number, "id_str": str(number)}}}).encode()

        def shown():
            return {row["text_data:text"].split()[1]
                    for _, row in first_rows(names["texts"], 1000)}
        with Workspace() as at:
            with Engine(at, settings).wait_ready() as engine:
                for number in range(5):
                    produce(topic, 0, tweet(number))
                engine.wait_for(lambda: table_exists(names["texts"])
                                and shown() == set("01234"), 30, "five texts")
                produce(topic, 1, notice(3))
                # Before its tweet, from another partition.
                produce(topic, 1, notice(7))
                engine.wait_for(lambda: shown() == set("0124"), 30, "four")
                produce(topic, 0, tweet(7))
                produce(topic, 0, tweet(8))
                engine.wait_for(lambda: shown() == set("01248"), 30, "five")
                self.assertEqual({x["id"] for x in
                                  engine.json("/api/v1/tweets?limit=50")
                                  ["tweets"]}, set("01248"))
                self.assertEqual(engine.tweets(), 7)
                engine.wait_durable()
                engine.kill()
            with Engine(at, settings, "again").wait_ready() as engine:
                self.assertEqual({x["id"] for x in
                                  engine.json("/api/v1/tweets?limit=50")
                                  ["tweets"]}, set("01248"))
                # Its row was written by the process before.
                produce(topic, 1, notice(0))
                engine.wait_for(lambda: shown() == set("1248"), 30, "four")


if __name__ == "__main__":
    main()
