"""Recursive least squares with a ridge term: the solution of `ridge`, kept up row by row.

Liang, Huang, Saratchandran & Sundararajan (2006), "A fast and accurate online sequential
learning algorithm for feedforward networks" (OS-ELM), IEEE Trans. Neural Networks 17(6), eq. 25
and 29. There the rows are not centred; here they are, so that the intercept is not penalised:

    S = Σ wᵢ (hᵢ − h̄)(hᵢ − h̄)ᵀ,  P = (S + αI)⁻¹,  β = P Σ wᵢ (hᵢ − h̄)(tᵢ − t̄)ᵀ.

A row h of weight w beside rows of total weight W changes S by ω d dᵀ with d = h − h̄ and
ω = wW/(W + w) (Welford 1962), which is again of rank one: nothing is approximated.

The raw statistics (`Moments`) are kept beside P. From them P and β are computed anew now and
then, so that rounding does not grow with the number of rows.

Forgetting: S ← λS + ω d dᵀ, and the ridge term is not forgotten. Between two computations
from the statistics P holds the ridge term αλᵏ, k < K, with λᴷ ≥ 1/4; then it is α again. So the
eigenvalues of P never exceed 4/α whatever the rows are: no wind-up. This is covariance
resetting, of the ridge term alone: Goodwin & Sin (1984), "Adaptive filtering prediction and
control", sec. 3.3; Salgado, Goodwin & Middleton (1988), Int. J. Control 47(2).
"""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass

import numpy as np

from elm_core.exceptions import IllConditionedWarning
from elm_core.maths import blocked, linalg
from elm_core.maths.arrays import Work, copied, finish, rearranged, within
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments

#: After so many rows P is computed from the statistics again.
REFRESH_ROWS = 2048

#: The ridge term that P holds never falls below this share of α.
LEAST_RIDGE = 0.25

#: A rank-one step that shrinks P more than this in one direction leaves too few digits.
_LARGEST_STEP = 1e9


@dataclass
class RecursiveRidge:
    """Statistics, P, β and counts. Methods change the arrays in place.

    Of `moments.gram` and `inverse`, only the upper triangles are sure to be right.
    """

    moments: Moments
    inverse: Array  # P (h × h)
    coef: Array  # β (h × c)
    alpha: float
    age: int = 0  # rows since P held the whole ridge term, modulo the period of it
    steps: int = 0  # rows since P was computed from the statistics
    changes: int = 0  # calls that changed something

    @classmethod
    def empty(cls, n_hidden: int, n_outputs: int, alpha: float) -> RecursiveRidge:
        """Return the state before any row."""
        inverse = np.zeros((n_hidden, n_hidden))
        inverse.flat[:: n_hidden + 1] = 1.0 / alpha
        moments = Moments.zeros(n_hidden, n_outputs)
        return cls(moments, inverse, np.zeros((n_hidden, n_outputs)), alpha)

    @classmethod
    def of_steps(cls, moments: Moments, alpha: float, changes: int) -> Work[RecursiveRidge]:
        """Return the state that belongs to given statistics."""
        n_hidden, n_outputs = moments.cross.shape
        blank = np.empty((0, 0))
        made = cls(moments, blank, np.empty((n_hidden, n_outputs)), alpha, changes=changes)
        yield from made.refresh_steps()
        return made

    def copy(self) -> RecursiveRidge:
        """Return a state that can be changed without changing this one."""
        return copied(self)

    def intercept(self) -> Array:
        """Return t̄ − h̄ᵀβ."""
        weight = self.moments.weight
        if weight <= 0:
            return np.zeros(len(self.moments.target_sum))
        out: Array = (self.moments.target_sum - self.moments.hidden_sum @ self.coef) / weight
        return out

    def rearrange_outputs(self, columns: list[int | None]) -> None:
        """Make room for outputs that were zero so far: their β is zero."""
        self.moments = self.moments.with_outputs(columns)
        self.coef = rearranged(self.coef, columns)

    def learn_row(self, h: Array, t: Array, weight: float, forgetting: float = 1.0) -> Array:
        """Take in one row h (h,), t (c,) in O(h²); return what was predicted for it (c,).

        Raises
        ------
        FloatingPointError
            If numbers overflow; nothing has changed then.
        """
        m = self.moments
        before = forgetting * m.weight
        total = before + weight
        share = before / total  # ω = w · share
        d = h - m.hidden_sum / m.weight if m.weight > 0 else np.zeros_like(h)
        v = linalg.symmetric_times_vector(self.inverse, d)
        step = weight * share / forgetting * float(d @ v)
        predicted = d @ self.coef
        predicted += m.target_sum / m.weight if m.weight > 0 else t
        gain = (weight * share / forgetting / (1.0 + step)) * v
        coef = self.coef + np.multiply.outer(gain, t - predicted)
        if not -1.0 < step < math.inf or not math.isfinite(coef.sum()):
            raise FloatingPointError("recursive least squares overflows")
        self._forget(forgetting, gram=False)
        m.weight = total
        m.hidden_sum += weight * h
        m.target_sum += weight * t
        m.target_square += weight * (t * t)
        m.cross += np.multiply.outer(weight * h, t)
        linalg.symmetric_update(m.gram, h, weight / forgetting, forgetting)
        self.coef = coef
        self._count(1, forgetting)
        if self.steps >= REFRESH_ROWS or not 0 <= step <= _LARGEST_STEP:
            self.refresh(forgetting)
        elif share > 0:
            factor = -weight * share / forgetting / (1.0 + step)
            linalg.symmetric_update(self.inverse, v, factor, 1.0 / forgetting)
        elif forgetting != 1.0:
            self.inverse /= forgetting
        self.changes += 1
        return np.asarray(predicted)

    def learn(self, hidden: Array, targets: Array, weights: Array, forgetting: float = 1.0) -> None:
        """Take in rows, the oldest first: `hidden` (k × h), `targets` (k × c), `weights` (k,).

        By the Woodbury identity in O(h² k), or from the statistics, in O(h³), for many.
        """
        k, n_hidden = hidden.shape
        period = self._period(forgetting)
        few = 4 * k <= n_hidden and (period is None or self.age + k < period)
        if few:
            decayed = forgetting**k
            weighed = self.weigh(weights, forgetting)
            a, b = self._deviations(hidden, targets, weighed, 1.0, decayed)
            if decayed != 1.0:
                self.inverse /= decayed
            few = self._woodbury(a, b, 1.0)
        self.gather(hidden.copy(), targets, weights, forgetting)
        if not few or self.steps >= REFRESH_ROWS:
            self.refresh(forgetting)

    def gather(
        self, hidden: Array, targets: Array, weights: Array, forgetting: float = 1.0
    ) -> None:
        """Take rows into the statistics alone, until `refresh`; `hidden` is overwritten."""
        k = len(hidden)
        self._forget(forgetting**k)
        linalg.mirror(self.moments.gram)
        self.moments.add(hidden, targets, self.weigh(weights, forgetting))
        self._count(k, forgetting)
        self.changes += 1

    @staticmethod
    def weigh(weights: Array, forgetting: float) -> Array:
        """Return the weights left to rows, the oldest first, when the last has come."""
        if forgetting == 1.0:
            return weights
        return np.asarray(weights * forgetting ** np.arange(len(weights) - 1.0, -1.0, -1.0))

    def unlearn(self, hidden: Array, targets: Array, weights: Array) -> None:
        """Take out rows that were taken in, of which the weights `weigh` gives are left.

        Raises
        ------
        numpy.linalg.LinAlgError
            If no such rows can have been taken in; nothing has changed then.
        """
        m = self.moments
        rest = m.weight - float(weights.sum())
        root = np.sqrt(weights)[:, None]
        diagonal = m.gram.diagonal() - np.einsum("ij,ij->j", root * hidden, root * hidden)
        square = m.target_square - weights @ (targets * targets)
        slack = 1e-9
        if (
            rest <= slack * m.weight
            or (diagonal < -slack * (m.gram.diagonal() + 1.0)).any()
            or (square < -slack * (m.target_square + 1.0)).any()
        ):
            raise np.linalg.LinAlgError("these rows were not learnt")
        a, b = self._deviations(hidden, targets, weights, -1.0, 1.0)
        if not self._woodbury(a, b, -1.0):
            raise np.linalg.LinAlgError("these rows were not learnt")
        linalg.mirror(m.gram)
        m.weight = rest
        m.hidden_sum -= weights @ hidden
        m.target_sum -= weights @ targets
        m.target_square = np.maximum(square, 0.0)
        m.gram -= linalg.gram(root * hidden)
        m.cross -= linalg.cross(root * hidden, root * targets)
        self.steps += len(weights)
        self.changes += 1

    def fade(self, factor: float) -> None:
        """Multiply the weight of all rows so far."""
        self._forget(factor)
        self.age = 0
        self.refresh()

    def refresh(self, forgetting: float = 1.0) -> None:
        """Compute P and β from the statistics, in O(h³)."""
        finish(self.refresh_steps(forgetting))

    def refresh_steps(self, forgetting: float = 1.0) -> Work[None]:
        """Do what `refresh` does, yielding the share done."""
        linalg.mirror(self.moments.gram)
        system, cross = self._system(forgetting)
        try:
            factor = yield from within(blocked.cholesky(system), 0.0, 0.2)
            self.inverse = yield from within(blocked.inverse_from_cholesky(factor), 0.2, 1.0)
            self.coef = linalg.cho_solve(factor, cross)
        except np.linalg.LinAlgError:
            system, cross = self._system(forgetting)  # the other is overwritten
            warnings.warn(
                "the ridge term is below the rounding of the statistics: what is linearly "
                "dependent is left out; a larger alpha avoids this",
                IllConditionedWarning,
                stacklevel=4,
            )
            values, vectors = linalg.eigh(system)
            kept = values > len(system) * np.finfo(np.float64).eps * values.max()
            root = np.asarray(vectors[:, kept] / np.sqrt(values[kept]))
            self.inverse = linalg.outer_gram(root)
            self.coef = linalg.matmul(root, linalg.cross(root, cross))
        self.steps = 0

    def _system(self, forgetting: float) -> tuple[Array, Array]:
        """Return S + αI and Σ wᵢ (hᵢ − h̄)(tᵢ − t̄)ᵀ."""
        *_, system, cross = self.moments.centred()
        system.flat[:: len(system) + 1] += self.alpha * forgetting**self.age
        return system, cross

    def leave_one_out(self, hidden: Array, targets: Array, weights: Array) -> Array:
        """Return what would be predicted of rows that were taken in, had they not been.

        Allen (1974), PRESS: tᵢ − eᵢ / (1 − hᵢᵢ), the leverage being w (1/W + dᵀPd).
        """
        m = self.moments
        d = hidden - m.hidden_sum / m.weight
        linalg.mirror(self.inverse)
        leverage = np.einsum("ij,ij->i", linalg.matmul(d, self.inverse), d) + 1.0 / m.weight
        fitted = linalg.matmul(d, self.coef) + m.target_sum / m.weight
        slack = np.maximum(1.0 - weights * leverage, 1e-8)[:, None]
        return np.asarray(targets - (targets - fitted) / slack)

    def _deviations(
        self, hidden: Array, targets: Array, weights: Array, sign: float, decayed: float
    ) -> tuple[Array, Array]:
        """Return A, B with S' = S ± AᵀA and C' = C ± AᵀB: within the rows, and between means."""
        m = self.moments
        added = float(weights.sum())
        mean_h, mean_t = weights @ hidden / added, weights @ targets / added
        root = np.sqrt(weights)[:, None]
        a, b = root * (hidden - mean_h), root * (targets - mean_t)
        before = decayed * m.weight
        if before <= 0:
            return a, b
        between = math.sqrt(added * before / (before + sign * added))
        a = np.vstack([a, between * (mean_h - m.hidden_sum / m.weight)])
        b = np.vstack([b, between * (mean_t - m.target_sum / m.weight)])
        return a, b

    def _woodbury(self, a: Array, b: Array, sign: float) -> bool:
        """P and β for S ± AᵀA; False, and nothing changed, where that cannot be done well."""
        linalg.mirror(self.inverse)
        v = linalg.matmul_t(self.inverse, a)
        inner = sign * linalg.matmul(a, v)
        inner = 0.5 * (inner + inner.T)
        inner.flat[:: len(inner) + 1] += 1.0
        try:
            lower = linalg.cholesky(inner)
        except np.linalg.LinAlgError:
            return False
        pivots = lower.diagonal()
        if not 1e-5 < pivots.min() <= pivots.max() < math.sqrt(_LARGEST_STEP):
            return False
        half = linalg.solve_triangular(lower, v.T)
        error = b - linalg.matmul(a, self.coef)
        change = linalg.cross(half, linalg.solve_triangular(lower, error))
        self.coef = self.coef + sign * change
        self.inverse -= sign * linalg.gram(half)
        return True

    def _forget(self, factor: float, *, gram: bool = True) -> None:
        if factor == 1.0:
            return
        m = self.moments
        m.weight *= factor
        for part in (m.hidden_sum, m.target_sum, m.target_square, m.cross):
            part *= factor
        if gram:
            m.gram *= factor

    def _count(self, rows: int, forgetting: float) -> None:
        self.steps += rows
        self.age += rows
        period = self._period(forgetting)
        if period is None:
            self.age = 0
        elif self.age >= period:
            self.age %= period
            self.steps = REFRESH_ROWS

    @staticmethod
    def _period(forgetting: float) -> int | None:
        """K: after so many rows P gets its whole ridge term back."""
        if forgetting == 1.0:
            return None
        return max(1, int(math.log(LEAST_RIDGE) / math.log(forgetting)))
