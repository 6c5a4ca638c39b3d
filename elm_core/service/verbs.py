"""What a page can ask for. Each verb is a generator: the share done between steps, then the result.

A fit works on a clone, and the model is replaced when it is done: an error or a cancelled fit
leaves the earlier model as it was.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np

from elm_core.abstain import sure_places
from elm_core.base import clone
from elm_core.exceptions import InvalidInput
from elm_core.metrics import accuracy_score, r2_score
from elm_core.models.composite import fitting, to_grow
from elm_core.models.scored import log_odds
from elm_core.persistence import dumps, known_classes, loads_steps
from elm_core.service import answers, changes, evaluation, geometry, judging, tables, tasks, wire
from elm_core.service.arguments import (
    Work,
    able,
    labelled_data,
    samples,
    training_data,
    weights,
)
from elm_core.service.errors import Unsupported
from elm_core.service.evaluation import batched, try_holdout
from elm_core.service.model_specs import build_model, plain_params
from elm_core.service.registry import Models
from elm_core.service.reports import kind_of, summary
from elm_core.service.wire import Wire


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
    model = build_model(args)
    return {"model": models.add(model, {}, args.get("as")), "summary": summary(model)}


def fit(models: Models, args: Wire) -> Work:
    started = time.perf_counter()
    model = able(models, args, "fit")
    share = args.get("holdout") or 0.0
    rows, targets = labelled_data(model, args) if share else training_data(model, args)
    weighted = weights(args)
    result: Wire = {}
    # all rows first: an error then names the row by its place among them
    whole = clone(model)
    for done in fitting(whole, rows, targets, weighted):
        yield 0.5 * done if share else done
    if share:
        result["holdout"] = yield from try_holdout(
            model,
            rows,
            targets,
            weighted,
            share,
            args.get("seed", 0),
            importances=bool(args.get("importances")),
        )
    models.put(args, whole)
    return result | {"summary": summary(whole) | {"seconds": time.perf_counter() - started}}


def fit_predict(models: Models, args: Wire) -> Work:
    able(models, args, "fit_predict")
    rows = samples(args)
    result = yield from fit(models, args)
    model = models.get(args)
    known = getattr(model, "labels_", None)
    if known is None:
        known = yield from batched(model, "predict", rows)
    return result | {"labels": wire.array_out(known)}


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
        yield from stream.feed_steps(*training_data(model, block))
        yield "taken"
    yield from stream.finish_steps()
    models.put(args, fresh)
    return {"summary": summary(fresh) | {"seconds": time.perf_counter() - started}}


def partial_fit(models: Models, args: Wire) -> Work:
    started = time.perf_counter()
    model = models.get(args)
    if not hasattr(model, "partial_fit_steps"):
        raise Unsupported(f"{type(model).__name__} cannot learn further: fit it anew")
    rows, targets = training_data(model, args)
    classes = args.get("classes")
    grown = to_grow(model)
    known = None if classes is None else wire.labels_array(classes)
    yield from grown.partial_fit_steps(rows, targets, classes=known)
    models.put(args, grown)
    return {"summary": summary(grown) | {"seconds": time.perf_counter() - started}}


def predict(models: Models, args: Wire) -> Work:
    """Without `X`, of texts: what leave-one-out says of those the model was trained on."""
    model = models.get(args)
    if args.get("X") is None and hasattr(type(model), "loo_labels_"):
        return _left_out(model, args)
    if args.get("threshold") is not None:
        proba = yield from batched(model, "predict_proba", samples(args))
        places = sure_places(proba, args["threshold"], log_odds(model)).astype(np.int32)
        return {"codes": places, "values": model.classes_.tolist()}
    parts = yield from batched(model, "predict", samples(args))
    return wire.labels_out(parts) if kind_of(model) == "classifier" else wire.array_out(parts)


def _left_out(model: Any, args: Wire) -> Wire:
    if args.get("threshold") is not None:
        raise InvalidInput(
            "threshold goes with X: what leave-one-out says of the training texts has none",
            parameter="threshold",
        )
    try:
        return wire.labels_out(model.loo_labels_)
    except AttributeError as error:
        raise Unsupported(f"X is missing: {error}") from error


def predict_proba(models: Models, args: Wire) -> Work:
    model = models.get(args)
    proba = yield from batched(model, "predict_proba", samples(args))
    return wire.array_out(proba) | {"classes": model.classes_.tolist()}


def decision_function(models: Models, args: Wire) -> Work:
    scores = yield from batched(models.get(args), "decision_function", samples(args))
    return wire.array_out(scores)


def score(models: Models, args: Wire) -> Work:
    model = able(models, args, "score")
    kind = kind_of(model)
    if kind not in ("classifier", "regressor"):  # a measure of its own, which may need no targets
        return {"score": float(model.score(*training_data(model, args)))}
    rows, targets = labelled_data(model, args)
    predicted = yield from batched(model, "predict", rows)
    measure = accuracy_score if kind == "classifier" else r2_score
    return {"score": measure(targets, predicted)}


def evaluate(models: Models, args: Wire) -> Work:
    model = models.get(args)
    return (yield from evaluation.evaluate(model, *labelled_data(model, args)))


def save(models: Models, args: Wire) -> Work:
    yield from ()
    model = models.get(args)
    metadata = args.get("metadata") or models.metadata(args)
    how = {name: args[name] for name in ("statistics", "precision") if args.get(name) is not None}
    return {"json": dumps(model, metadata=metadata, **how)}


def load(models: Models, args: Wire) -> Work:
    steps = loads_steps(wire.need(args, "json"), max_bytes=args.get("max_bytes"))
    model, metadata = yield from steps
    return {
        "model": models.add(model, metadata, args.get("as")),
        "params": plain_params(model),
        "metadata": metadata,
        "summary": summary(model),
    }


def describe(models: Models, args: Wire) -> Work:
    yield from ()
    model = models.get(args)
    return {
        "params": plain_params(model),
        "metadata": models.metadata(args),
        "summary": summary(model),
    }


def dispose(models: Models, args: Wire) -> Work:
    yield from ()
    models.remove(args)
    return {}


#: By name. A `fit` on a stream goes to `fit_stream`, which has the blocks, too: see `Service`.
VERBS: dict[str, Callable[[Models, Wire], Work]] = {
    "info": info,
    "create": create,
    "fit": fit,
    "fit_predict": fit_predict,
    "partial_fit": partial_fit,
    "unlearn": changes.unlearn,
    "merge": changes.merge,
    "forget": changes.forget,
    "clone_untrained": changes.clone_untrained,
    "predict": predict,
    "predict_proba": predict_proba,
    "decision_function": decision_function,
    "predict_set": answers.predict_set,
    "predict_interval": answers.predict_interval,
    "score_samples": answers.score_samples,
    "transform": answers.transform,
    "inverse_transform": answers.inverse_transform,
    "explain": answers.explain,
    "score": score,
    "evaluate": evaluate,
    "cross_validate": judging.cross_validate,
    "embed": geometry.embed,
    "silhouette": geometry.silhouette,
    "inspect_table": tables.inspect_table,
    "read_targets": tables.read_targets,
    "add": changes.add,
    "upsert": changes.upsert,
    "remove": changes.remove,
    "search": answers.search,
    "expand_query": answers.expand_query,
    "documents": answers.documents,
    "learn_clicks": changes.learn_clicks,
    "suggest": answers.suggest,
    "accept": changes.accept,
    "generate": tasks.generate,
    "recommend": tasks.recommend,
    "listen": tasks.listen,
    "save": save,
    "load": load,
    "describe": describe,
    "dispose": dispose,
}
