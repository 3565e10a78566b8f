"""What must hold of every answer, and how tests are run.

A test program is a unittest file that ends with `main()`: names are claims,
`NAME.py CLASS.test` runs one by hand, and the exit code is 77, "skipped" for
ctest, when nothing was run.
"""
import os
import random
import sys
import unittest

SKIPPED = 77
OUTCOMES = ("counted", "filtered", "skipped", "malformed", "duplicate")


def main():
    result = unittest.main(exit=False, verbosity=2).result
    if not result.wasSuccessful():
        sys.exit(1)
    nothing_ran = len(result.skipped) >= max(1, result.testsRun)
    sys.exit(SKIPPED if nothing_ran else 0)


def seeded():
    """A random generator whose seed is printed; `SEED=N` repeats a run."""
    seed = int(os.environ.get("SEED", random.randrange(1 << 32)))
    print("SEED=" + str(seed), flush=True)
    return random.Random(seed)


def difference(found, wanted, most=5):
    """Says in few words how two counts by key differ; empty when they do not.
    """
    keys = sorted(k for k in found.keys() | wanted.keys()
                  if found.get(k) != wanted.get(k))
    if not keys:
        return ""
    some = ", ".join(f"{k!r}: {found.get(k)} instead of {wanted.get(k)}"
                     for k in keys[:most])
    return f"{len(keys)} keys differ: {some}"


class Laws(unittest.TestCase):
    """The laws of the status document, and counts against a recount."""

    def assert_counts(self, found, wanted):
        self.assertEqual(difference(found, wanted), "")

    def assert_tally(self, tally, where):
        self.assertEqual(tally["records"], sum(tally[x] for x in OUTCOMES),
                         f"{where}: {tally}")

    def assert_laws(self, status):
        """Holds of every status document, at every moment."""
        self.assert_tally(status["tally"], "all")
        sums = {}
        for x in status["partitions"]:
            where = f"{x['topic']}/{x['partition']}"
            self.assert_tally(x["tally"], where)
            self.assertLessEqual(x["durable"], x["applied"], where)
            if x["unit"] == "records":
                gaps = sum(g["to"] - g["from"] for g in x["gaps"])
                self.assertEqual(x["applied"] - x["origin"],
                                 x["tally"]["records"] + gaps + x["holes"],
                                 f"{where}: {x}")
            for name, count in x["tally"].items():
                sums[name] = sums.get(name, 0) + count
        # What former generations of a partition counted is in the total only.
        if status["partitions"] and not any(
                x["generation"] for x in status["partitions"]):
            for name, count in sums.items():
                self.assertEqual(status["tally"][name], count, name)

    def assert_top(self, tags, truth):
        """The top list is that of the truth, ties in byte order of keys."""
        wanted = sorted(truth.items(),
                        key=lambda x: (-x[1], x[0].encode()))
        wanted = wanted[:len(tags)]
        found = [(x["key"], x["count"]) for x in tags]
        self.assertEqual(found, wanted)
        self.assertEqual([x["rank"] for x in tags],
                         list(range(1, len(found) + 1)))
