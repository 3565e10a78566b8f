"""X's filtered stream, version 2, on 127.0.0.1, and hostile on demand.

    with FakeX() as x:
        x.script(status(503), stream(tweets=5, end="rst-mid"), stream())
        run("murmuration-tweets", "--api-url", x.url, …)
        x.delivered        # ids of the objects that went out completely

Each connection to the stream takes the next episode of the script, then the
last one again. The bytes of a stream are cut at random places: within a
character, between CR and LF, within the chunk headers of HTTP; with gzip,
within its blocks. An object is *delivered* once all of its bytes are
acknowledged by the other side's kernel; what was sent on a connection that the
other side closed of its own accord goes to `uncertain` if it was written
within the last second before. Standard library only.
"""
import fcntl
import json
import random
import select
import socket
import struct
import termios
import threading
import time
import urllib.parse
import zlib

TOKEN = "AAAAfake%3Dtoken"
# What a text is made of: characters of one to four bytes, and a tag.
WORDS = ["good", "morning", "café", "東京", "😀", "naïve", "🇫🇷", "é"]


def status(code, body=None, **headers):
    """An episode: an error instead of a stream."""
    return {"status": code, "headers": headers,
            "body": body if body is not None else
            {"title": "made up", "status": code, "detail": f"a {code}"}}


def stream(tweets=None, end="stay", gzip=None, repeats=0, rate=200,
           heart_beat=0.2, message=None, newline=True):
    """An episode: a stream of `tweets` objects (None: while it is open).

    `repeats`: so many of the newest delivered objects come again first.
    `end`: stay (heart-beats until closed), close (in order), cut (without the
    last chunk), rst, rst-mid (within an object), silent (nothing at all until
    closed). `message`: a last line, such as a disconnect message.
    """
    return dict(tweets=tweets, end=end, gzip=gzip, repeats=repeats, rate=rate,
                heart_beat=heart_beat, message=message, newline=newline)


DISCONNECT_V1 = {"disconnect": {"code": 4, "stream_name": "made-up",
                                "reason": "stall of the client"}}
DISCONNECT_V2 = {"errors": [{
    "title": "operational-disconnect",
    "disconnect_type": "UpstreamOperationalDisconnect",
    "detail": "This stream has been disconnected upstream for operational "
              "reasons.",
    "type": "https://api.x.com/2/problems/operational-disconnect"}]}
TOO_MANY = {"errors": [{
    "title": "ConnectionException",
    "detail": "This stream is currently at the maximum allowed connection "
              "limit.",
    "connection_issue": "TooManyConnections",
    "type": "https://api.x.com/2/problems/streaming-connection"}]}


class Gone(Exception):
    """The other side closed the connection."""


class FakeX:
    def __init__(self, seed=None, tls=None):
        self.random = random.Random(seed)
        self.lock = threading.Lock()
        self.rules = {}  # id: (value, tag)
        self.rule_posts = []
        self.refuse_rules = None  # (status, body) of every POST
        self.requests = []  # (path, query) of every request
        self.connects = []  # time of every connection to the stream
        self.delivered = []  # ids, in order
        self.uncertain = set()
        self.objects = {}  # id: the object's bytes
        self.unfinished = set()  # ids of objects that were cut
        self.repeated = 0
        self.quiet = threading.Event()  # set: no more tweets, only heart-beats
        self.episodes = [stream()]
        self.next_id = 1_600_000_000_000_000_000
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.tls = tls
        self.closing = False
        self.threads = []
        scheme = "https" if tls else "http"
        self.url = f"{scheme}://127.0.0.1:{self.listener.getsockname()[1]}"
        self.start(self.accept)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.closing = True
        self.quiet.set()
        # Wakes accept().
        try:
            socket.create_connection(self.listener.getsockname(), 1).close()
        except OSError:
            pass
        self.listener.close()
        for x in list(self.threads):
            x.join(5)

    def script(self, *episodes):
        self.episodes = list(episodes)

    def start(self, function, *args):
        thread = threading.Thread(target=function, args=args, daemon=True)
        self.threads.append(thread)
        thread.start()

    def accept(self):
        while not self.closing:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.start(self.serve, connection)

    # -- requests ----------------------------------------------------------------

    def serve(self, connection):
        try:
            connection.settimeout(10)
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                more = connection.recv(65536)
                if not more:
                    return
                head += more
            head, body = head.split(b"\r\n\r\n", 1)
            lines = head.decode().split("\r\n")
            method, target, _ = lines[0].split()
            headers = {k.lower(): v for k, v in
                       (x.split(": ", 1) for x in lines[1:])}
            while len(body) < int(headers.get("content-length", 0)):
                body += connection.recv(65536)
            url = urllib.parse.urlsplit(target)
            query = dict(urllib.parse.parse_qsl(url.query))
            with self.lock:
                self.requests.append((url.path, query))
            if headers.get("authorization") != f"Bearer {TOKEN}":
                self.answer(connection, status(401, {
                    "title": "Unauthorized", "status": 401,
                    "detail": "Unauthorized"}))
            elif url.path == "/2/tweets/search/stream/rules":
                self.answer_rules(connection, method, body)
            elif url.path == "/2/tweets/search/stream" and method == "GET":
                self.answer_stream(connection, headers)
            else:
                self.answer(connection, status(404))
        except (OSError, Gone):
            pass
        finally:
            connection.close()

    def answer(self, connection, episode):
        body = episode["body"]
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
        head = [f"HTTP/1.1 {episode['status']} X",
                "Content-Type: application/json; charset=utf-8",
                f"Content-Length: {len(body)}", "Connection: close"]
        head += [f"{k.replace('_', '-')}: {v}"
                 for k, v in episode["headers"].items()]
        connection.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + body)

    def answer_rules(self, connection, method, body):
        with self.lock:
            if method == "GET":
                data = [{"id": k, "value": v, "tag": t} if t else
                        {"id": k, "value": v}
                        for k, (v, t) in self.rules.items()]
                answer = {"meta": {"result_count": len(data)}}
                if data:
                    answer["data"] = data
                return self.answer(connection, status(200, answer))
            asked = json.loads(body)
            self.rule_posts.append(asked)
            if self.refuse_rules:
                return self.answer(connection, status(*self.refuse_rules))
            if "delete" in asked:
                for x in asked["delete"]["ids"]:
                    del self.rules[x]
                return self.answer(connection, status(200, {"meta": {}}))
            errors = []
            for x in asked["add"]:
                if x["value"] in [v for v, _ in self.rules.values()]:
                    errors.append({"value": x["value"],
                                   "title": "DuplicateRule"})
                    continue
                self.next_id += 1
                self.rules[str(self.next_id)] = (x["value"], x.get("tag"))
            answer = {"meta": {}, **({"errors": errors} if errors else {})}
            return self.answer(connection, status(201, answer))

    # -- the stream --------------------------------------------------------------

    def answer_stream(self, connection, headers):
        with self.lock:
            self.connects.append(time.monotonic())
            episode = (self.episodes.pop(0) if len(self.episodes) > 1
                       else self.episodes[0])
        if "status" in episode:
            self.answer(connection, episode)
            return
        zipped = episode["gzip"]
        if zipped is None:
            zipped = self.random.random() < 0.5
        zipped = zipped and "gzip" in headers.get("accept-encoding", "")
        Stream(self, connection, episode, zipped).run()

    def make(self):
        """A new object: its id and its bytes without a line end."""
        with self.lock:
            self.next_id += self.random.randrange(1, 1 << 22)
            number = str(self.next_id)
            some = [self.random.choice(WORDS) for _ in range(12)]
        text = " ".join(some) + f" #tag{int(number) % 7} \r\n\u2028end"
        value = {"data": {"id": number, "text": text, "lang": "en",
                          "author_id": "7",
                          "created_at": "2026-01-01T00:00:00.000Z"},
                 "includes": {"users": [{"id": "7", "name": "Ann Å",
                                         "username": "ann"}]},
                 "matching_rules": [{"id": "1", "tag": "murmuration"}]}
        data = json.dumps(value, ensure_ascii=False).encode()
        self.objects[number] = data
        return number, data


class Stream:
    """One connection."""

    def __init__(self, fake, connection, episode, zipped):
        self.fake, self.socket, self.episode = fake, connection, episode
        self.random = fake.random
        self.zip = zlib.compressobj(wbits=31) if zipped else None
        self.pending = []  # (time, id) written and not yet known to be there
        head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json; "
                "charset=utf-8\r\nTransfer-Encoding: chunked\r\n")
        head += "Content-Encoding: gzip\r\n" if zipped else ""
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.raw((head + "\r\n").encode())

    def raw(self, data):
        """In pieces that end anywhere."""
        while data:
            size = self.random.choice([1, 2, 3, 7, 50, 400, 5000])
            self.socket.sendall(data[:size])
            data = data[size:]

    def write(self, data):
        """As chunks that end anywhere."""
        if self.zip:
            data = self.zip.compress(data) + self.zip.flush(zlib.Z_SYNC_FLUSH)
        out = b""
        while data:
            size = self.random.choice([1, 5, 30, 300, 3000, 30000])
            piece, data = data[:size], data[size:]
            out += b"%x\r\n" % len(piece) + piece + b"\r\n"
        self.raw(out)

    def settle(self, seconds=5):
        """Waits until the other side's kernel has it all."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            left = struct.unpack("i", fcntl.ioctl(
                self.socket, termios.TIOCOUTQ, b"\0" * 4))[0]
            if left == 0:
                with self.fake.lock:
                    self.fake.delivered += [x for _, x in self.pending]
                self.pending.clear()
                return
            time.sleep(0.002)
        raise Gone

    def closed(self):
        """Whether the other side has closed."""
        ready, _, _ = select.select([self.socket], [], [], 0)
        return bool(ready) and not self.socket.recv(4096)

    def send_object(self, number, data):
        self.write(data + b"\r\n")
        self.pending.append((time.monotonic(), number))

    def run(self):
        sent = []
        try:
            self.episodes(sent)
            self.finish()
        except (OSError, Gone):
            # Of what was written last nobody knows whether it was read.
            limit = time.monotonic() - 1
            with self.fake.lock:
                self.fake.uncertain |= {x for t, x in sent if t > limit}
                self.fake.uncertain |= {x for _, x in self.pending}

    def episodes(self, sent):
        fake, episode = self.fake, self.episode
        with fake.lock:
            again = fake.delivered[-episode["repeats"]:] \
                if episode["repeats"] else []
        for number in again:
            self.write(fake.objects[number] + b"\r\n")
            fake.repeated += 1
        beat = time.monotonic()
        left = episode["tweets"]
        while left is None or left > 0:
            if self.closed() or fake.closing:
                raise Gone
            now = time.monotonic()
            if fake.quiet.is_set() and left is None:
                self.settle()
                if now - beat > episode["heart_beat"]:
                    self.write(b"\r\n")
                    beat = now
                time.sleep(0.01)
                continue
            number, data = fake.make()
            self.send_object(number, data)
            sent.append((now, number))
            del sent[:-5000]
            left = None if left is None else left - 1
            if self.random.random() < 0.05:
                self.write(b"\r\n")
            if len(self.pending) >= 20:
                self.settle()
            time.sleep(self.random.expovariate(episode["rate"]))
        self.settle()
        # All of these are in the other side's hands now.
        sent.clear()

    def finish(self):
        episode, fake = self.episode, self.fake
        if episode["message"] is not None:
            data = episode["message"]
            data = data if isinstance(data, bytes) else json.dumps(
                data).encode()
            self.write(data + (b"\r\n" if episode["newline"] else b""))
        end = episode["end"]
        if end == "rst-mid":
            number, data = fake.make()
            with fake.lock:
                fake.unfinished.add(number)
            self.write(data[:self.random.randrange(1, len(data))])
        if end in ("rst", "rst-mid"):
            self.settle()
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                   struct.pack("ii", 1, 0))
        elif end == "close":
            if self.zip:
                data = self.zip.flush()
                self.raw(b"%x\r\n" % len(data) + data + b"\r\n")
            self.raw(b"0\r\n\r\n")
        elif end == "silent":
            self.wait_closed(60)
        elif end == "stay":
            while not self.wait_closed(episode["heart_beat"]):
                self.write(b"\r\n")

    def wait_closed(self, seconds):
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self.fake.closing:
            if self.closed():
                return True
            time.sleep(0.005)
        return self.fake.closing
