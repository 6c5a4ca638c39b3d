"""The record as tables for people, in Markdown, and as JSON."""

from __future__ import annotations

import datetime
import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path

from benchmarks.speed.cases import FITS
from benchmarks.speed.figures import figures
from benchmarks.speed.record import Record

WHO = {
    "page 1": "page",
    "page loo": 'page, alpha="loo"',
    "double 1": "one core",
    "single 1": 'one core, precision="single"',
    "double loo": 'one core, alpha="loo"',
    "single loo": 'one core, alpha="loo", precision="single"',
    "worker 1": "inside the worker",
    "native 1": "elm_core, native",
    "textbook": "textbook, native",
    "page 1 cold": "page, the first of a row",
    "native 1 cold": "elm_core, native, the first",
    "textbook cold": "textbook, native, the first",
    "plain": "elm_core on NumPy in the page",
    "plain textbook": "textbook NumPy in the page",
    "usual": 'page, alpha="loo", beside the peers',
    "learned": 'the same with features="learned"',
    "tfjs": "TF.js wasm, 20 epochs",
    "elm": "ELM in plain JavaScript",
    "brain": "brain.js, 20 iterations",
    "ridge": "scikit-learn Ridge in the page",
    "forest": "scikit-learn RandomForest in the page",
    "page predict 1": "page, predict 1 row",
    "page predict 1000": "page, predict 1,000 rows",
    "native predict 1000": "native, predict 1,000 rows",
    "tfjs predict 1000": "TF.js, predict 1,000 rows",
}


def times_table(record: Record) -> str:
    """Medians in milliseconds by case."""
    rows = [["ms", *map(str, FITS)]]
    for who, text in WHO.items():
        times = [record.time(f"{case.name} {who}") for case in FITS]
        if any(time is not None for time in times):
            rows.append([text, *(_milliseconds(time) for time in times)])
    for who in ("", "usual ", "learned ", "tfjs ", "elm ", "brain ", "ridge ", "forest "):
        values = [record.numbers.get(f"{case.name} {who}accuracy") for case in FITS]
        if any(value is not None for value in values):
            shares = ["–" if value is None else f"{100 * value:.1f} %" for value in values]
            rows.append([f"accuracy, {who.strip() or 'page'}", *shares])
    return _markdown(rows)


def figures_table(record: Record) -> str:
    """What was promised and what was measured."""
    rows = [["what", "measured", "promised", "holds"]]
    rows += [[f.what, f.measured, f.promised, f.holds] for f in figures(record)]
    return _markdown(rows)


def write_json(record: Record, path: Path, rounds: int) -> None:
    """Write everything measured to a file."""
    content = {
        "date": datetime.date.today().isoformat(),
        "machine": {"system": platform.platform(), "cores": os.cpu_count()},
        "rounds": rounds,
        "seconds": record.times,
        "numbers": record.numbers,
        "figures": [
            {"what": f.what, "value": f.value, "measured": f.measured, "promised": f.promised}
            for f in figures(record)
        ],
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _milliseconds(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return f"{1000 * seconds:,.{2 if seconds < 0.01 else 0}f}"


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
