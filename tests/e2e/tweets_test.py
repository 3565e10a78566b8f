#!/usr/bin/env python3
"""The live source against a hostile fake of X's API, into a log directory.

`HOSTILE_S=600` makes the hostile run longer (20 s).
"""
import os
import random
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import main, seeded  # noqa: E402
from engine import Process, Workspace, drain, run, wait_until  # noqa: E402
from fake_x_api import (DISCONNECT_V1, DISCONNECT_V2, TOKEN,  # noqa: E402
                        TOO_MANY, FakeX, status, stream)
from live_source import (hostile_run, ids_of, lines_of_log,  # noqa: E402
                         running, tweets)

HOSTILE_S = float(os.environ.get("HOSTILE_S", 20))


class Stream(unittest.TestCase):
    def setUp(self):
        self.at = self.enterContext(Workspace())
        self.fake = self.enterContext(FakeX(seed=1))
        self.to = ["--log-dir", self.at / "log"]

    def count(self, n, *more, **how):
        """Runs for so many tweets; what it said."""
        done = tweets(self.at, self.fake, *self.to, "--count", n, *more, **how)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done

    def assert_all_once(self):
        """All that was delivered is in the log, once, in order, unchanged."""
        lines = lines_of_log(self.at)
        ids = ids_of(lines)
        self.assertEqual(ids, sorted(set(ids), key=int))
        self.assertFalse(set(self.fake.delivered) - set(ids))
        self.assertFalse(set(ids) & self.fake.unfinished)
        for number, line in zip(ids, lines):
            self.assertEqual(line, self.fake.objects[number])

    def refused(self, *args, code):
        done = tweets(self.at, self.fake, *args)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        self.assertNotIn(TOKEN, done.stderr.decode() + done.stdout.decode())
        return done.stderr.decode()

    def test_every_object_arrives_as_it_was_sent(self):
        for gzip in False, True:
            with self.subTest(gzip=gzip):
                self.fake.script(stream(gzip=gzip, tweets=150, rate=2000))
                self.count(150)
        self.assert_all_once()

    def test_the_engine_reads_what_was_written(self):
        self.fake.script(stream(tweets=40, rate=2000))
        self.count(40)
        document, counts = drain(self.at)
        self.assertEqual(document["tally"]["counted"], 40)
        self.assertEqual(sum(counts.values()), 40)

    def test_fields_are_those_that_the_decoder_reads(self):
        self.fake.script(stream(tweets=1))
        self.count(1)
        query = [q for p, q in self.fake.requests if p.endswith("/stream")][0]
        fields = query["tweet.fields"].split(",")
        for name in ("author_id", "created_at", "entities", "lang",
                     "note_tweet", "referenced_tweets"):
            self.assertIn(name, fields)
        self.assertIn("referenced_tweets.id.author_id",
                      query["expansions"].split(","))
        self.assertIn("username", query["user.fields"].split(","))

    def test_only_rules_with_our_tag_are_deleted(self):
        self.fake.rules = {"1": ("old", "murmuration"), "2": ("other", None),
                           "3": ("else", "theirs"), "4": ("kept", "x")}
        self.fake.script(stream(tweets=1))
        done = self.count(1, "--track", "two words,OR,from:x", "--language",
                          "en,fr", "--rule", "kept")
        self.assertEqual(
            sorted(self.fake.rules.values(), key=str),
            sorted([("other", None), ("else", "theirs"), ("kept", "x"),
                    ('(coffee OR (two words) OR "OR" OR "from:x") '
                     '(lang:en OR lang:fr)', "murmuration")], key=str))
        self.assertIn("2 of the rules are not ours", done.stderr.decode())
        posts = len(self.fake.rule_posts)
        self.fake.script(stream(tweets=1))
        self.count(1, "--track", "two words,OR,from:x", "--language", "en,fr",
                   "--rule", "kept")
        self.assertEqual(len(self.fake.rule_posts), posts, "nothing to do")

    def test_a_rule_that_x_refuses_ends_it_in_xs_words(self):
        self.fake.refuse_rules = 400, {
            "title": "Invalid Request", "errors": [
                {"value": "lang:en", "title": "Invalid Rule",
                 "details": ["a standalone operator is needed"]}]}
        said = self.refused(*self.to, code=1)
        self.assertIn("a standalone operator is needed", said)

    def test_401_and_403_say_what_to_do(self):
        self.fake.script(status(403, {"title": "Client Forbidden", "detail":
                                      "When authenticating, use a Project"}))
        said = self.refused(*self.to, code=1)
        self.assertIn("use a Project", said)
        self.assertIn("developer portal", said)
        self.fake.script(status(401))
        self.assertIn("bearer token", self.refused(*self.to, code=1))

    def test_a_503_is_tried_again_after_5_s_then_10(self):
        self.fake.script(status(503), status(503, b"<html>no JSON</html>"),
                         stream(tweets=1))
        said = self.count(1, speed=100).stderr.decode()
        self.assertIn("again in 5 s", said)
        self.assertIn("again in 10 s", said)
        first, second, third = self.fake.connects
        self.assertGreaterEqual(second - first, 0.05)
        self.assertGreaterEqual(third - second, 0.1)

    def test_a_429_waits_for_the_reset_else_60_s(self):
        now = int(time.time())
        self.fake.script(
            status(429, x_rate_limit_remaining=0,
                   x_rate_limit_reset=now + 30,
                   Date=time.strftime("%a, %d %b %Y %H:%M:%S GMT",
                                      time.gmtime(now))),
            # Too many connections: requests are left, the reset says nothing.
            status(429, x_rate_limit_remaining=48,
                   x_rate_limit_reset=now + 30),
            stream(tweets=1))
        said = self.count(1, speed=200).stderr.decode()
        self.assertIn("again in 30 s", said)
        self.assertIn("again in 120 s", said)

    def test_disconnect_messages_of_both_shapes_lead_to_a_new_connection(self):
        for number, message in enumerate([DISCONNECT_V1, DISCONNECT_V2]):
            for end in "stay", "close":
                with self.subTest(message=message, end=end):
                    before = len(self.fake.connects)
                    self.fake.script(stream(tweets=5, message=message, end=end),
                                     stream(tweets=5))
                    said = self.count(10).stderr.decode()
                    self.assertEqual(len(self.fake.connects), before + 2)
                    self.assertIn(("stall of the client",
                                   "operational reasons")[number], said)
        self.assert_all_once()

    def test_too_many_connections_is_a_rate_limit(self):
        self.fake.script(stream(tweets=5, message=TOO_MANY, end="close",
                                newline=False), stream(tweets=5))
        said = self.count(10, speed=200).stderr.decode()
        self.assertIn("again in 60 s", said)

    def test_an_object_cut_by_a_reset_is_never_written(self):
        for gzip in False, True:
            self.fake.script(stream(tweets=20, end="rst-mid", gzip=gzip),
                             stream(tweets=20, end="cut", gzip=gzip),
                             stream(tweets=5))
            done = self.count(45)
            self.assertIn(b"1 objects cut off", done.stdout)
        self.assert_all_once()

    def test_repeats_after_a_reconnect_are_dropped(self):
        self.fake.script(stream(tweets=30, end="rst"),
                         stream(tweets=10, repeats=25))
        self.assertIn(b"25 repeats dropped", self.count(40).stdout)
        self.assert_all_once()

    def test_a_silent_stream_is_left(self):
        self.fake.script(stream(tweets=3, end="silent"), stream(tweets=3))
        said = self.count(6).stderr.decode()
        self.assertIn("not even a heart-beat", said)
        first, second = self.fake.connects
        self.assertGreaterEqual(second - first, 25 / 20)
        self.assert_all_once()

    def test_heart_beats_keep_a_quiet_stream(self):
        self.fake.script(stream(tweets=3, heart_beat=0.1), stream(tweets=3))
        with running(self.at, self.fake, *self.to) as source:
            wait_until(lambda: len(lines_of_log(self.at)) == 3, 10, "tweets")
            time.sleep(2.5)  # 50 s of X's
            self.assertEqual(len(self.fake.connects), 1, source.said())

    def test_sigterm_flushes_and_ends_with_0(self):
        self.fake.script(stream(rate=500))
        with running(self.at, self.fake, *self.to) as source:
            wait_until(lambda: len(lines_of_log(self.at)) > 50, 10, "tweets")
            code, took = source.stop(signal.SIGTERM)
            self.assertEqual(code, 0, source.said())
            self.assertLess(took, 2)
        lines_of_log(self.at)

    def test_sigterm_ends_a_long_wait(self):
        self.fake.script(status(429))
        with running(self.at, self.fake, *self.to, speed=1) as source:
            wait_until(lambda: "again in 60 s" in source.said(), 10, "wait")
            code, took = source.stop()
            self.assertEqual(code, 0, source.said())
            self.assertLess(took, 2)

    def test_a_hostile_stream_loses_nothing_and_repeats_nothing(self):
        dice = seeded()
        self.fake.random = random.Random(dice.random())
        hostile_run(self.at, self.fake, dice, HOSTILE_S, self.to,
                    lambda: lines_of_log(self.at))


class Token(unittest.TestCase):
    def setUp(self):
        self.at = self.enterContext(Workspace())
        os.environ.pop("MURMURATION_TWEETS_CLOCK_SPEED", None)

    def refused(self, *args, code=2):
        done = run("murmuration-tweets", *args, "--log-dir", self.at / "log")
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stderr.decode()

    def test_a_token_on_the_command_line_is_refused_and_not_repeated(self):
        for option in "--token", "--bearer-token":
            said = self.refused(option, "secretword", "--track", "a")
            self.assertIn("--token-file", said)
            self.assertNotIn("secretword", said)

    def test_the_four_credentials_of_v1_1_are_explained(self):
        path = self.at / "credentials.txt"
        path.write_text("ck-secret\ncs-secret\nat-secret\nas-secret\n")
        for said in (self.refused("--path", path, "--subjects", "trump",
                                  "--count", "5"),
                     self.refused("ck-secret", "cs-secret", "at-secret",
                                  "as-secret")):
            self.assertIn("2023-03-09", said)
            self.assertIn("bearer token", said)
            self.assertNotIn("secret\n", said)
            self.assertNotIn("ck-secret", said)

    def test_http_is_for_this_machine_only(self):
        path = self.at / "token"
        path.write_text(TOKEN)
        said = self.refused("--token-file", path, "--track", "a",
                            "--api-url", "http://example.com")
        self.assertIn("https only", said)

    def test_the_clock_is_turned_for_tests_only(self):
        path = self.at / "token"
        path.write_text(TOKEN)
        os.environ["MURMURATION_TWEETS_CLOCK_SPEED"] = "10"
        self.addCleanup(os.environ.pop, "MURMURATION_TWEETS_CLOCK_SPEED")
        said = self.refused("--token-file", path, "--track", "a")
        self.assertIn("MURMURATION_TWEETS_CLOCK_SPEED", said)

    def tls(self):
        """A certificate for 127.0.0.1 that is its own authority."""
        key, certificate = self.at / "key.pem", self.at / "cert.pem"
        made = subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
             "-days", "1", "-subj", "/CN=127.0.0.1", "-addext",
             "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out",
             certificate], capture_output=True, check=False)
        if made.returncode:
            self.skipTest("openssl makes no certificate")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context, certificate

    def test_over_tls_the_stream_survives_resets(self):
        context, certificate = self.tls()
        # In a mount namespace of its own the certificate is trusted.
        trust = ["unshare", "--mount", "sh", "-ec",
                 f"mount --bind {certificate} "
                 "/etc/ssl/certs/ca-certificates.crt; exec \"$@\"", "sh"]
        if subprocess.run([*trust, "true"], capture_output=True,
                          check=False).returncode:
            self.skipTest("needs root for a mount namespace")
        token = self.at / "token"
        token.write_text(TOKEN)
        with FakeX(seed=3, tls=context) as fake:
            fake.script(stream(tweets=20, end="rst-mid"),
                        stream(tweets=20, end="rst", repeats=5),
                        stream(tweets=20, end="close"), stream(tweets=20))
            with Process("murmuration-tweets",
                         ["--token-file", token, "--track", "a", "--api-url",
                          fake.url, "--log-dir", self.at / "log",
                          "--count", 80], self.at / "tweets.log",
                         trust) as source:
                self.assertEqual(source.child.wait(30), 0, source.said())
            ids = ids_of(lines_of_log(self.at))
            self.assertEqual(len(ids), 80)
            self.assertFalse(set(fake.delivered) - set(ids))

    def test_a_certificate_that_nobody_signed_is_refused(self):
        context, _ = self.tls()
        token = self.at / "token"
        token.write_text(TOKEN)
        with FakeX(tls=context) as fake:
            said = self.refused("--token-file", token, "--track", "a",
                                "--api-url", fake.url, code=1)
            self.assertIn("certificate", said)
            self.assertEqual(fake.requests, [], "the token stayed here")


class Sender:
    """B's older transport: listens, sends what it is told."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = "127.0.0.1:%d" % self.listener.getsockname()[1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()

    def accept(self):
        self.listener.settimeout(10)
        return self.listener.accept()[0]


class Socket(unittest.TestCase):
    def test_texts_become_records_and_a_torn_one_does_not(self):
        texts = ["good morning #coffee", '{"a": "no JSON for us"}',
                 'with "quotes" \\ and é 😀 #Ünï']
        with Workspace() as at, Sender() as sender, Process(
                "murmuration-tweets",
                ["--from-socket", sender.address, "--log-dir", at / "log",
                 "--topic", "texts"], at / "tweets.log") as bridge:
            one = sender.accept()
            data = "\r\n".join(["", *texts, "torn"]).encode()
            for i in range(0, len(data), 7):
                one.sendall(data[i:i + 7])
            wait_until(lambda: len(lines_of_log(at, "texts")) == 3, 10,
                       "three texts")
            one.close()
            two = sender.accept()
            two.sendall(b"again #coffee\n")
            wait_until(lambda: len(lines_of_log(at, "texts")) == 4, 10,
                       "a fourth text")
            self.assertIn("unfinished text", bridge.said())
            self.assertIn("is lost", bridge.said())
            self.assertEqual(bridge.stop()[0], 0, bridge.said())
            two.close()
            document, counts = drain(at)
            self.assertEqual(document["tally"]["counted"], 4)
            self.assertEqual(counts, {"coffee": 2, "ünï": 1})

    def test_a_sender_that_comes_later_is_waited_for(self):
        with Workspace() as at, Sender() as sender:
            address = sender.address
            port = int(address.rsplit(":", 1)[1])
            sender.listener.close()
            with Process("murmuration-tweets",
                         ["--from-socket", address, "--log-dir", at / "log",
                          "--count", 2], at / "tweets.log") as bridge:
                wait_until(lambda: "again in 0.25 s" in bridge.said(), 10,
                           "a first try")
                sender.listener = socket.create_server(("127.0.0.1", port))
                one = sender.accept()
                one.sendall(b"a\nb\nc\n")
                self.assertEqual(bridge.child.wait(10), 0, bridge.said())
                one.close()
                self.assertEqual(lines_of_log(at), [b'"a"', b'"b"'])


if __name__ == "__main__":
    main()
