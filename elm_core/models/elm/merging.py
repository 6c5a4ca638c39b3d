"""Models trained apart on one hidden layer, put together and taken apart by their statistics.

The statistics of a ridge regression are sums over rows, so those of two sets of rows add up to
those of both, and the sum gives the model of all rows; no row has to be shared for it. The same
subtraction that undoes an addition takes one contributor's rows out again. What the statistics
reveal of the rows is said in docs/federated.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from elm_core.base import Learned, Learning, Steps, run
from elm_core.exceptions import InvalidInput, short
from elm_core.maths import blocked
from elm_core.maths.arrays import Work, within
from elm_core.maths.calibration import HIGHEST, LOWEST
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.primal import choose_alpha_by_gcv, solve_primal_steps
from elm_core.maths.ridge import Rows
from elm_core.models.elm.drawn_layer import DrawnLayer
from elm_core.models.scored import mean_calibration, offset_among
from elm_core.models.targets import ClassTargets

#: Less than this share of what was there is rounding.
_NOTHING = 1e-9

#: An offset beyond this is none that was learnt of scores near 0 and 1.
_FARTHEST = 1.0

#: The shares done when the statistics are added up, and when it is sure that they can be.
_ADDED, _CHECKED = 0.1, 0.2


class Mergeable(DrawnLayer):
    """`merge`, `forget` and `clone_untrained` for models that keep `Moments`."""

    random_state: Any
    standardize: Any

    alpha_: float
    n_samples_seen_: int

    def clone_untrained(self) -> Self:
        """Return an untrained model with this one's hidden layer and input scaling.

        Trained on other rows, elsewhere, it can be merged with this model. In its parameters,
        `random_state` is the seed and `standardize` the scaling of this one.
        """
        self._require_fitted()
        self._require_settled()
        scaling = self.mean_.copy(), self.scale_.copy()
        params = self.get_params(deep=False)
        params |= {"random_state": self.seed_, "standardize": scaling}
        if self.stretch_ is not None:
            params["features"] = {"kind": self.features_, "stretch": self.stretch_.copy()}
        return type(self)(**params)

    def _require_settled(self) -> None:
        """Raise unless the input scaling will stay as it is."""

    def _learned_targets(self) -> Any:
        raise NotImplementedError

    def _copy_of_moments(self) -> Moments:
        raise NotImplementedError

    def _combined_steps(
        self,
        total: Moments,
        known: Any,
        columns: list[int | None] | None,
        n_rows: int,
        other: Learned,
        sign: float,
    ) -> Learning:
        """Return what changes when `total` are the statistics, of `n_rows` rows."""
        raise NotImplementedError

    def merge(self, other: Any) -> Self:
        """Add what another model has learnt: then this is the model of the rows of both.

        Exact for the ridge term of this model (with ``alpha="loo"`` it is chosen anew, by
        generalised cross-validation). A leave-one-out score is then the mean of both.

        Parameters
        ----------
        other : model of the same class
            With the same hidden layer and input scaling: both from one `clone_untrained`, or
            with the same parameters, seed and ``standardize=False``. It stays as it is.

        Raises
        ------
        InvalidInput
            Saying what differs, or that statistics are missing. This model stays as it was.
        """
        run(self.merge_steps(other))
        return self

    def merge_steps(self, other: Any) -> Steps:
        """Do what `merge` does, yielding the share done."""
        yield from self._become_steps(self._sum_steps(other, 1.0), afresh=False)

    def forget(self, other: Any) -> Self:
        """Take what another model has learnt out of this one again: the inverse of `merge`.

        Raises
        ------
        InvalidInput
            If this model cannot hold the rows of the other, or none would be left.
        """
        run(self.forget_steps(other))
        return self

    def forget_steps(self, other: Any) -> Steps:
        """Do what `forget` does, yielding the share done."""
        yield from self._become_steps(self._sum_steps(other, -1.0), afresh=False)

    def _sum_steps(self, other: Any, sign: float) -> Learning:
        self._require_fitted()
        _require_alike(self, other)
        known = self._learned_targets()
        mine, theirs = self._copy_of_moments(), other._copy_of_moments()
        columns = None
        if isinstance(known, ClassTargets):
            columns = known.learn(other.classes_)
            if columns is not None:
                mine = mine.with_outputs(columns)
            place = {label: i for i, label in enumerate(other.classes_.tolist())}
            assert known.classes is not None
            theirs = theirs.with_outputs([place.get(c) for c in known.classes.tolist()])
        else:
            shift = (known.offset - other.target_offset_) / other.target_scale_
            theirs = _retargeted(theirs, shift, other.target_scale_ / known.scale)
        before = Before.of(mine)
        total = combine(mine, theirs, sign)
        yield _ADDED
        n_rows = self.n_samples_seen_ + int(sign) * other.n_samples_seen_
        if sign < 0:
            held = columns is None and n_rows >= 1
            if held:
                held = yield from within(before.holds(total, self.alpha_), _ADDED, _CHECKED)
            if not held:
                raise InvalidInput(
                    "the other model cannot be taken out: its rows are not all in this one, or no "
                    "others are",
                    parameter="other",
                )
            if isinstance(known, ClassTargets):
                columns = before.classes_left(known, total)
                total = total if columns is None else total.with_outputs(columns)
        combined = self._combined_steps(total, known, columns, n_rows, other.learned(), sign)
        return (yield from within(combined, _CHECKED, 1.0))


def combine(a: Moments, b: Moments, sign: float) -> Moments:
    """Return a + b or a − b; the arrays of `a` are overwritten."""
    a.weight += sign * b.weight
    # also of a difference; rows that are alike in both are rounded alike
    a.noise = float((np.sqrt(a.noise) + np.sqrt(b.noise)) ** 2)
    for name in ("hidden_sum", "target_sum", "target_square", "gram", "cross"):
        total: Array = getattr(a, name)
        setattr(a, name, total + sign * getattr(b, name))
    return a


def combined_steps(
    mine: Learned,
    alpha: float | str,
    total: Moments,
    known: Any,
    n_rows: int,
    other: Learned,
    sign: float,
) -> Learning:
    """Return what changes in a batch ELM that has learnt `mine`, once `other` was merged into it
    or taken out: `total` are the statistics then."""
    h, c = total.cross.shape
    now = mine["alpha_"]
    if alpha == "loo":
        now = yield from within(choose_alpha_by_gcv(total, n_rows), 0.0, 0.8)
    nobody = Rows(np.empty((0, h)), np.empty((0, c)), np.empty(0))
    solution = yield from within(solve_primal_steps(total, now, nobody), 0.8, 1.0)
    total.warn_of_limit(now, solution.alpha)
    share = sign * other["n_samples_seen_"] / n_rows
    learned: dict[str, Any] = known.in_units(solution.coef, solution.intercept)
    learned |= known.shares(total.target_sum)
    learned |= {
        "n_samples_seen_": n_rows,
        "alpha_": solution.alpha,
        "alpha_rows_": n_rows if alpha == "loo" else mine["alpha_rows_"],
        "moments_": total.to_dict(),
        "wide_": None,
        "loo_score_": min(1.0, (1 - share) * mine["loo_score_"] + share * other["loo_score_"]),
        "loo_predictions_": np.empty((0, c)),
        "loo_rows_": np.empty(0, dtype=np.intp),
    }
    if "inverse_temperature_" in mine:
        learned |= _calibration(mine, other, learned["classes_"], share)
    return learned


def _calibration(
    mine: Learned, other: Learned, classes: npt.NDArray[Any], share: float
) -> dict[str, Any]:
    """Return factor and offsets of the rows of both, or those that are left: then `share` < 0.

    Where these cannot be, as of rows that were learnt together and not merged, they stay as they
    are.
    """
    found = mean_calibration(mine, other, classes, share)
    slack = LOWEST * (1 - _NOTHING), HIGHEST * (1 + _NOTHING)
    can_be = slack[0] <= found["inverse_temperature_"] <= slack[1]
    if share < 0 and not (can_be and np.abs(found["score_offset_"]).max() <= _FARTHEST):
        return {"score_offset_": offset_among(classes, mine)}
    return found


def _require_alike(model: Any, other: Any) -> None:
    if type(other) is not type(model) or not other.is_fitted:
        raise InvalidInput(
            f"a {type(model).__name__} takes another fitted one, got {short(other)}",
            parameter="other",
        )
    if other is model:
        raise InvalidInput("a model cannot be combined with itself", parameter="other")
    same = {
        "numbers of features": model.n_features_in_ == other.n_features_in_,
        "feature names": np.array_equal(
            getattr(model, "feature_names_in_", ()), getattr(other, "feature_names_in_", ())
        ),
        "seeds": model.seed_ == other.seed_,
        "parameters of the hidden layer": model.layer_ == other.layer_,
        "input scalings": np.array_equal(model.mean_, other.mean_)
        and np.array_equal(model.scale_, other.scale_),
        "direct links": model.direct_links_ == other.direct_links_,
        "learnt features": _equal(model.stretch_, other.stretch_),
        "numbers of outputs": hasattr(model, "classes_")
        or len(model.intercept_) == len(other.intercept_),
    }
    different = [name for name, alike in same.items() if not alike]
    if different:
        raise InvalidInput(
            f"the models differ in their {', '.join(different)}: train both from one "
            "clone_untrained()",
            parameter="other",
        )


def _equal(a: Array | None, b: Array | None) -> bool:
    return (a is None and b is None) or (a is not None and b is not None and np.array_equal(a, b))


def _retargeted(m: Moments, shift: Array, factor: Array) -> Moments:
    """Statistics for the targets (t − shift) · factor."""
    square = m.target_square - 2 * shift * m.target_sum + m.weight * shift * shift
    return replace(
        m,
        target_sum=(m.target_sum - m.weight * shift) * factor,
        target_square=square * factor**2,
        cross=(m.cross - np.outer(m.hidden_sum, shift)) * factor,
    )


@dataclass
class Before:
    """What is needed of statistics to judge whether others were in them."""

    weight: float
    diagonal: Array
    target_sum: Array
    target_square: Array

    @classmethod
    def of(cls, m: Moments) -> Before:
        """Return it, as copies."""
        return cls(m.weight, m.gram.diagonal().copy(), m.target_sum.copy(), m.target_square.copy())

    def holds(self, left: Moments, alpha: float) -> Work[bool]:
        """Whether what is left after a subtraction can be the statistics of rows."""
        if left.weight <= _NOTHING * self.weight:
            return False
        for was, now in (
            (self.diagonal, left.gram.diagonal()),
            (self.target_square, left.target_square),
        ):
            if (now < -_NOTHING * (was + was.mean())).any():
                return False
        *_, system, _ = left.centred()
        least = _NOTHING * float(self.diagonal.sum())
        system.flat[:: len(system) + 1] += max(alpha, least)
        try:
            yield from blocked.cholesky(system)
        except np.linalg.LinAlgError:
            return False
        return True

    def classes_left(self, known: ClassTargets, left: Moments) -> list[int | None] | None:
        """Return the columns of the classes that have rows left, if some have none any more."""
        gone = (self.target_square > 0) & (left.target_square <= _NOTHING * self.target_square)
        if not gone.any() or known.classes is None:
            return None
        known.classes = known.classes[~gone]
        return [int(i) for i in np.flatnonzero(~gone)]
