"""Requests, one step at a time.

Every request is a generator that yields the share done between steps and returns its result.
Between steps the worker goes back to its message loop: that is how progress, cancelling and
requests to other models come through. A fit works on a clone, and the registry entry is
replaced when it is done: an error or a cancelled fit leaves the earlier model as it was.
"""

from __future__ import annotations

import copy
import sys
import time
from collections import deque
from collections.abc import Callable, Generator
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.base import Estimator, clone
from elm_core.exceptions import InvalidInput, error_code
from elm_core.metrics import accuracy_score, r2_score
from elm_core.model_selection import train_test_split
from elm_core.persistence import dumps, known_classes, loads_with_metadata
from elm_core.service import wire
from elm_core.service.reports import classification_report, regression_report, summary
from elm_core.service.wire import Wire

#: A request under way: yields the share done, or what a streamed fit has to say.
Work = Generator[float | str, None, Wire]

#: Rows predicted between two returns to the message loop.
_BATCH = 2048


class NotFound(LookupError):
    """A model or a request that is not there (any more)."""

    code = "not-found"


class Unsupported(ValueError):
    """A verb, a class or a method that there is not."""

    code = "unsupported"


class Service:
    """Models by number, and the requests that are under way."""

    def __init__(self) -> None:
        self._models: dict[int, Any] = {}
        self._metadata: dict[int, Wire] = {}
        self._made = 0
        self._work: dict[int, Work] = {}
        self._blocks: dict[int, deque[Wire]] = {}
        self._requests: dict[int, tuple[str, Wire]] = {}

    def begin(self, request: int, verb: str, args: Wire) -> None:
        """Take a request; `step` carries it out."""
        self._requests[request] = verb, args
        self._blocks[request] = deque()
        self._work[request] = self._open(request, verb, args)

    def feed(self, request: int, block: Wire) -> None:
        """Hand ``{X, y}`` to a streamed fit; ``{"end": True}`` ends it."""
        if request in self._blocks:
            self._blocks[request].append(block)

    def cancel(self, request: int) -> None:
        """Drop a request; what it was doing has no effect."""
        work = self._work.get(request)
        self._forget(request)
        if work is not None:
            work.close()

    def step(self, request: int) -> Wire:
        """Do a little of a request.

        Returns
        -------
        dict
            ``{"done": False, "progress": share}``; from a streamed fit also ``{"done": False,
            "waiting": True}`` when it has no block, and ``"taken"`` when it is through with one;
            ``{"done": True, "result": {…}}`` or ``{"done": True, "error": {"code", "message",
            "details"}}``.
        """
        try:
            if request not in self._work:
                raise NotFound(f"no request {request} is under way")
            share = next(self._work[request])
            if isinstance(share, str):
                return {"done": False, share: True}
            return {"done": False, "progress": float(share)}
        except StopIteration as end:
            outcome: Wire = {"done": True, "result": end.value}
        except KeyboardInterrupt:
            # it may have been meant for the request before this one: start over. If it was
            # meant for this one, the message that cancels it is on its way.
            verb, args = self._requests[request]
            if not _is_stream(verb, args):
                self._work[request] = self._open(request, verb, args)
                return {"done": False, "interrupted": True}
            outcome = {"done": True, "error": describe_error(KeyboardInterrupt())}
        except Exception as error:
            outcome = {"done": True, "error": describe_error(error)}
        self._forget(request)
        return outcome

    def _forget(self, request: int) -> None:
        for store in (self._work, self._blocks, self._requests):
            store.pop(request, None)

    def _open(self, request: int, verb: str, args: Wire) -> Work:
        handler = _VERBS.get(verb)
        if handler is None:
            raise_unknown = Unsupported(f"unknown verb {verb!r}; known: {', '.join(_VERBS)}")
            return _failing(raise_unknown)
        if _is_stream(verb, args):
            return self._fit_stream(request, args)
        return handler(self, args)

    def _model(self, args: Wire) -> Any:
        number = args.get("model")
        if number not in self._models:
            raise NotFound(f"there is no model {number!r}: it was disposed of, or never made")
        return self._models[number]

    def _register(self, model: Estimator, metadata: Wire) -> int:
        self._made += 1
        self._models[self._made] = model
        self._metadata[self._made] = metadata
        return self._made

    def _info(self, args: Wire) -> Work:
        yield from ()
        return {
            "python": sys.version.split()[0],
            "numpy": np.__version__,
            "classes": sorted(known_classes()),
            "models": len(self._models),
            "requests": len(self._work) - 1,
        }

    def _create(self, args: Wire) -> Work:
        yield from ()
        classes = known_classes()
        cls = classes.get(args.get("class", ""))
        if cls is None:
            raise Unsupported(
                f"unknown class {args.get('class')!r}; known: {', '.join(sorted(classes))}"
            )
        model = cls().set_params(**(args.get("params") or {}))
        return {"model": self._register(model, {}), "summary": summary(model)}

    def _fit(self, args: Wire) -> Work:
        started = time.perf_counter()
        model = self._model(args)
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
            result["holdout"] = yield from _try_holdout(
                model, samples, targets, weights, share, args.get("seed", 0)
            )
        self._models[args["model"]] = whole
        return result | {"summary": summary(whole) | {"seconds": time.perf_counter() - started}}

    def _fit_stream(self, request: int, args: Wire) -> Work:
        model = self._model(args)
        if not hasattr(model, "open_stream"):
            raise Unsupported(f"{type(model).__name__} cannot be trained on a stream")
        started = time.perf_counter()
        fresh = clone(model)
        classes = args["X"].get("classes")
        stream = fresh.open_stream(None if classes is None else wire.labels_array(classes))
        blocks = self._blocks[request]
        while True:
            if not blocks:
                yield "waiting"
                continue
            block = blocks.popleft()
            if block.get("end"):
                break
            stream.feed(*_training_data(model, block))
            yield "taken"
        stream.finish()
        self._models[args["model"]] = fresh
        return {"summary": summary(fresh) | {"seconds": time.perf_counter() - started}}

    def _partial_fit(self, args: Wire) -> Work:
        started = time.perf_counter()
        model = self._model(args)
        if not hasattr(model, "partial_fit_steps"):
            raise Unsupported(f"{type(model).__name__} cannot learn further: fit it anew")
        samples, targets = _training_data(model, args)
        classes = args.get("classes")
        # a shallow copy is enough: training replaces learned attributes and changes none
        grown = copy.copy(model)
        known = None if classes is None else wire.labels_array(classes)
        yield from grown.partial_fit_steps(samples, targets, classes=known)
        self._models[args["model"]] = grown
        return {"summary": summary(grown) | {"seconds": time.perf_counter() - started}}

    def _predict(self, args: Wire) -> Work:
        model = self._model(args)
        parts = yield from _batched(model, "predict", _samples(args))
        if hasattr(model, "predict_proba"):
            return wire.labels_out(parts)
        return wire.array_out(parts)

    def _predict_proba(self, args: Wire) -> Work:
        model = self._model(args)
        proba = yield from _batched(model, "predict_proba", _samples(args))
        return wire.array_out(proba) | {"classes": model.classes_.tolist()}

    def _decision_function(self, args: Wire) -> Work:
        scores = yield from _batched(self._model(args), "decision_function", _samples(args))
        return wire.array_out(scores)

    def _score(self, args: Wire) -> Work:
        model = self._model(args)
        samples, targets = _training_data(model, args)
        predicted = yield from _batched(model, "predict", samples)
        measure = accuracy_score if hasattr(model, "predict_proba") else r2_score
        return {"score": measure(targets, predicted)}

    def _evaluate(self, args: Wire) -> Work:
        model = self._model(args)
        return (yield from _evaluate(model, *_training_data(model, args)))

    def _inspect_table(self, args: Wire) -> Work:
        yield from ()
        from elm_core.features.tabular import inspect

        return {"columns": inspect(wire.samples_in(wire.need(args, "table"), "table"))}

    def _save(self, args: Wire) -> Work:
        yield from ()
        model = self._model(args)
        metadata = args.get("metadata") or self._metadata[args["model"]]
        return {"json": dumps(model, metadata=metadata, statistics=bool(args.get("statistics")))}

    def _load(self, args: Wire) -> Work:
        yield from ()
        model, metadata = loads_with_metadata(wire.need(args, "json"))
        return {
            "model": self._register(model, metadata),
            "params": _plain_params(model),
            "metadata": metadata,
            "summary": summary(model),
        }

    def _describe(self, args: Wire) -> Work:
        yield from ()
        model = self._model(args)
        return {
            "params": _plain_params(model),
            "metadata": self._metadata[args["model"]],
            "summary": summary(model),
        }

    def _dispose(self, args: Wire) -> Work:
        yield from ()
        self._model(args)
        del self._models[args["model"]], self._metadata[args["model"]]
        return {}


def describe_error(error: BaseException) -> Wire:
    """Return code, message and details of an error, all plain data."""
    details = {
        name: getattr(error, name)
        for name in ("parameter", "row", "column")
        if getattr(error, name, None) is not None
    }
    message = str(error) or type(error).__name__
    if isinstance(error, KeyboardInterrupt):
        message = "cancelled"
    elif error_code(error) == "internal":
        message = f"{type(error).__name__}: {message}"
    return {"code": error_code(error), "message": message, "details": details}


def _is_stream(verb: str, args: Wire) -> bool:
    samples = args.get("X")
    return verb == "fit" and isinstance(samples, dict) and bool(samples.get("stream"))


def _failing(error: Exception) -> Work:
    yield from ()
    raise error


def _batched(
    model: Any, method: str, samples: Any
) -> Generator[float | str, None, npt.NDArray[Any]]:
    """Call a method on batches of the rows, pausing between them."""
    if not hasattr(model, method):
        raise Unsupported(f"{type(model).__name__} has no {method}")
    n = wire.row_count(samples)
    parts = []
    for start, batch in wire.batches(samples, _BATCH):
        if start:
            yield start / n
        try:
            parts.append(getattr(model, method)(batch))
        except InvalidInput as error:
            if error.row is not None:
                error.args = (f"{error} (in the rows from {start} on)",) if start else error.args
                error.row += start
            raise
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _evaluate(model: Any, samples: Any, targets: Any) -> Generator[float | str, None, Wire]:
    if wire.row_count(samples) != len(targets):
        raise InvalidInput(
            f"X has {wire.row_count(samples)} rows, y has {len(targets)}", parameter="y"
        )
    if hasattr(model, "predict_proba"):
        proba = yield from _batched(model, "predict_proba", samples)
        return classification_report(targets, proba, model.classes_)
    predicted = yield from _batched(model, "predict", samples)
    return regression_report(np.asarray(targets, dtype=np.float64), predicted)


def _try_holdout(
    model: Any, samples: Any, targets: Any, weights: Any, share: float, seed: Any
) -> Generator[float | str, None, Wire]:
    """Fit a clone on one part of the rows and report on the rest, which it never saw."""
    if wire.row_count(samples) != len(targets):
        raise InvalidInput(
            f"X has {wire.row_count(samples)} rows, y has {len(targets)}", parameter="y"
        )
    train, test = train_test_split(
        len(targets),
        test_size=share,
        stratify=targets if hasattr(model, "predict_proba") else None,
        random_state=seed,
    )
    started = time.perf_counter()
    trial = clone(model)
    some_weights = None if weights is None else weights[train]
    for done in trial.fit_steps(wire.take_rows(samples, train), targets[train], some_weights):
        yield 0.5 + 0.5 * done
    seconds = time.perf_counter() - started
    report = yield from _evaluate(trial, wire.take_rows(samples, test), targets[test])
    for entry in report["worst"]:
        entry["row"] = int(test[entry["row"]])
    return report | {
        "rows": test.astype(np.int32),
        "n_train": len(train),
        "seconds": seconds,
        "loo": float(trial.loo_score_),
    }


def _samples(args: Wire) -> Any:
    return wire.samples_in(wire.need(args, "X"))


def _training_data(model: Any, args: Wire) -> tuple[Any, Any]:
    targets = wire.targets_in(wire.need(args, "y"))
    if hasattr(model, "read_targets"):
        targets = model.read_targets(targets)
    return _samples(args), targets


def _plain_params(model: Estimator) -> Wire:
    return {
        name: value
        for name, value in model.get_params(deep=False).items()
        if value is None or isinstance(value, (bool, int, float, str))
    }


_VERBS: dict[str, Callable[[Service, Wire], Work]] = {
    "info": Service._info,
    "create": Service._create,
    "fit": Service._fit,
    "partial_fit": Service._partial_fit,
    "predict": Service._predict,
    "predict_proba": Service._predict_proba,
    "decision_function": Service._decision_function,
    "score": Service._score,
    "evaluate": Service._evaluate,
    "inspect_table": Service._inspect_table,
    "save": Service._save,
    "load": Service._load,
    "describe": Service._describe,
    "dispose": Service._dispose,
}
