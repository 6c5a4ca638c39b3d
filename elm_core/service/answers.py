"""Verbs that ask models of one kind or another, and change nothing."""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core import explain as explaining
from elm_core.exceptions import InvalidInput
from elm_core.service import wire
from elm_core.service.arguments import Work, able, given, samples
from elm_core.service.errors import Unsupported
from elm_core.service.evaluation import batched
from elm_core.service.registry import Models
from elm_core.service.reports import kind_of
from elm_core.service.wire import Wire
from elm_core.tables.columns import Categorical


def transform(models: Models, args: Wire) -> Work:
    """``{model, X, sample_rate}`` → what an encoder makes of the samples."""
    model = able(models, args, "transform")
    out = yield from batched(model, "transform", samples(args), **given(args, "sample_rate"))
    return wire.array_out(out)


def inverse_transform(models: Models, args: Wire) -> Work:
    """``{model, X}`` → samples that an encoder would make these rows of."""
    out = yield from batched(models.get(args), "inverse_transform", samples(args))
    return wire.array_out(out)


def score_samples(models: Models, args: Wire) -> Work:
    """``{model, X}`` → a score for each sample: the lower, the more novel.

    Without `X`: of the rows the model was trained on, each as if it had not been there.
    """
    model = able(models, args, "score_samples")
    if args.get("X") is None:
        scores = getattr(model, "loo_scores_", None)
        if scores is None:
            raise InvalidInput(
                "X is missing: the model does not know the scores of its training rows, which "
                "files leave out",
                parameter="X",
            )
        return wire.array_out(scores)
    out = yield from batched(model, "score_samples", samples(args))
    return wire.array_out(out)


def predict_set(models: Models, args: Wire) -> Work:
    """``{model, X, coverage, allow_empty}`` → sets of labels, one after the other."""
    model = able(models, args, "sets_of")
    proba = yield from batched(model, "predict_proba", samples(args))
    sets = model.sets_of(proba, **given(args, "coverage", "allow_empty"))
    flat = np.concatenate([model.classes_[:0], *sets])
    lengths = np.array([len(labels) for labels in sets], dtype=np.int32)
    return wire.labels_out(flat) | {"lengths": lengths}


def predict_interval(models: Models, args: Wire) -> Work:
    """``{model, X, coverage}`` → low and high end for each sample (and output)."""
    options = given(args, "coverage")
    out = yield from batched(models.get(args), "predict_interval", samples(args), **options)
    return wire.array_out(out)


def explain(models: Models, args: Wire) -> Work:
    """``{model, X, background, target, n_orders, seed}`` → what moved the answer for one sample.

    `X` is one row, with rows of `background` that say what is usual, or one text without, of which
    `words` may say where the words stand: pairs of places.
    """
    model = models.get(args)
    if kind_of(model) not in ("classifier", "regressor"):
        raise Unsupported(f"{type(model).__name__} predicts nothing that could be explained")
    sample = samples(args)
    n = wire.row_count(sample)
    if n != 1:
        raise InvalidInput(f"X has {n} samples: one is explained at a time", parameter="X")
    if isinstance(sample, list):
        if not isinstance(sample[0], str):
            raise Unsupported("clips of sound cannot be explained")
        options = given(args, "target", "words")
        return (yield from explaining.explain_text_steps(model, sample[0], **options))
    return (
        yield from explaining.explain_row_steps(
            model,
            _cells(sample),
            explaining.usual_row(samples(args, "background"), model),
            random_state=args.get("seed", 0),
            **given(args, "target", "n_orders"),
        )
    )


def search(models: Models, args: Wire) -> Work:
    """``{model, query, k, where, diversity, complete, correct, rerank}`` → the best documents."""
    yield from ()
    model = able(models, args, "search")
    options = given(args, "k", "where", "diversity", "complete", "correct", "rerank")
    return {"hits": model.search(wire.need(args, "query"), **options)}


def expand_query(models: Models, args: Wire) -> Work:
    """``{model, query, complete, correct}`` → the words of a query, and what stands for each."""
    yield from ()
    model = able(models, args, "expand_query")
    options = given(args, "complete", "correct")
    return {"words": model.expand_query(wire.need(args, "query"), **options)}


def documents(models: Models, args: Wire) -> Work:
    """``{model}`` → all documents, in the order they came."""
    yield from ()
    return {"documents": able(models, args, "documents").documents()}


def suggest(models: Models, args: Wire) -> Work:
    """``{model, text, k}`` → words that may follow, the likeliest first."""
    yield from ()
    model = able(models, args, "suggest")
    return {"suggestions": model.suggest(wire.need(args, "text"), **given(args, "k"))}


def _cells(sample: Any) -> Any:
    if not isinstance(sample, dict):
        return sample
    return {
        name: column.cell(0) for name, column in sample.items() if isinstance(column, Categorical)
    } | {
        name: float(column[0])
        for name, column in sample.items()
        if not isinstance(column, Categorical)
    }
