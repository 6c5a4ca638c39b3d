"""What a page can ask for. Each verb is a generator: the share done between steps, then the result.

A fit works on a clone, and the model is replaced when it is done: an error or a cancelled fit
leaves the earlier model as it was.
"""

from __future__ import annotations

import copy
import sys
import time
from collections import deque
from collections.abc import Callable, Generator
from typing import Any

import numpy as np

from elm_core.base import Estimator, clone
from elm_core.metrics import accuracy_score, r2_score
from elm_core.persistence import dumps, known_classes, loads_with_metadata
from elm_core.service import evaluation, tasks, wire
from elm_core.service.errors import Unsupported
from elm_core.service.evaluation import batched, try_holdout
from elm_core.service.registry import Models
from elm_core.service.reports import summary
from elm_core.service.wire import Wire

#: A request under way: yields the share done, or what a streamed fit has to say.
Work = Generator[float | str, None, Wire]


def info(models: Models, args: Wire) -> Work:
    yield from ()
    return {
        "python": sys.version.split()[0],
        "numpy": np.__version__,
        "classes": sorted(known_classes()),
        "models": len(models),
    }


def create(models: Models, args: Wire) -> Work:
    yield from ()
    classes = known_classes()
    cls = classes.get(args.get("class", ""))
    if cls is None:
        raise Unsupported(
            f"unknown class {args.get('class')!r}; known: {', '.join(sorted(classes))}"
        )
    model = cls().set_params(**(args.get("params") or {}))
    return {"model": models.add(model, {}), "summary": summary(model)}


def fit(models: Models, args: Wire) -> Work:
    started = time.perf_counter()
    model = models.get(args)
    samples, targets = _training_data(model, args)
    given = args.get("sample_weight")
    weights = None if given is None else wire.array_in(given, "sample_weight")
    result: Wire = {}
    share = args.get("holdout") or 0.0
    # all rows first: an error then names the row by its place among them
    whole = clone(model)
    for done in whole.fit_steps(samples, targets, weights):
        yield 0.5 * done if share else done
    if share:
        result["holdout"] = yield from try_holdout(
            model, samples, targets, weights, share, args.get("seed", 0)
        )
    models.put(args, whole)
    return result | {"summary": summary(whole) | {"seconds": time.perf_counter() - started}}


def fit_stream(models: Models, args: Wire, blocks: deque[Wire]) -> Work:
    model = models.get(args)
    if not hasattr(model, "open_stream"):
        raise Unsupported(f"{type(model).__name__} cannot be trained on a stream")
    started = time.perf_counter()
    fresh = clone(model)
    classes = args["X"].get("classes")
    stream = fresh.open_stream(None if classes is None else wire.labels_array(classes))
    while True:
        if not blocks:
            yield "waiting"
            continue
        block = blocks.popleft()
        if block.get("end"):
            break
        yield from stream.feed_steps(*_training_data(model, block))
        yield "taken"
    yield from stream.finish_steps()
    models.put(args, fresh)
    return {"summary": summary(fresh) | {"seconds": time.perf_counter() - started}}


def partial_fit(models: Models, args: Wire) -> Work:
    started = time.perf_counter()
    model = models.get(args)
    if not hasattr(model, "partial_fit_steps"):
        raise Unsupported(f"{type(model).__name__} cannot learn further: fit it anew")
    samples, targets = _training_data(model, args)
    classes = args.get("classes")
    # a shallow copy is enough: training replaces learned attributes and changes none
    grown = copy.copy(model)
    known = None if classes is None else wire.labels_array(classes)
    yield from grown.partial_fit_steps(samples, targets, classes=known)
    models.put(args, grown)
    return {"summary": summary(grown) | {"seconds": time.perf_counter() - started}}


def predict(models: Models, args: Wire) -> Work:
    model = models.get(args)
    parts = yield from batched(model, "predict", _samples(args))
    if hasattr(model, "predict_proba"):
        return wire.labels_out(parts)
    return wire.array_out(parts)


def predict_proba(models: Models, args: Wire) -> Work:
    model = models.get(args)
    proba = yield from batched(model, "predict_proba", _samples(args))
    return wire.array_out(proba) | {"classes": model.classes_.tolist()}


def decision_function(models: Models, args: Wire) -> Work:
    scores = yield from batched(models.get(args), "decision_function", _samples(args))
    return wire.array_out(scores)


def score(models: Models, args: Wire) -> Work:
    model = models.get(args)
    samples, targets = _training_data(model, args)
    evaluation.check_lengths(samples, targets)
    predicted = yield from batched(model, "predict", samples)
    measure = accuracy_score if hasattr(model, "predict_proba") else r2_score
    return {"score": measure(targets, predicted)}


def evaluate(models: Models, args: Wire) -> Work:
    model = models.get(args)
    return (yield from evaluation.evaluate(model, *_training_data(model, args)))


def inspect_table(models: Models, args: Wire) -> Work:
    yield from ()
    from elm_core.features.tabular import inspect

    return {"columns": inspect(wire.samples_in(wire.need(args, "table"), "table"))}


def save(models: Models, args: Wire) -> Work:
    yield from ()
    model = models.get(args)
    metadata = args.get("metadata") or models.metadata(args)
    return {"json": dumps(model, metadata=metadata, statistics=args.get("statistics"))}


def load(models: Models, args: Wire) -> Work:
    yield from ()
    model, metadata = loads_with_metadata(wire.need(args, "json"))
    return {
        "model": models.add(model, metadata),
        "params": _plain_params(model),
        "metadata": metadata,
        "summary": summary(model),
    }


def describe(models: Models, args: Wire) -> Work:
    yield from ()
    model = models.get(args)
    return {
        "params": _plain_params(model),
        "metadata": models.metadata(args),
        "summary": summary(model),
    }


def dispose(models: Models, args: Wire) -> Work:
    yield from ()
    models.remove(args)
    return {}


def _samples(args: Wire) -> Any:
    return wire.samples_in(wire.need(args, "X"))


def _training_data(model: Any, args: Wire) -> tuple[Any, Any]:
    samples = _samples(args)
    if args.get("y") is None and getattr(model, "optional_targets", False):
        return samples, None
    targets = wire.targets_in(wire.need(args, "y"))
    if hasattr(model, "read_targets"):
        targets = model.read_targets(targets)
    return samples, targets


def _plain_params(model: Estimator) -> Wire:
    return {
        name: value
        for name, value in model.get_params(deep=False).items()
        if value is None or isinstance(value, (bool, int, float, str))
    }


VERBS: dict[str, Callable[[Models, Wire], Work]] = {
    "info": info,
    "create": create,
    "fit": fit,
    "partial_fit": partial_fit,
    "predict": predict,
    "predict_proba": predict_proba,
    "decision_function": decision_function,
    "score": score,
    "evaluate": evaluate,
    "inspect_table": inspect_table,
    "generate": tasks.generate,
    "recommend": tasks.recommend,
    "listen": tasks.listen,
    "save": save,
    "load": load,
    "describe": describe,
    "dispose": dispose,
}
