"""Starts, asks and kills Murmuration's programs, for tests from outside.

    with Workspace() as at:
        inject(at, "--count", "1000", "--truth", at / "truth.json")
        with Engine(at) as engine:
            engine.wait_for(lambda: engine.tweets() == 1000)

Nothing here shares code with the engine: what it says is checked against
files that were read independently (recount.py). Every wait has a limit, and
no process outlives its test. Needs Python 3.11's standard library only.
"""
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(os.environ.get("MURMURATION_BIN",
                               PROJECT / "build/release/bin"))


class Workspace:
    """A directory for one test, gone with it; kept when KEEP is set."""

    def __init__(self, parent=None):
        self.path = Path(tempfile.mkdtemp(prefix="murmuration-", dir=parent))

    def __truediv__(self, name):
        return self.path / name

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if os.environ.get("KEEP"):
            print("kept:", self.path)
        else:
            shutil.rmtree(self.path, ignore_errors=True)

    def embedded(self, log="log", ledger="ledger"):
        """The settings of an engine that lives here and needs no server."""
        return {
            "source.log.directory": self.path / log,
            "store.rocksdb.directory": self.path / ledger,
            "http.port": 0,
        }


def arguments(settings):
    """As --set takes them: a text as TOML, so that it stays a text."""
    result = []
    for key, value in settings.items():
        if isinstance(value, (str, Path)):
            value = json.dumps(str(value))
        elif isinstance(value, bool):
            value = str(value).lower()
        result += ["--set", f"{key}={value}"]
    return result


def wait_until(check, seconds, what, every=0.02):
    """What `check` returns once that is true; AssertionError after that."""
    until = time.monotonic() + seconds
    while True:
        result = check()
        if result:
            return result
        if time.monotonic() > until:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(every)


class Process:
    """One program, with what it says on standard error in a file."""

    def __init__(self, program, args, errors, before=None):
        self.errors = Path(errors)
        self.from_byte = (self.errors.stat().st_size
                          if self.errors.exists() else 0)
        with open(self.errors, "ab") as to:
            self.child = subprocess.Popen(
                [*(before or []), PROGRAMS / program, *map(str, args)],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=to)
        self.pid = self.child.pid

    def __enter__(self):
        return self

    def __exit__(self, failed, *_):
        self.kill()
        if failed:
            print(f"-- {self.errors.name}, the end:\n" + self.said()[-3000:])

    def running(self):
        return self.child.poll() is None

    def said(self):
        """What this run wrote to standard error so far."""
        with open(self.errors, "rb") as file:
            file.seek(self.from_byte)
            return file.read().decode(errors="replace")

    def kill(self):
        self.child.kill()
        self.child.wait(30)

    def stop(self, number=signal.SIGTERM, seconds=8):
        """The exit code after a signal, and how many seconds it took."""
        from_ = time.monotonic()
        self.child.send_signal(number)
        code = self.child.wait(seconds)
        return code, time.monotonic() - from_

    def rss_mb(self):
        text = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024

    def cpu_s(self):
        fields = Path(f"/proc/{self.pid}/stat").read_text()
        fields = fields.rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Engine(Process):
    """A running `murmuration`: `settings` on top of the workspace's."""

    def __init__(self, at, settings=None, name="engine", wait=20):
        self.settings = {**at.embedded(), **(settings or {})}
        super().__init__("murmuration", arguments(self.settings),
                         at / f"{name}.log")
        self.address = None
        if wait:
            self.find_address(wait)

    def find_address(self, seconds=20):
        def look():
            if not self.running():
                raise AssertionError("the engine ended: " + self.said()[-2000:])
            return re.search(r"event=started .*address=http://(\S+)",
                             self.said())
        host, port = wait_until(look, seconds, "the engine's address",
                                0.002)[1].rsplit(":", 1)
        self.address = host, int(port)

    def ask(self, path, seconds=5):
        """Status and body of one GET on a connection of its own."""
        connection = http.client.HTTPConnection(*self.address,
                                                timeout=seconds)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def json(self, path):
        status, body = self.ask(path)
        if status != 200:
            raise AssertionError(f"{path}: {status} {body[:300]}")
        return json.loads(body)

    def ready(self):
        try:
            return self.ask("/readyz", 2)[0] == 200
        except OSError:
            return False

    def wait_ready(self, seconds=20):
        wait_until(self.ready, seconds, "/readyz", 0.002)
        return self

    def status(self):
        return self.json("/api/v1/status")

    def top(self, k=10):
        return self.json(f"/api/v1/top?k={k}")

    def tweets(self):
        status, body = self.ask("/api/v1/top?k=1")
        return json.loads(body)["tweets"] if status == 200 else -1

    def partition(self, number, topic="tweets"):
        for x in self.status()["partitions"]:
            if (x["topic"], x["partition"]) == (topic, number):
                return x
        return None

    def wait_for(self, check, seconds=30, what="a state of the engine"):
        def tried():
            try:
                return check()
            except OSError:
                if not self.running():
                    raise AssertionError("the engine ended: "
                                         + self.said()[-2000:]) from None
                return None
        try:
            return wait_until(tried, seconds, what, 0.05)
        except AssertionError as x:
            try:
                raise AssertionError(f"{x}; status: "
                                     f"{json.dumps(self.status())}") from None
            except OSError:
                raise x from None

    def wait_tweets(self, count, seconds=60):
        """Until just so many tweets are counted; more fail at once."""
        def check():
            now = self.tweets()
            if now > count:
                raise AssertionError(f"{now} tweets counted, {count} sent")
            return now == count
        self.wait_for(check, seconds, f"{count} tweets")

    def wait_durable(self, seconds=30):
        """The status, as soon as the ledger has all that the source holds.

        The status may be a second older than the counts.
        """
        def check():
            status = self.status()
            done = (status["tally"]["counted"] == self.tweets()
                    and all(x["durable"] == x["applied"] == x["end"]
                            for x in status["partitions"]))
            return status if done else None
        return self.wait_for(check, seconds, "all durable")


def run(program, *args, data=None, seconds=120, **more):
    """One program to its end: CompletedProcess with bytes."""
    return subprocess.run([PROGRAMS / program, *map(str, args)], input=data,
                          capture_output=True, timeout=seconds,
                          check=False, **more)


def inject(at, *args, log="log", seconds=120):
    """`murmuration-inject` into the workspace's log, as fast as it can."""
    args = list(map(str, args))
    for name, value in (("--rate", "0"), ("--log-dir", str(at / log))):
        if name not in args and not (name == "--log-dir"
                                     and "--brokers" in args):
            args += [name, value]
    done = run("murmuration-inject", *args, seconds=seconds)
    if done.returncode != 0:
        raise AssertionError(done.stderr.decode(errors="replace"))


def drain(at, settings=None, seconds=120, counts="counts.jsonl"):
    """`murmuration --drain`: its document and the counts by key."""
    settings = {**at.embedded(), **(settings or {})}
    done = run("murmuration", "--drain", "--counts", at / counts,
               *arguments(settings), seconds=seconds)
    if done.returncode != 0:
        raise AssertionError(f"exit code {done.returncode}: "
                             + done.stderr.decode(errors="replace")[-2000:])
    return json.loads(done.stdout), read_counts(at / counts)


def read_counts(path):
    result = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            assert row["key"] not in result, f"twice: {row['key']}"
            result[row["key"]] = row["count"]
    return result


def read_truth(path):
    truth = json.loads(Path(path).read_text(encoding="utf-8"))
    return truth["tweets"], truth["tags"]


def read_truths(paths):
    """The sum of several."""
    tweets, tags = 0, Counter()
    for path in paths:
        more = read_truth(path)
        tweets += more[0]
        tags.update(more[1])
    return tweets, dict(tags)


def kill_drains(at, settings, add, random, times=10, wait_s=0.35):
    """Starts drains and kills exactly `times` of them, after random waits:
    every other one from its start, which a busy machine may spend on starting,
    the others from when it began to read.

    `add()` sends more tweets whenever one was done before it was killed, so
    that there always is work. Returns at how many different places drains
    went on behind the beginning: what killed ones had left behind.
    """
    command = [PROGRAMS / "murmuration", "--drain", *arguments(settings)]
    said = at / "killed.log"
    killed = done = 0
    while killed < times:
        with open(said, "ab") as errors:
            before = errors.tell()
            child = subprocess.Popen(command, stderr=errors,
                                     stdout=subprocess.DEVNULL)

        def reads():
            return (child.poll() is not None
                    or b"event=consume" in said.read_bytes()[before:])
        if killed % 2:
            wait_until(reads, 30, "a drain that reads", 0.01)
        time.sleep(random.uniform(0, wait_s))
        child.kill()
        code = child.wait(30)
        if code == -signal.SIGKILL:
            killed += 1
            continue
        done += 1
        if code != 0 or done > 5 * times:
            raise AssertionError(f"exit code {code}, {done} drains ended: "
                                 + said.read_text()[-2000:])
        add()
    places = set(re.findall(r"event=consume partition=(\S+) .*offset=(\d+)",
                            said.read_text()))
    behind = sum(offset != "0" for _, offset in places)
    print(f"killed {killed}, {done} were done before, went on at {behind} "
          "places", flush=True)
    return behind
