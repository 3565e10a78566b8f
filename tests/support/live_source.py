"""Runs `murmuration-tweets` against fake_x_api, and knows what must come out.

`MURMURATION_TWEETS_CLOCK_SPEED` makes X's waits (250 ms to 15 minutes) short;
see tools/tweets/README.md.
"""
import json
import os
import re
import time
from collections import Counter
from contextlib import contextmanager

from engine import Process, run, wait_until
from fake_x_api import (DISCONNECT_V1, DISCONNECT_V2, TOKEN, TOO_MANY, status,
                        stream)

SPEED = 20


def arguments(at, fake, *more, speed=SPEED):
    """Also sets the clock's speed for the children of this process."""
    os.environ["MURMURATION_TWEETS_CLOCK_SPEED"] = str(speed)
    token = at / "token"
    token.write_text(TOKEN + "\n")
    token.chmod(0o600)
    return ["--token-file", token, "--api-url", fake.url, "--track", "coffee",
            *more]


def tweets(at, fake, *more, seconds=30, speed=SPEED):
    return run("murmuration-tweets", *arguments(at, fake, *more, speed=speed),
               seconds=seconds)


@contextmanager
def running(at, fake, *more, speed=SPEED):
    """The program while it runs."""
    with Process("murmuration-tweets",
                 arguments(at, fake, *more, speed=speed),
                 at / "tweets.log") as source:
        yield source


def lines_of_log(at, topic="tweets", log="log"):
    """All lines; the last one must be whole."""
    result = []
    for path in sorted((at / log / topic).glob("*.jsonl")):
        data = path.read_bytes()
        assert not data or data.endswith(b"\n"), f"{path}: torn at its end"
        result += data.splitlines()
    return result


def ids_of(lines):
    """The id of each object; every line must be one, as the fake made it."""
    return [json.loads(x)["data"]["id"] for x in lines]


def hostile_script(random, episodes):
    """Each kind of trouble at least once, in random order."""
    def some(**more):
        return stream(tweets=random.randrange(1, 60),
                      repeats=random.randrange(0, 30), **more)

    kinds = [
        lambda: status(503),
        lambda: some(end="rst-mid"),
        lambda: some(end="rst"),
        lambda: some(end="close"),
        lambda: some(end="cut"),
        lambda: some(end="stay", message=DISCONNECT_V1),
        lambda: some(end="close", message=DISCONNECT_V2),
        lambda: some(end="close", message=DISCONNECT_V2, newline=False),
        lambda: some(end="rst", message=b'{"data": {"id": "1'),
        lambda: stream(tweets=0, end="rst"),
        lambda: some(end="silent"),
    ]
    slow = [  # 60 s and more for X
        lambda: some(end="stay", message=TOO_MANY),
        lambda: status(429, x_rate_limit_remaining=0,
                       x_rate_limit_reset=int(time.time()) + 15),
    ]
    result = [kind() for kind in kinds + slow]
    while len(result) < episodes:
        pick = random.choice(slow if random.random() < 0.03 else kinds)
        result.append(pick())
    random.shuffle(result)
    return result


def missing(fake, lines):
    return set(fake.delivered) - fake.uncertain - set(ids_of(lines))


def endings(said):
    """How often each reason for a reconnect was given."""
    return dict(Counter(re.findall(
        r"^murmuration-tweets: (.{3,25}).*; again", said, re.MULTILINE)))


def hostile_run(at, fake, random, seconds, to, read, speed=SPEED):
    """Trouble for `seconds`, then peace; `read()` gives the lines written.

    Returns how much of everything there was; raises AssertionError when an
    object is missing, twice, changed or only half there.
    """
    # Every episode ends, also the last, which is repeated.
    fake.script(*hostile_script(random, 14), stream(tweets=5, end="rst"))
    until = time.monotonic() + seconds
    with running(at, fake, *to, speed=speed) as source:
        while time.monotonic() < until:
            with fake.lock:
                if len(fake.episodes) < 10:
                    fake.episodes[:0] = hostile_script(random, 14)
            time.sleep(0.1)
            assert source.running(), source.said()[-3000:]
        with fake.lock:
            fake.episodes[:] = [stream()]
        before = len(fake.connects)
        wait_until(lambda: len(fake.connects) > before, 60, "the last stream")
        time.sleep(0.5)
        fake.quiet.set()
        # What was sent within a second before the end would be uncertain.
        time.sleep(1.2)
        try:
            wait_until(lambda: not missing(fake, read()), 20,
                       "all that was delivered", every=0.5)
        except AssertionError:
            pass  # said in better words below
        code, took = source.stop(seconds=20)
        assert code == 0, source.said()[-3000:]
    lines = read()
    ids = ids_of(lines)
    delivered = set(fake.delivered)
    assert len(ids) == len(set(ids)), "an object is there twice"
    lost = missing(fake, lines)
    assert not lost, f"{len(lost)} of {len(delivered)}: {sorted(lost)[:5]}"
    assert len(fake.uncertain) < 50 + len(delivered) / 50
    strange = set(ids) - delivered - fake.uncertain
    assert not strange, f"never delivered: {sorted(strange)[:5]}"
    assert not set(ids) & fake.unfinished, "an object that was cut off"
    for number, line in zip(ids, lines):
        assert line == fake.objects[number], f"changed: {line!r}"
    print(f"{len(delivered)} delivered on {len(fake.connects)} connections, "
          f"{fake.repeated} repeats, {len(fake.unfinished)} cut, "
          f"{len(fake.uncertain)} uncertain, stopped in {took:.2f} s; "
          f"{endings(source.said())}", flush=True)
    return delivered
