"""Models by number, with what is known of where they come from."""

from __future__ import annotations

from typing import Any

from elm_core.base import Estimator
from elm_core.service.errors import NotFound
from elm_core.service.wire import Wire


class Models:
    """The models that live here. Numbers are never used again."""

    def __init__(self) -> None:
        self._models: dict[int, Any] = {}
        self._metadata: dict[int, Wire] = {}
        self._made = 0
        #: What a verb keeps between requests, by the number of the model.
        self.scratch: dict[Any, Any] = {}

    def __len__(self) -> int:
        return len(self._models)

    def add(self, model: Estimator, metadata: Wire) -> int:
        """Take a model in and return its number."""
        self._made += 1
        self._models[self._made] = model
        self._metadata[self._made] = metadata
        return self._made

    def get(self, args: Wire) -> Any:
        """Return the model that a request is about."""
        number = args.get("model")
        if number not in self._models:
            raise NotFound(f"there is no model {number!r}: it was disposed of, or never made")
        return self._models[number]

    def metadata(self, args: Wire) -> Wire:
        """Return what was stored beside the model."""
        return self._metadata[args["model"]]

    def put(self, args: Wire, model: Estimator) -> None:
        """Replace the model, unless it was disposed of meanwhile."""
        if args["model"] in self._models:
            self._models[args["model"]] = model

    def remove(self, args: Wire) -> None:
        """Forget the model."""
        self.get(args)
        del self._models[args["model"]], self._metadata[args["model"]]
        self.scratch.pop(args["model"], None)
