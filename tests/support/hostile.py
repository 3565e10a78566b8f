"""Records of every kind: name, bytes, outcome, and why when malformed.

One list for murmuration-inspect, the log directory and Kafka: what becomes of
a record does not depend on how it came. All of it is made up.
"""
import json


def tweet(text, *tags, **more):
    """A v1.1 tweet that says which hashtags it has."""
    return json.dumps({
        "created_at": "Sat Nov 21 10:00:00 +0000 2026",
        "id_str": "1", "text": text, "lang": "en",
        "user": {"screen_name": "someone"},
        "entities": {"hashtags": [{"text": x, "indices": [0, 1]}
                                  for x in tags]},
        **more}).encode()


_V2 = json.dumps({"data": {"id": "2", "text": "two #Tea", "author_id": "5",
                           "entities": {"hashtags": [
                               {"start": 4, "end": 8, "tag": "Tea"}]}},
                  "includes": {"users": [{"id": "5", "username": "u"}]}})

#: name, value, outcome, reason
RECORDS = [
    ("v1.1", tweet("one #Coffee", "Coffee"), "counted", None),
    ("a tag twice", tweet("#tea #TEA", "tea", "TEA"), "counted", None),
    ("a retweet", tweet("RT @x: cut…", "Cut", retweeted_status=json.loads(
        tweet("whole #Coffee", "Coffee"))), "counted", None),
    ("an extended tweet", tweet("cut…", extended_tweet={
        "full_text": "whole #tea",
        "entities": {"hashtags": [{"text": "tea", "indices": [6, 10]}]}}),
     "counted", None),
    ("no entities", b'{"text":"by the text #Coffee"}', "counted", None),
    ("another language", tweet("#コーヒー", "コーヒー", lang="ja"), "counted", None),
    ("no tags", tweet("nothing"), "counted", None),
    ("v2", _V2.encode(), "counted", None),
    ("a JSON string", b'"good morning #coffee"', "counted", None),
    ("an empty JSON string", b'""', "counted", None),
    ("plain text", b"plain #coffee", "counted", None),
    ("a dict", b"{'text': \"it's #coffee\", 'lang': None}", "counted", None),
    ("a dict of Python 2", b"{u'text': u'\\xe9\\U0001f600 #tea'}", "counted",
     None),
    ("a number", b"12345", "counted", None),
    ("a megabyte of digits", b"1" * 1_000_000, "counted", None),
    ("digits in a tweet", b'{"text":"#tea","n":' + b"9" * 1_000_000 + b"}",
     "counted", None),
    ("a tweet of 10 MB", tweet("#coffee " + "x" * 10_000_000, "coffee"),
     "counted", None),
    ("half a surrogate pair", b'{"text":"\\ud83d #tea"}', "counted", None),
    ("an escaped NUL", b'{"text":"\\u0000 #tea"}', "counted", None),
    ("delete", b'{"delete":{"status":{"id":1,"id_str":"1"}}}', "skipped",
     None),
    ("a dict that deletes", b"{'delete': {'status': {'id': 1}}}", "skipped",
     None),
    ("limit", b'{"limit":{"track":5}}', "skipped", None),
    ("warning", b'{"warning":{"code":"FALLING_BEHIND"}}', "skipped", None),
    ("disconnect", b'{"disconnect":{"code":4}}', "skipped", None),
    ("blank", b"   \t", "skipped", None),
    ("a carriage return", b"\r", "skipped", None),
    ("cut off", b'{"text":"cut', "malformed", "bad_json"),
    ("a cut text", b'"cut', "malformed", "bad_json"),
    ("a cut dict", b"{'text': 'cut", "malformed", "bad_json"),
    ("a dict with bytes", b"{'text': b'#tea'}", "malformed", "bad_json"),
    ("a dict without a text", b"{'a': (1,)}", "malformed", "not_a_tweet"),
    ("a dict, depth 1 million", b"{'a':" * 1_000_000, "malformed", "too_deep"),
    ("two values", b'{"text":"a"} {"text":"b"}', "malformed", "bad_json"),
    ("an object that is none of these", b'{"a":1}', "malformed",
     "not_a_tweet"),
    ("an empty object", b"{}", "malformed", "not_a_tweet"),
    ("a list", b"[1,2]", "malformed", "not_a_tweet"),
    ("a text that is no text", b'{"text":7}', "malformed", "not_a_tweet"),
    ("broken UTF-8", b'{"text":"\xff\xfe"}', "malformed", "bad_utf8"),
    ("broken UTF-8 as text", b"#tea \xc3", "malformed", "bad_utf8"),
    ("a surrogate in UTF-8", b'"\xed\xa0\x80"', "malformed", "bad_utf8"),
    ("a raw NUL in JSON", b'{"text":"a\0b"}', "malformed", "bad_json"),
    ("depth 5 million", b"[" * 5_000_000, "malformed", "too_deep"),
    ("depth 5 million, closed",
     b'{"a":' * 1_000_000 + b"1" + b"}" * 1_000_000, "malformed", "too_deep"),
    ("17 MiB", b'{"text":"' + b"x" * (17 << 20) + b'"}', "malformed",
     "too_large"),
]

#: The counts by key of all of them.
TAGS = {"coffee": 7, "tea": 7, "コーヒー": 1}
