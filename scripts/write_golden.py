"""Write tests/core/golden: model files of today with what they say, for later versions to read.

    python scripts/write_golden.py

A file that is there is never written again: it is the promise that it goes on being read.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests/core/golden"
_LARGEST = 30_000

sys.path.insert(0, str(ROOT))


def main() -> None:
    import numpy as np

    from elm_core import ELMClassifier, OnlineELMClassifier
    from elm_core.tasks.table import TableClassifier, TableRegressor
    from elm_core.tasks.voice_commands import VoiceCommands
    from tests.every_model import LABELS, ROWS, every_model
    from tests.tables.every_reading import KINDS, TABLE

    FOLDER.mkdir(exist_ok=True)
    seen: set[str] = set()
    for model, X in every_model():
        name = type(model).__name__
        if (
            name in seen
            or name == "OnlineELMClassifier"
            or X is None
            or not hasattr(model, "predict")
        ):
            continue
        seen.add(name)
        write(name, model, X)
        if name in ("ELMClassifier", "KernelELMRegressor", "TableClassifier"):
            write(f"{name}-float16", model, X, precision="float16")
        if name in ("ELMClassifier", "ELMRegressor"):
            write(f"{name}-statistics", model, X, statistics=True)
    online = OnlineELMClassifier(4, warm_up=8, random_state=0)
    write("OnlineELMClassifier", online.fit(ROWS, LABELS), ROWS)
    options = {"n_hidden": 8, "random_state": 0, "kinds": KINDS}
    labels = ["low", "high", "high"] * 3
    write("TableClassifier-readings", TableClassifier(**options).fit(TABLE, labels), TABLE)
    write("TableClassifier-words", TableClassifier(**options).fit(TABLE, labels), TABLE)
    write("TableRegressor-readings", TableRegressor(**options).fit(TABLE, range(9)), TABLE)
    for features in ("learned", "full", "diagonal"):
        stretched = ELMClassifier(8, features=features, direct_links=True, random_state=0)
        write(f"ELMClassifier-{features}", stretched.fit(ROWS, LABELS), ROWS, statistics=True)
    skewed = {"income": [float(2**i) for i in range(12)], "town": ["a", "b", "c"] * 4}
    tables = TableRegressor(8, random_state=0).fit(skewed, range(12))
    write("TableRegressor-learned", tables, skewed)
    time = np.arange(500)
    sounds = [np.round(np.sin(time * (0.8 + 0.001 * k * time)), 3) for k in (-1, 1, -1.1, 1.1)]
    words = VoiceCommands(sample_rate=2000, background=None, random_state=0)
    write("VoiceCommands", words.fit(sounds, ["fall", "rise"] * 2), sounds)
    write("VoiceCommands-variants", words, sounds)


def write(name: str, model: Any, X: Any, **options: Any) -> None:
    """Write a model with a few samples and what it says of them in its metadata."""
    from elm_core import dumps, loads

    path = FOLDER / f"{name}.json"
    if path.exists():
        return
    asked = (
        X
        if isinstance(X, dict)
        else [row.tolist() if hasattr(row, "tolist") else row for row in X[:6]]
    )
    kept = loads(dumps(model, **options))
    says = {
        method: getattr(kept, method)(asked).tolist()
        for method in ("predict", "predict_proba", "decision_function", "transform")
        if hasattr(kept, method)
    }
    text = dumps(model, metadata={"asked": asked, "says": says}, **options)
    if len(text) <= _LARGEST:
        path.write_text(text + "\n", encoding="utf-8")
        print(path.relative_to(ROOT), len(text))


if __name__ == "__main__":
    main()
