"""What a text classifier from a file must be."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from elm_core.features import word_vectors
from elm_core.features.text import TextVectorizer
from elm_core.features.text_rows import TextParts, TextRows
from elm_core.maths.sparse import CSR
from elm_core.models.kernel import KernelELMClassifier

#: Counts of terms that are weighed at a time.
_AT_A_TIME = 2**16


class TextModel(Protocol):
    """What a text classifier has learnt, and what it learnt with."""

    vectorizer_: TextVectorizer
    model_: KernelELMClassifier
    classes_: npt.NDArray[Any]
    counts_: dict[str, Any]
    vectors_: dict[str, str] | None
    dense_: npt.NDArray[np.float32]
    mean_evidence_: npt.NDArray[np.float64]
    vector_share: float
    kernel: str
    kernel_: str


def check_learned(model: TextModel) -> None:
    """Raise ValueError unless the parts of a loaded model fit together."""
    if model.model_.kernel != "precomputed":
        raise ValueError("model_ must be on a precomputed kernel")
    if "kernel_" not in model.__dict__:  # a file from before it was chosen
        if model.kernel == "loo":
            raise ValueError("kernel_ is missing")
        model.kernel_ = model.kernel
    if model.classes_.tolist() != model.model_.classes_.tolist():
        raise ValueError("classes_ are not those of model_")
    n, c = model.model_.dual_coef_.shape
    counts, known = counts_of(model.counts_), len(model.vectorizer_.idf_)
    if counts.n_columns > known:
        raise ValueError(f"counts_ hold a term {counts.n_columns - 1} that is not there")
    counts.check()
    starts = np.zeros(len(counts.indices) + 1, dtype=bool)
    starts[counts.indptr] = True
    if not (starts[1:-1] | (np.diff(counts.indices) > 0)).all():
        raise ValueError("the terms of a text must rise, none of them twice")
    if counts.n_rows != n:
        raise ValueError(f"counts_ hold {counts.n_rows} texts, the model {n}")
    there = {"vectors_", "dense_", "mean_evidence_"} & set(model.__dict__)
    if not there:  # a file from before there were vectors
        model.vectors_, model.dense_ = None, np.zeros((n, 0), dtype=np.float32)
        model.mean_evidence_ = np.zeros(c)
    elif len(there) < 3:
        raise ValueError(f"of what belongs to word vectors there is only {sorted(there)}")
    vectors = word_vectors.named(model.vectors_)
    width = 0 if vectors is None else vectors.n_features
    if model.dense_.shape != (n, width):
        raise ValueError(f"dense_ has shape {model.dense_.shape}, not {(n, width)}")


def rows_of(model: TextModel) -> TextRows:
    """Return the rows of the training texts, weighed block by block: counts are many."""
    stored, vectorizer = model.counts_, model.vectorizer_
    ends = stored["indptr"].astype(np.int64)
    counts = CSR(ends, stored["indices"].astype(np.int64), stored["data"], len(vectorizer.idf_))
    data = np.empty(len(counts.indices))
    dense = np.empty(model.dense_.shape)
    start = 0
    while start < counts.n_rows:
        after = int(np.searchsorted(ends, ends[start] + _AT_A_TIME, side="right")) - 1
        stop = max(after, start + 1)
        part = counts.rows(start, stop)
        part = part.with_data(part.data.astype(np.float64))
        words = TextParts(part, model.dense_[start:stop].astype(np.float64), model.vectors_)
        rows = words.weigh(vectorizer, model.vector_share)
        data[ends[start] : ends[stop]], dense[start:stop] = rows.sparse.data, rows.dense
        start = stop
    return TextRows(counts.with_data(data), dense)


def counts_of(stored: dict[str, Any]) -> CSR:
    """Return the counts of terms as a file holds them."""
    indices = stored["indices"].astype(np.int64)
    width = int(indices.max(initial=-1)) + 1
    return CSR(stored["indptr"].astype(np.int64), indices, stored["data"].astype(np.float64), width)
