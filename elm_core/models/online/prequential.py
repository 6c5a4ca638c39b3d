"""What an online model is watched by: errors of rows that are tested before they are learnt."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from elm_core.maths.arrays import rearranged
from elm_core.maths.calibration import fit_inverse_temperature
from elm_core.maths.drift import DriftDetector
from elm_core.maths.linalg import Array

#: Scores that the probabilities are calibrated by: those of so many rows, the latest.
RECENT_ROWS = 512

#: The calibration is fitted again after so many rows.
_EVERY = 32


@dataclass
class Watch:
    """Prequential error and drift (Dawid 1984; Gama, Sebastião & Rodrigues 2013)."""

    detector: DriftDetector = field(default_factory=DriftDetector)
    rows: int = 0
    error: float = 0.0  # wrong rows, or squared errors, as sums

    def describe(self) -> dict[str, Any]:
        """Return the learned attributes that tell users of it."""
        detector = self.detector
        return {
            "drift_": {
                "level": detector.level,
                "warnings": detector.warnings,
                "error": detector.total / detector.rows if detector.rows else None,
                "rows": detector.rows,
            },
            "n_drifts_": detector.drifts,
            "prequential_score_": self.score(),
        }

    def score(self) -> float | None:
        """Return the score of all rows tested before they were learnt; None before any."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """Return what a file holds."""
        return {k: dict(vars(v)) if hasattr(v, "__dict__") else v for k, v in vars(self).items()}

    def restore(self, state: dict[str, Any]) -> Watch:
        """Return what `to_dict` was made of, for a watch like this."""
        made = copy.copy(self)
        for name, value in state.items():
            part = getattr(self, name)
            if isinstance(value, dict):
                part = copy.copy(part)
                vars(part).update(value)
            setattr(made, name, part if isinstance(value, dict) else value)
        return made


@dataclass
class NumberWatch(Watch):
    """Of a regressor: R², and errors |e| / (|e| + ē) for the detector, ē the mean of |e| so far."""

    spread: float = 0.0  # squared deviations from the mean so far
    typical: float = 0.0  # ē

    def test(self, predicted: Array, targets: Array, mean: Array) -> bool:
        """Take predictions (k × c) and what came; return whether a drift was found."""
        found = False
        error = predicted - targets
        size = np.sqrt(np.einsum("ij,ij->i", error, error))
        self.error += float(size @ size)
        self.spread += float(((targets - mean) ** 2).sum())
        for e in size.tolist():
            self.rows += 1
            self.typical += (e - self.typical) / self.rows
            found |= self.detector.add(e / (e + self.typical) if e > 0 else 0.0)
        return found

    def calibrate(self, scores: Array, targets: Array) -> None:
        """Nothing: numbers have no probabilities."""

    def rearrange_outputs(self, columns: list[int | None]) -> None:
        """Nothing: a regressor's outputs stay."""

    def score(self) -> float | None:
        """Return R² of predictions made before each row was learnt."""
        return 1.0 - self.error / self.spread if self.rows and self.spread > 0 else None


@dataclass
class ClassWatch(Watch):
    """Of a classifier: accuracy, and calibration by the latest rows."""

    calibrator: Calibrator = field(default_factory=lambda: Calibrator.empty(0))

    def test(self, scores: Array, targets: Array, mean: Array) -> bool:
        """Take scores (k × c) and classes as columns; return whether a drift was found."""
        found = False
        for wrong in (scores.argmax(axis=1) != targets.argmax(axis=1)).tolist():
            self.rows += 1
            self.error += wrong
            found |= self.detector.add(float(wrong))
        return found

    def calibrate(self, scores: Array, targets: Array) -> None:
        """Take scores of rows not learnt when they were scored."""
        self.calibrator.add(scores, targets.argmax(axis=1))

    def rearrange_outputs(self, columns: list[int | None]) -> None:
        """Make room for classes that had not been seen."""
        self.calibrator.rearrange_outputs(columns)

    def describe(self) -> dict[str, Any]:
        """Return the learned attributes that tell users of it."""
        return super().describe() | {"inverse_temperature_": self.calibrator.factor}

    def score(self) -> float | None:
        """Return the share of rows that were right before they were learnt."""
        return 1.0 - self.error / self.rows if self.rows else None


@dataclass
class Calibrator:
    """The latest scores of rows not learnt when they were scored, and the factor they give."""

    scores: Array  # (rows, c), the oldest overwritten first
    codes: Any  # (rows,)
    filled: int = 0
    place: int = 0
    since: int = 0
    factor: float = 1.0

    @classmethod
    def empty(cls, n_classes: int) -> Calibrator:
        """Return the state before any row."""
        return cls(np.zeros((RECENT_ROWS, n_classes)), np.zeros(RECENT_ROWS, dtype=np.int64))

    def rearrange_outputs(self, columns: list[int | None]) -> None:
        """Make room for classes that had not been seen: their scores were zero."""
        self.scores = rearranged(self.scores, columns)
        place = {c: i for i, c in enumerate(columns)}
        self.codes = np.array([place.get(int(c), 0) for c in self.codes], dtype=np.int64)

    def add(self, scores: Array, codes: Any) -> None:
        """Take in scores (k × c) and classes (k,)."""
        scores, codes = scores[-RECENT_ROWS:], codes[-RECENT_ROWS:]
        for row, code in zip(scores, codes, strict=True):
            self.scores[self.place] = row
            self.codes[self.place] = code
            self.place = (self.place + 1) % RECENT_ROWS
        self.filled = min(self.filled + len(codes), RECENT_ROWS)
        self.since += len(codes)
        if self.since >= _EVERY or self.filled < _EVERY:
            n = self.filled
            self.factor = fit_inverse_temperature(self.scores[:n], self.codes[:n])
            self.since = 0
