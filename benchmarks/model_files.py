"""Files of models in Python and in the Predictor: both must say the same of each.

Run: python benchmarks/model_files.py mutants [--count 10000] [--seed 1] [--memory] [--keep FOLDER]
     python benchmarks/model_files.py models [--count 1000] [--seed 1]
     python benchmarks/model_files.py cost [--against FOLDER]

`mutants` changes sound files of every kind at random (tests/mutants.py) and prints how many were
refused and loaded, whatever was said differently or was no ModelFormatError, and the most that a
file took: processor time and memory (of Python; with --memory also of the Predictor, slower).
`models` trains models of every kind with random parameters and compares labels and scores, to 1e-9
(1e-6 of files in float32); what Python itself says otherwise when each number of the samples is its
next neighbour is counted apart. `cost` loads large files and prints time and memory; with --against, the
folder of another version of elm_core, side by side.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.mutants import Case, Mutator, originals
from tests.random_models import random_models
from tests.verdicts import Said, difference, limits, predictor_says, python_says, unlike


def mutants(count: int, seed: int, memory: bool, keep: Path | None) -> None:
    files = list(originals())
    mutator = Mutator(seed, files)
    cases = [*files, *(mutator.mutant() for _ in range(count))]
    verdicts: Counter[str] = Counter()
    wrong, dear = [], []
    most = {"python": [0.0, 0.0], "js": [0.0, 0.0]}
    with tempfile.TemporaryDirectory() as folder:
        answers = predictor_says(cases, Path(folder), memory=memory)
        for number, (case, js) in enumerate(zip(cases, answers, strict=True)):
            python = python_says(case)
            verdicts[python.verdict.partition(":")[0]] += 1
            if found := difference(case, python, js):
                wrong.append(f"{number} {case.kind}: {found[:500]}")
                if keep:
                    (keep / f"{number}.json").write_text(case.text)
            for side, said in (("python", python), ("js", js)):
                if found := limits(case, said):
                    dear.append(f"{number} {case.kind}: {side} {found}")
                per = max(len(case.text), 100_000) / 100_000
                most[side][0] = max(most[side][0], said.ms / per)
                most[side][1] = max(most[side][1], said.n_bytes - 2 * len(case.text))
    print(f"{len(cases)} files: {dict(verdicts)}")
    for side, (ms, n_bytes) in most.items():
        print(f"{side}: most {ms:.0f} ms a 100 kB, {n_bytes / 1e6:.1f} MB beyond twice the file")
    print(f"{len(wrong)} said differently, {len(dear)} over the figures")
    for line in [*wrong[:40], *dear[:20]]:
        print("-", line)


def models(count: int, seed: int) -> None:
    cases = list(random_models(count, seed))
    wrong, noise = [], []
    with tempfile.TemporaryDirectory() as folder:
        answers = predictor_says([case for case, _ in cases], Path(folder))
        for number, ((case, precision), js) in enumerate(zip(cases, answers, strict=True)):
            tolerance = 1e-6 if precision == "float32" else 1e-9
            said = python_says(case, memory=False)
            if found := difference(case, said, js, tolerance):
                ours = noise if rests_on_rounding(case, said, tolerance) else wrong
                ours.append(f"{number} {case.kind} {precision}: {found[:500]}")
    print(f"{len(cases)} models of {len({case.kind for case, _ in cases})} kinds")
    print(f"{len(wrong)} said differently, {len(noise)} whose answers rest on rounding")
    for line in [*wrong[:40], *noise[:5]]:
        print("-", line)


def rests_on_rounding(case: Case, said: Said, tolerance: float) -> bool:
    """Whether the last bit of the samples changes what Python says by more than the tolerance."""
    try:
        rows = np.asarray(case.X, dtype=float)
    except (TypeError, ValueError):
        return False
    nudged = python_says(replace(case, X=np.nextafter(rows, np.inf)), memory=False)
    pairs = [(answer, nudged.answers[name]) for name, answer in said.answers.items()]
    return any(unlike(a, b.tolist(), tolerance) for a, b in pairs if not isinstance(b, str))


COST = """
import sys, time, tracemalloc
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from elm_core import loads
for path in sorted(Path(sys.argv[2]).glob("*.json")):
    text = path.read_text()
    times = []
    for _ in range(5):
        started = time.process_time()
        loads(text)
        times.append(time.process_time() - started)
    tracemalloc.start()
    held = loads(text)
    now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{path.stem:8} {len(text) / 1e6:5.1f} MB  {1000 * min(times):6.1f} ms  "
          f"{(most - now) / len(text):6.2f} bytes a character beside text and model")
"""


def cost(against: Path | None) -> None:
    from elm_core import ELMRegressor, KernelELMClassifier, dumps
    from elm_core.tasks.text_classifier import TextClassifier

    random = np.random.RandomState(0)
    rows, targets = random.standard_normal((1500, 64)), random.standard_normal((1500, 200))
    words = ["".join(random.choice(list("abcdefghij"), 6)) for _ in range(5000)]
    texts = [" ".join(random.choice(words, 12)) for _ in range(1500)]
    large = {
        "elm": ELMRegressor(1000, random_state=0, alpha=1.0).fit(rows, targets),
        "kernel": KernelELMClassifier(alpha=1.0).fit(rows, np.where(rows[:, 0] > 0, "a", "b")),
        "texts": TextClassifier(vectors=None).fit(texts, ["a", "b"] * 750),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, model in large.items():
            (Path(folder) / f"{name}.json").write_text(dumps(model))
        here = Path(__file__).parents[1]
        for version in [here, *([against] if against else [])]:
            print(version)
            subprocess.run([sys.executable, "-c", COST, version, folder], check=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("mutants", "models", "cost"))
    parser.add_argument("--count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--keep", type=Path, help="folder for files of which something differs")
    parser.add_argument("--against", type=Path)
    options = parser.parse_args()
    if options.what == "mutants":
        mutants(options.count or 10_000, options.seed, options.memory, options.keep)
    elif options.what == "models":
        models(options.count or 1000, options.seed)
    else:
        cost(options.against)


if __name__ == "__main__":
    main()
