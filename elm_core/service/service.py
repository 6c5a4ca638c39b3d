"""Requests, one step at a time.

Every request is a generator that yields the share done between steps and returns its result.
Between steps the worker goes back to its message loop: that is how progress, cancelling and
requests to other models come through.
"""

from __future__ import annotations

import time
from collections import deque

from elm_core import memory
from elm_core.maths import pool
from elm_core.persistence import known_classes
from elm_core.service.arguments import Work
from elm_core.service.checkpoints import take_checkpoint
from elm_core.service.collected_warnings import CollectedWarnings
from elm_core.service.errors import NotFound, Unsupported, describe_error
from elm_core.service.registry import Models
from elm_core.service.reports import summary
from elm_core.service.verbs import VERBS, fit_stream
from elm_core.service.wire import Wire
from elm_core.service.workers import Host, use_host

#: What an outcome has that says nothing but how far a request is.
_GOES_ON = {"done", "progress"}


class Service:
    """Models by number, and the requests that are under way."""

    def __init__(self) -> None:
        self._models = Models()
        self._work: dict[int, Work] = {}
        self._blocks: dict[int, deque[Wire]] = {}
        self._requests: dict[int, tuple[str, Wire]] = {}
        self._warned: dict[int, CollectedWarnings] = {}

    def begin(self, request: int, verb: str, args: Wire) -> None:
        """Take a request; `step` carries it out."""
        self._requests[request] = verb, args
        self._blocks[request] = deque()
        self._warned[request] = CollectedWarnings()
        self._work[request] = self._open(request, verb, args)

    def checkpoint(self, wanted: int | None = None) -> Wire | None:
        """Return file and summary of a model (that one) that changed, for the page to keep."""
        kept = take_checkpoint(self._models, wanted)
        if kept is None or kept["json"] is None:
            return kept
        return kept | {"summary": summary(self._models.get(kept))}

    def limit_memory(self, n_bytes: float) -> None:
        """Set what one fit may take, in bytes."""
        memory.limit(n_bytes)

    def use_host(self, host: Host | None) -> None:
        """Have the workers of a host carry out parts of large fits."""
        use_host(host)

    def uses_vectors(self, class_name: object) -> bool:
        """Whether models of a class use word vectors, where these are installed."""
        cls = known_classes().get(str(class_name))
        return cls is not None and "vectors" in cls._parameter_names()

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

    def step(self, request: int, seconds: float = 0.0) -> Wire:
        """Do a little of a request: a step, and more of them within so many seconds.

        Whatever is to be told at once ends it.

        Returns
        -------
        dict
            ``{"done": False, "progress": share}``; from a streamed fit also ``{"done": False,
            "waiting": True}`` when it has no block, and ``"taken"`` when it is through with one;
            with ``"pooled": True`` the next step is for when a worker of the pool has answered;
            ``{"done": True, "result": {…}}`` or ``{"done": True, "error": {"code", "message",
            "details"}}``. A result has ``"warnings"``, a list of the same three, where models had
            something to tell.
        """
        end = time.perf_counter() + seconds
        while True:
            outcome = self._step(request)
            if outcome.keys() != _GOES_ON or time.perf_counter() >= end:
                return outcome

    def _step(self, request: int) -> Wire:
        try:
            if request not in self._work:
                raise NotFound(f"no request {request} is under way")
            with self._warned[request].listening():
                share = next(self._work[request])
            if isinstance(share, str):
                return {"done": False, share: True}
            outcome: Wire = {"done": False, "progress": float(share)}
            if pool.waits():
                outcome["pooled"] = True
            early = self._warned[request].news()
            return outcome | {"warnings": early} if early else outcome
        except StopIteration as end:
            told = self._warned[request].plain()
            result = end.value | {"warnings": told} if told else end.value
            outcome = {"done": True, "result": result}
        except KeyboardInterrupt:
            # it may have been meant for the request before this one: start over. If it was
            # meant for this one, the message that cancels it is on its way.
            verb, args = self._requests[request]
            if not _is_stream(verb, args):
                self._warned[request] = CollectedWarnings()
                self._work[request] = self._open(request, verb, args)
                return {"done": False, "interrupted": True}
            outcome = {"done": True, "error": describe_error(KeyboardInterrupt())}
        except Exception as error:
            outcome = {"done": True, "error": describe_error(error)}
        self._forget(request)
        return outcome

    def _forget(self, request: int) -> None:
        for store in (self._work, self._blocks, self._requests, self._warned):
            store.pop(request, None)

    def _open(self, request: int, verb: str, args: Wire) -> Work:
        handler = VERBS.get(verb)
        if handler is None:
            raise_unknown = Unsupported(f"unknown verb {verb!r}; known: {', '.join(VERBS)}")
            return _failing(raise_unknown)
        if _is_stream(verb, args):
            return fit_stream(self._models, args, self._blocks[request])
        return handler(self._models, args)


def _is_stream(verb: str, args: Wire) -> bool:
    samples = args.get("X")
    return verb == "fit" and isinstance(samples, dict) and bool(samples.get("stream"))


def _failing(error: Exception) -> Work:
    yield from ()
    raise error
