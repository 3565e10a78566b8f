"""Tweets with tags whose times are known, and what windows and trends must
say of them: counted from the records by the documented rules alone.
"""
import json
import math
from collections import defaultdict
from datetime import datetime, timezone

WINDOWS = {"1m": 60, "5m": 300, "15m": 900, "1h": 3600, "24h": 86400}
RULE = {"fast_s": 120, "slow_s": 3600, "overdispersion": .5, "min_count": 4,
        "min_score": 4}


def rfc3339(second):
    return datetime.fromtimestamp(second, timezone.utc).strftime(
        "%Y-%m-%dT%H:%M:%SZ")


class Log:
    """A log directory that grows, and the uses in it."""

    def __init__(self, directory, partitions):
        self.paths = [directory / "tweets" / f"{n}.jsonl"
                      for n in range(partitions)]
        self.paths[0].parent.mkdir(parents=True)
        self.sizes = [0] * partitions
        self.tweets = []  # partition, second, tags, author
        self.ends = []    # where each of these ends in its file

    def add(self, partition, second, tags, author, file):
        """`author` None: the tweet has none."""
        data = {"id": str(1000 + len(self.tweets)),
                "text": "one " + " ".join("#" + x for x in tags),
                "created_at": rfc3339(second)}
        if author is not None:
            data["author_id"] = str(author)
        line = json.dumps({"data": data}).encode() + b"\n"
        file.write(line)
        if author is None:
            author = f"#{self.sizes[partition]}"
        self.sizes[partition] += len(line)
        self.ends.append(self.sizes[partition])
        self.tweets.append((partition, second, tuple(tags), author))

    def up_to(self, offsets):
        """What a document's `offsets` say was counted; others may be writing.
        """
        applied = {x["partition"]: x["applied"] for x in offsets}
        return [x for x, end in zip(self.tweets[:], self.ends)
                if end <= applied.get(x[0], 0)]


class Recount:
    """`clock`: as of this second; None: as of the newest tweet."""

    def __init__(self, tweets, clock=None, rule=None):
        self.tweets = tweets
        self.rule = {**RULE, **(rule or {})}
        self.clock = clock
        if clock is None:
            self.clock = max((x[1] for x in tweets), default=0)

    def window(self, seconds, k=10):
        counts = defaultdict(int)
        for _, second, tags, _ in self.tweets:
            if self.clock - seconds < second <= self.clock:
                for tag in tags:
                    counts[tag.lower()] += 1
        ranked = sorted(counts.items(),
                        key=lambda x: (-x[1], x[0].encode()))
        return ranked[:k]

    def threshold(self, all_f):
        """What a score must reach while f over all tags is this."""
        doublings = max(0, math.log2(all_f / 2000)) if all_f else 0
        return self.rule["min_score"] * (1 + .075 * doublings)

    def trending(self, k=10):
        """key, score, f, e, since."""
        last = self.clock // 60
        first = last - 359
        used = defaultdict(lambda: defaultdict(set))
        for _, second, tags, author in self.tweets:
            if first <= second // 60 <= last:
                for tag in tags:
                    used[tag.lower()][second // 60].add(author)
        uses = {tag: {m: len(a) for m, a in minutes.items()}
                for tag, minutes in used.items()}
        everything = defaultdict(int)
        for minutes in uses.values():
            for minute, n in minutes.items():
                everything[minute] += n

        def total(minutes, at, half_s):
            return sum(n * 2 ** (-(at - m) * 60 / half_s)
                       for m, n in sorted(minutes.items()) if m <= at)

        def judge(minutes, at):
            f = total(minutes, at, self.rule["fast_s"])
            s = total(minutes, at, self.rule["slow_s"])
            all_s = total(everything, at, self.rule["slow_s"])
            all_f = total(everything, at, self.rule["fast_s"])
            e = (s * all_f / all_s if all_s else 0) + 1
            c = self.rule["overdispersion"] * e
            score = (f - e) / math.sqrt(e + c * c)
            shown = (f >= self.rule["min_count"]
                     and score >= self.threshold(all_f))
            return shown, score, f, e

        result = []
        for tag, minutes in uses.items():
            shown, score, f, e = judge(minutes, last)
            if not shown:
                continue
            since = last
            while since > first and judge(minutes, since - 1)[0]:
                since -= 1
            result.append((tag, score, f, e, since * 60))
        result.sort(key=lambda x: (-x[1], x[0].encode()))
        return result[:k]


def window_difference(name, shown, plain, k=10):
    """What the document of one window says wrongly; empty: nothing."""
    seconds = WINDOWS[name]
    if not shown["exact"] or shown["max_error"] != 0:
        return f"{name} is not exact"
    if shown["to"] != rfc3339(plain.clock + 1) \
            or shown["from"] != rfc3339(plain.clock + 1 - seconds):
        return (f"{name} reaches from {shown['from']} to {shown['to']}, "
                f"the clock is {plain.clock}")
    found = [(x["key"], x["count"]) for x in shown["tags"]]
    wanted = plain.window(seconds, k)
    return "" if found == wanted else f"{name}: {found} instead of {wanted}"


def trending_difference(shown, plain, k=10):
    """The same for the list of trends, which tells the rule's terms."""
    if not shown["exact"]:
        return "trending is not exact"
    rule = shown["rule"]
    if abs(rule["threshold"] - plain.threshold(rule["F"])) > 2e-6:
        return f"trending: the threshold at {rule}"
    found = [(x["key"], x["score"], x["f"], x["e"], x["since"])
             for x in shown["tags"]]
    wanted = plain.trending(k)
    if len(found) == len(wanted) and all(
            x[0] == y[0] and abs(x[1] - y[1]) <= .0051
            and abs(x[2] - y[2]) <= 2e-6 and abs(x[3] - y[3]) <= 2e-6
            and x[4] == rfc3339(y[4]) for x, y in zip(found, wanted)):
        return ""
    return f"trending: {found} instead of {wanted}"


def differences(lists, plain):
    """What the `lists` of a drain's document say wrongly."""
    wrong = [window_difference(name, lists["window"][name], plain)
             for name in WINDOWS]
    wrong.append(trending_difference(lists["trending"], plain))
    return [x for x in wrong if x]
