#!/usr/bin/env python3
"""Every command of tools/MIGRATION.md is one that the programs understand."""
import os
import re
import shlex
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import main  # noqa: E402
from engine import PROGRAMS, PROJECT, run  # noqa: E402

PAGE = PROJECT / "tools/MIGRATION.md"


def commands():
    """The words of each command in the page's ```sh blocks."""
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text("utf-8"),
                        re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [shlex.split(x) for x in lines if x.strip()]


def options(program, *before):
    """The long options that `--help` names."""
    said = run(program, *before, "--help").stdout.decode()
    return set(re.findall(r"--[a-z][a-z0-9-]*", said))


class Page(unittest.TestCase):
    def test_its_programs_know_its_options(self):
        known = {}
        for words in commands():
            program, args = words[0], words[1:]
            before = [x for x in args[:1] if not x.startswith("-")]
            with self.subTest(" ".join(words)):
                if not (PROGRAMS / program).exists():
                    self.fail(f"{program} is not there")
                key = (program, *before)
                if key not in known:
                    known[key] = options(*key)
                for x in args:
                    if x.startswith("--"):
                        self.assertIn(x, known[key])

    def test_the_engine_takes_its_settings(self):
        # The model that the page speaks of is looked for where we are.
        here = PROJECT / "config/models/demo"
        for words in commands():
            if words[0] != "murmuration":
                continue
            with self.subTest(" ".join(words)):
                done = run("murmuration", "--check-config", *words[1:],
                           cwd=here)
                self.assertEqual(done.returncode, 0, done.stderr.decode())

    def test_both_readmes_lead_to_it(self):
        for name in "README.md", "tools/README.md":
            self.assertIn("MIGRATION.md",
                          (PROJECT / name).read_text("utf-8"))


if __name__ == "__main__":
    main()
