"""Two models of the same rows, averaged by the shares of which leave-one-out thinks best."""

from __future__ import annotations

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
    rows, one, other = _common(first, second)
    weights = None if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)[rows]
    losses = [_loss(first, s * one + (1.0 - s) * other, y[rows], weights) for s in _SHARES]
    share = _SHARES[int(np.argmin(losses))]
    if share in (0.0, 1.0):
        alone = first if share else second
        names = ("loo_score_", "loo_predictions_", "loo_rows_")
        return {"model_": alone} | {name: getattr(alone, name) for name in names}
    answers = share * one + (1.0 - share) * other
    if isinstance(first, Classifier):
        described = {"classes_": first.classes_}  # type: ignore[attr-defined]
        model: Any = VotingELMClassifier.of([first, second], described, [share, 1.0 - share])
    else:
        described = {"target_ndim_": first.target_ndim_}
        model = VotingELMRegressor.of([first, second], described, [share, 1.0 - share])
    return {
        "model_": model,
        "loo_score_": score_of(answers, y[rows], described, weights),
        "loo_predictions_": answers,
        "loo_rows_": rows,
    }


def _common(first: Any, second: Any) -> tuple[npt.NDArray[np.intp], Array, Array]:
    """Return the rows that both were scored at, and what each says of them, left out."""
    rows, mine, others = np.intersect1d(_rows(first), _rows(second), return_indices=True)
    return rows, _left_out(first)[mine], _left_out(second)[others]


def _rows(model: Any) -> npt.NDArray[np.intp]:
    rows = getattr(model, "loo_rows_", None)
    known = np.arange(len(model.loo_predictions_)) if rows is None else rows
    return np.asarray(known, dtype=np.intp)


def _left_out(model: Any) -> Array:
    answers = np.asarray(model.loo_predictions_, dtype=np.float64)
    answers = answers.reshape(len(answers), -1)
    return probabilities(model, answers) if isinstance(model, Classifier) else answers


def _loss(model: Any, answers: Array, y: npt.NDArray[Any], weights: Array | None) -> float:
    """Return the mean of −ln p of the truth, or of the squared error."""
    if isinstance(model, Classifier):
        codes = np.searchsorted(model.classes_, y.astype(model.classes_.dtype))  # type: ignore[attr-defined]
        said = np.maximum(answers[np.arange(len(y)), codes], np.finfo(np.float64).tiny)
        return float(np.average(-np.log(said), weights=weights))
    apart = answers - y.reshape(answers.shape)
    return float(np.average((apart * apart).sum(axis=1), weights=weights))
