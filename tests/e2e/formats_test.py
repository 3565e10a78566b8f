#!/usr/bin/env python3
"""One tweet counts the same as JSON, as Python prints it, and as v2 sends it.

Python itself is the witness: what is printed is what `repr` prints, and
`ast.literal_eval` reads it back.
"""
import ast
import json
import os
import sys
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main  # noqa: E402
from engine import PROJECT, Workspace, drain, inject, run  # noqa: E402
from hostile import tweet  # noqa: E402
from recount import recount  # noqa: E402

REAL = [PROJECT.parent / "shared/data" / name
        for name in ("tweets_v11_stream_600.jsonl",
                     "tweets_v11_extended_mixed.jsonl",
                     "tweets_v2_stream_shaped.jsonl")]

MADE = [json.loads(x) for x in (
    tweet("it's \"#Coffee\"", "Coffee", geo=None, favorited=False),
    tweet("it's #tea", "tea"), tweet('so "#tea"', "tea", truncated=True),
    tweet("\\ / \n \t \x00 \x7f é 東 😀 \u200d \u00a0 \U000e0001 #コーヒー",
          "コーヒー", coordinates=[-0.5, 1e-07, 1e22, -3, 2 ** 70]),
    tweet("RT @x: #cu…", "cu", retweeted_status=json.loads(
        tweet("it's the whole #Coffee", "Coffee"))),
    tweet("cut…", extended_tweet={
        "full_text": "'whole' #tea",
        "entities": {"hashtags": [{"text": "tea", "indices": [8, 12]}]}}),
    b'{"text":"by the text #Coffee"}', b'{"text":""}',
    b'{"delete":{"status":{"id":1,"id_str":"1"}}}', b'{"limit":{"track":5}}',
    b'{"a":"it\'s none"}', b'{"text":null}', b"{}", b'[{"text":"#tea"}]')]


def real():
    """The tweets and notices of one file after the other."""
    for path in REAL:
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.strip():
                    yield json.loads(line)


def printed(value):
    text = repr(value)
    assert ast.literal_eval(text) == value
    return text.encode()


def printed_by_python_2(value):
    """Prefixes, and escapes for all that is not ASCII."""
    if isinstance(value, str):
        return "u" + ascii(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{printed_by_python_2(k)}: "
                               f"{printed_by_python_2(v)}"
                               for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(printed_by_python_2, value)) + "]"
    return repr(value)


def as_v2(old):
    """A v1.1 tweet as the filtered stream would send it."""
    def one(x):
        more = x.get("extended_tweet") or {}
        return {"id": x["id_str"], "author_id": "5",
                "text": x.get("full_text", x.get("text")),
                "entities": entities(x), "lang": x.get("lang"),
                **({"note_tweet": {"text": more["full_text"],
                                   "entities": entities(more)}}
                   if more else {})}

    def entities(x):
        return {"hashtags": [{"tag": t["text"], "start": t["indices"][0],
                              "end": t["indices"][1]}
                             for t in x["entities"]["hashtags"]]}
    new = {"data": one(old), "includes": {"users": [
        {"id": "5", "username": "u"}]}}
    if "retweeted_status" in old:
        inner = old["retweeted_status"]
        new["data"]["referenced_tweets"] = [
            {"type": "retweeted", "id": inner["id_str"]}]
        new["includes"]["tweets"] = [one(inner)]
    return new


def tagged_again(tweets, number):
    """So many, round and round, with tags of its own for every round."""
    for i in range(number):
        old = json.loads(json.dumps(tweets[i % len(tweets)]))
        for x in old, old.get("retweeted_status") or {}:
            for y in x, x.get("extended_tweet") or {}:
                for tag in y.get("entities", {}).get("hashtags", []):
                    tag["text"] += f"_{i // len(tweets)}"
        yield old


def inspect(records):
    found = run("murmuration-inspect", data=b"".join(x + b"\n"
                                                     for x in records))
    assert found.returncode == 0, found.stderr
    return [json.loads(x) for x in found.stdout.splitlines()]


def counts_of(rows):
    result = {}
    for row in rows:
        for key in {x["key"] for x in row["hashtags"]}:
            result[key] = result.get(key, 0) + 1
    return result


def outcomes_of(tally):
    return tally["counted"], tally["skipped"], tally["malformed"]


def write_log(path, records):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(x + b"\n" for x in records))


class Formats(Laws):
    def assert_same_rows(self, values):
        as_json = inspect(json.dumps(x).encode() for x in values)
        for spell in (printed, lambda x: ascii(x).encode(),
                      lambda x: printed_by_python_2(x).encode()):
            rows = inspect(map(spell, values))
            self.assertEqual(len(rows), len(values))
            for value, row, wanted in zip(values, rows, as_json):
                # An empty dict is JSON as it stands.
                other = {"format": "python"} if value != {} else {}
                self.assertEqual(row, {**wanted, **other})
        return as_json

    def test_made_up_tweets_are_the_same_in_python(self):
        rows = self.assert_same_rows(MADE)
        self.assertEqual([x["outcome"] for x in rows],
                         8 * ["counted"] + 2 * ["skipped"] + 4 * ["malformed"])

    def test_real_tweets_are_the_same_in_python(self):
        self.need_real()
        rows = self.assert_same_rows(list(real()))
        self.assertGreater(sum(x["outcome"] == "counted" for x in rows), 2000)

    def test_the_injector_prints_what_python_prints(self):
        values = MADE + (list(real()) if have_real() else [])
        with Workspace() as at:
            write_log(at / "in.jsonl", (json.dumps(x).encode()
                                        for x in values))
            inject(at, "--path", at / "in.jsonl", "--in-order", "--format",
                   "python")
            lines = (at / "log/tweets/0.jsonl").read_bytes().split(b"\n")
            self.assertEqual(lines, [*map(printed, values), b""])

    def test_seven_thousand_tweets_count_the_same_in_each_format(self):
        tweets = [x for x in (real() if have_real() else MADE)
                  if "entities" in x and "id_str" in x and "data" not in x]
        tweets = list(tagged_again(tweets, 7000))
        spellings = {"json": [json.dumps(x).encode() for x in tweets],
                     "python": list(map(printed, tweets)),
                     "v2": [json.dumps(as_v2(x)).encode() for x in tweets],
                     "python-v2": [printed(as_v2(x)) for x in tweets]}
        _, truth = recount(spellings["json"])
        self.assertGreater(len(truth), 20)
        for name, records in spellings.items():
            with self.subTest(name), Workspace() as at:
                self.assert_counts(counts_of(inspect(records)), truth)
                write_log(at / "log/tweets/0.jsonl", records)
                document, counts = drain(at)
                self.assert_laws(document)
                self.assertEqual(document["tally"]["counted"], 7000)
                self.assert_counts(counts, truth)

    def test_one_engine_reads_a_topic_of_each_system(self):
        values = MADE + (list(real()) if have_real() else [])
        topics = {"trump": [printed(x) for x in values],
                  "hashtags": [json.dumps(x["text"]).encode() for x in values
                               if isinstance(x, dict) and x.get("text")]}
        rows = {name: inspect(x) for name, x in topics.items()}
        with Workspace() as at:
            for name, records in topics.items():
                write_log(at / f"log/{name}/0.jsonl", records)
            document, counts = drain(at)
        self.assert_laws(document)
        self.assert_counts(counts, counts_of(sum(rows.values(), [])))
        for x in document["partitions"]:
            tally = [r["outcome"] for r in rows[x["topic"]]]
            self.assertEqual(outcomes_of(x["tally"]), tuple(map(
                tally.count, ("counted", "skipped", "malformed"))))

    def need_real(self):
        if not have_real():
            self.skipTest("../shared/data is missing")


def have_real():
    return all(map(Path.exists, REAL))


if __name__ == "__main__":
    main()
