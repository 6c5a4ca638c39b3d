"""Small stand-ins for what the build talks to: a file server that can misbehave."""

from __future__ import annotations

import hashlib
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass
class FileServer:
    """Serves ``files``; can ignore ranges and hang up after ``cut`` bytes, ``cuts`` times."""

    files: dict[str, bytes]
    ranges: bool = True
    cut: int | None = None
    cuts: int = 0
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving(server: FileServer) -> Iterator[FileServer]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.rsplit("/", 1)[-1]
            wanted = self.headers["Range"]
            server.asked.append((name, wanted))
            if name not in server.files:
                self.send_error(404)
                return
            content = server.files[name]
            start = int(wanted[6:-1]) if wanted and server.ranges else 0
            if start >= len(content):
                self.send_error(416)
                return
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            self.wfile.write(self._maybe_cut(content[start:]))

        def _maybe_cut(self, content: bytes) -> bytes:
            if server.cut is None or server.cuts == 0:
                return content
            server.cuts -= 1
            return content[: server.cut]

        def log_message(self, *args: object) -> None:
            pass

    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{httpd.server_address[1]}"
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()
