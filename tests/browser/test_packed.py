"""The packed package in a project of a stranger: its command, its form, and the toolkit in Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from build_steps.node import node, npm
from build_steps.paths import NODE_MODULES, ROOT


@pytest.fixture(scope="module")
def installed(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has installed the file, without a network."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "package.json").write_text(json.dumps({"private": True, "type": "module"}))
    options = ("--offline", "--ignore-scripts", "--no-audit", "--no-fund")
    subprocess.run([npm(), "install", *options, package], cwd=folder, check=True, timeout=60)
    return folder


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = [npm(), "exec", "--offline", "--", "elm-toolkit", *arguments]
    return subprocess.run(program, cwd=folder, capture_output=True, text=True, timeout=60)


def test_its_command_copies_what_a_start_needs(installed: Path) -> None:
    done = command(installed, "copy", "public/elm")
    assert done.stdout.startswith("public/elm: ")
    assert " 0 were up to date" in done.stdout
    assets = installed / "node_modules" / "elm-toolkit" / "assets"
    for name in ("manifest.json", *(path.name for path in assets.glob("worker-*"))):
        assert (installed / "public" / "elm" / name).exists()
    assert ": 0 files copied" in command(installed, "copy", "public/elm").stdout
    refused = command(installed, "copy", ".")
    assert refused.returncode == 1
    assert "holds files that are not the toolkit's" in refused.stderr
    assert command(installed).returncode == 2


def test_it_is_formed_as_bundlers_and_typescript_expect(package: Path) -> None:
    attw = NODE_MODULES / "@arethetypeswrong" / "cli" / "dist" / "index.js"
    for program in (
        [NODE_MODULES / "publint" / "src" / "cli.js", package, "--strict"],
        [attw, package, "--profile", "esm-only"],
    ):
        done = subprocess.run([node(), *program], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout


def test_it_trains_in_node(installed: Path) -> None:
    tests = ROOT / "tests" / "node" / "training.test.mjs"
    shutil.copy(tests, installed)
    done = subprocess.run(
        [node(), "--test", tests.name], cwd=installed, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stdout
