"""The server of the built site: what it says of what is there, of what is not, and to whom."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from build_steps.server import SiteServer


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "assets-0123").mkdir()
    (tmp_path / "assets-0123" / "a.js").write_text("export {};")
    (tmp_path / "index.html").write_text("<h1>here</h1>")
    with SiteServer(tmp_path) as server:
        yield urlsplit(server.url).netloc


def ask(
    address: str, path: str, host: str | None = None, method: str = "GET"
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(address, timeout=10)
    connection.putrequest(method, path, skip_host=host is not None)
    if host:
        connection.putheader("Host", host)
    connection.endheaders()
    return connection.getresponse()


def test_what_is_there_lasts_and_what_is_not_does_not(address: str) -> None:
    there = ask(address, "/assets-0123/a.js")
    assert there.status == 200 and "immutable" in there.headers["Cache-Control"]
    missing = ask(address, "/assets-0123/b.js")
    assert missing.status == 404 and missing.headers["Cache-Control"] == "no-cache"
    folder = ask(address, "/assets-0123/")
    assert folder.status == 404 and folder.headers["Cache-Control"] == "no-cache"
    assert ask(address, "/index.html").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/%00", "/assets-0123/%00.js", "/%ff%fe", f"/{'x' * 5000}"])
def test_no_name_of_a_file_drops_the_connection(address: str, path: str, method: str) -> None:
    assert ask(address, path, method=method).status == 404


def test_only_who_means_this_machine_is_answered(address: str) -> None:
    port = address.rpartition(":")[2]
    for host in (address, f"localhost:{port}", "LOCALHOST", "[::1]:9000", "127.0.0.1"):
        assert ask(address, "/", host).status == 200, host
    for host in ("example.org", f"example.org:{port}", "127.0.0.1.example.org", "localhost@x", ""):
        refused = ask(address, "/", host)
        assert refused.status in (400, 421), host
        assert b"here" not in refused.read()
