"""`build.py test --interop`: its tests need programs that no other run has."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from build_steps import checks, interop
from build_steps.paths import ROOT


def test_other_runs_pass_over_them() -> None:
    env = {name: value for name, value in os.environ.items() if name != interop.VARIABLE}
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, interop.TESTS], cwd=ROOT, env=env, capture_output=True)
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED, done.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], [str(interop.TESTS)]),
        (["-k", "weka"], [str(interop.TESTS), "-k", "weka"]),
        (["tests/interop/test_onnx.py", "-x"], ["tests/interop/test_onnx.py", "-x"]),
    ],
)
def test_all_of_them_are_run_or_those_that_are_named(
    arguments: list[str], asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[list[str]] = []
    monkeypatch.setattr(checks, "ensure_interop", lambda: "python")
    monkeypatch.setattr(checks, "ensure_browser", lambda: "chromium")
    monkeypatch.setattr(
        checks.Parts, "run", lambda _, __, command, env: run.append([str(c) for c in command])
    )
    checks.run_tests(["--interop", *arguments])
    assert run == [["python", "-m", "pytest", *asked]]
