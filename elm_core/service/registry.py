"""Models by number, with what is known of where they come from."""

from __future__ import annotations

from typing import Any

from elm_core.base import Estimator
from elm_core.exceptions import InvalidInput
from elm_core.service.errors import NotFound
from elm_core.service.wire import Wire


class Models:
    """The models that live here. Numbers are never used again."""

    def __init__(self) -> None:
        self._models: dict[int, Any] = {}
        self._metadata: dict[int, Wire] = {}
        self._made = 0
        self._changed: dict[int, None] = {}
        #: What a verb keeps between requests, by the number of the model.
        self.scratch: dict[Any, Any] = {}

    def __len__(self) -> int:
        return len(self._models)

    def add(self, model: Estimator, metadata: Wire, number: int | None = None) -> int:
        """Take a model in, under the number it had before or a new one, and return the number."""
        if number is None:
            number = self._made + 1
            self._changed[number] = None  # of one with a number the page has the file already
        elif not isinstance(number, int) or number < 1 or number in self._models:
            raise InvalidInput(f"as must be a free number, got {number!r}", parameter="as")
        self._made = max(self._made, number)
        self._models[number] = model
        self._metadata[number] = metadata
        return number

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
            self._changed[args["model"]] = None

    def next_changed(self, wanted: int | None = None) -> int | None:
        """Return a model that changed since it was last returned here, the longest ago first.

        With `wanted` it is that model or none.
        """
        waiting = iter(self._changed) if wanted is None else iter({wanted} & self._changed.keys())
        number = next(waiting, None)
        if number is not None:
            del self._changed[number]
        return number

    def remove(self, args: Wire) -> None:
        """Forget the model."""
        self.get(args)
        del self._models[args["model"]], self._metadata[args["model"]]
        self.scratch.pop(args["model"], None)
        self._changed.pop(args["model"], None)
