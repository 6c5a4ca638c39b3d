"""A download is whole and verified, or it is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_steps import download as module
from build_steps.download import SourceError, download
from tests.build.fakes import FileServer, serving, sha256

CONTENT = bytes(range(256)) * 2000
NAME = "file.whl"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SECONDS", 1.0)


def test_brings_a_file(tmp_path: Path) -> None:
    with serving(FileServer({NAME: CONTENT})) as server:
        path = download(f"{server.url}/{NAME}", tmp_path / "new" / NAME, sha256(CONTENT))
    assert path.read_bytes() == CONTENT
    assert [found.name for found in path.parent.iterdir()] == [NAME]


def test_goes_on_after_a_broken_connection(tmp_path: Path) -> None:
    with serving(FileServer({NAME: CONTENT}, cut=200_000, cuts=2)) as server:
        path = download(f"{server.url}/{NAME}", tmp_path / NAME, sha256(CONTENT))
    assert path.read_bytes() == CONTENT
    assert [wanted for _, wanted in server.asked] == [None, "bytes=200000-", "bytes=400000-"]


def test_goes_on_with_what_an_earlier_run_left(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(CONTENT[:1000])
    with serving(FileServer({NAME: CONTENT})) as server:
        path = download(f"{server.url}/{NAME}", tmp_path / NAME, sha256(CONTENT))
    assert path.read_bytes() == CONTENT
    assert server.asked == [(NAME, "bytes=1000-")]


def test_takes_a_whole_piece_as_it_is(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(CONTENT)
    with serving(FileServer({NAME: CONTENT})) as server:
        path = download(f"{server.url}/{NAME}", tmp_path / NAME, sha256(CONTENT))
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize("ranges", [True, False])
def test_a_foreign_piece_does_no_harm(tmp_path: Path, ranges: bool) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(b"of another release")
    with serving(FileServer({NAME: CONTENT}, ranges=ranges)) as server:
        path = download(f"{server.url}/{NAME}", tmp_path / NAME, sha256(CONTENT))
    assert path.read_bytes() == CONTENT


def test_refuses_a_wrong_hash_and_leaves_nothing(tmp_path: Path) -> None:
    server = FileServer({NAME: b"something else"})
    with serving(server), pytest.raises(SourceError) as caught:
        download(f"{server.url}/{NAME}", tmp_path / NAME, sha256(CONTENT))
    for part in (NAME, sha256(CONTENT), sha256(b"something else")):
        assert part in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_says_what_the_server_said(tmp_path: Path) -> None:
    with serving(FileServer({})) as server, pytest.raises(SourceError, match="HTTP 404"):
        download(f"{server.url}/{NAME}", tmp_path / NAME, sha256(CONTENT))
    assert not list(tmp_path.iterdir())


def test_gives_up_on_a_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="refused"):
        download(f"http://127.0.0.1:9/{NAME}", tmp_path / NAME, sha256(CONTENT))
    assert not list(tmp_path.iterdir())
