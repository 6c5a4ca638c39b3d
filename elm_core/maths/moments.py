"""Sufficient statistics of a ridge regression, gathered block by block.

For hidden outputs H (n × h), targets T (n × c) and row weights w they hold Σw, Σw h, Σw t,
HᵀWH, HᵀWT and Σw t²: all that the solution needs, whatever n was. The statistics of two sets
of rows add up to those of both together.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from elm_core.maths import blocked, linalg, single
from elm_core.maths.arrays import Reals, Work, finish, rearranged
from elm_core.maths.linalg import Array


@dataclass
class Moments:
    """Raw (uncentred) weighted moments of (H, T)."""

    weight: float
    hidden_sum: Array  # (h,)
    target_sum: Array  # (c,)
    target_square: Array  # (c,)
    gram: Array  # (h, h)
    cross: Array  # (h, c)
    noise: float = 0.0  # ‖E‖² of what float32 has left in `gram`, see `maths.single`

    @classmethod
    def zeros(cls, n_hidden: int, n_outputs: int, gram: Array | None = None) -> Moments:
        """Return the statistics of no rows; `gram` stands in for HᵀWH, where that comes later."""
        return cls(
            0.0,
            np.zeros(n_hidden),
            np.zeros(n_outputs),
            np.zeros(n_outputs),
            np.zeros((n_hidden, n_hidden)) if gram is None else gram,
            np.zeros((n_hidden, n_outputs)),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the statistics by name; `noise` where there is some."""
        return {k: v for k, v in vars(self).items() if k != "noise" or v}

    def copy(self) -> Moments:
        """Return statistics that can be added to without changing these."""
        return Moments(**{name: copy(value) for name, value in vars(self).items()})

    def add(self, hidden: Reals, targets: Array, weights: Array) -> None:
        """Add rows; `hidden` (n × h) is overwritten, `targets` (n × c) is not.

        Hidden outputs may be float32 where that suits them: see `single.suits`.
        """
        finish(self.add_steps(hidden, targets, weights))

    def add_steps(self, hidden: Reals, targets: Array, weights: Array) -> Work[None]:
        """Do what `add` does, yielding the share done."""
        beside, root = self.add_targets(targets, weights)
        if root is not None:
            hidden *= root[:, None]
        if hidden.dtype == np.float64:
            yield from blocked.add_gram(self.gram, hidden)
        else:
            yield from self._add_rounded_gram(hidden)
        self.add_cross(linalg.cross(hidden, beside.astype(hidden.dtype, copy=False)))

    def add_targets(self, targets: Array, weights: Array) -> tuple[Array, Array | None]:
        """Add what rows have beside their hidden outputs.

        Returns what these are to be multiplied with (n × (c + 1)), for `add_cross`, and √w (n,),
        by which they are multiplied first; None: by nothing.
        """
        self.weight += float(weights.sum())
        self.target_sum += weights @ targets
        self.target_square += weights @ (targets * targets)
        beside = np.column_stack([targets, np.ones(len(targets))])  # the ones give Σw h
        if not (weights != 1.0).any():
            return beside, None
        root = np.sqrt(weights)
        beside *= root[:, None]
        return beside, root

    def add_cross(self, cross: Array) -> None:
        """Add Hᵀ times what `add_targets` returned, (h × (c + 1))."""
        self.cross += cross[:, :-1]
        self.hidden_sum += cross[:, -1]

    def _add_rounded_gram(self, hidden: Reals) -> Work[None]:
        before = float(np.trace(self.gram))
        yield from blocked.add_gram(self.gram, hidden)
        added = float(np.trace(self.gram)) - before
        self.noise += single.noise_of_rows(added, *hidden.shape)

    @property
    def least_alpha(self) -> float:
        """Least ridge term that rounding allows; see `maths.single`."""
        return single.least_alpha(self.noise)

    def limit(self, asked: float | str, used: float) -> bool:
        """Whether sums of float64 would be solved by another ridge term than the `used`."""
        if not self.noise:
            return False
        means = float(self.hidden_sum @ self.hidden_sum) / self.weight
        return single.is_too_much(self.noise, float(np.trace(self.gram)) - means, asked, used)

    def warn_of_limit(self, asked: float | str, used: float) -> None:
        """Tell of a ridge term that would be another in float64."""
        if self.limit(asked, used):
            single.warn_of_limit(asked, used)

    def with_outputs(self, columns: list[int | None]) -> Moments:
        """Return the statistics with the outputs rearranged; see `arrays.rearranged`."""
        return replace(
            self,
            target_sum=rearranged(self.target_sum, columns),
            target_square=rearranged(self.target_square, columns),
            cross=rearranged(self.cross, columns),
        )

    def centred(self) -> tuple[Array, Array, Array, Array]:
        """Return mean of H, mean of T, and the centred HᵀWH and HᵀWT (new arrays)."""
        hidden_mean = self.hidden_sum / self.weight
        target_mean = self.target_sum / self.weight
        gram = np.outer(hidden_mean, -self.hidden_sum)
        gram += self.gram
        cross = self.cross - np.outer(hidden_mean, self.target_sum)
        return hidden_mean, target_mean, gram, cross
