"""nDCG@10 of search on Cranfield (the queries of the shared file that have judgements).

Run: python benchmarks/accuracy_search.py

A judgement is a grade, 1 the best and 4 the least: the gain is 5 - grade. -1 marks the document
that a query was made from: it is left out of the rankings.
Reranking learns from clicks on the judged documents among the first 50, five-fold over queries.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "vectors")]

from elm_core.retrieval_metrics import mean_reciprocal_rank, ndcg_at_k, recall_at_k
from elm_core.tasks import SearchIndex
from tests.data import shared


def cranfield():
    """Texts by id, queries, the gain of each document for each query, and queries' sources."""
    with gzip.open(shared("cranfield_odd_queries.json.gz"), "rt") as file:
        data = json.load(file)
    texts = {str(d["id"]): d["text"] for d in data["docs"]}
    queries = {q["n"]: q["text"] for q in data["queries"]}
    gains: dict[int, dict[str, float]] = {n: {} for n in queries}
    sources: dict[int, set[str]] = {n: set() for n in queries}
    for n, document, grade in data["qrels"]:
        if n in queries and grade > 0:
            gains[n][str(document)] = 5 - grade
        elif n in queries:
            sources[n].add(str(document))
    judged = [n for n in queries if gains[n]]
    return texts, queries, gains, sources, judged


def found(index: SearchIndex, query: str, source: set[str], k: int = 10) -> list[str]:
    hits = index.search(query, k=k + len(source))
    return [hit["id"] for hit in hits if hit["id"] not in source][:k]


def report(name: str, gains: list, ranked: list) -> None:
    figures = {
        "nDCG@10": ndcg_at_k(gains, ranked, k=10),
        "Recall@10": recall_at_k(gains, ranked, k=10),
        "MRR": mean_reciprocal_rank(gains, ranked),
    }
    print(f"{name:36s}", *(f"{what} {value:.3f}  " for what, value in figures.items()), flush=True)


def main() -> None:
    texts, queries, gains, sources, judged = cranfield()
    print(f"{len(texts)} documents, {len(judged)} of {len(queries)} queries have judgements")
    truth = [gains[n] for n in judged]
    options = {
        "BM25": {"method": "bm25"},
        "embedding": {"method": "embedding", "vectors": None},
        "hybrid without word vectors": {"vectors": None},
        "hybrid": {},
    }
    for name, option in options.items():
        index = SearchIndex(**option).fit(texts.values(), list(texts))
        report(name, truth, [found(index, queries[n], sources[n]) for n in judged])
    for name in ("BM25", "hybrid"):
        ranked: dict[int, list[str]] = {}
        folds = np.random.RandomState(0).permutation(len(judged)) % 5
        index = SearchIndex(**options[name]).fit(texts.values(), list(texts))
        for fold in range(5):
            index.reranker_ = None
            lessons = [judged[i] for i in np.flatnonzero(folds != fold)]
            shown = {n: found(index, queries[n], sources[n], 50) for n in lessons}
            for n in lessons:
                index.learn_clicks(queries[n], [d for d in shown[n] if d in gains[n]], shown[n])
            for i in np.flatnonzero(folds == fold):
                n = judged[i]
                ranked[n] = found(index, queries[n], sources[n])
        report(f"{name}, reranked by clicks", truth, [ranked[n] for n in judged])


if __name__ == "__main__":
    main()
