"""Run the tests of other projects on the estimators of the toolkit: `python benchmarks/peer_tests/run.py`.

Their packages are fetched at pinned versions into a temporary environment, their test files copied
from there into a temporary folder; nothing of them is kept. What a test file imports of its own
project is ours: a module of `shims/`, or, where the file needs the rest of its project, names that
`replaced.py` puts in place. README.md says what came out and what differs on purpose.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
INSTALLED = (
    "numpy==2.4.6", "scipy==1.17.1", "scikit-learn==1.9.1", "pandas==3.1.1", "pytest==9.2.0",
    "mapie==1.6.0", "river==0.26.1",
)  # fmt: skip
#: Only their tests are taken: the packages themselves are older than NumPy 2.
FETCHED = ("scikit-elm==0.21a0", "hpelm==1.0.10")
#: Suite → test files in the environment or the unpacked packages.
SUITES = {
    "scikit-learn": (
        "sklearn/tests/test_kernel_ridge.py",
        "sklearn/neural_network/tests/test_mlp.py",
    ),
    "MAPIE": ("mapie/tests/test_common.py",),
    "skelm": ("skelm/tests/test_acceptance.py", "skelm/tests/test_pandas.py"),
    "hpelm": ("hpelm/tests/test_acceptance.py", "hpelm/tests/test_correctness.py"),
    "river": ("test_river.py",),
}


def main() -> int:
    wanted = sys.argv[1:] or list(SUITES)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = set_up(folder)
        return max(run(suite, folder, python) for suite in wanted)


def set_up(folder: Path) -> Path:
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    pip = [python, "-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "install", *INSTALLED], check=True)
    subprocess.run([*pip, "download", "--no-deps", "-d", folder / "wheels", *FETCHED], check=True)
    for wheel in (folder / "wheels").iterdir():
        zipfile.ZipFile(wheel).extractall(folder / "unpacked")
    return python


def run(suite: str, folder: Path, python: Path) -> int:
    """Run one suite, each file by itself, with our names in it."""
    (site,) = (folder / "env" / "lib").glob("python*/site-packages")
    tests = folder / suite
    tests.mkdir()
    for file in SUITES[suite]:
        sources = [base / file for base in (site, folder / "unpacked", HERE)]
        source = next(path for path in sources if path.exists())
        shutil.copy(source, tests / f"{suite.replace('-', '_')}_{source.name}")
    env = {"PYTHONPATH": f"{ROOT}:{HERE}:{HERE / 'shims'}", "PATH": "/usr/bin:/bin"}
    options = ["-q", "-rfE", "--tb=line", "-p", "replaced", "-o", "python_files=*.py"]
    print(f"== {suite}", flush=True)
    return subprocess.run(
        [python, "-W", "ignore", "-m", "pytest", *options, "--rootdir", tests, tests], env=env
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
