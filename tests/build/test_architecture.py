"""The arrows of docs/architecture.md: who may import whom, and no circles, also not of types."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from types import FrameType

import numpy as np
import pytest

import elm_core

ROOT = Path(__file__).parents[2]
CORE = ROOT / "elm_core"

#: What each floor may import of the others; what is not named here serves all of them.
BELOW = {
    "maths": set(),
    "specs": set(),
    "tables": {"maths"},
    "files": set(),
    "features": {"maths", "specs", "tables"},
    "models": {"maths", "specs"},
    "tasks": {"features", "files", "maths", "models", "specs", "tables"},
    "persistence": {"features", "maths", "models", "specs", "tasks"},
    "service": {"features", "files", "maths", "models", "persistence", "tables", "tasks"},
}


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_module(path): ast.parse(path.read_text()) for path in sorted(CORE.rglob("*.py"))}


def _imports(name: str, *, inside_functions: bool) -> set[str]:
    """Modules of elm_core that a module imports, those for type checking too."""
    found = set()
    waiting: list[ast.AST] = [MODULES[name]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("elm_core"):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in MODULES else node.module)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not inside_functions:
            continue
        waiting.extend(ast.iter_child_nodes(node))
    return found & set(MODULES)


def test_no_module_imports_itself_in_a_circle() -> None:
    left = {name: _imports(name, inside_functions=False) - {name} for name in MODULES}
    del left["elm_core"]  # it hands on the names of all
    while True:
        leaves = {name for name, needed in left.items() if not needed & set(left)}
        if not leaves:
            break
        left = {name: needed for name, needed in left.items() if name not in leaves}
    assert not left, f"circles among {sorted(left)}"


@pytest.mark.parametrize("floor", BELOW)
def test_arrows_go_down(floor: str) -> None:
    upward = [
        (name, needed)
        for name in MODULES
        if name.startswith(f"elm_core.{floor}")
        for needed in _imports(name, inside_functions=True)
        if needed.split(".")[1:2]
        and (there := needed.split(".")[1]) in BELOW
        and there != floor
        and there not in BELOW[floor]
    ]
    assert not upward


def test_no_file_has_more_than_one_idea() -> None:
    """What has more than 400 lines has more than one; of types, what scripts/ make may be longer."""
    folders = ("elm_core", "build_steps", "web/client", "web/pages", "web/ui", "worker")
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".js", ".mjs", ".ts"} and path.name != "parameters.d.ts"
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    ]
    assert not long


def test_no_function_of_models_reaches_into_a_model() -> None:
    """What trains takes plain inputs; private parts are for the methods of the class itself."""
    reaching = []
    for name, tree in MODULES.items():
        if not name.startswith("elm_core.models"):
            continue
        for function in tree.body:
            if not isinstance(function, ast.FunctionDef):
                continue
            names = {arg.arg for arg in function.args.args + function.args.kwonlyargs}
            reaching += [
                f"{name}.{function.name}: {ast.unparse(node)}"
                for node in ast.walk(function)
                if isinstance(node, ast.Attribute)
                and node.attr.startswith("_")
                and not node.attr.startswith("__")
                and isinstance(node.value, ast.Name)
                and node.value.id in names
            ]
    assert not reaching


def test_a_fit_is_read_in_one_go() -> None:
    """Of `ELMClassifier`: at most 6 files of `models`, and at most 2 ways back to an earlier one.

    Training asks for the map once it has the first rows. What the targets are asked is no way
    back: they are handed on as the rows are.
    """
    folder = f"{CORE / 'models'}/"
    files: list[str] = []
    back: set[tuple[str, str]] = set()

    def file_of(frame: FrameType | None) -> str:
        return frame.f_code.co_filename.removeprefix(folder) if frame else ""

    def on_call(frame: FrameType, event: str, _: object) -> None:
        if event != "call" or not frame.f_code.co_filename.startswith(folder):
            return
        name, before = file_of(frame), frame.f_back
        while before and not before.f_code.co_filename.startswith(folder):
            before = before.f_back  # through base.py and maths
        if name not in files:
            files.append(name)
        caller = file_of(before)
        if caller in files and name != "targets.py" and files.index(name) < files.index(caller):
            back.add((caller, name))

    rows = np.random.RandomState(0).random_sample((300, 4))
    model = elm_core.ELMClassifier(32, random_state=0)
    sys.settrace(on_call)
    try:
        model.fit(rows, rows[:, 0] > 0.5)
    finally:
        sys.settrace(None)
    assert len(files) <= 6, files
    assert len(back) <= 2, sorted(back)
