#!/usr/bin/env python3
"""What the pages live on, from a running engine: a tag's history, the stream
with its parameters, the events, what flows between the actors, the config.
"""
import os
import socket
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main  # noqa: E402
from engine import Engine, Process, Workspace  # noqa: E402


def append(at, *texts):
    path = at / "log/tweets/0.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "ab") as file:
        for text in texts:
            file.write(b'"' + text.encode() + b'"\n')
    return path


def events_within(engine, query, seconds):
    """The names of the events that one stream carries, with their times."""
    with socket.create_connection(engine.address, timeout=5) as stream:
        stream.sendall(f"GET /api/v1/stream?{query} HTTP/1.1\r\n"
                       "Host: localhost\r\n\r\n".encode())
        until = time.monotonic() + seconds
        found, rest = [], b""
        while (left := until - time.monotonic()) > 0:
            stream.settimeout(left)
            try:
                rest += stream.recv(1 << 16)
            except TimeoutError:
                break
            *lines, rest = rest.split(b"\n")
            found += [(line[7:].decode(), time.monotonic())
                      for line in lines if line.startswith(b"event: ")]
        return found


class PageData(Laws):
    def test_a_tags_history_adds_up_and_ends_with_the_engine(self):
        with Workspace() as at:
            with Engine(at).wait_ready() as engine:
                append(at, *["one #Coffee"] * 5)
                engine.wait_for(lambda: engine.tweets() == 5)
                path = "/api/v1/tags/%23COFFEE/history"
                story = engine.json(path)
                self.assertEqual((story["tag"], story["key"], story["step"]),
                                 ("#Coffee", "coffee", "5s"))
                self.assertEqual(sum(x["added"] for x in story["points"]), 5)
                tag = engine.top()["tags"][0]
                self.assertEqual((tag["added_1m"], tag["rank_1m"]), (5, None))
                engine.wait_for(
                    lambda: len(engine.json(path)["points"]) > 1, 10)
                append(at, "two #coffee", "two #coffee")
                engine.wait_for(lambda: engine.tweets() == 7)
                points = engine.json(path)["points"]
                self.assertEqual(sum(x["added"] for x in points), 7)
                self.assertEqual(points[-1]["count"], 7)
                self.assertEqual(engine.json(path + "?step=1m")["points"][-1]
                                 ["count"], 7)
                self.assertEqual(
                    engine.ask("/api/v1/tags/tea/history")[0], 404)
                self.assertEqual(engine.stop()[0], 0)
            with Engine(at, name="again").wait_ready() as engine:
                engine.wait_for(lambda: engine.tweets() == 7)
                again = engine.json(path)
                self.assertGreater(again["since"], story["since"])
                self.assertEqual([x["added"] for x in again["points"]][-1], 0)
                self.assertEqual(again["points"][-1]["count"], 7)

    def test_a_stream_carries_what_was_asked_as_often_as_it_was_asked(self):
        with Workspace() as at, Process(
                "murmuration-inject", ["--log-dir", at / "log", "--rate", 500],
                at / "inject.log"), Engine(at).wait_ready() as engine:
            engine.wait_for(lambda: engine.tweets() > 100)
            seldom = events_within(engine, "events=tweets,points&interval=1000",
                                   4)
            self.assertEqual({name for name, _ in seldom},
                             {"tweets", "points"})
            tweets = [when for name, when in seldom if name == "tweets"]
            self.assertIn(len(tweets), range(3, 6), seldom)
            often = events_within(engine, "events=top&interval=50", 2)
            self.assertEqual({name for name, _ in often}, {"top"})
            self.assertIn(len(often), range(10, 42))
            self.assertEqual(engine.ask("/api/v1/stream?events=all")[0], 400)
            self.assertEqual(engine.ask("/api/v1/stream?interval=1")[0], 400)

    def test_edges_tell_what_flows(self):
        with Workspace() as at, Process(
                "murmuration-inject", ["--log-dir", at / "log", "--rate", 500],
                at / "inject.log"), Engine(at).wait_ready() as engine:
            def flowing():
                edges = engine.status()["edges"]
                quiet = [x for x in edges if x["records_per_s"] < 100]
                return edges if not quiet else None
            edges = engine.wait_for(flowing, 20, "records on every edge")
            self.assertEqual(
                [(x["from"], x["to"]) for x in edges],
                [("source", "consumer"), ("consumer", "hashtag_counter"),
                 ("consumer", "word_counter"), ("consumer", "classifier"),
                 ("hashtag_counter", "aggregator"),
                 ("word_counter", "aggregator"), ("classifier", "aggregator"),
                 ("aggregator", "store_writer"), ("aggregator", "dashboard")])
            self.assertEqual(edges[1]["credit_max"], 8)
            self.assertLessEqual(edges[1]["credit"], 8)
            self.assertIsNone(edges[0]["credit"])
            self.assertIsInstance(engine.status()["store"]["pending"], int)

    def test_events_tell_in_words_what_happened(self):
        with Workspace() as at:
            log = append(at, "one #a", "two #b")
            with Engine(at).wait_ready() as engine:
                engine.wait_tweets(2)
                engine.wait_for(lambda: "rebalance" in [
                    x["kind"] for x in engine.json("/api/v1/events")["events"]])
                events = engine.json("/api/v1/events")["events"]
                self.assertEqual(events[-1]["kind"], "started")
                self.assertEqual(engine.stop()[0], 0)
            log.write_bytes(b'"one"\n')
            with Engine(at, name="cut").wait_ready() as engine:
                def stopped():
                    return [x for x in engine.json("/api/v1/events")["events"]
                            if x["kind"] == "partition_error"]
                event = engine.wait_for(stopped)[0]
                self.assertIn("tweets/0 is stopped: ", event["text"])
                self.assertEqual(
                    len(engine.json("/api/v1/events?limit=1")["events"]), 1)

    def test_the_config_in_force_is_shown_without_secrets(self):
        secret = {"source.kafka.properties.sasl.password": "hush"}
        with Workspace() as at, Engine(at, secret).wait_ready() as engine:
            shown = engine.json("/api/v1/config")
            self.assertEqual(shown["config"]["http"]["port"], 0)
            properties = shown["config"]["source"]["kafka"]["properties"]
            self.assertEqual(properties, {"sasl.password": "***"})
            self.assertTrue(shown["build"]["libraries"]["caf"])


if __name__ == "__main__":
    main()
