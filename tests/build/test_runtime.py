"""Pyodide's wheels: cache, then the CDN, then the PyPI wheel that carries them; all verified."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from build_steps import runtime
from build_steps.say import BuildError
from tests.build.fakes import FileServer, serving, sha256

CONTENT = b"the wheel of a small package"
OTHER = b"the wheel of another one"
PACKAGES = {
    "numpy": {"file_name": "numpy-1-any.whl", "sha256": sha256(CONTENT)},
    "micropip": {"file_name": "micropip-1-any.whl", "sha256": sha256(OTHER)},
}
NOWHERE = "http://127.0.0.1:9/"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, no CDN, and a package index that holds nothing."""
    monkeypatch.setenv("ELM_TOOLKIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("ELM_TOOLKIT_PYODIDE_URL", NOWHERE)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    index = tmp_path / "index"
    index.mkdir()
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    return tmp_path / "cache" / f"pyodide-{runtime.VERSION}"


def bring(name: str = "numpy") -> Path:
    return runtime.WheelSources(PACKAGES, Path(sys.executable)).bring(name)


def put_carrier(index: Path, members: dict[str, bytes]) -> None:
    """A PyPI wheel of the carrier's name, with these Pyodide files inside."""
    info = "open_webui-0.12.4.dist-info"
    with zipfile.ZipFile(index / "open_webui-0.12.4-py3-none-any.whl", "w") as wheel:
        about = "Metadata-Version: 2.1\nName: open-webui\nVersion: 0.12.4\nRequires-Python: <3.0\n"
        wheel.writestr(f"{info}/METADATA", about)
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
        for name, content in members.items():
            wheel.writestr(f"open_webui/frontend/pyodide/{name}", content)


def test_the_cdn_is_asked_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(FileServer({"numpy-1-any.whl": CONTENT})) as server:
        monkeypatch.setenv("ELM_TOOLKIT_PYODIDE_URL", server.url)
        assert bring().read_bytes() == CONTENT
        assert bring() == cache / "numpy-1-any.whl"
    assert len(server.asked) == 1


def test_the_carrier_brings_what_the_cdn_cannot(
    cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    members = {"numpy-1-any.whl": CONTENT, "micropip-1-any.whl": OTHER}
    put_carrier(tmp_path / "index", members)
    assert bring().read_bytes() == CONTENT
    assert sorted(path.name for path in cache.iterdir()) == sorted(members), "carrier deleted"
    said = capsys.readouterr().out
    assert said.count(NOWHERE) == 1, "each failing source in one line"
    (tmp_path / "index" / "open_webui-0.12.4-py3-none-any.whl").unlink()
    assert bring("micropip").read_bytes() == OTHER, "taken along, so nothing is brought again"


def test_a_companion_with_a_wrong_hash_is_not_kept(cache: Path, tmp_path: Path) -> None:
    put_carrier(tmp_path / "index", {"numpy-1-any.whl": CONTENT, "micropip-1-any.whl": b"x"})
    bring()
    assert [path.name for path in cache.iterdir()] == ["numpy-1-any.whl"]


def test_wrong_hashes_everywhere_are_refused(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_carrier(tmp_path / "index", {"numpy-1-any.whl": b"forged"})
    with serving(FileServer({"numpy-1-any.whl": b"changed"})) as server:
        monkeypatch.setenv("ELM_TOOLKIT_PYODIDE_URL", server.url)
        with pytest.raises(BuildError) as caught:
            bring()
    message = str(caught.value)
    for part in ("numpy-1-any.whl", sha256(CONTENT), sha256(b"forged"), sha256(b"changed")):
        assert part in message
    assert not list(cache.iterdir())


def test_a_damaged_file_in_the_cache_is_replaced(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cache.mkdir(parents=True)
    (cache / "numpy-1-any.whl").write_bytes(b"damaged")
    with serving(FileServer({"numpy-1-any.whl": CONTENT})) as server:
        monkeypatch.setenv("ELM_TOOLKIT_PYODIDE_URL", server.url)
        assert bring().read_bytes() == CONTENT
    assert "numpy-1-any.whl refused" in capsys.readouterr().out


def test_no_source_says_how_to_help(cache: Path) -> None:
    with pytest.raises(BuildError) as caught:
        bring()
    message = str(caught.value)
    assert str(cache) in message and "by hand" in message and NOWHERE in message
    assert "open-webui==0.12.4" in message and "\n" not in message
    assert not list(cache.iterdir())


def test_a_file_supplied_by_hand_is_taken(cache: Path) -> None:
    cache.mkdir(parents=True)
    (cache / "numpy-1-any.whl").write_bytes(CONTENT)
    assert bring().read_bytes() == CONTENT


def test_a_cache_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ELM_TOOLKIT_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(BuildError, match="ELM_TOOLKIT_CACHE"):
        bring()


def test_the_pinned_lock_names_what_we_bring() -> None:
    packages = runtime.lock()["packages"]
    assert packages["numpy"]["sha256"].startswith("0cad9c1b91f0082e")
    assert all(name in packages for name in runtime._COMPANIONS)
    with pytest.raises(BuildError, match="no package 'nonesuch'"):
        runtime.fetch_pyodide_package("nonesuch", Path(sys.executable))
