"""What crosses the wire between a browser and a server, and how much may at a time."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_CHUNK = 4096
_LARGE = 1 << 16


@dataclass
class Line:
    """Bytes to the browser and its requests; with a `rate`, no more bytes a second."""

    rate: float | None = None
    bytes: int = 0
    requests: int = 0
    _free: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def carry(self, n: int) -> None:
        """Wait until `n` more bytes are through."""
        with self._lock:
            self.bytes += n
            if self.rate is None:
                return
            self._free = max(self._free, time.monotonic()) + n / self.rate
            until = self._free
        time.sleep(max(0.0, until - time.monotonic()))


@contextlib.contextmanager
def relay(target: str, line: Line) -> Iterator[str]:
    """A relay to the server at `target`; gives its own address."""
    there = urlsplit(target)
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)

    def pump(source: socket.socket, sink: socket.socket, down: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(_CHUNK if line.rate else _LARGE):
                if down:
                    line.carry(len(data))
                else:
                    line.requests += data.count(b" HTTP/1.1\r\n")
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection((there.hostname or "", there.port or 0))
                for ends in ((near, far, False), (far, near, True)):
                    threading.Thread(target=pump, args=ends, daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()
