"""The next step of drum bars, given the bar before: micro-F1 on Groove's validation part.

Needs groove_bars_train_validation.npz (Groove MIDI Dataset, CC BY 4.0) in the data folder.
Run: python benchmarks/accuracy_drums.py [--data FOLDER] [--seeds N] [--bars N]
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from elm_core.features.drums import micro_f1
from elm_core.tasks.drum_machine import DrumMachine


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=Path("/work/shared/data"))
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--bars", type=int, default=20_000, help="train on no more than these")
    options = parser.parse_args()
    groove = np.load(options.data / "groove_bars_train_validation.npz")
    bars, split = groove["bars"], groove["split"]
    # songs have no numbers: one ends where style or drummer changes
    names = np.char.add(np.char.add(groove["style"], groove["drummer"]), split)
    song = np.cumsum(np.append(True, names[1:] != names[:-1]))
    train, test = np.flatnonzero(split == "train")[: options.bars], split == "validation"
    hits, songs = bars[test] > 0, song[test]
    follows = np.append(False, songs[1:] == songs[:-1])
    before = np.append(hits[:1], hits[:-1], axis=0) & follows[:, None, None]
    print(
        f"{'repeat the bar before, where there is one':44s} {micro_f1(hits[follows], before[follows]):.4f}"
    )
    print(f"{'  all bars':44s} {micro_f1(hits, before):.4f}")
    scores, whole, seconds = [], [], []
    for seed in range(options.seeds):
        started = time.perf_counter()
        model = DrumMachine(random_state=seed).fit(bars[train], song[train])
        seconds.append(time.perf_counter() - started)
        said = model.predict_steps(bars[test], songs) >= model.threshold_
        scores.append(micro_f1(hits[follows], said[follows]))
        whole.append(micro_f1(hits, said))
    for name, values in (
        ("DrumMachine, where there is a bar before", scores),
        ("  all bars", whole),
        ("  seconds to train", seconds),
    ):
        print(f"{name:44s} {np.mean(values):.4f} ± {np.std(values):.4f}")


if __name__ == "__main__":
    main()
