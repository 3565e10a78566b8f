#!/usr/bin/env python3
"""A live engine under SIGKILL while tweets keep coming."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main, seeded  # noqa: E402
from engine import Engine, Process, Workspace, drain, read_truth  # noqa: E402
from recount import recount_log  # noqa: E402

KILLS = 12


class Live(Laws):
    def test_killed_under_load_it_is_exact_and_soon_back(self):
        random = seeded()
        with Workspace() as at, Process(
                "murmuration-inject",
                ["--log-dir", at / "log", "--rate", 2000, "--partitions", 2,
                 "--truth", at / "truth.json"], at / "inject.log") as load:
            back = []
            for _ in range(KILLS):
                from_ = time.monotonic()
                with Engine(at).wait_ready() as engine:
                    durable = engine.tweets()
                    engine.wait_for(lambda e=engine, d=durable: e.tweets() > d,
                                    10, "counting again")
                    back.append(time.monotonic() - from_)
                    self.assert_laws(engine.status())
                    time.sleep(random.uniform(0, 1.5))
                    self.assert_laws(engine.status())
                    engine.kill()
            print("counting again after s:", *(f"{x:.2f}" for x in back))
            self.assertLess(max(back), 3)
            self.assertTrue(load.running(), load.said())
            with Engine(at).wait_ready() as engine:
                code, _ = load.stop(seconds=10)
                self.assertEqual(code, 0, load.said())
                tweets, tags = read_truth(at / "truth.json")
                engine.wait_tweets(tweets)
                status = engine.wait_durable()
                top = engine.top(100)
                self.assert_top(top["tags"], tags)
                self.assertEqual((top["tweets"], top["exact"]), (tweets, True))
                self.assert_laws(status)
                self.assertEqual(status["tally"]["counted"], tweets)
                self.assertEqual(sum(engine.json("/api/v1/sentiment")
                                     .values()), tweets)
                self.assertEqual(engine.stop()[0], 0)
            document, counts = drain(at)
            self.assertEqual(document["tally"], status["tally"])
            self.assert_counts(counts, tags)
            self.assertEqual(recount_log(at / "log"), (tweets, tags))


if __name__ == "__main__":
    main()
