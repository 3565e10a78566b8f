#!/usr/bin/env python3
"""tools/demo.sh: counts move at the address that it prints; Ctrl-C ends all.

It builds into build/release, so it runs only where that is the build under
test, which has nothing left to build then.
"""
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main  # noqa: E402
from engine import PROGRAMS, PROJECT, Workspace, wait_until  # noqa: E402

RELEASE = PROJECT / "build/release/bin"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as held:
        return held.getsockname()[1]


def tweets(port):
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/api/v1/top?k=1")
        return json.loads(connection.getresponse().read())["tweets"]
    except (OSError, KeyError):
        return 0


def programs_in(directory):
    """Pids of the processes that were started with this directory."""
    done = subprocess.run(["pgrep", "-f", str(directory)],
                          capture_output=True, check=False)
    return done.stdout.split()


@unittest.skipUnless(PROGRAMS.resolve() == RELEASE.resolve()
                     and (RELEASE / "murmuration").exists(),
                     "the build under test is not build/release")
class Demo(Laws):
    def test_counts_move_and_ctrl_c_ends_both(self):
        with Workspace() as at:
            port = free_port()
            with open(at / "said", "wb") as said:
                demo = subprocess.Popen(
                    [PROJECT / "tools/demo.sh", "--port", str(port), "--dir",
                     at / "demo"], stdout=said, stderr=said, cwd="/",
                    stdin=subprocess.DEVNULL)
            try:
                wait_until(lambda: demo.poll() is not None
                           or tweets(port) > 100, 240, "counts", 0.1)
                self.assertIsNone(demo.poll(), (at / "said").read_text())
                before = tweets(port)
                wait_until(lambda: tweets(port) > before, 10, "moving counts")
                demo.send_signal(signal.SIGINT)
                code = demo.wait(20)
            finally:
                demo.kill()
                demo.wait()
            text = (at / "said").read_text()
            self.assertEqual(code, 0, text)
            self.assertRegex(text, re.escape(f"http://127.0.0.1:{port}"))
            self.assertIn("both ended cleanly", text)
            self.assertEqual(programs_in(at / "demo"), [])


if __name__ == "__main__":
    main()
