#!/usr/bin/env python3
"""`murmuration-audit` passes what is true, and names what is not."""
import json
import os
import shutil
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import main  # noqa: E402
from engine import (Engine, Workspace, arguments, drain,  # noqa: E402
                    inject, run)
from hostile import RECORDS  # noqa: E402


def audit(at, *args, ledger="ledger", settings=None):
    """Exit code and report."""
    settings = {**at.embedded(ledger=ledger), **(settings or {})}
    settings.pop("http.port")
    done = run("murmuration-audit", "--json", *args, *arguments(settings))
    if not done.stdout:
        return done.returncode, done.stderr.decode()
    return done.returncode, json.loads(done.stdout)


class Audit(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.at = Workspace()
        cls.addClassCleanup(cls.at.__exit__)
        # Parts, so that each partition has a chain of several deltas.
        for part in (1, 2, 3):
            inject(cls.at, "--count", 1500, "--partitions", 2, "--seed", part)
            drain(cls.at)

    def assert_agree(self, answer):
        code, report = answer
        self.assertEqual(code, 0, report)
        self.assertTrue(report["agree"], report)
        return report

    def assert_found(self, how, what, before=()):
        """A spoilt copy of the ledger: the audit tells where and what."""
        copy = "spoilt-" + how
        shutil.copytree(self.at / "ledger", self.at / copy)
        for step in (*before, how):
            said = run("spoil_ledger", self.at / copy, step)
            self.assertEqual(said.returncode, 0, said.stderr)
        code, report = audit(self.at, ledger=copy)
        self.assertEqual(code, 1, report)
        found = report["difference"]
        self.assertIn(what, found["what"])
        return found, said.stdout.decode().split()

    def test_a_healthy_ledger_passes(self):
        report = self.assert_agree(audit(self.at))
        self.assertEqual((report["tweets"], report["partitions"],
                          report["deltas"]), (4500, 2, 6))

    def test_a_healthy_snapshot_passes(self):
        shutil.copytree(self.at / "ledger", self.at / "folded")
        for number in (1, 2):
            said = run("spoil_ledger", self.at / "folded", "snapshot")
            self.assertEqual(said.returncode, 0, said.stderr)
            report = self.assert_agree(audit(self.at, ledger="folded"))
            self.assertEqual(report["snapshots"], number)

    def test_a_delta_with_one_count_too_many_is_found(self):
        found, where = self.assert_found("count", "tag #")
        self.assertEqual([found["where"], str(found["start"])], where)
        self.assertEqual(int(found["ledger"]), int(found["recount"]) + 1)

    def test_what_windows_and_trends_are_made_of_is_compared(self):
        found, where = self.assert_found("second", " in second ")
        self.assertEqual([found["where"], str(found["start"])], where)
        self.assertEqual(int(found["ledger"]), int(found["recount"]) + 1)
        found, where = self.assert_found("author", "the authors of #")
        self.assertEqual([found["where"], str(found["start"])], where)

    def test_a_delta_that_is_gone_is_found(self):
        found, where = self.assert_found("remove", "a hole in the chain")
        self.assertEqual([found["where"], str(found["start"])], where)

    def test_a_delta_doubled_at_another_start_is_found(self):
        found, where = self.assert_found("double", "beside the chain")
        self.assertEqual([found["where"], str(found["start"])], where)

    def test_a_snapshot_with_one_wrong_count_is_found(self):
        found, (key,) = self.assert_found("wrong-snapshot", "tag #")
        self.assertEqual(found["where"], "snapshot 1")
        self.assertIn(f"({key})", found["what"])

    def test_the_newest_deltas_and_one_tag_can_be_audited_alone(self):
        report = self.assert_agree(audit(self.at, "--last", 1000))
        self.assertEqual(report["deltas"], 2)
        self.assertLess(report["tweets"], 2000)
        _, counts = drain(self.at)
        key = max(counts, key=counts.get)
        report = self.assert_agree(audit(self.at, "--tag", "#" + key.upper()))
        self.assertEqual(report["deltas"], 6)

    def test_a_log_that_was_cut_is_found(self):
        shutil.copytree(self.at / "log", self.at / "cut")
        with open(self.at / "cut/tweets/1.jsonl", "rb+") as file:
            file.seek(-1, os.SEEK_END)
            file.truncate()
        code, report = audit(
            self.at, settings={"source.log.directory": self.at / "cut"})
        self.assertEqual((code, report["difference"]["what"]),
                         (1, "where the log ends"))

    def test_wrong_usage_and_what_cannot_be_audited_have_codes_of_their_own(
            self):
        self.assertEqual(audit(self.at, "--last", "few")[0], 2)
        self.assertEqual(audit(self.at, "--set", "jobb=x")[0], 2)
        self.assertEqual(audit(self.at, ledger="nowhere")[0], 3)
        self.assertEqual(audit(self.at, "--engine", "http://127.0.0.1:1")[0],
                         3)


class Running(unittest.TestCase):
    def test_every_kind_of_record_and_a_running_engine_agree(self):
        with Workspace() as at:
            os.makedirs(at / "log/tweets")
            with open(at / "log/tweets/0.jsonl", "wb") as file:
                for _, value, _, _ in RECORDS:
                    file.write(value + b"\n")
            for kind in ("v2", "python", "text"):
                inject(at, "--count", 300, "--seed", 4, "--format", kind)
            with Engine(at) as engine:
                engine.wait_ready()
                engine.wait_durable()
                address = "http://%s:%d" % engine.address
                code, report = audit(at, "--engine", address)
                self.assertEqual(code, 0, report)
                self.assertTrue(report["served"])


if __name__ == "__main__":
    main()
