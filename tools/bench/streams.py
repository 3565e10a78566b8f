#!/usr/bin/env python3
"""What open pages cost the engine: CPU with and without readers of the stream.

    tools/bench/streams.py [--bin DIR] [--streams N…] [--seconds S] [--rate R]

Starts an embedded engine and murmuration-inject, then alternates between no
stream and N of the page's kind, and prints for each N the engine's CPU (user
and system, shares of one core), what the streams add to it, and how many
updates a second all of them and each one got.
"""
import argparse
import pathlib
import resource
import selectors
import signal
import socket
import statistics
import subprocess
import tempfile
import time

import measuring

QUERY = "events=top,sentiment,status,tweets,points&interval=1000"


class Readers:
    """Takes all that comes on many streams; an update ends when it is quiet."""

    def __init__(self, address, count):
        self.waiting = selectors.EpollSelector()
        self.bytes = self.updates = 0
        self.seen = [0] * count
        ask = f"GET /api/v1/stream?{QUERY} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for number in range(count):
            stream = socket.create_connection(address)
            stream.sendall(ask.encode())
            stream.setblocking(False)
            self.waiting.register(stream, selectors.EVENT_READ, number)
            # Not all in the same moment, as people come.
            self.read_for(0.001)

    def read_for(self, seconds):
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            for key, _ in self.waiting.select(left):
                data = key.fileobj.recv(1 << 18)
                if not data:
                    raise SystemExit("the engine closed a stream")
                self.bytes += len(data)
                # The status changes all the time, so it is in each update.
                updates = data.count(b"event: status\n")
                self.updates += updates
                self.seen[key.data] += updates

    def close(self):
        for key in list(self.waiting.get_map().values()):
            key.fileobj.close()
        self.waiting.close()


def measure(pid, seconds, wait):
    from_, cpu = time.monotonic(), measuring.cpu_s(pid)
    wait(seconds)
    return (measuring.cpu_s(pid) - cpu) / (time.monotonic() - from_)


def with_streams(pid, address, count, seconds):
    readers = Readers(address, count)
    readers.read_for(3)
    readers.bytes = readers.updates = 0
    readers.seen = [0] * count
    from_ = time.monotonic()
    share = measure(pid, seconds, readers.read_for)
    took = time.monotonic() - from_
    each = sorted(x / took for x in readers.seen)
    result = (share, readers.updates / took, each[0], each[-1],
              readers.bytes / max(readers.updates, 1))
    readers.close()
    return result


def compare(engine, asked):
    time.sleep(3)
    for count in asked.streams:
        none, many = [], []
        for _ in range(asked.runs):
            none.append(measure(engine.pid, asked.seconds, time.sleep))
            many.append(with_streams(engine.pid, engine.address, count,
                                     asked.seconds))
        bare = statistics.median(none)
        share, total, least, most, size = (
            statistics.median(x) for x in zip(*many))
        print(f"{count} streams: {bare:.1%} of a core without, "
              f"{share:.1%} with, {share - bare:.1%} more; "
              f"{total:.0f} updates/s of {size / 1000:.1f} kB, "
              f"each {least:.2f} to {most:.2f}/s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", default=measuring.PROGRAMS, type=pathlib.Path,
                        help="where the programs are")
    parser.add_argument("--streams", default=[1000, 3000], type=int, nargs="+")
    parser.add_argument("--seconds", default=10, type=float)
    parser.add_argument("--rate", default=1000, type=int, help="tweets a second")
    parser.add_argument("--runs", default=3, type=int)
    asked = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory() as scratch:
        log = pathlib.Path(scratch) / "log"
        settings = {"source.log.directory": log,
                    "store.rocksdb.directory": f"{scratch}/ledger"}
        with measuring.Engine(asked.bin, settings) as engine:
            feed = subprocess.Popen(
                [asked.bin / "murmuration-inject", "--log-dir", log, "--rate",
                 str(asked.rate)], stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL)
            try:
                compare(engine, asked)
            finally:
                feed.send_signal(signal.SIGTERM)
                feed.wait(20)


if __name__ == "__main__":
    main()
