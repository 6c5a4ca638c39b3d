"""The Python programs of docs/ for people who know the tool they are for: each page is run."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest

NODE = shutil.which("node")
DOCS = Path(__file__).parents[2] / "docs"
#: The page, and what beside NumPy it needs.
PAGES = {
    "scikit-learn": "sklearn",
    "dask": "dask",
    "onnx": "onnxruntime",
    "triage": "elm_core",
    "federated": "elm_core",
}


@pytest.mark.parametrize("name", PAGES)
def test_programs_print_what_they_say(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip(PAGES[name])
    monkeypatch.chdir(tmp_path)
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    known: dict[str, object] = {}
    said = io.StringIO()
    for block in blocks:  # one after the other, as a reader would run them
        with contextlib.redirect_stdout(said):
            exec(compile(block, f"docs/{name}.md", "exec"), known)
    expected = re.findall(r"^ *print\(.*\)  # (.*)$", "\n".join(blocks), re.MULTILINE)
    assert said.getvalue().splitlines() == expected
    assert expected
    for code in re.findall(r"^```js\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        assert by_node(code, tmp_path) == re.findall(r"^console.*; // (.*)$", code, re.MULTILINE)


def by_node(code: str, folder: Path) -> list[str]:
    """What a program of a page prints that reads ``model.json`` beside it."""
    if NODE is None:
        pytest.skip("needs Node")
    code = code.replace(
        "await (await fetch('model.json')).text()", "readFileSync('model.json', 'utf8')"
    )
    code = code.replace("./client", (DOCS.parent / "web" / "client").as_uri())
    script = folder / "page.mjs"
    script.write_text(f"import {{ readFileSync }} from 'node:fs';\n{code}", encoding="utf-8")
    done = subprocess.run([NODE, script], capture_output=True, timeout=60, check=True, cwd=folder)
    return done.stdout.decode().splitlines()
