"""What a model is trained towards: one column a class, or scaled numbers."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.exceptions import InvalidInput, short
from elm_core.labels import check_labels, encode_labels, of_one_kind, warn_of_scarce_classes
from elm_core.maths.calibration import fit_calibration
from elm_core.maths.linalg import Array
from elm_core.maths.ridge import Rows, Solution
from elm_core.metrics import r2_score

Labels = npt.NDArray[Any]

#: So few labels are looked up one by one, which is quicker than sorting them.
_FEW = 8


class ClassTargets:
    """Classes as columns of zeros and ones. New classes may arrive."""

    unit = "classes"
    how_to_have_fewer = "join the rare ones; a column that names each row holds no classes"

    def __init__(self, class_weight: Any, classes: Labels | None = None) -> None:
        self.classes = classes
        self._class_weight = class_weight

    def check(self, y: Any, n_rows: int) -> Labels:
        """Return valid labels for `n_rows` rows."""
        return check_labels(y, n_rows)

    def learn(self, labels: Labels) -> list[int | None] | None:
        """Take in the classes of `labels`.

        Returns the old column of each class (None for a new one) if there are new classes.
        """
        if self.classes is None:
            self.classes = encode_labels(labels)[0]
            return [None] * len(self.classes)
        if self._knows(labels):
            return None
        merged = encode_labels(join_labels(self.classes, encode_labels(labels)[0]))[0]
        if len(merged) == len(self.classes):
            return None
        place = {label: i for i, label in enumerate(self.classes.tolist())}
        self.classes = merged
        return [place.get(label) for label in merged.tolist()]

    def _knows(self, labels: Labels) -> bool:
        """Whether a few labels are all known; False where that takes long to say."""
        assert self.classes is not None
        kind = labels.dtype.kind
        if len(labels) > _FEW or kind != self.classes.dtype.kind or kind not in "iuU":
            return False
        return set(labels.tolist()) <= set(self.classes.tolist())

    def encode(self, labels: Labels) -> Array:
        """Return one column a class: 1 where the row is of that class, else 0."""
        assert self.classes is not None
        targets = np.zeros((len(labels), len(self.classes)))
        targets[np.arange(len(labels)), self.codes(labels)] = 1.0
        return targets

    def codes(self, labels: Labels) -> npt.NDArray[np.intp]:
        """Return the column of each label."""
        assert self.classes is not None
        return np.searchsorted(self.classes, labels.astype(self.classes.dtype, copy=False))

    def warn_of_scarce(self, labels: Labels) -> None:
        """Warn of classes with a single row, where these are all rows."""
        assert self.classes is not None
        warn_of_scarce_classes(self.classes, self.codes(labels))

    def weigh(self, labels: Labels, weights: Array) -> Array:
        """Return the row weights multiplied by those of their classes."""
        if self._class_weight is None:
            return weights
        assert self.classes is not None
        codes = self.codes(labels)
        if isinstance(self._class_weight, Mapping):
            unknown = set(self._class_weight) - set(self.classes.tolist())
            if unknown:
                raise InvalidInput(
                    f"class_weight names {sorted(map(str, unknown))}, which are not in y: "
                    f"the classes are {self.classes.tolist()}",
                    parameter="class_weight",
                )
            for value in self._class_weight.values():
                high = validation.MAX_WEIGHT
                weight = float(value) if isinstance(value, Real) else -1.0
                if weight != 0 and not 1.0 / high <= weight <= high:
                    raise InvalidInput(
                        f"class_weight must hold numbers >= 0 (0, or from {1.0 / high:g} to "
                        f"{high:g}), got {short(self._class_weight)}",
                        parameter="class_weight",
                    )
            factor = np.array(
                [float(self._class_weight.get(c, 1.0)) for c in self.classes.tolist()]
            )
        elif self._class_weight == "balanced":
            counts = np.bincount(codes, weights=weights, minlength=len(self.classes))
            factor = weights.sum() / (len(counts) * np.where(counts > 0, counts, 1.0))
        else:
            raise InvalidInput(
                f"class_weight must be None, 'balanced' or a dict, got {short(self._class_weight)}",
                parameter="class_weight",
            )
        return np.asarray(weights * factor[codes])

    def require_trainable(self, name: str) -> None:
        """Raise unless there are two classes."""
        if self.classes is None or len(self.classes) < 2:
            only = "" if self.classes is None else f": {short(self.classes[0])}"
            raise InvalidInput(
                f"{name} needs at least 2 classes in y, got 1 class{only}. "
                "Add rows of another class.",
                parameter="y",
            )

    def describe(self, solution: Solution, rows: Rows) -> dict[str, Any]:
        """Return what a classifier learns from the solution."""
        codes = rows.targets.argmax(axis=1)
        require_finite(solution.alpha)
        factor, offset = fit_calibration(solution.loo, codes, rows.weights)
        right = (solution.loo + offset).argmax(axis=1) == codes
        return self.in_units(solution.coef, solution.intercept) | {
            "inverse_temperature_": factor,
            "score_offset_": offset,
            "loo_predictions_": solution.loo,
            "loo_score_": float(np.average(right, weights=rows.weights)),
        }

    def shares(self, target_sum: Array) -> dict[str, Any]:
        """Return what a model holds of the (weighted) sum of all encoded targets."""
        return {"class_prior_": target_sum / target_sum.sum()}

    def in_units(self, coef: Array, intercept: Array) -> dict[str, Any]:
        """Return output weights as a model holds them, with what they refer to."""
        require_finite(coef, intercept)
        return {"classes_": self.classes, "coef_": coef, "intercept_": intercept}

    def width(self) -> int:
        """Return the number of outputs."""
        assert self.classes is not None
        return len(self.classes)

    def kept(self, labels: Labels, weights: Array) -> dict[str, Any]:
        """Return what a model holds of the targets of its rows, and of their weights."""
        codes = self.codes(labels).astype(np.int32)
        mass = np.asarray(np.bincount(codes, weights, self.width()), dtype=np.float64)
        return {"codes_": codes} | self.shares(mass)


class NumberTargets:
    """Numbers, shifted and scaled by what the first rows show, so that no unit is extreme."""

    unit = "outputs"
    how_to_have_fewer = "predict fewer at a time"

    def __init__(
        self, offset: Array | None = None, scale: Array | None = None, ndim: int = 1
    ) -> None:
        self.offset = offset
        self.scale = scale
        self.ndim = ndim

    def check(self, y: Any, n_rows: int) -> Array:
        """Return valid targets, (n,) or (n, outputs)."""
        targets = validation.check_targets(y, n_rows)
        outputs = targets.size // n_rows
        if self.offset is not None and outputs != len(self.offset):
            raise InvalidInput(
                f"y has {outputs} outputs, the model {len(self.offset)}", parameter="y"
            )
        return targets

    def learn(self, targets: Array) -> None:
        """Take offset and scale from the first rows that come."""
        if self.offset is None:
            columns = targets.reshape(len(targets), -1)
            self.ndim = targets.ndim
            self.offset = columns.mean(axis=0)
            spread = np.abs(columns - self.offset).max(axis=0)
            self.scale = np.where(spread > 0, spread, 1.0)

    def encode(self, targets: Array) -> Array:
        """Return (n, outputs), shifted and scaled."""
        assert self.offset is not None and self.scale is not None
        return np.asarray((targets.reshape(len(targets), -1) - self.offset) / self.scale)

    def warn_of_scarce(self, targets: Array) -> None:
        """Any numbers will do."""

    def weigh(self, targets: Array, weights: Array) -> Array:
        """Return the row weights as they are."""
        return weights

    def require_trainable(self, name: str) -> None:
        """Any numbers will do."""

    def describe(self, solution: Solution, rows: Rows) -> dict[str, Any]:
        """Return what a regressor learns from the solution, in the units of y."""
        require_finite(solution.alpha)
        assert self.offset is not None and self.scale is not None
        return self.in_units(solution.coef, solution.intercept) | {
            "loo_predictions_": solution.loo * self.scale + self.offset,
            "loo_score_": r2_score(rows.targets, solution.loo, sample_weight=rows.weights),
        }

    def shares(self, target_sum: Array) -> dict[str, Any]:
        """Numbers have none."""
        return {}

    def in_units(self, coef: Array, intercept: Array) -> dict[str, Any]:
        """Return output weights in the units of y, with offset and scale."""
        assert self.offset is not None and self.scale is not None
        with np.errstate(over="ignore", invalid="ignore"):
            coef, intercept = coef * self.scale, intercept * self.scale + self.offset
        require_finite(coef, intercept)
        return {
            "coef_": coef,
            "intercept_": intercept,
            "target_offset_": self.offset,
            "target_scale_": self.scale,
            "target_ndim_": self.ndim,
        }

    def width(self) -> int:
        """Return the number of outputs."""
        assert self.offset is not None
        return len(self.offset)

    def kept(self, targets: Array, weights: Array) -> dict[str, Any]:
        """Return what a model holds of the targets of its rows."""
        return {"targets_": targets}


#: What a model is trained towards.
Targets = ClassTargets | NumberTargets


def weighted_rows(
    x: Array, targets: Any, sample_weight: Any
) -> tuple[Array, Any, Array, npt.NDArray[np.intp] | None]:
    """Return the rows of positive weight, their weights, and their places if some are not."""
    weights = validation.check_sample_weight(sample_weight, len(x))
    if weights is None:
        return x, targets, np.ones(len(x)), None
    kept = np.flatnonzero(weights > 0)
    if len(kept) == len(x):
        return x, targets, weights, None
    return x[kept], targets[kept], weights[kept], kept


def require_finite(*numbers: Any) -> None:
    """Raise unless what was learnt is finite: a model of anything else could not be stored."""
    if not all(np.isfinite(some).all() for some in numbers):
        raise InvalidInput(
            "the output weights overflow: X or y holds numbers too large for these parameters; "
            "rescale them, or set standardize=True",
            parameter="X",
        )


def check_ndim(ndim: int, n_outputs: int | None) -> None:
    """Raise ValueError if targets of one dimension would have several outputs."""
    if ndim not in (1, 2) or (ndim == 1 and n_outputs != 1):
        raise ValueError(f"target_ndim_ is {ndim!r} with {n_outputs} outputs")


def join_labels(old: npt.NDArray[Any], new: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return two arrays of targets as one; numbers never become text unseen."""
    if not of_one_kind(old, new):
        raise InvalidInput(
            f"labels in y must be of one kind: the model knows {short(old[0])}, got "
            f"{short(new[0])}",
            parameter="y",
            row=0,
        )
    return np.concatenate([old, new])
