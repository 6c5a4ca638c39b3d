"""What a text classifier from a file must be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from elm_core import validation
from elm_core.features import word_vectors
from elm_core.features.sparse import CSR
from elm_core.features.text import TextVectorizer
from elm_core.features.text_rows import TextParts, TextRows
from elm_core.maths.kernels import FROM_COSINE
from elm_core.models.kernel import KernelELMClassifier
from elm_core.tasks import text_landmarks

if TYPE_CHECKING:
    from elm_core.tasks.text_classifier import TextClassifier

#: Counts of terms that are weighed at a time.
_AT_A_TIME = 2**16


def check_learned(model: TextClassifier) -> None:
    """Raise ValueError unless the parts of a loaded model fit together."""
    text_landmarks.check(model.n_landmarks)
    if type(model.vectorizer_) is not TextVectorizer:
        raise ValueError("vectorizer_ must be a TextVectorizer")
    if type(model.model_) is not KernelELMClassifier or model.model_.kernel != "precomputed":
        raise ValueError("model_ must be a KernelELMClassifier on a precomputed kernel")
    validation.check_choice("kernel", model.kernel, tuple(FROM_COSINE))
    counts = counts_of(model.counts_)
    if counts.n_columns > len(model.vectorizer_.idf_):
        raise ValueError(f"counts_ hold a term {counts.n_columns - 1} that is not there")
    counts.below(len(model.vectorizer_.idf_)).check()
    n, c = model.model_.dual_coef_.shape
    if counts.n_rows != n or counts.data.min(initial=1) < 1:
        raise ValueError(f"counts_ hold {counts.n_rows} texts, the model {n}")
    validation.check_number("vector_share", model.vector_share, low=0, high=1)
    if "vectors_" not in model.__dict__:  # a file from before there were vectors
        model.vectors_, model.dense_ = None, np.zeros((n, 0), dtype=np.float32)
        model.mean_evidence_ = np.zeros(c)
    vectors = word_vectors.named(model.vectors_)
    width = 0 if vectors is None else vectors.n_features
    if model.dense_.shape != (n, width) or not (np.abs(model.dense_) <= 1.0).all():
        raise ValueError(f"dense_ has shape {model.dense_.shape}, not {(n, width)}")
    if model.log_prior_.shape != (c,) or model.classes_.tolist() != model.model_.classes_.tolist():
        raise ValueError("classes_ and log_prior_ do not fit the model")
    if model.mean_evidence_.shape != (c,) or not (np.abs(model.mean_evidence_) < 1e9).all():
        raise ValueError("mean_evidence_ does not fit the model")
    if not (np.abs(model.log_prior_) < 1e3).all():
        raise ValueError("log_prior_ must hold logarithms of shares")
    validation.check_number("evidence_factor_", model.evidence_factor_, low=0)
    validation.check_number("refit_at_", model.refit_at_, low=1, integer=True)


def rows_of(model: TextClassifier) -> TextRows:
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
