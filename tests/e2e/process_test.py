#!/usr/bin/env python3
"""How the engine starts, refuses to start, and ends."""
import os
import signal
import socket
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main  # noqa: E402
from engine import (Engine, Process, Workspace, arguments,  # noqa: E402
                    drain, inject, read_truth, run)


class Ending(Laws):
    def test_a_signal_under_load_makes_all_durable_within_5_s(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with (self.subTest(number), Workspace() as at, Process(
                    "murmuration-inject",
                    ["--log-dir", at / "log", "--rate", 3000, "--partitions",
                     2, "--truth", at / "truth.json"],
                    at / "inject.log") as load):
                with Engine(at).wait_ready() as engine:
                    engine.wait_for(lambda e=engine: e.tweets() > 2000)
                    shown = engine.tweets()
                    code, seconds = engine.stop(number)
                    print(f"{number.name}: {seconds:.2f} s")
                    self.assertEqual(code, 0, engine.said())
                    self.assertLess(seconds, 5)
                with Engine(at).wait_ready() as engine:
                    self.assertGreaterEqual(engine.tweets(), shown)
                    load.stop()
                    tweets, tags = read_truth(at / "truth.json")
                    engine.wait_tweets(tweets)
                    self.assert_top(engine.top(100)["tags"], tags)

    def test_an_idle_engine_ends_at_once(self):
        with Workspace() as at, Engine(at).wait_ready() as engine:
            code, seconds = engine.stop()
            self.assertEqual(code, 0, engine.said())
            self.assertLess(seconds, 2)


class Refusing(Laws):
    def assert_refused(self, arguments_, code, *words):
        done = run("murmuration", *arguments_, seconds=20)
        said = done.stderr.decode()
        self.assertEqual(done.returncode, code, said)
        for word in words:
            self.assertIn(word, said)
        self.assertLess(len(said), 2000)
        return said

    def test_a_second_engine_on_one_ledger_directory(self):
        with Workspace() as at, Engine(at).wait_ready():
            for more in ([], ["--drain"]):
                self.assert_refused([*arguments(at.embedded()), *more], 1,
                                    str(at / "ledger"), "another")

    def test_a_port_in_use(self):
        with Workspace() as at, socket.create_server(("127.0.0.1", 0)) as held:
            port = held.getsockname()[1]
            self.assert_refused(
                arguments({**at.embedded(), "http.port": port}), 1,
                str(port), "in use")

    def test_a_ledger_directory_that_cannot_be_made(self):
        with Workspace() as at:
            (at / "ledger").write_text("a file")
            self.assert_refused(arguments(at.embedded()), 1,
                                str(at / "ledger"))

    def test_a_wrong_config(self):
        with Workspace() as at:
            file = at / "engine.toml"
            file.write_text('job = "x"\n[http]\nprot = 1\n')
            self.assert_refused(["--config", file], 2, "http.prot",
                                "engine.toml", "3", "http.port")
            self.assert_refused(["--set", "http.port=70000"], 2, "http.port",
                                "65535")
            self.assert_refused(["--set", "http.port=many"], 2, "http.port")
            self.assert_refused(["--config", at / "none.toml"], 2, "none.toml")
            self.assert_refused(["--nonsense"], 2, "--nonsense")
            self.assert_refused(["--counts", at / "x"], 2, "--drain")

    def test_a_drain_leaves_an_engine_that_can_go_on(self):
        with Workspace() as at:
            inject(at, "--count", 1000, "--truth", at / "truth.json")
            drain(at)
            with Engine(at).wait_ready() as engine:
                self.assertEqual(engine.tweets(), 1000)


if __name__ == "__main__":
    main()
