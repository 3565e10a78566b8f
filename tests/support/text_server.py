"""The sender of a socket source: it listens, the engine connects."""
import socket
import threading


class TextServer:
    """Holds the newest connection and sends to it; nothing is sent again."""

    def __init__(self, port=0):
        self.listener = socket.create_server(("127.0.0.1", port))
        self.port = self.listener.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"
        self.peer = None
        self.connections = 0
        self.changed = threading.Condition()
        self.thread = threading.Thread(target=self._accept, daemon=True)
        self.thread.start()

    def _accept(self):
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            with self.changed:
                if self.peer:
                    self.peer.close()
                self.peer = peer
                self.connections += 1
                self.changed.notify_all()

    def wait(self, connections=1, seconds=20):
        """Until so many connections were made since the beginning."""
        with self.changed:
            if not self.changed.wait_for(
                    lambda: self.connections >= connections, seconds):
                raise AssertionError(f"{self.connections} connections")
        return self

    def send(self, *texts, end="\n"):
        self.send_bytes("".join(x + end for x in texts).encode())

    def send_bytes(self, data):
        self.peer.sendall(data)

    def hang_up(self):
        self.peer.shutdown(socket.SHUT_RDWR)
        self.peer.close()

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(10)
        if self.peer:
            self.peer.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
