"""docs/command-line.md says what the commands print: they are run, in order."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"


@pytest.mark.skipif(shutil.which("sh") is None, reason="no POSIX shell")
def test_the_commands_print_what_the_page_says(tmp_path: Path) -> None:
    parts = re.findall(r"^```console\n(.*?)^```", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    console = "".join(parts)
    commands = re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]
    assert len(commands) > 5
    environment = {**os.environ, "PYTHONPATH": str(PAGE.parents[1])}
    for command, _, printed in (each.partition("\n") for each in commands):
        line = re.sub(r"\bpython\b", shlex.quote(sys.executable), command)
        done = subprocess.run(
            ["sh", "-c", line],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )
        assert done.stdout.splitlines() == printed.splitlines(), command
