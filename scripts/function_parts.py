"""Put the sources that functions are made of into web/client/predictor/function-parts.js, as texts.

    python scripts/function_parts.py

`toFunction` makes one function of a model, which needs no library: it takes the formula of the
model's activation, and of what reads cells those texts that the columns need. They are the modules
that the Predictor itself uses, without imports and exports, minified; so there is one
implementation. Names at their top are not shortened, and must differ.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUT = ROOT / "web/client/predictor/function-parts.js"
ENTRIES = ("reading/rules.js", "predictor/column.js")
FORMULAS = ROOT / "web/client/predictor/activations.js"
TOOLS = ROOT / "web/node_modules"

_IMPORT = re.compile(r"^import (?:[^;]*? from )?'(\.[^']+)';\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function|class) )", re.MULTILINE)
_TOP = re.compile(r"^(?:export )?(?:async )?(?:const|let|function|class) (\w+)", re.MULTILINE)
_FORMULA = re.compile(r"^  (\w+): each\(\(z\) => (.*)\),$", re.MULTILINE)
_TOP_LIST = re.compile(r"^(?:export )?(?:const|let) \[([\w, ]+)\]", re.MULTILINE)


def parts() -> list[dict[str, object]]:
    """Return name, needs, rules and source of each module, after those that it needs."""
    sources: dict[Path, str] = {}
    for entry in ENTRIES:
        _add((ROOT / "web/client" / entry).resolve(), sources)
    del sources[(ROOT / "web/client" / ENTRIES[0]).resolve()]  # it names all rules
    names = [name for source in sources.values() for name in _names(source)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SystemExit(f"two modules declare {', '.join(twice)}: rename one")
    return [_part(path, source) for path, source in sources.items()]


def formulas() -> dict[str, str]:
    """Return what becomes of z, by the name of the activation."""
    found = _FORMULA.findall(FORMULAS.read_text(encoding="utf-8"))
    return {"linear": "z", **dict(found)}


def _add(path: Path, sources: dict[Path, str]) -> None:
    source = path.read_text(encoding="utf-8")
    for needed in _needs(path, source):
        if needed not in sources:
            _add(needed, sources)
    sources[path] = source


def _needs(path: Path, source: str) -> list[Path]:
    return [(path.parent / name).resolve() for name in _IMPORT.findall(source)]


def _names(source: str) -> list[str]:
    lists = [name for names in _TOP_LIST.findall(source) for name in names.split(", ")]
    return [*_TOP.findall(source), *lists]


def _part(path: Path, source: str) -> dict[str, object]:
    bare = _EXPORT.sub("", _IMPORT.sub("", source))
    if re.search(r"^(?:import|export) ", bare, re.MULTILINE):
        raise SystemExit(f"{path}: an import or export of a form that is not known here")
    return {
        "name": path.stem,
        "needs": [needed.stem for needed in _needs(path, source)],
        "rules": [name for name in _names(source) if name.endswith("Rule")],
        "source": _minified(bare),
    }


def _minified(source: str) -> str:
    command = ["node", TOOLS / "esbuild/bin/esbuild", "--minify", "--target=es2022"]
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=True)
    return re.sub(r"\\(?:u([0-9A-F]{4})|x([0-9A-F]{2}))", _letter, done.stdout.strip())


def _letter(found: re.Match[str]) -> str:
    """A letter as itself: it is short. Blanks and signs stay escaped: editors change them."""
    character = chr(int(found[1] or found[2], 16))
    return character if character.isalpha() else found[0]


def text() -> str:
    """Return the module that holds all parts."""
    lines = [
        "// Made by scripts/function_parts.py from reading/ and other modules: do not edit.",
        "// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are sources",
        "// @ts-check",
        "/** @type {Record<string, string>} */",
        f"export const FORMULAS = {json.dumps(formulas())};",
        "",
        "/** @type {{ name: string, needs: string[], rules: string[], source: string }[]} */",
        "export const PARTS = [",
        *(f"{json.dumps(part)}," for part in parts()),
        "];",
    ]
    biome = ["node", TOOLS / "@biomejs/biome/bin/biome", "format", f"--stdin-file-path={OUT}"]
    done = subprocess.run(
        biome, input="\n".join(lines), capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout


if __name__ == "__main__":
    OUT.write_text(text(), encoding="utf-8")
    sys.stdout.write(f"{OUT.relative_to(ROOT)}: {OUT.stat().st_size} bytes\n")
