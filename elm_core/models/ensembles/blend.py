"""Two models of the same rows, averaged by the shares of which leave-one-out thinks best."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.base import Classifier
from elm_core.maths.linalg import Array
from elm_core.models.ensembles.ensemble import score_of
from elm_core.models.ensembles.voting import VotingELMClassifier, VotingELMRegressor
from elm_core.models.scored import probabilities

#: Shares of the first model that are tried; of equals the first.
_SHARES = (0.5, 0.25, 0.75, 0.0, 1.0)

Index = npt.NDArray[np.intp]


def blend(first: Any, second: Any, y: npt.NDArray[Any], sample_weight: Any) -> dict[str, Any]:
    """Return what two fitted models, ELMs or kernel ELMs, are together.

    Parameters
    ----------
    first, second : trained on the same rows
    y : (n,) targets of all of these rows
    sample_weight : (n,) or None

    Returns
    -------
    dict
        ``model_``, an average of both, or one of them where the other adds nothing; ``loo_score_``;
        ``loo_predictions_``, probabilities of an average of classifiers, at the rows ``loo_rows_``.
    """
    rows = _common_rows([first, second])
    one, other = _answers_at(first, rows), _answers_at(second, rows)
    weights = None if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)[rows]
    losses = [_loss(first, s * one + (1.0 - s) * other, y[rows], weights) for s in _SHARES]
    share = _SHARES[int(np.argmin(losses))]
    if share in (0.0, 1.0):
        model: Any = first if share else second
    elif isinstance(first, Classifier):
        model = VotingELMClassifier.of([first, second], _described(first), [share, 1.0 - share])
    else:
        model = VotingELMRegressor.of([first, second], _described(first), [share, 1.0 - share])
    # of one alone, too: some of its rows may have shaped what the other has handed to it
    return {"model_": model} | left_out(model, y, sample_weight, rows)


def members_of(model: Any) -> list[Any]:
    """Return the models that an average is of, or the one model."""
    return list(getattr(model, "members_", [model]))


def left_out(
    model: Any, y: npt.NDArray[Any], sample_weight: Any, rows: Index | None = None
) -> dict[str, Any]:
    """Return what leave-one-out says of one model or an average.

    Parameters
    ----------
    model : an ELM, a kernel ELM or an average of such
    y, sample_weight : (n,) of the rows of the last training; weights may be None
    rows : those that count; None: all that all members were scored at

    Returns
    -------
    dict
        ``loo_score_``, ``loo_predictions_`` (of an average of classifiers probabilities) and
        ``loo_rows_``.
    """
    members, shares = members_of(model), getattr(model, "weights_", np.ones(1))
    rows = _common_rows(members) if rows is None else rows
    weights = None if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)[rows]
    answers = np.tensordot(shares, np.array([_answers_at(m, rows) for m in members]), axes=1)
    return {
        "loo_score_": score_of(answers, y[rows], _described(members[0]), weights),
        "loo_predictions_": _predictions_at(model, rows) if model is members[0] else answers,
        "loo_rows_": rows,
    }


def _described(model: Any) -> dict[str, Any]:
    name = "classes_" if isinstance(model, Classifier) else "target_ndim_"
    return {name: getattr(model, name)}


def _common_rows(members: list[Any]) -> Index:
    """Return the rows that all were scored at, in order."""
    return np.unique(reduce(np.intersect1d, map(_rows, members)))


def _rows(model: Any) -> Index:
    rows = getattr(model, "loo_rows_", None)
    known = np.arange(len(model.loo_predictions_)) if rows is None else rows
    return np.asarray(known, dtype=np.intp)


def _predictions_at(model: Any, rows: Index) -> Array:
    """Return what a model says of some of the rows that it was scored at, left out."""
    places = np.intersect1d(_rows(model), rows, return_indices=True)[1]
    found = np.asarray(model.loo_predictions_, dtype=np.float64)[places]
    return found.reshape(len(found), -1)


def _answers_at(model: Any, rows: Index) -> Array:
    answers = _predictions_at(model, rows)
    return probabilities(model, answers) if isinstance(model, Classifier) else answers


def _loss(model: Any, answers: Array, y: npt.NDArray[Any], weights: Array | None) -> float:
    """Return the mean of −ln p of the truth, or of the squared error."""
    if isinstance(model, Classifier):
        codes = np.searchsorted(model.classes_, y.astype(model.classes_.dtype))  # type: ignore[attr-defined]
        said = np.maximum(answers[np.arange(len(y)), codes], np.finfo(np.float64).tiny)
        return float(np.average(-np.log(said), weights=weights))
    apart = answers - y.reshape(answers.shape)
    return float(np.average((apart * apart).sum(axis=1), weights=weights))
