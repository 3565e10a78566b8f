#!/usr/bin/env python3
"""/metrics as Prometheus reads it, and what is made of it: alert rules and a
dashboard that name nothing that a running engine does not tell.
"""
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main  # noqa: E402
from engine import PROJECT, Engine, Workspace, inject  # noqa: E402
from prometheus import (families, filled_in, labels_by_sample,  # noqa: E402
                        metrics_in, needs_both, panels_of, promtool, rules_of)

ALERTS = PROJECT / "tools/prometheus/alerts.yml"
DASHBOARD = PROJECT / "tools/grafana/murmuration.json"

# Prometheus adds them to all that it scrapes.
SCRAPED = {"job", "instance"}
# Only told of partitions of Kafka; its twin of a log has the same labels.
TWINS = {"murmuration_partition_lag_records": "murmuration_partition_lag_bytes"}


def scrape():
    """The text of an engine that has counted, also malformed records."""
    with Workspace() as at:
        log = at / "log/tweets/1.jsonl"
        log.parent.mkdir(parents=True)
        log.write_bytes(b'{"cut\n"good #tea"\n')
        inject(at, "--count", "500", "--seed", "6")
        settings = {"dead-letters.kind": "file",
                    "dead-letters.path": at / "letters.jsonl"}
        with Engine(at, settings).wait_ready() as engine:
            engine.wait_tweets(501)
            engine.wait_durable()
            # Pools tell about themselves once a second, lists of themselves too.
            engine.wait_for(lambda: len(engine.status()["actors"]) == 3)
            engine.wait_for(lambda: b"list_exact" in engine.ask("/metrics")[1])
            return engine.ask("/metrics")[1].decode()


@needs_both
class Metrics(Laws):
    @classmethod
    def setUpClass(cls):
        cls.text = scrape()
        cls.known = labels_by_sample(cls.text)
        cls.dashboard = json.loads(DASHBOARD.read_text(encoding="utf-8"))
        cls.alerts = re.findall(
            r"(?m)^ +expr: (?:\|\n((?: {10}.*\n)+)|(.*)\n)",
            ALERTS.read_text(encoding="utf-8"))
        cls.alerts = [block or line for block, line in cls.alerts]

    def assert_told(self, expression):
        for name, labels in metrics_in(expression):
            name = TWINS.get(name, name)
            if name == "up":
                continue
            self.assertIn(name, self.known, expression)
            self.assertLessEqual(labels, self.known[name] | SCRAPED,
                                 expression)

    def queries(self):
        return [t["expr"] for x in panels_of(self.dashboard)
                for t in x.get("targets", [])]

    def test_metrics_keep_the_conventions(self):
        self.assertEqual(promtool("check", "metrics", data=self.text.encode()),
                         "")
        names = [x.name for x in families(self.text)]
        self.assertEqual(len(names), len(set(names)))
        for family in families(self.text):
            self.assertTrue(family.documentation.endswith("."), family.name)
            self.assertIn(family.type, ("counter", "gauge"), family.name)
            # Every label is of a small set: no tags, words or clients.
            self.assertLess(len(family.samples), 10, family.name)

    def test_alerts_are_rules_and_say_what_they_must(self):
        promtool("check", "rules", ALERTS)
        promtool("test", "rules", "alerts_test.yml", at=ALERTS.parent)

    def test_alerts_name_what_is_told(self):
        text = ALERTS.read_text(encoding="utf-8")
        self.assertEqual(len(self.alerts), text.count("- alert: "))
        for expression in self.alerts:
            self.assertTrue(metrics_in(expression), expression)
            self.assert_told(expression)

    def test_alerts_say_how_bad_it_is_and_what_to_do(self):
        text = ALERTS.read_text(encoding="utf-8")
        for rule in text.split("- alert: ")[1:]:
            self.assertRegex(rule, r"severity: (critical|warning|info)\n")
            self.assertRegex(rule, r"summary: \S")
            self.assertRegex(rule, r"description: >-\n +\S")

    def test_the_dashboard_is_whole(self):
        board = self.dashboard
        panels = list(panels_of(board))
        ids = [x["id"] for x in panels]
        self.assertEqual(len(ids), len(set(ids)))
        kinds = {x["name"]: x["type"] for x in board["templating"]["list"]}
        self.assertEqual(kinds.pop("datasource"), "datasource")
        self.assertEqual(set(kinds.values()), {"query"})
        rows = [x["title"] for x in panels if x["type"] == "row"]
        self.assertEqual(rows, ["Counts and rates", "Windows and trends", "Lag",
                                "Pools", "Store and checkpoints", "HTTP",
                                "Process"])
        places = set()
        for panel in panels:
            at = panel["gridPos"]
            self.assertLessEqual(at["x"] + at["w"], 24, panel["title"])
            cells = {(x, y) for x in range(at["x"], at["x"] + at["w"])
                     for y in range(at["y"], at["y"] + at["h"])}
            self.assertFalse(places & cells, panel["title"])
            places |= cells
            if panel["type"] == "row":
                continue
            self.assertTrue(panel["targets"], panel["title"])
            for x in (panel, *panel["targets"]):
                self.assertEqual(x["datasource"], {"type": "prometheus",
                                                   "uid": "${datasource}"})
            refs = [x["refId"] for x in panel["targets"]]
            self.assertEqual(len(refs), len(set(refs)), panel["title"])

    def test_the_dashboard_asks_what_prometheus_understands(self):
        with Workspace() as at:
            path = at / "dashboard.json"
            path.write_text(rules_of(map(filled_in, self.queries())))
            promtool("check", "rules", path)

    def test_the_dashboard_names_what_is_told(self):
        for expression in self.queries():
            self.assertTrue(metrics_in(expression), expression)
            self.assert_told(expression)
        for x in self.dashboard["templating"]["list"]:
            if x["type"] == "query":
                self.assert_told(x["query"]["query"])

    def test_nothing_is_told_that_nobody_looks_at(self):
        shown = {name for x in self.queries() for name, _ in metrics_in(x)}
        self.assertEqual(set(self.known) - shown, set())


if __name__ == "__main__":
    main()
