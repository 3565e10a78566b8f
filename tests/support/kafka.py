"""Real servers for tests: topics, records, outages.

`tools/test.sh` names them in the environment: KAFKA and THRIFT as HOST:PORT,
MURMURATION_SERVICES_DIR for tools/services.sh, MURMURATION_VENV with
HappyBase. A test that needs one that is not named is skipped.
"""
import json
import os
import subprocess
import tempfile
import unittest
import uuid
from pathlib import Path

from engine import PROJECT

KAFKA = os.environ.get("KAFKA")
THRIFT = os.environ.get("THRIFT")
PYTHON = Path(os.environ.get("MURMURATION_VENV", PROJECT / "build/venv"),
              "bin/python")
needs_kafka = unittest.skipUnless(KAFKA, "KAFKA names no broker")
needs_thrift = unittest.skipUnless(THRIFT, "THRIFT names no Thrift server")
needs_both = unittest.skipUnless(
    KAFKA and THRIFT, "KAFKA and THRIFT do not name servers")


def new_name(what):
    """A name that no other test and no earlier run used."""
    return f"{what}-{uuid.uuid4().hex[:10]}"


def services(*args, seconds=180):
    done = subprocess.run([PROJECT / "tools/services.sh", *map(str, args)],
                          capture_output=True, timeout=seconds, check=False)
    if done.returncode != 0:
        raise AssertionError(f"services.sh {args}: "
                             + (done.stdout + done.stderr).decode()[-2000:])


def new_topic(partitions=2):
    name = new_name("tweets")
    services("topic", name, partitions)
    return name


def on_kafka(topic, group=None, **more):
    """Settings of an engine that reads the topic as one of a group."""
    return {
        "source.kind": "kafka",
        "source.kafka.brokers": KAFKA,
        "source.kafka.topics": topic,
        "source.kafka.group-id": group or topic,
        **more,
    }


def on_hbase(job, table="murmuration_tests"):
    """Settings of a ledger of its own in a table that tests share."""
    host, port = THRIFT.rsplit(":", 1)
    return {
        "job": job,
        "store.kind": "hbase",
        "store.hbase.host": host,
        "store.hbase.port": int(port),
        "store.hbase.table": table,
    }


def load(topic, truth, *more):
    """Arguments of `murmuration-inject` to the topic."""
    return ["--brokers", KAFKA, "--topic", topic, "--truth", truth, *more]


def kcat(*args, data=None, seconds=60):
    done = subprocess.run(["kcat", "-b", KAFKA, *map(str, args)], input=data,
                          capture_output=True, timeout=seconds, check=False)
    if done.returncode != 0:
        raise AssertionError(f"kcat {args}: {done.stderr.decode()}")
    return done.stdout


def produce(topic, partition, value, *more):
    """One record as it stands, line breaks and all."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(value)
        file.flush()
        kcat("-P", "-t", topic, "-p", partition, *more, file.name)


def happybase(program, *args):
    """Runs Python that has HappyBase; what it prints, as JSON."""
    host, port = THRIFT.rsplit(":", 1)
    start = ("import happybase, json, sys\n"
             f"c = happybase.Connection({host!r}, {port})\n")
    done = subprocess.run([PYTHON, "-c", start + program, *map(str, args)],
                          capture_output=True, timeout=60, check=False)
    if done.returncode != 0:
        raise AssertionError(done.stderr.decode()[-2000:])
    return json.loads(done.stdout)


