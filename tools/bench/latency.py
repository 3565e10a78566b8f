#!/usr/bin/env python3
"""From a tweet's produce to its count in /api/v1/top, on a real Kafka or a log.

    tools/bench/latency.py [--log] [--rate R…] [--seconds S] [--set key=value]…

Among R tweets a second of murmuration-inject, marker tweets are sent at random
times, none waits for the one before. All carry one tag, of which enough were
sent before to keep it in the list: marker n is visible when the tag's count is
n. The clock starts before the record is given to librdkafka, and stops when an
answer with the count has been read; it is asked for every millisecond while one
is awaited. Each marker also has a tag of its own (--by tags polls
/api/v1/tags/{key} of the oldest one awaited). A process of its own notes when
the server-sent events tell the same, another one how long Kafka takes to hand
single records on: what the machine's other work does, it does to both. The
engine's CPU is measured before, with the load alone. With --log both write to a
log directory, each to a file of its own; then the clock starts before the write.
"""
import argparse
import contextlib
import http.client
import json
import multiprocessing
import pathlib
import random
import signal
import subprocess
import tempfile
import time

import kafka
import measuring

TAG = "latencymark"
WARM_UP_S = 5
POLL_S = 0.0005  # between two questions: it shares the engine's cores
LATE_S = 15  # a marker that is not seen until then ends the measurement


def marker(number):
    """A raw v1.1 tweet with the common tag and one of its own."""
    tags = [TAG, f"mark{number}"]
    return json.dumps({
        "created_at": time.strftime("%a %b %d %H:%M:%S +0000 %Y",
                                    time.gmtime()),
        "id": 10**18 + number, "id_str": str(10**18 + number),
        "text": " ".join("#" + x for x in tags), "lang": "en",
        "user": {"id": 1, "id_str": "1", "screen_name": "prober"},
        "entities": {"hashtags": [{"text": x, "indices": [0, 1]}
                                  for x in tags]}}).encode()


def count_in(top):
    """Of the common tag in a document of /api/v1/top."""
    return next((x["count"] for x in top["tags"] if x["key"] == TAG), 0)


def follow(address, interval_ms, told, stop):
    """Sends (time, count) whenever the stream tells another count."""
    connection = http.client.HTTPConnection(*address, timeout=30)
    connection.request("GET", "/api/v1/stream?events=top&interval="
                       + str(interval_ms))
    stream = connection.getresponse()
    before, seen = 0, []
    while not stop.is_set():
        line = stream.readline()
        now = time.monotonic()
        if line.startswith(b"data: "):
            count = count_in(json.loads(line[6:]))
            if count != before:
                seen.append((now, count))
                before = count
    told.send(seen)


def echo(broker, topic, told, stop):
    """Sends seconds from produce to consume of single records: Kafka alone."""
    consumer = kafka.Consumer(broker, topic)
    producer = kafka.Producer(broker, topic)
    took = []
    while not stop.is_set():
        start = time.monotonic()
        record = str(start).encode()
        producer.send(record)
        # What came before the consumer was ready never comes.
        while consumer.take(1000) not in (record, None):
            pass
        took.append(time.monotonic() - start)
        time.sleep(random.uniform(0.02, 0.06))
    told.send(took[3:])  # the first ones connect


class Beside:
    """A function in a process of its own, until it is asked for its result."""

    def __init__(self, what, *arguments):
        self.told, tell = multiprocessing.Pipe(False)
        self.stop = multiprocessing.Event()
        self.process = multiprocessing.Process(
            target=what, args=(*arguments, tell, self.stop), daemon=True)
        self.process.start()

    def result(self):
        self.stop.set()
        result = self.told.recv()
        self.process.join()
        return result


def probe(engine, send, asked, sent_before):
    """When each marker was sent and when it was seen, monotonic seconds."""
    sent, seen = [], []
    start = time.monotonic()
    due = start
    while True:
        now = time.monotonic()
        if now >= due and due < start + asked.seconds:
            record = marker(sent_before + len(sent) + 1)
            sent.append(time.monotonic())
            send(record)
            due = now + random.uniform(0.5, 1.5) / asked.markers
        elif len(seen) == len(sent):
            if due >= start + asked.seconds:
                return sent, seen
            time.sleep(max(0, due - time.monotonic()))
        if len(seen) < len(sent):
            if asked.by == "tags":
                key = f"mark{sent_before + len(seen) + 1}"
                count = (sent_before + len(seen)
                         + bool(engine.get("/api/v1/tags/" + key)))
            else:
                count = count_in(engine.get("/api/v1/top?k=10"))
            now = time.monotonic()
            seen += [now] * (count - sent_before - len(seen))
            time.sleep(POLL_S)
            if len(seen) < len(sent) and now > sent[len(seen)] + LATE_S:
                raise SystemExit(f"marker {len(seen)} is not visible")


def quantiles(seconds):
    """p50, p90, p99 and most, in milliseconds."""
    ordered = sorted(seconds) or [float("nan")]
    return [1000 * ordered[min(len(ordered) - 1, int(q * len(ordered)))]
            for q in (0.5, 0.9, 0.99, 1)]


def through_kafka(broker, rate):
    """The engine's settings, how to send a marker, and inject's arguments."""
    topic = broker.topic(f"latency-{rate}", 2)
    return (broker.settings(topic), kafka.Producer(broker, topic).send,
            ["--brokers", broker.address, "--topic", topic])


def through_log(directory):
    """The same, without Kafka."""
    topic = pathlib.Path(directory, "tweets")
    topic.mkdir(parents=True)
    markers = open(topic / "1.jsonl", "ab", buffering=0)
    return ({"source.log.directory": directory},
            lambda record: markers.write(record + b"\n"),
            ["--log-dir", directory])


def measure(broker, rate, asked, scratch):
    settings, send, target = (through_kafka(broker, rate) if broker else
                              through_log(f"{scratch}/log-{rate}"))
    settings["store.rocksdb.directory"] = f"{scratch}/ledger-{rate}"
    topic_alone = broker and broker.topic(f"echo-{rate}", 1)
    with measuring.Engine(asked.bin, settings, asked.set) as engine:
        # More than the load uses its tenth tag.
        ahead = int(rate * (asked.seconds * 2 + WARM_UP_S) / 100) + 100
        for number in range(ahead):
            send(marker(number + 1))
        until = time.monotonic() + 60
        while not (top := engine.get("/api/v1/top?k=10")) or (
                count_in(top) < ahead):
            if time.monotonic() > until:
                raise SystemExit("the engine does not count: " + str(top))
            time.sleep(0.01)
        load = subprocess.Popen(
            [asked.bin / "murmuration-inject", *target, "--rate", str(rate),
             "--seed", "1"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            time.sleep(WARM_UP_S)
            share, reached = steady(engine, asked.seconds)
            reader = Beside(follow, engine.address, asked.interval)
            alone = broker and Beside(echo, broker, topic_alone)
            time.sleep(0.5)
            sent, seen = probe(engine, send, asked, ahead)
            events, alone = reader.result(), alone.result() if alone else []
        finally:
            load.send_signal(signal.SIGTERM)
            load.wait(20)
    told_at, i = [], 0
    for number in range(len(sent)):
        while i < len(events) and events[i][1] < ahead + number + 1:
            i += 1
        told_at.append(events[i][0] if i < len(events) else float("nan"))
    return share, reached, [b - a for a, b in zip(sent, seen)], [
        b - a for a, b in zip(seen, told_at) if b == b], alone


def steady(engine, seconds):
    """The engine's share of a core, and tweets a second, with the load only."""
    start, cpu = time.monotonic(), measuring.cpu_s(engine.pid)
    tweets = engine.get("/api/v1/top?k=1")["tweets"]
    time.sleep(seconds)
    took = time.monotonic() - start
    return ((measuring.cpu_s(engine.pid) - cpu) / took,
            (engine.get("/api/v1/top?k=1")["tweets"] - tweets) / took)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", default=measuring.PROGRAMS, type=pathlib.Path)
    parser.add_argument("--log", action="store_true",
                        help="a log directory instead of Kafka")
    parser.add_argument("--rate", default=[1000, 20_000], type=int, nargs="+",
                        help="tweets a second")
    parser.add_argument("--seconds", default=20, type=int)
    parser.add_argument("--markers", default=25, type=int, help="a second")
    parser.add_argument("--by", default="top", choices=["top", "tags"])
    parser.add_argument("--interval", default=4, type=int,
                        help="of the stream, ms")
    parser.add_argument("--set", default=[], action="append",
                        help="the engine's, key=value")
    asked = parser.parse_args()
    print("\n".join(f"* {x}" for x in measuring.machine(asked.bin)))
    rows = []
    broker_or_none = (contextlib.nullcontext() if asked.log
                      else kafka.Broker())
    with tempfile.TemporaryDirectory() as scratch, broker_or_none as broker:
        for rate in asked.rate:
            share, reached, visible, events, alone = measure(
                broker, rate, asked, scratch)
            rows.append([f"{reached:,.0f}", f"{share:.1%}", len(visible),
                         *(f"{x:.1f}" for x in quantiles(visible)),
                         *(f"{x:.1f}" for x in quantiles(events)[:3:2]),
                         *(f"{x:.1f}" for x in quantiles(alone)[:3:2])])
    print("\n" + measuring.markdown(
        ["tweets/s", "of a core", "markers", "p50 ms", "p90", "p99", "most",
         "event later p50", "p99", "Kafka alone p50", "p99"], rows))


if __name__ == "__main__":
    main()
