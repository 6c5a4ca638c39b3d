"""What was measured: for each name one time a round, in seconds; ratios are within a round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median


class Record:
    """Times by name. A name says who and what: "c4 page", "c4 native"."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        #: Other numbers, measured once: accuracies, bytes, exponents.
        self.numbers: dict[str, float] = {}

    def add(self, name: str, seconds: float) -> None:
        self.times[name].append(seconds)

    def add_fits(self, name: str, seconds: Sequence[float]) -> None:
        """Fits in a row: the first is cold, of the others their median."""
        first, *others = seconds
        self.add(f"{name} cold", first)
        self.add(name, median(others))

    def time(self, name: str) -> float | None:
        """Median over the rounds; None where it was not measured."""
        return median(self.times[name]) if self.times.get(name) else None

    def ratio(self, above: str, below: str) -> float | None:
        """Median of the ratios within a round; of the medians where the rounds differ in number."""
        first, second = self.times.get(above), self.times.get(below)
        if not first or not second:
            return None
        if len(first) != len(second):
            return median(first) / median(second)
        return median(a / b for a, b in zip(first, second, strict=True))
