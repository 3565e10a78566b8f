#!/usr/bin/env python3
"""The chart of the former page: same paths, same ports, same form.
"""
import json
import os
import socket
import sys
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from checks import Laws, main  # noqa: E402
from engine import Engine, Workspace  # noqa: E402


def free_ports(count):
    """Ports that were free a moment ago: a config cannot name port 0 here."""
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [x.getsockname()[1] for x in taken]
    for x in taken:
        x.close()
    return ports


def ask(port, path, data=None, host=None):
    """Status and body; `data` is posted as Python's requests does."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        data and urllib.parse.urlencode(data).encode(),
        {"Host": host or f"localhost:{port}"})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def write_texts(at, texts):
    """As on the former topic: each value is a JSON string."""
    directory = at / "log" / "hashtags"
    directory.mkdir(parents=True, exist_ok=True)
    with open(directory / "0.jsonl", "a", encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps(text) + "\n")


class Chart(Laws):
    def test_every_port_shows_what_was_counted_and_then_what_was_posted(self):
        tags = [f"#tag{x}" for x in range(12)]
        with Workspace() as at:
            write_texts(at, [f"good {tag}" for i, tag in enumerate(tags)
                             for _ in range(20 - i)])
            total = sum(20 - i for i in range(12))
            ports = free_ports(2)
            settings = {"http.also-ports": ports, "http.update-data": True}
            counted = {"sLabel": tags[:10], "sData": list(range(20, 10, -1))}
            with Engine(at, settings).wait_ready() as engine:
                engine.wait_tweets(total)
                for port in (engine.address[1], *ports):
                    status, body = ask(port, "/refreshData")
                    self.assertEqual((status, json.loads(body)),
                                     (200, counted))
                    self.assertEqual(ask(port, "/widget")[0], 200)
                    self.assertEqual(
                        ask(port, "/refreshData", host="evil.example")[0], 421)
                form = {"label": str(["#café", "#it's"]), "data": str([3, 2])}
                self.assertEqual(ask(ports[1], "/updateData", form),
                                 (201, "success"))
                for port in (engine.address[1], *ports):
                    self.assertEqual(json.loads(ask(port, "/refreshData")[1]),
                                     {"sLabel": ["#café", "#it's"],
                                      "sData": [3, 2]})
                self.assertEqual(
                    ask(ports[1], "/updateData", {"label": "['#a']"})[0], 400)
                self.assertEqual(engine.stop()[0], 0)
            with Engine(at).wait_ready() as engine:
                port = engine.address[1]
                engine.wait_tweets(total)
                self.assertEqual(json.loads(ask(port, "/refreshData")[1]),
                                 counted)
                status, body = ask(port, "/updateData", form)
                self.assertEqual(status, 404)
                self.assertIn("http.update-data", body)


if __name__ == "__main__":
    main()
