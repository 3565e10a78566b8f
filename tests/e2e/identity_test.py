#!/usr/bin/env python3
"""A log file that is not what it was: stopped, said, mended by the operator.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main  # noqa: E402
from engine import (Engine, Workspace, arguments, drain,  # noqa: E402
                    inject, run)
from recount import lines, recount, recount_log  # noqa: E402


def merged(*counts):
    result = {}
    for one in counts:
        for key, count in one.items():
            result[key] = result.get(key, 0) + count
    return result


def cut(path):
    """Shorter than what was counted."""
    os.truncate(path, path.stat().st_size // 2)


def replace(path):
    """As long as before and longer, but another record before the end."""
    size = path.stat().st_size
    other = b'{"text":"#other","entities":{"hashtags":[]}}\n'
    path.write_bytes(other * (2 * size // len(other)))


class Identity(Laws):
    def counted(self, at):
        """Two partitions, drained; what they held."""
        inject(at, "--count", 2000, "--partitions", 2, "--seed", 7)
        return recount_log(at / "log"), drain(at)

    def test_a_drain_refuses_and_says_what_to_do(self):
        for change in (cut, replace):
            with self.subTest(change.__name__), Workspace() as at:
                self.counted(at)
                change(at / "log/tweets/1.jsonl")
                done = run("murmuration", "--drain",
                           *arguments(at.embedded()))
                said = done.stderr.decode()
                self.assertEqual((done.returncode, done.stdout), (1, b""),
                                 said)
                self.assertIn("tweets/1", said)
                self.assertIn("murmuration-ledger", said)

    def test_the_other_partitions_go_on(self):
        for change in (cut, replace):
            with self.subTest(change.__name__), Workspace() as at:
                (tweets, _), (before, _) = self.counted(at)
                stopped = before["partitions"][1]
                change(at / "log/tweets/1.jsonl")
                # One more tweet for the partition that is in order.
                with open(at / "log/tweets/0.jsonl", "ab") as file:
                    file.write(b'"more #hope"\n')
                with Engine(at).wait_ready() as engine:
                    engine.wait_tweets(tweets + 1)
                    status = engine.wait_for(
                        lambda e=engine:
                        (s := e.status())["state"] == "degraded" and s)
                    self.assertIn("tweets/1", " ".join(status["reasons"]))
                    now = engine.partition(1)
                    self.assertIn("murmuration-ledger", now["error"])
                    self.assertEqual(now["durable"], stopped["durable"])
                    self.assertEqual(now["tally"], stopped["tally"])
                    self.assert_laws(status)
                    self.assertEqual(engine.stop()[0], 0, engine.said())

    def test_a_new_generation_mends_it_and_keeps_what_was_counted(self):
        for change in (cut, replace):
            with self.subTest(change.__name__), Workspace() as at:
                (tweets, tags), _ = self.counted(at)
                path = at / "log/tweets/1.jsonl"
                change(path)
                command = ["new-generation", "--topic", "tweets",
                           "--partition", 1, *arguments(at.embedded())]
                with Engine(at).wait_ready():
                    refused = run("murmuration-ledger", *command)
                    self.assertEqual(refused.returncode, 1, refused.stdout)
                    self.assertIn(b"in use", refused.stderr)
                done = run("murmuration-ledger", *command)
                self.assertEqual(done.returncode, 0, done.stderr)
                again = recount(lines(path))
                document, counts = drain(at)
                self.assert_laws(document)
                self.assertEqual(document["tally"]["counted"],
                                 tweets + again[0])
                self.assert_counts(counts, merged(tags, again[1]))
                with Engine(at).wait_ready() as engine:
                    engine.wait_tweets(tweets + again[0])
                    engine.wait_for(
                        lambda e=engine: e.status()["state"] == "running")


if __name__ == "__main__":
    main()
