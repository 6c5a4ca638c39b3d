"""The tests, the checks and the benchmarks: each program run, and one result over all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_steps.browser import VARIABLE, ensure_browser
from build_steps.engines import VARIABLE as ENGINES
from build_steps.engines import ensure_engines, read_engines
from build_steps.environment import ensure_python
from build_steps.interop import TESTS as INTEROP_TESTS
from build_steps.interop import VARIABLE as INTEROP
from build_steps.interop import ensure_interop
from build_steps.node import ensure_node_modules, node
from build_steps.paths import NODE_MODULES, ROOT, SCRATCH, WEB, WORKER, files_below
from build_steps.say import BuildError, Parser, detail, step
from build_steps.site import build_site

_TIMED_OUT = 124
#: Three on two cores, as pages and programs wait for a quarter of their time; whoever is done first
#: takes over a part of what another one has left.
_SIDE_BY_SIDE = ("-q", "-n", "3", "--dist", "worksteal", "--durations=5")
#: Which of examples/ are built by the tests: some of their packages take long to install.
EXAMPLES = "ELM_TOOLKIT_EXAMPLES"


@dataclass
class Parts:
    """Runs programs one after the other within a total time, and remembers how each ended."""

    seconds: float
    results: list[tuple[str, int, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._deadline = time.monotonic() + self.seconds

    def run(self, name: str, command: Sequence[str | Path], env: Mapping[str, str]) -> None:
        step(name)
        start = time.monotonic()
        left = max(self._deadline - start, 0.1)
        process = subprocess.Popen([str(part) for part in command], cwd=ROOT, env=dict(env))
        try:
            code = process.wait(left)
        except subprocess.TimeoutExpired:
            detail(f"{name}: stopped, the time of {self.seconds:.0f} s is used up")
            code = _TIMED_OUT
        finally:
            _end(process)
        self.results.append((name, code, time.monotonic() - start))

    def summary(self) -> int:
        """Print how each part ended; 0 when all of them passed."""
        step("result")
        for name, code, seconds in self.results:
            detail(f"{'passed' if code == 0 else f'FAILED ({code})':<12} {name} ({seconds:.0f} s)")
        failed = sum(code != 0 for _, code, _ in self.results)
        print("all passed" if not failed else f"{failed} of {len(self.results)} parts FAILED")
        return 1 if failed else 0


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let pytest close its browser and its servers; kill it where it does not."""
    if process.poll() is not None:
        return
    if os.name == "posix":
        process.send_signal(signal.SIGINT)
    else:
        process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def run_tests(arguments: Sequence[str]) -> int:
    """All tests; with pytest arguments only pytest, on exactly these."""
    parser = Parser(prog="build.py test", add_help=False)
    parser.add_argument("--engines", type=read_engines, default=["chromium"])
    parser.add_argument("--examples", choices=["some", "all"], default="some")
    parser.add_argument("--interop", action="store_true")
    options, arguments = parser.parse_known_args(list(arguments))
    if options.interop:
        return _run_interop(arguments)
    build_site()
    python = ensure_python()
    ensure_engines(options.engines, python)
    # the tests run side by side: threads of a BLAS in each would only wait for one another
    env = {**os.environ, "PYTHONUNBUFFERED": "1", "OPENBLAS_NUM_THREADS": "1"}
    env[ENGINES] = ",".join(options.engines)
    env[EXAMPLES] = options.examples
    parts = Parts(_test_seconds())
    pytest: list[str | Path] = [python, "-m", "pytest"]
    if arguments:
        if _wants_browser(arguments):
            env[VARIABLE] = ensure_browser()
        parts.run("pytest " + " ".join(arguments), [*pytest, *arguments], env)
        return parts.summary()
    env[VARIABLE] = ensure_browser()
    parts.run("native tests and doctests", [*pytest, *_native()], env)
    scripts = sorted(ROOT.glob("tests/js/**/*test*.*js"))
    if scripts:
        paths = (ROOT / "tests" / "js" / "source_paths.mjs").as_uri()
        test = [node(), "--import", paths, "--test", "--test-concurrency=2"]
        parts.run("JavaScript tests", [*test, *scripts], env)
    if any(ROOT.glob("tests/browser/test_*.py")):
        folders = ("tests/engines", "tests/browser")
        name = f"browser tests, and seams in {', '.join(options.engines)}"
        parts.run(name, [*pytest, *_SIDE_BY_SIDE, *folders], env)
    return parts.summary()


def _run_interop(arguments: Sequence[str]) -> int:
    """The interoperability tests alone, or those of them that the pytest arguments name."""
    python = ensure_interop()
    env = {**os.environ, INTEROP: "1", "PYTHONUNBUFFERED": "1", "OPENBLAS_NUM_THREADS": "1"}
    env[VARIABLE] = ensure_browser()
    parts = Parts(_test_seconds())
    named = any((ROOT / part.split("::")[0]).exists() for part in arguments)
    folder = [] if named else [INTEROP_TESTS]
    parts.run("interoperability tests", [python, "-m", "pytest", *folder, *arguments], env)
    return parts.summary()


def _native() -> list[str]:
    """pytest arguments for what needs no browser."""
    folders = [name for name in ("tests/core", "tests/build") if (ROOT / name).is_dir()]
    documents = [name for name in ("README.md",) if (ROOT / name).exists()]
    return [
        *_SIDE_BY_SIDE,
        *("--doctest-modules", "--doctest-glob=README.md"),
        *("elm_core", *folders, *documents),
    ]


def _wants_browser(arguments: Sequence[str]) -> bool:
    """Whether these pytest arguments may reach browser tests: no path given, or one of theirs."""
    paths = [part for part in arguments if (ROOT / part.split("::")[0]).exists()]
    return not paths or any(
        "browser" in part or "engines" in part or part.strip("./") == "tests" for part in paths
    )


def _test_seconds() -> float:
    """All tests together; CI and a laptop stay well below."""
    text = os.environ.get("ELM_TOOLKIT_TEST_SECONDS", "4200")
    try:
        return float(text)
    except ValueError:
        raise BuildError(f"ELM_TOOLKIT_TEST_SECONDS is {text!r}: give a number.") from None


def run_checks() -> int:
    """ruff, mypy, Biome and tsc over everything that is ours."""
    python = ensure_python()
    ensure_node_modules()
    parts = Parts(600)
    env = os.environ
    parts.run("ruff check", [python, "-m", "ruff", "check", "."], env)
    parts.run("ruff format", [python, "-m", "ruff", "format", "--check", "."], env)
    parts.run("mypy", [python, "-m", "mypy"], env)
    biome = NODE_MODULES / "@biomejs" / "biome" / "bin" / "biome"
    parts.run("Biome", [node(), biome, "check"], env)
    tsc = NODE_MODULES / "typescript" / "bin" / "tsc"
    for config, folder in (
        ("tsconfig.json", WEB),
        ("tsconfig.worker.json", WORKER),
        ("tsconfig.node.json", WEB / "node"),
    ):
        project = _typescript_project(config, folder)
        if project:
            parts.run(f"tsc {config}", [node(), tsc, "--noEmit", "-p", project], env)
    return parts.summary()


def _typescript_project(config: str, folder: Path) -> Path | None:
    """``config`` over every file by name: a pattern would pass over x.js where x.d.ts is."""
    files = files_below(folder, skip=["node_modules", "node"])  # what Node runs is for itself
    names = [str(path) for path in files if path.name.endswith((".js", ".d.ts"))]
    project = SCRATCH / config
    content = {"extends": str(WEB / config), "files": names, "include": []}
    SCRATCH.mkdir(exist_ok=True)
    project.write_text(json.dumps(content))
    return project if names else None


def run_benchmarks(arguments: Sequence[str]) -> int:
    """Speed in the page beside native code; the program builds the site that it measures."""
    program = ROOT / "benchmarks" / "run.py"
    return subprocess.run([ensure_python(), program, *arguments], cwd=ROOT).returncode
