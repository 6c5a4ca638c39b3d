"""A static web server for loopback: the right types, caching by name, optional isolation."""

from __future__ import annotations

import errno
import http.server
import re
import threading
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from build_steps.say import BuildError

HOST = "127.0.0.1"
_OWN_NAMES = (HOST, "localhost", "[::1]")  # the last two through what forwards a port
_PORT = re.compile(r":\d*$")
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
    ".zip": "application/zip",
    ".svg": "image/svg+xml",
    ".ts": "text/plain; charset=utf-8",
    "": "application/octet-stream",
}
_HASHED = ("assets-", "runtime-", "vectors-")
_ISOLATION = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = _TYPES
    path = "/"  # until a request is read
    found = False

    def __init__(
        self, *args: Any, headers: Mapping[str, str], extra: Mapping[str, bytes], **kw: Any
    ) -> None:
        self.sent = headers
        self.extra = extra
        super().__init__(*args, **kw)

    def parse_request(self) -> bool:
        if not super().parse_request():
            return False
        host = self.headers.get("Host")
        if host is not None and _PORT.sub("", host).lower() in _OWN_NAMES:
            return True
        if host is None and self.request_version == "HTTP/1.0":
            return True  # it knows of none
        # a page of another name that leads here would read what is served to this machine alone
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST, f"this is {HOST}, not {host}")
        return False

    def do_GET(self) -> None:
        content = self.extra.get(urlsplit(self.path).path)
        if content is None:
            super().do_GET()
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(urlsplit(self.path).path))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def send_head(self) -> Any:
        try:
            return super().send_head()
        except ValueError:  # no file has such a name: a zero byte in it
            self.send_error(HTTPStatus.NOT_FOUND)
            return None

    def send_response(self, code: int, message: str | None = None) -> None:
        self.found = code < HTTPStatus.BAD_REQUEST
        super().send_response(code, message)

    def end_headers(self) -> None:
        folder = urlsplit(self.path).path.lstrip("/").split("/")[0] if self.found else ""
        hashed = folder.startswith(_HASHED)
        caching = "public, max-age=31536000, immutable" if hashed else "no-cache"
        self.send_header("Cache-Control", caching)
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in self.sent.items():
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path: Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the browser's own tools show requests better."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up early is no event."""


class SiteServer:
    """Serves ``folder`` on loopback; port 0 lets the system choose. Also a context manager."""

    def __init__(
        self,
        folder: Path,
        port: int = 0,
        *,
        isolated: bool = False,
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, bytes] | None = None,
    ) -> None:
        sent = {**(_ISOLATION if isolated else {}), **(headers or {})}
        self.extra = dict(extra or {})  # address → content, for tests; may grow while serving
        handler = partial(_Handler, directory=str(folder), headers=sent, extra=self.extra)
        try:
            self._server = _Server((HOST, port), handler)
        except OverflowError as error:
            raise BuildError(f"{port} is not a port: give a number from 1 to 65535.") from error
        except OSError as error:
            raise _port_error(port, error) from error
        self.url = f"http://{HOST}:{self._server.server_address[1]}"

    def serve_forever(self) -> None:
        self._server.serve_forever()

    def close(self) -> None:
        self._server.server_close()

    def __enter__(self) -> SiteServer:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def _port_error(port: int, error: OSError) -> BuildError:
    if error.errno == errno.EADDRINUSE:
        return BuildError(
            f"port {port} is busy: stop the program that uses it, or choose another with --port."
        )
    return BuildError(f"port {port} cannot be used ({error.strerror}): choose another with --port.")
