"""These tests meet real programs: `build.py test --interop` installs them and runs the tests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from build_steps.interop import HOME, VARIABLE
from build_steps.paths import ROOT

if os.environ.get(VARIABLE) != "1":  # their packages are not in the environment of other tests
    collect_ignore_glob = ["test_*.py"]


def program(*command: Any, folder: Path | None = None) -> str:
    """Run a program to its end and return what it says; its failure is the test's."""
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, capture_output=True, timeout=300
    )
    assert done.returncode == 0, (command, done.stdout.decode(), done.stderr.decode())
    return done.stdout.decode()


def in_node(script: Path, *arguments: Any, ours: bool = False) -> Any:
    """Run a script and return the JSON that it prints; `ours`: it imports modules of web/."""
    node = shutil.which("node")
    assert node
    paths = ["--import", (ROOT / "tests/js/source_paths.mjs").as_uri()] if ours else []
    return json.loads(program(node, *paths, script, *arguments, folder=HOME))


@pytest.fixture(scope="session")
def npm() -> Path:
    """The folder of the npm packages that are met."""
    return HOME / "node_modules"


def ids(values: Sequence[Any]) -> list[str]:
    return [str(value) for value in values]
