#!/usr/bin/env python3
"""Windows and trends equal a recount, wherever the log ends and however the
engine is killed."""
import contextlib
import json
import os
import signal
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main, seeded  # noqa: E402
from engine import (Engine, Workspace, arguments, drain,  # noqa: E402
                    run, wait_until)
from lists import (WINDOWS, Log, Recount, differences,  # noqa: E402
                   rfc3339, trending_difference, window_difference)

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


class Writer:
    """A thread that goes on writing tweets, some forty a second."""

    def __init__(self, tweets, random):
        self.tweets, self.random = tweets, random
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.go_on)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()

    def go_on(self):
        while not self.ended.wait(self.random.random() / 2):
            self.tweets.write(self.random.randrange(1, 21))


class Served:
    """Lists as an engine serves them while it counts, each compared with a
    recount of the records that lie below its own offsets."""

    TOP = 40

    def __init__(self, tweets):
        self.tweets = tweets
        self.moments = set()  # offsets
        self.wrong = []
        self.documents = 0
        self.with_trends = 0
        self.recount = None, None  # offsets, and a recount up to there

    def plain(self, document):
        at = json.dumps(document["offsets"])
        if at != self.recount[0]:
            self.recount = at, self.tweets.recount(
                None, self.tweets.log.up_to(document["offsets"]))
        return at, self.recount[1]

    def judge(self, document, difference, *args):
        at, plain = self.plain(document)
        wrong = difference(*args, document, plain, self.TOP)
        if document["tweets"] != len(plain.tweets):
            wrong = (f"{document['tweets']} tweets instead of "
                     f"{len(plain.tweets)}; {wrong}")
        if wrong:
            self.wrong.append(f"at {at}: {wrong}")
        self.documents += 1
        return at

    def look(self, engine):
        """One more moment, unless there is nothing new to see: false."""
        path = f"/api/v1/top?k={self.TOP}&explain=1&list="
        status, body = engine.ask(path + "trending")
        if status == 503:  # it is ready with its counts, lists come then
            return False
        trending = json.loads(body)
        if json.dumps(trending["offsets"]) in self.moments:
            return False
        windows = {x: engine.json(f"{path}window&window={x}")
                   for x in WINDOWS}
        self.moments.add(self.judge(trending, trending_difference))
        self.with_trends += bool(trending["tags"])
        for name, document in windows.items():
            self.judge(document, window_difference, name)
        return True


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

    def test_lists_equal_a_recount_while_it_counts_and_is_killed(self):
        """A list comes each second: MOMENTS=1000 KILLS=10 is 20 minutes.
        """
        random = seeded()
        moments = int(os.environ.get("MOMENTS", 12))
        kills = set(random.sample(range(1, moments),
                                  int(os.environ.get("KILLS", 2))))
        # So often that snapshots are taken and deltas deleted in a long run.
        often = {"aggregator.checkpoint-interval": "100ms"}
        with Workspace() as at:
            tweets = Tweets(at, random)
            tweets.write(3000)
            tweets.rise()  # else some seeds have no trend for a dozen moments
            served = Served(tweets)
            with Writer(tweets, type(random)(random.random())):
                while len(served.moments) < moments:
                    with Engine(at, often) as engine:
                        engine.wait_ready()
                        while len(served.moments) < moments:
                            time.sleep(random.random() / 2)
                            wait_until(lambda: served.look(engine), 20,
                                       "another moment", random.random() / 2)
                            if len(served.moments) in kills:
                                break
                        engine.child.send_signal(signal.SIGKILL)
                        engine.child.wait(30)
            document, _ = drain(at, often)
            print(f"{len(served.moments)} moments, {served.with_trends} of "
                  f"them with trends, {served.documents} documents, "
                  f"{len(kills)} kills and one at the end, "
                  f"{len(tweets.log.tweets)} tweets; {len(served.wrong)} "
                  "differ", flush=True)
            self.assertEqual(served.wrong, [])
            self.assertGreater(served.with_trends, 0)
            self.assert_lists(document, tweets.recount())

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
