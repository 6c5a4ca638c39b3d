"""What the modules of the pages read of files, to be compared with elm_core.files."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from elm_core.exceptions import InvalidInput
from elm_core.files import read_table

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")

_SAME = ("columns", "notes", "header", "units", "kinds", "target", "decimal", "delimiter")


def in_javascript(files: list[tuple[Path, dict[str, Any]]], folder: Path) -> list[dict[str, Any]]:
    """Return what the pages read of files, each with the options that are given."""
    cases = folder / "cases.json"
    cases.write_text(json.dumps([{"path": str(p), "options": o} for p, o in files]))
    paths = (ROOT / "tests/js/source_paths.mjs").as_uri()
    command = [NODE, "--import", paths, ROOT / "tests/js/read_files.mjs", cases]
    done = subprocess.run(command, capture_output=True, timeout=200, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def read_both(files: list[tuple[Path, dict[str, Any]]], folder: Path) -> list[Any]:
    """Return the tables in files, which are the same in both languages, or the errors."""
    tables: list[Any] = []
    for (path, options), found in zip(files, in_javascript(files, folder), strict=True):
        assert "fault" not in found, (path.name, found)
        try:
            table = read_table(path.read_bytes(), **options)
        except InvalidInput as error:
            assert "error" in found, (path.name, error, found)
            tables.append((str(error), found["error"]))
            continue
        for key in _SAME:
            assert found.get(key) == getattr(table, key), (path.name, key)
        assert (found.get("sheets"), found.get("sheet")) == (table.sheets, table.sheet)
        tables.append(table)
    return tables
