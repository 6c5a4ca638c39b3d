"""The Predictor stays small: what a page fetches that only predicts."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ESBUILD = ROOT / "web/node_modules/esbuild/bin/esbuild"

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not ESBUILD.exists(), reason="needs esbuild"
)


def bundled(*modules):
    """Bytes by gzip of modules with all that they import, as docs/predictor.md measures them."""
    entry = "\n".join(f"export * from './{module}.js';" for module in modules)
    done = subprocess.run(
        ["node", ESBUILD, "--bundle", "--minify", "--format=esm"],
        input=entry,
        cwd=ROOT / "web/client/predictor",
        capture_output=True,
        text=True,
        check=True,
    )
    return len(gzip.compress(done.stdout.encode(), 9, mtime=0))


@pytest.mark.parametrize(
    ("modules", "most"),
    [
        (["base", "elm"], 11_400),
        (["base", "elm", "simd"], 13_000),
        (["base", "elm", "table"], 20_800),
        (["index"], 19_500),
        (["index", "conv", "ensemble"], 21_200),
        (["index", "table"], 28_400),
        (["index", "autocomplete"], 20_900),
        (["to-function"], 20_800),
    ],
    ids=str,
)
def test_what_a_page_fetches_is_small(modules, most):
    assert bundled(*modules) < most


#: Of docs/predictor.md, in kB by gzip: what is said before the number, and what it is of.
PRINTED = {
    r"is 57 kB: ": ["index"],
    r"`conv.js` and `ensemble.js` it is ": ["index", "conv", "ensemble"],
    r"with `table.js` too ": ["index", "conv", "ensemble", "table"],
    r"of its own classes: ": ["base", "elm"],
    r"for ELMs of\s+numbers \(": ["base", "elm", "simd"],
    r"with `simd.js`\), ": ["base", "elm", "table"],
}


@pytest.mark.parametrize("before", PRINTED)
def test_the_sizes_that_are_printed_are_those_of_today(before):
    page = (ROOT / "docs/predictor.md").read_text(encoding="utf-8")
    [kilobytes] = re.findall(rf"{before}([0-9.]+) kB", page)
    assert float(kilobytes) == pytest.approx(bundled(*PRINTED[before]) / 1000, abs=0.15)
