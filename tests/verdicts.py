"""What Python and the Predictor say of the same files, side by side."""

from __future__ import annotations

import json
import math
import re
import shutil
import subprocess
import time
import tracemalloc
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from elm_core import loads
from elm_core.exceptions import InvalidInput, ModelFormatError
from tests.mutants import ONLY_IN_PYTHON, Case

ROOT = Path(__file__).parents[1]
NODE = shutil.which("node")
METHODS = {
    "predict": "predict",
    "predictProba": "predict_proba",
    "decisionFunction": "decision_function",
    "transform": "transform",
}


@dataclass
class Said:
    """What one side said of a file, and what that took."""

    verdict: str
    message: str = ""
    ms: float = 0.0
    n_bytes: float = 0.0
    answers: dict[str, Any] = field(default_factory=dict)
    trained: bool = False


def python_says(case: Case, *, memory: bool = True) -> Said:
    """Load a file and ask the model; time and memory are those of loading."""
    held: list[Any] = []

    def load() -> str:
        try:
            held.append(loads(case.text))
        except ModelFormatError as error:
            held.append(str(error))
            return error.code
        except Exception as error:  # what must not happen
            held.append(repr(error))
            return f"raw: {error!r}"
        return "loads"

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        started = time.process_time()
        verdict = load()
        said = Said(verdict, ms=1000 * (time.process_time() - started))
        if memory:
            tracemalloc.start()
            load()
            said.n_bytes = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        if verdict != "loads":
            said.message = held[0]
            return said
        said.trained = held[0].is_fitted
        if case.X is not None and said.trained:
            said.answers = {js: _asked(held[0], name, case.X) for js, name in METHODS.items()}
    return said


def _asked(model: Any, name: str, X: Any) -> Any:
    method = getattr(model, name, None)
    if method is None:
        return "refused: there is no such method"
    try:
        answer = method(X)
    except InvalidInput as error:
        return f"refused: {error}"
    except Exception as error:
        return f"raw: {error!r}"
    return np.asarray(answer.to_dense() if hasattr(answer, "to_dense") else answer).ravel()


def predictor_says(cases: Iterable[Case], folder: Path, *, memory: bool = False) -> Iterator[Said]:
    """Yield what the Predictor says of each file."""
    path = folder / "cases.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for case in cases:
            file.write(json.dumps({"text": case.text, "X": case.given}) + "\n")
    command = [
        str(NODE),
        *(["--expose-gc"] if memory else []),
        "tests/js/answer_mutants.mjs",
        str(path),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, encoding="utf-8") as node:
        assert node.stdout is not None
        for line in node.stdout:
            said = json.loads(line)
            if said["object"]:
                said["verdict"] = said["object"]
            yield Said(
                said["verdict"],
                said.get("message", ""),
                said["ms"],
                said["bytes"],
                said.get("answers", {}),
            )
    assert node.returncode == 0


def difference(case: Case, python: Said, js: Said, tolerance: float = 1e-9) -> str | None:
    """Return what is wrong with what was said, or None."""
    for side, said in (("python", python), ("js", js)):
        raw = [said.verdict, *(str(a) for a in said.answers.values() if isinstance(a, str))]
        found = next((text for text in raw if text.startswith("raw")), None)
        if found:
            return f"{side} {found}"
    if python.verdict != js.verdict:
        if python.verdict == "loads" and (not python.trained or _only_in_python(case.text)):
            return None
        return f"python {python.verdict} ({python.message}), js {js.verdict} ({js.message})"
    for method, says in python.answers.items():
        wrong = unlike(says, js.answers.get(method), tolerance)
        if wrong:
            return f"{method}: {wrong}"
    return None


def _only_in_python(text: str) -> bool:
    classes = re.findall(r'"class": "(\w+)"', json.dumps(json.loads(text)))
    return not ONLY_IN_PYTHON.isdisjoint(classes)


def unlike(python: Any, js: Any, tolerance: float) -> str | None:
    """Return how two answers differ, or None."""
    if isinstance(python, str) or isinstance(js, str) or js is None:
        alike = isinstance(python, str) and isinstance(js, str)
        return None if alike else f"python {_short(python)}, js {_short(js)}"
    got = [int(v[1:]) if isinstance(v, str) and re.fullmatch(r"n-?\d+", v) else v for v in js]
    if python.dtype.kind == "f" and all(isinstance(v, (int, float)) for v in got):
        if not np.isfinite(python).all():
            return f"python says {_short(python)}"
        numbers = np.array(got, dtype=float)
        scale = max(1.0, float(np.abs(python).max(initial=0.0)))
        if numbers.shape == python.shape and np.allclose(
            numbers, python, rtol=tolerance, atol=tolerance * scale
        ):
            return None
        return f"python {_short(python)}, js {_short(numbers)}"
    expected = python.tolist()
    return None if got == expected else f"python {_short(expected)}, js {_short(got)}"


def _short(value: Any) -> str:
    return str(value)[:160]


def limits(case: Case, said: Said) -> str | None:
    """Return which of the figures for what a file may cost is missed, or None."""
    size = max(len(case.text), 1)
    if said.ms > 100 * math.ceil(size / 100_000):
        return f"{said.ms:.0f} ms for {size} characters"
    if said.n_bytes > 2 * size + 64e6:
        return f"{said.n_bytes / 1e6:.0f} MB for {size} characters"
    return None
