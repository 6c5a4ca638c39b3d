"""What the two passes find in a block of rows, and how that of several blocks is joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.exceptions import InvalidInput
from elm_core.labels import encode_labels
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.scaling import Spread
from elm_core.models.targets import ClassTargets, NumberTargets

Index = npt.NDArray[np.int64]


@dataclass(frozen=True)
class FirstPass:
    """What the first pass finds in a block, or in several."""

    rows: tuple[tuple[int, int], ...]  # of each block: all, and those of positive weight
    spread: Spread | None
    targets: Any  # classes and their weights, or Spread-like facts about numbers

    @property
    def n_kept(self) -> int:
        return sum(kept for _, kept in self.rows)

    @staticmethod
    def join(parts: Sequence[FirstPass]) -> FirstPass:
        """Add up what was found in neighbouring blocks, in their order."""
        found = [p for p in parts if p.spread is not None]
        rows = tuple(pair for p in parts for pair in p.rows)
        if not found:
            return FirstPass(rows, None, None)
        spread, targets = found[0].spread, found[0].targets
        for part in found[1:]:
            assert spread is not None and part.spread is not None
            if len(part.spread.mean) != len(spread.mean):
                raise InvalidInput(
                    f"blocks of X have {len(spread.mean)} and {len(part.spread.mean)} features",
                    parameter="X",
                )
            spread = spread.with_rows_of(part.spread)
            targets = targets.join(part.targets)
        return FirstPass(rows, spread, targets)


@dataclass(frozen=True)
class Labels:
    """Classes in the rows, and the weight of each."""

    classes: npt.NDArray[Any]
    weight: Array

    @classmethod
    def of(cls, labels: npt.NDArray[Any], weights: Array) -> Labels:
        classes, codes = encode_labels(labels)
        mass = np.bincount(codes, weights=weights, minlength=len(classes))
        return cls(classes, mass.astype(np.float64))

    def join(self, other: Labels) -> Labels:
        both = ClassTargets(None, self.classes)
        both.learn(other.classes)
        assert both.classes is not None
        weight = np.zeros(len(both.classes))
        for part in (self, other):
            weight[both.codes(part.classes)] += part.weight
        return Labels(both.classes, weight)

    def targets(self, model: Any) -> ClassTargets:
        """Return what a block needs to encode its labels and to weigh them."""
        class_weight = model.class_weight
        if class_weight == "balanced":  # of all rows, not of a block's
            factor = self.weight.sum() / (len(self.weight) * self.weight)
            class_weight = dict(zip(self.classes.tolist(), factor.tolist(), strict=True))
        return ClassTargets(class_weight, self.classes)


@dataclass(frozen=True)
class Numbers:
    """Where the targets of a regression lie."""

    spread: Spread
    ndim: int

    @classmethod
    def of(cls, targets: Array, weights: Array) -> Numbers:
        return cls(Spread.of(targets.reshape(len(targets), -1)), targets.ndim)

    def join(self, other: Numbers) -> Numbers:
        if len(self.spread.mean) != len(other.spread.mean):
            raise InvalidInput("blocks of y differ in their number of outputs", parameter="y")
        return Numbers(self.spread.with_rows_of(other.spread), self.ndim)

    def targets(self, model: Any) -> NumberTargets:
        """Return the shift and the scale of the targets."""
        where = self.spread
        reach = np.maximum(where.high - where.mean, where.mean - where.low)
        constant = where.low == where.high
        offset = np.where(constant, where.low, where.mean)
        return NumberTargets(offset, np.where(constant, 1.0, reach), self.ndim)


@dataclass(frozen=True)
class SecondPass:
    """What the second pass makes of a block, or of several."""

    moments: Moments | None
    sample: tuple[Array, Array, Array] | None  # raw rows, encoded targets, weights
    places: Index  # of the sample among all rows

    @staticmethod
    def join(parts: Sequence[SecondPass]) -> SecondPass:
        """Add up the statistics of neighbouring blocks."""
        found = [p for p in parts if p.moments is not None]
        if not found:
            return SecondPass(None, None, np.empty(0, dtype=np.int64))
        parts_of = [vars(p.moments) for p in found]
        total = Moments(**{name: sum(m[name] for m in parts_of) for name in parts_of[0]})
        samples = [p.sample for p in found if p.sample is not None]
        sample = tuple(np.concatenate(arrays) for arrays in zip(*samples, strict=True))
        return SecondPass(total, sample or None, np.concatenate([p.places for p in found]))  # type: ignore[arg-type]
