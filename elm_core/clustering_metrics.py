"""How good groups of rows are, where nobody knows the right ones; as in scikit-learn."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.exceptions import InvalidInput
from elm_core.labels import check_labels, encode_labels
from elm_core.maths.arrays import Array, Work, finish
from elm_core.maths.silhouette import silhouette
from elm_core.validation import check_number, check_seed, check_X


def silhouette_samples(X: Any, labels: Any) -> Array:
    """Return the silhouette of each row: 1 is far from other groups, below 0 nearer to another.

    (b − a) / max(a, b), with a the mean distance to the other rows of its group, and b to those of
    the nearest other group; 0 for a row that is alone. Time grows with the square of the rows,
    memory does not.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
    labels : array-like of shape (n_samples,)
        Of 2 to n_samples − 1 groups.

    References
    ----------
    Rousseeuw (1987), J. Comput. Appl. Math. 20.

    Examples
    --------
    >>> silhouette_samples([[0.0], [1.0], [4.0], [5.0]], [0, 0, 1, 1]).round(3).tolist()
    [0.778, 0.714, 0.714, 0.778]
    """
    return finish(silhouette(*_checked(X, labels)))


def silhouette_score(
    X: Any, labels: Any, *, sample_size: int | None = None, random_state: Any = None
) -> float:
    """Return the mean of `silhouette_samples`, −1 to 1.

    Parameters
    ----------
    X, labels
        As for `silhouette_samples`.
    sample_size : int or None
        So many random rows are compared with each other, where there are more; None: all.
    random_state : int, RandomState, Generator or None

    Examples
    --------
    >>> round(silhouette_score([[0.0], [1.0], [4.0], [5.0]], [0, 0, 1, 1]), 3)
    0.746
    """
    return finish(silhouette_steps(X, labels, sample_size=sample_size, random_state=random_state))


def silhouette_steps(
    X: Any, labels: Any, *, sample_size: int | None = None, random_state: Any = None
) -> Work[float]:
    """Do what `silhouette_score` does, yielding the share done."""
    x, codes = _checked(X, labels)
    if sample_size is not None:
        rows = sampled(len(x), sample_size, random_state)
        x, codes = _checked(x[rows], codes[rows])
    return float((yield from silhouette(x, codes)).mean())


def sampled(n_samples: int, sample_size: Any, random_state: Any) -> npt.NDArray[np.intp]:
    """Return the places of at most `sample_size` random rows, as `silhouette_score` takes them."""
    check_number("sample_size", sample_size, low=2, integer=True)
    order = np.random.RandomState(check_seed(random_state)).permutation(n_samples)
    return np.asarray(order[: int(sample_size)])


def _checked(X: Any, labels: Any) -> tuple[Array, npt.NDArray[np.intp]]:
    x = check_X(X)
    groups, codes = encode_labels(check_labels(labels, len(x)))
    if not 2 <= len(groups) < len(x):
        raise InvalidInput(
            f"labels must name 2 to n_samples − 1 groups, got {len(groups)} in {len(x)} rows",
            parameter="labels",
        )
    return x, codes
