"""A small model that answers when it is sure and hands on the rest: coverage against accuracy.

Run: OPENBLAS_NUM_THREADS=1 python benchmarks/triage.py FOLDER

From a folder with train.csv and test.csv of BANKING77 and data_full.json of CLINC150
(PolyAI-LDN/task-specific-datasets and clinc/oos-eval on GitHub). The threshold is chosen for a
given share of wrong answers on texts that were not trained on (a tenth of BANKING77's training
texts; CLINC150's own), then tried on the test texts and on questions of no intent. No text is
printed.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "vectors")]

from benchmarks.accuracy_many_texts import _rows_of_csv as rows_of_csv
from elm_core.abstain import choose_threshold
from elm_core.metrics import risk_coverage_curve
from elm_core.tasks import TextClassifier

RISKS = (0.05, 0.02, 0.01)
COVERAGES = (1.0, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5)
Part = tuple[Any, Any]


def banking(folder: Path) -> dict[str, Part]:
    rows = rows_of_csv(folder / "train.csv")
    order = np.random.RandomState(0).permutation(len(rows))
    held = set(order[: len(rows) // 10].tolist())
    return {
        "train": part([row for i, row in enumerate(rows) if i not in held]),
        "held out": part([rows[i] for i in sorted(held)]),
        "test": part(rows_of_csv(folder / "test.csv")),
    }


def clinc(folder: Path) -> dict[str, Part]:
    with (folder / "data_full.json").open(encoding="utf-8") as file:
        data = json.load(file)
    names = {"train": "train", "held out": "val", "test": "test", "no intent": "oos_test"}
    return {name: part(data[key]) for name, key in names.items()}


def part(rows: list[list[str]]) -> Part:
    x, y = np.array(rows, dtype=object).T
    return x, y.astype(str)


def measure(name: str, parts: dict[str, Part]) -> None:
    started = time.process_time()
    model = TextClassifier(random_state=0).fit(*parts["train"])
    seconds = time.process_time() - started
    proba = {key: model.predict_proba(x) for key, (x, _) in parts.items() if key != "train"}
    sizes = ", ".join(f"{len(y)} {key}" for key, (_, y) in parts.items())
    print(f"{name}: {len(model.classes_)} intents, {sizes}; trained in {seconds:.0f} s")
    y = parts["test"][1]
    curve = risk_coverage_curve(y, proba["test"], labels=model.classes_)
    for coverage in COVERAGES:
        place = int(np.searchsorted(curve["coverage"], coverage - 1e-9))
        right = 100 * (1 - curve["risk"][place])
        print(f"  the surest {100 * coverage:.0f} %: {right:.1f} % right")
    for risk in RISKS:
        threshold = choose_threshold(
            parts["held out"][1], proba["held out"], labels=model.classes_, max_risk=risk
        )
        sure = proba["test"].max(axis=1) >= threshold
        right = (model.classes_[proba["test"].argmax(axis=1)] == y)[sure].mean()
        said = f"  at most {100 * risk:.0f} % wrong: threshold {threshold:.2f}, "
        said += f"answers {100 * sure.mean():.1f} %, of these {100 * right:.1f} % right"
        if "no intent" in proba:
            passed = (proba["no intent"].max(axis=1) >= threshold).mean()
            said += f"; hands on {100 * (1 - passed):.1f} % of questions of no intent"
        print(said, flush=True)


if __name__ == "__main__":
    measure("BANKING77", banking(Path(sys.argv[1])))
    measure("CLINC150", clinc(Path(sys.argv[1])))
