"""Records with malformed ones among them, and what dead letters must hold.

    lines = Lines(random)
    value, malformed = lines.next()
"""
import json

CUT = b'{"text":"cut off #'  # no more JSON: bad_json


class Lines:
    """An endless run of records, every fifth or so malformed."""

    def __init__(self, random):
        self.random = random
        self.number = 0

    def next(self):
        self.number += 1
        kind = self.random.randrange(15)
        if kind == 0:
            return b'{"number":%d}' % self.number, "not_a_tweet"
        if kind == 1:
            return b"\xff\xfe %d" % self.number, "bad_utf8"
        if kind == 2:
            return CUT + b"%d" % self.number, "bad_json"
        return json.dumps({"id": self.number, "lang": "en",
                           "text": f"good day {self.number} #tea"}).encode(), \
            None


def assert_once(test, found, wanted):
    """`found`: keys with reasons, in any order; `wanted`: reasons by key."""
    seen = {}
    for key, reason in found:
        test.assertNotIn(key, seen, "a letter is there twice")
        seen[key] = reason
    missing = sorted(wanted.keys() - seen.keys())
    test.assertEqual((missing[:5], len(missing)), ([], 0), "missing letters")
    test.assertEqual(seen, wanted)
