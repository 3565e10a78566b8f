#!/usr/bin/env python3
"""How soon the engine is ready, how little it is when idle, how fresh its
counts are. Measured figures are printed; bounds are generous, for machines
that are busy with other things.
"""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main  # noqa: E402
from engine import Engine, Workspace  # noqa: E402


class Footprint(Laws):
    def test_an_empty_engine_is_ready_at_once(self):
        took = []
        for _ in range(5):
            with Workspace() as at:
                from_ = time.monotonic()
                with Engine(at).wait_ready():
                    took.append(time.monotonic() - from_)
        print("ready after ms:", *(f"{x * 1000:.0f}" for x in sorted(took)))
        self.assertLess(min(took), 0.25)
        self.assertLess(max(took), 1)

    def test_an_idle_engine_is_small_and_sleeps(self):
        with Workspace() as at, Engine(at).wait_ready() as engine:
            time.sleep(1)
            cpu, from_ = engine.cpu_s(), time.monotonic()
            time.sleep(10)
            share = (engine.cpu_s() - cpu) / (time.monotonic() - from_)
            rss = engine.rss_mb()
            print(f"idle: {share:.2%} of a core, {rss:.0f} MB")
            self.assertLess(rss, 60)
            self.assertLess(share, 0.03)

    def test_a_tweet_shows_within_100_ms(self):
        with Workspace() as at, Engine(at).wait_ready() as engine:
            path = at / "log/tweets/0.jsonl"
            path.parent.mkdir(parents=True)
            took = []
            with open(path, "ab", buffering=0) as file:
                for count in range(1, 101):
                    from_ = time.monotonic()
                    file.write(b'"fresh #tag"\n')
                    while engine.tweets() < count:
                        self.assertLess(time.monotonic() - from_, 10)
                        time.sleep(0.001)
                    took.append(time.monotonic() - from_)
                    time.sleep(0.02)
            self.assertEqual(engine.top()["tags"][0]["count"], 100)
            # The first one also waits until the new directory is seen.
            first, rest = took[0], sorted(took[1:])
            p50, p99 = rest[len(rest) // 2], rest[-2]
            print(f"shown after ms: first {first * 1000:.0f}, "
                  f"p50 {p50 * 1000:.1f}, p99 {p99 * 1000:.1f}")
            self.assertLess(p99, 0.25)


if __name__ == "__main__":
    main()
