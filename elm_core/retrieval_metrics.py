"""How good a ranking is: Recall@k, the mean reciprocal rank, nDCG@k."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from elm_core.exceptions import InvalidInput

Ranking = Sequence[Hashable]


def recall_at_k(relevant: Sequence[Collection[Any]], ranked: Sequence[Ranking], *, k: int) -> float:
    """Return the share of the relevant documents among the first k, the mean over queries.

    Parameters
    ----------
    relevant : sequence of collections
        The relevant documents of each query; queries without any do not count.
    ranked : sequence of sequences
        The documents found for each query, best first.
    k : int

    Examples
    --------
    >>> recall_at_k([{"a", "b"}, {"c"}], [["a", "x", "b"], ["c"]], k=2)
    0.75
    """
    pairs = _pairs(relevant, ranked)
    return float(np.mean([len(set(r) & set(found[:k])) / len(set(r)) for r, found in pairs]))


def mean_reciprocal_rank(relevant: Sequence[Collection[Any]], ranked: Sequence[Ranking]) -> float:
    """Return the mean of 1 / rank of the first relevant document; 0 where none is found.

    Examples
    --------
    >>> mean_reciprocal_rank([{"a"}, {"c"}], [["x", "a"], ["c"]])
    0.75
    """
    pairs = _pairs(relevant, ranked)
    firsts = ([i for i, d in enumerate(found, 1) if d in r] for r, found in pairs)
    return float(np.mean([1.0 / first[0] if first else 0.0 for first in firsts]))


def ndcg_at_k(
    relevant: Sequence[Mapping[Any, float]], ranked: Sequence[Ranking], *, k: int
) -> float:
    """Return the normalised discounted cumulative gain, the mean over queries.

    Σ gᵢ / log₂(i + 1) over the first k, divided by that of the best ranking: Järvelin &
    Kekäläinen (2002), ACM TOIS 20(4).

    Parameters
    ----------
    relevant : sequence of dict
        The gain of each relevant document of each query.
    ranked : sequence of sequences
    k : int

    Examples
    --------
    >>> round(ndcg_at_k([{"a": 3, "b": 1}], [["b", "a"]], k=10), 3)
    0.797
    """
    out = []
    for gains, found in _pairs(relevant, ranked):
        best = sorted(gains.values(), reverse=True)[:k]
        out.append(_discounted([gains.get(d, 0.0) for d in found[:k]]) / _discounted(best))
    return float(np.mean(out))


def _discounted(gains: Sequence[float]) -> float:
    return float(sum(g / np.log2(i + 2) for i, g in enumerate(gains)))


def _pairs(relevant: Sequence[Any], ranked: Sequence[Ranking]) -> list[tuple[Any, Ranking]]:
    if len(relevant) != len(ranked):
        raise InvalidInput(
            f"{len(relevant)} queries have judgements and {len(ranked)} a ranking: give as many",
            parameter="ranked",
        )
    pairs = [(r, found) for r, found in zip(relevant, ranked, strict=True) if len(r)]
    if not pairs:
        raise InvalidInput("no query has a relevant document", parameter="relevant")
    return pairs
