"""Drift: is the error of a model that is tested before it is trained rising?

HDDM-A of Frías-Blanco et al. (2015), "Online and non-parametric drift detection methods based
on Hoeffding's bounds", IEEE Trans. Knowledge and Data Engineering 27(3), sec. 3. Errors are
numbers in [0, 1], of any distribution; memory and time for each are constant. Kept are the
mean x̄ of all errors since the last drift, and the earliest part of them whose mean plus its
Hoeffding bound ε(n, δ) = √(ln(1/δ) / 2n) is least. The error has risen where x̄ exceeds the mean
of that part by more than chance allows with probability δ (eq. 8).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

#: How improbable a rise must be to be called a warning, and a drift.
WARNING, DRIFT = 0.002, 0.0001


@dataclass
class DriftDetector:
    """Counts and sums of errors in [0, 1]: of all since the last drift, and of the best part."""

    rows: int = 0
    total: float = 0.0
    best_rows: int = 0
    best_total: float = 0.0
    level: str = "stable"
    warnings: int = 0
    drifts: int = 0

    def add(self, error: float) -> bool:
        """Take in one error; return whether a drift is found (counting then starts anew)."""
        if self.level == "drift":
            self.rows = self.best_rows = 0
            self.total = self.best_total = 0.0
            self.level = "stable"
        self.rows += 1
        self.total += error
        mean = self.total / self.rows
        bound = math.sqrt(_LOG_DRIFT / (2 * self.rows))
        if self.best_rows == 0 or mean + bound <= self.best_total / self.best_rows + math.sqrt(
            _LOG_DRIFT / (2 * self.best_rows)
        ):
            self.best_rows, self.best_total = self.rows, self.total
        if self.best_rows == self.rows:
            self.level = "stable"
            return False
        # variance of x̄ − x̄_best, the one holding the other
        spread = (self.rows - self.best_rows) / (self.best_rows * self.rows)
        rise = mean - self.best_total / self.best_rows
        if rise >= math.sqrt(spread / 2 * _LOG_DRIFT):
            self.level = "drift"
            self.drifts += 1
            return True
        warned = rise >= math.sqrt(spread / 2 * _LOG_WARNING)
        if warned and self.level == "stable":
            self.warnings += 1
        self.level = "warning" if warned else "stable"
        return False

    def rows_since_rise(self) -> int:
        """Return how many rows have come since the error began to rise."""
        return self.rows - self.best_rows


_LOG_WARNING, _LOG_DRIFT = math.log(1 / WARNING), math.log(1 / DRIFT)
