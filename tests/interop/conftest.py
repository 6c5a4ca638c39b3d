"""These tests meet real programs: `build.py test --interop` installs them and runs the tests."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from build_steps.browser import VARIABLE as BROWSER
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


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def readers() -> Iterator[Any]:
    """A page in Chromium that has the readers of the pages for sounds and pictures."""
    from playwright.sync_api import sync_playwright

    handler = functools.partial(_Quiet, directory=str(ROOT))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ[BROWSER], args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/tests/interop/reading.html")
        page.wait_for_function("globalThis.ready", timeout=60_000)
        yield page
        browser.close()
    server.shutdown()
    server.server_close()
