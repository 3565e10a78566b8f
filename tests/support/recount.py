"""An independent recount of v1.1 tweets, from bytes to counts by key.

It trusts Twitter's own entities, not an extractor: the tags of the innermost
tweet (the retweeted one if there is one; of an extended tweet those of its
full text), once a tweet, under NFKC(casefold(NFKC(tag))).
"""
import json
import unicodedata
from collections import Counter
from pathlib import Path

NOTICES = ("delete", "limit", "warning", "disconnect", "scrub_geo",
           "status_withheld", "user_withheld")


def key_of(tag):
    def nfkc(text):
        return unicodedata.normalize("NFKC", text)
    return nfkc(nfkc(tag).casefold())


def tags_of(tweet):
    inner = tweet.get("retweeted_status") or tweet
    inner = inner.get("extended_tweet") or inner
    return {key_of(x["text"]) for x in inner["entities"]["hashtags"]}


def recount(records):
    """Tweets and counts by key of whole records; notices count nothing."""
    tweets, tags = 0, Counter()
    for record in records:
        if not record.strip():
            continue
        value = json.loads(record)
        if "text" not in value and "full_text" not in value:
            assert any(x in value for x in NOTICES), record[:200]
            continue
        tweets += 1
        tags.update(tags_of(value))
    return tweets, dict(tags)


def lines(path):
    """The records of a log file: a last line without newline is none yet."""
    with open(path, "rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield line


def recount_log(directory):
    def all_lines():
        for path in sorted(Path(directory).glob("*/*.jsonl")):
            yield from lines(path)
    return recount(all_lines())
