"""Training an ELM in one pass over blocks of rows, in O(n_hidden² + block) memory."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.exceptions import IllConditionedWarning, InvalidInput
from elm_core.maths import cutting, linalg, segments, single, stretch
from elm_core.maths import hidden as hidden_layer
from elm_core.maths.arrays import SHORT, Reals, Work, rearranged
from elm_core.maths.hidden import HiddenLayer
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.orthogonal import OrthogonalSolver
from elm_core.maths.primal import solve_primal_steps
from elm_core.maths.reservoir import SAMPLE_ROWS, Reservoir, sample_rows
from elm_core.maths.ridge import Rows, Solution, Stable, solve_wide

#: Gives the hidden outputs (n × width) of raw inputs with such weights.
Outputs = Callable[[Array, Array], Reals]

#: The rows of a training set once more, in blocks of (x, targets, weights).
Blocks = Iterator[tuple[Array, Array, Array]]

#: Some of the rows of a training set: x, targets, weights.
BlockOf = Callable[[slice], tuple[Array, Array, Array]]


@dataclass(frozen=True)
class InputMap:
    """The frozen way from inputs to hidden outputs: scaling, then the random layer."""

    mean: Array
    scale: Array
    layer: HiddenLayer
    stretch: Array | None = None  # of the standardised inputs, see `maths.stretch`

    @property
    def width(self) -> int:
        """Return how many numbers a row becomes."""
        return self.layer.width

    def __call__(self, x: Array) -> Array:
        """Return H (n × width) for raw inputs (n × n_features), as a new array."""
        return self.layer(self.standardised(x))

    def standardised(self, x: Array) -> Array:
        """Return what the layer sees of raw inputs, as a new array."""
        return (x - self.mean) / self.scale

    def stretched(self, learned: Array, features: Any) -> InputMap:
        """Return the map whose units see stretched inputs."""
        layer = stretch.stretched(self.layer, learned, stretch.kind(features))
        return InputMap(self.mean, self.scale, layer, learned)

    @classmethod
    def drawn(cls, mean: Array, scale: Array, seed: int, layer: dict[str, Any]) -> InputMap:
        """Return the map whose layer has the parameters `layer`, drawn from `seed`."""
        return cls(mean, scale, hidden_layer.draw(seed, len(mean), **layer))

    @classmethod
    def drawing(
        cls, mean: Array, scale: Array, seed: int, layer: dict[str, Any]
    ) -> tuple[InputMap, Work[None]]:
        """Return that map, and the work that draws its layer, in steps."""
        made, work = hidden_layer.drawing(seed, len(mean), layer)
        return cls(mean, scale, made), work

    def project(self, x: Array, coef: Array) -> Array:
        """Return H · coef (n × outputs) for raw inputs, block by block."""
        out = np.empty((len(x), coef.shape[1]))
        for rows in linalg.row_blocks(len(x)):
            out[rows] = linalg.matmul(self(x[rows]), coef)
        return out


def given_scaling(standardize: Any, n_features: int) -> tuple[Array, Array] | None:
    """Return the input scaling that the parameter `standardize` settles; None: learn it.

    False is no scaling; a pair (mean, scale) is that of another model, say.
    """
    if isinstance(standardize, (bool, np.bool_, int)):
        return None if standardize else (np.zeros(n_features), np.ones(n_features))
    mean, scale = validation.check_scaling(standardize)
    if len(mean) != n_features:
        raise InvalidInput(
            f"standardize is for {len(mean)} features, X has {n_features}", parameter="standardize"
        )
    return mean, scale


def given_stretch(features: Any, n_features: int) -> Array | None:
    """Return the stretch that the parameter `features` holds; None: learn it, or there is none."""
    if isinstance(features, str):
        return None
    given = stretch.given(features)
    if len(given) not in (n_features, n_features * (n_features + 1) // 2):
        raise InvalidInput(
            f"features is for another number of features than {n_features}", parameter="features"
        )
    return given


class Training:
    """Rows go in by blocks; a `Solution` comes out.

    The first rows are held back until there are more of them than hidden units: if no more
    come, the dual form is solved from them directly (`wide`). `scored` are the rows at which
    leave-one-out predictions are made. Otherwise they go into the moments, and
    from then on only a sample of `SAMPLE_ROWS` raw rows is kept, until training ends.

    Parameters
    ----------
    open_map : callable
        ``open_map(x, targets, weights)`` makes the input map from the rows held back.
    width : int
        How many numbers the input map makes of a row.
    seed : int
        Of the row sample.
    held_rows : int
        How many rows are held back at least, where the input map is learnt from them.
    rounding : callable or None
        ``rounding(map)`` gives the hidden outputs of which sums are made, in place of the map
        itself, where there are more than `SHORT` rows: see `models.elm.single`.
    """

    def __init__(
        self,
        open_map: Callable[[Array, Array, Array], InputMap],
        width: int,
        *,
        seed: int,
        held_rows: int = SAMPLE_ROWS,
        rounding: Callable[[InputMap], Outputs] | None = None,
    ) -> None:
        self.n_rows = 0
        self.map: InputMap | None = None
        self.moments: Moments | None = None
        self.wide: Rows | None = None
        self.scored: Rows | None = None
        self._open_map: Callable[[Array, Array, Array], InputMap] | None = open_map
        self._rounding = rounding
        self._rounded: Outputs | None = None
        self._width = width
        self._held: list[list[Array]] = []
        self._held_rows = max(width, held_rows)
        self._sample = Reservoir(sample_rows(width), seed)
        self._in_segments = False

    def add(self, x: Array, targets: Array, weights: Array) -> Iterator[int]:
        """Take validated rows: x (n × d), targets (n × c), positive weights (n,).

        Yields the number of rows of this call that are done, block by block. The arrays must
        not change before training ends.
        """
        for rows in linalg.row_blocks(len(x)):
            block = [x[rows], targets[rows], weights[rows]]
            self.n_rows += len(block[0])
            if self.moments is None:
                self._held.append(block)
                if self.n_rows > self._held_rows:
                    for _ in self._release():
                        yield rows.start
            else:
                for _ in self._gather(*block):
                    yield rows.start
            yield rows.stop

    def takes_in_segments(self, n_rows: int) -> bool:
        """Whether all rows, where there are so many, are a case for `add_all`."""
        exact = self._rounding is None
        return exact and n_rows > self._held_rows and cutting.pay(n_rows, self._width)

    def add_all(self, n_rows: int, n_outputs: int, blocks: BlockOf) -> Work[None]:
        """Take all rows there are, as `add` would, in segments that others may carry out.

        `blocks` gives some of the rows: x, targets, weights.
        """
        self.n_rows = n_rows
        self._in_segments = True
        self.map = self._opened(*blocks(slice(0, self._held_rows)))
        to_hidden = self.map

        def rows_of(rows: slice) -> tuple[Array, Array, Array]:
            x, targets, weights = blocks(rows)
            index = np.arange(rows.start, rows.stop, dtype=np.float64)
            self._sample.add(x, targets, weights, index)
            return to_hidden.standardised(x), targets, weights

        self.moments = yield from segments.moments_of(to_hidden.layer, n_rows, n_outputs, rows_of)

    def rearrange_outputs(self, columns: list[int | None]) -> None:
        """Make room for outputs that were zero so far; see `arrays.rearranged`."""
        for block in self._held:
            block[1] = rearranged(block[1], columns)
        self._sample.replace(1, lambda targets: rearranged(targets, columns))
        if self.moments is not None:
            self.moments = self.moments.with_outputs(columns)

    def finish(
        self, alpha: float | str, again: Callable[[], Blocks] | None = None
    ) -> Work[Solution]:
        """Solve, yielding the share done.

        Parameters
        ----------
        alpha : float or "loo"
        again : callable or None
            Gives all rows once more, for the stable solution of a singular system; without
            it, what is linearly dependent to rounding is left out.
        """
        if self.moments is None:
            x, targets, weights = (np.concatenate(part) for part in zip(*self._held, strict=True))
            self.map = self._opened(x, targets, weights)
            if len(x) <= self._width:
                self.wide = self.scored = Rows(self.map(x), targets, weights)
                return solve_wide(self.wide, alpha, stable=self._stable(alpha, [self.wide]))
            for _ in self._release():
                yield 0.0
        assert self.map is not None and self.moments is not None
        if again is None:  # a stream, whose sums are all in float64
            return (yield from self._solve(alpha, None))
        if self.moments.noise:
            self.moments.noise *= single.growth_by_equal_rows(self._sample.rows()[0], self.n_rows)
        if isinstance(alpha, str) or not self.moments.limit(alpha, alpha):
            solution = yield from self._solve(alpha, again)
            if not self.moments.limit(alpha, solution.alpha):
                return solution
        single.warn_of_return()
        self._rounded = None
        self.moments = Moments.zeros(*self.moments.cross.shape)
        for x, targets, weights in again():
            yield from self.moments.add_steps(self.map(x), targets, weights)
            yield 0.0
        return (yield from self._solve(alpha, again))

    def _solve(self, alpha: float | str, again: Callable[[], Blocks] | None) -> Work[Solution]:
        """Solve from the moments."""
        assert self.map is not None and self.moments is not None
        x, targets, weights, _ = self._sample.rows()
        if self._in_segments:
            z = self.map.standardised(x)
            hidden = yield from segments.hidden_outputs(self.map.layer, z)
        else:
            hidden = self._outputs(x, weights)
        self.scored = Rows(hidden, targets, weights)
        if again is None:
            return (yield from solve_primal_steps(self.moments, alpha, self.scored))
        exact = self.map
        blocks = (Rows(exact(x), t, w) for x, t, w in again())
        stable = self._stable(alpha, blocks)
        return (yield from solve_primal_steps(self.moments, alpha, self.scored, stable=stable))

    def scored_index(self) -> npt.NDArray[np.intp]:
        """Return the places, among all rows, of those in `scored`."""
        if self.wide is not None:
            return np.arange(self.n_rows)
        return self._sample.rows()[3].astype(np.intp)

    def _stable(self, alpha: float | str, blocks: Iterable[Rows]) -> Stable:
        def solve() -> Solution:
            warnings.warn(
                "the hidden outputs are linearly dependent to working precision: solved by QR, "
                "which takes longer; a larger alpha (or alpha='loo') avoids this",
                IllConditionedWarning,
                stacklevel=2,
            )
            assert not isinstance(alpha, str) and self.scored is not None
            means = self._means()
            solver = OrthogonalSolver(*means)
            total = 0.0
            for block in blocks:
                total += float(block.weights.sum())
                solver.add(block)
            return solver.solve(alpha, total, self.scored)

        return solve

    def _means(self) -> tuple[Array, Array]:
        rows = self.wide
        if rows is not None:
            total = rows.weights.sum()
            return rows.weights @ rows.hidden / total, rows.weights @ rows.targets / total
        assert self.moments is not None
        return (
            self.moments.hidden_sum / self.moments.weight,
            self.moments.target_sum / self.moments.weight,
        )

    def _opened(self, x: Array, targets: Array, weights: Array) -> InputMap:
        if self.map is None:
            assert self._open_map is not None
            self.map = self._open_map(x, targets, weights)
            self._open_map = None  # whoever gave it holds this: both would outlive their use
        return self.map

    def _release(self) -> Iterator[None]:
        """Turn the rows held back into moments."""
        x, targets, weights = (np.concatenate(part) for part in zip(*self._held, strict=True))
        self._held = []
        self.map = self._opened(x, targets, weights)
        if self._rounding is not None and self.n_rows > SHORT:
            self._rounded = self._rounding(self.map)
        self.moments = Moments.zeros(self._width, targets.shape[1])
        for rows in linalg.row_blocks(len(x)):
            yield from self._gather(x[rows], targets[rows], weights[rows])
            yield

    def _gather(self, x: Array, targets: Array, weights: Array) -> Iterator[None]:
        assert self.moments is not None
        for _ in self.moments.add_steps(self._outputs(x, weights), targets, weights):
            yield
        index = np.arange(self._sample.seen, self._sample.seen + len(x))
        self._sample.add(x, targets, weights, index.astype(np.float64))

    def _outputs(self, x: Array, weights: Array) -> Reals:
        assert self.map is not None
        return self.map(x) if self._rounded is None else self._rounded(x, weights)
