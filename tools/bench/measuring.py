"""What the measurements share: what a child used, a running engine, tables.

    used = measuring.run(["murmuration", "--drain"], first=b"TOP")
    with measuring.Engine(bin, settings) as engine:
        engine.get("/api/v1/top?k=10")

No child outlives its measurement.
"""
import dataclasses
import http.client
import json
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

# Whoever ends the measurement ends its children.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "build/release/bin"
TICKS = os.sysconf("SC_CLK_TCK")
HASHTAGS_ONLY = {"word-counter.pool-size": 0, "classifier.pool-size": 0}


@dataclasses.dataclass
class Used:
    cpu_s: float         # user and system, of the child and all its children
    wall_s: float        # from its start to its end
    peak_mb: float       # resident, all processes together (sampled), MiB
    first_s: float       # until the first line of an answer; nan: none came
    others_cpu_s: float  # what the rest of the machine used meanwhile
    out: bytes


def cpu_s(pid):
    """User and system seconds of one process, without its children."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text()
    fields = fields.rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def busy_s():
    """CPU seconds of the whole machine since it started."""
    with open("/proc/stat", encoding="ascii") as stat:
        user, nice, system, _, _, irq, soft = map(
            int, stat.readline().split()[1:8])
    return (user + nice + system + irq + soft) / TICKS


def tree_mb(pid):
    """Resident memory of a process and its descendants, MiB; 0 when gone."""
    try:
        task = pathlib.Path(f"/proc/{pid}")
        pages = int((task / "statm").read_text().split()[1])
        children = [child for x in task.glob("task/*/children")
                    for child in x.read_text().split()]
    except (OSError, IndexError):
        return 0
    return pages * 4096 / 2**20 + sum(map(tree_mb, children))


def run(command, first=None, seconds=600, **more):
    """Runs a child to its end. `first`: how a line of an answer begins."""
    with tempfile.TemporaryFile() as errors:
        before, start = busy_s(), time.monotonic()
        child = subprocess.Popen([str(x) for x in command], stderr=errors,
                                 stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE,
                                 start_new_session=True, **more)
        peak, ended = [0.0], threading.Event()

        def watch():
            while not ended.wait(0.05):
                peak[0] = max(peak[0], tree_mb(child.pid))
                if time.monotonic() > start + seconds:
                    os.killpg(child.pid, signal.SIGKILL)
        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        lines, first_s = [], float("nan")
        for line in child.stdout:
            if first and first_s != first_s and line.startswith(first):
                first_s = time.monotonic() - start
            lines.append(line)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        wall, others = time.monotonic() - start, busy_s() - before
        ended.set()
        watcher.join()
        if child.returncode != 0:
            errors.seek(0)
            raise SystemExit(f"{command[0]}: exit code {child.returncode}\n"
                             + errors.read().decode(errors="replace")[-2000:])
    used = usage.ru_utime + usage.ru_stime
    return Used(used, wall, max(peak[0], usage.ru_maxrss / 1024), first_s,
                max(0.0, others - used), b"".join(lines))


def arguments(settings):
    """As --set takes them: a text as TOML, so that it stays a text."""
    result = []
    for key, value in settings.items():
        if isinstance(value, (str, pathlib.Path)):
            value = json.dumps(str(value))
        result += ["--set", f"{key}={value}"]
    return result


class Engine:
    """A `murmuration` that serves on a free port; it ends with the block."""

    def __init__(self, programs, settings, more=()):
        self.errors = tempfile.NamedTemporaryFile()
        self.started = time.monotonic()
        self.child = subprocess.Popen(
            [programs / "murmuration",
             *arguments({"http.port": 0, **settings}),
             *(x for setting in more for x in ("--set", setting))],
            stdout=subprocess.DEVNULL, stderr=self.errors)
        self.pid = self.child.pid
        self.connection = None

    def __enter__(self):
        while True:
            said = pathlib.Path(self.errors.name).read_text("utf-8")
            found = re.search(r"event=started .*address=http://(\S+):(\d+)",
                              said)
            if found:
                break
            if self.child.poll() is not None:
                raise SystemExit("the engine ended: " + said[-2000:])
            time.sleep(0.002)
        self.address = found[1], int(found[2])
        self.connection = http.client.HTTPConnection(*self.address, timeout=10)
        return self

    def __exit__(self, *_):
        if self.connection:
            self.connection.close()
        self.child.send_signal(signal.SIGTERM)
        try:
            self.child.wait(20)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        self.errors.close()

    def peak_mb(self):
        """The most that was resident since its start, MiB."""
        told = pathlib.Path(f"/proc/{self.pid}/status").read_text("utf-8")
        return int(re.search(r"VmHWM:\s+(\d+)", told)[1]) / 1024

    def get(self, path):
        """The JSON document, None while the engine has none."""
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        body = answer.read()
        return json.loads(body) if answer.status == 200 else None


def spread(values, digits=2):
    """`median (least–most)`, or a dash where there is nothing."""
    known = [x for x in values if x == x]
    if not known:
        return "–"
    return (f"{statistics.median(known):,.{digits}f} "
            f"({min(known):,.{digits}f}–{max(known):,.{digits}f})")


def markdown(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(str, x)) + " |" for x in lines)


def said(*command):
    """The first line that a program prints, or what kept it from that."""
    try:
        done = subprocess.run(command, capture_output=True, text=True,
                              check=False)
        return (done.stdout + done.stderr).strip().splitlines()[0]
    except (OSError, IndexError):
        return "unknown"


def machine(programs):
    """One line a fact: what was measured on, and with what."""
    cpu = re.search(r"model name\s*: (.*)",
                    pathlib.Path("/proc/cpuinfo").read_text("utf-8"))
    memory = re.search(r"MemTotal:\s*(\d+)",
                       pathlib.Path("/proc/meminfo").read_text("utf-8"))
    versions = [f"{name} {said('pkg-config', '--modversion', name)}"
                for name in ("rdkafka", "simdjson", "rocksdb")]
    system = os.uname()
    return [f"{cpu[1] if cpu else 'unknown processor'}, {os.cpu_count()} "
            f"cores, {int(memory[1]) / 2**20:.0f} GiB",
            f"{system.sysname} {system.release}",
            said("c++", "--version"), ", ".join(versions),
            said(programs / "murmuration", "--version"),
            "load before: " + ", ".join(f"{x:.2f}" for x in os.getloadavg())]
