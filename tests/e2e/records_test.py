#!/usr/bin/env python3
"""Every row of "What becomes of a record", in inspect and in the engine."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main  # noqa: E402
from engine import Engine, Workspace, drain, run  # noqa: E402
from hostile import RECORDS, TAGS  # noqa: E402

LINES = RECORDS


class Records(Laws):
    def test_inspect_says_what_becomes_of_each(self):
        found = run("murmuration-inspect",
                    data=b"\n".join(x[1] for x in LINES) + b"\n\n")
        self.assertEqual(found.returncode, 0, found.stderr)
        rows = [json.loads(x) for x in found.stdout.splitlines()]
        self.assertEqual(len(rows), len(LINES) + 1)
        keys = {}
        for (name, _, outcome, reason), row in zip(LINES, rows):
            with self.subTest(name):
                self.assertEqual((row["outcome"], row.get("reason")),
                                 (outcome, reason))
            for key in {x["key"] for x in row.get("hashtags", [])}:
                keys[key] = keys.get(key, 0) + 1
        self.assertEqual(rows[-1]["outcome"], "skipped", "an empty value")
        self.assert_counts(keys, TAGS)

    def test_each_alone_in_a_log(self):
        with Workspace() as at:
            for number, (_, value, _, _) in enumerate(LINES):
                path = at / f"log/one/{number}.jsonl"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(value + b"\n")
            document, counts = drain(at)
            self.assert_laws(document)
            for x in document["partitions"]:
                name, value, outcome, _ = LINES[x["partition"]]
                with self.subTest(name):
                    self.assertEqual((x["tally"]["records"],
                                      x["tally"][outcome], x["applied"]),
                                     (1, 1, len(value) + 1))
            self.assert_counts(counts, TAGS)

    def test_a_live_engine_goes_on_behind_each(self):
        with Workspace() as at, Engine(at).wait_ready() as engine:
            path = at / "log/mixed/0.jsonl"
            path.parent.mkdir(parents=True)
            with open(path, "ab", buffering=0) as file:
                for _ in range(2):
                    for _, value, _, _ in LINES:
                        file.write(value + b"\n\n")
            total = 4 * len(LINES)
            engine.wait_for(
                lambda: engine.status()["tally"]["records"] >= total, 60,
                f"{total} records")
            status = engine.wait_durable()
            self.assert_laws(status)
            for outcome in "counted", "skipped", "malformed":
                wanted = 2 * sum(x[2] == outcome for x in LINES)
                wanted += 2 * len(LINES) if outcome == "skipped" else 0
                self.assertEqual(status["tally"][outcome], wanted, outcome)
            self.assert_top(engine.top(100)["tags"],
                            {k: 2 * n for k, n in TAGS.items()})
            self.assertEqual(engine.stop()[0], 0, engine.said())


if __name__ == "__main__":
    main()
