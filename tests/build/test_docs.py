"""The documentation as HTML: both references are whole, and no link of ours is dead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import elm_core
from build_steps import declarations, reference
from build_steps.paths import ROOT


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("docs")
    reference.write(out)
    return out


def test_python_has_every_public_name(docs: Path) -> None:
    page = (docs / "python" / "elm_core.html").read_text()
    for name in elm_core.__all__:
        assert f'id="{name}"' in page, name
    assert "n_hidden" in (docs / "python" / "elm_core" / "tasks.html").read_text()


def test_javascript_has_every_declaration(docs: Path) -> None:
    page = (docs / "javascript.html").read_text()
    for name in ("ElmToolkit", "Model", "Predictor", "ElmError", "toFragment", "readVectors"):
        assert re.search(f"<h3[^>]*>{name}</h3>", page), name


def test_links_lead_somewhere(docs: Path) -> None:
    for page in docs.glob("*.html"):
        for address in re.findall(r'(?:href|src)="([^"#]+)', page.read_text()):
            if not re.match("https?:", address):
                assert (docs / address).exists(), f"{page.name}: {address}"


def test_a_declaration_has_its_comment_and_its_code() -> None:
    text = """import type { A } from './a.js';

/** Not of what follows. */

/**
 * What it is.
 */
export interface Thing {
  a: A;
}

export type { A };
/** In one line. */
export function f(): void;
"""
    assert declarations.declarations(text) == [
        *("### Thing", "What it is.", "```typescript\nexport interface Thing {\n  a: A;\n}\n```"),
        *("### f", "In one line.", "```typescript\nexport function f(): void;\n```"),
    ]


FOLDERS = [
    *(
        "benchmarks",
        "build_steps",
        "docs",
        "elm_core",
        "examples",
        "findings",
        "kernels",
        "scripts",
    ),
    *("tests", "vectors", "web", "worker"),
]


def files(folder: str) -> list[Path]:
    """Return the files of the checkout in a folder of it."""
    return [path for path in (ROOT / folder).rglob("*.*") if "node_modules" not in path.parts]


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_files_that_are_named_to_find_them_are_there(name: str) -> None:
    there = {
        f"/{path.relative_to(ROOT).as_posix()}" for folder in FOLDERS for path in files(folder)
    }
    there |= {f"/{path.name}" for path in ROOT.iterdir()}
    named = re.findall(
        r"(?<![\w./-])[\w./-]+\.(?:py|js|ts|json|md|svg)\b", (ROOT / name).read_text()
    )
    assert len(named) > 20
    for file in set(named) - {"files.json", "web/pages/NAME/main.js"}:  # made by the build; any
        assert any(path.endswith(f"/{file}") for path in there), f"{name} names {file}"


def test_files_that_sources_and_documents_name_in_full_are_there() -> None:
    name = re.compile(
        rf"(?<![\w./-])(?:{'|'.join(FOLDERS)})/[\w./-]+\.(?:py|m?js|ts|md|html|css|c|h)\b"
    )
    readers = [path for folder in FOLDERS for path in files(folder)] + list(ROOT.glob("*.md"))
    found = 0
    for path in readers:
        if path.suffix not in {".py", ".js", ".mjs", ".ts", ".md", ".html", ".css"}:
            continue
        for file in name.findall(path.read_text(encoding="utf-8")):
            found += 1
            assert "NAME" in file or (ROOT / file).exists(), f"{path.relative_to(ROOT)}: {file}"
    assert found > 200
