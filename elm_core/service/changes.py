"""Verbs that change a trained model: by rows, by another model, by documents.

What changes is a shallow copy, which takes the model's place when it is done.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from typing import Any

from elm_core.base import Steps
from elm_core.service import wire
from elm_core.service.arguments import Work, able, given, labelled_data, weights
from elm_core.service.registry import Models
from elm_core.service.reports import summary
from elm_core.service.wire import Wire


def unlearn(models: Models, args: Wire) -> Work:
    """``{model, X, y, sample_weight}``: takes rows out that were learnt."""
    model = able(models, args, "unlearn")
    rows, targets = labelled_data(model, args)
    return (
        yield from _changing(
            models, args, lambda new: new.unlearn_steps(rows, targets, weights(args))
        )
    )


def merge(models: Models, args: Wire) -> Work:
    """``{model, other}``: adds what another model has learnt."""
    return (yield from _combine(models, args, "merge"))


def forget(models: Models, args: Wire) -> Work:
    """``{model, other}``: takes what another model has learnt out again."""
    return (yield from _combine(models, args, "forget"))


def clone_untrained(models: Models, args: Wire) -> Work:
    """``{model}`` → a new model with the same hidden layer, whose training can be merged."""
    yield from ()
    made = able(models, args, "clone_untrained").clone_untrained()
    return {"model": models.add(made, {}), "summary": summary(made)}


def add(models: Models, args: Wire) -> Work:
    """``{model, X, ids, metadata}``: adds documents."""
    return (yield from _put_documents(models, args, "add"))


def upsert(models: Models, args: Wire) -> Work:
    """``{model, X, ids, metadata}``: adds documents, or puts them in the place of others."""
    wire.need(args, "ids")
    return (yield from _put_documents(models, args, "upsert"))


def remove(models: Models, args: Wire) -> Work:
    """``{model, ids}``: takes documents out."""
    able(models, args, "search")
    ids = wire.list_in(wire.need(args, "ids"), "ids")
    return (yield from _changed(models, args, lambda new: new.remove(ids)))


def learn_clicks(models: Models, args: Wire) -> Work:
    """``{model, query, clicked, shown, complete, correct}``: which shown ones were opened."""
    able(models, args, "learn_clicks")
    clicked, shown = (wire.list_in(wire.need(args, n), n) for n in ("clicked", "shown"))
    query, options = wire.need(args, "query"), given(args, "complete", "correct")
    return (
        yield from _changed(
            models, args, lambda new: new.learn_clicks(query, clicked, shown, **options)
        )
    )


def accept(models: Models, args: Wire) -> Work:
    """``{model, text, word}``: learns that a word was chosen after a text."""
    text, word = wire.need(args, "text"), wire.need(args, "word")
    able(models, args, "accept")
    return (yield from _changed(models, args, lambda new: new.accept(text, word)))


def _put_documents(models: Models, args: Wire, method: str) -> Work:
    able(models, args, method)
    texts = wire.samples_in(wire.need(args, "X"))
    options = given(args, "ids", "metadata")
    options |= {name: wire.list_in(value, name) for name, value in options.items()}
    return (yield from _changed(models, args, lambda new: getattr(new, method)(texts, **options)))


def _combine(models: Models, args: Wire, method: str) -> Work:
    model = able(models, args, method)
    other = models.get({"model": wire.need(args, "other")})
    return (
        yield from _changing(
            models,
            args,
            lambda new: getattr(new, f"{method}_steps")(new if other is model else other),
        )
    )


def _changed(models: Models, args: Wire, change: Callable[[Any], object]) -> Work:
    """Change a model in one step, after one in which the request can be cancelled."""

    def steps(new: Any) -> Steps:
        yield 0.0
        change(new)

    return (yield from _changing(models, args, steps))


def _changing(models: Models, args: Wire, steps: Callable[[Any], Steps]) -> Work:
    started = time.perf_counter()
    new = copy.copy(models.get(args))
    yield from steps(new)
    about = summary(new) | {"seconds": time.perf_counter() - started}
    models.put(args, new)  # last: an interrupt before it leaves all as it was
    return {"summary": about}
