"""What models say of rows that they have not learnt from."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.base import Classifier, clone
from elm_core.labels import check_labels
from elm_core.maths.arrays import Work, finish, within
from elm_core.metrics import accuracy_score, r2_score
from elm_core.model_selection.holding_out import splits_of
from elm_core.model_selection.judging import judge, together
from elm_core.model_selection.splits import k_fold
from elm_core.model_selection.told import Told
from elm_core.models.composite import require_method, samples_of, take
from elm_core.validation import check_target


def cross_validate(
    estimator: Any,
    X: Any,
    y: Any,
    *,
    cv: int | float = 5,
    groups: Any = None,
    test_rows: Any = None,
    warm_start: bool = False,
    shuffle: bool = True,
    random_state: Any = 0,
) -> dict[str, Any]:
    """Return what models say of rows that they have not learnt from, and how right they are.

    Each fold is predicted by a clone of the estimator that is trained on the other folds: what
    scikit-learn's `cross_val_predict` and `cross_validate` return, from one training of each.

    Parameters
    ----------
    estimator : classifier or regressor
        It stays as it is.
    X : samples, as the estimator takes them
        An array, a list, a data frame or a table of columns.
    y : array-like of shape (n_samples,) or (n_samples, n_outputs)
    cv : int or float
        Folds, at most as many as there are rows (or groups) to hold out; stratified for
        classifiers. A share in (0, 1): so many rows are held out, once.
    groups : array-like of shape (n_samples,) or None
        Texts or whole numbers. Rows of a group are held out together, as in scikit-learn's
        `GroupKFold`.
    test_rows : array-like of int or None
        Places of the rows that are judged; None: all. The others are left out with their group,
        such as altered copies of a sample, and not asked about.
    warm_start : bool
        True: copies of the estimator as it is, trained or not, learn the other folds on top
        (`partial_fit`).
    shuffle : bool
        Whether folds are drawn by `random_state`, or rows go round them in their order.
    random_state : int, RandomState, Generator or None

    Returns
    -------
    dict
        ``rows`` (n_judged,): their places, in increasing order; ``folds`` (n_judged,): the
        number of the fold that each was held out with; ``predictions`` (n_judged, …);
        ``test_score`` (n_folds,): accuracy, or R²; ``fit_time`` and ``score_time`` (n_folds,), in
        seconds. Where there is `predict_proba`, also ``probabilities`` (n_judged, n_classes), and
        ``classes`` (n_classes,), the labels of its columns.

    Raises
    ------
    InvalidInput
        Naming parameter and row.

    Warns
    -----
    ScarceDataWarning
        Of a class that has rows in one group only, or a single row: no model without these knows
        it. They are learnt from in every fold, and not judged.

    Examples
    --------
    >>> from elm_core import ELMClassifier
    >>> x = [[i, i % 3] for i in range(30)]
    >>> found = cross_validate(ELMClassifier(random_state=0), x, [0, 1] * 15, cv=3)
    >>> found["rows"].tolist() == list(range(30)), found["probabilities"].shape
    (True, (30, 2))
    >>> pairs = [*range(30)] * 2
    >>> found = cross_validate(ELMClassifier(random_state=0), x * 2, [0, 1] * 30, groups=pairs)
    >>> found["folds"][:30].tolist() == found["folds"][30:].tolist()
    True
    """
    return finish(
        cross_validate_steps(
            estimator,
            X,
            y,
            cv=cv,
            groups=groups,
            test_rows=test_rows,
            warm_start=warm_start,
            shuffle=shuffle,
            random_state=random_state,
        )
    )


def cross_validate_steps(
    estimator: Any,
    X: Any,
    y: Any,
    *,
    cv: int | float = 5,
    groups: Any = None,
    test_rows: Any = None,
    warm_start: bool = False,
    shuffle: bool = True,
    random_state: Any = 0,
) -> Work[dict[str, Any]]:
    """Do what `cross_validate` does, yielding the share done."""
    require_method(estimator, "predict", "estimator")
    if warm_start:
        require_method(estimator, "partial_fit", "estimator")
    samples, targets, labels = _checked(estimator, X, y)
    splits = splits_of(
        len(targets),
        labels,
        cv=cv,
        groups=groups,
        test_rows=test_rows,
        shuffle=shuffle,
        random_state=random_state,
    )
    told = Told()
    judged = []
    for number, split in enumerate(splits):
        work = judge(estimator, samples, targets, split, told, warm_start=warm_start)
        judged.append((yield from within(work, number / len(splits), (number + 1) / len(splits))))
    told.tell()
    score = r2_score if labels is None else accuracy_score
    scores = [score(targets[fold.rows], fold.predictions) for fold in judged]
    return together(judged) | {"test_score": np.array(scores)}


def cross_val_score(
    estimator: Any, X: Any, y: Any, *, n_splits: int = 5, random_state: Any = 0
) -> npt.NDArray[np.float64]:
    """Return the score on each fold of a clone trained on the others.

    Folds are stratified for classifiers, and classes of a single row held out, too; the score is
    the estimator's own.
    """
    samples, targets, labels = _checked(estimator, X, y)
    scores = []
    for train, test in k_fold(len(targets), n_splits, stratify=labels, random_state=random_state):
        model = clone(estimator).fit(take(samples, train), targets[train])
        scores.append(model.score(take(samples, test), targets[test]))
    return np.array(scores)


def _checked(estimator: Any, X: Any, y: Any) -> tuple[Any, Any, Any]:
    """Return samples, targets, and labels to stratify by where the estimator is a classifier."""
    samples, n_rows = samples_of(X)
    if hasattr(estimator, "predict_proba") or isinstance(estimator, Classifier):
        labels = check_labels(y, n_rows)
        return samples, labels, labels
    read = getattr(estimator, "read_targets", None)
    return samples, check_target(y if read is None else read(y), n_rows), None
