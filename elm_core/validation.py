"""The one door for input: behind it, arrays are float64, finite, 2-D and C-contiguous."""

from __future__ import annotations

import math
import numbers
import secrets
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import memory
from elm_core.arrow import as_numpy
from elm_core.exceptions import InvalidInput, data_conversion, short
from elm_core.not_a_matrix import why_no_matrix

Array = npt.NDArray[np.float64]

#: Larger magnitudes would overflow when squared and summed.
MAX_MAGNITUDE = 1e100

#: Larger scores would overflow when multiplied by a factor and summed.
MAX_SCORE = 1e300

#: Weights lie between this and its inverse, so that products of them neither over- nor underflow.
MAX_WEIGHT = 1e50


class InvalidType(InvalidInput, TypeError):
    """Input of a type that can never be used."""


def check_X(X: Any, *, name: str = "X", min_rows: int = 1) -> Array:
    """Return `X` as a finite, C-contiguous float64 array of shape (n_samples, n_features).

    Raises
    ------
    InvalidInput
        Naming the first offending row and column: NaN, infinity, text, ragged rows, the
        wrong number of dimensions, no rows or no columns.
    """
    columns = feature_names(X)
    raw = as_array(dense(X, name), name)
    if raw.ndim != 2:
        raise InvalidInput(why_no_matrix(X, raw, name), parameter=name)
    out = as_floats(raw, name, columns)
    for count, what in ((out.shape[0], "sample"), (out.shape[1], "feature")):
        minimum = min_rows if what == "sample" else 1
        if count < minimum:
            raise InvalidInput(
                f"Found array {name} with {count} {what}(s) (shape={out.shape}) "
                f"while a minimum of {minimum} is required.",
                parameter=name,
            )
    check_finite(out, name, columns)
    return out


def dense(X: Any, name: str) -> Any:
    """Return sparse rows, SciPy's or ours, as an array, if there is room; all else as it is."""
    if not hasattr(X, "toarray"):
        return X
    rows, columns = X.shape
    memory.require(
        8.0 * rows * columns, f"{name}, sparse, of {rows} rows and {columns} columns", "use fewer"
    )
    return np.ascontiguousarray(X.toarray())


def feature_names(X: Any) -> npt.NDArray[np.object_] | None:
    """Return the column names of a data frame if they are all strings, else None."""
    columns = getattr(X, "column_names", getattr(X, "columns", None))  # the former: Arrow's
    if columns is None or not len(columns):
        return None
    kinds = {isinstance(c, str) for c in columns}
    if kinds == {True, False}:
        raise InvalidType(
            "Feature names are only supported if all input features have string names: "
            "rename the columns (X.columns = X.columns.astype(str)).",
            parameter="X",
        )
    return np.asarray(columns, dtype=object) if kinds == {True} else None


def check_features(estimator: Any, X: Any, width: int) -> None:
    """Check the width and the column names of `X` against those that `estimator` learned."""
    name = type(estimator).__name__
    expected = estimator.n_features_in_
    _check_names(name, feature_names(X), getattr(estimator, "feature_names_in_", None))
    if width != expected:
        raise InvalidInput(
            f"X has {width} features, but {name} is expecting {expected} features as input.",
            parameter="X",
        )


def _check_names(name: str, got: Any, learned: Any) -> None:
    if got is None and learned is None:
        return
    if got is None:
        warnings.warn(
            f"X does not have valid feature names, but {name} was fitted with feature names",
            UserWarning,
            stacklevel=4,
        )
    elif learned is None:
        warnings.warn(
            f"X has feature names, but {name} was fitted without feature names",
            UserWarning,
            stacklevel=4,
        )
    elif list(got) != list(learned):
        message = "The feature names should match those that were passed during fit.\n"
        for title, some in (
            ("Feature names unseen at fit time:", sorted(set(got) - set(learned))),
            ("Feature names seen at fit time, yet now missing:", sorted(set(learned) - set(got))),
        ):
            if some:
                message += title + "\n" + "".join(f"- {n}\n" for n in some[:5])
        if set(got) == set(learned):
            message += "Feature names must be in the same order as they were in fit.\n"
        raise InvalidInput(message, parameter="X")


def check_targets(y: Any, n_samples: int) -> Array:
    """Return regression targets as finite float64, shape (n_samples,) or (n_samples, n_outputs)."""
    raw = check_target(y, n_samples)
    if raw.ndim not in (1, 2) or 0 in raw.shape:
        raise InvalidInput(f"y must be 1-D or 2-D, got shape {raw.shape}", parameter="y")
    flat = raw.reshape(len(raw), -1)
    out = as_floats(flat, "y", None)
    check_finite(out, "y", None)
    return out.reshape(raw.shape)


def check_sample_weight(weight: Any, n_samples: int) -> Array | None:
    """Return sample weights as (n_samples,) float64, or None for equal weights."""
    if weight is None:
        return None
    if isinstance(weight, numbers.Real):
        weight = np.full(n_samples, float(weight))
    raw = as_array(weight, "sample_weight")
    if raw.shape != (n_samples,):
        raise InvalidInput(
            f"sample_weight.shape == {raw.shape}, expected {(n_samples,)}!",
            parameter="sample_weight",
        )
    out = as_floats(raw[:, None], "sample_weight", None)[:, 0]
    check_finite(out[:, None], "sample_weight", None)
    if (out < 0).any():
        row = int(np.argmax(out < 0))
        raise InvalidInput(
            f"sample_weight must not be negative, got {out[row]:g} in row {row}",
            parameter="sample_weight",
            row=row,
        )
    extreme = (out > 0) & ((out > MAX_WEIGHT) | (out < 1.0 / MAX_WEIGHT))
    if extreme.any():
        row = int(np.argmax(extreme))
        raise InvalidInput(
            f"sample_weight must be 0 or from {1.0 / MAX_WEIGHT:g} to {MAX_WEIGHT:g}, got "
            f"{out[row]:g} in row {row}: rescale all weights",
            parameter="sample_weight",
            row=row,
        )
    if not (out > 0).any():
        raise InvalidInput("sample_weight is zero for every row", parameter="sample_weight")
    return out


def refuse_weights(estimator: Any, sample_weight: Any) -> None:
    """Raise if weights were given to an estimator that has no use for them."""
    if sample_weight is not None:
        raise InvalidInput(
            f"{type(estimator).__name__} takes no sample_weight: leave it out",
            parameter="sample_weight",
        )


def check_number(
    name: str,
    value: Any,
    *,
    low: float,
    high: float = math.inf,
    integer: bool = False,
    open_low: bool = False,
) -> float:
    """Return a numeric parameter after checking its kind and range."""
    kind = numbers.Integral if integer else numbers.Real
    given, value = value, value.item() if isinstance(value, np.generic) else value
    fine = isinstance(value, kind) and not isinstance(value, bool)
    if not fine or not (low < value if open_low else low <= value) or not value <= high:
        what = "a whole number" if integer else "a number"
        bound = f"{'>' if open_low else '>='} {low:g}" + (
            f" and <= {high:g}" if high < math.inf else ""
        )
        raise InvalidInput(f"{name} must be {what} {bound}, got {short(value)}", parameter=name)
    return given  # type: ignore[no-any-return]


def check_scores(scores: Array) -> Array:
    """Return what a model computed; raise if it overflowed, or sums of it would."""
    if not (np.abs(scores) <= MAX_SCORE).all():
        row = int(np.argwhere(~(np.abs(scores) <= MAX_SCORE))[0][0])
        raise InvalidInput(
            f"the scores of row {row} of X overflow: the row is too far from the training rows, "
            "or the model holds numbers too large",
            parameter="X",
            row=row,
        )
    return scores


def check_flag(name: str, value: Any) -> None:
    """Raise unless a parameter is True or False (or 1 or 0)."""
    if not isinstance(value, (bool, np.bool_, int)):
        raise InvalidInput(f"{name} must be True or False, got {short(value)}", parameter=name)


def check_scaling(value: Any) -> tuple[Array, Array]:
    """Return mean and scale of the columns, from a pair of lists of numbers."""
    expected = "standardize must be True, False or a pair (mean, scale), one number a column each"
    if not isinstance(value, (tuple, list, np.ndarray)) or len(value) != 2:
        raise InvalidInput(f"{expected}; got {short(value)}", parameter="standardize")
    mean, scale = (as_floats(as_array(v, "standardize"), "standardize", None) for v in value)
    if mean.ndim != 1 or mean.shape != scale.shape or not len(mean):
        raise InvalidInput(
            f"{expected}; got shapes {mean.shape}, {scale.shape}", parameter="standardize"
        )
    check_finite(mean[:, None], "standardize", None)
    check_finite(scale[:, None], "standardize", None)
    if not (scale > 0).all():
        raise InvalidInput("standardize needs a positive scale", parameter="standardize")
    return mean, scale


def check_choice(name: str, value: Any, choices: Sequence[str]) -> str:
    """Return a parameter that must be one of `choices`."""
    if not isinstance(value, str) or value not in choices:
        raise InvalidInput(
            f"{name} must be one of {', '.join(choices)}, got {short(value)}", parameter=name
        )
    return value


def check_seed(random_state: Any) -> int:
    """Return the seed of the frozen stream: an integer in [0, 2³²).

    None draws one from the platform's entropy; a NumPy generator is asked for one.
    """
    if random_state is None:
        return secrets.randbits(32)
    if isinstance(random_state, np.random.RandomState):
        return int(random_state.randint(0, 2**31 - 1))
    if isinstance(random_state, np.random.Generator):
        return int(random_state.integers(0, 2**32))
    return int(check_number("random_state", random_state, low=0, high=2**32 - 1, integer=True))


def check_target(y: Any, n_samples: int) -> npt.NDArray[Any]:
    """Return labels or numbers as an array of length `n_samples`, otherwise unchecked."""
    if y is None:
        raise InvalidInput("requires y to be passed, but the target y is None", parameter="y")
    out = as_array(y, "y")
    if out.ndim == 2 and out.shape[1] == 1:
        warnings.warn(
            data_conversion(
                "A column-vector y was passed when a 1d array was expected. "
                "Please change the shape of y to (n_samples,), for example using ravel()."
            ),
            stacklevel=4,
        )
        out = out[:, 0]
    if out.ndim == 0 or len(out) != n_samples:
        got = len(out) if out.ndim else 1
        raise InvalidInput(
            f"Found input variables with inconsistent numbers of samples: X has {n_samples} rows, "
            f"y has {got}",
            parameter="y",
        )
    return out


def as_array(values: Any, name: str) -> npt.NDArray[Any]:
    """Return an array of any kind but sparse, ragged, masked or complex."""
    if hasattr(values, "toarray"):
        raise InvalidType(
            f"sparse {name} is not supported: pass a dense array ({name}.toarray())", parameter=name
        )
    if isinstance(values, np.ndarray) and np.any(getattr(values, "mask", False)):
        raise InvalidInput(
            f"{name} has masked values: fill them in (array.filled) or leave the rows out",
            parameter=name,
        )
    try:
        out = as_numpy(values, name)
    except InvalidInput:
        raise
    except ValueError:
        row, width, first = _ragged(values)
        raise InvalidInput(
            f"{name} is ragged: row {row} has {width} values, row 0 has {first}",
            parameter=name,
            row=row,
        ) from None
    if out.dtype.kind == "c":
        raise InvalidInput(
            f"Complex data not supported: {name} has dtype {out.dtype}", parameter=name
        )
    return out


def _ragged(values: Any) -> tuple[int, int, int]:
    widths = [len(row) if hasattr(row, "__len__") else 1 for row in values]
    return next(((i, w, widths[0]) for i, w in enumerate(widths) if w != widths[0]), (0, 0, 0))


def as_floats(raw: npt.NDArray[Any], name: str, columns: Any) -> Array:
    if raw.dtype.kind in "mM":
        raise InvalidType(f"{name} holds dates; turn them into numbers first", parameter=name)
    try:
        with np.errstate(over="ignore"):  # float128 → float64: infinity is reported below
            return np.ascontiguousarray(raw, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        row, column, value = _not_a_number(raw)
        where = _where(row, column, columns)
        if isinstance(value, int):
            raise InvalidInput(
                f"Input {name} contains a number beyond ±{MAX_MAGNITUDE:g}: rescale it {where}",
                parameter=name,
                row=row,
                column=column,
            ) from None
        if type(value).__name__ == "NAType":  # how pandas marks a missing value
            raise InvalidInput(
                f"Input {name} contains NaN {where}", parameter=name, row=row, column=column
            ) from None
        if not isinstance(value, str):
            raise InvalidType(
                f"{name} argument must be a string or a number, got {type(value).__name__} {where}",
                parameter=name,
                row=row,
                column=column,
            ) from None
        raise InvalidInput(
            f"{name} must hold numbers, got {value[:40]!r} {where}: encode text first, "
            "with elm_core.features.tabular for mixed tables",
            parameter=name,
            row=row,
            column=column,
        ) from None


def _not_a_number(raw: npt.NDArray[Any]) -> tuple[int, int, Any]:
    for index in np.ndindex(raw.shape):
        value = raw[index]
        try:
            float(value)
        except (TypeError, ValueError, OverflowError):
            return index[0], index[1] if len(index) > 1 else 0, value
    return 0, 0, None


def check_finite(out: Array, name: str, columns: Any) -> None:
    # one pass without a temporary of the array's size: NaN and infinity both fail the test
    low, high = (float(out.min()), float(out.max())) if out.size else (0.0, 0.0)
    if low >= -MAX_MAGNITUDE and high <= MAX_MAGNITUDE:
        return
    with np.errstate(invalid="ignore"):
        row, column = (int(i) for i in np.argwhere(~(np.abs(out) <= MAX_MAGNITUDE))[0])
    value = out[row, column]
    if math.isnan(value):
        what = f"Input {name} contains NaN"
    elif math.isinf(value):
        what = f"Input {name} contains infinity or a value too large for dtype('float64')."
    else:
        what = f"Input {name} contains {value:g}, beyond ±{MAX_MAGNITUDE:g}: rescale it"
    raise InvalidInput(
        f"{what} {_where(row, column, columns)}", parameter=name, row=row, column=column
    )


def _where(row: int, column: int, columns: Any) -> str:
    label = "" if columns is None else f" ({str(columns[column])[:40]!r})"
    return f"(row {row}, column {column}{label})"
