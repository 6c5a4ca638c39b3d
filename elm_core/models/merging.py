"""Models trained apart on one hidden layer, put together and taken apart by their statistics.

The statistics of a ridge regression are sums over rows, so those of two sets of rows add up to
those of both, and the sum gives the model of all rows; no row has to be shared for it. The same
subtraction that undoes an addition takes one contributor's rows out again. What the statistics
reveal of the rows is said in docs/federated.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from elm_core.base import Steps, run
from elm_core.exceptions import InvalidInput, short
from elm_core.maths import stepwise
from elm_core.maths.arrays import Work, within
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.primal import choose_alpha_by_gcv, solve_primal_steps
from elm_core.maths.ridge import Rows
from elm_core.models.targets import ClassTargets

#: Less than this share of what was there is rounding.
_NOTHING = 1e-9

#: The shares done when the statistics are added up, and when it is sure that they can be.
_ADDED, _CHECKED = 0.1, 0.2


class Mergeable:
    """`merge`, `forget` and `clone_untrained` for models that keep `Moments`."""

    def clone_untrained(self) -> Self:
        """Return an untrained model with this one's hidden layer and input scaling.

        Trained on other rows, elsewhere, it can be merged with this model. In its parameters,
        `random_state` is the seed and `standardize` the scaling of this one.
        """
        model: Any = self
        model._require_fitted()
        if getattr(model, "held_", None) is not None:
            raise InvalidInput(
                f"the input scaling is not settled before {model.warm_up} rows (warm_up)",
                parameter="standardize",
            )
        scaling = model.mean_.copy(), model.scale_.copy()
        params = model.get_params(deep=False)
        params |= {"random_state": model.seed_, "standardize": scaling}
        made: Self = type(model)(**params)
        return made

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
        yield from self._combine_steps(other, 1.0)

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
        yield from self._combine_steps(other, -1.0)

    def _combine_steps(self, other: Any, sign: float) -> Steps:
        model: Any = self
        _require_alike(model, other)
        known = model._learned_targets()
        mine, theirs = model._copy_of_moments(), other._copy_of_moments()
        columns = None
        if isinstance(known, ClassTargets):
            columns = known.learn(other.classes_)
            if columns is not None:
                mine = mine.with_outputs(columns)
            place = {label: i for i, label in enumerate(other.classes_.tolist())}
            assert known.classes is not None
            theirs = theirs.with_outputs([place.get(c) for c in known.classes.tolist()])
        else:
            shift = (model.target_offset_ - other.target_offset_) / other.target_scale_
            theirs = _retargeted(theirs, shift, other.target_scale_ / model.target_scale_)
        before = Before.of(mine)
        total = combine(mine, theirs, sign)
        yield _ADDED
        n_rows = model.n_samples_seen_ + int(sign) * other.n_samples_seen_
        if sign < 0:
            held = columns is None and n_rows >= 1
            if held:
                held = yield from within(before.holds(total, model.alpha_), _ADDED, _CHECKED)
            if not held:
                raise InvalidInput(
                    "the other model cannot be taken out: its rows are not all in this one, or no "
                    "others are",
                    parameter="other",
                )
            if isinstance(known, ClassTargets):
                columns = before.classes_left(known, total)
                total = total if columns is None else total.with_outputs(columns)
        becoming = model._become_of(total, known, columns, n_rows, other, sign)
        yield from within(becoming, _CHECKED, 1.0)
        yield 1.0


def combine(a: Moments, b: Moments, sign: float) -> Moments:
    """Return a + b or a − b; the arrays of `a` are overwritten."""
    a.weight += sign * b.weight
    for name in ("hidden_sum", "target_sum", "target_square", "gram", "cross"):
        total: Array = getattr(a, name)
        setattr(a, name, total + sign * getattr(b, name))
    return a


def learned_of(
    model: Any, total: Moments, known: Any, n_rows: int, other: Any, sign: float
) -> Work[dict[str, Any]]:
    """Return what a batch ELM has learnt, once `other` was merged into it or taken out."""
    h, c = total.cross.shape
    chosen = model.alpha == "loo"
    alpha = model.alpha_
    if chosen:
        alpha = yield from within(choose_alpha_by_gcv(total, n_rows), 0.0, 0.8)
    nobody = Rows(np.empty((0, h)), np.empty((0, c)), np.empty(0))
    solution = yield from within(solve_primal_steps(total, alpha, nobody), 0.8, 1.0)
    share = sign * other.n_samples_seen_ / n_rows
    learned: dict[str, Any] = known.in_units(solution.coef, solution.intercept)
    learned |= {
        "n_samples_seen_": n_rows,
        "alpha_": alpha,
        "alpha_rows_": n_rows if chosen else model.alpha_rows_,
        "moments_": total.to_dict(),
        "wide_": None,
        "loo_score_": min(1.0, (1 - share) * model.loo_score_ + share * other.loo_score_),
        "loo_predictions_": np.empty((0, c)),
        "loo_rows_": np.empty(0, dtype=np.intp),
    }
    if sign > 0 and hasattr(model, "inverse_temperature_"):
        both = model.inverse_temperature_, other.inverse_temperature_
        learned["inverse_temperature_"] = (1 - share) * both[0] + share * both[1]
    return learned


def _require_alike(model: Any, other: Any) -> None:
    model._require_fitted()
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


def _retargeted(m: Moments, shift: Array, factor: Array) -> Moments:
    """Statistics for the targets (t − shift) · factor."""
    return Moments(
        m.weight,
        m.hidden_sum,
        (m.target_sum - m.weight * shift) * factor,
        (m.target_square - 2 * shift * m.target_sum + m.weight * shift * shift) * factor**2,
        m.gram,
        (m.cross - np.outer(m.hidden_sum, shift)) * factor,
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
            yield from stepwise.cholesky(system)
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
