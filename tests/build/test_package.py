"""The npm package as a bundler sees it: what an app does not use is not in its bundle."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from build_steps.node import node
from build_steps.package import stage_package
from build_steps.paths import NODE_MODULES, ROOT
from build_steps.site import build_site

MODEL = ROOT / "tests/core/golden/KernelELMClassifier.json"


@pytest.fixture(scope="module")
def about() -> dict[str, Any]:
    return {}


@pytest.fixture(scope="module")
def app(about: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of an app that has the package in its node_modules."""
    folder = tmp_path_factory.mktemp("app")
    installed = folder / "node_modules" / "elm-toolkit"
    installed.parent.mkdir()
    about |= stage_package(build_site(), installed)
    return folder


def bundle(app: Path, source: str) -> Path:
    (app / "main.mjs").write_text(source, encoding="utf-8")
    command = [node(), NODE_MODULES / "esbuild/bin/esbuild", "main.mjs"]
    options = ("--bundle", "--minify", "--format=esm", "--outfile=out.mjs", "--log-level=error")
    subprocess.run([*command, *options], cwd=app, check=True)
    return app / "out.mjs"


def size(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def test_an_app_that_trains_has_no_predictor_in_it(app: Path) -> None:
    out = bundle(app, "import { ElmToolkit } from 'elm-toolkit'; globalThis.x = ElmToolkit;\n")
    assert "arc_cosine" not in out.read_text()  # a kernel of the Predictor
    assert "import.meta" not in out.read_text()  # of which each bundler makes something else
    assert size(out) < 14_000


#: The rows of the table in docs/embed.md, and what an app imports.
PRINTED = {
    "`ElmToolkit` and all that it needs": {"elm-toolkit": "ElmToolkit"},
    "`Predictor` with the kinds that `elm-toolkit` knows": {"elm-toolkit": "Predictor"},
    "`Predictor` of `elm-toolkit/predictor/base` with `…/predictor/elm`": {
        "elm-toolkit/predictor/base": "Predictor",
        "elm-toolkit/predictor/elm": "",
    },
    "the same with `…/predictor/simd`, five times as fast for many rows": {
        "elm-toolkit/predictor/base": "Predictor",
        "elm-toolkit/predictor/elm": "",
        "elm-toolkit/predictor/simd": "",
    },
}


@pytest.mark.parametrize("row", PRINTED)
def test_the_sizes_that_are_printed_are_those_of_today(app: Path, row: str) -> None:
    page = (ROOT / "docs" / "embed.md").read_text(encoding="utf-8")
    [kilobytes] = re.findall(rf"^\| {re.escape(row)} \| ([0-9.]+) \|$", page, re.MULTILINE)
    wanted = [
        f"import {{ {name} }} from '{module}'; globalThis.x = {name};\n"
        if name
        else f"import '{module}';\n"
        for module, name in PRINTED[row].items()
    ]
    assert float(kilobytes) == pytest.approx(size(bundle(app, "".join(wanted))) / 1000, abs=0.15)


@pytest.mark.parametrize("entry", ["elm-toolkit", "elm-toolkit/predictor"])
def test_the_predictor_knows_its_kinds_in_a_bundle(app: Path, entry: str) -> None:
    """Its kinds are modules that are imported for nothing but what they do."""
    metadata = json.loads(MODEL.read_text())["metadata"]
    program = (
        f"import {{ Predictor }} from '{entry}';\n"
        "const model = Predictor.from(globalThis.text);\n"
        "globalThis.said = model.predict(JSON.parse(globalThis.text).metadata.asked);\n"
    )
    out = bundle(app, program)
    run = (
        f"globalThis.text = require('node:fs').readFileSync({str(MODEL)!r}, 'utf8');"
        f"import({str(out)!r}).then(() => console.log(JSON.stringify(globalThis.said)));"
    )
    done = subprocess.run([node(), "-e", run], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == metadata["says"]["predict"]


def test_what_is_imported_for_its_effect_says_so(app: Path, about: dict[str, Any]) -> None:
    effects = about["sideEffects"]
    for name in ("audio", "conv", "elm", "table"):
        assert f"./client/predictor/{name}.js" in effects
    assert all(
        (app / "node_modules/elm-toolkit" / path).exists() for path in effects if "*" not in path
    )
    assert (app / "node_modules/elm-toolkit" / about["main"]).exists()


def test_the_stand_in_is_for_tests_and_code_under_test(app: Path) -> None:
    """Whoever imports it has the app's own toolkit start it; an app that does not has none of it."""
    program = (
        "import { learnAs } from 'elm-toolkit/testing';\n"
        "import { ElmToolkit } from 'elm-toolkit';\n"
        "learnAs({});\n"
        "const elm = await ElmToolkit.start({ assets: '/elm/' });\n"
        "const model = await elm.create('ELMClassifier');\n"
        "await model.fit([[0], [1]], ['off', 'on']);\n"
        "console.log(elm.version, await model.predict([[1]]));\n"
    )
    (app / "unit.mjs").write_text(program, encoding="utf-8")
    done = subprocess.run([node(), "unit.mjs"], cwd=app, capture_output=True, text=True, check=True)
    assert done.stdout == "stand-in [ 'on' ]\n"
    out = bundle(app, "import { ElmToolkit } from 'elm-toolkit'; globalThis.x = ElmToolkit;\n")
    assert "stand-in" not in out.read_text()


ORIGIN = """
const { SourceMap } = require('node:module');
const [map, line, column] = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(new SourceMap(map).findEntry(line, column)));
"""


@pytest.mark.parametrize("name", ["worker", "snapshot-maker", "node"])
def test_what_is_bundled_has_a_source_map(app: Path, name: str) -> None:
    [made] = (app / "node_modules/elm-toolkit/assets").glob(f"worker-*/{name}.js")
    about = json.loads(made.with_name(f"{made.name}.map").read_text())
    lines = made.read_text().splitlines()
    assert lines[-1] == f"//# sourceMappingURL={made.name}.map"
    for source, text in zip(about["sources"], about["sourcesContent"], strict=True):
        place = ROOT / ("web" if source.startswith("node/") else "worker") / source
        there = place if place.exists() else ROOT / source
        assert there.read_text() == text, source  # no path of the machine that made it
    place = next(
        (i, line.index('DecompressionStream("gzip")'))
        for i, line in enumerate(lines)
        if 'DecompressionStream("gzip")' in line
    )
    done = subprocess.run(
        [node(), "-e", ORIGIN],
        input=json.dumps([about, *place]),
        capture_output=True,
        text=True,
        check=True,
    )
    entry = json.loads(done.stdout)
    original = about["sourcesContent"][about["sources"].index(entry["originalSource"])]
    assert "DecompressionStream('gzip')" in original.splitlines()[entry["originalLine"]]


def test_what_its_pages_refer_to_is_in_it(app: Path) -> None:
    folder = app / "node_modules/elm-toolkit"
    pages = [folder / "README.md", *(folder / "docs").glob("*.md")]
    assert len(pages) > 5
    for page in pages:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
