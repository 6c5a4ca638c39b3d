"""Packages are installed as they were when they were pinned, or not at all."""

from __future__ import annotations

import base64
import json
import re
import sys
import zipfile
from pathlib import Path

import pytest

from build_steps import engines, environment, interop, notebooks
from build_steps.say import BuildError
from tests.build.fakes import sha256

FILES = [environment.REQUIREMENTS, engines.REQUIREMENTS, interop.REQUIREMENTS]
NOTEBOOKS = [notebooks.PINS / name for name in ("requirements.txt", "kernel.txt")]


def pins(path: Path) -> dict[str, str]:
    """Return what stands beside each version: markers and hashes."""
    text = re.sub(r"(?m)^\s*#.*\n", "", path.read_text()).replace("\\\n", " ")
    found = [re.fullmatch(r"([\w.-]+==[^\s;]+)(.*)", line) for line in text.splitlines()]
    assert all(found), text
    return {match[1]: match[2] for match in found if match}


@pytest.mark.parametrize(
    "path", FILES + NOTEBOOKS, ids=lambda path: f"{path.parent.name} {path.stem}"
)
def test_every_package_is_pinned_with_hashes(path: Path) -> None:
    pinned = pins(path)
    assert all(re.search(r" --hash=sha256:[0-9a-f]{64}( |$)", beside) for beside in pinned.values())
    assert "://" not in path.read_text()
    wanted = re.findall(r"(?m)^(\w[\w.-]*)(?:\[.*\])?(==\S+)", path.with_suffix(".in").read_text())
    assert wanted and {name.lower() + version for name, version in wanted} <= set(pinned)


@pytest.mark.parametrize("path", FILES[1:], ids=lambda path: path.parent.name)
def test_others_share_the_versions_of_the_environment(path: Path) -> None:
    ours, theirs = [dict(pin.split("==") for pin in pins(each)) for each in (FILES[0], path)]
    shared = set(ours) & set(theirs)
    assert shared and all(ours[name] == theirs[name] for name in shared)


PROJECTS = sorted(
    path.parent for path in (environment.ROOT / "examples").glob("*/package-lock.json")
)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_an_example_asks_for_what_its_lock_has(project: Path) -> None:
    """`npm ci` installs nothing otherwise, and only `--examples all` would say so."""
    asked = json.loads((project / "package.json").read_text())
    locked = json.loads((project / "package-lock.json").read_text())["packages"][""]
    for kind in ("dependencies", "devDependencies"):
        assert asked.get(kind) == locked.get(kind)


def a_wheel(folder: Path) -> Path:
    """Write a package that pip can install without any network."""
    info, content = "elm_probe-1.0.dist-info", b"here = True\n"
    files = {
        "elm_probe.py": content,
        f"{info}/METADATA": b"Metadata-Version: 2.1\nName: elm-probe\nVersion: 1.0\n",
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(bytes.fromhex(sha256(data))).decode().rstrip('=')},"
        f"{len(data)}\n"
        for name, data in files.items()
    )
    path = folder / "elm_probe-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (files | {f"{info}/RECORD": record.encode()}).items():
            archive.writestr(name, data)
    return path


def test_what_has_no_hash_or_another_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = a_wheel(tmp_path)
    target = tmp_path / "target"
    for name, value in (("NO_INDEX", 1), ("FIND_LINKS", tmp_path), ("TARGET", target)):
        monkeypatch.setenv(f"PIP_{name}", str(value))
    requirements = tmp_path / "requirements.txt"
    for beside in ("", f" --hash=sha256:{64 * '0'}"):
        requirements.write_text(f"elm-probe==1.0{beside}\n")
        with pytest.raises(BuildError, match=r"(?i)hash"):
            environment.install(Path(sys.executable), requirements)
        assert not target.exists()
    requirements.write_text(f"elm-probe==1.0 --hash=sha256:{sha256(wheel.read_bytes())}\n")
    environment.install(Path(sys.executable), requirements)
    assert (target / "elm_probe.py").exists()
