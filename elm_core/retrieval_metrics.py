"""How good a ranking is: Recall@k, the mean reciprocal rank, nDCG@k, as trec_eval has them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from math import isfinite
from numbers import Real
from typing import Any

import numpy as np

from elm_core import validation
from elm_core.exceptions import InvalidInput

Ranking = Sequence[Hashable]


def recall_at_k(relevant: Sequence[Collection[Any]], ranked: Sequence[Ranking], *, k: int) -> float:
    """Return the share of the relevant documents among the first k, the mean over queries.

    Parameters
    ----------
    relevant : sequence of collections, or of dicts
        The relevant documents of each query, or all that were judged with their gains: those above
        0 are relevant. A query of which nothing was judged does not count, one of which nothing is
        relevant counts 0.
    ranked : sequence of sequences
        The documents found for each query, best first; one that comes again does not count.
    k : int

    Examples
    --------
    >>> recall_at_k([{"a", "b"}, {"c"}], [["a", "x", "b"], ["c"]], k=2)
    0.75
    """
    _check_k(k)
    shares = [
        sum(gains.get(d, 0.0) > 0 for d in found[:k]) / max(sum(g > 0 for g in gains.values()), 1)
        for gains, found in _pairs(relevant, ranked)
    ]
    return float(np.mean(shares))


def mean_reciprocal_rank(relevant: Sequence[Collection[Any]], ranked: Sequence[Ranking]) -> float:
    """Return the mean of 1 / rank of the first relevant document; 0 where none is found.

    Parameters
    ----------
    relevant, ranked
        As for `recall_at_k`.

    Examples
    --------
    >>> mean_reciprocal_rank([{"a"}, {"c"}], [["x", "a"], ["c"]])
    0.75
    """
    pairs = _pairs(relevant, ranked)
    firsts = (
        next((1.0 / rank for rank, d in enumerate(found, 1) if gains.get(d, 0.0) > 0), 0.0)
        for gains, found in pairs
    )
    return float(np.mean(list(firsts)))


def ndcg_at_k(
    relevant: Sequence[Mapping[Any, float]], ranked: Sequence[Ranking], *, k: int
) -> float:
    """Return the normalised discounted cumulative gain, the mean over queries.

    Σ gᵢ / log₂(i + 1) over the first k, divided by that of the best ranking: Järvelin &
    Kekäläinen (2002), ACM TOIS 20(4). A gain below 0 counts as 0.

    Parameters
    ----------
    relevant : sequence of dict
        The gain of each document that was judged, for each query. A query of which nothing was
        judged does not count, one of which nothing has a gain counts 0.
    ranked : sequence of sequences
        As for `recall_at_k`.
    k : int

    Examples
    --------
    >>> round(ndcg_at_k([{"a": 3, "b": 1}], [["b", "a"]], k=10), 3)
    0.797
    """
    _check_k(k)
    out = []
    for gains, found in _pairs(relevant, ranked):
        best = _discounted(sorted(gains.values(), reverse=True)[:k])
        out.append(_discounted([gains.get(d, 0.0) for d in found[:k]]) / best if best else 0.0)
    return float(np.mean(out))


def _discounted(gains: Sequence[float]) -> float:
    return float(sum(max(g, 0.0) / np.log2(i + 2) for i, g in enumerate(gains)))


def _check_k(k: Any) -> None:
    validation.check_number("k", k, low=1, integer=True)


def _pairs(
    relevant: Sequence[Any], ranked: Sequence[Ranking]
) -> list[tuple[Mapping[Any, float], list[Any]]]:
    """Return the gains that were judged, and the ranking with each document once."""
    if len(relevant) != len(ranked):
        raise InvalidInput(
            f"{len(relevant)} queries have judgements and {len(ranked)} a ranking: give as many",
            parameter="ranked",
        )
    pairs = [
        (_gains(row, judged), list(dict.fromkeys(found)))
        for row, (judged, found) in enumerate(zip(relevant, ranked, strict=True))
        if len(judged)
    ]
    if not pairs:
        raise InvalidInput("no query has a relevant document", parameter="relevant")
    return pairs


def _gains(row: int, judged: Any) -> Mapping[Any, float]:
    if not isinstance(judged, Mapping):
        return dict.fromkeys(judged, 1.0)
    wrong = [d for d, gain in judged.items() if not (isinstance(gain, Real) and isfinite(gain))]
    if wrong:
        raise InvalidInput(
            f"relevant holds {judged[wrong[0]]!r} for document {wrong[0]!r} of query {row}: "
            "a gain must be a finite number",
            parameter="relevant",
            row=row,
        )
    return judged
