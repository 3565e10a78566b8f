"""Reads what Prometheus and Grafana read: /metrics, rules, a dashboard.

Parsing is left to those who know: `prometheus_client` (in build/venv) for the
text of /metrics, `promtool` (in build/promtool) for PromQL and rules;
tools/setup.sh --test makes both.
"""
import json
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

from engine import PROJECT

VENV = Path(os.environ.get("MURMURATION_VENV", PROJECT / "build/venv"))
PROMTOOL = Path(os.environ.get("MURMURATION_PROMTOOL",
                               PROJECT / "build/promtool/promtool"))
sys.path += map(str, VENV.glob("lib/python3*/site-packages"))
try:
    from prometheus_client.parser import text_string_to_metric_families
except ImportError:
    text_string_to_metric_families = None

needs_both = unittest.skipUnless(
    PROMTOOL.exists() and text_string_to_metric_families,
    f"{PROMTOOL} or prometheus_client in {VENV} is missing: "
    "tools/setup.sh --test")

# What Grafana puts in the place of its variables.
VARIABLES = {"$__rate_interval": "1m", "$job": "murmuration",
             "$instance": ".*"}


def families(text):
    """The metric families of /metrics, parsed."""
    return list(text_string_to_metric_families(text))


def labels_by_sample(text):
    """The names of samples with the label names that they come with."""
    result = {}
    for family in families(text):
        for sample in family.samples:
            result.setdefault(sample.name, set()).update(sample.labels)
    return result


def promtool(*args, data=None, at=None):
    """What it says; AssertionError when it finds anything wrong."""
    done = subprocess.run([PROMTOOL, *map(str, args)], input=data, cwd=at,
                          capture_output=True, timeout=60, check=False)
    said = (done.stdout + done.stderr).decode()
    if done.returncode != 0:
        raise AssertionError(f"promtool {' '.join(map(str, args))}: {said}")
    return said


def filled_in(expression):
    for variable, value in VARIABLES.items():
        expression = expression.replace(variable, value)
    return expression


def metrics_in(expression):
    """[(metric, label names)] of our own metrics in an expression.

    A grouping counts for each metric of its expression: here all of one
    expression have the labels by which they are joined or summed.
    """
    groups = re.findall(r"\b(?:by|on)\s*\(([^)]*)\)", expression)
    shared = {x.strip() for group in groups for x in group.split(",")}
    found = re.findall(r"\b((?:murmuration|process)_\w+|up\b)(\s*\{[^}]*\})?",
                       re.sub(r"\b(?:by|on)\s*\([^)]*\)", "", expression))
    return [(name, shared | set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)",
                                           matchers)))
            for name, matchers in found]


def panels_of(dashboard):
    """All panels, those in collapsed rows too."""
    for panel in dashboard["panels"]:
        yield panel
        yield from panel.get("panels", [])


def rules_of(expressions):
    """A file of rules that holds the expressions; YAML reads JSON."""
    return json.dumps({"groups": [{"name": "expressions", "rules": [
        {"record": f"expression:{i}", "expr": x}
        for i, x in enumerate(expressions)]}]})
