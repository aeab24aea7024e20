"""A small proxy before a server on this machine: it cuts, delays and swallows as told.

``with Proxy(port) as proxy: ...`` listens on ``proxy.port`` of the loopback address.
"""

import socket
import threading
import time
from contextlib import suppress

CHUNK = 65536


class Proxy:
    """``silent``: nothing passes, and nobody hangs up. ``delay``: seconds before each piece passes."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.silent = False
        self.delay = 0.0
        self.refusing = False
        self.drop_reply_to: bytes | None = None
        self.dropped = 0
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> "Proxy":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self.cut()

    def cut(self) -> None:
        """Hang up on everybody who is connected now."""
        with self._lock:
            cut, self._open = self._open, []
        for one in cut:
            _hang_up(one)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.refusing:
                _hang_up(client)
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self._target), 5)
            except OSError:
                _hang_up(client)
                continue
            server.settimeout(None)
            with self._lock:
                self._open += [client, server]
            cutting = threading.Event()
            for way in ((client, server, True), (server, client, False)):
                threading.Thread(target=self._carry, args=(*way, cutting), daemon=True).start()

    def _carry(
        self, origin: socket.socket, target: socket.socket, asking: bool, cutting: threading.Event
    ) -> None:
        with suppress(OSError):
            while piece := origin.recv(CHUNK):
                time.sleep(self.delay)
                while self.silent:
                    time.sleep(0.02)
                if asking and self._loses(piece):
                    cutting.set()
                elif not asking and cutting.is_set():
                    break  # the server did as it was told, and nobody hears of it
                target.sendall(piece)
        _hang_up(origin)
        _hang_up(target)

    def _loses(self, piece: bytes) -> bool:
        """Decide, once, to lose the answer to what holds the words of ``drop_reply_to``."""
        with self._lock:
            if self.drop_reply_to is None or self.drop_reply_to not in piece:
                return False
            self.drop_reply_to = None
            self.dropped += 1
            return True


def _hang_up(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
