"""Class labels: texts, whole numbers, or true and false, never two of these in one target."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.exceptions import InvalidInput, ScarceDataWarning, short
from elm_core.validation import as_floats, check_finite, check_target

Labels = npt.NDArray[Any]

#: In so few rows, many classes say nothing.
_FEW_ROWS = 20


def check_labels(y: Any, n_samples: int) -> Labels:
    """Return class labels as a 1-D array of length `n_samples`.

    Labels may be strings, booleans or whole numbers, all of one kind.
    """
    labels = _as_they_are(y, check_target(y, n_samples))
    if labels.ndim != 1:
        raise InvalidInput(
            f"y should be a 1d array, got an array of shape {labels.shape}", parameter="y"
        )
    if labels.dtype.kind == "f":
        return _whole_numbers(labels)
    if labels.dtype.kind == "O":
        for row, value in enumerate(labels):
            if is_missing(value):
                raise InvalidInput(
                    f"y holds no label in row {row} (NaN or None)", parameter="y", row=row
                )
            if hasattr(value, "__len__") and not isinstance(value, (str, bytes)):
                raise InvalidInput(
                    f"y holds {short(value)} in row {row}, which is several values: make one text "
                    "of them",
                    parameter="y",
                    row=row,
                )
        _require_one_kind(labels)
    elif labels.dtype.kind not in "iubUS":
        raise InvalidInput(f"Unknown label type: {labels.dtype}", parameter="y")
    return labels


def _as_they_are(y: Any, labels: Labels) -> Labels:
    """Return a list of labels as objects where NumPy would change them unseen.

    It turns [1, nan, "a"] into texts and [True, 2] into numbers, and cuts null characters off.
    """
    if hasattr(y, "__array__") or labels.ndim != 1:
        return labels
    values = list(y)
    if labels.dtype.kind == "U":
        changed = any(not isinstance(v, str) or v.endswith("\0") for v in values)
    else:
        changed = labels.dtype.kind in "iuf" and any(isinstance(v, _BOOLEANS) for v in values)
    if not changed:
        return labels
    kept = np.empty(len(values), dtype=object)
    kept[:] = values
    return kept


def _whole_numbers(labels: Labels) -> Labels:
    if labels.dtype.itemsize not in (4, 8):  # others cannot be stored
        labels = as_floats(labels[:, None], "y", None)[:, 0]
    check_finite(labels[:, None], "y", None)
    fractional = np.flatnonzero(labels != np.floor(labels))
    if fractional.size:
        row = int(fractional[0])
        raise InvalidInput(
            f"Unknown label type: continuous. y holds {float(labels[row])!r} in row {row}: "
            "use a regressor for continuous targets.",
            parameter="y",
            row=row,
        )
    return np.asarray(labels + 0.0)  # −0 is 0


def is_missing(value: Any) -> bool:
    """Whether a value says that there is none: None, NaN, NaT, or NA of pandas."""
    if value is None or type(value).__name__ == "NAType":
        return True
    return isinstance(value, (float, np.generic)) and bool(value != value)


_BOOLEANS = (bool, np.bool_)


def _kind(value: Any) -> str:
    if isinstance(value, _BOOLEANS):
        return "bool"
    if isinstance(value, (int, float, np.number)):
        return "number"
    return "str" if isinstance(value, str) else type(value).__name__


def _require_one_kind(labels: Labels) -> None:
    """Raise unless all labels are texts, or numbers, or true and false; for Python, True is 1."""
    kinds = [_kind(value) for value in labels]
    other = next((row for row, kind in enumerate(kinds) if kind != kinds[0]), None)
    if other is not None:
        first, second = short(labels[0]), short(labels[other])
        raise InvalidInput(
            f"labels in y must be of one kind, got {kinds[0]} and {kinds[other]}: {first} in "
            f"row 0, {second} in row {other}; make them all strings",
            parameter="y",
            row=other,
        )


def check_classes(classes: Any) -> npt.NDArray[Any]:
    """Return the sorted distinct labels of a list that announces them."""
    if not hasattr(classes, "__len__") or not len(classes) or isinstance(classes, (str, set, dict)):
        raise InvalidInput(
            f"classes must be a list of labels, at least one, got {short(classes)}",
            parameter="classes",
        )
    return encode_labels(check_labels(classes, len(classes)))[0]


def encode_labels(labels: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[np.intp]]:
    """Return the sorted distinct labels and, for each label, its index among them."""
    try:
        classes, codes = np.unique(labels, return_inverse=True)
    except TypeError:
        kinds = sorted({type(v).__name__ for v in labels})
        raise InvalidInput(
            f"labels in y must be of one kind, got {' and '.join(kinds)}: make them all strings",
            parameter="y",
        ) from None
    return classes, codes.reshape(-1)


def places_among(classes: Labels, labels: Labels) -> npt.NDArray[np.intp]:
    """Return the place of each label among the sorted `classes` that a trained model knows.

    Raises
    ------
    InvalidInput
        Naming the first row whose label is not among them.
    """
    if not of_one_kind(classes, labels):
        raise InvalidInput(
            f"labels in y must be of one kind: the model knows {short(classes[0])}, got "
            f"{short(labels[0])}",
            parameter="y",
            row=0,
        )
    places = np.minimum(np.searchsorted(classes, labels), len(classes) - 1)
    unknown = np.flatnonzero(classes[places] != labels)
    if unknown.size:
        row = int(unknown[0])
        raise InvalidInput(
            f"y holds {short(labels[row])} in row {row}, which the trained model does not know: "
            f"it knows {short(classes.tolist())}",
            parameter="y",
            row=row,
        )
    return places


def in_columns_of(classes: Labels, known: Labels, values: Any) -> npt.NDArray[np.float64]:
    """Return values of some classes in the columns of all: zeros for the others.

    Parameters
    ----------
    classes : (n_classes,) sorted
    known : (k,) those of `classes` that the columns of `values` (n, k) are of

    >>> in_columns_of(np.array(["a", "b", "c"]), np.array(["a", "c"]), [[0.25, 0.75]]).tolist()
    [[0.25, 0.0, 0.75]]
    """
    values = np.asarray(values)
    whole = np.zeros((len(values), len(classes)))
    whole[:, np.searchsorted(classes, known)] = values
    return whole


def warn_of_scarce_classes(classes: Labels, codes: npt.NDArray[np.integer]) -> None:
    """Warn of classes that have a single row, and of labels that are hardly classes at all.

    Parameters
    ----------
    classes : (n_classes,)
    codes : (n,) place of each row's label among the classes
    """
    count = np.bincount(codes, minlength=len(classes))
    single = np.flatnonzero(count == 1)
    if not len(single):
        return
    example = short(classes[single[0]])
    if len(codes) > _FEW_ROWS and len(classes) > len(codes) / 2:  # scikit-learn's own measure
        _warn(
            f"y holds {len(classes)} classes in {len(codes)} rows, {len(single)} of them a single "
            f"row, such as {example}: if it is an identifier, it cannot be learnt; if it is a "
            "number, use a regressor"
        )
    elif len(codes) > 2 * len(classes):  # with fewer rows, none could be expected to have more
        some = f"class {example} has a single row"
        if len(single) > 1:
            some = f"{len(single)} classes have a single row each, such as {example}"
        _warn(f"{some}: how well it is told from others cannot be measured; add rows of it")


def warn_of_small_classes(labels: Labels, n_splits: int) -> None:
    """Warn if a class has fewer rows than there are folds, some of which then lack it."""
    classes, codes = encode_labels(labels)
    count = np.bincount(codes)
    least = int(count.argmin())
    if count[least] < n_splits:
        _warn(
            f"class {short(classes[least])} has fewer rows ({count[least]}) than n_splits="
            f"{n_splits}: some folds have none of it"
        )


def _warn(message: str) -> None:
    warnings.warn(message, ScarceDataWarning, stacklevel=4)


def of_one_kind(a: Labels, b: Labels) -> bool:
    """Whether both arrays hold texts, or numbers, or true and false."""
    return _kind_of_all(a) == _kind_of_all(b)


def _kind_of_all(labels: Labels) -> str:
    kinds = {"U": "str", "S": "str", "b": "bool", "i": "number", "u": "number", "f": "number"}
    if labels.dtype.kind == "O" and labels.size:
        return _kind(labels.ravel()[0])  # `check_labels` has compared the others
    return kinds.get(labels.dtype.kind, labels.dtype.kind)
