#!/usr/bin/env python3
"""Windows and trends equal a recount, wherever the log ends and however the
engine is killed."""
import contextlib
import json
import os
import signal
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main, seeded  # noqa: E402
from engine import (Engine, Workspace, arguments, drain,  # noqa: E402
                    run)
from lists import Log, Recount, differences, rfc3339  # noqa: E402

START = 1_700_000_000


class Tweets:
    """Writes tweets whose times go on, jump, and come up to ten minutes late;
    now and then a tag bursts."""

    def __init__(self, at, random, partitions=3):
        self.log = Log(at / "log", partitions)
        self.random = random
        self.now = START
        self.burst = None

    def write(self, count):
        random = self.random
        with contextlib.ExitStack() as stack:
            files = [stack.enter_context(open(x, "ab"))
                     for x in self.log.paths]
            for _ in range(count):
                dice = random.random()
                if dice < .0002:
                    self.now += random.randrange(40_000)
                elif dice < .002:
                    self.now += random.randrange(600)
                elif dice < .3:
                    self.now += 1
                if dice > .998:
                    self.burst = random.randrange(300)
                late = random.randrange(600) if random.random() < .1 else 0
                tags = {int(300 * random.random() ** 3)
                        for _ in range(random.randrange(3))}
                if self.burst is not None and random.random() < .3:
                    tags.add(self.burst)
                names = [random.choice(("tag", "Tag")) + str(x) for x in tags]
                author = random.randrange(5000)
                n = random.randrange(len(files))
                self.log.add(n, self.now - late, names,
                             author if author % 10 else None, files[n])

    def rise(self):
        """An hour as usual, and then a tag that nobody knew."""
        with open(self.log.paths[0], "ab") as file:
            for n in range(630):
                self.now += 6 if n < 600 else 1
                name = (f"tag{self.random.randrange(300)}" if n < 600
                        else "rising")
                self.log.add(0, self.now, [name], n, file)

    def recount(self, clock=None, tweets=None):
        return Recount(self.log.tweets if tweets is None else tweets, clock)


class Lists(Laws):
    def assert_lists(self, document, plain):
        wrong = differences(document["lists"], plain)
        self.assertEqual(wrong, [])

    def test_lists_equal_a_recount_across_kills(self):
        random = seeded()
        with Workspace() as at:
            tweets = Tweets(at, random)
            rounds = int(os.environ.get("KILLS", 6))
            for n in range(rounds):
                tweets.write(random.randrange(500, 4000))
                if n + 1 == rounds:
                    tweets.rise()
                with Engine(at, wait=0) as engine:
                    time.sleep(random.random() * 1.5)
                    engine.child.send_signal(signal.SIGKILL)
                    engine.child.wait(30)
                document, _ = drain(at)
                plain = tweets.recount()
                self.assert_lists(document, plain)
            self.assertIn("rising", [x["key"] for x in
                                     document["lists"]["trending"]["tags"]])

    def test_until_a_moment_it_shows_what_was_then(self):
        random = seeded()
        with Workspace() as at:
            tweets = Tweets(at, random)
            tweets.write(6000)
            for n in range(3):
                until = random.randrange(START, tweets.now)
                done = run("murmuration", "--drain", "--until",
                           rfc3339(until),
                           *arguments({**at.embedded(ledger=f"ledger{n}")}))
                self.assertEqual(done.returncode, 0, done.stderr)
                read, ended = [], set()
                for x in tweets.log.tweets:
                    if x[1] > until:
                        ended.add(x[0])
                    if x[0] not in ended:
                        read.append(x)
                document = json.loads(done.stdout)
                self.assertEqual(document["tally"]["counted"], len(read))
                self.assert_lists(document, tweets.recount(until, read))

    def test_until_needs_a_drain_and_a_time(self):
        for more in (["--until", "2026-11-21T18:00:00Z"],
                     ["--drain", "--until", "yesterday"]):
            with Workspace() as at:
                done = run("murmuration", *more, *arguments(at.embedded()))
                self.assertEqual(done.returncode, 2, done.stderr)

    def test_what_was_counted_while_lists_were_off_is_not_claimed(self):
        random = seeded()
        with Workspace() as at:
            tweets = Tweets(at, random)
            tweets.write(300)
            document, _ = drain(at, {"lists.windows": False,
                                     "lists.trending": False})
            self.assertNotIn("window", document.get("lists", {}))
            tweets.write(10)
            document, _ = drain(at)
            x = document["lists"]["window"]["24h"]
            self.assertEqual((x["exact"], x["max_error"]), (False, None))


if __name__ == "__main__":
    main()
