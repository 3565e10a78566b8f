"""Peers: other programs for the same job, in a directory of the user's.

Each prints `TOP {json}` while it runs and `FINAL {json}` at the end, with
"top": [[tag, count], …]. They read the topic of the environment's TOPIC from
Kafka at 127.0.0.1:9092, and are copied before they are built or run.
"""
import dataclasses
import json
import shutil
import subprocess


@dataclasses.dataclass
class Peer:
    name: str
    folder: str
    command: list
    build: list = ()
    modules: list = ()   # of Python; the command is then Python's arguments
    environment: dict = dataclasses.field(default_factory=dict)


CXX = ["g++", "-O3", "-march=native", "-std=c++20"]
ALL = [
    Peer("librdkafka alone, CRCs checked", "raw",
         ["./raw", "batchq", "check.crcs=true"],
         [*CXX, "raw.cpp", "-o", "raw", "-lrdkafka", "-lpthread"]),
    Peer("C++: librdkafka, simdjson", "cpp", ["./tags", "simd"],
         [*CXX, "tags.cpp", "-o", "tags", "-lrdkafka", "-lsimdjson",
          "-lpthread"]),
    Peer("C++: librdkafka, RapidJSON SAX", "cpp", ["./tags", "sax"],
         [*CXX, "tags.cpp", "-o", "tags", "-lrdkafka", "-lsimdjson",
          "-lpthread"]),
    Peer("Rust: rdkafka, sonic-rs", "rust", ["./target/release/tags", "sonic"]),
    Peer("Python: confluent-kafka, orjson", "pyplain", ["tags.py"],
         modules=["confluent_kafka", "orjson"]),
    Peer("Bytewax, 2 workers", "bytewax",
         ["-m", "bytewax.run", "tags:flow", "-w", "2"],
         modules=["bytewax", "confluent_kafka", "orjson"]),
    Peer("Pathway, batched", "pathway", ["tags.py", "batch", "sub"],
         modules=["pathway", "orjson"],
         environment={"PATHWAY_THREADS": "2", "READERS": "1",
                      "BACKLOG": "100000"}),
]
# They end only when they are stopped, or at a count of their own.
OWN_HARNESS = ("connect", "flink", "kstreams", "quix", "spark")


def missing(peer, folder, python):
    """Why the peer cannot run; None when it can."""
    if not folder.is_dir():
        return f"no folder {folder}"
    if peer.build and not shutil.which(peer.build[0]):
        return f"needs {peer.build[0]}"
    if not (peer.build or peer.modules):
        if not (folder / peer.command[0]).exists():
            return f"{folder / peer.command[0]} is not built"
    if peer.modules:
        look = ("import importlib.util as u, sys; print(*(x for x in "
                "sys.argv[1:] if u.find_spec(x) is None))")
        done = subprocess.run([python, "-c", look, *peer.modules], text=True,
                              capture_output=True, check=False)
        if done.returncode != 0 or done.stdout.strip():
            return "needs Python's " + (done.stdout.strip() or str(python))
    return None


def prepare(directory, scratch, say):
    """(name, command, arguments of Popen) of each that can run here."""
    ready = []
    for peer in ALL:
        origin = directory.resolve() / peer.folder
        python = origin / "venv/bin/python"
        if not python.exists():
            python = shutil.which("python3")
        reason = missing(peer, origin, python)
        folder = scratch / "peers" / peer.folder
        if not reason:
            shutil.copytree(origin, folder, dirs_exist_ok=True, symlinks=True,
                            ignore=shutil.ignore_patterns("venv"))
            if peer.build:
                done = subprocess.run(peer.build, cwd=folder, text=True,
                                      capture_output=True, check=False)
                if done.returncode != 0:
                    reason = "does not build: " + done.stderr.strip()[-200:]
        if reason:
            say(f"skipped: {peer.name}: {reason}")
            continue
        command = [python, *peer.command] if peer.modules else peer.command
        ready.append((peer.name, command, {"cwd": folder},
                      peer.environment))
    say("left out, since they do not end by themselves: "
        + ", ".join(OWN_HARNESS))
    return ready


def top_of(out):
    """{tag: count} of its last answer; None when it gave none."""
    for line in reversed(out.splitlines()):
        for mark in (b"FINAL ", b"TOP "):
            if line.startswith(mark):
                return dict(json.loads(line[len(mark):])["top"][:10])
    return None
