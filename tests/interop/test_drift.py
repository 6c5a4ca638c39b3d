"""The drift detector does what the published equations say, as river's does with its own bound.

Frías-Blanco et al. (2015), IEEE TKDE 27(3), sec. 3. river tests one side with ln(2 / δ), which is
the bound of a test of both: it is later.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from river.drift.binary import HDDMA

from elm_core.maths.drift import DRIFT, WARNING, DriftDetector


def stream(seed: int) -> list[float]:
    """Errors whose share changes from part to part."""
    random = np.random.RandomState(seed)
    parts = [random.binomial(1, p, random.randint(50, 800)) for p in random.random_sample(6)]
    return [float(error) for error in np.concatenate(parts)]


def published(errors: list[float]) -> list[str]:
    """The equations, all sums anew at each error: slow, with nothing kept but the errors."""
    levels, start, best = [], 0, 0
    for i in range(len(errors)):
        n = i + 1 - start
        seen = errors[start : i + 1]
        if best == 0 or highest(seen, n) <= highest(seen, best):
            best = n
        rise = sum(seen) / n - sum(seen[:best]) / best
        share = 1 / best - 1 / n
        chance = {d: math.sqrt(share / 2 * math.log(1 / d)) for d in (WARNING, DRIFT)}
        level = "stable"
        if n > best and rise >= chance[DRIFT]:
            level, start, best = "drift", i + 1, 0
        elif n > best and rise >= chance[WARNING]:
            level = "warning"
        levels.append(level)
    return levels


def highest(errors: list[float], n: int) -> float:
    """The mean of the first n and its Hoeffding bound."""
    return sum(errors[:n]) / n + math.sqrt(math.log(1 / DRIFT) / (2 * n))


@pytest.mark.parametrize("seed", range(5))
def test_the_equations(seed: int) -> None:
    errors = stream(seed)
    detector = DriftDetector()
    found = []
    for error in errors:
        detector.add(error)
        found.append(detector.level)
    assert found == published(errors)
    assert "drift" in found


class OneSided(HDDMA):
    """river's detector with the bound of a test of one side."""

    def _mean_incr(self, confidence: float) -> bool:
        return super()._mean_incr(2 * confidence)


@pytest.mark.parametrize("seed", range(30))
def test_river(seed: int) -> None:
    theirs = OneSided(drift_confidence=DRIFT, warning_confidence=WARNING)
    as_it_is = HDDMA(drift_confidence=DRIFT, warning_confidence=WARNING)
    ours = DriftDetector()
    first: dict[str, int] = {}
    for i, error in enumerate(stream(seed)):
        for detector in (theirs, as_it_is):
            detector.update(error)
        ours.add(error)
        level = (
            "drift" if theirs.drift_detected else "warning" if theirs.warning_detected else "stable"
        )
        assert ours.level == level, i
        if ours.level == "drift":
            first.setdefault("one side", i)
        if as_it_is.drift_detected:
            first.setdefault("as it is", i)
    never = 10**9
    assert first.get("one side", never) <= first.get("as it is", never)
