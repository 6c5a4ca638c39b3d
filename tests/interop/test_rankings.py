"""Rankings are worth here what trec_eval and ranx say: 500 random runs, to 1e-12.

Ties: trec_eval orders documents of one score by their names, backwards, and compares scores in 32
bits; ranx leaves them as they were given. The toolkit is given a ranking, so who ranks decides.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import pytrec_eval
import ranx

from elm_core.retrieval_metrics import mean_reciprocal_rank, ndcg_at_k, recall_at_k

Judged = dict[str, dict[str, int]]
Scored = dict[str, dict[str, float]]


def random_run(seed: int) -> tuple[Judged, Scored]:
    """Judgements and scores of some topics: tied scores, nothing relevant, nothing found."""
    random = np.random.RandomState(seed)
    judged: Judged = {}
    found: Scored = {}
    for topic in range(random.randint(1, 7)):
        documents = [f"d{i}" for i in random.permutation(random.randint(1, 25))]
        grades = [0, 0, 1, 2, 3] if random.random_sample() < 0.8 else [0]
        judged[f"q{topic}"] = {
            name: int(random.choice(grades))
            for name in documents
            if random.random_sample() < 0.7 or name == documents[0]
        }
        some = random.random_sample() * random.randint(0, 2)
        found[f"q{topic}"] = {
            name: float(random.choice([0.1, 0.25, random.random_sample()]))
            for name in documents
            if random.random_sample() < some
        }
    return judged, found


def ours(judged: Judged, rankings: list[list[str]], k: int) -> list[float]:
    gains = list(judged.values())
    return [
        ndcg_at_k(gains, rankings, k=k),
        mean_reciprocal_rank(gains, rankings),
        recall_at_k(gains, rankings, k=k),
    ]


def as_trec_eval_ranks(scores: dict[str, float]) -> list[str]:
    by_name = sorted(scores, reverse=True)
    return sorted(by_name, key=lambda name: -np.float32(scores[name]))


@pytest.mark.parametrize("seed", range(500))
def test_trec_eval(seed: int) -> None:
    judged, found = random_run(seed)
    k = 1 + seed % 12
    measures = {f"ndcg_cut.{k}", "recip_rank", f"recall.{k}"}
    run = {topic: scores for topic, scores in found.items() if scores or seed % 2}
    said = pytrec_eval.RelevanceEvaluator(judged, measures).evaluate(run)
    # the mean over all that was judged, as of trec_eval -c: it returns no topic that a run lacks
    right = [
        sum(topic[name] for topic in said.values()) / len(judged)
        for name in (f"ndcg_cut_{k}", "recip_rank", f"recall_{k}")
    ]
    rankings = [as_trec_eval_ranks(found[topic]) for topic in judged]
    assert ours(judged, rankings, k) == pytest.approx(right, rel=0, abs=1e-12)


@pytest.mark.parametrize("start", range(0, 500, 50))
def test_ranx(start: int) -> None:
    for seed in range(start, start + 50):
        judged, found = random_run(seed)
        k = 1 + seed % 12
        apart: dict[str, dict[str, float]] = {
            topic: {name: 1.0 / (1 + i) for i, name in enumerate(as_trec_eval_ranks(scores))}
            for topic, scores in found.items()
        }
        if not any(apart.values()):  # it takes no run in which nothing at all was found
            continue
        kept = {topic: scores for topic, scores in apart.items() if scores}
        said: Any = ranx.evaluate(
            ranx.Qrels(judged),
            ranx.Run(kept),
            [f"ndcg@{k}", "mrr", f"recall@{k}"],
            make_comparable=True,
        )
        rankings = [list(apart[topic]) for topic in judged]
        assert ours(judged, rankings, k) == pytest.approx(list(said.values()), rel=0, abs=1e-12)
