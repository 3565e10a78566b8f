#!/usr/bin/env python3
"""Texts over TCP: at most once, in whatever order the two sides come and go.
"""
import json
import os
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main, seeded  # noqa: E402
from engine import Engine, Workspace, arguments, drain, run  # noqa: E402
from text_server import TextServer  # noqa: E402


def reading(server, **more):
    return {"source.kind": "socket", "source.socket.address": server.address,
            **more}


def numbered(first, count):
    """Texts with a tag of their own each, so that repeats show."""
    return [f"good morning #all #tag{x}" for x in range(first, first + count)]


class Socket(Laws):
    def counts(self, at):
        """What the ledger holds, by a drain of an empty log."""
        return drain(at, {"source.log.directory": at / "nothing"})[1]

    def wait_durable(self, engine, records):
        def check():
            x = engine.partition(0, "socket")
            return x if x and x["durable"] == records else None
        return engine.wait_for(check, 20, f"{records} durable")

    def test_the_engine_may_come_first_and_the_sender_go_and_come_back(self):
        with Workspace() as at:
            with TextServer() as server:
                port = server.port
            settings = {"source.kind": "socket",
                        "source.socket.address": f"127.0.0.1:{port}"}
            with Engine(at, settings).wait_ready() as engine:
                def away():
                    status = engine.status()
                    return (status["state"] == "degraded"
                            and not status["source"]["connected"]
                            and f":{port}" in " ".join(status["reasons"]))
                engine.wait_for(away, 10, "the sender is missed")
                total = 0
                for _ in range(3):
                    with TextServer(port) as server:
                        server.wait().send(*numbered(total, 50))
                        total += 50
                        engine.wait_tweets(total)
                        engine.wait_for(
                            lambda: engine.status()["state"] == "running")
                    engine.wait_for(away, 10, "the sender is missed")
                with TextServer(port) as server:
                    for connection in range(1, 4):
                        server.wait(connection).send(*numbered(total, 50))
                        total += 50
                        engine.wait_tweets(total)
                        server.hang_up()
                self.assert_laws(engine.status())
                self.assertEqual(engine.stop()[0], 0)
            counts = self.counts(at)
            self.assertEqual(counts.pop("all"), total)
            self.assertEqual(set(counts.values()), {1})
            self.assertEqual(len(counts), total)

    def test_what_was_counted_survives_sigterm_and_what_was_durable_sigkill(
            self):
        with Workspace() as at, TextServer() as server:
            total = 0
            for life in range(1, 7):
                with Engine(at, reading(server)).wait_ready() as engine:
                    self.assertEqual(engine.tweets(), total)
                    server.wait(life).send(*numbered(total, 300))
                    total += 300
                    engine.wait_tweets(total)
                    if life % 2:
                        self.assertEqual(engine.stop()[0], 0)
                        self.assertNotIn("event=socket", engine.said())
                        continue
                    x = self.wait_durable(engine, total)
                    self.assertEqual((x["unit"], x["end"], x["lag"], x["gaps"]),
                                     ("records", None, None, []))
                    self.assert_laws(engine.status())
                    metrics = engine.ask("/metrics")[1].decode()
                    self.assertNotIn("partition_lag_", metrics)
                    engine.kill()
            counts = self.counts(at)
            self.assertEqual(counts.pop("all"), total)
            self.assertEqual(set(counts.values()), {1})

    def test_under_load_a_kill_loses_the_last_moments_and_repeats_nothing(
            self):
        random = seeded()
        with Workspace() as at, TextServer() as server:
            sent = 0
            on = True

            def load():
                nonlocal sent
                while on:
                    try:
                        server.send(*numbered(sent, 20))
                        sent += 20
                    except (OSError, AttributeError):
                        pass
                    time.sleep(0.01)

            sender = threading.Thread(target=load)
            sender.start()
            try:
                for life in range(1, 7):
                    with Engine(at, reading(server)).wait_ready() as engine:
                        server.wait(life)
                        before = engine.tweets()
                        engine.wait_for(lambda e=engine, b=before:
                                        e.tweets() > b, 10, "counting")
                        time.sleep(random.uniform(0, 1.5))
                        self.assert_laws(engine.status())
                        if life % 2:
                            engine.kill()
                        else:
                            self.assertEqual(engine.stop()[0], 0)
            finally:
                on = False
                sender.join()
            with Engine(at, reading(server)).wait_ready() as engine:
                server.wait(7)
                before = engine.tweets()
                server.send(*numbered(sent, 100))
                sent += 100
                engine.wait_tweets(before + 100)
                self.assert_laws(engine.status())
                self.assertEqual(engine.stop()[0], 0)
            counts = self.counts(at)
            counted = counts.pop("all")
            print(f"{sent} sent, {counted} counted", flush=True)
            self.assertEqual(counted, before + 100)
            self.assertEqual(set(counts.values()), {1})
            self.assertLessEqual(counted, sent)
            # Three SIGKILLs lose up to a checkpoint each, 1 s of 2,000/s, and
            # what is sent while the engine is away.
            self.assertGreater(counted, sent // 4)

    def test_a_text_is_a_record_as_on_any_topic(self):
        tweet = {"id": 1, "text": "#Object", "lang": "en"}
        with Workspace() as at, TextServer() as server, Engine(
                at, {**reading(server), "source.record-bytes-max": "1KiB"}
                ).wait_ready() as engine:
            server.wait()
            server.send_bytes("one #plain caf".encode() + b"\xc3")
            time.sleep(0.05)
            server.send_bytes(b"\xa9 #caf\xc3\xa9\r\n")
            server.send(json.dumps("two #json-string"), json.dumps(tweet), "",
                        "x" * 2000, "{no json", "three #plain", "#cut off")
            server.send("#cut", end="")
            engine.wait_tweets(5)
            server.hang_up()
            server.wait(2).send("four")
            engine.wait_tweets(6)
            status = engine.wait_for(
                lambda: (engine.status() if engine.status()["tally"]["records"]
                         == 9 else None))
            self.assertEqual({k: status["tally"][k] for k in
                              ("counted", "skipped", "malformed")},
                             {"counted": 6, "skipped": 1, "malformed": 2})
            tags = {x["tag"]: x["count"] for x in engine.top()["tags"]}
            self.assertEqual(tags, {"#plain": 2, "#café": 1, "#json": 1,
                                    "#Object": 1, "#cut": 1})
            self.assertIn("4 bytes are no record", engine.said())

    def test_an_idle_connection_costs_nothing(self):
        with Workspace() as at, TextServer() as server, Engine(
                at, reading(server)).wait_ready() as engine:
            server.wait().send("#one")
            engine.wait_tweets(1)
            time.sleep(1.2)
            before = engine.cpu_s()
            time.sleep(2)
            busy = (engine.cpu_s() - before) / 2
            print(f"idle: {busy:.1%} of a core", flush=True)
            self.assertLess(busy, 0.05)

    def test_a_drain_of_a_socket_is_refused(self):
        with Workspace() as at, TextServer() as server:
            done = run("murmuration", "--drain",
                       *arguments({**at.embedded(), **reading(server)}))
            self.assertEqual((done.returncode, done.stdout), (2, b""))
            self.assertIn(b"a socket has none", done.stderr)


if __name__ == "__main__":
    main()
