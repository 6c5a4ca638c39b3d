"""The commands as a user runs them: errors are one sentence and an exit code, never a traceback."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from build_steps import browser
from build_steps.environment import STAMP
from build_steps.paths import ROOT
from build_steps.say import BuildError
from build_steps.site import build_site


def run(
    *arguments: str, cwd: Path = ROOT, program: str = sys.executable, **env: str | None
) -> subprocess.CompletedProcess[str]:
    wanted = {**os.environ, **env}
    return subprocess.run(
        [program, "build.py", *arguments],
        cwd=cwd,
        env={name: value for name, value in wanted.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=120,
    )


def assert_one_sentence(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    message = done.stderr.strip()
    assert done.returncode not in (0, None), done
    assert "Traceback" not in done.stderr + done.stdout
    assert len(message.splitlines()) == 1 and message.endswith("."), message
    for part in parts:
        assert part in message


@pytest.fixture
def fresh_clone(tmp_path: Path) -> Path:
    """The build without anything it has made."""
    clone = tmp_path / "clone"
    shutil.copytree(ROOT / "build_steps", clone / "build_steps")
    for name in ("build.py", "requirements-dev.txt", "pyproject.toml", "LICENSE"):
        shutil.copy(ROOT / name, clone / name)
    (clone / "web").mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "web" / name, clone / "web" / name)
    return clone


def test_unknown_command() -> None:
    assert_one_sentence(
        run("fly"), "'fly'", "serve, test, site, package, docs, check, versions, bench"
    )


@pytest.mark.parametrize(
    "arguments", [("serve", "--port", "x"), ("site", "--speed"), ("check", "x")]
)
def test_wrong_arguments(arguments: tuple[str, ...]) -> None:
    assert_one_sentence(run(*arguments), "--help")


def test_help() -> None:
    done = run("--help")
    assert done.returncode == 0 and "serve" in done.stdout


def test_port_out_of_range() -> None:
    assert_one_sentence(run("serve", "--port", "70000"), "70000")


def test_busy_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert_one_sentence(run("serve", "--port", port), port, "--port")


def _old_pythons() -> list[str]:
    versions = Path("~/.pyenv/versions").expanduser()
    names = ("python2.7", "python3.6", "python3.9", "python3.10")
    found = [shutil.which(name) for name in names]
    found += [next(map(str, versions.glob(f"*/bin/{name}")), None) for name in names]
    return sorted({path for path in found if path and _runs(path)})


def _runs(path: str) -> bool:  # a shim of pyenv may name a Python that is not there
    return subprocess.run([path, "--version"], capture_output=True).returncode == 0


def test_python_too_old() -> None:
    code = "import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_path('build.py')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert_one_sentence(done, "Python 3.11", "3.9.2")


def test_python_too_old_for_real() -> None:
    for program in _old_pythons():
        assert_one_sentence(run("site", program=program), "Python 3.11 or newer")


def test_no_venv_package(fresh_clone: Path) -> None:
    (fresh_clone / "hide.py").write_text(
        "import runpy, sys, importlib.util as u\nreal = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'ensurepip' else real(name, *rest)\n"
        "sys.prefix = sys.base_prefix\nsys.argv = ['build.py', 'site']\n"
        "runpy.run_path('build.py', run_name='__main__')\n"
    )
    env = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    command = [sys.executable, "hide.py"]
    done = subprocess.run(command, cwd=fresh_clone, env=env, capture_output=True, text=True)
    assert_one_sentence(done, "venv")


def test_no_network_for_python_packages(fresh_clone: Path) -> None:
    base = getattr(sys, "_base_executable", sys.executable)
    offline = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": "/dev/null", "PIP_FIND_LINKS": None}
    done = run("site", cwd=fresh_clone, program=base, VIRTUAL_ENV=None, **offline)
    assert_one_sentence(done, "pip install failed", "package index")
    assert not (fresh_clone / ".venv" / STAMP).exists()
    assert not (fresh_clone / "site").exists()


def test_no_node(fresh_clone: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert_one_sentence(run("site", cwd=fresh_clone, PATH=str(tmp_path / "empty")), "Node.js 20")


def test_node_too_old(fresh_clone: Path, tmp_path: Path) -> None:
    for name in ("node", "npm"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho v16.20.0\n")
        program.chmod(0o755)
    done = run("site", cwd=fresh_clone, PATH=f"{tmp_path}:/usr/bin:/bin")
    assert_one_sentence(done, "v16.20.0", "Node.js 20")


def test_no_network_for_npm_packages(fresh_clone: Path, tmp_path: Path) -> None:
    offline = {
        "npm_config_registry": "http://127.0.0.1:9/",
        "npm_config_cache": str(tmp_path / "npm"),
        "npm_config_fetch_retries": "0",
    }
    done = run("site", cwd=fresh_clone, **offline)
    assert_one_sentence(done, "npm ci failed", "registry")


def test_no_network_for_the_runtime(tmp_path: Path) -> None:
    build_site()
    done = run(
        "site",
        *("--out", str(tmp_path / "out")),
        ELM_TOOLKIT_CACHE=str(tmp_path / "cache"),
        ELM_TOOLKIT_PYODIDE_URL="http://127.0.0.1:9/",
        PIP_NO_INDEX="1",
        PIP_CONFIG_FILE="/dev/null",
        PIP_FIND_LINKS=None,
    )
    assert_one_sentence(done, "numpy-", "sha256", "by hand", str(tmp_path / "cache"))
    assert not (tmp_path / "out").exists()


def test_browser_that_is_none() -> None:
    done = run("test", "tests/browser", "--co", ELM_TOOLKIT_BROWSER="/nonexistent/chrome")
    assert_one_sentence(done, "ELM_TOOLKIT_BROWSER", "/nonexistent/chrome")


def test_no_browser_and_not_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "_MAC", ())
    with pytest.raises(BuildError, match="install one"):
        browser.ensure_browser()


def test_root_installs_debians_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text(
        f'#!/bin/sh\necho "$1" >> {tmp_path}/asked\n'
        f"[ $1 = install ] && /bin/cp $0 {tmp_path}/chromium\nexit 0\n"
    )
    apt.chmod(0o755)
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/nowhere")
    monkeypatch.setattr(browser, "_MAC", ())
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert browser.ensure_browser() == str(tmp_path / "chromium")
    assert (tmp_path / "asked").read_text().split() == ["update", "install"]


def test_failing_test_fails_the_command(tmp_path: Path) -> None:
    (tmp_path / "test_two.py").write_text("def test_one(): pass\ndef test_two(): assert False\n")
    done = run("test", str(tmp_path / "test_two.py"), "-q")
    assert done.returncode == 1 and "FAILED" in done.stdout
    done = run("test", str(tmp_path / "test_two.py"), "-q", "-k", "one")
    assert done.returncode == 0 and "all passed" in done.stdout


def test_time_of_the_tests_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "test_long.py").write_text("import time\ndef test_long(): time.sleep(60)\n")
    start = time.monotonic()
    done = run("test", str(tmp_path / "test_long.py"), ELM_TOOLKIT_TEST_SECONDS="2")
    assert done.returncode == 1 and "time of 2 s is used up" in done.stdout
    assert time.monotonic() - start < 30


@pytest.mark.parametrize("isolated", [False, True])
def test_serve(isolated: bool) -> None:
    """Up within 3 s when nothing changed; the right types and headers; Ctrl-C ends it cleanly."""
    build_site()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "build.py", "serve", "--port", str(port)]
    # tests that were started in the background of a shell hand on that Ctrl-C is ignored
    signal.signal(signal.SIGINT, signal.default_int_handler)
    start = time.monotonic()
    process = subprocess.Popen(
        command + ["--isolated"] * isolated,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert time.monotonic() - start < 3, line
    address = re.search(r"http://127\.0\.0\.1:\d+/", line)
    assert address, line
    try:
        _check_headers(address[0], isolated)
    finally:
        process.send_signal(signal.SIGINT)
    rest, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (0, ""), rest + errors


def _check_headers(address: str, isolated: bool) -> None:
    site = ROOT / "site"
    [runtime] = site.glob("runtime-*")
    types = {
        "pyodide.mjs": "text/javascript",
        "pyodide.asm.wasm": "application/wasm",
        "pyodide-lock.json": "application/json",
        next(runtime.glob("elm_core*.whl")).name: "application/zip",
    }
    for name, kind in types.items():
        with urllib.request.urlopen(f"{address}{runtime.name}/{name}") as answer:
            assert answer.headers["Content-Type"].startswith(kind)
            assert "immutable" in answer.headers["Cache-Control"]
            opener = answer.headers["Cross-Origin-Opener-Policy"]
            assert opener == ("same-origin" if isolated else None)
    for page in site.glob("*.html"):
        with urllib.request.urlopen(address + page.name) as answer:
            assert answer.headers["Cache-Control"] == "no-cache"
